#!/bin/sh
# rq-report as a table: CSV and XLSX, and what strangers put into cells.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

# reads PYTHON: a program in which rows are those of out, as Python's csv reads them
reads() {
	python3 -c '
import csv, sys
rows = list(csv.DictReader(open("out", encoding="utf-8", newline="")))
assert '"$1" || { cat out; false; }
}
# in_workbook MEMBER PIECE: the XML of a part of out.xlsx holds it
unzip_part() { python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile("out.xlsx").read(sys.argv[1]))' "$1" >part; }
in_workbook() { unzip_part "$1" && holds part "$2"; }
not_in_workbook() { unzip_part "$1" && lacks part "$2"; }

results=$tree/tests/data/report/mixed.ndjson
cp "$results" in
run rq-report --format=csv
ok 'CSV has a line for each result and error' reads 'len(rows) == 10'
ok 'with decimals, as everybody reads them' reads 'rows[0]["evidence_percent"] == "76.83"'
ok 'the job and the file' reads 'rows[0]["job"] == "Backend Engineer" and rows[0]["source"] == "cvs.zip!/team a/ada.pdf"'
ok 'errors with their reason' reads '[r["error"] for r in rows if r["record"] == "error"][0] == "encrypted"'
ok 'lines end as RFC 4180 says' test "$(grep -c "$(printf '\r')\$" out)" -eq "$(wc -l <out)"

# with NAME: one result whose candidate is called so
with() { head -n 1 "$results" | jq -c --arg name "$1" '.resume.basics.name = $name' >in; }
for name in '=cmd|"/c calc"!A1' '+1' '-2+3' '@SUM(A1)' '  =1' '＝1' 'a;=1;b' '"=1"'; do
	with "$name"
	run rq-report --format=csv
	ok "no formula: $name" reads '"'"'"'" in rows[0]["candidate"]'
done
with 'C++; C#'
run rq-report --format=csv
ok 'what is no formula stays' reads 'rows[0]["candidate"] == "C++; C#"'
with "$(printf 'a\001b\nc\td')"
run rq-report --format=csv
ok 'control characters are told, not written' reads 'rows[0]["candidate"] == "a\\u{1}b\\u{a}c\\u{9}d"'
head -n 1 "$results" | jq -c '.resume.basics.name = "é" * 1500000' >in
run rq-report --format=csv
ok 'a very long field is cut' reads 'len(rows[0]["candidate"].encode()) < 1024 and rows[0]["candidate"][-1] == "…"'
{ printf '{"type":"result","v":1,"name":"'; head -c 10000000 /dev/zero | tr '\0' x; printf '"}\n'; } >in
run rq-report --format=csv
ok 'one of 10 MB is an error, told' reads 'rows[0]["error"] == "too-large"'
ok 'and in the exit status' exits 1
head -n 1 "$results" | jq -c '.v = 9' >in
run rq-report --format=csv
ok 'a record of a later version is an error' reads 'rows[0]["error"] == "bad-record"'
head -n 1 "$results" | jq -c '.status = "splendid" | .score = "new"' >in
run rq-report --format=csv
ok 'words that nobody knows yet have their row' reads 'rows[0]["status"] == "splendid" and rows[0]["evidence_percent"] == ""'

cp "$results" in
job=$(jq -r 'select(.job.title == "Registered Nurse").job_id' <in | head -n 1)
run rq-report --format=csv --job="$job"
ok '--job' reads '{r["job_id"] for r in rows if r["record"] == "result"} == {"'"$job"'"}'
ok 'leaves out errors of other jobs' reads 'not {r["job_id"] for r in rows if r["record"] == "error"} - {"", "'"$job"'"}'
someone=$(head -n 1 "$results" | jq -r .candidate_id)
run rq-report --format=csv --candidate="$someone"
ok '--candidate' reads '[r["candidate_id"] for r in rows if r["record"] == "result"] == ["'"$someone"'"]'

with '=1+1'
cat "$results" >>in
run rq-report --format=xlsx --output=out.xlsx --title='The night'
ok 'XLSX is made' exits 0
ok 'with a sheet for each job, and errors' in_workbook xl/workbook.xml 'name="1 Backend Engineer"'
ok 'errors have one of their own' in_workbook xl/workbook.xml 'name="Errors"'
ok 'the header stays' in_workbook xl/worksheets/sheet1.xml 'state="frozen"'
ok 'rows can be filtered' in_workbook xl/worksheets/sheet1.xml '<autoFilter ref="A1:AK7"/>'
ok 'on paper a page is as wide as the table' in_workbook xl/worksheets/sheet1.xml '<pageSetup fitToHeight="0" orientation="landscape"/>'
ok 'below its titles' in_workbook xl/workbook.xml '<definedName name="_xlnm.Print_Titles" localSheetId="0">'
ok 'a percentage is a number' in_workbook xl/worksheets/sheet1.xml '<v>0.7683</v>'
ok 'what became of somebody is said in words, as on the page' in_workbook xl/worksheets/sheet1.xml '<t>tailored</t>'
ok 'not as for programs' not_in_workbook xl/worksheets/sheet1.xml '<t>ok</t>'
ok 'a text is never a formula' not_in_workbook xl/worksheets/sheet1.xml '<f>'
ok 'but stands as it is' in_workbook xl/worksheets/sheet1.xml '<t>=1+1</t>'
grep error "$results" | grep -v result >errors
cat errors "$results" | rq-report --format=xlsx --output=out.xlsx
ok 'where errors came first, the first job is still what is seen first' in_workbook xl/workbook.xml 'activeTab="2"'
ok 'and columns that no error fills are hidden in their sheet' in_workbook xl/worksheets/sheet1.xml '<col min="6" max="6" width="10.7109375" hidden="1" customWidth="1"/>'
ok 'not that which says what happened' not_in_workbook xl/worksheets/sheet1.xml '<col min="27" max="27" width="40.7109375" hidden'
jq -c 'select(.type == "result") | .job.title = "A/B: [*?] \u0001 '"'"'😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"' <"$results" >in
run rq-report --format=xlsx --output=out.xlsx
ok 'titles that no sheet may have' exits 0
ok 'are made fit' in_workbook xl/workbook.xml 'name="1 A-B- ---- -u'
: >in
run rq-report --format=xlsx --output=out.xlsx
ok 'no record, and still a table' in_workbook xl/worksheets/sheet1.xml 'Candidate'
if command -v localc >/dev/null; then
	with '=1+1'
	run rq-report --format=xlsx --output=out.xlsx
	run soffice -env:UserInstallation="file://$work/office" --headless --convert-to csv out.xlsx
	ok 'LibreOffice reads the workbook' grep -q 'Backend Engineer.*=1+1.*76\.83\?%' out.csv
else
	skip 'LibreOffice reads the workbook' 'no LibreOffice Calc here'
fi

rq-ingest "$tree/examples/resumes.zip" 2>err | grep '"type":"resume"' | head -n 3 >in
cp in resumes
run rq-enqueue --no-score --job "$tree/examples/jobs/backend.txt"
cp out in
run rq-optimize
ok '--no-score: results without scores' counts 3 '.type == "result" and (has("score") | not)'
cp out in
run rq-report --format=csv
ok 'a table of them has no figures' reads '{r["evidence_percent"] + r["gaps"] for r in rows} == {""}'
run rq-report
ok 'and the report ranks nobody' lacks out 'best by evidence'
cp resumes in
run rq-enqueue --job "$tree/examples/jobs/backend.txt"
ok 'with scores it is another task' counts 3 '.status == "queued"'
cp out in
run rq-optimize
cp out in
run rq-report --no-score --format=csv
ok 'a report without scores is made of results with them' reads '{r["evidence_percent"] + r["literal_after_percent"] + r["gaps"] for r in rows} == {""}'
ok 'edits are no scores' reads 'sum(int(r["edits"]) for r in rows) > 0'
run rq-report --no-score
ok 'and of text' exits 0
ok 'it ranks nobody' lacks out 'best by evidence'
run rq-report --no-score --format=html
ok 'nor does the page explain a score' lacks out 'What the posting asks for'
ok 'nor has it words of scores' lacks out '<dt>Evidence'
ok 'nor a column of them in sight' holds out 'class="people unscored"'
ok 'which has the edits' holds out 'class="sides"'
: >in
run rq-report --no-score --store="$RQ_STORE" --format=csv
ok 'of a store too' reads 'len(rows) > 2 and {r["evidence_percent"] + r["gaps"] for r in rows} == {""}'

cp "$results" in
if [ -w /dev/full ]; then
	run sh -c 'rq-report --format=csv >/dev/full'
	ok 'a full disk is fatal: CSV' exits 3
	run sh -c 'rq-report --format=xlsx >/dev/full'
	ok 'a full disk is fatal: XLSX' exits 3
else
	skip 'a full disk is fatal' 'no /dev/full here'
fi
run env TMPDIR=missing rq-report --format=xlsx --output=new.xlsx
ok 'no room for temporary files is fatal' exits 3
ok 'and leaves no file' test ! -e new.xlsx
done_testing
