#!/bin/sh
# Bad lines: each costs itself and nothing else.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

backend=$tree/examples/jobs/backend.txt
printf '# Ada Example\nada@example.org\n\n## Work\n\nEngineer, Acme Ltd, 2019 - 2021\n- Built services in Python\n' >ada.md
run rq-ingest ada.md
cp out good

{
	cat good
	echo 'this is not json'
	printf '{"type":"resume","v":1,"type":"resume"}\n'
	printf '[1,2]\n'
	printf '{"type":"resume","v":1,"text":"bad \377 bytes"}\n'
	printf '{"type":"resume","v":1,"text":"a nul \000 here"}\n'
	printf '{"type":"resume","v":1}\n'
	printf '{"type":"resume","v":9,"text":"x"}\n'
	printf '{"type":"resume","v":1,"text":"\\\\\345"}\n'
	awk 'BEGIN { for (i = 0; i < 100; i++) printf "["; print "" }'
	awk 'BEGIN { printf "{\"type\":\"resume\",\"v\":1,\"text\":\""; for (i = 0; i < 4300000; i++) printf "x"; print "\"}" }'
	printf '{"type":"error","v":1,"stage":"ingest","code":"encrypted","message":"m","source":"s","n":1.50}\n'
	printf '{"type":"something else","v":1}\n'
	sed 's/Ada/Eve/g; s/ada@/eve@/' good
} >in
run rq-enqueue --job "$backend"
ok 'bad lines make status 1' exits 1
ok 'the good ones are queued' counts 2 '.type == "task"'
ok 'each bad one is an error record' counts 10 '.type == "error" and .stage == "enqueue"'
for line in 2 3 4 5 6 7 8 9 10 11; do
	ok "line $line is named" counts 1 ".source == \"standard input: line $line\""
done
ok 'the overlong one is too-large' counts 1 '.source == "standard input: line 11" and .code == "too-large"'
ok 'the deep one is too-deep' counts 1 '.source == "standard input: line 10" and .code == "too-deep"'
ok 'an error record passes byte for byte' holds out '{"type":"error","v":1,"stage":"ingest","code":"encrypted","message":"m","source":"s","n":1.50}'
ok 'a record of another type passes byte for byte' holds out '{"type":"something else","v":1}'

cp out in
run rq-optimize
ok 'errors pass through rq-optimize' counts 11 '.type == "error"'
ok 'beside the results' counts 2 '.type == "result"'
ok 'which alone decide its status' exits 0

bad=$(printf '\377')
long=$(awk 'BEGIN { for (i = 0; i < 60; i++) printf "\303\251" }')
cp good in
for model in "$bad" "$long"; do
	run rq-enqueue --job "$backend" --model="$model"
	ok 'a model that no task can hold is a mistake in usage' exits 2
	ok 'and nothing is queued' prints ''
done
cp out in
run rq-report --format=json --title="$bad"
ok 'a title that is no UTF-8 is escaped' exits 0
printf '{"type":"task","v":1}\n{"type":"task","v":1,"task_id":"00000000000000000000000000000000"}\n{"type":"task","v":1,"task_id":7}\n' >in
run rq-optimize
ok 'a task without id, or that nobody knows, is an error' counts 3 '.type == "error"'
ok 'with status 1' exits 1

: >in
run rq-enqueue --job "$backend"
ok 'no input is no error' exits 0
ok 'and prints nothing' prints ''
run rq-optimize
ok 'nor for rq-optimize' exits 0

printf '%s' "$(cat good)" >in
run rq-enqueue --job "$backend"
ok 'a last line without newline counts' counts 1 '.type == "task"'
sed 's/$/\r/' good >in
run rq-enqueue --job "$backend"
ok 'CRLF is fine' counts 1 '.type == "task"'
done_testing
