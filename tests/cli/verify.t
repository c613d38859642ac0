#!/bin/sh
# rq-report --verify: results against what their résumé, posting, recipe and edits come to.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

# told WORD COUNT: so many results were told to be that
told() { [ "$(grep -c "^[0-9a-f]* $1\$" out)" -eq "$2" ]; }
# changes FILTER WHERE: the first result, changed so, differs, and it is said where
changes() {
	jq -c "select(.edits | length > 1) | $1" results | head -n 1 >in
	run rq-report --verify=-
	[ "$status" -eq 1 ] && told differs 1 && holds out "  $2: "
}

# --- what a model proposed, of which the guard refused a part ---------------------------------
serve --rule='{"do":"invent-skill","times":4}'
queue 8
cp tasks in
run rq-optimize
jq -c 'select(.type == "result")' out >results
stop_serving
ok 'there are results of a model' counts 8 '.type == "result"'
ok 'with edits that were refused' test "$(jq -s 'map(.rejected | length) | add' results)" -gt 0
ok 'and others that were not' test "$(jq -s 'map(.edits | length) | add' results)" -gt 8
cp results in
run rq-report --verify=-
ok 'each is what its inputs come to, to the letter' told equal 8
ok 'which is success' exits 0
task=$(jq -r .task_id results | head -n 1)
: >in
run rq-report --verify="$task"
ok 'one is named by its task' prints "$task equal
"

# --- what somebody changed ---------------------------------------------------------------------
ok 'a score that was raised is found' changes '.score.after.evidence += 100' /score/after/evidence
ok 'a requirement that was credited' changes '.score.terms[0].credit += 1' /score/terms/0/credit
ok 'a gap that was taken away' changes '.score.gaps = ["none"]' /score/gaps
ok 'a text that was changed' changes '.text += " Won a Nobel prize."' /text
ok 'an employer that was changed' changes '.resume.work[0].name = "NASA"' /resume/work/0/name
ok 'a verdict that was lifted' changes \
	'.edits[0].after += " on Kubernetes at 99.99 %" | .resume = .resume' /edits
ok 'a status that was embellished' changes '.status = "review"' /status
ok 'a value that no line has room for, in whatever letters' changes \
	'.resume.basics.name = "é" * 40' /resume/basics/name

# --- what a person decided ----------------------------------------------------------------------
printf '{"type":"decision","v":1,"task_id":"%s","decision":"rejected","reason":"too long"}\n' "$task" >in
run rq-admin review
cp tasks in
run rq-optimize
cp out in
run rq-report --verify=-
ok 'a rejection changes nothing about what was made' told equal 8

# --- what cannot be verified ----------------------------------------------------------------------
: >in
run rq-report --verify=00000000000000000000000000000000
ok 'an unknown task is said' says 'no result of task'
ok 'and fatal' exits 3
jq -c '.resume_id = "00000000000000000000000000000000"' results | head -n 1 >in
tail -n 1 results >>in
run rq-report --verify=-
ok 'a result whose résumé is gone is said' says 'has no résumé'
ok 'and the others are verified' told equal 1
ok 'with a status that says so' exits 1
printf '{"type":"result","v":1,"task_id":"%s"}\n' "$task" >in
run rq-report --verify=-
ok 'what lacks its ids is refused' exits 1
LC_ALL=C sed -i 's/"guard_version":"[0-9]/"guard_version":"?/g' store/data.mdb
head -n 1 results >in
run rq-report --verify=-
ok 'a result of another guard is not judged by this one' exits 1
ok 'which is said' says 'made with guard ?'
ok 'and it is neither equal nor different' prints ''
done_testing
