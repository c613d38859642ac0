#!/bin/sh
# rq-optimize when a night does not go as planned: deadline, budget, canary,
# limits that processes share, a server that is away, a signal.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

tasks() { rq-admin stats --json | jq -e ".tasks.$1 == $2" >/dev/null; }
at_most() { [ "$(dollars)" -le "$1" ]; }
# answers STATUS N: so many chat requests were answered so
answers() {
	python3 -c 'import sys, urllib.request as r; print(r.urlopen(sys.argv[1]).read().decode())' \
		"${RQ_BASE_URL%/openai/v1}/ledger" >books
	equals "$2" ".answers[\"$1\"] // 0" books
}

# --- the deadline -------------------------------------------------------------------
serve --latency=300
queue 20
: >in
run rq-optimize --drain --deadline=2s --in-flight=1
ok 'a deadline leaves work over' exits 75
ok 'and says so' says 'deadline'
ok 'nothing is leased' tasks leased 0
ok 'nothing is dead' tasks dead 0
done_before=$(wc -l <ledger)
ok 'some was done' test "$done_before" -gt 0
queue 20
cp tasks in
run rq-optimize --deadline=2s --in-flight=1 --fallback=local
ok 'with a fallback the night ends' exits 0
ok 'every task is answered' counts 20 '.type == "result"'
ok 'those in time by the model' counts "$(jq -s 'map(select(.fallback | not)) | length' out)" '.engine == "groq"'
ok 'the others marked' counts "$(grep -c '"fallback":true' out)" '.engine == "local" and .model == null'
fallbacks=$(grep -c '"fallback":true' out)
ok 'there were such' test "$fallbacks" -gt 0
cp some in
run rq-enqueue --job "$tree/examples/jobs/backend.txt"
ok 'enqueued again, a fallback is no answer' counts "$fallbacks" '.status == "queued"'
ok 'a model'\''s result is' counts $((20 - fallbacks)) '.status == "cached"'

# --- the budget ------------------------------------------------------------------------
serve
queue 20
: >in
run rq-optimize --drain --budget-usd=0.008
ok 'a budget leaves work over' exits 75
ok 'and says so' says budget
ok 'it was not passed' at_most 8000
ok 'it was used' test "$(dollars)" -gt 3000
run rq-optimize --drain --budget-usd=0.008
ok 'nor by a second run that day' at_most 8000
run rq-optimize --drain
ok 'without a budget the rest is done' exits 0
ok 'each paid once' paid 20

# --- what it would take ------------------------------------------------------------------
serve
queue 20
run rq-optimize --drain --estimate --budget-usd=0.01
ok 'an estimate is a record' counts 1 '.type == "estimate" and .tasks == 20 and .remote == 20'
ok 'that says what fits, and why' counts 1 '.today < 20 and .why == "the budget of the day"'
ok 'nothing was sent' paid 0
cp out estimate
run rq-optimize --drain
ok 'it was no less than what was paid' test "$(jq .cost_microusd estimate)" -ge "$(dollars)"

# --- a few first -------------------------------------------------------------------------
serve --rule='{"do":"wrong-schema"}'
queue 20
run rq-optimize --drain --canary=4
ok 'a model that breaks the schema stops the run' exits 3
ok 'with a verdict' says 'canary: 4 of 4 answers break the schema'
ok 'after as many calls' paid 4
serve --rule='{"do":"invent-skill"}'
queue 20
run rq-optimize --drain --canary=4
ok 'a model that invents too' exits 3
ok 'with its verdict' says 'canary: the guard dropped'
ok 'after as many calls' paid 4
ok 'what it had right is kept' tasks 'done' 4

# --- limits that are shared -----------------------------------------------------------------
serve --limit=rpm=600,tpm=60000
queue 20
RQ_LIMIT=rpm=600,tpm=60000
rq-optimize --drain <in >one 2>err.one &
first=$!
rq-optimize --drain <in >other 2>err.other &
second=$!
status=0
wait "$first" || status=$?
ok 'two processes under one limit: the first' exits 0
wait "$second" || status=$?
ok 'the second' exits 0
ok 'together they did all' test "$(cat one other | wc -l)" -eq 20
ok 'nobody was refused' answers 429 0
RQ_LIMIT=none

# --- told to wait ---------------------------------------------------------------------------
serve --rule='{"do":"429","nth":3,"retry_after":2000}'
queue 8
started=$(date +%s%N)
run rq-optimize --drain --in-flight=1
ok 'a 429 in between does no harm' exits 0
ok 'it cost no attempt' counts 8 '.usage.attempts == 1'
ok 'one request was refused, none after it' answers 429 1
ok 'all waited as long as it said' test $((($(date +%s%N) - started) / 1000000)) -ge 1900

# --- a server that is away ------------------------------------------------------------------
serve
port=$(cat port)
queue 8
stop_serving
rq-optimize --drain --in-flight=2 --max-attempts=20 <in >out 2>err &
pid=$!
sleep 3
serve --port="$port"
status=0
wait "$pid" || status=$?
ok 'when a server comes back the night goes on' exits 0
ok 'every task is answered' counts 8 '.type == "result"'
ok 'and was paid once' paid 8

# --- a signal while requests are under way -----------------------------------------------------
serve --latency=1500 --no-cache
queue 8
rq-optimize --drain --in-flight=4 <in >out 2>err &
pid=$!
two_are_paid() { [ "$(wc -l <ledger)" -gt 1 ]; }
await 30 two_are_paid
kill -TERM "$pid"
status=0
wait "$pid" 2>/dev/null || status=$?
ok 'SIGTERM ends it' exits 143
ok 'what was paid is kept' tasks 'done' "$(wc -l <ledger)"
ok 'and printed' counts "$(wc -l <ledger)" '.type == "result"'
ok 'the rest is given back' tasks queued $((8 - $(wc -l <ledger)))
done_testing
