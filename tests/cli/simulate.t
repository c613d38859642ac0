#!/bin/sh
# rq-simulate foretells what a real run then does: calls refused, tokens, dollars.
# Time is not compared: the server here has its own.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

# Twelve people with the same résumé: every prompt and answer has the same size
head -n 1 resumes | awk '{ for (i = 1; i <= 12; i++) {
	line = $0
	sub(/"candidate_id":"[0-9a-f]*"/, sprintf("\"candidate_id\":\"%032x\"", i), line)
	print line } }' >alike
mv alike resumes

# real [OPTION...]: a night against a server with these options; its books stand in ./real
real() {
	serve "$@"
	queue 12
	: >in
	run rq-optimize --drain --in-flight=1
	jq -sc '{done: length, prompt_tokens: map(.prompt_tokens) | add, cached_tokens: map(.cached_tokens) | add,
		completion_tokens: map(.completion_tokens) | add,
		cost_microusd: map(.cost_microusd) | add}' ledger >paid
	refused=$(python3 -c 'import sys, urllib.request as r; print(r.urlopen(sys.argv[1]).read().decode())' \
		"${RQ_BASE_URL%/openai/v1}/ledger" | jq '.answers."429" // 0')
	jq -c --argjson refused "$refused" '. + {refused: $refused}' paid >real
}

# foretold OPTION...: what rq-simulate says of the same, in ./foretold
foretold() {
	run rq-simulate --json --resumes=12 --in-flight=1 --prompt="$prompt" --cached="$cached" \
		--answer="$answer" --reserve="$reserve" "$@"
	jq -c '{done, prompt_tokens, cached_tokens, completion_tokens, cost_microusd, refused}' out >foretold
}
same() { jq -S . real >one; jq -S . foretold >other; diff one other; }

serve
queue 12
rq-optimize --estimate </dev/null >estimate 2>err
reserve=$(jq '.output_tokens / .remote' estimate)
run rq-optimize --drain --in-flight=1
prompt=$(jq -s '.[1].prompt_tokens' ledger) cached=$(jq -s '.[1].cached_tokens' ledger)
answer=$(jq -s '.[1].completion_tokens' ledger)
alike() { jq -r '"\(.prompt_tokens) \(.completion_tokens)"' ledger | sort -u | wc -l | grep -qx 1; }
ok 'all prompts have the same size' alike

real
foretold --server-limit=none --limit=none
ok 'a night without limits is foretold' same
ok 'with all that is done' equals 12 .done foretold
real --limit=rpd=7
foretold --server-limit=rpd=7 --limit=none --deadline=10m
ok 'a day whose requests are used up is foretold' same
ok 'with the call that is refused' equals '7 1' '"\(.done) \(.refused)"' foretold
real --limit=tpd=20000
foretold --server-limit=tpd=20000 --limit=none --deadline=10m
ok "a day's tokens too" same
ok 'with fewer answers' counts 1 '.done < 7 and .refused == 1'
RQ_LIMIT=rpd=7 real --limit=rpd=7
foretold --limit=rpd=7 --deadline=10m
ok 'that limit, kept by us, is foretold' same
ok 'with nothing refused' equals '7 0' '"\(.done) \(.refused)"' foretold

# What a server refuses is a request all the same, so it uses up our day as well
run rq-simulate --json --resumes=100 --in-flight=8 --latency=1s --plan=developer --limit=rpd=40 --server-limit=rps=2 \
	--deadline=10m
ok 'refused calls count against a limit of requests' counts 1 '.refused > 0 and .done + .refused == 40'

# --- the manual ----------------------------------------------------------------------
"$tree/scripts/simulate-night" 1000 5000 >table
holds_table() { [ -s table ] && grep -cxF -f table "$tree/man/rq-simulate.1" | grep -qx 2; }
ok 'the table of rq-simulate(1) is what it says' holds_table
run "$tree/scripts/simulate-night" --help
ok 'who asks what makes it for help is told how it is called' says 'usage: simulate-night [RESUMES...]'

# --- what is asked wrongly ---------------------------------------------------------------
# refuses WHAT OPTION...
refuses() {
	what=$1
	shift
	run rq-simulate "$@"
	exits 2 && says "$what"
}
ok 'an answer longer than it may be' refuses 'see --reserve' --answer=10 --reserve=9
ok 'more cached than there is' refuses 'see --cached' --prompt=10 --cached=11
ok 'a plan that nobody knows' refuses 'plan "gold"' --plan=gold
ok 'a model without a price' refuses 'no price of x' --model=x
ok 'more tasks than can be looked at' refuses 'are not simulated' --resumes=10000000 --jobs=2
ok 'a model that no batch takes' refuses 'in batches' --batch --model=qwen/qwen3.8-27b
run rq-simulate --plan=developer --prompt=300000 --json
ok 'what a limit never allows is told, not waited for' equals '0 a call is larger than a limit of the server' \
	'"\(.done) \(.why)"' out
run rq-simulate --resumes=10 --plan=developer --budget-usd=0.01 --deadline=2h --json
ok 'a budget ends the night' equals 'the budget of the day' .why out
ok 'before it is exceeded' counts 1 '.done > 0 and .done < 10 and .cost_microusd <= 10000'
run rq-simulate --resumes=10 --plan=developer --budget-usd=0.01 --deadline=30d --json
ok 'the next day has one of its own' counts 1 '.done == 10 and .seconds >= 86400 and .seconds < 2 * 86400'
run rq-simulate --resumes=2500 --batch --json
ok 'batches are made as they are sent' equals '2500 3' '"\(.done) \(.batches)"' out
done_testing
