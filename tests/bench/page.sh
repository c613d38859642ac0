#!/bin/sh
# The page of 1,000 candidates in Chromium, where it is installed: when its filter takes the first
# key, by the browser's own timeline, and the processor time of the page until then.
set -eu
command -v chromium >/dev/null || exit 0
work=$1
RQ_STORE=$work/page-store
export RQ_STORE

rq-ingest "$RQ_TREE/examples/resumes.zip" 2>/dev/null |
	rq-enqueue --job "$RQ_TREE/examples/jobs/backend.txt" | rq-optimize |
	jq -c 'range(50) as $i | .task_id = "\($i)\(.task_id)"[:32] | .candidate_id = "\($i)\(.candidate_id)"[:32]' |
	rq-report -f html -o "$work/page.html"
python3 "$RQ_TREE/tests/cli/browse.py" --first-key "$work/page.html" </dev/null |
	jq -c '{bench: "page-interactive", candidates: 1000} + .'
