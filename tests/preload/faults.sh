# shellcheck shell=sh disable=SC2154 # variables of lib.sh
# Commands on a disk that fails, by faults.c. To be sourced behind lib.sh.
preload=$tree/build/debug/tests/preload/faults.so

# faulty KIND:N COMMAND...: as run, but its N-th call that changes a file fails;
# false when there were fewer
faulty() {
	fault=$1
	shift
	[ -f in ] || : >in
	rm -f count
	status=0
	LD_PRELOAD=$preload RQ_FAULT=$fault RQ_FAULT_COUNT=$work/count "$@" <in >out 2>err || status=$?
	[ "$(od -An -tu8 count)" -ge "${fault#*:}" ]
}

# one_line: a failure was told in one line by the tool itself, and is no crash
one_line() {
	[ "$status" -eq 3 ] && [ "$(wc -l <err)" -eq 1 ] && grep -q '^rq-[a-z]*: ' err
}

# kinds N: what is tried with a call; all with RQ_FAULTS=all, else the N-th
kinds() {
	if [ "${RQ_FAULTS-}" = all ]; then
		echo ENOSPC EIO short full readonly
	else
		echo ENOSPC EIO short full readonly | cut -d ' ' -f $(($1 % 5 + 1))
	fi
}
