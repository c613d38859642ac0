#!/bin/sh
# What the tools print is what lib/io/schema says.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

check() { python3 "$tree/tests/cli/check_records.py" <"$1"; }
# breaks FILTER: the first result, changed so, is refused
breaks() {
	jq -c "select(.type == \"result\") | $1" <results | head -n 1 >broken
	! check broken
}

if ! python3 -c 'import jsonschema' 2>/dev/null; then
	skip 'records keep their schemas' 'no python3-jsonschema here'
	done_testing
fi

printf 'not a document\0' >binary.bin
run rq-ingest "$tree/examples/resumes.zip" missing.txt binary.bin
cp out resumes
ok 'resume records, and errors of ingest' check resumes
ok 'of both kinds' test "$(jq -r .type <resumes | sort -u | tr '\n' ' ')" = 'error resume '

run rq-enqueue --job "$tree"/examples/jobs/* "$tree"/examples/jobs-json/* --print-job
cp out jobs
ok 'job records' check jobs

printf 'no record\n' | cat resumes - >in
run rq-enqueue --job "$tree"/examples/jobs/* "$tree"/examples/jobs-json/*
cp out tasks
ok 'task records, and errors of enqueue' check tasks

printf '{"type":"task","v":1,"task_id":"00000000000000000000000000000000"}\n' | cat tasks - >in
run rq-optimize
cp out results
ok 'result records, and errors of optimize' check results
rq-admin audit >log
ok 'audit records' check log
ok 'with edits among them' test "$(jq -c 'select(.type == "result") | .edits[]' <results | wc -l)" -gt 0

cp resumes in
run rq-enqueue --job "$tree"/examples/jobs/*
cp out in
run rq-optimize
ok 'cached results' check out

cp results in
run rq-report --format=json
ok 'the report record' check out
: >in
run rq-report --format=json --store=store
ok 'of a store too' check out
ok 'with its queue' equals object '.queue | type' out

run rq-admin list --json
ok 'tasks as the store has them' check out

ok 'a status that is none is refused' breaks '.status = "fine"'
ok 'so is a score over 100 %' breaks '.score.before.evidence = 10001'
ok 'a time without zone' breaks '.created_at = "2026-11-24T01:00:00"'
ok 'a missing member' breaks 'del(.rejected)'
done_testing
