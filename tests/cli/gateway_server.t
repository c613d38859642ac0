#!/bin/sh
# rq-gateway behind a real web server: examples/gateway/lighttpd.conf, and a thousand clients at once.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

PATH=$PATH:/usr/sbin
for need in lighttpd curl; do
	command -v $need >/dev/null || {
		skip 'behind a web server' "no $need here"
		done_testing
	}
done
# shellcheck source=tests/cli/lighttpd.sh
. "$tree/tests/cli/lighttpd.sh"
printf 'all %s submit,read,stats\nslow %s read rph=2\n' "$(printf secret | sha256sum | cut -d ' ' -f 1)" \
	"$(printf slow | sha256sum | cut -d ' ' -f 1)" >tokens
serve_gateway
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT

# ask PATH [CURL'S OPTION]...: sets $status; body and headers beside it
ask() {
	path=$1
	shift
	status=$(curl -s -o body -D heads -w '%{http_code}' --path-as-is -H "Authorization: ${token:-Bearer secret}" "$@" "$url$path")
}
is() { [ "$status" = "$1" ]; }

ask /v1/resumes -F "job=<$tree/examples/jobs/backend.txt" -F "resume=@$tree/examples/src/kenji-morita.md"
ok 'curl -F hands in a résumé and a posting' is 202
task=$(jq -r .task_id <body) version=$(jq -r '.tasks[0].job_version' <body)
ok 'the Location is a path of this server' grep -q "^Location: /v1/tasks/$task" heads
ask "/v1/tasks/$task"
ok 'under which the task is' equals "$task queued" '"\(.task_id) \(.status)"' body
ask "/v1/resumes?job=$version&name=all.zip" -T "$tree/examples/resumes.zip" -X POST
ok 'curl -T hands in a zip' equals 20 '.tasks | length' body
ask "/v1/resumes?job=$version" -X POST -T - -H 'Transfer-Encoding: chunked' <"$tree/examples/src/oliver-grant.md"
ok 'in chunks, too' is 202
rq-optimize --drain >results
ask "/v1/results/$task"
ok 'the result is there once it is done' equals "$task result" '"\(.task_id) \(.type)"' body
ask "/v1/results/$task" -H "If-None-Match: $(sed -n 's/^ETag: \(.*\)\r$/\1/p' heads)"
ok 'and not sent again' is 304
ask /metrics
ok 'Prometheus finds its metrics' grep -q '^rq_tasks{status="done"}' body
token='Bearer wrong'
ask /v1/stats
ok 'without a token that is known nothing' is 401
token=
for path in /v1/../etc/passwd /v1../bin/sh /v1/%00 /rq-gateway '/v1/stats/%0d%0aSet-Cookie:%20a=b'; do
	ask "$path"
	ok "nothing at $path" test "$status" = 404 -o "$status" = 400
	ok 'and no header of a stranger' lacks heads Set-Cookie
done
head -c 33600000 /dev/zero >huge
ask /v1/resumes -T huge -X POST
ok 'a huge body is refused' is 413
ask /v1/stats -H "Idempotency-Key: $(printf '%9000s' x)"
ok 'huge headers are refused' test "$status" = 431 -o "$status" = 200
token='Bearer slow'
for _ in 1 2 3 4; do ask "/v1/tasks/$task"; done
token=
ok 'who asks too often is told when to come again' grep -q '^Retry-After: [1-9]' heads
ok 'by 429' is 429

if ! command -v wrk >/dev/null; then
	skip 'a thousand clients' 'no wrk here'
	done_testing
fi
for seconds in 6 60; do # a busy machine starts a thousand processes slowly
	run env JOB="$version" wrk -t 2 -c 1000 -d "$seconds" --timeout 30 -s "$tree/tests/cli/gateway_load.lua" "$url"
	cat answers-* >answers
	! grep -q ^202 answers || break
done
kill $server
wait $server 2>/dev/null
printf '# %s accepted, %s refused\n' "$(grep -c ^202 answers)" "$(grep -vc ^202 answers)"
ok 'a thousand clients at once are served' test "$(grep -c ^202 answers)" -gt 0
ok 'or refused on purpose' test -z "$(grep -v '^202 \|^503 - [1-9]' answers)"
grep ^202 answers | cut -d ' ' -f 2 | sort -u >promised
rq-admin list --json | jq -r .task_id | sort -u >kept
ok 'every promise is a task' test -z "$(comm -23 promised kept)"
ok 'and each of them another' test "$(wc -l <promised)" -eq "$(grep -c ^202 answers)"
run rq-admin check
ok 'in a store that is sound' exits 0
ok 'the server has nothing to complain of' test -z "$(grep -i 'rq-gateway' log)"

done_testing
