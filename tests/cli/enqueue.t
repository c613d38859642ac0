#!/bin/sh
# rq-enqueue: jobs, options, what is refused.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

backend=$tree/examples/jobs/backend.txt
printf '# Ada Example\nada@example.org\n\n## Work\n\nEngineer, Acme Ltd, 2019 - 2021\n- Ran Postgres on K8s\n' >ada.md
run rq-ingest ada.md
cp out resume

cp resume in
run rq-enqueue
ok 'without a job it is a usage error' exits 2
ok 'that says so' says 'no job: give --job=FILE'
run rq-enqueue --job missing.txt
ok 'a missing job file leaves no job' exits 2
ok 'and is an error record by name' counts 1 '.code == "not-found" and .source == "missing.txt"'
ok 'that is complained of' says 'missing.txt: cannot open'
ok 'and the tool says of where' says 'rq-enqueue: missing.txt: no job could be read'
ok 'nothing was made' test ! -e store
printf '   \n\n' >blank.txt
run rq-enqueue --job blank.txt "$backend"
ok 'a job without text is an error record' counts 1 '.type == "error" and .source == "blank.txt"'
ok 'the other job goes on' counts 1 '.type == "task"'
ok 'status 1' exits 1

printf 'Cy Example\ncy@example.org\n\nExperience\nEngineer, Acme Ltd, 2019 - 2021\nEngineer, Beta Ltd, 2015 - 2019\n' >person.txt
run rq-enqueue --job person.txt "$backend"
ok 'a résumé is no posting' counts 1 '.code == "bad-job" and .source == "person.txt" and .message == "a résumé is no posting"'
ok 'the posting beside it is one' counts 1 '.type == "task"'
jq -Rs '{title: "Engineer", text: .}' <person.txt >person.json
run rq-enqueue --job person.json --print-job
ok 'unless a job record says that it is' counts 1 '.type == "job"'

{ echo '{"type":"error","v":1,"stage":"ingest","code":"no-text","message":"a scan"}'; cat resume; echo broken; } >in
run rq-enqueue --job "$backend" --progress=always
ok 'who watches sees every line counted, those that are passed on too' says '3/3 [####################]'
ok 'and those that are no record as failed' says '1 failed'
cp resume in

run rq-enqueue --job "$backend" --print-job
ok '--print-job prints the job record' counts 1 '.type == "job" and (.requirements | length) > 3'
ok 'every requirement stands in the posting' test -z "$(jq -r '.text as $t | .requirements[].any[] | select(. as $a | $t | ascii_downcase | contains($a | ascii_downcase) | not)' <out)"
cp out printed.ndjson
run rq-enqueue --job printed.ndjson
ok 'what it prints can be given back' counts 1 '.status == "duplicate"'
jq -c '.requirements |= map(.weight = 1)' <printed.ndjson >edited.ndjson
run rq-enqueue --job edited.ndjson
ok 'an edited job is another version' counts 1 '.status == "queued"'
jq -c '.job_version' <printed.ndjson >one
run rq-enqueue --job edited.ndjson --print-job
ok 'with requirements as edited' equals true '[.requirements[].weight] | all(. == 1)' out

# copies
printf 'Cy Example\ncy@example.org\n\nSkills\n\nC, Go\n' >cy.txt
printf '# Cy Example\n\ncy@example.org\n\n# Skills\n\n* C,\n* Go\n' >cy.md
run rq-ingest cy.txt cy.md
cp out in
run rq-enqueue --job "$backend"
jq -sc 'map([.status, .source])' <out >tasks
ok 'a copy in another format is the same task' holds tasks '[["queued","cy.txt"],["duplicate","cy.txt"]]'
cy=$(jq -r .resume_id <in | head -n 1)
printf 'Di Example\ndi@example.org\n\nSkills\n\nC, Go\n' >di.txt
run rq-ingest di.txt
jq -c --arg cy "$cy" '.duplicate_of = $cy' <out >in
run rq-enqueue --job "$backend"
ok 'but nobody is a copy of somebody else' counts 1 '.status == "queued" and .source == "di.txt"'

printf '{"title":"Nurse","company":"Ward 7","description":"You need BLS.","requirements":[{"kind":"must","weight":2,"any":["BLS","basic life support"]}],"months":24,"education":"bachelor"}' >nurse.json
run rq-enqueue --job nurse.json --print-job
ok 'a JSON job is taken as it is' equals 'Nurse Ward 7 24 bachelor BLS' '"\(.title) \(.company) \(.months) \(.education) \(.requirements[0].any[0])"' out
printf '{"title":7}' >bad.json
run rq-enqueue --job bad.json
ok 'a JSON job of wrong types is refused by name' counts 1 '.type == "error" and .source == "bad.json"'

mkdir folder
cp "$backend" nurse.json folder
run rq-enqueue --job folder
ok 'a folder of jobs' counts 2 '.type == "task"'
printf '<html><head><title>x</title><script>var Kafka;</script></head><body><h1>Data Engineer</h1><p>Required: <b>Apache Spark</b> &amp; Python.</p></body></html>' >post.html
run rq-enqueue --job post.html --print-job
ok 'an HTML posting' equals 'Data Engineer' .title out
ok 'without its scripts' lacks out Kafka

run rq-enqueue --job "$backend" --engine=nobody
ok 'an unknown engine is a usage error' exits 2
run rq-enqueue --job "$backend" --priority=12
ok 'a priority out of range is a usage error' exits 2
run rq-enqueue --job "$backend" --ttl=soon
ok 'a ttl that is no duration is a usage error' exits 2

printf 'frobnication\tskill\tsoftware\tfrob\n' >more.tsv
printf 'Frobnicator\n\nRequirements:\n- frobnication\n' >frob.txt
run rq-enqueue --job frob.txt --print-job
ok 'an unknown skill is no requirement' equals 0 '.requirements | length' out
ok 'that nothing is asked for then is said' says 'Frobnicator: nothing that this posting asks for was understood'
run rq-enqueue --job frob.txt --print-job --vocabulary=more.tsv
ok 'with --vocabulary it is' equals frobnication '.requirements[0].any[0]' out
ok 'and there is nothing to say' lacks err 'nothing that'
printf 'one column only\n' >wrong.tsv
run rq-enqueue --job frob.txt --vocabulary=wrong.tsv
ok 'a wrong vocabulary is refused' exits 2
ok 'with its line' says 'line 1'

run rq-enqueue --job frob.txt --vocabulary=more.tsv
cp out in
run rq-optimize
ok 'a task brings its vocabulary along' counts 1 '.type == "result"'

jq -c '.candidate_id = "employee 7"' <resume >in
run rq-enqueue --job "$backend"
ok "a candidate_id of one's own becomes an id" equals 32 '.candidate_id | length' out
ok 'and another task' counts 1 '.status == "queued"'

rm -rf store
cp resume in
run rq-enqueue --job frob.txt --not-before=2999-01-01T00:00:00Z
ok 'a task for later' counts 1 '.status == "queued"'
: >in
run rq-optimize --drain
ok 'is not run now' prints ''
done_testing
