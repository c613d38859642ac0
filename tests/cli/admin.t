#!/bin/sh
# rq-admin: looking at the queue and changing it.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

run rq-admin
ok 'without a command it is a usage error' exits 2
run rq-admin frobnicate
ok 'an unknown command is named' says 'frobnicate: no such command'
run rq-admin stats
ok 'without a store it is fatal' exits 3

rq-ingest "$tree/examples/resumes.zip" | head -n 3 >in
run rq-enqueue --job "$tree/examples/jobs/backend.txt"
cp out tasks
first=$(head -n 1 tasks | jq -r .task_id)
: >in

run rq-admin stats --json
ok 'stats counts by status' equals 3 .tasks.queued out
ok 'and by job' equals 3 '.jobs[].queued' out
run rq-admin stats
ok 'and prints it for a person' grep -Eq 'queued +3' out
run rq-admin list
ok 'list prints a line a task' test "$(wc -l <out)" -eq 3
run rq-admin list --json --limit=2
ok '--json prints records, --limit so many' counts 2 '.type == "task" and .status == "queued"'
run rq-admin list --status=done
ok '--status chooses' prints ''
run rq-admin list --status=nonsense
ok 'an unknown status is a usage error' exits 2
run rq-admin show "$first"
ok 'show prints one task' equals "$first" .task_id out
run rq-admin show 00000000000000000000000000000000
ok 'an unknown task is not there' exits 3
ok 'and named' says 00000000000000000000000000000000
run rq-admin show "$(printf %.8s "$first")"
ok 'the first eight digits of an id will do' equals "$first" .task_id out
run rq-admin show "$(printf %.7s "$first")"
ok 'seven do not' exits 3
rq-admin export | python3 "$tree/tests/cli/twins.py" | rq-admin import --store=twins >/dev/null
rq-admin list --json --store=twins | jq -r .task_id | sort >ids
begin=$(uniq -D -w 8 <ids | head -n 1 | cut -c 1-8)
one=$(grep "^$begin" ids | head -n 1) other=$(grep "^$begin" ids | tail -n 1)
run rq-admin show --store=twins "$begin"
ok 'of an id that two tasks begin with, none is shown' exits 2
ok 'but both are named' says "$one"
ok 'the other one, too' says "$other"
run rq-admin show --store=twins "$(printf %.31s "$other")"
ok 'more digits tell them apart' equals "$other" .task_id out

run rq-admin cancel
ok 'cancel alone touches nothing' exits 2
run rq-admin cancel "$first"
ok 'cancel by id' prints '1 cancelled
'
run rq-admin cancel "$first"
ok 'twice is a complaint' exits 1
head -n 1 tasks >in
run rq-optimize
ok 'a cancelled task is answered by an error record' counts 1 '.type == "error" and .code == "cancelled"'
: >in
run rq-admin retry "$first"
ok 'retry queues it again' prints '1 queued again
'
run rq-admin cancel --all
ok 'cancel --all takes the rest' prints '3 cancelled
'
run rq-optimize --drain
ok 'and nothing runs' prints ''
run rq-admin retry --status=cancelled
ok 'retry by status' prints '3 queued again
'
run rq-admin dead
ok 'no dead letters' prints ''
run rq-admin check
ok 'the store is sound' prints 'all is well
'
done_testing
