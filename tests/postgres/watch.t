#!/bin/sh
# rq-optimize --watch on a server: it is told of a task, and does not ask for one all the time.
# shellcheck source=tests/postgres/lib.sh
. "${0%/*}/lib.sh"

RQ_STORE=$(new_store watch)
export RQ_STORE
job=$tree/examples/jobs/backend.txt
rq-ingest "$tree/examples/resumes.zip" 2>err | grep '"type":"resume"' >resumes
: >none
: >results
status=0

rq-optimize --watch <none >results 2>complaints &
worker=$!
trap 'kill "$worker" 2>/dev/null; rm -rf "$work"' EXIT
quiet() { # nothing was asked by it for three seconds: it would be, each second at least
	[ "$(sql "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'rq'
		AND state = 'idle' AND now() - state_change > '3 s'")" -eq 1 ]
}
ok 'who waits asks for nothing' await 30 quiet

# a_result_each COMMAND...: eight times that, each when the result before it was there. Who looks
# for tasks each ten seconds is not through in 70 s.
a_result_each() {
	until=$(($(date +%s) + 70)) n=0
	while [ "$n" -lt 8 ]; do
		n=$((n + 1))
		before=$(wc -l <results)
		sed -n "${n}p" resumes >one
		"$@" <one >tasks 2>err || return 1
		until [ "$(wc -l <results)" -gt "$before" ]; do
			[ "$(date +%s)" -lt "$until" ] || return 1
			sleep 0.05
		done
	done
}
now() { rq-enqueue --job "$job"; }
soon() { rq-enqueue --job "$tree/examples/jobs/nurse.md" --not-before "$(date -u -d '+1 second' +%Y-%m-%dT%H:%M:%SZ)"; }
ok 'a task wakes it at once' a_result_each now
ok 'and one that is due later at its time' a_result_each soon
queue_again() { rq-admin list --json --status=cancelled | jq -r .task_id | xargs rq-admin retry; }
sed -n 9p resumes | rq-enqueue --job "$job" --not-before 2100-01-01T00:00:00Z >tasks 2>err
rq-admin cancel "$(jq -r .task_id tasks)" <none >out
before=$(wc -l <results)
answered() { [ "$(wc -l <results)" -gt "$before" ]; }
again() { queue_again <none && await 30 answered; }
ok 'so does one that is queued again by hand' again
ok 'it is quiet again' await 30 quiet
sh "$tree/tests/postgres/cluster.sh" --restart >out 2>&1
sed -n 10p resumes >one
before=$(wc -l <results)
after_restart() {
	rq-enqueue --job "$job" <one >tasks 2>err && await 60 answered
}
ok 'a server that crashed and came again is listened to' after_restart
kill "$worker"
status=0
wait "$worker" || status=$?
ok 'it ends when it is told' [ "$status" -eq 143 ]
run rq-admin check
ok 'the store is sound' exits 0
done_testing
