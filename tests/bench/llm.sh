#!/bin/sh
# 1,000 requests of rq-optimize to a server (tests/fake-llm: lognormal latency,
# median 600 ms, spread 0.5) that takes 30 a second: wall and CPU seconds, peak
# memory, refusals, beside the seconds that the limit alone takes. One process,
# two that share the limit, and one without a limit.
set -eu
work=$1
cd "$work"
command -v fake-llm >/dev/null && [ -x /usr/bin/time ] || exit 0
requests=${REQUESTS:-1000}
RQ_STORE=$work/llm-store RQ_ENGINE=groq
export RQ_STORE RQ_ENGINE
unset GROQ_API_KEY RQ_API_KEY_FILE

rq-ingest "$RQ_TREE/examples/resumes.zip" >examples.ndjson
i=0
while [ $((i * 20)) -lt "$requests" ]; do
	cat examples.ndjson
	i=$((i + 1))
done | head -n "$requests" |
	awk '{ sub(/"candidate_id":"[0-9a-f]*"/, sprintf("\"candidate_id\":\"%032x\"", NR)); print }' >people.ndjson

# night NAME SERVER_OPTION CLIENT_LIMIT IN_FLIGHT PROCESSES
night() {
	rm -rf llm-store llm-port peaks
	# shellcheck disable=SC2086 # none, or one option
	fake-llm --latency=600 --sigma=50 $2 >llm-port &
	fake=$!
	until [ -s llm-port ]; do sleep 0.1; done
	server=http://127.0.0.1:$(cat llm-port)
	rq-enqueue --job "$RQ_TREE/examples/jobs/backend.txt" <people.ndjson >/dev/null
	start=$(date +%s.%N)
	clients='' i=0
	while [ "$i" -lt "$5" ]; do
		i=$((i + 1))
		/usr/bin/time -q -a -f '%U %S %M' -o peaks rq-optimize --drain --limit="$3" \
			--in-flight="$4" --base-url="$server/v1" </dev/null >/dev/null &
		clients="$clients $!"
	done
	for client in $clients; do wait "$client"; done
	stop=$(date +%s.%N)
	python3 -c 'import sys, urllib.request as r; print(r.urlopen(sys.argv[1]).read().decode())' \
		"$server/ledger" >books
	kill "$fake"
	wait "$fake"
	jq -c --arg bench "$1" --argjson start "$start" --argjson stop "$stop" --argjson n "$requests" \
		--argjson in_flight "$4" --argjson processes "$5" --rawfile peaks peaks \
		'($peaks | rtrimstr("\n") | split("\n") | map(split(" ") | map(tonumber))) as $p |
		{$bench, requests: $n, $processes, $in_flight, seconds: (($stop - $start) * 100 | round / 100),
		at_the_limit: (if $bench == "llm-unlimited" then null else ($n - 30) / 30 * 100 | round / 100 end),
		cpu_seconds: ($p | map(.[0] + .[1]) | add * 100 | round / 100), peak_kib: ($p | map(.[2]) | max),
		refused: (.answers["429"] // 0), paid, most_in_flight}' books
}
night llm-paced --limit=rps=30 rps=30 64 1
night llm-shared --limit=rps=30 rps=30 64 2
night llm-unlimited '' none 256 1
