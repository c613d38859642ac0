#!/bin/sh
# A store moves between a folder and a server, both ways: by copy, which is verified and goes on
# when it was killed, and by export and import.
# shellcheck source=tests/postgres/lib.sh
. "${0%/*}/lib.sh"

# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

killable=$tree/build/debug/bin/rq-admin
: >none
: >in
status=0
rq-ingest "$tree/examples/resumes.zip" 2>/dev/null | grep '"type":"resume"' >resumes
# A store with everything that there is. RQ_STORE is the folder.
queue() { # ENGINE FROM COUNT [OPTION]...
	engine=$1 from=$2 count=$3
	shift 3
	tail -n +"$from" resumes | head -n "$count" |
		rq-enqueue --engine="$engine" --job "$tree/examples/jobs/backend.txt" "$@" 2>/dev/null
}
queue local 1 4 | rq-optimize >results 2>err
jq -c '{type: "decision", v: 1, task_id, decision: "approved", reviewer: "lee", at: "2100-01-01T00:00:00Z"}' \
	results | rq-admin review >out
rq-admin hold "$(jq -r .candidate_id resumes | head -n 1)" "$(jq -r .task_id results | tail -n 1)" <none >out
serve --batch-delay=1h
RQ_LIMIT=rpm=1000
queue groq 1 2 | rq-optimize >results 2>err
queue groq 3 3 >tasks
rq-optimize --drain --batch=submit <none >out 2>err
serve --latency=60000
queue groq 6 1 >tasks
rq-optimize --drain <none >out 2>err &
worker=$!
calling() { rq-admin export <none | grep -q '"permit".*"status":"leased"\|"status":"leased".*"permit"'; }
await 60 calling
{ kill -9 "$worker" && wait "$worker"; } 2>/dev/null
stop_serving
queue local 5 2 >tasks
rq-admin cancel "$(head -n 1 tasks | jq -r .task_id)" <none >out
# and many more, so that it takes several commits
for n in 1 2 3 4 5 6 7 8 9; do
	for m in 1 2 3 4 5; do jq -c ".candidate_id |= \"$n$m\" + .[2:]" resumes; done
done >many
rq-enqueue --job "$tree/examples/jobs/nurse.md" <many >tasks 2>err
folder=$RQ_STORE
# told STORE: what it tells, in one order
told() { rq-admin export --store "$1" <none | jq -cS . | sort; }
told "$folder" >all
kinds() { jq -r .kind all | sort | uniq -c | awk '{ print $2 }' | tr '\n' ' '; }
ok 'there is a store with everything' [ "$(kinds)" = 'audit batch hold job limits recipe resume store task usage ' ]
states() { jq -r 'select(.kind == "task") | .task.status' all | sort -u | tr '\n' ' '; }
ok 'and tasks in all states but two' [ "$(states)" = 'cancelled done leased queued submitted ' ]
ok 'and a permit under way' [ "$(jq -r 'select(.permit) | .task.status' all | sort -u | tr '\n' ' ')" = 'leased submitted ' ]
sound() { rq-admin check --store "$1" <none && rq-admin audit --verify --store "$1" <none; }
same() { told "$1" >again && cmp all again; }
count=$(wc -l <all)

server=$(new_store moved)
run rq-admin copy --from "$folder" --to "$server"
ok 'a folder is copied to a server' exits 0
ok 'and verified, which is told' holds out "$((count - 1)) records copied, 0 were there; both tell"
cp out first
ok 'the server tells the same' same "$server"
ok 'and is sound, its audit whole' sound "$server"
heads() { [ "$(rq-admin audit --head --store "$folder" <none)" = "$(rq-admin audit --head --store "$server" <none)" ]; }
ok 'it is the same audit' heads
run rq-admin copy --from "$server" --to back
ok 'a server is copied to a folder' exits 0
ok 'with the same number of its records' [ "$(awk '{ print $NF }' out)" = "$(awk '{ print $NF }' first)" ]
ok 'which tells what the first one did' same back
ok 'and is sound' sound back
run rq-admin copy --from "$server" --to back
ok 'again nothing is copied' holds out "0 records copied, $((count - 1)) were there"
ok 'nor told in the audit' same back
run rq-admin stats --json --store "$server"
jq -S '{tasks, jobs, resumes, results}' out >counts
run rq-admin stats --json --store back
jq -S '{tasks, jobs, resumes, results}' out >others
ok 'the counters are the same' cmp counts others

# --- what is refused -----------------------------------------------------------------------
run rq-admin copy --from "$folder"
ok 'where to is not guessed' exits 2
run rq-admin copy --from "$folder" --to "$work/../${work##*/}/store"
ok 'to itself it is not copied' says 'to itself'
run rq-admin copy --from nowhere --to nothing
ok 'nor what is not there' exits 3
rm -rf nothing
rq-enqueue --store other --job "$tree/examples/jobs/backend.txt" <resumes >tasks 2>err
run rq-admin copy --from "$folder" --to other
ok 'into a store of its own nothing is copied' exits 2
ok 'which is said' says 'records that are not in what is copied'
rq-admin retry --all --store back >out 2>err
run rq-admin copy --from "$server" --to back
ok 'nor into a copy that went its own way' exits 2

# A server that does not keep what it is given
warped=$(new_store warped)
rq-admin import --store "$warped" <none >out 2>err
sql "CREATE FUNCTION warped.warp() RETURNS trigger LANGUAGE plpgsql AS
	'BEGIN NEW.held_at := NEW.held_at + 1; RETURN NEW; END';
	CREATE TRIGGER warp BEFORE INSERT ON warped.holds FOR EACH ROW EXECUTE FUNCTION warped.warp()"
run rq-admin copy --from "$folder" --to "$warped"
ok 'a copy that is not the same is found out' exits 3
ok 'which is said, too' says 'the copy differs'

# A server that binds no entry of its audit
loose=$(new_store loose)
head -n 1 resumes | rq-enqueue --store "$loose" --job "$tree/examples/jobs/nurse.md" >tasks 2>err
sql "CREATE FUNCTION loose.refuse() RETURNS trigger LANGUAGE plpgsql AS
	'BEGIN RAISE EXCEPTION ''not today''; END';
	CREATE TRIGGER refuse BEFORE INSERT ON loose.audit FOR EACH ROW EXECUTE FUNCTION loose.refuse();
	INSERT INTO loose.audit_waiting (at, action, id) VALUES (1, 'read', repeat('1', 32))"
run rq-admin copy --from "$loose" --to without
ok 'no audit is left behind' exits 3
ok 'but said why' says 'not today'

# --- killed in the middle ------------------------------------------------------------------------
# begun_and_killed WHERE N: the copy is killed at the n-th moment before or after a commit
begun_and_killed() {
	sh -c 'RQ_FAILPOINT=$1 "$2" copy --from "$RQ_STORE" --to "$3" >out 2>err; exit $?' sh "$2" "$killable" "$1" 2>/dev/null
	[ $? -eq 137 ]
}
# goes_on WHERE: the same command finishes what was begun, nothing is there twice
goes_on() {
	rq-admin copy --from "$folder" --to "$1" <none >out 2>err || return
	cat out
	same "$1" && sound "$1"
}
middle=0
for n in 2 4 5 6 7 8 9; do
	store=$(new_store "killed_$n")
	begun_and_killed "$store" "$n" || break
	ok "killed at moment $n, a copy to a server goes on" goes_on "$store"
	grep -q '^0 \|, 1 were' out || middle=$((middle + 1))
	rm -rf "killed_$n"
	begun_and_killed "killed_$n" "$n" || break
	goes_on "killed_$n" >again.told || break
done
ok 'some were killed in the middle' [ "$middle" -gt 1 ]
ok 'and so were copies to folders' [ "$n" -eq 9 ]

# --- records by hand -------------------------------------------------------------------------
rq-admin export --store "$folder" <none >in
server=$(new_store imported)
run rq-admin import --store "$server"
ok 'an export goes to a server, too' exits 0
ok 'which tells the same' same "$server"
ok 'and is sound' sound "$server"
run rq-admin import --store "$server"
ok 'again nothing is taken' prints "0 taken, $count known already
"
: >in
run rq-optimize --drain --store "$server" --engine=local --tasks=1
ok 'the work goes on there' counts 1 '.type == "result"'
rq-admin export --store "$server" <none >in
run rq-admin import --store "$folder"
ok 'and comes home' exits 0
ok 'with its audit' sound "$folder"
done_testing
