#!/bin/sh
# A provider that asks for quiet, or is ill: one rq-optimize is told and ends, and what it
# was told holds for the two that come after it. The provider's own clock is the witness, and
# says only that no call came too early, which is so on a machine of any speed.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

# calls FILTER: of all chat requests in the order of their arrival, as {at, status}; $told is
# how many of them the first process made
calls() { jq -es --argjson told "$told" ". as \$calls | $1" calls.log >why; }

# first: one process does eight tasks, all at once, and takes what it is told
first() {
	queue 20
	jq -c '.candidate_id |= "ffff" + .[4:]' <resumes |
		rq-enqueue --job "$tree/examples/jobs/backend.txt" >>tasks
	rq-optimize --drain --tasks=8 --in-flight=8 --claim=8 <none >first 2>>err
	told=$(wc -l <calls.log)
}

# both: two processes do what is left; their answers in ./one and ./other
both() {
	rq-optimize --drain --in-flight=4 --claim=4 <none >one 2>>err &
	one=$!
	rq-optimize --drain --in-flight=4 --claim=4 <none >other 2>>err &
	other=$!
}
end_both() {
	status=0
	wait "$one" || status=$?
	wait "$other" || status=$?
}

: >none
each_has_one() {
	[ "$(cat first one other | jq -r 'select(.type == "result") | .task_id' | sort | uniq -c |
		awk '$1 == 1' | wc -l)" -eq 40 ]
}

# --- quiet, please: 8 seconds -------------------------------------------------------
serve --latency=1000 --calls=calls.log --rule='{"do":"429","nth":4,"retry_after":8000}'
first
both
end_both
ok 'both end well' exits 0
ok 'each task has one result' each_has_one
ok 'each was paid once' paid 40
ok 'one call was refused' calls 'map(.status == 429) |
	(map(select(.)) | length == 1) and any(.[:$told][]; .)'
ok 'nobody called until the quiet was over' calls '(map(.status) | index(429)) as $i |
	.[$told:] | length > 0 and all(.[]; .at >= $calls[$i].at + 8000)'
attempts() { rq-admin list --json <none | jq -es 'all(.[]; .attempts == 1)' >why; }
ok 'nor did it cost anybody an attempt' attempts

# --- ill ------------------------------------------------------------------------------
rm calls.log
serve --latency=1000 --calls=calls.log --rule='{"do":"503"}'
first
both
well() {
	python3 -c 'import sys, urllib.request as u
u.urlopen(sys.argv[1], data=b"{\"clear\":true}").read()' "${RQ_BASE_URL%/openai/v1}/control"
}
await 60 calls 'length > $told'
well
end_both
ok 'both end well all the same' exits 0
ok 'each task has one result' each_has_one
ok 'each was paid once' paid 40
# The fifth failure in a row opens the breaker for 5 s.
ok 'nobody called for 5 seconds' calls '.[$told].at >= .[4].at + 5000'
ok 'then one call at a time found out, each time after a longer pause' calls '
	(.[$told:] | map(.status) | index(200)) as $ill | $ill > 0 and
	([range($ill)] | all(. as $i |
		$calls[$told + $i + 1].at >= $calls[$told + $i].at + 10000 * pow(2; $i)))'
ok 'until it was well, and then all called' calls '
	(.[$told:] | map(.status) | index(200)) as $ill | .[$told + $ill] as $probe |
	.[$told + $ill + 1:] | length > 0 and all(.[]; .at >= $probe.at + 1000)'
done_testing
