#!/bin/sh
# rq-report --format=prometheus: what a store counted, for whoever watches; the rules
# and the dashboard of examples/ speak of nothing else.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

# value SAMPLE: what out says of it
value() { awk -v sample="$1" 'index($0, sample " ") == 1 { print $NF }' out; }
is() { [ "$(value "$1")" = "$2" ] || { value "$1"; false; }; }

rq-ingest "$tree/examples/resumes.zip" 2>err | grep '"type":"resume"' | head -n 5 >in
cp in resumes
run rq-enqueue --job "$tree/examples/jobs/backend.txt"
cp out in
run rq-optimize
cp resumes in
run rq-enqueue --job "$tree/examples/jobs/backend.txt"
run rq-enqueue --job "$tree/examples/jobs/nurse.md"
printf 'no record\n' >in
run rq-report --format=prometheus
ok 'the store is read, not what is piped' exits 0
ok 'queue depth' is 'rq_tasks{status="queued"}' 5
ok 'what is done' is 'rq_tasks{status="done"}' 5
ok 'requests' is 'rq_requests_total{answer="queued"}' 10
ok 'and what the cache answered' is 'rq_requests_total{answer="cached"}' 5
ok 'attempts, by how they ended' is 'rq_attempts_total{ending="done"}' 5
ok 'before the first event there is a zero' is 'rq_attempts_total{ending="dead"}' 0
ok 'each claimed task has waited once' is 'rq_queue_wait_seconds_count' 5
ok 'the last bucket holds all' is 'rq_queue_wait_seconds_bucket{le="+Inf"}' 5
ok 'transactions are counted' test "$(value rq_store_commit_duration_seconds_count)" -gt 0
rq-report --format=prometheus >again
ok 'another process tells the same counters' test "$(grep -c '_total' again)" -eq "$(grep -c '_total' out)"

# every metric of a file is told, whatever its part of a histogram
are_told() {
	grep -oE '\brq_[a-z_]+' "$1" | sed 's/_bucket$//' | sort -u >named
	[ -s named ] || return 1
	while read -r metric; do
		grep -q "^# TYPE $metric " out || { echo "$metric"; return 1; }
	done <named
}
ok 'the alerts are on metrics that there are' are_told "$tree/examples/prometheus/rules.yml"
ok 'the dashboard shows metrics that there are' are_told "$tree/examples/grafana/dashboard.json"
ok 'the dashboard is JSON with panels' equals 9 '.panels | length' "$tree/examples/grafana/dashboard.json"
ok 'the manual tells every metric' sh -c '
	sed -n "s/^# TYPE \([a-z_]*\) .*/\1/p" out | while read -r metric; do
		grep -qw "$metric" "$0" || { echo "$metric"; exit 1; }
	done' "$tree/man/rq-report.1"

if command -v promtool >/dev/null; then
	ok 'promtool finds nothing to say' sh -c 'promtool check metrics <out >said 2>&1 && [ ! -s said ]'
	ok 'nor of the rules' promtool check rules "$tree/examples/prometheus/rules.yml"
else
	skip 'promtool finds nothing to say' 'no promtool here'
fi

if command -v prometheus >/dev/null; then
	ok 'Prometheus scrapes it' sh -c 'python3 "$0/tests/cli/scrape.py" out "$0/examples/prometheus/rules.yml" \
		"$0/examples/grafana/dashboard.json" . >scraped' "$tree"
	for figure in 'requests per second' 'processing time' 'queue depth' 'API call rate' 'error rate' \
		'cache hit rate' 'store query time'; do
		ok "and tells the $figure" grep -qx "$figure	[1-9][0-9]*" scraped
	done
	for kind in rule panel; do
		ok "each $kind is evaluated" sh -c 'grep -q "^$0 " scraped && ! grep "^$0 " scraped | grep -v "	ok\$"' $kind
	done
else
	skip 'Prometheus scrapes it' 'no Prometheus here'
fi

# the file as the node exporter's collector takes it: whole, or not at all
rm -f nobody
run rq-report --format=prometheus --output=rq.prom --store=store
ok '--output makes the file' test -s rq.prom
run rq-report --format=prometheus --output=nobody --store=nowhere
ok 'a store that is not there is fatal' exits 3
ok 'and leaves no file' test ! -e nobody
if [ -w /dev/full ]; then
	run sh -c 'rq-report --format=prometheus >/dev/full'
	ok 'so is a full disk' exits 3
fi
done_testing
