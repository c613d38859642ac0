#!/bin/sh
# PgBouncer in transaction mode between the tools and the server: each transaction is on another
# of few connections, so nothing of a session may be relied on. Also one that crashes.
# shellcheck source=tests/postgres/lib.sh
. "${0%/*}/lib.sh"

if ! command -v pgbouncer >/dev/null; then
	echo '1..0 # SKIP no PgBouncer here'
	exit 0
fi
owner=nobody
id postgres >/dev/null 2>&1 && owner=postgres
sql 'CREATE ROLE pooled LOGIN; CREATE SCHEMA pooled AUTHORIZATION pooled; ALTER ROLE pooled SET search_path = pooled' ||
	exit 3
pool=$RQ_TEST_CLUSTER/pool
mkdir "$pool"
cat >"$pool/ini" <<END
[databases]
postgres = host=$RQ_TEST_CLUSTER
[pgbouncer]
pool_mode = transaction
listen_port = 6432
unix_socket_dir = $pool
auth_type = trust
auth_file = $pool/users
pidfile = $pool/pid
logfile = $pool/log
default_pool_size = 3
admin_users = pooled
END
printf '"pooled" ""\n' >"$pool/users"
[ "$(id -u)" -ne 0 ] || chown -R "$owner" "$pool"
# begin: PgBouncer, which refuses to be root
begin() {
	rm -f "$pool/.s.PGSQL.6432" "$pool/pid"
	if [ "$(id -u)" -ne 0 ]; then
		pgbouncer -q -d "$pool/ini"
	else
		setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups pgbouncer -q -d "$pool/ini"
	fi
	await 5 test -S "$pool/.s.PGSQL.6432"
}
end() { kill "-$1" "$(cat "$pool/pid")"; }
trap 'end INT 2>/dev/null; rm -rf "$work"' EXIT
begin
RQ_STORE="postgresql:///postgres?host=$pool&port=6432&user=pooled"
export RQ_STORE
job=$tree/examples/jobs/backend.txt
rq-ingest "$tree/examples/resumes.zip" 2>err | grep '"type":"resume"' >resumes
for n in 1 2 3 4 5 6 7 8; do jq -c ".candidate_id |= \"$n\" + .[1:]" resumes; done >many
: >none

# --- the same as without it -----------------------------------------------------------------
"$scenario" run folder && "$scenario" state folder >golden.state || exit 3
store=$RQ_STORE
run "$scenario" run "$store"
ok 'a run through a pooler ends' exits 0
ok 'as it ends in a folder' ends_like_golden

# The tests that every store passes, as far as they are about the work
sql 'SET client_min_messages = error; DROP SCHEMA pooled CASCADE'
for suite in queue permit batch; do
	passes() { RQ_TEST_STORE=$RQ_STORE RQ_TEST_ROLE=pooled "$here/$RQ_BUILD/tests/unit/test_store_$suite.t"; }
	ok "the tests of a store pass through it: $suite" passes
done
sql 'CREATE SCHEMA pooled AUTHORIZATION pooled'

# --- many, on three connections ----------------------------------------------------------------
cp many in
run rq-enqueue --job "$job"
count=$(jq -r 'select(.status == "queued") | .task_id' out | sort -u | wc -l)
ok 'many are queued' [ "$count" -gt 80 ]
# eight workers at once; their answers stand in out when they end
eight() {
	pids=
	for n in 1 2 3 4 5 6 7 8; do
		rq-optimize --drain --claim=4 --in-flight=4 <none >"done.$n" 2>"err.$n" &
		pids="$pids $!"
	done
}
end_eight() {
	status=0
	for pid in $pids; do wait "$pid" || status=$?; done
	cat done.* >out
	cat err.* >err
}
once() { [ "$(jq -r 'select(.type == "result") | .task_id' out | sort | uniq -c | awk '$1 == 1' | wc -l)" -eq "$1" ]; }
eight
end_eight
ok 'eight workers do them' exits 0
ok 'each once' once "$count"
run rq-admin check
ok 'all is well' prints 'all is well
'
run rq-admin audit --verify
ok 'the audit, too' exits 0
run rq-admin copy --from "$RQ_STORE" --to folder2
ok 'it is copied through it' exits 0
ok 'no more connections were made than it may' [ "$(sql "SELECT count(*) FROM pg_stat_activity WHERE usename = 'pooled'")" -le 3 ]

# --- told of a task by looking --------------------------------------------------------------------
rq-optimize --watch <none >watched 2>complaints &
worker=$!
head -n 1 resumes | rq-enqueue --job "$tree/examples/jobs/nurse.md" >tasks 2>err
await 30 test -s watched
ok 'who waits finds a task' [ -s watched ]
listens() { [ "$(sql "SELECT count(*) FROM pg_stat_activity WHERE query ILIKE 'LISTEN%' AND usename = 'pooled'")" -gt 0 ]; }
not_listening() { ! listens; }
ok 'and listens to nothing, for nobody would tell' not_listening
kill "$worker"
wait "$worker" 2>/dev/null

# --- it crashes in the middle --------------------------------------------------------------------
rq-enqueue --job "$tree/examples/jobs/nurse.md" <many >tasks 2>err
count=$(jq -r 'select(.status == "queued") | .task_id' tasks | sort -u | wc -l)
console() { psql -h "$pool" -p 6432 -U pooled -Atc "$1" pgbouncer; }
clients() { console 'SHOW CLIENTS' | grep -c '|pooled|postgres|'; }
under_way() { [ "$(clients)" -ge 8 ] && [ "$(cat done.* | wc -l)" -gt 5 ]; }
eight
await 4 under_way
end KILL
sleep 0.2
begin
end_eight
ok 'a pooler that crashed and came again ends nobody' exits 0
ok 'each task has one result all the same' once "$count"
run rq-admin check
ok 'all is well then, too' exits 0

# --- it crashes while a tool has only said good day -------------------------------------------------
console PAUSE >paused 2>&1
rq-admin stats >out 2>err &
pid=$!
is_in() { [ "$(clients)" -ge 1 ]; }
await 4 is_in
end KILL
sleep 0.2
begin
status=0
wait "$pid" || status=$?
ok 'who was just opening the store waits, too' exits 0
done_testing
