#!/bin/sh
# Many rq-enqueue at once on one store, then many rq-optimize: nothing is lost, nothing is
# done twice, nobody is turned away. CLIENTS=50 WORKERS=20 PEOPLE=1000 for the whole load.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"

status=0 clients=${CLIENTS:-10} workers=${WORKERS:-5} people=${PEOPLE:-200}
rq-ingest "$tree/examples/resumes.zip" >resumes
i=0
while [ $((i * 20)) -lt "$people" ]; do
	cat resumes
	i=$((i + 1))
done | head -n "$people" | awk -v clients="$clients" '{
	sub(/"candidate_id":"[0-9a-f]*"/, sprintf("\"candidate_id\":\"%032x\"", NR))
	print >("part." NR % clients) }'

# all_at_once N COMMAND...: N of it with their number behind; counts those that fail in $bad
all_at_once() {
	count=$1 bad=0 pids='' k=0
	shift
	while [ "$k" -lt "$count" ]; do
		"$@" "$k" &
		pids="$pids $!"
		k=$((k + 1))
	done
	for pid in $pids; do wait "$pid" || bad=$((bad + 1)); done
}
offer() { rq-enqueue --job "$tree/examples/jobs/backend.txt" <"part.$1" >"tasks.$1" 2>>complaints; }
# a few at a time, so that all get some
work() { rq-optimize --drain --claim=4 </dev/null >"results.$1" 2>>complaints; }

all_at_once "$clients" offer
ok "$clients at once: all were served" [ "$bad" -eq 0 ]
offered() { [ "$(cat tasks.* | jq -r 'select(.type == "task") | .task_id' | sort -u | wc -l)" -eq "$people" ]; }
ok 'each was given all of its tasks' offered
all_at_once "$workers" work
ok "$workers workers at once: all ended well" [ "$bad" -eq 0 ]
cat results.* | jq -r .task_id | sort >done_ids
cat tasks.* | jq -r .task_id | sort >offered_ids
ok 'each task was answered once' cmp offered_ids done_ids
run rq-admin check
ok 'the store is whole' exits 0
run rq-admin stats --json
ok 'and nothing waits' equals "$people 0" '.tasks | "\(.done) \(.queued + .leased + .retry + .dead)"' out

# for whoever watches: how long commits and waits took, and who got how many
rq-report --store="$RQ_STORE" --format=prometheus </dev/null | grep -E '(commit|wait)[a-z_]*(_count|_bucket)' | sed 's/^/# /'
wc -l results.* | awk '$2 != "total" { printf "%s%s", NR == 1 ? "# answers of each worker: " : " ", $1 } END { print "" }'
done_testing
