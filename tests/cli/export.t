#!/bin/sh
# rq-export: which results, which formats, where to, and what becomes of hostile ones.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

data=$tree/tests/data/export
rq-ingest "$tree/examples/resumes.zip" "$data"/german.json "$data"/chinese.json "$data"/japanese.json \
	"$data"/korean.json "$data"/arabic.json "$data"/hebrew.json "$data"/markup.json \
	"$data"/wrapped.json >resumes 2>err
rq-enqueue --job "$tree/examples/jobs/backend.txt" <resumes >tasks 2>err
rq-optimize <tasks >results 2>err
of() { jq -c "select(.resume.basics.name // \"\" | startswith(\"$1\"))" <results; }

# --- which results ---------------------------------------------------------------------
of Amara >amara
jq -c '.review = {"decision": "approved"}' <amara >approved
{ cat approved; jq -c '.review = {"decision": "rejected"}' <amara; cat amara
  jq -c '.status = "quarantine"' <approved
  printf '{"type":"error","v":1,"stage":"ingest","code":"no-text","message":"a scan"}\n'; } >in
run rq-export -o approved.out
ok 'what is approved becomes documents' counts 2 '.type == "export"'
ok 'what is not is passed on' counts 3 '.type == "result"'
ok 'and so are other records' counts 1 '.type == "error"'
ok 'that is no failure' exits 0
ok 'how many is said' says '3 results without approval'
run rq-export -o approved.out --progress=always
ok 'who watches sees each line counted once, whatever it is made into' says '5/5 [####################]'
ok 'a document is called by candidate and job' test -s approved.out/Amara-Okafor--senior-backend-engineer.docx
ok 'the other one too' test -s approved.out/Amara-Okafor--senior-backend-engineer.pdf
ok 'its digest is that of the file' equals \
	"$(sha256sum <approved.out/Amara-Okafor--senior-backend-engineer.docx | cut -d ' ' -f 1)" \
	'select(.format == "docx").digest' out
if python3 -c 'import jsonschema' 2>/dev/null; then
	ok 'the records keep their schemas' python3 "$tree/tests/cli/check_records.py" <out
else
	skip 'the records keep their schemas' 'no python3-jsonschema here'
fi

# A full disk may cut the line of a document in the index
cp approved in
run rq-export -o cut.out -f text
printf '{"type":"export","task_' >>cut.out/.rq-export.ndjson
rm cut.out/*.txt
run rq-export -o cut.out -f text
ok 'a line of the index that was cut costs no document its name' test "$(ls cut.out)" = Amara-Okafor--senior-backend-engineer.txt
run rq-export -o cut.out -f html
ok 'nor does it swallow the next line' test "$(jq -Rr 'fromjson? | .format' <cut.out/.rq-export.ndjson | tr '\n' ' ')" = 'txt html '

# --- round trip ---------------------------------------------------------------------------
# comes_back TEMPLATE FORMATS: documents of ./in, read again, say the same
comes_back() {
	rm -rf again
	rq-export --all -o again -t "$1" -f "$2" <in >exports 2>err &&
		rq-ingest again >back 2>err &&
		python3 "$tree/tests/cli/round_trip.py" in exports back
}
jq -c 'select(.resume.basics.name // "" | startswith("Eve") | not)' <results >in
ok 'every document is read again as it was' comes_back modern docx,html,markdown,text,json
ok 'what sets their directions is no warning' test "$(grep -c unsafe-characters back)" -eq 0
ok 'in the other template too' comes_back plain docx,html
latin() { jq -c 'select((.resume.basics.name // "") | test("^[\\p{Latin}]") or . == "")'; }
latin <in >in.latin
if fc-list -q ':lang=zh-cn' && fc-list -q 'Noto Sans Arabic' && fc-list -q 'Noto Sans Hebrew'; then
	ok 'PDF comes back whole' comes_back modern pdf
	ok 'also the plain one' comes_back plain pdf
else
	skip 'PDF of every script comes back whole' 'no Noto fonts here'
fi
mv in.latin in
ok 'PDF comes back whole, of Latin script' comes_back modern pdf
ok 'the plain one too' comes_back plain pdf

# --- every format is what it says ----------------------------------------------------------
cp results in
run rq-export --all -o all -f docx,pdf,html,md,txt,json
ok 'all formats of all results' counts $((6 * $(wc -l <results))) '.type == "export"'
ok 'nothing to complain of' exits 0
ok 'DOCX keeps to ECMA-376' python3 "$tree/tests/cli/check_docx.py" all/*.docx
run rq-export --all -o plain -t plain --paper=letter -f docx,pdf
ok 'in both templates' python3 "$tree/tests/cli/check_docx.py" plain/*.docx
pages_are() { for f in "$2"/*.pdf; do pdfinfo "$f" | grep -q "^Page size: *$1" || { echo "$f"; return 1; }; done; }
embedded() {
	for f in all/*.pdf; do
		pdffonts "$f" | awk 'NR > 2 && $(NF - 4) != "yes" { print; bad = 1 } END { exit bad || NR < 3 }' ||
			{ echo "$f"; return 1; }
	done
}
shows_words() { # FILE WORD...: the text of a PDF holds them
	pdftotext "$1" text && shift && for word; do grep -qF -- "$word" text || { echo "$word"; return 1; }; done
}
if command -v pdfinfo >/dev/null; then
	ok 'A4' pages_are 595 all
	ok 'Letter' pages_are 612 plain
	ok 'fonts are embedded' embedded
	pdfinfo all/Jürgen*.pdf >info
	ok 'PDF has title and author' holds info 'Jürgen Groß-Müller'
	ok 'is tagged' grep -q '^Tagged: *yes' info
	pdfinfo -struct all/Jürgen*.pdf >struct 2>warnings
	ok 'as one document' test "$(grep -c '^[^ ]' struct)" -eq 1
	ok 'whose lists are lists' grep -q '^    LI' struct
	ok 'and whose structure has no fault' test ! -s warnings
	of Amara | jq -c '.resume.work[0].highlights = [range(90) | "Line \(.) of many that go on overleaf."]' >in
	run rq-export --all -o long -f pdf
	pdfinfo -struct long/*.pdf >struct 2>warnings
	ok 'a list goes on overleaf' test "$(grep -c LBody struct)" -ge 90
	ok 'without a fault' test ! -s warnings
	ok 'each page says which it is of how many' test "$(pdftotext long/*.pdf - | tr -d ' ' | grep -x './3' | paste -sd ' ')" = '1/3 2/3 3/3'
	of Amara | jq -c 'range(20; 70) as $n | .task_id = .task_id[:30] + ($n | tostring) | .job_id = .task_id | .job.title = "Job \($n)" |
		.resume |= {basics: (.basics | del(.summary)), work: .work[:1]} | .resume.work[0].highlights = [range($n) | "Line \(.) of many."]' >in
	run rq-export --all -o pulled -f pdf
	lines_overleaf() { for f in pulled/*.pdf; do
		if pdfinfo "$f" | grep -q '^Pages: *2'; then pdftotext -f 2 -l 2 "$f" - | grep -c '[a-z]'; fi; done; }
	ok 'no page has but a line or two that less space would have saved' test "$(lines_overleaf | sort -n | head -n 1)" -ge 3
	of Amara | jq -c '.resume.basics.location = {address: "1 High Street, Ulm, 89073", city: "Ulm", postalCode: "89073", countryCode: "DE"}' >in
	run rq-export --all -o said -f text
	ok 'what an address says is said once' grep -qF '| 1 High Street, Ulm, 89073, DE' said/*.txt
	of Amara >in
	run rq-export --all -o short -f pdf
	ok 'but for one that is alone' test "$(pdftotext short/*.pdf - | grep -c '1 */ *1')" -eq 0
	cp results in
	ok 'and says its language' grep -qa '/Lang (de)' all/Jürgen*.pdf
	if fc-list -q ':lang=zh-cn'; then
		ok 'Chinese is real text' shows_words all/张伟*.pdf 高级后端工程师 'zhang.wei@example.com'
	else
		skip 'Chinese is real text' 'no font for it here'
	fi
	if fc-list -q 'Noto Sans Arabic' && fc-list -q 'Noto Sans Hebrew'; then
		ok 'so is Hebrew' shows_words all/נועה*.pdf 'מנתחת נתונים' 'noa.barak@example.com'
		ok 'and Arabic' shows_words all/ليلى*.pdf 'مهندسة برمجيات' 'leila@example.com'
	else
		skip 'Hebrew and Arabic are real text' 'no Noto fonts here'
	fi
else
	skip 'what is in a PDF' 'no poppler-utils here'
fi
if command -v qpdf >/dev/null; then
	sound() { for f in all/*.pdf; do qpdf --check "$f" || return 1; done; }
	ok 'PDF is sound' sound
else
	skip 'PDF is sound' 'no qpdf here'
fi
ok 'titles of sections are in the language of the text' holds all/Jürgen*.txt Berufserfahrung
ok 'and dates' holds all/Jürgen*.txt '04/2018 – heute'
ok 'HTML of a right-to-left text runs so' holds all/ليلى*.html 'dir="rtl"'
docx_part() { python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())' "$@"; }
docx_part all/ليلى*.docx word/document.xml >part
ok 'DOCX too' holds part '<w:bidi/>'
ok 'whose language its letters tell' holds all/张伟*.html 'lang="zh"'
docx_part all/Jürgen*.docx docProps/core.xml >part
ok 'DOCX has an author' holds part '<dc:creator>Jürgen Groß-Müller</dc:creator>'
if command -v resumed >/dev/null; then
	accepted() { for f in all/*.json; do resumed validate "$f" || return 1; done; }
	ok 'JSON Resume is accepted by resumed' accepted
else
	skip 'JSON Resume is accepted by resumed' 'no resumed here (npm install -g resumed)'
fi
if command -v soffice >/dev/null; then
	mkdir office
	run soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to txt:Text --outdir office all/Jürgen*.docx
	ok 'LibreOffice opens DOCX' grep -q Berufserfahrung office/Jürgen*.txt
	run soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir office all/ليلى*.docx
	pdftotext -bbox office/ليلى*.pdf boxes
	# The text of Arabic begins at the page's margin, at the right
	ok 'bullets of Arabic are inside of the text' awk -F '"' '
		/<word/ && $6 > edge && !/•/ { edge = $6 }
		/•/ { bullets++; if ($6 > outermost) outermost = $6 }
		END { exit !(bullets > 0 && outermost <= edge + 0.5) }' boxes
else
	skip 'LibreOffice opens DOCX' 'no LibreOffice here'
fi

# --- hostile results --------------------------------------------------------------------------
of Eve >in
run rq-export --all -o eve -f docx,html,md,txt,pdf
ok 'markup in every field does no harm' exits 0
ok 'DOCX stays sound' python3 "$tree/tests/cli/check_docx.py" eve/*.docx
ok 'HTML has no script' lacks eve/*.html '<script'
ok 'no picture' lacks eve/*.html '<svg'
ok 'and follows no script' lacks eve/*.html 'href="javascript:'
no_live_link() { ! grep '[^\\]](javascript:' eve/*.md; }
ok 'nor does Markdown' no_live_link
ok 'whose marks are escaped' holds eve/*.md '\# not a heading'
rq-ingest eve/*.txt eve/*.docx eve/*.html eve/*.md >back 2>err
said_all() { [ "$(jq -r .text <back | grep -c 'Eve <script>alert(1)</script>')" -eq 4 ]; }
ok 'and all of it is said, as text' said_all

jq -c '.edits = [{op: "replace", path: "/work/0/highlights/0", before: "<script>alert(1)</script> [x](javascript:1)",
	after: "<svg onload=alert(1)> <b>&amp;"}] | .questions = [{ask_candidate: "<img src=x onerror=alert(1)>"}]' <in >changed
mv changed in
run rq-export --all --changes -o eve-changes -f html,docx,md,pdf
ok 'nor does it in a change sheet' exits 0
ok 'HTML of which has no script' lacks eve-changes/*.html '<script'
ok 'nor a picture' lacks eve-changes/*.html '<img'
ok 'and shows what stood there' holds eve-changes/*.html '&lt;svg onload=alert(1)&gt;'
ok 'DOCX of which is sound' python3 "$tree/tests/cli/check_docx.py" eve-changes/*.docx

jq -c '.v = 2' <amara >in
run rq-export --all -o newer
ok 'a result of a newer version is refused' counts 1 '.type == "error" and .stage == "export" and .code == "bad-record"'
ok 'which is a failure' exits 1
jq -c 'del(.resume)' <amara >in
run rq-export --all -o none -f docx,txt
ok 'a result without a résumé is an error for each format' counts 2 '.type == "error" and .code == "bad-record"'
head -c 3000000 /dev/zero | tr '\0' 'x' >field
jq -c --rawfile long field '.resume.basics.summary = $long | .text = ""' <amara >in
cat amara >>in
run rq-export --all -o long -f docx,pdf
ok 'three megabytes of one field are too large' counts 2 '.type == "error" and .code == "too-large"'
ok 'and the next result is exported' counts 2 '.type == "export"'
jq -c '.resume.work[0].highlights = [range(15000) | "line \(.)"]' <amara >in
run rq-export --all -o pages -f pdf
ok 'a book is no résumé' counts 1 '.type == "error" and .code == "too-many"'
{ printf '{"type":"result","v":1,"text":"'; head -c 10000000 /dev/zero | tr '\0' 'x'; printf '"}\n'; cat amara; } >in
run rq-export --all -o huge -f txt
ok 'ten megabytes are refused as a line' counts 1 '.type == "error" and .code == "too-large"'
ok 'and the next line is read' counts 1 '.type == "export"'

# --- fonts -----------------------------------------------------------------------------------
dejavu=$(fc-list 2>/dev/null | sed -n 's,^\(.*\)/DejaVuSans\.ttf:.*,\1,p' | head -n 1)
if [ "$dejavu" ]; then
	mkdir fonts && cp "$dejavu"/DejaVuSans*.ttf fonts
	printf '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>\n' \
		"$work/fonts" "$work/cache" >fonts.conf
	of 张 >in
	FONTCONFIG_FILE=$work/fonts.conf run rq-export --all -o nofont -f pdf,docx
	ok 'a script without a font is named' says 'of the script Hani'
	ok 'signs that scripts share are of none' says 'no font for 3 characters, as 、'
	if command -v pdftotext >/dev/null; then
		ok 'in its place stands "?", no box' shows_words nofont/*.pdf '????' zhang.wei@example.com Java
	else
		skip 'in its place stands "?", no box' 'no poppler-utils here'
	fi
	ok 'in the record of the PDF' counts 1 '.format == "pdf" and .warnings[0].code == "no-font"'
	ok 'DOCX does not mind' counts 1 '.format == "docx" and .warnings == []'
	of Amara >in
	FONTCONFIG_FILE=$work/fonts.conf run rq-export --all -o nofont -f pdf
	ok 'a text that has its font is silent' silent
	mkdir empty
	sed "s,$work/fonts,$work/empty," fonts.conf >none.conf
	FONTCONFIG_FILE=$work/none.conf run rq-export --all --changes -o nofont -f html,docx
	ok 'a change sheet that is no PDF needs none' exits 0
	FONTCONFIG_FILE=$work/none.conf run rq-export --all -o nofont -f pdf
	ok 'no font at all is an error that says so' says 'no font is installed'
else
	skip 'a script without a font is named' 'no DejaVu fonts here'
fi

# --- names -----------------------------------------------------------------------------------
jq -c '.candidate_id = "00000000000000000000000000000001" | .task_id = "aaaaaaaabbbbbbbbaaaaaaaabbbbbbbb" |
	.resume.basics.name = "AMARA OKAFOR"' <amara >twin
cat amara twin >in
run rq-export --all -o twins -f txt
ok 'a name that differs in case only is taken' test -s twins/AMARA-OKAFOR--senior-backend-engineer--aaaaaaaa.txt
ok 'the first keeps it' holds twins/Amara-Okafor--senior-backend-engineer.txt 'Amara Okafor'
cat twin amara >in
run rq-export --all -o twins -f txt
ok 'in the next run, in another order, both keep theirs' test "$(find twins -name '*.txt' | wc -l)" -eq 2
ok 'whose they are' holds twins/AMARA-OKAFOR--senior-backend-engineer--aaaaaaaa.txt 'AMARA OKAFOR'

jq -c '.task_id = "bbbbbbbbaaaaaaaabbbbbbbbaaaaaaaa"' <twin >in
run rq-export --all -o twins -f txt
ok 'done again as another task, it replaces its document' test "$(find twins -name '*.txt' | wc -l)" -eq 2
ok 'below the name that it had' equals twins/AMARA-OKAFOR--senior-backend-engineer--aaaaaaaa.txt .path out
run rq-export --all -o twins/ -f txt
ok 'a slash behind the folder is no part of its name' equals twins/AMARA-OKAFOR--senior-backend-engineer--aaaaaaaa.txt .path out
run rq-export --all -o twins -f txt
ok 'and keeps it from then on' test "$(find twins -name '*.txt' | wc -l)" -eq 2

jq -c '.review = {decision: "returned", note: "shorter"}' <amara >before
jq -c '.task_id = "ccccccccaaaaaaaaccccccccaaaaaaaa"' <amara >after
cat after before >in
run rq-export --all -o redone -f txt
ok 'what was sent back is not exported, whichever comes first' counts 1 '.type == "export" and .task_id[:8] == "cccccccc"'
ok 'it is passed on' counts 1 '.type == "result" and .review.decision == "returned"'
ok 'and that is said' says '1 result passed on that was sent back'
mkdir stranger && echo mine >stranger/Amara-Okafor--senior-backend-engineer.txt
cp amara in
run rq-export --all -o stranger -f txt
ok 'a file that was there before stays' holds stranger/Amara-Okafor--senior-backend-engineer.txt mine
ok 'beside the new one' test "$(find stranger -name 'Amara*.txt' | wc -l)" -eq 2
run rq-export --all -o again1 -f docx,pdf
TZ=Asia/Tokyo run rq-export --all -o again2 -f docx,pdf
ok 'the same result gives the same bytes' sh -c 'cmp again1/*.docx again2/*.docx && cmp again1/*.pdf again2/*.pdf'

# --- where to ----------------------------------------------------------------------------------
cat amara twin amara >in
run rq-export --all -o night.zip -f docx,txt
ok 'a zip' python3 -m zipfile -t night.zip
zip_names() { python3 -c 'import sys, zipfile; print(*sorted(zipfile.ZipFile(sys.argv[1]).namelist()), sep="\n")' "$1"; }
ok 'in which no name stands twice' test "$(zip_names night.zip | sort -u | wc -l)" -eq 6
ok 'paths name the member' counts 6 '.path | startswith("night.zip!/")'
rq-ingest night.zip >back 2>err
ok 'rq-ingest reads it' test "$(grep -c '"type":"resume"' back)" -eq 6
cp results in
status=0
(ulimit -f 40 && rq-export --all -o full.zip -f docx <in) >out 2>err || status=$?
ok 'a zip for which there is no room is fatal' exits 3
ok 'and said' says 'cannot write full.zip'
ok 'nothing of it is left' test -z "$(find . -name 'full.zip*')"
cp night.zip before.zip
(ulimit -f 40 && rq-export --all -o night.zip -f docx <in) >out 2>err || status=$?
ok 'and what was there before stays' cmp night.zip before.zip
(ulimit -f 8 && rq-export --all -o filled -f docx <in) >out 2>err || status=$?
ok 'a folder for which there is no room is fatal too' exits 3
ok 'and no half of a document is left' test -z "$(find filled -name '*.docx*')"
: >file
run rq-export --all -o file/below
ok 'a folder that cannot be made is fatal' exits 3
if [ "$(id -u)" -ne 0 ]; then
	mkdir locked && chmod 0500 locked
	run rq-export --all -o locked
	ok 'one that cannot be written too' exits 3
else
	run rq-export --all -o /proc
	ok 'one that cannot be written too' exits 3
fi
mkdir -p busy && : >busy/.rq-export.ndjson
run flock busy/.rq-export.ndjson rq-export --all -o busy
ok 'a folder in which another one writes is for later' exits 75
run rq-export --all
ok 'a missing --output is a usage error' exits 2
run rq-export -o x -f docx,wordperfect
ok 'so is an unknown format' exits 2
ok 'which is named' says 'wordperfect'
run rq-export -o x -t deleted
ok 'and a template that is not there' exits 2
ok 'with those that are' says 'plain'

# --- change sheets -----------------------------------------------------------------------------
jq -c 'select(.type == "result" and ([.edits[] | select(.op == "replace")] | length > 0))' <results | head -n 1 >in
run rq-export --all --changes -o sheets -f html,pdf,txt
ok 'a change sheet' counts 3 '.document == "changes"'
after=$(jq -r '[.edits[] | select(.op == "replace")][0].after' <in)
before=$(jq -r '[.edits[] | select(.op == "replace")][0].before' <in)
ok 'shows what stood there' holds "$(echo sheets/*--changes.txt)" "Before: $before"
ok 'and what stands there now' holds "$(echo sheets/*--changes.txt)" "After: $after"
ok 'with the difference marked' grep -q '<ins>' sheets/*.html
ok 'and the questions' holds "$(echo sheets/*--changes.txt)" "$(jq -r '.questions[0].ask_candidate' <in)"
pages_of() { pdfinfo "$1" | grep -q "^Pages: *$2\$"; }
jq -c '.edits = [] | .questions = []' <amara >in
run rq-export --all --changes -o sheets2 -f txt
ok 'without a change it says so' grep -q 'Nothing: your' sheets2/*.txt
# Sixty changes and a dozen questions: one page, and nothing goes without a word
jq -c '.edits = [range(60) as $i | {op: "replace", path: "/work/\($i % 2)/highlights/0", before:
		"Moved the nightly billing jobs of line \($i) to a queue on K8s so that invoices reach customers before offices open.",
	after: "Moved the nightly billing jobs of line \($i) to a queue on Kubernetes so that invoices reach customers before offices open."}] |
	.questions = [range(12) | {req_id: "q\(.)", ask_candidate: "Have you worked with tool \(.)? Where, and for how long?"}]' <amara >in
told() { # FILE: changes that a PDF shows, and those of which it says that they are elsewhere
	pdftotext "$1" text && shown=$(grep -c '^Before: ' text) &&
		rest=$(sed -n 's/^Further, in the full report: //p' text | head -n 1) && [ "$shown" -ge 8 ] && [ $((shown + rest)) -eq 60 ]
}
for template in plain modern; do
	for paper in a4 letter; do
		run rq-export --all --changes -t $template --paper=$paper -o "many-$template-$paper" -f pdf,html
		if command -v pdfinfo >/dev/null; then
			ok "sixty changes are on one page, $template on $paper" pages_of "many-$template-$paper"/*.pdf 1
			ok 'which says how many more there are' told "many-$template-$paper"/*.pdf
		else
			skip "sixty changes are on one page, $template on $paper" 'no poppler-utils here'
		fi
	done
done
if command -v chromium >/dev/null && command -v pdfinfo >/dev/null; then
	chromium --headless --no-sandbox --disable-gpu "--user-data-dir=$work/chromium" --no-pdf-header-footer \
		"--print-to-pdf=$work/printed.pdf" "file://$(echo "$work"/many-modern-letter/*.html)" >chromium.out 2>&1
	ok 'a page of HTML is one page in print, too' pages_of printed.pdf 1
else
	skip 'a page of HTML is one page in print, too' 'no chromium or poppler-utils here'
fi
jq -c '.resume.basics.name = "Amara\u202e Okafor\ufffe"' <amara >in
run rq-export --all -o odd -f pdf,docx,html
ok 'a name with what no document can hold costs none' counts 3 '.type == "export"'
run rq-export --changes -o sheets3 -f json
ok 'a change sheet has no JSON' exits 2
done_testing
