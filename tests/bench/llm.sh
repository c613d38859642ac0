#!/bin/sh
# rq-optimize against a server (tests/fake-llm: lognormal latency, median 600 ms,
# spread 0.5): wall and CPU seconds, peak memory (own: what is no file's, so neither the
# libraries nor pages of the store), refusals. At a rate of requests
# and at a rate of tokens, beside the seconds that the limit alone takes; without a
# limit, beside a bare curl loop; with many in flight; of as many postings as
# requests. RQ_PEERS_LLM names a folder of other clients (llm_run.py LIMIT CLIENT...).
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

# serve OPTION...: a new server at $server
serve() {
	rm -f llm-port
	fake-llm --sigma=50 "$@" >llm-port &
	fake=$!
	until [ -s llm-port ]; do sleep 0.1; done
	server=http://127.0.0.1:$(cat llm-port)
}

# stop: what it was asked for stands in ./books
stop() {
	python3 -c 'import sys, urllib.request as r; print(r.urlopen(sys.argv[1]).read().decode())' \
		"$server/ledger" >books
	kill "$fake"
	wait "$fake"
}

# queue N [JOB]: a new store with so many tasks
queue() {
	rm -rf llm-store
	head -n "$1" people.ndjson | rq-enqueue --job "${2:-$RQ_TREE/examples/jobs/backend.txt}" >/dev/null
}

# note_memory PID: what a process, the child of that one, has of its own; a line each half second in ./own
note_memory() {
	while child=$(cat "/proc/$1/task/$1/children") && [ -n "$child" ]; do
		sed -n 's/^RssAnon:[^0-9]*\([0-9]*\).*/\1/p' "/proc/${child% }/status" || break
		sleep 0.5
	done >>own 2>/dev/null
}

# clients N OPTION...: so many processes at once, what they took a line each in ./peaks
clients() {
	rm -f peaks own
	processes=$1 started='' i=0
	shift
	start=$(date +%s.%N)
	while [ "$i" -lt "$processes" ]; do
		i=$((i + 1))
		/usr/bin/time -q -a -f '%U %S %M' -o peaks rq-optimize --drain "$@" \
			--base-url="$server/v1" </dev/null >/dev/null &
		started="$started $!"
		note_memory $! &
	done
	for client in $started; do wait "$client"; done
	end=$(date +%s.%N)
}

# tell NAME IN_FLIGHT FILTER: the figures, and what the filter adds to them (from the books)
tell() {
	jq -c --arg bench "$1" --argjson start "$start" --argjson finish "$end" --argjson n "$count" \
		--argjson in_flight "$2" --argjson processes "$processes" --rawfile peaks peaks --slurpfile own own \
		'def round2: . * 100 | round / 100;
		($peaks | rtrimstr("\n") | split("\n") | map(split(" ") | map(tonumber))) as $p |
		{$bench, requests: $n, $processes, $in_flight, seconds: ($finish - $start | round2),
		cpu_seconds: ($p | map(.[0] + .[1]) | add | round2), peak_kib: ($p | map(.[2]) | max),
		peak_own_kib: ($own | max),
		refused: (.answers["429"] // 0), paid, most_in_flight} + ('"$3"')' books
}

# paced NAME PROCESSES: 30 requests a second
paced() {
	count=$requests
	serve --latency=600 --limit=rps=30
	queue "$count"
	clients "$2" --limit=rps=30 --in-flight=64
	stop
	tell "$1" 64 '{ at_the_limit: (($n - 30) / 30 | round2) }'
}

# attainable HELD TAKEN: the seconds in which a client that sees into the server's bucket of $tpm has $count answers,
# each of a call that holds so many tokens of it until it is answered, 0.68 s later (the mean), and has then taken so many
attainable() {
	awk -v n="$count" -v tpm="$tpm" -v held="$1" -v taken="$2" 'BEGIN {
		rate = tpm / 60
		left = tpm
		while (sent < n) {
			if (left >= held) {
				left -= held
				lands[sent++] = now + 0.68
				continue
			}
			pause = (held - left) / rate
			back = 0
			if (landed < sent && lands[landed] - now < pause) {
				pause = lands[landed++] - now
				back = held - taken
			}
			now += pause
			left += pause * rate + back
			left = left > tpm ? tpm : left
		}
		print lands[n - 1]
	}'
}

# tokens NAME TPM [--refund]: a call holds its prompt and all that its answer may have; what of that it did not take, and
# what of its prompt was cached, is given back or is not
tokens() {
	count=600
	tpm=$2
	serve --latency=600 --limit=tpm="$tpm" --ledger=calls ${3:+"$3"}
	queue "$count"
	allowed=$(rq-optimize --estimate --base-url="$server/v1" </dev/null 2>/dev/null | jq .output_tokens)
	clients 1 --limit=tpm="$tpm" --in-flight=256
	stop
	held=$(jq -s --argjson allowed "$allowed" '((map(.prompt_tokens) | add) + $allowed) / length' calls)
	taken=$(jq --argjson n "$count" '.charged_tokens / $n' books)
	rm -f calls
	least=$(attainable "$held" "$taken")
	tell "$1" 256 '{ charged_tokens, at_the_limit: ('"$least"' | round2),
		share_of_attainable: ('"$least"' / ($finish - $start) * 1000 | round / 1000) }'
}

# The same bytes as one of our requests, sent by nothing but curl.
bare() {
	serve --latency=600 --received=received
	queue 1
	clients 1 --limit=none
	stop
	sed -n '/^{/{p;q;}' received | tr -d '\n' >body
	serve --latency=600
	bench_curl "$server/v1/chat/completions" body "$requests" 256
	stop
}

# unlimited NAME IN_FLIGHT REQUESTS LATENCY [OPTION]; its peak in $peak, its most in $most
unlimited() {
	count=$3
	serve --latency="$4"
	queue "$count"
	clients 1 --limit=none --in-flight="$2" ${5:+"$5"}
	stop
	tell "$1" "$2" '{}'
	peak=$(cut -d ' ' -f 3 peaks)
	most=$(jq .most_in_flight books)
}

postings() {
	count=$requests
	mkdir -p postings
	i=0
	while [ "$i" -lt "$count" ]; do
		i=$((i + 1))
		sed "1s/\$/ $i/" "$RQ_TREE/examples/jobs/backend.txt" >"postings/$i.txt"
	done
	serve --latency=600
	queue 1 postings
	clients 1 --limit=none --in-flight=256
	stop
	tell llm-postings 256 '{}'
}

peer() {
	"$RQ_PEERS_LLM/llm_run.py" "$@" 2>peer-trouble || echo "bench: $* did not run" >&2
}

paced llm-paced 1
paced llm-shared 2
tokens llm-tokens 1000000 ''
tokens llm-tokens-refunded 300000 --refund
bare
# Like the bare loop, which knows nothing of prompts: all at once. With a provider's cache of prompts
# the first request of a posting goes alone, which is one latency more.
jq '.models |= map(.caching = false)' "$RQ_TREE/lib/engine/models.json" >uncached.json
unlimited llm-unlimited 256 "$requests" 600 --models=uncached.json
unlimited llm-unlimited-cached 256 "$requests" 600
unlimited llm-in-flight 64 300 3000
few=$peak of_few=$most
unlimited llm-in-flight 1000 "$requests" 6000
jq -nc --argjson few "$few" --argjson of_few "$of_few" --argjson many "$peak" --argjson of_many "$most" \
	'{bench: "llm-memory", kib_for_each_in_flight: (($many - $few) / ($of_many - $of_few) * 10 | round / 10),
	from: $of_few, to: $of_many}'
postings
if [ -x "${RQ_PEERS_LLM:-}/llm_run.py" ]; then
	peer 30 "$RQ_PEERS_LLM/llm_aiohttp.py" "$requests" 64
	peer 30 "$RQ_PEERS_LLM/llm_requests.py" "$requests" 10
	peer 30 node "$RQ_PEERS_LLM/llm_node.mjs" "$requests" pqueue 64 30
else
	echo "bench: no other clients: RQ_PEERS_LLM names no folder of them" >&2
fi
