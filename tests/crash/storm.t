#!/bin/sh
# What a machine does to its processes: stops, kills, and continues them; gives them no
# names of hosts, and pipes that nobody reads.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

tasks() { rq-admin stats --json | jq -e ".tasks.$1 == $2" >/dev/null; }

# --- a worker that is stopped past its lease, and continued ----------------------------------------
serve --latency=300
queue 6
: >in
rq-optimize --drain --in-flight=2 --lease=2s <in >slept 2>err.slept &
slept=$!
await 10 test -s slept
# Not inside of a commit: there it would hold up all that write, see rq-store(5)
until
	kill -STOP "$slept"
	timeout 2 rq-admin expire >/dev/null 2>&1
do
	kill -CONT "$slept"
	sleep 0.05
done
sleep 2.2
run timeout 60 rq-optimize --drain --in-flight=2
jq -r .task_id out | sort >first
ok 'another worker does all, also what the stopped one had in hand' test "$(cat first slept | wc -l)" -eq 6
ok 'and that was something' test "$(wc -l <first)" -gt 2
kill -CONT "$slept"
status=0
wait "$slept" || status=$?
ok 'continued, the stopped one ends' exits 0
ok 'each task has one answer that was printed' test "$(jq -r .task_id slept | sort | comm -12 - first | wc -l)" -eq 0
run rq-admin stats --json
ok 'and one result' equals 6 .results out
ok 'the store is sound' rq-admin check

# --- a storm of signals --------------------------------------------------------------------------------
# Workers are killed, stopped, continued and told to stop, at random; then one ends the work.
serve --latency=20
queue 12
python3 - <<'END'
import random, signal, subprocess, time

chance = random.Random(7)
workers, out = [], open("stormed", "ab")
until = time.monotonic() + 4
while time.monotonic() < until:
    workers = [w for w in workers if w.poll() is None]
    while len(workers) < 4:
        workers.append(subprocess.Popen(["rq-optimize", "--drain", "--in-flight=1", "--claim=1", "--lease=1s", "--max-attempts=100"],
                                        stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL))
    time.sleep(0.04)
    chance.choice(workers).send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP, signal.SIGCONT]))
for worker in workers:
    worker.send_signal(signal.SIGCONT)
    worker.kill()
    worker.wait()
END
run timeout 60 rq-optimize --drain --max-attempts=100
ok 'after a storm of signals one run ends the work' exits 0
run rq-admin stats --json
ok 'nothing is lost or left' equals '12 12 0' '"\(.results) \(.tasks.done) \(.tasks.leased)"' out
ok 'the store is sound' rq-admin check
stop_serving

# --- no names of hosts -----------------------------------------------------------------------------------------
RQ_ENGINE=groq RQ_BASE_URL=https://provider.invalid/v1
queue 3
: >in
echo key >key && chmod 600 key
run env RQ_API_KEY_FILE=key rq-optimize --drain --deadline=3s
ok 'a host that has no address: the work is left for later' exits 75
ok 'with a word why' says 'tasks wait for it'
ok 'nothing is dead' tasks dead 0
ok 'the store is sound' rq-admin check
ok 'no attempt was made' test "$(rq-admin list --json | jq -s 'map(.attempts) | add')" -eq 0
run env RQ_API_KEY_FILE=key rq-optimize --drain --deadline=1s --fallback=local
ok 'with a fallback every task has an answer' counts 3 '.type == "result" and .fallback'

# --- a pipe that nobody reads, and is not closed ------------------------------------------------------------------
RQ_ENGINE=local
queue 12
mkfifo pipe
exec 8<>pipe
rq-optimize --drain --claim=1 <in >pipe 2>err &
pid=$!
some_done() { rq-admin stats --json | jq -e '.results > 2'; }
await 10 some_done
sleep 0.5
kill -TERM "$pid"
gone() { ! kill -0 "$pid"; }
ok 'a full pipe that nobody reads: a signal ends the tool all the same' await 10 gone
kill -KILL "$pid" 2>/dev/null
wait "$pid" 2>/dev/null
exec 8>&-
ok 'nothing stays leased' tasks leased 0
run rq-optimize --drain
run rq-admin stats --json
ok 'and nothing is lost' equals 12 .results out
done_testing
