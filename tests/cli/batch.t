#!/bin/sh
# rq-optimize --batch: by the provider's Batch API, with all that goes wrong there.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

results() { counts "$1" '.type == "result"'; }

serve --batch-delay=5s
queue 20
run rq-optimize --batch=submit
ok 'submit says what it submitted' counts 20 '.type == "task" and .status == "submitted"'
run rq-optimize --drain
ok 'what is in a batch is nobody else'"'"'s' prints ''
ok 'but it is left, so the queue is not done' exits 75
ok 'and that is said' says '20 tasks in batches'
run rq-optimize --drain --engine=local
ok 'nor is it asked for by those who want another engine' exits 0
run rq-admin batches
ok 'it is listed for a person' grep -Eq '^[0-9a-f]{32}  submitted  20 of 20 left  .* old  [^ ]+  batch_' out
run rq-admin batches --json
ok 'and as a record' counts 1 '.type == "batch" and .state == "submitted" and .tasks == 20 and .left == 20
	and (.remote_id | startswith("batch_")) and .input_file and .expires_at > .created_at'
cp out batches
run rq-optimize --batch=collect
ok 'as long as the provider works on it, come again' exits 75
tries=0
until [ "$status" -eq 0 ] || [ "$tries" -eq 50 ]; do
	tries=$((tries + 1))
	sleep 0.2
	run rq-optimize --batch=collect
done
ok 'then each task has its result' results 20
ok 'each line was charged once' paid 20
ok 'at the price of batches' counts 20 '.usage.cost_microusd > 0 and .usage.saved_microusd > 0'
ok 'nothing of anybody stays at the provider' [ "$(held)" -eq 0 ]
if python3 -c 'import jsonschema' 2>/dev/null; then
	ok 'a record of a batch keeps its schema' python3 "$tree/tests/cli/check_records.py" <batches
else
	skip 'a record of a batch keeps its schema' 'no python3-jsonschema here'
fi
run rq-admin batches
ok 'of what is done nothing is listed' prints ''
run rq-admin batches --all --json
ok 'unless it is asked for' counts 1 '.state == "closed" and .left == 0 and .output_file'
run rq-admin check
ok 'the store is whole' exits 0

# goes_wrong NAME RULE CALLS: auto ends with every result all the same
goes_wrong() {
	serve --rule="$2"
	queue 5
	run rq-optimize --batch=auto
	ok "$1: exit status" exits 0
	ok "$1: every task has one result" results 5
	ok "$1: calls that cost" paid "$3"
	ok "$1: nothing stays at the provider" [ "$(held)" -eq 0 ]
	run rq-admin check
	ok "$1: the store is whole" exits 0
}
goes_wrong 'all is well' '{"do":"slow","at":"line"}' 5
goes_wrong 'a line is missing' '{"do":"line-missing","nth":3}' 6
goes_wrong 'a line comes twice' '{"do":"line-twice","nth":3}' 5
goes_wrong 'it expires' '{"do":"expired"}' 5
goes_wrong 'it fails' '{"do":"batch-failed"}' 5
goes_wrong 'lines are refused' '{"do":"503","at":"line","every":2}' 5

serve
queue 3
run rq-optimize --batch=auto --budget-usd=0.0001
ok 'a budget that does not reach for it stops before anything is sent' exits 75
ok 'and costs nothing' paid 0
run rq-optimize --batch=sometimes
ok 'an unknown way is a usage error' exits 2
done_testing
