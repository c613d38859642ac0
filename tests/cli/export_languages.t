#!/bin/sh
# rq-export: titles of sections, dates and "present" in every language that it has, read again
# by rq-ingest as the same sections.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

languages=$(sed -n 's/^WORDS("\([^"]*\)".*/\1/p' "$tree/lib/export/captions.h")

# A résumé that has every section, as a result in each of the languages
rq-ingest "$tree/tests/data/export/every-section.json" >resume 2>err
for language in $languages; do
	jq -c --arg language "$language" --arg id "$(printf '%s' "$language" | md5sum | cut -c1-32)" '{type: "result", v: 1,
		task_id: $id, candidate_id: $id, resume_id, job_id: $id, job: {title: $language}, status: "ok", $language,
		text: "", resume: (.resume + {unplaced: ["Driving licence B"]})}' <resume
done >in
ok 'there are many languages' test "$(wc -l <in)" -ge 26

comes_back() {
	rm -rf again
	rq-export --all -o again -f "$1" <in >exports 2>err &&
		rq-ingest again >back 2>err &&
		python3 "$tree/tests/cli/round_trip.py" in exports back
}
ok 'whose titles are read again as what they are' comes_back docx,html,markdown,text
titles() { # LANGUAGE TITLE...: stand in the document of that language
	file=again/Kim-Example--$1.txt && shift
	for title; do grep -qxF -- "$title" "$file" || { echo "$title"; return 1; }; done
}
ok 'German' titles de Berufserfahrung 'Software Engineer | 03/2019 – heute'
ok 'Polish' titles pl 'Doświadczenie zawodowe' 'Software Engineer | 03/2019 – obecnie'
ok 'Arabic' titles ar الخبرات 'Software Engineer | 03/2019 – الآن'
ok 'Hebrew' titles he 'ניסיון תעסוקתי' 'Software Engineer | 03/2019 – היום'
ok 'Chinese' titles zh 工作经历 'Software Engineer | 2019年3月 – 至今'
ok 'Chinese of Taiwan' titles zh-hant 工作經歷 'Software Engineer | 2019年3月 – 至今'
ok 'Japanese' titles ja 職務経歴 'Software Engineer | 2019年3月 – 現在'
ok 'Korean' titles ko 경력 'Software Engineer | 2019년 3월 – 현재'
styles() { python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("word/styles.xml").decode())' "again/Kim-Example--$1.docx"; }
rq-export --all -o again -f docx <in >exports 2>err
styles ja >ja.xml
styles de >de.xml
ok 'word processors are told a face for Japanese' holds ja.xml 'w:eastAsia="Yu Gothic"'
ok 'and none where none is needed' lacks de.xml 'Gothic'
ok 'and that their letters of other scripts are bold too' holds de.xml '<w:b/><w:bCs/>'
ok 'what no section took has a title too' titles 'fi' 'Muut tiedot' '- Driving licence B'

# People of many languages, with towns and degrees that stand in no list
rq-ingest "$tree"/tests/data/export/*.json 2>err | jq -c 'select(.source.path | endswith("markup.json") | not) | {type: "result", v: 1,
	task_id: .resume_id[:32], candidate_id, resume_id, job_id: .resume_id[:32], job: {title: "x"}, status: "ok", language, text, resume}' >in
ok 'there are people of many languages' test "$(wc -l <in)" -ge 13
ok 'who come back whole' comes_back docx,html,markdown,text
jq -c 'select(.resume.basics.name | test("Ashdown|Aylin"))' <in >latin
mv latin in
ok 'also from PDF, with signs in their names' comes_back pdf
comes_back text >why || :
ok 'an employer alone stands below its time, not where a title would' test "$(grep -A 1 '^2013 – 2015$' \
	again/Robert-Bob-Ashdown--x.txt | tail -n 1)" = 'Mill Hollow'

# A page from right to left that ends in a line of its own, and terms of both directions
jq '{basics: {name: .basics.name}, work: .work[:1], skills: [{name: "AutoCAD"}, {name: "Primavera"}, {name: "إدارة المشاريع"}],
	volunteer: [{organization: "الهلال الأحمر", position: "متطوعة", startDate: "2015", endDate: "2017"}]}' \
	"$tree/tests/data/export/arabic.json" >last.json
rq-ingest last.json 2>err | jq -c '{type: "result", v: 1, task_id: .resume_id[:32], candidate_id, resume_id,
	job_id: .resume_id[:32], job: {title: "x"}, status: "ok", language, text, resume}' >in
run rq-export --all -t plain -f pdf -o last
rq-ingest last/*.pdf >back 2>err
ok 'the last line of a page of Arabic is read' holds back 'الهلال الأحمر'
ok 'terms of Latin before one of Arabic stay apart' \
	test "$(jq -c '[.resume.skills[].name]' <back)" = '["AutoCAD","Primavera","إدارة المشاريع"]'

# A telephone number runs as everywhere among letters from right to left, in a text of either direction
for language in arabic english; do
	jq --arg language $language '{basics: {name: "Layla", label: .basics.label, phone: "+971 50 123 4567", location: {city: "دبي"}},
		work: (if $language == "arabic" then .work else [{position: "Driver", name: "Desert Freight", highlights: ["Drove in five emirates"]}] end)} |
		if $language == "english" then .basics.label = "Driver of lorries" else . end' "$tree/tests/data/export/arabic.json" >$language.json
done
rq-ingest arabic.json english.json 2>err | jq -c '{type: "result", v: 1, task_id: .resume_id[:32], candidate_id, resume_id,
	job_id: .resume_id[:32], job: {title: (.source.path | split(".")[0])}, status: "ok", language, text, resume}' >in
run rq-export --all -f pdf,docx -o numbers
rq-ingest numbers 2>err >back
ok 'each is read again as it was' test "$(jq -r .resume.basics.phone <back | uniq -c | tr -s ' ')" = ' 4 +971 50 123 4567'
# The words of a page that have a digit, from left to right
seen_numbers() { pdftotext -bbox "$1" - | sed -n 's/.*xMin="\([0-9.]*\)".*>\([+0-9]*\)<.*/\1 \2/p' | sort -n | cut -d ' ' -f 2 | grep -E '971|^50$|123|4567' | paste -sd ' '; }
if command -v pdftotext >/dev/null; then
	ok 'and its groups stand from left to right on a page of Arabic' test "$(seen_numbers numbers/*arabic.pdf)" = '+971 50 123 4567'
	ok 'as behind a name of a town on one of English' test "$(seen_numbers numbers/*english.pdf)" = '+971 50 123 4567'
fi
python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode())' numbers/*arabic.docx >part
mark=$(printf '\342\200\216')
ok 'word processors are told so' holds part "$mark</w:t></w:r><w:r><w:t xml:space=\"preserve\">+971 50 123 4567</w:t></w:r><w:r><w:t xml:space=\"preserve\">$mark"

# A sheet of changes whose titles are Hebrew and whose questions are English
rq-ingest "$tree/tests/data/export/hebrew.json" 2>err | jq -c '{type: "result", v: 1, task_id: .resume_id[:32], candidate_id,
	resume_id, job_id: .resume_id[:32], job: {title: "x"}, status: "ok", language, text, resume, edits: [],
	questions: [{ask_candidate: "Have you worked with Terraform? Where, and for how long?"}]}' >in
run rq-export --all --changes -f html,docx -o sheet
ok 'a sheet runs as its titles' holds sheet/*.html '<html lang="he" dir="rtl">'
ok 'its items in other letters keep their bullet beside the others' holds sheet/*.html '<li><bdi dir="ltr">Have you worked'
python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode())' sheet/*.docx >part
ok 'and their question mark at the end, in word processors too' holds part "for how long?</w:t></w:r><w:r><w:t xml:space=\"preserve\">$mark"

# What script and words tell, where rq-ingest says nothing of the language
rq-ingest "$tree"/tests/data/export/*.json 2>err | jq -c 'del(.language) | {type: "result", v: 1, task_id: .resume_id[:32],
	candidate_id, resume_id, job_id: .resume_id[:32], job: {title: "x"}, status: "ok", text, resume}' >in
run rq-export --all -o told -f txt
ok 'the script tells Japanese' holds told/佐藤-花子--x.txt 職務経歴
ok 'Korean' holds told/김민지--x.txt 경력
ok 'Chinese' holds told/张伟--x.txt 工作经历
ok 'Arabic' holds told/ليلى-الحداد--x.txt الخبرات
ok 'and Hebrew' holds told/נועה-ברק--x.txt 'ניסיון תעסוקתי'
done_testing
