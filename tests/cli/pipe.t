#!/bin/sh
# The main job, end to end.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

zip=$tree/examples/resumes.zip
# The name, e-mail and phone of each candidate before and after
same_identity() {
	jq -c '[.resume_id, .resume.basics.name, .resume.basics.email, .resume.basics.phone]' <resumes | sort >before
	jq -c '[.resume_id, .resume.basics.name, .resume.basics.email, .resume.basics.phone]' <out | sort -u >after
	cmp before after
}
backend=$tree/examples/jobs/backend.txt
nurse=$tree/examples/jobs/nurse.md

run rq-ingest "$zip"
ok 'every example résumé is read' exits 0
ok 'as twenty records' counts 20 '.type == "resume"'
cp out resumes

cp resumes in
run rq-enqueue --job "$backend" "$nurse"
ok 'résumés by jobs are queued' exits 0
ok 'one task a pair' counts 40 '.type == "task" and .status == "queued"'
cp out tasks

cp tasks in
run rq-optimize
ok 'tasks become results' exits 0
ok 'one a task' counts 40 '.type == "result" and .cached == false'
ok 'no status but those of the design' counts 40 '.status | IN("ok","ok_reduced","unchanged","review","quarantine")'
ok 'evidence is never raised' counts 40 '.score.after.evidence <= .score.before.evidence'
ok 'literal never passes the ceiling' counts 40 '.score.after.literal <= .score.ceiling'
ok 'somebody is helped' test "$(jq -c 'select(.score.after.literal > .score.before.literal)' <out | wc -l)" -gt 0
ok 'the identity block is untouched' same_identity
cp out results

cp results in
run rq-report
ok 'results become a report' exits 0
ok 'that counts them' holds out 40

# again: nothing runs, everything answers
cp resumes in
run rq-enqueue --job "$backend" "$nurse"
ok 'the same again is cached' counts 40 '.status == "cached"'
cp out in
run rq-optimize
ok 'and answered from the cache' counts 40 '.type == "result" and .cached == true'
jq -Sc 'del(.cached)' <results | sort >first
jq -Sc 'del(.cached)' <out | sort >second
ok 'with the very same results' cmp first second

# a changed job makes new tasks for its own pairs only
mkdir jobs
cp "$backend" "$nurse" jobs
echo 'You also know Erlang.' >>jobs/backend.txt
cp resumes in
run rq-enqueue --job jobs
ok 'a changed job makes new tasks' counts 20 '.status == "queued"'
ok 'for just its pairs' counts 20 '.status == "cached"'

# a changed résumé likewise
head -n 1 resumes | jq -c '.resume.basics.label = "Changed by hand"' >in
run rq-enqueue --job "$backend" "$nurse"
ok 'a résumé that was edited makes new tasks' counts 2 '.status == "queued"'

cp resumes in
run rq-enqueue --force --job "$backend"
ok '--force queues again what is done' counts 20 '.status == "queued"'
: >in
run rq-optimize --drain
ok '--drain does the whole queue' exits 0
ok 'of all that waits' counts 42 '.type == "result"'
run rq-optimize --drain
ok 'and then there is nothing left' prints ''

# all in one pipe, as the README has it; the pipe's own status is the last tool's
run sh -c "rq-ingest '$zip' | rq-enqueue --job '$backend' '$nurse' | rq-optimize | rq-report --format=json"
ok 'the pipe runs as one line' exits 0
ok 'inputs = results + errors' equals true '.inputs == .results + .errors' out

# four at once on one queue
rm -rf store
cp resumes in
run rq-enqueue --job "$backend" "$nurse"
for i in 1 2 3 4; do
	rq-optimize --drain --claim=4 </dev/null >"drain.$i" 2>>err &
done
wait
cat drain.? >out
ok 'four at once do each task exactly once' test "$(jq -r .task_id <out | sort | uniq -c | awk '$1 == 1' | wc -l)" -eq 40
ok 'and nothing else' test "$(wc -l <out)" -eq 40
run rq-admin check
ok 'the store is sound afterwards' prints 'all is well
'
done_testing
