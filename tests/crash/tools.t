#!/bin/sh
# Each tool is killed at its commits and writes, one at a time, see sample.sh. After each death
# the store passes its check, and running the pipe again gives the golden
# results: nothing lost, nothing twice.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"
# shellcheck source=tests/crash/sample.sh
. "$tree/tests/crash/sample.sh"

backend=$tree/examples/jobs/backend.txt
RQ_NOW=2026-11-24T01:00:00Z
export RQ_NOW
rq-ingest "$tree/examples/resumes.zip" | grep '"type":"resume"' | head -n 6 >resumes

# whole: the pipe, undisturbed, on the store as it is; its results without what may differ
whole() {
	rq-enqueue --job "$backend" <resumes 2>>err | rq-optimize 2>>err |
		jq -Sc 'del(.cached, .usage.attempts)' | sort
}
whole >golden
ok 'the golden run has a result for each' test "$(wc -l <golden)" -eq 6

# crash SHARE TOOL: kills it at one failpoint after the other until it survives
crash() {
	sample "$1"
	tool=$2
	shift 2
	n=$((first - step)) bad=0 deaths=0
	while :; do
		n=$((n + step))
		rm -rf store
		[ "$tool" = rq-enqueue ] || rq-enqueue --job "$backend" <resumes >tasks 2>err
		status=0
		sh -c 'RQ_FAILPOINT=$0 "$@" <in >partial 2>err; exit $?' "$n" "$tool" "$@" 2>/dev/null || status=$?
		[ "$status" -eq 137 ] || break
		deaths=$((deaths + 1))
		if [ -e store/data.mdb ]; then
			rq-admin check >out 2>err || bad=$((bad + 1))
		fi
		whole >again
		cmp -s golden again || bad=$((bad + 1))
		rq-admin stats --json >counts
		[ "$(jq .results counts)" -eq 6 ] || bad=$((bad + 1))
		[ "$(jq .tasks.done counts)" -eq 6 ] || bad=$((bad + 1))
		# what was printed before the death is what is stored
		jq -Sc 'del(.cached, .usage.attempts)' <partial 2>/dev/null | grep '"result"' | while read -r line; do
			grep -qxF -- "$line" golden || echo odd
		done >odd
		[ ! -s odd ] || bad=$((bad + 1))
	done
}

cp resumes in # rq-optimize --drain does not read it
crash 2 rq-enqueue --job "$backend"
ok "rq-enqueue, killed $deaths times, loses nothing" test "$bad" -eq 0
ok 'and was killed at all' test "$n" -gt 3
crash 4 rq-optimize --drain --claim=2
ok "rq-optimize, killed $deaths times, loses nothing and does nothing twice" test "$bad" -eq 0
ok 'and was killed at all' test "$n" -gt 6

# decided: the decisions that stand, and the tasks
decided() {
	rq-report --store store --format=json <none | jq -Sc '.reviewers' &&
		rq-admin list --json <none | jq -Sc '[.task_id, .status]' | sort
}
: >none
rm -rf store
whole >out
jq -c '{type: "decision", v: 1, task_id, note: "do \(.resume.basics.name) again", at: "2026-11-24T01:00:00Z",
	decision: (if .status == "ok" then "returned" else "approved" end)}' <golden >decisions
rq-admin review <decisions >out
decided >golden.decided
ok 'decisions send some back' test "$(grep -c queued golden.decided)" -gt 0
sample 2
n=$((first - step)) bad=0 deaths=0
while :; do
	n=$((n + step))
	rm -rf store
	whole >out
	status=0
	sh -c 'RQ_FAILPOINT=$0 rq-admin review <decisions >partial 2>err; exit $?' "$n" 2>/dev/null || status=$?
	[ "$status" -eq 137 ] || break
	deaths=$((deaths + 1))
	rq-admin check >out 2>err || bad=$((bad + 1))
	rq-admin review <decisions >out 2>err || bad=$((bad + 1))
	decided >again
	cmp -s golden.decided again || bad=$((bad + 1))
done
ok "rq-admin review, killed $deaths times, keeps each decision and queues nothing twice" test "$bad" -eq 0
ok 'and was killed at all' test "$n" -gt 2
done_testing
