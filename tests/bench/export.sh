#!/bin/sh
# Documents a second: the example résumés, each copied 25 times under ids of its
# own, to DOCX and PDF in a zip; LibreOffice makes PDF and DOCX of a few beside
# it, where it is installed.
set -eu
work=$1
cd "$work"
copies=${COPIES:-25}
RQ_STORE=$work/export-store
export RQ_STORE

rq-ingest "$RQ_TREE/examples/resumes.zip" 2>/dev/null |
	rq-enqueue --job "$RQ_TREE/examples/jobs/backend.txt" | rq-optimize >once
jq -c --argjson copies "$copies" 'range($copies) as $i | .task_id = "\($i)\(.task_id)"[:32] |
	.candidate_id = "\($i)\(.candidate_id)"[:32]' <once >results
count=$(wc -l <results)

# figure NAME DOCUMENTS START STOP
figure() {
	jq -nc --arg bench "$1" --argjson documents "$2" --argjson start "$3" --argjson stop "$4" \
		'{$bench, $documents, seconds: (($stop - $start) * 1000 | round / 1000), per_second: ($documents / ($stop - $start) | round)}'
}

for format in docx pdf; do
	start=$(date +%s.%N)
	rq-export --all -o "$format.zip" -f "$format" <results >/dev/null
	figure "export-$format" "$count" "$start" "$(date +%s.%N)"
done

command -v soffice >/dev/null || exit 0
rq-export --all -o few -f docx <once >/dev/null
few=$(wc -l <once)
for format in pdf docx; do
	start=$(date +%s.%N)
	soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$format" --outdir office few/*.docx >/dev/null 2>&1
	figure "libreoffice-$format" "$few" "$start" "$(date +%s.%N)"
done
