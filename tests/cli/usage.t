#!/bin/sh
# rq-report --usage: what calls took and cost, beside what a provider charged.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

# shellcheck disable=SC2119 # without options
serve
queue 4
: >in
run rq-optimize --drain
ok 'a night with a provider' exits 0
run rq-report --usage --store=store -f json
ok 'is one usage record' equals usage .type out
ok 'with the calls that the provider had' equals "$(wc -l <ledger)" .total.calls out
ok 'and the dollars that it charged' equals "$(dollars)" .total.cost_microusd out
ok 'by day' equals "$(dollars)" '[.days[].cost_microusd] | add' out
ok 'by model' equals 1 '.models | length' out
ok 'by job, by its title' equals 'Senior Backend Engineer' '.jobs[0].title' out
ok 'the month has them' equals "$(dollars)" .month.microusd out
# told_apart FIELD: of the total, of days, models and jobs, and nothing else was saved
told_apart() {
	equals true ".total.$1 > 0 and .total.saved_microusd == .total.$1" out &&
		equals true "([.total, .days, .models, .jobs] | map([.. | .$1? // empty] | add) | unique | length) == 1" out
}
ok 'what the prompt cache saved' told_apart cache_saved_microusd
run rq-report --usage --store=store
ok 'as text, with a bar' holds out '█'
ok 'and a forecast' holds out 'by its end'
ok 'and what was saved, by what' grep -Eq '^  saved      \$0\.[0-9]+: prompt cache \$0\.[0-9]+$' out
cp some in
run rq-enqueue --job "$tree/examples/jobs/backend.txt"
ok 'the same résumés again are answered by the result cache' counts 4 '.status == "cached"'
: >in
run rq-report --usage --store=store -f json
ok 'which is counted as calls that were spared' equals 4 .total.reused out
ok 'at what they had cost' equals "$(dollars)" .total.reused_microusd out
ok 'and is no call' equals "$(wc -l <ledger)" .total.calls out
run rq-report --usage --store=store
ok 'and told' grep -Eq '^  saved .* result cache \$0\.[0-9]+$' out
run rq-report --store=store -f json
ok 'a report tells the share of requests that it answered' equals '4 5000' '"\(.cached) \(.cache_hit_rate)"' out
run rq-report --store=store -f json --since=1h
ok 'and nothing of what it does not know' equals null .cache_hit_rate out
run rq-report --store=store -f prometheus
ok 'and exposed' grep -Eq '^rq_reused_results_total\{model="[^"]+"\} 4$' out
run rq-report --usage --store=store --job=nobody -f json
ok '--job: of another job there is nothing' equals 0 .total.calls out
run rq-report --usage --store=store --since=2999-01-01T00:00:00Z -f json
ok '--since: nor of another year' equals 0 .total.calls out
run rq-report --usage --store=store -f xlsx
ok 'other formats have none' exits 2
run rq-report --store=store -f html
ok 'the page has it, too' holds out 'id="usage"'
ok 'by day' holds out '<caption>What calls took and cost, by day</caption>'
ok 'with what was saved, by what' holds out '<dt>saved by result cache</dt><dd>$0.'
ok 'with its chart' holds out 'Dollars by day'
ok 'and the night itself' holds out 'Latency of calls over time'
queue 4
run rq-optimize --batch=auto
ok 'a night of batches' exits 0
cp out in
run rq-report -f json
ok 'results tell what the batch saved' equals true '.models[0] | .batch_saved_microusd > 0 and
	.saved_microusd == .batch_saved_microusd + .cache_saved_microusd' out
: >in
run rq-report --usage --store=store -f json
ok 'and the store' told_apart batch_saved_microusd
run rq-report --usage --store=nowhere
ok 'a store that is not there is fatal' exits 3
done_testing
