#!/bin/sh
# Nights in a row on a clock that is moved on by a day each time, against a provider that
# misbehaves by chance, each night killed once. After each: every task has one answer, the
# books agree with the provider's, the store is whole; and at the end neither memory nor
# descriptors nor files have grown, but for the audit. NIGHTS=30 PEOPLE=100 (make soak) for a long time.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

nights=${NIGHTS:-3} people=${PEOPLE:-30} in_flight=8
# What is done is kept for a night, so that the store is as large as ever after the second.
RQ_KEEP_RESULTS=20h RQ_KEEP_RESUMES=20h TMPDIR=$work/tmp
RQ_MAX_ATTEMPTS=2 # some tasks shall die
export RQ_KEEP_RESULTS RQ_KEEP_RESUMES TMPDIR RQ_MAX_ATTEMPTS
mkdir tmp
serve --latency=20 --sigma=50 --seed=7 --rule='{"do":"429","rate":0.04,"retry_after":100}' --rule='{"do":"503","rate":0.03}' \
	--rule='{"do":"reset-in","rate":0.02}' --rule='{"do":"not-json","rate":0.2}' \
	--rule='{"do":"invent-skill","rate":0.05}'

# measured COMMAND...: runs it; adds a line to ./measures: most memory (kB), descriptors
cat >measured.py <<'END'
import os, resource, subprocess, sys, time
child = subprocess.Popen(sys.argv[1:])
most = 0
while child.poll() is None:
    try:
        most = max(most, len(os.listdir('/proc/%d/fd' % child.pid)))
    except OSError:
        pass
    time.sleep(0.02)
with open('measures', 'a') as out:
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, most, file=out)
sys.exit(child.returncode)
END

# tonight N: as many new people as ever
tonight() {
	i=0
	while [ $((i * 20)) -lt "$people" ]; do
		cat resumes
		i=$((i + 1))
	done | head -n "$people" | awk -v night="$1" '{
		sub(/"candidate_id":"[0-9a-f]*"/, sprintf("\"candidate_id\":\"%016x%016x\"", night, NR)); print }'
}
answered() {
	jq -s 'map(select(.type == "result" or .type == "error") | .task_id) | unique | length' answers >got
	echo "$(cat got) tasks, $(wc -l <answers) answers"
	[ "$(cat got)" -eq "$people" ] && [ "$(wc -l <answers)" -eq "$people" ]
}
books_agree() {
	rq-report --usage --format=json </dev/null >usage
	booked=$(jq .total.cost_microusd usage) doubt=$(jq .total.unsettled_microusd usage)
	echo "paid $(dollars), booked $booked, in doubt $doubt"
	[ "$booked" -le "$(dollars)" ] && [ $((booked + doubt)) -ge "$(dollars)" ]
}
nothing_waits() { rq-admin stats --json | jq -e '.tasks | .queued + .retry + .leased + .submitted == 0' >/dev/null; }

night=0 bad=0
while [ "$night" -lt "$nights" ]; do
	night=$((night + 1))
	RQ_NOW=+${night}d
	export RQ_NOW
	tonight "$night" | rq-enqueue --job "$tree/examples/jobs/backend.txt" >tasks || bad=1
	rq-optimize --in-flight="$in_flight" <tasks >killed 2>>complaints &
	pid=$!
	paid_before=$(wc -l <ledger)
	until [ "$(wc -l <ledger)" -ge $((paid_before + people / 3)) ] || ! kill -0 "$pid" 2>/dev/null; do
		sleep 0.01
	done
	kill -9 "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
	python3 measured.py rq-optimize --in-flight="$in_flight" <tasks >answers 2>>complaints
	status=$?
	[ "$status" -le 1 ] || bad=$status
	for proof in answered nothing_waits books_agree 'rq-admin check'; do
		$proof >shown 2>&1 && continue
		bad=1
		echo "# night $night: $proof"
		sed 's/^/# /' shown
	done
	{ rq-admin expire && rq-admin compact; } >>swept 2>&1 || bad=1
	# The audit alone is kept for ever; in the file, an entry takes half of its line
	audit=$(($(rq-admin audit | wc -c) / 2048))
	echo "$(($(du -sk "$RQ_STORE" | cut -f1) - audit)) $(find "$RQ_STORE" | wc -l) $audit" >>sizes
done
ok 'every night ends with an answer for each task, and true books' [ "$bad" -eq 0 ]
errors=$(jq -s 'map(select(.type == "error")) | length' answers)
echo "# $nights nights of $people; errors of the last: $errors; paid $(dollars) micro-dollars, $doubt in doubt"
sed 's/^/# kB of memory, descriptors: /' measures | sed -n '1,2p;$p'
sed 's/^/# kB of the store, files, kB of its audit: /' sizes | sed -n '1,2p;$p'

# grew COLUMN FILE MOST [NIGHT]: the last has more than MOST per cent of what that night (2) has
grew() { awk -v c="$1" -v most="$3" -v night="${4:-2}" 'NR == night { then_ = $c } { last = $c } END { exit !(last * 100 > then_ * most) }' "$2"; }
ok 'memory has not grown' eval '! grew 1 measures 125'
ok 'nor open descriptors' eval '! grew 2 measures 150'
# It holds one night, of which more or fewer tasks died; three nights that stayed would be 200.
ok 'nor the store' eval '! grew 1 sizes 160 1'
ok 'nor the number of its files' eval '! grew 2 sizes 100'
ok 'and nothing is left in the folder for temporary files' [ -z "$(ls -A tmp)" ]
done_testing
