#!/bin/sh
# Kills a run on a server before or after its commits, one at a time, see sample.sh: the store must
# be sound then, and a second run must end like one in a folder that was never disturbed.
# shellcheck source=tests/postgres/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/crash/sample.sh
. "$tree/tests/crash/sample.sh"

"$scenario" run folder && "$scenario" state folder >golden.state || exit 3
store=$(new_store undisturbed)
run "$scenario" run "$store"
ok 'a run without a crash ends' exits 0
ok 'and on a server as it ends in a folder' ends_like_golden

sample 9
n=$first
while :; do
	store=$(new_store "killed_$n")
	status=0
	# Through a shell of its own, for a shell says so when a child is killed
	sh -c 'RQ_FAILPOINT=$1 "$2" run "$3" >out 2>err; exit $?' sh "$n" "$scenario" "$store" \
		2>/dev/null || status=$?
	[ "$status" -eq 137 ] || break
	survives() { "$scenario" check "$store" && "$scenario" run "$store" && ends_like_golden; }
	ok "killed at failpoint $n: nothing lost, nothing twice" survives
	n=$((n + step))
done
ok 'beyond the last failpoint the run ends' exits 0
ok 'there were failpoints at all' [ "$n" -gt 40 ]
done_testing
