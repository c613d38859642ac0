#!/bin/sh
# Two rq-optimize on one store and a provider that asks for quiet, or is ill: what
# one of them is told holds for both. The provider's own clock is the witness.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

# both: two processes do the queue; their answers in ./one and ./other
both() {
	rq-optimize --drain --in-flight=4 --claim=4 <none >one 2>>err &
	first=$!
	rq-optimize --drain --in-flight=4 --claim=4 <none >other 2>>err &
	second=$!
}
end_both() {
	status=0
	wait "$first" || status=$?
	wait "$second" || status=$?
}

# calls FILTER: of all chat requests in the order of their arrival, as {at, status}
calls() { jq -es "$1" calls.log >why; }

many() {
	queue 20
	jq -c '.candidate_id |= "ffff" + .[4:]' <resumes |
		rq-enqueue --job "$tree/examples/jobs/backend.txt" >>tasks
}

: >none
# --- quiet, please: 8 seconds -------------------------------------------------------
serve --latency=1000 --calls=calls.log --rule='{"do":"429","nth":12,"retry_after":8000}'
many
both
end_both
ok 'both end well' exits 0
ok 'each task has one result' [ "$(cat one other | jq -r 'select(.type == "result") | .task_id' | sort -u | wc -l)" -eq 40 ]
ok 'both took part' [ -s one ] && [ -s other ]
ok 'each was paid once' paid 40
ok 'one call was refused' calls '[.[] | select(.status == 429)] | length == 1'
ok 'calls went on afterwards' calls '(map(.status) | index(429)) as $i | .[-1].at >= .[$i].at + 8000'
# what was on its way is let in; else nobody calls until it is over
ok 'in between hardly anybody called' calls '(.[map(.status) | index(429)].at) as $t |
	[.[] | select(.at > $t and .at < $t + 8000)] | length < 16'
attempts() { rq-admin list --json <none | jq -es 'all(.[]; .attempts == 1)' >why; }
ok 'nor did it cost anybody an attempt' attempts

# --- ill ------------------------------------------------------------------------------
rm calls.log
serve --latency=1000 --calls=calls.log --rule='{"do":"503"}'
many
both
well() {
	python3 -c 'import sys, urllib.request as u
u.urlopen(sys.argv[1], data=b"{\"clear\":true}").read()' "${RQ_BASE_URL%/openai/v1}/control"
}
# the fifth failure in a row opens the breaker for 5 s; the first call after that finds out
# shellcheck disable=SC2016 # jq's variables
quiet='[.[].at] as $at | first(range(5; $at | length) | select($at[.] - $at[. - 1] >= 4000)) as $probe |'
await 60 calls "$quiet true"
well
end_both
ok 'both end well all the same' exits 0
ok 'each task has one result' [ "$(cat one other | jq -r 'select(.type == "result") | .task_id' | sort -u | wc -l)" -eq 40 ]
ok 'each was paid once' paid 40
ok 'it opened: nobody called for 5 seconds' calls "$quiet \$at[\$probe] >= \$at[4] + 5000"
ok 'it spared the attempts of most' calls "$quiet \$probe < 20"
ok 'then one call found out that it is still ill' calls "$quiet .[\$probe].status == 503"
ok 'and all waited for twice as long' calls "$quiet \$at[\$probe + 1] >= \$at[\$probe] + 10000"
ok 'then one found out that it is well' calls "$quiet .[\$probe + 1].status == 200"
ok 'and until its answer nobody else called' calls "$quiet \$at[\$probe + 2] >= \$at[\$probe + 1] + 1000"
done_testing
