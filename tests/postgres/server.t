#!/bin/sh
# What a server may do to who uses it: be another than it seems, hold a lock, cut a statement short,
# die of one, take no writes. Nobody is deceived, and nobody waits for ever.
# shellcheck source=tests/postgres/lib.sh
. "${0%/*}/lib.sh"

RQ_STORE=$(new_store served)
export RQ_STORE
job=$tree/examples/jobs/backend.txt
rq-ingest "$tree/examples/resumes.zip" 2>err | grep '"type":"resume"' | head -n 3 >resumes
cp resumes in
run rq-enqueue --job "$job"
: >in
status=0

# --- who it is ------------------------------------------------------------------------------
# An address that is of this machine and does not look so; of this test alone.
address=127.$(($$ % 250 + 2)).$(($(date +%s) % 250 + 2)).2
data=$RQ_TEST_CLUSTER/data
owner=$(stat -c %U "$data")
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.crt \
	-days 2 -subj /CN=db.example -addext subjectAltName=DNS:db.example 2>err || exit 3
cp server.key server.crt "$data"
chmod 600 "$data/server.key"
[ "$(id -u)" -ne 0 ] || chown "$owner" "$data/server.key" "$data/server.crt"
echo 'host all all 127.0.0.0/8 trust' >>"$data/pg_hba.conf"
sql "ALTER SYSTEM SET listen_addresses = '$address'"
sh "$tree/tests/postgres/cluster.sh" --restart >out 2>&1

# at PARAMETER...: the store by the network, where libpq finds nobody's files
at() { printf 'postgresql:///postgres?user=rq&options=-csearch_path%%3Dserved&%s' "$(echo "$*" | tr ' ' '&')"; }
mkdir home
stats() { run env -u PGHOST HOME="$work/home" "$@" rq-admin stats --store "$url"; }
url=$(at "host=$address")
stats
ok 'a server elsewhere that cannot prove who it is is refused' exits 3
ok 'which is said' says 'does not support SSL'
url=$(at "host=$address" sslmode=disable)
stats
ok 'unless the URL says otherwise' exits 0
url=$(at "host=$address")
stats PGSSLMODE=disable
ok 'or the environment' exits 0
printf '[night]\nhost=%s\nuser=rq\ndbname=postgres\nsslmode=disable\n' "$address" >services
url='postgresql://?service=night&options=-csearch_path%3Dserved'
stats PGSERVICEFILE="$work/services"
ok 'or a service' exits 0
sql 'ALTER SYSTEM SET ssl = on'
sql 'SELECT pg_reload_conf()' >out
sleep 1
url=$(at host=db.example "hostaddr=$address")
stats
ok 'a certificate that nobody knows proves nothing' exits 3
stats PGSSLROOTCERT="$work/server.crt"
ok 'one that is known does' exits 0
url=$(at host=another.example "hostaddr=$address")
stats PGSSLROOTCERT="$work/server.crt"
ok 'but not for another name' exits 3
ok 'which is said, too' says 'does not match host name'

# --- locks and limits of time -------------------------------------------------------------------
sql "CREATE FUNCTION served.tell() RETURNS trigger LANGUAGE plpgsql AS
	'BEGIN RAISE EXCEPTION ''for % at most'', current_setting(''lock_timeout''); END';
	CREATE TRIGGER tell BEFORE INSERT ON served.holds FOR EACH ROW EXECUTE FUNCTION served.tell()"
run rq-admin hold 0123456789abcdef0123456789abcdef
ok 'nobody waits for ever for a lock' says 'for 1min at most'
sql 'DROP TRIGGER tell ON served.holds'
sql "CREATE FUNCTION served.keep() RETURNS trigger LANGUAGE plpgsql AS
	'BEGIN IF current_setting(''idle_in_transaction_session_timeout'') = ''0'' THEN
	RAISE EXCEPTION ''locks are kept for ever''; END IF; RETURN NEW; END';
	CREATE TRIGGER keep BEFORE INSERT ON served.holds FOR EACH ROW EXECUTE FUNCTION served.keep();
	CREATE TRIGGER keep BEFORE INSERT ON served.audit FOR EACH ROW EXECUTE FUNCTION served.keep();
	CREATE TRIGGER keep BEFORE INSERT ON served.rq_key FOR EACH ROW EXECUTE FUNCTION served.keep()"
sql "INSERT INTO served.audit_waiting (at, action, id) VALUES (1, 'read', repeat('1', 32))"
run rq-admin hold 0123456789abcdef0123456789abcdef
ok 'a host that is cut off lets go of its locks' exits 0
rq-admin hold --release 0123456789abcdef0123456789abcdef >out
ok 'also while the audit is bound' [ "$(sql 'SELECT count(*) FROM served.audit_waiting')" -eq 0 ]
(umask 077 && openssl rand -hex 32 >key)
run rq-admin rekey --store-key key
ok 'and when the store is encrypted' exits 0
run rq-admin rekey --decrypt --store-key key
ok 'and again when it is not' exits 0
sql 'DROP FUNCTION served.keep CASCADE' 2>err
# held SECONDS: somebody's transaction, forgotten in psql
held() { psql -qXc "BEGIN; LOCK TABLE served.tasks IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep($1)" >locker 2>&1 & locker=$!
	until [ "$(sql "SELECT count(*) FROM pg_locks WHERE relation = 'served.tasks'::regclass
		AND mode = 'AccessExclusiveLock' AND granted")" -gt 0 ]; do sleep 0.1; done; }
held 60
run env RQ_STORE="$RQ_STORE%20-clock_timeout%3D500ms" rq-optimize --drain
ok 'who is kept waiting by a lock ends to be run again' exits 75
ok 'which is said' says 'lock timeout'
sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()" >out
wait "$locker"
held 3
rq-admin list >listed 2>err &
lister=$!
wait "$locker"
wait "$lister"
ok 'who waits for less goes on' [ "$(wc -l <listed)" -eq 3 ]
held 60
run env RQ_STORE="$RQ_STORE%20-cstatement_timeout%3D500ms" rq-admin list
ok 'a statement that is cut short ends a command likewise' exits 75
ok 'which is said, too' says 'statement timeout'
sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()" >out
wait "$locker"
run rq-optimize --drain
ok 'when the lock is gone the work is done' counts 3 '.type == "result"'

# --- what it dies of -------------------------------------------------------------------------------
sql "ALTER TABLE served.holds RENAME TO kept; CREATE VIEW served.holds AS SELECT * FROM served.kept
	WHERE pg_terminate_backend(pg_backend_pid()) UNION ALL
	SELECT 'x', 0, 1 WHERE pg_terminate_backend(pg_backend_pid())"
run timeout 60 rq-admin hold
ok 'a question that ends the connection each time is given up' exits 3
sql "DROP VIEW served.holds; ALTER TABLE served.kept RENAME TO holds;
	CREATE FUNCTION served.die() RETURNS trigger LANGUAGE plpgsql AS
	'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END';
	CREATE TRIGGER die BEFORE INSERT ON served.holds FOR EACH ROW EXECUTE FUNCTION served.die()"
run timeout 60 rq-admin hold 0123456789abcdef0123456789abcdef
ok 'and so is a change' exits 3
ok 'of which nothing is left' [ "$(sql 'SELECT count(*) FROM served.holds')" -eq 0 ]
sql 'DROP TRIGGER die ON served.holds'
run rq-admin check
ok 'the store is sound' exits 0

# --- a standby --------------------------------------------------------------------------------------
standby=$RQ_TEST_CLUSTER/standby
as_owner() {
	if [ "$(id -u)" -ne 0 ]; then "$@"; else
		setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups "$@"
	fi
}
trap 'as_owner "$RQ_TEST_BIN/pg_ctl" -D "$standby" -m immediate -W stop >/dev/null 2>&1; rm -rf "$work"' EXIT
as_owner pg_basebackup -D "$standby" -R -c fast >out 2>&1 &&
	as_owner "$RQ_TEST_BIN/pg_ctl" -D "$standby" -l "$standby/log" -w -o "-c listen_addresses='' -c ssl=off \
		-c unix_socket_directories='$standby'" start >out 2>&1
ok 'a standby follows the server' exits 0
at_standby=$(printf '%s' "$RQ_STORE" | sed "s|$RQ_TEST_CLUSTER|$standby|")
there() { rq-admin list --json --store "$1" <none; }
: >none
there "$RQ_STORE" >tasks
followed() { there "$at_standby" >again && cmp -s tasks again; }
ok 'who only looks may look there' await 10 followed
run rq-report --format=json --store "$at_standby"
ok 'a report is made of it' equals 3 .results out
run rq-admin check --store "$at_standby"
ok 'its records fit together' exits 0
cp resumes in
run rq-enqueue --store "$at_standby" --job "$job"
ok 'it takes no task' exits 3
ok 'which is said' says 'read-only'
run rq-enqueue --job "$job" --store "$(printf '%s' "$RQ_STORE" | sed "s|host=$RQ_TEST_CLUSTER|host=$standby,$RQ_TEST_CLUSTER|")"
ok 'of several hosts the one that takes it is found' counts 3 '.status == "cached"'
done_testing
