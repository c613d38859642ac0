#!/bin/sh
# The tools on a store of a server: a person sees no difference to a folder.
# shellcheck source=tests/postgres/lib.sh
. "${0%/*}/lib.sh"

RQ_STORE=$(new_store tools)
export RQ_STORE
mkdir cvs
for n in 1 2 3 4 5 6; do
	printf 'Jane Doe %s\njane%s@example.com\n\nExperience\n\nDeveloper, Acme, 2019 - 2023\n- Wrote services in Python and SQL\n' \
		"$n" "$n" >"cvs/$n.txt"
done
printf 'Backend developer\n\nAcme Two\n\nYou must know Python and SQL.\n' >job.txt
rq-ingest cvs >resumes 2>err || exit 3

# at_once: three open a store that is not there yet; all of them can use it
at_once() {
	pids=
	for n in 1 2 3; do rq-enqueue --store "$1" --job job.txt <resumes >"made.$n" 2>"complaint.$n" & pids="$pids $!"; done
	for pid in $pids; do wait "$pid" || { cat complaint.*; return 1; }; done
	[ "$(cat made.* | jq -r 'select(.status == "queued") | .task_id' | sort | uniq -d | wc -l)" -eq 0 ] &&
		[ "$(cat made.* | jq -r 'select(.status == "queued") | .task_id' | wc -l)" -eq 6 ]
}
status=0
for n in 1 2 3; do ok 'who comes first makes the tables, and others wait' at_once "$(new_store "first$n")"; done

cp resumes in
run rq-enqueue --job job.txt
ok 'résumés are queued' counts 6 '.type == "task" and .status == "queued"'
run rq-enqueue --job job.txt
ok 'and again they are duplicates' counts 6 '.status == "duplicate"'
: >in
for n in 1 2 3; do rq-optimize --drain >"drained.$n" 2>"complaints.$n" & done
wait
cat drained.* >out
ok 'three workers drain the queue' counts 6 '.type == "result"'
ok 'and each task has one result' [ "$(jq -r .task_id out | sort -u | wc -l)" -eq 6 ]
cp resumes in
run rq-enqueue --job job.txt
ok 'a young result answers' counts 6 '.status == "cached"'
: >in
run rq-admin stats
ok 'the counters say so' holds out 'done'
run rq-admin check
ok 'all is well' prints 'all is well
'
run rq-report --store "$RQ_STORE" --format=json
ok 'a report is made from it' holds out '"results":6,'
run rq-admin compact
ok 'its tables are vacuumed' exits 0
run rq-admin migrate
ok 'it is up to date' prints 'migrated
'
run rq-admin backup backup.file
ok 'a backup is for its own tools' exits 2
ok 'and says so' says 'pg_dump'
run rq-admin check --store "postgresql:///postgres?host=$RQ_TEST_CLUSTER&user=rq&options=-csearch_path%3Dnowhere"
ok 'where there is no store, that is said' says 'no store in this database'
run rq-admin check --store "postgresql:///postgres?host=/nowhere&user=rq&password=hunter2"
ok 'where there is no server, too' exits 3
ok 'and no password is told' lacks err hunter2

# --- roles that may do what their tools must -----------------------------------------------

psql -qX -v ON_ERROR_STOP=1 -v schema=tools -f "$here/examples/postgres/roles.sql" >out 2>err &&
	sql 'CREATE ROLE enqueuer LOGIN IN ROLE rq_submitter' &&
	sql 'CREATE ROLE worker LOGIN IN ROLE rq_worker' || exit 3
as() { printf '%s' "$RQ_STORE" | sed "s/user=rq/user=$1/"; }
printf 'Frontend developer\n\nAcme Two\n\nYou must know Python.\n' >other.txt
cp resumes in
run rq-enqueue --store "$(as enqueuer)" --job other.txt
ok 'a submitter enqueues' counts 6 '.status == "queued"'
run rq-enqueue --store "$(as worker)" --job job.txt --priority 1 --force
ok 'a worker does not' exits 3
: >in
run rq-optimize --store "$(as enqueuer)" --drain
ok 'a submitter keeps no result' exits 3
run rq-optimize --store "$(as worker)" --drain
ok 'a worker does' counts 6 '.type == "result"'
run rq-admin check --store "$(as worker)"
ok 'and all is well' prints 'all is well
'
run rq-admin expire --store "$(as worker)" --keep-results 1ms
ok 'a worker erases nothing' exits 3

# --- what the plans are, on a queue in front of a history ---------------------------------

sql "SET search_path = tools; INSERT INTO tasks SELECT md5(n::text), 1000 + n, md5((n % 5000)::text),
	md5(n::text), md5((n % 20)::text), md5((n % 20)::text), 'recipe', 'local', '', 'a.txt',
	CASE WHEN n % 5 = 0 THEN 'queued' WHEN n % 100 = 1 THEN 'leased' WHEN n % 100 = 2 THEN 'dead'
	ELSE 'done' END, 5, 1, '', n, n, CASE WHEN n % 5 = 0 OR n % 100 = 1 THEN 0 ELSE n END, 1, 0,
	CASE WHEN n % 100 = 1 THEN n ELSE 0 END, 0, 0, 0, '', NULL FROM generate_series(1, 20000) AS n" >out

# uses INDEX STATEMENT: the plan goes by the index, and by no whole table
uses() {
	case $2 in *priority*SKIP*) set -- "$1" "$2" 'SET enable_sort = off;' ;; esac
	sql "SET search_path = tools; ${3-} EXPLAIN $2" >out && holds out "$1" && lacks out 'Seq Scan on tasks'
}
# As it was filled a moment ago, without statistics
ok 'a claim goes by what is ready' uses tasks_ready "SELECT * FROM tasks
	WHERE status IN ('queued', 'retry') AND run_at <= 30000
	ORDER BY priority, job_version, engine, model, run_at, number LIMIT 16 FOR UPDATE SKIP LOCKED"
sql 'ANALYZE tools.tasks' >out
ok 'and with them' uses tasks_ready "SELECT * FROM tasks
	WHERE status IN ('queued', 'retry') AND run_at <= 30000
	ORDER BY priority, job_version, engine, model, run_at, number LIMIT 16 FOR UPDATE SKIP LOCKED"
ok 'leases by their end' uses tasks_leased "SELECT * FROM tasks
	WHERE status = 'leased' AND deadline <= 100 ORDER BY deadline LIMIT 1000 FOR UPDATE SKIP LOCKED"
ok 'what is due next, too' uses tasks_due "SELECT min(run_at) FROM tasks WHERE status IN ('queued', 'retry')"
ok 'tasks by their ids' uses tasks_pkey "SELECT * FROM tasks WHERE task_id = ANY (ARRAY['a', 'b'])
	ORDER BY task_id FOR UPDATE"
ok 'a candidate' uses tasks_candidate "SELECT * FROM tasks WHERE number > 0 AND candidate_id = md5('7')
	ORDER BY number LIMIT 256"
ok 'dead ones' uses tasks_open "SELECT * FROM tasks WHERE number > 0 AND status = 'dead'
	ORDER BY number LIMIT 256"
ok 'what was kept for long enough' uses tasks_finished "SELECT * FROM tasks
	WHERE finished_at > 0 AND finished_at <= 300 ORDER BY finished_at, number LIMIT 512 FOR UPDATE"

# Whatever a worker asks, as it asks it: what the server took into its hands and put back
sql "UPDATE tools.tasks SET status = 'done', deadline = 0, finished_at = n.number FROM tools.tasks AS n
	WHERE n.task_id = tasks.task_id AND n.status IN ('queued', 'leased'); ANALYZE tools.tasks" >out
printf 'Nurse\n\nAcme Two\n\nYou must know Python.\n' >nurse.txt
head -n 3 resumes | rq-enqueue --job nurse.txt >tasks
log=$RQ_TEST_CLUSTER/server.log
before=$(wc -l <"$log")
explained="$RQ_STORE%20-csession_preload_libraries%3Dauto_explain%20-cauto_explain.log_min_duration%3D0"
explained="$explained%20-cauto_explain.log_analyze%3Don"
run env RQ_STORE="$explained" rq-optimize --drain --claim=2
ok 'a worker drains a queue in front of a history' counts 3 '.type == "result"'
tail -n +"$((before + 1))" "$log" >plans
ok 'and is seen at it' holds plans SKIP
passed_over() { awk '/Rows Removed by Filter/ && $NF > most { most = $NF } END { print most + 0 }' plans; }
ok 'looking at none of that' [ "$(passed_over)" -lt 100 ]

# --- a night, and a recruiter's batch ------------------------------------------------------------
RQ_STORE=$(new_store night)
mkdir inbox postings decisions
cp "$tree/examples/jobs/backend.txt" postings/
cp "$tree/examples/src/oliver-grant.md" inbox/
night() {
	run env RQ_NIGHTS="$work/nights" RQ_EXPORTS="$work/exports" RQ_DECISIONS="$work/decisions" \
		rq-nightly --settle=0 --inbox="$work/inbox" --postings="$work/postings" "$@"
}
decide() { # DECISION <ANSWERS
	jq -c --arg decision "$1" 'select(.type == "result") | {type: "decision", v: 1, task_id, $decision, reviewer: "Ada", note: "shorter"}'
}
night --dry-run
ok 'a dry run counts what the night would queue' holds out '1 queued'
night
ok 'a night is done on a server' holds nights/nights.log ' results=1 '
cat nights/2*/answers.ndjson | decide approved | jq -c 'del(.note)' >decisions/ada.ndjson
night
ok 'decisions are taken, and what was approved is exported' test -n "$(find exports -name '*.docx')"
batch() { run rq-batch "$tree/examples/src/oliver-grant.md" "$tree/examples/jobs/backend.txt" mine; }
batch
decide returned <mine/.rq/answers.ndjson >mine/decisions.ndjson
batch
ok 'a batch takes decisions there' test "$(jq -r 'select(.type == "result").notes | length' <mine/.rq/answers.ndjson)" = 1

# --- a record that somebody changed --------------------------------------------------------------
run rq-admin check
ok 'what was made by the tools is sound' prints 'all is well
'
sql "UPDATE night.results SET record = convert_to('{\"type\"', 'UTF8') WHERE task_id = (SELECT min(task_id) FROM night.results)"
run rq-admin check
ok 'a record that is no JSON is noticed' says "results.record of $(sql 'SELECT min(task_id) FROM night.results'): damaged"
ok 'as one that is wrong' prints '1 wrong
'
run rq-admin check --repair
ok 'for which a repair has no other' exits 3
ok 'which it says' says 'wrong in the records themselves'
run rq-admin check
ok 'and leaves it' prints '1 wrong
'

# --- what follows from the records ---------------------------------------------------------------
# mends SQL WORDS: what was changed is told in these words, and made anew
mends() {
	sql "$1" && run rq-admin check && exits 1 && says "$2" && run rq-admin check --repair && prints 'repaired
' && run rq-admin check && prints 'all is well
'
}
RQ_STORE=$(new_store mended)
head -n 3 resumes | rq-enqueue --job job.txt >tasks
rq-optimize --drain </dev/null >results
rq-admin stats --json >before
ok 'a counter of tasks' mends "UPDATE mended.sums SET amount = amount + 1 WHERE topic = 'tasks'" 'the counter of job'
ok 'counters that are gone' mends "DELETE FROM mended.sums WHERE topic IN ('tasks', 'records')" 'the counter of results'
ok 'dollars that nobody reserved' mends 'UPDATE mended.reserved SET calls = 7, batches = -7' 'reserved for calls'
ok 'their row' mends 'DELETE FROM mended.reserved' 'reserved for batches'
ok 'a gist of another result' mends "UPDATE mended.results SET gist = (SELECT gist FROM mended.results ORDER BY task_id LIMIT 1)
	WHERE task_id = (SELECT max(task_id) FROM mended.results)" 'a gist that is not of its result'
ok 'one that is missing' mends 'UPDATE mended.results SET gist = NULL' 'a result without its gist'
ok 'one of another time' mends 'UPDATE mended.results SET finished_at = 1' 'a result without its gist'
rq-admin stats --json >after
ok 'all is as it was' cmp before after
sql 'DELETE FROM mended.sums WHERE topic = '"'records'"
for n in 1 2 3; do rq-admin check --repair >"out.$n" 2>&1 & done
wait
run rq-admin check
ok 'several at once do it once' prints 'all is well
'
done_testing
