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
run rq-report --usage --store=store
ok 'as text, with a bar' holds out '█'
ok 'and a forecast' holds out 'by its end'
run rq-report --usage --store=store --job=nobody -f json
ok '--job: of another job there is nothing' equals 0 .total.calls out
run rq-report --usage --store=store --since=2999-01-01T00:00:00Z -f json
ok '--since: nor of another year' equals 0 .total.calls out
run rq-report --usage --store=store -f xlsx
ok 'other formats have none' exits 2
run rq-report --store=store -f html
ok 'the page has it, too' holds out 'id="usage"'
ok 'with its chart' holds out 'Dollars by day'
ok 'and the night itself' holds out 'Latency of calls over time'
run rq-report --usage --store=nowhere
ok 'a store that is not there is fatal' exits 3
done_testing
