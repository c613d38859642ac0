#!/bin/sh
# rq-optimize --batch killed at its commits and its words with the provider, one at a time,
# see sample.sh, and at random moments, at a provider that loses things, too. Whatever was
# going on, each task ends with one result, no line is paid twice, nothing stays
# at the provider, and each dollar that was paid is booked. ROUNDS=100 for a long night.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"
# shellcheck source=tests/crash/sample.sh
. "$tree/tests/crash/sample.sh"

RQ_MAX_ATTEMPTS=100 # a task that kills its workers dies; here it is not the task
export RQ_MAX_ATTEMPTS
minutes=0 status=0

# later COMMAND...: some minutes after the last time, when what a crash left behind is cleared up
later() {
	minutes=$((minutes + 5))
	RQ_NOW=$(date -u -d "+$minutes min" +%Y-%m-%dT%H:%M:%SZ) "$@" <none
}

# go_on: runs that nobody disturbs, until all is done
go_on() {
	tries=0
	until later rq-optimize --batch=auto --in-flight=1 >>results 2>>err; do
		tries=$((tries + 1))
		[ "$tries" -lt 5 ] || return 1
	done
}

booked() {
	rq-report --store="$RQ_STORE" --format=json <none | jq '.models[0] | .cost_microusd + .unsettled_microusd'
}

# ends_well TASKS CALLS: what must be true when all is done
ends_well() {
	go_on || { echo 'does not come to an end'; return 1; }
	[ "$(rq-admin stats --json | jq -c '[.tasks.done, .results]')" = "[$1,$1]" ] ||
		{ echo 'not one result for each'; rq-admin stats --json; return 1; }
	[ "$(wc -l <ledger)" -eq "$2" ] || { echo "paid: $(wc -l <ledger), not $2"; return 1; }
	[ "$(held)" -eq 0 ] || { echo 'the provider has files'; return 1; }
	rq-admin check || return 1
}
none_unbooked() { [ "$(booked)" -ge "$(dollars)" ] || { echo "booked $(booked), paid $(dollars)"; false; }; }

: >none
cp resumes people
head -n 3 people >resumes

# crash NAME CALLS WAY [RULE]: kills rq-optimize --batch=WAY at one failpoint after the other until it survives
crash() {
	title=$1 calls=$2 way=$3 rule=${4:-'{"do":"slow","at":"line"}'} deaths=0 bad=0
	sample 5
	n=$((first - step))
	: >troubles
	while :; do
		n=$((n + step))
		serve --batch-delay=20ms --rule="$rule"
		queue 3
		[ "$way" = collect ] && rq-optimize --batch=submit <none >submitted 2>&1 && sleep 0.05
		status=0
		sh -c 'RQ_FAILPOINT=$0 rq-optimize --batch="$1" <none >partial 2>>err; exit $?' \
			"$n" "$way" 2>shell || status=$?
		[ "$status" -eq 137 ] || break
		deaths=$((deaths + 1))
		ends_well 3 "$calls" >trouble 2>&1 && none_unbooked >>trouble && continue
		bad=$((bad + 1))
		sed "s/^/at $n: /" trouble >>troubles
	done
	cat troubles >>err
	ok "$title: killed $deaths times, nothing lost, nothing paid twice, nothing left there" [ "$bad" -eq 0 ]
	ok "$title: killed at all" [ "$n" -gt 5 ]
}
crash submit 3 submit
crash collect 3 collect
crash auto 3 auto
crash 'a line is missing' 4 collect '{"do":"line-missing","nth":2}'
crash 'a line comes twice' 3 collect '{"do":"line-twice","nth":2}'
crash 'it expired' 3 collect '{"do":"expired"}'

# --- at random moments ----------------------------------------------------------------

# shot COMMAND...: killed after 20 to 530 ms, when it is still there
shot() {
	later "$@" >>partial 2>>err &
	pid=$!
	sleep "0.$(printf '%03d' $(($(od -An -N1 -tu1 /dev/urandom) * 2 + 20)))"
	if kill -9 "$pid" 2>/dev/null; then killed=$((killed + 1)); fi
	wait "$pid" 2>/dev/null
	minutes=$((minutes + 5)) # which the child counted for itself
}

rounds=${ROUNDS:-5} round=0 killed=0
serve --batch-delay=150ms
rm -rf "$RQ_STORE"
while [ "$round" -lt "$rounds" ]; do
	round=$((round + 1))
	head -n 2 people | jq -c --arg id "$(printf %030d "$round")" '.candidate_id = $id + .candidate_id[:2]' |
		rq-enqueue --job "$tree/examples/jobs/backend.txt" >>tasks 2>>err
	shot rq-optimize --batch=submit
	shot rq-optimize --batch=collect
done
begun=$(rq-admin batches --all --json <none | wc -l)
ok 'the storm met batches' [ "$begun" -gt 0 ]
echo "# $killed of $((2 * rounds)) were killed, with $begun batches begun"
ok "$rounds batches in a storm: nothing lost, nothing paid twice, nothing left there" ends_well $((2 * rounds)) $((2 * rounds))
ok 'and each dollar is booked' none_unbooked

# --- a provider that loses things ---------------------------------------------------------

# loses WHAT RULE CALLS: a run in the middle of it, and those that come after
loses() {
	serve --batch-delay=20ms --rule="$2"
	queue 3
	rq-optimize --batch=auto --in-flight=1 <none >partial 2>>err
	ok "$1: every task one result, $3 paid" ends_well 3 "$3"
	ok "$1: each dollar is booked" none_unbooked
}
loses 'the answer to an upload' '{"do":"reset-lost","at":"file","nth":1}' 3
loses 'the answer to making a batch' '{"do":"reset-lost","at":"batches","nth":1}' 3
loses 'half of all answers about batches' '{"do":"reset-lost","at":"batches","every":2}' 3
loses 'the file of answers' '{"do":"404","at":"file","nth":2}' 6
loses 'its temper' '{"do":"503","at":"file","every":2,"times":3}' 3
done_testing
