#!/bin/sh
# rq-optimize: which tasks it takes.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

backend=$tree/examples/jobs/backend.txt
rq-ingest "$tree/examples/resumes.zip" | head -n 4 >in
run rq-enqueue --job "$backend" --model=one
cp out tasks
run rq-enqueue --job "$backend" --model=two
: >in

run rq-optimize --drain --model=two --tasks=1
ok '--model narrows, --tasks ends' counts 1 '.model == "two"'
run rq-optimize --drain --engine=other
ok '--engine narrows to nothing here' prints ''
run rq-optimize --drain --model=two
ok 'the rest of that model' counts 3 '.model == "two"'
run rq-optimize --drain --claim=1 --lease=1s --max-attempts=1
ok 'and then the others' counts 4 '.model == "one"'
cp tasks in
run rq-optimize
ok 'tasks on standard input are answered, done or not' counts 4 '.type == "result" and .cached'

run rq-optimize --drain --watch --claim=0
ok 'a claim of none is a usage error' exits 2
run rq-optimize --lease=1
ok 'a lease without unit is a usage error' exits 2
RQ_LIMIT=rpx=3 run rq-optimize --drain
ok 'limits that nobody can read are said at once, also where all is done here' exits 2
ok 'and which' says 'not a limit: "rpx"'
RQ_PLAN=gold run rq-optimize --drain
ok 'so is a plan that no model has' exits 2
ok 'by its name' says 'plan "gold"'
RQ_LIMIT=none RQ_PLAN=developer run rq-optimize --estimate
ok 'none is a limit, and a plan of the file is one' exits 0

# tasks that --engine leaves to others
rq-ingest "$tree/examples/resumes.zip" | sed -n 9p >in
run rq-enqueue --job "$backend"
rq-optimize --engine=groq --model=two <out >answer 2>told &
left=$!
await 30 [ -s told ]
run rq-optimize --drain --engine=local
wait "$left"
ok 'who waits for what others do says so' grep -q 'for local wait for another rq-optimize' told
ok 'and gets it' equals result .type answer

# half of what is asked for
rq-ingest "$tree/examples/resumes.zip" | tail -n 4 >in
run rq-enqueue --job "$backend" --model=three
cp out in
run rq-optimize --tasks=2 --claim=2
ok 'what a limit leaves is said by the status' exits 75
rq-admin stats --json >counts
ok 'the rest waits' equals 2 .tasks.queued counts

: >in
run rq-optimize --estimate --model=two
ok 'an estimate is of what the run would take' counts 1 '.type == "estimate" and .tasks == 0'
run rq-optimize --estimate --engine=local --model=three
ok 'and of all of that' counts 1 '.type == "estimate" and .tasks == 2'

# a byte of a task's record changed: the record has a checksum
waiting=$(rq-admin list --json --status=queued --limit=1 | jq -r .source | sed "s/.*[.]zip!//; s/[.].*//")
LC_ALL=C sed "s|zip!${waiting}[.]|zip!${waiting},|g" "$RQ_STORE/data.mdb" >damaged
cat damaged >"$RQ_STORE/data.mdb"
: >in
run rq-optimize --estimate
ok 'one damaged task is an error' exits 1
ok 'that is told' says '1 left out whose record is damaged'
ok 'the others are estimated' counts 1 '.type == "estimate" and .tasks == 1'
done_testing
