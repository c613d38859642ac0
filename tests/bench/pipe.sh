#!/bin/sh
# The pipe over 1,000 mixed résumés: each stage and the whole, seconds of wall
# clock and peak memory. The 1,000 are the examples, each copied 50 times with
# names of its own, so that no two have the same candidate.
set -eu
work=$1
cd "$work"
copies=${COPIES:-50}

mkdir sources many
(cd sources && LC_ALL=C.UTF-8 bsdtar -xf "$RQ_TREE/examples/resumes.zip")
find sources -type f | while read -r file; do
	i=0
	while [ "$i" -lt "$copies" ]; do
		cp "$file" "many/$i-${file##*/}"
		i=$((i + 1))
	done
done
count=$(find many -type f | wc -l)

# may_end_with STATUS: 1 says that some records failed, which is no fault of the tool
may_end_with() { [ "$1" -eq 1 ]; }

# measure NAME COMMAND...: wall seconds and peak memory of one command
measure() {
	name=$1
	shift
	start=$(date +%s.%N)
	if [ -x /usr/bin/time ]; then
		/usr/bin/time -q -f %M -o peak "$@" || may_end_with $?
	else
		"$@" || may_end_with $?
		echo 0 >peak
	fi
	end=$(date +%s.%N)
	jq -nc --arg bench "$name" --argjson documents "$count" --argjson start "$start" --argjson stop "$end" \
		--argjson peak "$(tail -n 1 peak)" \
		'{$bench, $documents, seconds: (($stop - $start) * 1000 | round / 1000), per_second: ($documents / ($stop - $start) | round), peak_kib: $peak}'
}

RQ_STORE=$work/store
export RQ_STORE
job=$RQ_TREE/examples/jobs/backend.txt
measure pipe-ingest sh -c 'exec rq-ingest many >resumes'
# the same résumés under 1,000 names: what the cache would otherwise answer
awk '{ sub(/"candidate_id":"[0-9a-f]*"/, sprintf("\"candidate_id\":\"%032x\"", NR)); print }' resumes >distinct
measure pipe-enqueue sh -c 'exec rq-enqueue --job "$1" <distinct >tasks' enqueue "$job"
measure floor-jansson sh -c 'exec bench_json <distinct'
measure pipe-optimize sh -c 'exec rq-optimize <tasks >results'
measure pipe-report sh -c 'exec rq-report --format=html --output=report.html <results'
rm -rf store
measure pipe-whole sh -c 'rq-ingest many | rq-enqueue --job "$1" | rq-optimize | rq-report >table' pipe "$job"
