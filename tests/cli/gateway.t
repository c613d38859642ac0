#!/bin/sh
# rq-gateway as a web server calls it: CGI, whatever a stranger may send.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

export RQ_GATEWAY_TOKENS="$work/tokens" RQ_GATEWAY_STATE="$work/state"
hash() { printf %s "$1" | sha256sum | cut -d ' ' -f 1; }
printf '# who may do what\n\nall %s submit,read,stats\nreader %s read\nslow %s read,stats rph=3\n' \
	"$(hash secret)" "$(hash look)" "$(hash slow)" >tokens

# keep_answer METHOD PATH: for the end, where all are compared with the description
api=$tree/examples/gateway/openapi.json answers=0
keep_answer() {
	answers=$((answers + 1))
	mkdir -p "answers/$answers"
	printf '%s\n%s' "$1" "$2" >"answers/$answers/request"
	cp heads body "answers/$answers"
}

# cgi METHOD PATH [VARIABLE=VALUE]...: body from ./in; sets $status to that of HTTP, splits head and body
cgi() {
	method=$1 path=$2
	shift 2
	[ -f in ] || : >in
	code=0
	env GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD="$method" SCRIPT_NAME=/rq PATH_INFO="$path" \
		HTTP_AUTHORIZATION='Bearer secret' "$@" rq-gateway <in >out 2>err || code=$?
	tr -d '\r' <out | sed '/^$/q' >heads
	tr -d '\r' <out | sed '1,/^$/d' >body
	status=$(sed -n '1s/^Status: \([0-9]*\).*/\1/p' heads)
	[ "$code" -eq 0 ] || status="exit $code"
	keep_answer "$method" "$path"
}
post() {
	path=$1
	shift
	cgi POST "$path" CONTENT_LENGTH="$(wc -c <in)" "$@"
}
is() { [ "$status" = "$1" ]; }
# refused STATUS CODE: a problem (RFC 9457), which has no task
refused() {
	[ "$status" = "$1" ] && [ "$(jq -r .code <body)" = "$2" ] &&
		[ "$(jq -r .status <body)" = "$1" ] && holds heads 'Content-Type: application/problem+json' &&
		holds heads "Content-Length: $(wc -c <body)" && ! grep -q '^Location' heads
}
form='multipart/form-data; boundary="x y"'
# part NAME [FILE] <content
part() {
	printf -- '--x y\r\nContent-Disposition: form-data; name="%s"' "$1"
	[ $# -lt 2 ] || printf '; filename="%s"\r\nContent-Type: application/octet-stream' "$2"
	printf '\r\n\r\n'
	cat
	printf '\r\n'
}
last() { printf -- '--x y--\r\n'; }
tasks() { rq-admin stats --json | jq '[.tasks[]] | add'; }

# hold FILE LOCK: somebody else has a lock on the file, until let_go
hold() {
	python3 -c "
import fcntl, struct, sys, time
file = open('$1', 'r+b')
$2
open('held', 'w').close()
time.sleep(60)" >/dev/null 2>&1 &
	holder=$!
	await 10 test -e held
	rm held
}
let_go() {
	kill "$holder"
	wait "$holder" 2>/dev/null
}

backend=$tree/examples/jobs/backend.txt
kenji=$tree/examples/src/kenji-morita.md

# --- the door ------------------------------------------------------------------

cgi GET /v1/stats
ok 'without a store it is to be tried later' refused 503 unavailable
ok 'with Retry-After' grep -q '^Retry-After: [1-9]' heads
ok 'the operator hears why, the client does not' says 'no store here'
ok 'and no path of this machine' lacks body "$work"
cgi GET /v1/stats HTTP_AUTHORIZATION='Bearer guess'
ok 'a token that is not known is refused' refused 401 unauthorized
ok 'and told how to ask' holds heads 'WWW-Authenticate: Bearer'
for wrong in '' 'Bearer' 'Bearer ' 'Basic secret' 'secret' "Bearer $(hash secret)" "Bearer secret$(printf '%2000s' x)"; do
	cgi GET /v1/stats HTTP_AUTHORIZATION="$wrong"
	ok "so is \"$(printf %.20s "$wrong")\"" refused 401 unauthorized
done
cgi GET /v1/stats HTTP_AUTHORIZATION='Bearer look'
ok 'a token does what its scopes say' refused 403 forbidden
printf '# Ada\n' >in
post /v1/resumes HTTP_AUTHORIZATION='Bearer look'
ok 'who may read may not submit' refused 403 forbidden
cgi GET /v1/stats RQ_GATEWAY_TOKENS=
ok 'without a file of tokens nobody may' refused 503 unavailable
printf 'all 12345 read\n' >wrong
cgi GET /v1/stats RQ_GATEWAY_TOKENS="$work/wrong"
ok 'nor with a wrong one' refused 503 unavailable
ok 'whose line is told to the operator' says 'line 1: the digest has not 64 hexadecimal digits'
hash '' | sed 's/.*/nobody & read,stats/' >wrong
cgi GET /v1/stats RQ_GATEWAY_TOKENS="$work/wrong" HTTP_AUTHORIZATION='Bearer '
ok 'an empty token is none, even where its digest stands' refused 401 unauthorized

# --- paths ---------------------------------------------------------------------

zeros=00000000000000000000000000000000
for path in / /v1 /v1/ /v1/tasks/ /v1/tasks/../stats "/v1/tasks/$zeros/" "/v1/tasks/${zeros}0" /v1/tasks/.. \
	/../../etc/passwd /v1/../metrics "/v1/results/../../../store/data.mdb" /v2/tasks /v1/Stats; do
	cgi GET "$path"
	ok "nothing is under $path" refused 404 not-found
done
cgi GET "$(printf '/v1/%9000s' x)"
ok 'a very long path is refused' refused 400 bad-request
cgi DELETE /v1/stats
ok 'another method is refused' refused 405 method
ok 'with those that there are' holds heads 'Allow: GET, HEAD'
cgi POST "/v1/tasks/$zeros"
ok 'a task is not written to' refused 405 method
cgi GET /v1/stats QUERY_STRING='--help' SCRIPT_NAME=/rq
env GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=GET PATH_INFO=/v1/stats HTTP_AUTHORIZATION='Bearer secret' \
	rq-gateway --tokens=/dev/null --help <in >out 2>err
ok 'what a query puts among the arguments is no option' holds out 'Status: 503'
run rq-gateway
ok 'without a web server it is called wrongly' exits 2
run rq-gateway --help
ok 'but says what it is' exits 0

# --- bodies --------------------------------------------------------------------

cp "$kenji" in
for length in -1 +5 0x10 1e3 ' 5' '5 5' five 5.0; do
	cgi POST /v1/resumes CONTENT_LENGTH="$length"
	ok "Content-Length \"$length\" is refused" refused 400 bad-request
done
cgi POST /v1/resumes
ok 'no Content-Length is refused' refused 411 length-required
for length in 33554433 99999999999999999999999999999 18446744073709551616; do
	cgi POST /v1/resumes CONTENT_LENGTH="$length"
	ok "a body of $length bytes is refused before it is read" refused 413 too-large
done
cgi POST /v1/resumes CONTENT_LENGTH=100 RQ_GATEWAY_MAX_BODY=99
ok 'the operator may allow less' refused 413 too-large
cgi POST /v1/resumes CONTENT_LENGTH="$(($(wc -c <in) + 1))"
ok 'a body that ends early is refused' refused 400 bad-request
cgi POST /v1/resumes CONTENT_LENGTH=0
ok 'an empty one too' refused 400 bad-request
post /v1/resumes
ok 'a résumé without a job is refused' refused 400 bad-request
post /v1/resumes QUERY_STRING=job=$zeros
ok 'and for a job that is not known' refused 422 no-such-job
post /v1/resumes QUERY_STRING=job=%ff
ok 'and for one of wrong UTF-8' refused 400 bad-request
post /v1/resumes QUERY_STRING=job=%0
ok 'or of half an escape' refused 400 bad-request
post /v1/resumes QUERY_STRING=job=a%00b
ok 'or of a NUL' refused 400 bad-request
post /v1/resumes CONTENT_TYPE=application/x-www-form-urlencoded
ok 'a form that is no multipart is told what to be' refused 415 unsupported

# --- forms ---------------------------------------------------------------------

{ part job <"$backend"; part resume "C:\\people\\kenji morita.md" <"$kenji"; last; } >in
cp in good
post /v1/resumes CONTENT_TYPE="$form"
ok 'a résumé and a posting in a form are taken' is 202
task=$(jq -r .task_id <body)
ok 'queued' equals queued .status body
ok 'where to look is said' holds heads "Location: /rq/v1/tasks/$task"
ok 'the task is in the store' test "$(rq-admin show "$task" | jq -r .status)" = queued
ok 'by the last part of its name only' test "$(rq-admin show "$task" | jq -r .source)" = 'kenji morita.md'
version=$(jq -r '.tasks[0].job_version' <body)
post /v1/resumes CONTENT_TYPE="$form"
ok 'sent again it is the same task' equals "$task duplicate" '"\(.task_id) \(.status)"' body
ok 'and no second one' test "$(tasks)" -eq 1
head -c 2000 good >in
post /v1/resumes CONTENT_TYPE="$form"
ok 'a form that is cut off is refused' refused 400 bad-request
cp good in
post /v1/resumes CONTENT_TYPE=multipart/form-data
ok 'one without a boundary' refused 400 bad-request
post /v1/resumes CONTENT_TYPE='multipart/form-data; boundary=other'
ok 'one with another boundary' refused 400 bad-request
{ part job <"$backend"; last; } >in
post /v1/resumes CONTENT_TYPE="$form"
ok 'one without a résumé' refused 400 bad-request
{ part job <"$backend"; part resume "$(printf 'a\377b')" <"$kenji"; last; } >in
post /v1/resumes CONTENT_TYPE="$form"
ok 'one with a name of wrong UTF-8' refused 400 bad-request
{ printf 'Backend\0Engineer' | part job; part resume <"$kenji"; last; } >in
post /v1/resumes CONTENT_TYPE="$form"
ok 'a job that is no text' refused 400 bad-request
{ part job <"$backend"; part job <"$tree/examples/jobs/nurse.md"; part resume <"$kenji"; last; } >in
post /v1/resumes CONTENT_TYPE="$form"
ok 'two jobs, of which one would be left out' refused 400 bad-request
cp good in
post /v1/resumes CONTENT_TYPE="$form" QUERY_STRING="job=$version"
ok 'a job in the form and one in the URL' refused 400 bad-request
{ part job <"$backend"; part x <"$kenji" | sed 's/name="x"/name="resume\x00x"/'; last; } >in
post /v1/resumes CONTENT_TYPE="$form"
ok 'a name with a NUL in it' refused 400 bad-request
{ part job <"$backend"; for _ in $(seq 101); do part x </dev/null; done; last; } >in
post /v1/resumes CONTENT_TYPE="$form"
ok 'a form of very many parts' refused 400 bad-request
{ part job <"$backend"; part resume "$(printf '../\033[2Jx\nSet-Cookie: a=b')" <"$kenji"; last; } >in
post /v1/resumes CONTENT_TYPE="$form" HTTP_X='a' SCRIPT_NAME="$(printf '/rq\r\nSet-Cookie: a=b')"
ok 'nothing that came gets into the headers' lacks heads Set-Cookie
post /v1/resumes CONTENT_TYPE="$form" SCRIPT_NAME=//evil.example
ok 'nor does Location name a host' holds heads 'Location: /v1/tasks/'
ok 'none of it was queued twice' test "$(tasks)" -eq 1

# --- documents -----------------------------------------------------------------

cp "$tree/examples/src/liwen-zhao.json" in
post /v1/resumes QUERY_STRING="name=liwen.json&job=$version"
ok 'a body that is the document, for a job that is known' is 202
ok 'by its name' equals liwen.json '.tasks[0].source' body
printf 'not a document\0' >in
post /v1/resumes QUERY_STRING="job=$version&name=../etc/x.bin"
ok 'what is no document is refused with the reason' refused 422 unsupported
ok 'for each file' equals 'x.bin' '.errors[0].source' body
post /v1/resumes QUERY_STRING="job=$version&job=$version"
ok 'a parameter that is given twice is refused' refused 400 bad-request
cp "$tree/examples/resumes.zip" in
post /v1/resumes QUERY_STRING="job=$version&name=all.zip"
ok 'a zip is a task for each résumé' equals '20 0' '"\(.tasks | length) \(.errors | length)"' body
ok 'by their names in it' test "$(jq -r '.tasks[].source' <body | grep -c '^all.zip!/')" -ge 18
mkdir mixed
cp "$kenji" mixed
printf 'not a document\0' >mixed/x.bin
(cd mixed && python3 -m zipfile -c ../mixed.zip kenji-morita.md x.bin)
cp mixed.zip in
post /v1/resumes QUERY_STRING="job=$version"
ok 'what cannot be read in a zip stands beside what can' equals '1 1' '"\(.tasks | length) \(.errors | length)"' body

# --- tasks ---------------------------------------------------------------------

json=CONTENT_TYPE=application/json
rq-ingest "$tree/examples/src/ruth-steinberg.html" >record
jq -c --arg v "$version" '{resume: ., job_version: $v, priority: 2}' <record >in
post /v1/tasks $json
ok 'a record and a job of the store' equals 'queued 2' '"\(.status) \(.tasks[0].priority)"' body
jq -c --rawfile job "$backend" '{resume_id, job: $job}' <record >in
post /v1/tasks $json
ok 'a résumé of the store and a posting' equals duplicate .status body
jq -c --slurpfile job "$tree/examples/jobs-json/data-analyst.json" '{resume_id, job: $job[0]}' <record >in
post /v1/tasks $json
ok 'and a job as an object' equals queued .status body
before=$(tasks)
for body in '' '[]' '{' '{"resume":{}}' '{"job":"x"}' '{"job":7,"resume":{}}' '{"job":"Nurse","resume":{"type":"resume"}}' \
	"{\"job_version\":\"$version\",\"job\":\"x\",\"resume_id\":\"$zeros\"}" \
	"{\"job_version\":\"$version\",\"resume_id\":\"../x\"}" "{\"job_version\":\"$version\",\"resume_id\":\"$zeros\"}" \
	"{\"job_version\":\"$version\",\"resume_id\":\"$(jq -r .resume_id <record)\",\"priority\":10}" \
	"{\"job_version\":\"$version\",\"resume_id\":\"$(jq -r .resume_id <record)\",\"priority\":\"9\"}" \
	"{\"job_version\":\"$version\",\"resume_id\":\"$(jq -r .resume_id <record)\",\"priority\":4294967297}" \
	"$(printf '{"job":"\377","resume_id":"%s"}' $zeros)" "$(yes '[' | head -n 99 | tr -d '\n')"; do
	printf %s "$body" >in
	post /v1/tasks $json
	ok "a task is not $(printf %.60s "$body" | tr '\377' '?')" test "$status" = 400 -o "$status" = 422
done
ok 'none of these was queued' test "$(tasks)" -eq "$before"
post /v1/tasks CONTENT_TYPE=text/plain
ok 'another type is refused' refused 415 unsupported

# --- looking -------------------------------------------------------------------

rm in
cgi GET "/v1/tasks/$task"
ok 'a task' equals "$task queued" '"\(.task_id) \(.status)"' body
tag=$(sed -n 's/^ETag: //p' heads)
cgi GET "/v1/tasks/$task" HTTP_IF_NONE_MATCH="W/\"x\", $tag"
ok 'that has not changed is not sent again' is 304
ok 'without a body' test ! -s body
cgi HEAD "/v1/tasks/$task"
ok 'HEAD has no body' test "$status" = 200 -a ! -s body
cgi GET "/v1/tasks/$zeros"
ok 'an unknown task' refused 404 not-found
cgi GET "/v1/results/$task"
ok 'a result that is not there yet' refused 404 no-result
ok 'may be asked for again' grep -q '^Retry-After' heads
rq-optimize --drain >results
cgi GET "/v1/tasks/$task" HTTP_IF_NONE_MATCH="$tag"
ok 'a task that has changed is sent' equals 'done' .status body
cgi GET "/v1/results/$task"
jq -cS . <body >answered
jq -cS --arg t "$task" 'select(.task_id == $t)' <results >printed
ok 'its result is the one that rq-optimize printed' cmp printed answered
cgi GET /v1/stats
ok 'counters' equals 0 .tasks.queued body
cgi GET /metrics
ok 'and metrics' holds body 'rq_tasks{status="done"}'
ok 'in their own type' holds heads 'Content-Type: text/plain; version=0.0.4'
cp "$kenji" in
post /v1/resumes QUERY_STRING="job=$version"
ok 'what was done lately is said to be' equals cached .status body

# --- once ----------------------------------------------------------------------

cp "$tree/examples/src/oliver-grant.md" in
sed -i 's/Grant/Granter/g; s/grant@/granter@/g' in
post /v1/resumes QUERY_STRING="job=$version" HTTP_IDEMPOTENCY_KEY='"k1"'
cp body first
ok 'a request with a key' equals queued .status body
post /v1/resumes QUERY_STRING="job=$version" HTTP_IDEMPOTENCY_KEY='"k1"'
ok 'is answered again in the same words' cmp first body
ok 'with the same status' is 202
echo >>in
post /v1/resumes QUERY_STRING="job=$version" HTTP_IDEMPOTENCY_KEY='"k1"'
ok 'the key of another request is refused' refused 422 key-reused
kept=$(find state/keys -type f)
printf %.100s "$(cat "$kept")" >"$kept"
post /v1/resumes QUERY_STRING="job=$version" HTTP_IDEMPOTENCY_KEY='"k1"'
ok 'what a killed writer left does not count' is 202
hold "$kept" 'fcntl.flock(file, fcntl.LOCK_EX)'
post /v1/resumes QUERY_STRING="job=$version" HTTP_IDEMPOTENCY_KEY='"k1"'
ok 'a key that is in use is refused' refused 409 key-in-use
let_go
for key in "$(printf '%256s' x | tr ' ' x)" 'a b' "$(printf 'a\tb')"; do
	post /v1/resumes QUERY_STRING="job=$version" HTTP_IDEMPOTENCY_KEY="$key"
	ok "\"$(printf %.5s "$key")\" is no key" refused 400 bad-request
done
mkdir -p state/keys/2026-01-01
true >state/keys/2026-01-01/old
rm -r "state/keys/$(date -u +%F)"
post /v1/resumes QUERY_STRING="job=$version" HTTP_IDEMPOTENCY_KEY='"k2"'
ok 'old keys are forgotten' test ! -e state/keys/2026-01-01

# --- not too often, not too many ---------------------------------------------------

# The third has to wait for a second, which is kept back
allowed=0
for _ in $(seq 100); do
	cgi GET /v1/stats HTTP_AUTHORIZATION='Bearer slow'
	[ "$status" != 200 ] || allowed=$((allowed + 1))
	[ "$allowed" -lt 3 ] || break
done
ok 'three an hour are allowed' test "$allowed" -eq 3
cgi GET /v1/stats HTTP_AUTHORIZATION='Bearer slow'
ok 'one more is refused' refused 429 rate-limited
ok 'until there is room again' grep -qx 'Retry-After: [1-9][0-9]*' heads
cgi GET /v1/stats
ok 'another token is not' is 200
# Somebody sits in the only place: as slow as a body of its own
mkfifo slow
env GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=POST PATH_INFO=/v1/tasks $json CONTENT_LENGTH=5 \
	HTTP_AUTHORIZATION='Bearer secret' RQ_GATEWAY_PLACES=1 rq-gateway <slow >answer 2>&1 &
slow=$!
exec 9>slow
cgi GET /v1/stats RQ_GATEWAY_PLACES=1
ok 'a slow body takes no place' is 200
exec 9>&-
wait "$slow"
ok 'and is refused when it ends early' grep -q 'Status: 400' answer
# F_OFD_SETLK is 37
hold state/places 'fcntl.fcntl(file, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 1, 0))'
cgi GET /v1/stats RQ_GATEWAY_PLACES=1
ok 'when all places are taken it is to be tried later' refused 503 busy
ok 'and said when' holds heads 'Retry-After: 5'
cgi GET /v1/stats RQ_GATEWAY_PLACES=2
ok 'another place is free' is 200
let_go

# --- the description ------------------------------------------------------------------

if ! python3 -c 'import jsonschema' 2>/dev/null; then
	skip 'answers are as described' 'no python3-jsonschema here'
else
	ok 'there are answers to compare' test "$answers" -gt 60
	run python3 "$tree/tests/cli/check_api.py" "$api" answers
	ok 'every answer here is as openapi.json describes it' exits 0
	run python3 "$tree/tests/cli/check_api.py" "$api" --self
	ok 'which is itself sound' exits 0
	jq '.paths["/v1/stats"].get.responses |= del(.["503"])' <"$api" >less
	run python3 "$tree/tests/cli/check_api.py" less answers
	ok 'and would be found out' exits 1
	ok 'by its request' grep -q '^GET /v1/stats: 503 is not described' out
fi

done_testing
