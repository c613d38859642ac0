#!/bin/sh
# The clock is set back and forward by an hour while work is under way, and three hours
# without a provider, or with one that is ill, pass in seconds.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"
# shellcheck source=tests/preload/clock.sh
. "$tree/tests/preload/clock.sh"

tasks() { rq-admin stats --json | jq -e ".tasks.$1 == $2" >/dev/null; }
refused() {
	python3 -c 'import sys, urllib.request as r; print(r.urlopen(sys.argv[1]).read().decode())' \
		"${RQ_BASE_URL%/openai/v1}/ledger" | jq '.answers["429"] // 0'
}

# --- set back between two tools of a pipe ---------------------------------------------------------
set_clock 3600 0
head -n 4 resumes >some
timed rq-enqueue --engine=local --job "$tree/examples/jobs/backend.txt" <some >in
set_clock 0 0
run timed timeout 30 rq-optimize
ok 'what was queued an hour ahead is done at once' exits 0
ok 'all of it' counts 4 '.type == "result"'

# --- set while requests are under way ----------------------------------------------------------------
called() { [ "$(wc -l <ledger)" -gt 2 ]; }
# stepped SECONDS: the wall clock moves by so much in the middle of 12 requests
stepped() {
	serve --latency=200 --limit=rpm=600,tpm=60000
	RQ_LIMIT=rpm=600,tpm=60000
	queue 12
	: >in
	timed timeout 60 rq-optimize --drain --in-flight=3 <in >out 2>err &
	pid=$!
	await 60 called
	set_clock "$1" 0
	status=0
	wait "$pid" || status=$?
	set_clock 0 0
	RQ_LIMIT=none
}
for step in -3600 3600; do
	stepped "$step"
	ok "the clock moves by $step s: the run ends" exits 0
	ok 'every task has a result' counts 12 '.type == "result"'
	ok 'and was paid once' paid 12
	# an hour ahead, buckets seem to be full again: then it may refuse, which costs no attempt
	[ "$step" -gt 0 ] || ok 'the provider refused nothing' test "$(refused)" -eq 0
	ok 'nothing is leased' tasks leased 0
done

# --- a provider that is down, or ill, for three hours ---------------------------------------------------
# pass FROM TO: all clocks run on by 50 seconds every twentieth
pass() {
	python3 -c 'import struct, sys, time
with open(sys.argv[1], "r+b") as file:
    for i in range(int(sys.argv[2]), int(sys.argv[3])):
        time.sleep(0.05)
        file.seek(0)
        file.write(struct.pack("qq", i * 50000, i * 50000))
        file.flush()' "$RQ_CLOCK" "$1" "$2"
}
# while_down COMMAND..., while_ill COMMAND...: eight tasks, and three hours pass
while_down() {
	serve
	port=$(cat port)
	queue 8
	stop_serving
	three_hours "$@"
}
while_ill() {
	serve --rule='{"do":"503"}'
	queue 8
	three_hours "$@"
}
three_hours() {
	: >in
	timed "$@" <in >out 2>err &
	pid=$!
	pass 1 217
}
attempts() { rq-admin list --json | jq -s 'map(.attempts) | add' >attempts; }
end_well() {
	status=0
	wait "$pid" || status=$?
	ok 'when it is back the run ends' exits 0
	ok 'every task is answered by the model' counts 8 '.type == "result" and .engine == "groq"'
	ok 'and was paid once' paid 8
	set_clock 0 0
}
while_down rq-optimize --drain --lease=10m --in-flight=4
ok 'three hours later the run is still there' kill -0 "$pid"
ok 'nothing is dead' tasks dead 0
attempts
# those in hand are on their first
ok 'no task used up an attempt' test "$(cat attempts)" -le 8
serve --port="$port"
pass 217 240
end_well

while_ill rq-optimize --drain --lease=10m --in-flight=4
ok 'three hours of 503 later the run is still there' kill -0 "$pid"
ok 'nothing is dead' tasks dead 0
attempts
# the first five failures count, and those in hand are on their next
ok 'no task used up an attempt once it was known to be ill' test "$(cat attempts)" -le 13
ok 'one line says what they wait for' test "$(grep -c 'tasks wait for it' err)" -eq 1
python3 -c 'import sys, urllib.request as u
u.urlopen(sys.argv[1], data=b"{\"clear\":true}").read()' "${RQ_BASE_URL%/openai/v1}/control"
pass 217 240
end_well

while_down rq-optimize --drain --lease=10m --in-flight=4 --deadline=2h --fallback=local
status=0
wait "$pid" || status=$?
ok 'with a deadline and a fallback the run ends without it' exits 0
ok 'every task has an answer, marked' counts 8 '.type == "result" and .fallback'
ok 'nothing is dead, leased or waiting' test "$(rq-admin stats --json | jq '.tasks | .done - 8 + .dead + .leased + .retry')" -eq 0
done_testing
