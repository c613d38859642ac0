# shellcheck shell=sh
# TAP for the tools. Each file works in an empty directory with a store of its
# own; run keeps a command's status, output and complaints apart; nothing is
# piped behind a tested command, for that would hide its status.
set -u
# shellcheck disable=SC2034 # tests name files of the source tree by it
tree=${RQ_TREE:?the source tree}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
number=0 failed=0 status=0
RQ_STORE=$work/store
RQ_PROGRESS=never
export RQ_STORE RQ_PROGRESS
unset RQ_ENGINE RQ_MODEL RQ_VOCABULARY RQ_NOW RQ_STORE_KEY_FILE

# run COMMAND...: standard input from ./in when it exists; sets $status, writes out, err
run() {
	[ -f in ] || : >in
	status=0
	"$@" <in >out 2>err || status=$?
	# 128+n: killed by a signal, never a legitimate refusal
	[ "$status" -lt 126 ] || printf '# %s died with %s\n' "$1" "$status"
}

# ok NAME TEST...: one line of TAP; on failure shows what the command left, where prove lets it through
ok() {
	name=$1
	shift
	number=$((number + 1))
	if "$@" >why 2>&1; then
		printf 'ok %d - %s\n' "$number" "$name"
	else
		failed=1
		printf 'not ok %d - %s\n' "$number" "$name"
		{
			printf '# not ok %d - %s\n# status %s\n' "$number" "$name" "$status"
			for f in why out err; do
				[ -f "$f" ] && { head -c 3000 "$f"; echo; } | sed "s/^/# $f: /"
			done
		} >&2
	fi
}

# skip NAME WHY: a test that this machine cannot run, said aloud
skip() {
	number=$((number + 1))
	printf 'ok %d - %s # skip %s\n' "$number" "$1" "$2"
}

# await SECONDS TEST...: until it holds, for no longer than that; what it prints is not kept
await() {
	tries=$(($1 * 50))
	shift
	until "$@" >/dev/null 2>&1; do
		[ "$tries" -gt 0 ] || return 1
		tries=$((tries - 1))
		sleep 0.02
	done
}

# is_open STORE: whether a process has it open
is_open() { ! flock -n "$1" true; }
exits() { [ "$status" -eq "$1" ]; }
prints() { printf '%s' "$1" >want && cmp want out; }
says() { grep -qF -- "$1" err; }
silent() { [ ! -s err ]; }
holds() { grep -qF -- "$2" "$1"; }
lacks() { ! grep -qF -- "$2" "$1"; }

# counts N FILTER: so many records of out pass the jq filter
counts() { [ "$(jq -c "select($2)" <out | wc -l)" -eq "$1" ]; }

# equals VALUE FILTER FILE: what jq prints of the file
equals() { [ "$(jq -r "$2" <"$3")" = "$1" ] || { jq -r "$2" <"$3"; false; }; }

done_testing() {
	printf '1..%d\n' "$number"
	exit "$failed"
}
