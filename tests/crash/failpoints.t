#!/bin/sh
# Kills a run on the store before or after its commits, one at a time, see sample.sh;
# then the store must be sound, and a second run must end like one that was
# never disturbed.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/../cli/lib.sh"
# shellcheck source=tests/crash/sample.sh
. "$tree/tests/crash/sample.sh"

scenario=$tree/build/debug/tests/crash/store_scenario

run "$scenario" run golden
ok 'a run without a crash ends' exits 0
run "$scenario" state golden
cp out golden.state
ok 'with results and dead letters' holds golden.state '"done":34'

# survives N: killed at the N-th failpoint, sound, and finished by a second run
survives() {
	"$scenario" check store || return
	"$scenario" run store || return
	"$scenario" check store || return
	"$scenario" state store >out || return
	cmp golden.state out
}

sample 5
n=$first
while :; do
	rm -rf store
	status=0
	# Through a shell of its own, for a shell says so when a child is killed
	sh -c 'RQ_FAILPOINT=$1 "$2" run store >out 2>err; exit $?' sh "$n" "$scenario" \
		2>/dev/null || status=$?
	[ "$status" -eq 137 ] || break
	ok "killed at failpoint $n: nothing lost, nothing twice" survives
	n=$((n + step))
done
ok 'beyond the last failpoint the run ends' exits 0
ok 'there were failpoints at all' [ "$n" -gt 20 ]
done_testing
