#!/bin/sh
# What a thousand pairs of résumé and posting cost by rq-report, after a night of 30
# pairs: two models, one by one and by the provider's Batch API, with the share of the
# prompt that the provider had in its cache. Tokens and dollars are those of
# tests/fake-llm: bytes / 4, prices of models.json.
set -eu
work=$1
cd "$work"
command -v fake-llm >/dev/null || exit 0
RQ_STORE=$work/cost-store RQ_ENGINE=groq
export RQ_STORE RQ_ENGINE
unset GROQ_API_KEY RQ_API_KEY_FILE

rq-ingest "$RQ_TREE/examples/resumes.zip" >cost-examples.ndjson
cat cost-examples.ndjson cost-examples.ndjson | head -n 30 |
	awk '{ sub(/"candidate_id":"[0-9a-f]*"/, sprintf("\"candidate_id\":\"%032x\"", NR)); print }' >cost-people.ndjson

# night MODEL WAY [OPTION]
night() {
	rm -rf cost-store cost-port
	fake-llm --latency=600 --sigma=50 --models="$RQ_TREE/lib/engine/models.json" >cost-port &
	fake=$!
	until [ -s cost-port ]; do sleep 0.1; done
	server=http://127.0.0.1:$(cat cost-port)
	rq-enqueue --model="$1" --job "$RQ_TREE/examples/jobs/backend.txt" <cost-people.ndjson >/dev/null
	rq-optimize --drain --limit=none --base-url="$server/v1" "$3" </dev/null >/dev/null
	python3 -c 'import sys, urllib.request as r; print(r.urlopen(sys.argv[1]).read().decode())' \
		"$server/ledger" >cost-books
	kill "$fake"
	wait "$fake"
	rq-report --store=cost-store --format=json </dev/null |
		jq -c --arg model "$1" --arg way "$2" --slurpfile books cost-books '.models[] |
		def per_thousand: . * 1000 / $books[0].paid / 10000 | round / 100;
		{bench: "cost", model: $model, way: $way, pairs: .results,
		dollars_per_1000: (.per_1000_microusd / 10000 | round / 100),
		by_the_provider: ($books[0].cost_microusd | per_thousand),
		cached_share: (.cached_tokens / .prompt_tokens * 100 | round / 100),
		prompt_tokens: (.prompt_tokens / .results | round),
		completion_tokens: (.completion_tokens / .results | round)}'
}
for model in openai/gpt-oss-120b openai/gpt-oss-20b; do
	night "$model" sync --batch=none
	night "$model" batch --batch=auto
done
