#!/bin/sh
# rq-admin export and import: a store as records, and a store of them.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

backend=$tree/examples/jobs/backend.txt
rq-ingest "$tree/examples/resumes.zip" 2>/dev/null | grep '"type":"resume"' | head -n 6 >resumes
head -n 4 resumes | rq-enqueue --job "$backend" 2>/dev/null | rq-optimize >results 2>/dev/null
tail -n 2 resumes | rq-enqueue --job "$backend" >tasks 2>/dev/null
jq -c '{type: "decision", v: 1, task_id, decision: "approved", reviewer: "lee", at: "2100-01-01T00:00:00Z"}' \
	results | head -n 2 | rq-admin review >/dev/null
rq-admin hold "$(jq -r .candidate_id resumes | head -n 1)" "$(jq -r .task_id results | tail -n 1)" >/dev/null
rq-admin cancel "$(jq -r .task_id tasks | head -n 1)" >/dev/null

# same STORE: it exports the same bytes
same() { rq-admin export --store "$1" >again && cmp all again; }
sound() { rq-admin check --store "$1" && rq-admin audit --verify --store "$1"; }
# has N WHAT STORE
has() { [ "$(rq-admin stats --json --store "$3" | jq ".$2")" -eq "$1" ]; }
line_of() { jq -r .kind all | grep -n "^$1" | head -n 1 | cut -d: -f1; }

: >in
run rq-admin export
ok 'a store is exported' exits 0
cp out all
ok 'the format first' equals '"stored" 1 "store" 1' 'select(.kind == "store") | "\(.type | tojson) \(.v) \(.kind | tojson) \(.format)"' all
ok 'then all that it holds' equals 'resume 6 job 1 recipe 1 task 6 hold 2' \
	'null | [inputs] | group_by(.kind) | map({(.[0].kind): length}) | add | "resume \(.resume) job \(.job) recipe \(.recipe) task \(.task) hold \(.hold)"' all
if python3 -c 'import jsonschema' 2>/dev/null; then
	ok 'as its schema says' python3 "$tree/tests/cli/check_records.py" <all
fi

cp all in
run rq-admin import --store other
ok 'another store is made of it' exits 0
ok 'which is said' prints "$(wc -l <all | awk '{ print $1 - 1 }') taken, 1 known already
"
ok 'it exports the same bytes' same other
ok 'it is sound' sound other
run rq-admin import --store other
ok 'the same again changes nothing' prints "0 taken, $(wc -l <all) known already
"
ok 'not one byte' same other
: >in
listing() { rq-admin list --json --store "$1" && rq-report --store "$1" --format=csv && rq-admin hold --store "$1"; }
listing store >one
listing other >two
ok 'it reports the same' cmp one two
run rq-optimize --drain --store other
ok 'and the work goes on there' counts 1 '.type == "result"'
rq-admin export --store other >in
run rq-admin import
ok 'what was done there comes home, and an entry of the audit' prints "3 taken, $(($(wc -l <in) - 3)) known already
"
run rq-admin import --store other <all
ok 'what it was before does not undo it' has 5 results other

# --- lines that somebody has changed
# refuses NAME KIND FILTER: the first line of that kind, changed so, is refused; the others go on
refuses() {
	n=$(line_of "$2")
	jq -c "if input_line_number == $n then $3 else . end" all >in
	rm -rf bad
	run rq-admin import --store bad
	ok "$1: it is an error record" counts 1 '.type == "error" and .stage == "store" and .code == "bad-record"'
	ok "$1: which tells its line" equals "standard input: line $n" 'select(.source | test("line '"$n"'$")) | .source' out
	ok "$1: the status says so" exits 1
	ok "$1: what was taken is sound" sound bad
	rq-admin export --store bad >some
	ok "$1: and it was the rest" [ "$(wc -l <some)" -eq $(($(wc -l <all) - 1)) ]
}
refuses 'a task of another candidate' task '.task.candidate_id = "somebody else"'
refuses 'a task with a result of another' task '.result.task_id = "0"'
refuses 'a task that is done without result' task 'del(.result)'
refuses 'a task that is done and leased' task '.deadline = "2100-01-01T00:00:00.000Z"'
refuses 'a task of no priority' task '.task.priority = 10'
refuses 'a task with a permit of nothing' task '.permit = "00"'
refuses 'a fence below zero' task '.fence = -1'
refuses 'a gist that is no bytes' task '.gist = "xyz0"'
refuses 'a time before time' task '.task.run_at = "1914-01-01T00:00:00Z"'
refuses 'a review that says nothing' task '.review.record = {}'
refuses 'a résumé by another name' resume '.record.resume_id = "0"'
refuses 'a job by another name' job '.id = "0"'
refuses 'a recipe that was changed' recipe '.record.engine = "groq"'
refuses 'a hold of nobody' hold 'del(.id)'
refuses 'a kind that is none' hold '.kind = "ransom"'
refuses 'another type' hold '.type = "result"'
grep -v '"kind":"resume"' all >in
run rq-admin import --store bad2
ok 'a task that waits for a résumé that is not there is refused' counts 1 '.message | test("résumé")'
ok 'those that are over need none' has 4 results bad2
head -c 10000000 /dev/zero | tr '\0' x >long
{ head -n 1 all; cat long; echo; tail -n +2 all; } >in
run rq-admin import --store bad3
ok 'a line without end is refused' counts 1 '.code == "too-large"'
ok 'and the rest goes on' same bad3

# --- what is no export at all
cp resumes in
run rq-admin import --store none
ok 'records of another kind are refused' counts 6 '.code == "bad-record"'
tail -n +2 all >in
run rq-admin import --store none
ok 'without its first line it is no export' exits 3
ok 'which is said' says 'first line'
jq -c 'if .kind == "store" then .format = 2 else . end' all >in
run rq-admin import --store none
ok 'one of a newer rq is refused' exits 3
ok 'which is said, too' says 'newer'
ok 'and nothing was taken of it' has 0 results none
: >in
run rq-admin export --store nowhere
ok 'what is not there is not exported' exits 3
done_testing
