#!/bin/sh
# rq-gateway behind lighttpd (its example settings), a thousand clients at once by wrk for
# SECONDS: how many résumés a second are accepted, how many refused (429, 503, with Retry-After), and
# how long an answer takes. Lost: promised by 202, and not in the store.
set -eu
work=$1/gateway
PATH=$PATH:/usr/sbin
for need in lighttpd wrk curl; do command -v $need >/dev/null || exit 0; done
mkdir "$work"
cd "$work"
RQ_STORE=$work/store
export RQ_STORE
# shellcheck source=tests/cli/lighttpd.sh
. "$RQ_TREE/tests/cli/lighttpd.sh"
printf 'all %s submit,read,stats\n' "$(printf secret | sha256sum | cut -d ' ' -f 1)" >tokens
serve_gateway
trap 'kill $server 2>/dev/null' EXIT
JOB=$(curl -s -H 'Authorization: Bearer secret' -F "job=<$RQ_TREE/examples/jobs/backend.txt" \
	-F "resume=@$RQ_TREE/examples/src/kenji-morita.md" "$url/v1/resumes" | jq -r '.tasks[0].job_version')
seconds=${SECONDS_EACH:-10}
JOB=$JOB wrk -t 2 -c 1000 -d "$seconds" --timeout 30 --latency -s "$RQ_TREE/tests/cli/gateway_load.lua" "$url" >wrk.out
kill $server
wait $server 2>/dev/null || :
cat answers-* >answers
grep ^202 answers | cut -d ' ' -f 2 | sort -u >promised || :
rq-admin list --json | jq -r .task_id | sort -u >kept
jq -cn --argjson seconds "$seconds" --argjson accepted "$(grep -c ^202 answers)" \
	--argjson refused "$(grep -cE '^(429|503) - [1-9]' answers)" \
	--argjson other "$(grep -cvE '^202 |^(429|503) - [1-9]' answers)" \
	--argjson lost "$(comm -23 promised kept | wc -l)" \
	--arg half "$(awk '$1 == "50%" { print $2 }' wrk.out)" --arg most "$(awk '$1 == "99%" { print $2 }' wrk.out)" \
	'{bench: "gateway", clients: 1000, seconds: $seconds, accepted_per_second: ($accepted / $seconds | round),
	refused_per_second: ($refused / $seconds | round), other_answers: $other, lost: $lost, median: $half, p99: $most}'
