#!/bin/sh
# Reports over 100,000 results of one job in a store, copies of what the examples give.
set -eu
work=$1
RQ_STORE=$work/examples-store
export RQ_STORE

rq-ingest "$RQ_TREE/examples/resumes.zip" 2>/dev/null |
	rq-enqueue --job "$RQ_TREE/examples/jobs/backend.txt" | rq-optimize >"$work/sample"
bench_report "$work/report-store" "${RESULTS:-100000}" <"$work/sample"
rm -rf "$work/report-store" "$work"/report-store*.html
