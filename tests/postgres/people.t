#!/bin/sh
# People's data on a server: the audit tells, and whoever changes it is found out; who is
# forgotten is in no dump; what is held stays, what is old goes.
# shellcheck source=tests/postgres/lib.sh
. "${0%/*}/lib.sh"

RQ_STORE=$(new_store people)
export RQ_STORE
job=$tree/examples/jobs/backend.txt
rq-ingest "$tree/examples/resumes.zip" 2>/dev/null | grep '"type":"resume"' | head -n 6 >resumes
rq-enqueue --job "$job" <resumes 2>/dev/null | head -n 4 | rq-optimize >results 2>err
jq -c '{type: "decision", v: 1, task_id, decision: "approved", reviewer: "Jane Miller", at: "2100-01-01T00:00:00Z"}' \
	results | rq-admin review >/dev/null
head -n 1 resumes >her
email=$(jq -r .resume.basics.email her)
candidate=$(jq -r .candidate_id her)
: >in
status=0

# --- the audit ---------------------------------------------------------------------------
# actions NAME COUNT: the log tells so many of these
actions() {
	rq-admin audit >log
	[ "$(jq -r .action log | grep -cx "$1")" -eq "$2" ]
}
ok 'what was read is told' actions read 7
ok 'what was received' actions received 4
ok 'what was decided' actions decided 4
ok 'by somebody who is not named' lacks log Miller
ok 'all of it is bound when nobody is at work' [ "$(sql 'SELECT count(*) FROM people.audit_waiting')" -eq 0 ]
run rq-admin audit --verify
ok 'it is whole' prints "all is well: 15 entries
"
head=$(rq-admin audit --head)

# tampered NAME SQL WORDS: who changes the tables is found out; then all is as it was
tampered() {
	sql "CREATE TABLE people.kept AS SELECT * FROM people.audit; $2" >out
	run rq-admin audit --verify
	ok "$1 is found" exits 1
	ok "$1: which is said" says "$3"
	sql "DELETE FROM people.audit; INSERT INTO people.audit SELECT * FROM people.kept; DROP TABLE people.kept"
}
tampered 'an entry that was changed' "UPDATE people.audit SET id = repeat('0', 32) WHERE sequence = 7" \
	'entry 7 does not follow'
tampered 'one whose time was changed' 'UPDATE people.audit SET at = at + 1 WHERE sequence = 7' \
	'entry 7 does not follow'
tampered 'an entry that was removed' 'DELETE FROM people.audit WHERE sequence = 7' 'entry 7 is missing'
tampered 'an end that was cut off' 'DELETE FROM people.audit WHERE sequence > 12' \
	'the last entry is 12, but 15 were written'
tampered 'entries that changed places' 'UPDATE people.audit SET sequence = 30 - sequence WHERE sequence < 16' 'missing'
run rq-admin audit --verify
ok 'as it was it is whole' exits 0

# Many at once, each with their own transactions: one log without gaps.
jq -c '.candidate_id |= "ffff" + .[4:]' resumes | rq-enqueue --job "$job" >tasks 2>err
for n in 1 2 3 4; do rq-optimize --drain --claim=1 --in-flight=1 >"drained.$n" 2>"complaints.$n" </dev/null & done
wait
run rq-admin audit --verify --since-head="$head"
ok 'workers side by side make one log' exits 0
ok 'in which all of it is' holds out '8 of them since then'

# --- a hold, retention --------------------------------------------------------------------
run rq-admin hold "$candidate"
run rq-admin forget "$candidate"
ok 'who is held is not forgotten' exits 2
run env RQ_NOW=+100d rq-admin expire
ok 'nor erased by time' holds out '1 task held'
ok 'others are' [ "$(rq-admin list --json | wc -l)" -eq 1 ]
ok 'which is told' actions expired 16
rq-admin list --json >kept
rq-admin audit | jq -c --slurpfile kept kept 'select(.action == "received" and .id != $kept[0].task_id) |
	{type: "decision", v: 1, task_id: .id, decision: "approved"}' >in
run rq-admin review
ok 'decisions about those are no failure' exits 0
ok 'but about what was erased' holds out "$(jq -s 'map(.task_id) | length' in) about erased tasks"
rm in
run rq-admin check
ok 'the store is sound' exits 0
run rq-admin hold --release "$candidate"

# --- forgotten ------------------------------------------------------------------------------
rq-enqueue --job "$job" <resumes 2>/dev/null | rq-optimize >results 2>err
printf '%s\n' "$email" "$candidate" "$(jq -r .resume_id her)" "$(jq -r .resume.basics.name her)" \
	"$(jq -r '.resume.work[0].highlights[0]' her)" >needles
# found: how many needles are in a dump, as text or in its bytes; the audit tells of ids
found() {
	pg_dump -n people --inserts | sed '/INSERT INTO people.audit /d' >dump.sql
	grep -o '\\x[0-9a-f]*' dump.sql | sed 's/..//' | 
		python3 -c 'import sys; [sys.stdout.buffer.write(bytes.fromhex(line)) for line in sys.stdin]' >bytes
	count=0
	while read -r needle; do
		cat dump.sql bytes | grep -qaF -- "$needle" && count=$((count + 1))
	done <needles
	echo "$count"
}
ok 'she is in a dump before' [ "$(found)" -eq 5 ]
run rq-admin forget --email="$email"
ok 'she is forgotten' exits 0
ok 'with a receipt' equals '1 1 1' '"\(.tasks) \(.results) \(.resumes)"' out
ok 'and is in no dump' [ "$(found)" -eq 0 ]
ok 'which is told' actions forgotten 2
run rq-admin audit --verify --since-head="$head"
ok 'in a log that is whole' exits 0
run rq-admin check
ok 'the store is sound' exits 0
done_testing
