#!/bin/sh
# rq-report: from a stream and from the store, every format and option.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

counts_people() { [ "$(grep -c 'class="person"' "$1")" -eq "$2" ]; }

backend=$tree/examples/jobs/backend.txt
rq-ingest "$tree/examples/resumes.zip" 2>err | grep '"type":"resume"' | head -n 5 >in
run rq-enqueue --job "$backend" "$tree/examples/jobs/nurse.md"
cp out tasks
cp out in
run rq-optimize
cp out results
printf '{"type":"error","v":1,"stage":"ingest","source":"lost.pdf","code":"encrypted","message":"needs a password"}\n' >>results

cp results in
run rq-report
ok 'the table counts inputs' holds out 'Inputs 11 = results 10 + errors 1'
ok 'and whose results they are' grep -qx '  candidates  *5' out
ok 'names the jobs' holds out 'Senior Backend Engineer'
ok 'and who is missing, with the reason' holds out 'lost.pdf: encrypted: needs a password'
run rq-report --title='The night of the 24th'
ok '--title' holds out 'The night of the 24th'
run rq-report -f json
ok 'JSON is one record' equals report .type out
ok 'with the same sums' equals '11 10 1' '"\(.inputs) \(.results) \(.errors)"' out
job=$(jq -r 'select(.job.title == "Senior Backend Engineer").job_id' <results | head -n 1)
run rq-report -f json --job="$job"
ok '--job' equals 5 .results out
run rq-report -f json --status=unchanged
ok '--status' equals "$(grep -c '"status":"unchanged"' results)" .results out
run rq-report -f json --since=2999-01-01T00:00:00Z
ok '--since' equals 0 .results out
ok 'keeps the errors' equals 1 .errors out

run rq-report -f html -o page.html
ok '-o writes a file' test -s page.html
ok 'which says whose results they are' holds page.html '<b>10</b> results for <b>5</b> candidates'
mkfifo pipe
timeout 20 cat pipe >piped &
run timeout 20 rq-report -f html -o pipe
wait
ok 'into a pipe it writes' cmp -s -n 100 page.html piped
ok 'and leaves it there, as any device' test -p pipe
ln -s /proc/self/fd/1 stdout # as /dev/stdout, which a test should not put at risk
rq-report -f json -o stdout <in >written
ok 'a link to it is where standard output goes' equals 11 .inputs written
ok 'and nothing else' prints ''
ok 'the page allows nothing from outside' holds page.html 'Content-Security-Policy'
ok 'and asks for nothing' lacks page.html 'src='
jq -c 'select(.type == "result").resume.basics.name = "<script>alert(1)</script>"' <results >in 2>/dev/null
run rq-report -f html
ok 'a name is text, never markup' lacks out '<script>alert'
cp page.html before
: >in
# --- further pages
first=$(head -n 1 results)
yes "$first" | head -n 10001 >in
run rq-report -f html -o many.html
ok 'the ten thousand and first is on a page of their own' counts_people many-2.html 1
cp results in
run rq-report -f html -o many.html
ok 'which leaves when nobody is on it any more' test ! -e many-2.html
ok 'and the page stays' counts_people many.html 10

run rq-report -f html -o missing/page.html
ok 'a folder that is not there is fatal' exits 3
chmod 0600 page.html
printf 'nonsense\n' >in
run rq-report -o page.html
ok 'a line that is no record is counted' exits 1
ok 'in the report' holds page.html 'standard input: line 1'

: >in
run rq-report -f json
ok 'an empty pipe is an empty report, whatever the environment says' equals 0 .inputs out
run rq-report -f json --store=store
ok 'the store, when the option names it' equals 10 .results out
ok 'with its queue' equals 10 '.queue.tasks.done' out
# rows PAGE: what stands in its tables; a pipe has tasks in the order in which they ended
rows() { grep -E '^<tr[^>]* class="(person|more)"' "$1" | sort; }
grep -v '"error"' results >in
run rq-report -f csv
sort out >piped.csv
run rq-report -f html
rows out >piped.rows
: >in
run rq-report -f csv --store=store
sort out >stored.csv
ok 'the same table from a store as from a pipe' cmp piped.csv stored.csv
run rq-report -f html --store=store
rows out >stored.rows
ok 'and the same page, details too' cmp piped.rows stored.rows
ok 'with people on it' test "$(grep -c '<details' stored.rows)" -ge 5
jq -c 'select((.edits | length) > 0) | {type: "decision", v: 1, task_id, decision: "rejected"}' <results | head -n 1 >in
run rq-admin review
cp tasks in
run rq-optimize
jq -c '.cached = false' <out >in
run rq-report -f html
rows out >piped.rows
: >in
run rq-report -f html --store=store
rows out >stored.rows
ok 'what somebody rejected is the same on both' cmp piped.rows stored.rows
ok 'and is said' holds stored.rows '<b class="line">rejected</b>'
run rq-report -f json --store=nowhere
ok 'a store that is not there is fatal' exits 3
if [ -w /dev/full ]; then
	for format in text json html csv xlsx; do
		cp results in
		run sh -c 'rq-report -f "$0" >/dev/full' "$format"
		ok "a full disk is fatal: $format" exits 3
	done
	: >in
	run sh -c 'rq-report --usage -s store >/dev/full'
	ok 'of usage, too' exits 3
fi
# a disk that is full in the middle: nothing is left of the file, or of its temporary one
mkdir full
cp results in
run sh -c 'ulimit -f 16; trap "" XFSZ; exec rq-report -f html -o full/page.html'
ok 'a page that finds no room' exits 3
ok 'leaves nothing behind' test -z "$(ls -A full)"

# --- bad input, in every format ---------------------------------------------------------
{
	cat results
	head -n 1 results | jq -c '.v = 9'
	printf '{"type":"result","v":1,"text":"'; head -c 10000000 /dev/zero | tr '\0' x; printf '"}\n'
	echo 'no record'
} >bad
hostile='</script><script>hacked=1</script>"><svg onload=hacked=1>&<!--\u001b[2J\u202e=1+1'
jq -c --arg hostile "$(printf "%b" "$hostile")" 'select(.type == "result") |
	walk(if type == "string" then $hostile else . end) | .type = "result" |
	.review = {decision: $hostile, reviewer: $hostile, reason: $hostile, note: $hostile}' <results >marked
jq -c '.status = "ok" | .review.decision = "approved"' <marked >marked.ok
cat marked.ok >>marked
for format in text json html csv xlsx; do
	cp bad in
	run rq-report -f "$format" -o bad.out
	ok "$format: lines that are no records, of a newer rq, of 10 MB: that they are is said" exits 1
	for line in 'line 12: a record of version 9' 'line 13: longer than' 'line 14:'; do
		ok "$format: $line" says "$line"
	done
	cp marked in
	run rq-report -f "$format" -o "hostile.$format" --title="$(head -n 1 marked | jq -r .job.title)"
	ok "$format: markup in every field is text" exits 0
	[ "$format" = xlsx ] || ok "$format: and steers no terminal" lacks "hostile.$format" "$(printf '\033')"
	cp results in
	run rq-report -f "$format" -o 'no such folder/report'
	ok "$format: a folder that cannot be written is fatal" exits 3
	ok "$format: and named" says 'no such folder'
	mkdir -p locked && chmod 0500 locked
	if [ "$(id -u)" -eq 0 ]; then
		run setpriv --reuid=65534 --clear-groups sh -c 'rq-report -f "$0" -o locked/report' "$format"
	else
		run rq-report -f "$format" -o locked/report
	fi
	ok "$format: one that is locked, too" exits 3
	ok "$format: and nothing is left in it" test -z "$(ls -A locked)"
done
cp bad in
run rq-report -f json
ok 'each of them is an error that counts' equals '14 10 4' '"\(.inputs) \(.results) \(.errors)"' out
ok 'no markup comes into the page' lacks hostile.html '<svg onload'

: >in
run rq-report -f pdf
ok 'an unknown format is a usage error' exits 2
done_testing
