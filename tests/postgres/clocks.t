#!/bin/sh
# Hosts whose clocks are wrong by an hour, on one store: it is the server's clock that counts.
# shellcheck source=tests/postgres/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

if ! ${CC:-cc} -shared -fPIC -D_GNU_SOURCE -o wrong.so "$tree/tests/postgres/wrong_clock.c" -ldl 2>err; then
	echo '1..0 # SKIP no compiler here'
	exit 0
fi
# wrong SECONDS COMMAND...: on a machine whose clock is wrong by so much
wrong() {
	by=$1
	shift
	env LD_PRELOAD="$work/wrong.so" WRONG_BY="$by" ASAN_OPTIONS=verify_asan_link_order=0 "$@"
}
rq-ingest "$tree/examples/resumes.zip" 2>err | grep '"type":"resume"' >resumes
job=$tree/examples/jobs/backend.txt
: >none

# queue: twelve tasks in a new store, enqueued where it is an hour earlier
queue() {
	RQ_STORE=$(new_store "$1")
	export RQ_STORE
	wrong -3600 rq-enqueue --job "$job" <resumes >tasks 2>err
	count=$(jq -r 'select(.type == "task") | .task_id' tasks | sort -u | wc -l)
}
# three: workers on machines of three times do the queue
three() {
	pids=
	for by in 0 3600 -3600; do
		wrong "$by" rq-optimize --drain "$@" <none >"done.$by" 2>"err.$by" &
		pids="$pids $!"
	done
	status=0
	for pid in $pids; do wait "$pid" || status=$?; done
	cat done.* >out
	cat err.* >err
}
attempts() { rq-admin list --json <none | jq -es 'length > 0 and all(.[]; .status == "done" and .attempts == 1)' >why; }

serve --latency=800
queue leases
wrong 0 rq-admin stats --json >out
ok 'what was enqueued where it is earlier is due now' counts 1 '.oldest_due > 0'
three --in-flight=2 --claim=2 --lease=60s
ok 'all end well' exits 0
ok 'no lease was stolen: each task has one attempt' attempts
ok 'each has one result' [ "$(jq -r 'select(.type == "result") | .task_id' out | sort -u | wc -l)" -eq "$count" ]
ok 'and each call was made once' paid "$count"
ok 'all three took part' [ -s done.0 ] && [ -s done.3600 ] && [ -s done.-3600 ]

serve --calls=calls.log --limit=rps=2
queue limits
RQ_LIMIT=rps=2
three --in-flight=4 --claim=4
ok 'with a limit all end well, too' exits 0
ok 'it was never exceeded' [ "$(jq -r .status calls.log | sort -u)" = 200 ]
ok 'the wait is of the limit, not of the clocks' attempts

serve --rule='{"do":"429","nth":1,"retry_after":2000}' --calls=calls.log
queue gates
RQ_LIMIT=none
three --in-flight=1 --claim=1
ok 'a server that asks for quiet is heeded by all' exits 0
ok 'and asked again when it is over' [ "$(jq -r 'select(.status == 429) | .status' calls.log | wc -l)" -eq 1 ]
now=$(sql 'SELECT extract(epoch FROM now())::bigint')
ok 'times in the store are those of the server' [ "$(sql "SELECT count(*) FROM gates.tasks
	WHERE abs(finished_at / 1000 - $now) < 300 AND abs(created_at / 1000 - $now) < 300")" -eq "$count" ]

# --- moved on, for tests, it moves the server's time -------------------------------------------
run env RQ_NOW=+100d rq-admin expire
ok 'RQ_NOW moves the time that counts' holds out "$count tasks"
done_testing
