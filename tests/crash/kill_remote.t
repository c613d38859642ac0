#!/bin/sh
# rq-optimize killed at random moments of a night with a provider: every task
# has one result, and the books agree with the provider's but for what was under
# way at a kill. KILLS=300 TASKS=1000 for a long night.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

kills=${KILLS:-25} tasks=${TASKS:-200} in_flight=8
RQ_MAX_ATTEMPTS=100 # a task that kills its workers dies; here it is not the task
export RQ_MAX_ATTEMPTS
i=0
while [ $((i * 20)) -lt "$tasks" ]; do
	cat resumes
	i=$((i + 1))
done | head -n "$tasks" |
	awk '{ sub(/"candidate_id":"[0-9a-f]*"/, sprintf("\"candidate_id\":\"%032x\"", NR)); print }' >people
mv people resumes
serve --latency=30 --sigma=50
queue "$tasks"
: >in
: >out

# Killed when a call of its own has been charged, and a moment later: the machine may be slow.
killed=0
while [ "$killed" -lt "$kills" ]; do
	before=$(wc -l <ledger)
	rq-optimize --drain --in-flight="$in_flight" --claim="$in_flight" <in >>out 2>>err &
	pid=$!
	while [ "$(wc -l <ledger)" -eq "$before" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.01; done
	sleep "0.$(printf '%03d' $(($(od -An -N1 -tu1 /dev/urandom) / 4)))"
	kill -9 "$pid" 2>/dev/null || break # all is done
	wait "$pid" 2>/dev/null
	killed=$((killed + 1))
done
run rq-optimize --drain --in-flight="$in_flight"
ok 'the rest is done in the end' exits 0
all() { [ "$(rq-admin stats --json | jq .tasks.done)" -eq "$tasks" ]; }
ok 'every task has one result' all
run rq-admin check
ok 'the store is whole' exits 0

paid=$(wc -l <ledger)
extra=$((paid - tasks))
echo "# $killed kills, $tasks tasks: $extra calls were paid for nothing, of $((killed * in_flight)) possible"
ok 'at most what was under way at a kill was paid twice' [ "$extra" -le $((killed * in_flight)) ]
ok 'kills met calls under way' [ "$extra" -gt 0 ]
rq-report --store="$RQ_STORE" --format=json <in >report
cost=$(jq '.models[0].cost_microusd' report) doubt=$(jq '.models[0].unsettled_microusd' report)
echo "# paid $(dollars) micro-dollars; booked $cost, and $doubt perhaps"
ok 'no dollar is booked that was not paid' [ "$cost" -le "$(dollars)" ]
ok 'and each that was paid is booked, or in doubt' [ $((cost + doubt)) -ge "$(dollars)" ]
done_testing
