#!/bin/sh
# A store on a server with a key: what the server gets to see, who is refused, damage, and
# another key while others use it, killed at every point of the way.
# shellcheck source=tests/postgres/lib.sh
. "${0%/*}/lib.sh"

backend=$tree/examples/jobs/backend.txt
for key in old new; do
	(umask 077 && openssl rand -hex 32 >"$key") || exit 1
done
cat new old >both && cat old new >back && chmod 600 both back
rq-ingest "$tree/examples/resumes.zip" | grep '"type":"resume"' | head -n 8 >resumes
jq -r '.resume.basics.email | select(. != null)' <resumes >words
jq -r '.source.path' <resumes | sed 's|.*/||' >>words

# fill: a store with six results, two decisions and one task that died
fill() {
	head -n 6 resumes | rq-enqueue --job "$backend" 2>/dev/null | rq-optimize 2>/dev/null >results
	jq -c '{type: "decision", v: 1, task_id, decision: "approved", reviewer: "Rita",
		at: "2030-01-01T00:00:00Z"}' <results | head -n 2 | rq-admin review >/dev/null
}
# told: the server's files have one of the words, tables and log alike
told() { sql CHECKPOINT && grep -raFf words "$RQ_TEST_CLUSTER/data" >/dev/null; }
not_told() { ! told; }
# refuses WORDS COMMAND...: status 3, and a line that says why
refuses() {
	words=$1
	shift
	run "$@"
	exits 3 && says "$words"
}
state() { rq-admin list --json && rq-report --store "$RQ_STORE" --format=csv; }
same() { state >after && cmp before after; }

RQ_STORE=$(new_store first) RQ_STORE_KEY_FILE=$work/old
export RQ_STORE RQ_STORE_KEY_FILE
fill
state >before
ok 'a store with a key is filled' [ "$(rq-admin stats --json | jq .results)" -eq 6 ]
ok 'and its server has not seen a word of it' not_told
run rq-admin check
ok 'it is sound' prints 'all is well
'
rq-report --verify "$(head -n 1 results | jq -r .task_id)" >out 2>err
ok 'its results can be verified' holds out ' equal'
ok 'without the key it is refused' refuses 'encrypted: give its key' env RQ_STORE_KEY_FILE= rq-admin stats
ok 'and with another' refuses 'encrypted with another key' rq-admin stats --store-key new
ok 'an rq that knows no keys is, too' [ "$(sql 'SELECT max(oldest) FROM first.rq_schema')" -eq 3 ]

# damage
# flip COLUMN TASK: one bit of it; once more, and it is as it was
flip() {
	sql "UPDATE first.results SET $1 = set_byte($1, 70, get_byte($1, 70) # 1) WHERE task_id = '$2'"
}
# told_apart RESULTS ERRORS: what a report makes of the store
told_apart() {
	run rq-report --format=json --store "$RQ_STORE"
	exits 0 && equals "$1 $2" '"\(.results) \(.errors)"' out
}
reviewed=$(sql 'SELECT min(task_id) FROM first.results WHERE review IS NOT NULL')
flip review "$reviewed"
ok 'a damaged decision is an error of its task alone' told_apart 5 1
ok 'which says so' holds out damaged
flip review "$reviewed"
flip gist "$reviewed"
ok 'where the gist is damaged, the result is read' told_apart 6 0
flip record "$reviewed"
ok 'a damaged result is an error of its task alone' told_apart 5 1
flip record "$reviewed"
flip gist "$reviewed"
ok 'as it was, it is told again' told_apart 6 0
flip record "$(sql 'SELECT min(task_id) FROM first.results')"
run rq-admin check
ok 'a bit that changed is noticed' holds err "results.record of $(sql 'SELECT min(task_id) FROM first.results'): damaged"
ok 'as one that is wrong' prints '1 wrong
'
run rq-admin rekey --store-key both
ok 'what is damaged is not sealed anew' says 'results.record of'
sql 'DELETE FROM first.results WHERE task_id = (SELECT min(task_id) FROM first.results)'
run rq-admin rekey --store-key both
ok 'without it, the move goes on to its end' prints 'encrypted with the first key
'
run rq-admin check --store-key new
ok 'under the new key there is one result less' holds err 'done without a result'
sql "UPDATE first.resumes SET record = (SELECT record FROM first.resumes ORDER BY resume_id LIMIT 1)
	WHERE resume_id = (SELECT max(resume_id) FROM first.resumes)"
run rq-admin check --store-key new
ok 'a record that was put in the place of another is noticed' holds err 'resumes.record of'

# a task whose row was changed, at the head of the queue
RQ_STORE=$(new_store hurt) RQ_STORE_KEY_FILE=$work/new
head -n 3 resumes | rq-enqueue --job "$backend" >tasks 2>err
hurt=$(sql 'SELECT task_id FROM hurt.tasks ORDER BY number LIMIT 1')
sql "UPDATE hurt.tasks SET source = overlay(source PLACING '00' FROM 60) WHERE task_id = '$hurt'"
: >in
run rq-optimize --drain --claim=1
ok 'a task whose row is damaged stops no other' exits 0
ok 'these are done' counts 2 '.type == "result"'
run rq-admin dead --json
ok 'it is a dead letter, of a code of its own' holds out '"code":"damaged"'
ok 'and the only one' equals "$hurt" .task_id out
run rq-admin stats --json
ok 'which is counted' equals 1 .tasks.dead out
run rq-admin check
ok 'the check names it' says "tasks.source of $hurt: damaged"
head -n 1 resumes | rq-enqueue --job "$backend" --force >tasks 2>err
run rq-optimize --drain
ok 'enqueued anew it is done' counts 1 '.type == "result"'
run rq-admin check
ok 'and sound' prints 'all is well
'

# a clear store becomes an encrypted one, under the eyes of who has it open
RQ_STORE=$(new_store second)
RQ_STORE_KEY_FILE='' fill
RQ_STORE_KEY_FILE='' state >before
ok 'the server sees a clear store' told
ok 'which is refused with a key' refuses 'not encrypted' rq-admin stats
# and so does a worker, which has done the whole queue by then
RQ_STORE_KEY_FILE='' rq-optimize --watch </dev/null >worker.out 2>worker &
worker=$!
mkfifo pipe
RQ_STORE_KEY_FILE='' rq-enqueue --job "$backend" <pipe >late.out 2>late &
clerk=$!
exec 9>pipe
sed -n 7p resumes >&9
await 60 test -s late.out
await 60 test -s worker.out
RQ_STORE_KEY_FILE='' state >before
run rq-admin rekey
ok 'it is encrypted' prints 'encrypted with the first key
'
ok 'with all that it had' same
sed -n 8p resumes >&9
exec 9>&-
status=0
wait "$clerk" || status=$?
ok 'who had it open writes nothing clear behind it' exits 3
ok 'and is told' holds late 'under another key than when it was opened'
ok 'so that it is as it was' same
sed -n 8p resumes | rq-enqueue --job "$backend" >new.out 2>err
status=0
wait "$worker" || status=$?
ok 'a worker that had it open ends' exits 3
ok 'and is told' grep -q 'start again\|cannot be read' worker
ok 'its task has no failure' [ "$(rq-admin dead --json | wc -l)" -eq 0 ]
run rq-optimize --drain
ok 'and is done by who starts with the key' counts 1 '.type == "result"'
state >before
clear=$(sql "SELECT count(*) FROM second.results WHERE substr(record, 1, 1) = '{'")
ok 'no clear record is left' [ "$clear" -eq 0 ]

# another key, killed before and after each commit on the way, there and back
admin=$here/build/debug/bin/rq-admin
n=0 bad=0 deaths=0
while :; do
	n=$((n + 1)) status=0
	[ $((n % 2)) -eq 1 ] && ring=both key=new || ring=back key=old
	sh -c 'RQ_FAILPOINT=$0 "$@" >out 2>err; exit $?' "$n" "$admin" rekey --store-key "$ring" \
		2>/dev/null || status=$?
	[ "$status" -eq 137 ] || break
	deaths=$((deaths + 1))
	RQ_STORE_KEY_FILE=$ring
	same >/dev/null || bad=$((bad + 1))
	rq-admin check >out 2>err || bad=$((bad + 1))
	rq-admin rekey >out 2>err || bad=$((bad + 1))
	RQ_STORE_KEY_FILE=$key
	same >/dev/null || bad=$((bad + 1))
done
ok "a move to another key, killed $deaths times, goes on, and is readable meanwhile" [ "$bad" -eq 0 ]
ok 'and was killed at all' [ "$deaths" -ge 14 ]
ok 'until it survives' exits 0
RQ_STORE_KEY_FILE=$key
ok 'with all that there was' same

# half of a move
sql "UPDATE second.rq_key SET was = decode(repeat('00', 16), 'hex')"
ok 'while it moves both keys are needed' refuses 'encrypted with another key' rq-admin stats
sql 'UPDATE second.rq_key SET was = NULL'

run rq-admin rekey --decrypt
ok 'it is decrypted when asked' prints 'decrypted
'
RQ_STORE_KEY_FILE=
ok 'with all that there was' same
run rq-admin rekey --decrypt
ok 'and again is a no-op' prints 'was not encrypted
'
ok 'older ones may use it again' [ "$(sql 'SELECT max(oldest) FROM second.rq_schema')" -eq 1 ]
run rq-optimize --drain
ok 'and the work goes on' exits 0

# a clear store moves into an encrypted one, and on
third=$(new_store third)
state >before
run rq-admin copy --from "$RQ_STORE" --to "$third" --store-key old
ok 'a copy of a clear store is encrypted where there is a key' exits 0
clear=$(sql "SELECT count(*) FROM third.results WHERE substr(record, 1, 1) = '{'")
ok 'so that its server sees nothing' [ "$clear" -eq 0 ]
run rq-admin copy --from "$third" --to folder --store-key back
ok 'and into a folder, under the first key' exits 0
ok 'which has all of it' sh -c '[ "$(rq-admin list --json --store folder --store-key old | wc -l)" -eq 8 ]'
ok 'and tells nothing' sh -c '! grep -raFf words folder'

# a call is under way when its worker dies, and the row of its task is changed
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"
RQ_STORE=$(new_store granted) RQ_STORE_KEY_FILE=$work/new
head -n 2 resumes >in
serve --latency=60000
run rq-enqueue --job "$backend"
calling() { [ "$(sql 'SELECT count(permit) FROM granted.tasks')" -gt 0 ]; }
hurt=
for _ in 1 2; do # a worker that dies before it has called leaves no permit
	rq-optimize --drain --claim=1 </dev/null >worker.out 2>worker &
	worker=$!
	await 30 calling
	kill -9 "$worker"
	wait "$worker" 2>/dev/null
	hurt=$(sql 'SELECT task_id FROM granted.tasks WHERE permit IS NOT NULL ORDER BY number LIMIT 1')
	[ -z "$hurt" ] || break
done
ok 'a call is under way when its worker dies' [ -n "$hurt" ]
sql "UPDATE granted.tasks SET source = overlay(source PLACING '00' FROM 60), model = repeat('m', 500)
	WHERE task_id = '$hurt'"
: >in
serve
run timeout 60 rq-optimize --drain
ok 'its row is damaged, and nobody is stopped by it' exits 0
run rq-admin dead --json
ok 'it is a dead letter' equals "$hurt" .task_id out
run rq-admin check
ok 'what its call reserved is given back, and only once' prints '1 wrong
'
done_testing
