#!/bin/sh
# rq-admin forget: nothing of a person is left in the store, not in one byte of its file.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

backend=$tree/examples/jobs/backend.txt
rq-ingest "$tree/examples/resumes.zip" 2>/dev/null | grep '"type":"resume"' | head -n 6 >resumes
rq-enqueue --job "$backend" <resumes 2>/dev/null | head -n 4 | rq-optimize >results 2>/dev/null
jq -c '{type: "decision", v: 1, task_id, decision: "approved", reviewer: "lee", at: "2100-01-01T00:00:00Z"}' \
	results >decisions
rq-admin review <decisions >/dev/null
head -n 1 resumes >her
email=$(jq -r .resume.basics.email her)
candidate=$(jq -r .candidate_id her)

# needles RECORD: what must not be found of a person: texts as they are, ids also as bytes
needles() {
	jq -r '.resume.basics.name, .resume.basics.email, .resume.basics.phone, .phone,
		.resume.work[0].highlights[0], (.source.path | split("/") | last),
		.candidate_id, .resume_id' "$1"
	rq-admin list --json --candidate="$(jq -r .candidate_id "$1")" | jq -r .task_id
}
needles her >traces
mv traces needles
# found: how many of them are found in the files of the store
found() {
	python3 - store needles <<-'END'
	import pathlib, re, sys
	files = [path.read_bytes() for path in pathlib.Path(sys.argv[1]).rglob("*") if path.is_file()]
	count = 0
	for needle in pathlib.Path(sys.argv[2]).read_text().split("\n"):
	    forms = [needle.encode()]
	    if re.fullmatch("[0-9a-f]{32}", needle):
	        forms.append(bytes.fromhex(needle))
	    if needle and needle != "null" and any(form in file for form in forms for file in files):
	        print(needle, file=sys.stderr)
	        count += 1
	print(count)
	END
}
# is_gone: none of them, but for the ids of which the audit tells: not who it was
is_gone() {
	rq-admin audit | jq -r .id | sort -u >told
	grep -vxFf told needles >untold
	mv untold needles
	[ -s needles ] && is_found 0
}
is_found() { [ "$(found)" -eq "$1" ]; }
ok 'her traces are found before' is_found 9

run rq-admin forget
ok 'forgetting nobody is a usage error' exits 2
rq-admin hold "$candidate" >/dev/null
run rq-admin forget "$candidate"
ok 'who is held is not forgotten' exits 2
ok 'which is said' says 'held: release it first'
ok 'and nothing is erased' is_found 9
rq-admin hold --release "$candidate" >/dev/null

rq-admin list --json | jq -c "select(.candidate_id != \"$candidate\")" >others
run rq-admin forget --email="$(echo "$email" | tr '[:lower:]' '[:upper:]')"
ok 'she is forgotten by her address' exits 0
ok 'with a receipt' counts 1 '.type == "receipt" and .action == "forget" and .scrubbed'
ok 'of all that was there' equals '1 1 1 1' '"\(.tasks) \(.results) \(.reviews) \(.resumes)"' out
ok 'whose id is the one asked for' equals "$candidate" '.candidate_ids[0]' out
ok 'nothing of her is in a byte of the store' is_gone
run rq-admin check
ok 'which is sound' exits 0
run rq-admin list --json
ok 'and has all others' cmp out others
rq-admin audit | jq -c 'select(.action == "forgotten")' >told_of
run rq-admin forget "$candidate"
ok 'twice is a complaint' exits 1
ok 'with a receipt of nothing' equals 0 .tasks out
jq -c '.decision = "returned" | .note = "shorter"' decisions | grep "$(jq -r .id told_of)" >returned
cat decisions returned >in
run rq-admin review
ok 'decisions about her that come again are no failure' exits 0
ok 'and are counted' holds out '2 about erased tasks'
sed 's/"task_id":"[0-9a-f]*"/"task_id":"00000000000000000000000000000000"/' returned >in
run rq-admin review
ok 'one about a task that never was is' exits 1
cp her in
run rq-enqueue --job "$backend"
ok 'she may come again' counts 1 '.status == "queued"'
: >in

# --- documents
head -n 1 results | rq-export --all --format=text,html -o out_folder >/dev/null 2>err
sed -n 2p results | rq-export --all --format=text -o out_folder >/dev/null 2>err
ok 'there are documents of two people' [ "$(find out_folder -type f | wc -l)" -eq 4 ]
run rq-admin forget "$candidate" --exports=elsewhere
ok 'a folder without exports is named' says elsewhere
ok 'and fatal' exits 3
chmod 0640 out_folder/.rq-export.ndjson
[ "$(id -u)" -ne 0 ] || chown 65534:65534 out_folder/.rq-export.ndjson
owner=$(stat -c '%u:%g %a' out_folder/.rq-export.ndjson)
run rq-admin forget "$candidate" --exports=out_folder
ok 'the list of the folder stays whose it was' [ "$(stat -c '%u:%g %a' out_folder/.rq-export.ndjson)" = "$owner" ]
ok 'hers are removed' equals 2 .exports out
ok 'and no others' [ "$(find out_folder -type f | wc -l)" -eq 2 ]
ok 'the folder knows her no more' [ "$(grep -c "$candidate" out_folder/.rq-export.ndjson)" -eq 0 ]
ok 'but the others' [ "$(wc -l <out_folder/.rq-export.ndjson)" -eq 1 ]
cp her in
run rq-enqueue --job "$backend"
: >in

# --- while others have the store open
mkfifo pipe
rq-enqueue --job "$backend" <pipe >/dev/null 2>&1 &
exec 9>pipe
await 60 is_open store
run rq-admin forget --wait=0s "$candidate"
exec 9>&-
wait
ok 'while others have the store open it is not finished' exits 75
ok 'and its receipt says so' counts 1 '.tasks == 1 and .scrubbed == false'
ok 'and how it can be' says 'rq-admin compact'
run rq-admin compact
ok 'then it is' is_gone

# --- one text of two candidates, by names that somebody gave
sed -n 2p resumes | jq -c '.candidate_id = "alice-4711"' >alice
sed -n 2p resumes | jq -c '.candidate_id = "bob-4712"' >bob
cat alice bob | rq-enqueue --job "$backend" >both 2>/dev/null
jq -r 'select(.candidate_id) | .candidate_id' both | head -n 1 >needles
echo alice-4711 >>needles
ok 'her id is found before' is_found 1
run rq-admin forget alice-4711
ok 'she is forgotten by the name she was given' equals '1 0 1' '"\(.tasks) \(.resumes) \(.shared_resumes)"' out
ok 'her ids are gone' is_found 0
sed -n 2p both >in
run rq-optimize
ok 'he keeps the résumé' counts 1 '.type == "result"'
ok 'as his' equals "$(jq -r .candidate_id in)" .candidate_id out
: >in

# --- a name that somebody gave, and an address that only the résumé tells
jq -c '.candidate_id = "carol-1"' her | rq-enqueue --job "$backend" >/dev/null 2>&1
run rq-admin forget --email="$email"
ok 'an address finds also who was named otherwise' equals 1 .tasks out

# --- a résumé that outlived its tasks
# outlives: her task expires and her résumé does not; both are found by their bytes before
outlives() {
	rq-enqueue --job "$backend" <her 2>/dev/null | rq-optimize >/dev/null 2>&1
	RQ_NOW=+100d rq-admin expire --keep-results=90d --keep-resumes=365d >/dev/null
	[ "$(rq-admin list --json --candidate="$candidate" | wc -l)" -eq 0 ] || return 1
	needles her >traces
	mv traces needles
	[ "$(found 2>/dev/null)" -gt 5 ]
}
ok 'a résumé outlives its tasks' outlives
run rq-admin forget --email="$email"
ok 'it is forgotten by its address' equals '0 1' '"\(.tasks) \(.resumes)"' out
ok 'nobody says that there was none' exits 0
ok 'and not a byte is left' is_gone
ok 'another outlives its tasks' outlives
run rq-admin forget "$candidate"
ok 'it is forgotten by its candidate' equals '0 1' '"\(.tasks) \(.resumes)"' out
ok 'and not a byte is left of that, too' is_gone
run rq-admin check
ok 'the store is sound' exits 0

# --- two names, of which one is held
jq -c '.candidate_id = "dora-1", .candidate_id = "dora-2"' her | rq-enqueue --job "$backend" >dora 2>/dev/null
jq -r .candidate_id dora >ids
rq-admin hold "$(tail -n 1 ids)" >/dev/null
run rq-admin forget dora-1 dora-2
ok 'who is held is said' says 'held: release it first'
ok 'and is a usage error' exits 2
ok 'the receipt tells of the other' equals "1 [\"$(head -n 1 ids)\"]" '"\(.tasks) \(.candidate_ids)"' out
done_testing
