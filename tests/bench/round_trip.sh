#!/bin/sh
# How many résumés of the corpus (RQ_CORPUS) are read again as they were exported: contacts,
# sections, entries, words. What rq-ingest made of each file is what goes out, so that those of
# which it made little are among them. RQ_MISSES: a file for what differs, a line each.
set -eu
work=$1
cd "$work"
[ -d "${RQ_CORPUS:-}" ] || exit 0

find "$RQ_CORPUS" -path '*/resume*' -type f ! -path '*/img/*' ! -path '*/LICENSES/*' | sort | xargs rq-ingest 2>/dev/null |
	jq -c 'select(.type == "resume")' | jq -c '(input_line_number | tostring | "0" * (32 - length) + .) as $id |
		{type: "result", v: 1, task_id: $id, candidate_id: $id, resume_id, job_id: ("f" * 32),
		job: {title: "x"}, status: "ok", language, text, resume}' >sent

# back TEMPLATE PAPER FORMAT...
back() {
	template=$1 paper=$2
	shift 2
	for format; do
		rm -rf again
		rq-export --all -o again -t "$template" --paper="$paper" -f "$format" <sent >exports 2>/dev/null || :
		rq-ingest again >received 2>/dev/null || :
		python3 "$RQ_TREE/tests/cli/round_trip.py" sent exports received >misses || :
		if [ "${RQ_MISSES:-}" ]; then cat misses >>"$RQ_MISSES"; fi
		tail -n 1 misses | sed -n "s/^# \([0-9]*\) of \([0-9]*\) .*/{\"bench\":\"round-trip\",\"format\":\"$format\",\"template\":\"$template\",\"paper\":\"$paper\",\"same\":\1,\"of\":\2}/p"
	done
}

back modern a4 json text markdown html docx pdf
back modern letter html docx pdf
back plain a4 html docx pdf
back plain letter html docx pdf
