#!/bin/sh
# What stands around a store of a server: the gateway, and the query by which a cluster scales.
# shellcheck source=tests/postgres/lib.sh
. "${0%/*}/lib.sh"

RQ_STORE=$(new_store doors)
export RQ_STORE
printf 'Backend developer\n\nAcme Two\n\nYou must know Python and SQL.\n' >job.txt
rq-ingest "$tree/examples/resumes.zip" >resumes 2>err

# the query as it stands in examples/scale/keda.yaml
sed -n '/query: >-/,$p' "$tree/examples/scale/keda.yaml" | sed 1d | tr -s ' \n' ' ' >query
depth() { sql "SET search_path = doors; $(cat query)"; }

head -n 7 resumes >in
run rq-enqueue --job job.txt
tail -n 5 resumes >in
run rq-enqueue --job job.txt --not-before=2100-01-01T00:00:00Z
ok 'KEDA sees the tasks that are due' [ "$(depth)" = 7 ]
sql "SET search_path = doors; UPDATE tasks SET status = 'leased' WHERE task_id = (SELECT min(task_id) FROM tasks WHERE run_at < 4000000000000)"
ok 'and those in hand' [ "$(depth)" = 7 ]
sql "SET search_path = doors; UPDATE tasks SET status = 'queued' WHERE status = 'leased'"
: >in
run rq-optimize --drain
ok 'and nothing when none is left to do' [ "$(depth)" = 0 ]

printf 'all %s submit,read,stats\n' "$(printf secret | sha256sum | cut -d ' ' -f 1)" >tokens
ask() { # METHOD PATH [VARIABLE=VALUE]...
	method=$1 path=$2
	shift 2
	env GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD="$method" PATH_INFO="$path" HTTP_AUTHORIZATION='Bearer secret' \
		RQ_GATEWAY_TOKENS="$work/tokens" RQ_GATEWAY_STATE="$work/state" CONTENT_LENGTH="$(wc -c <in)" \
		"$@" rq-gateway <in >out 2>err
	tr -d '\r' <out | sed '1,/^$/d' >body
}
jq -c --rawfile job job.txt '{resume: ., job: ($job + "Rust.")}' <resumes | head -n 1 >in
ask POST /v1/tasks CONTENT_TYPE=application/json
ok 'the gateway queues on a server as in a folder' equals queued .status body
task=$(jq -r .task_id <body)
: >in
run rq-optimize --drain
ask GET "/v1/results/$task"
ok 'and tells the result' equals "$task" .task_id body
ask GET /v1/stats
ok 'and the counters' equals 8 .tasks.done body
ask GET /metrics
ok 'and the metrics' holds body 'rq_tasks{status="done"} 8'

done_testing
