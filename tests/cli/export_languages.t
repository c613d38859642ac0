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
ok 'what no section took has a title too' titles 'fi' 'Muut tiedot' '- Driving licence B'

# People of many languages, with towns and degrees that stand in no list
rq-ingest "$tree"/tests/data/export/*.json 2>err | jq -c 'select(.source.path | endswith("markup.json") | not) | {type: "result", v: 1,
	task_id: .resume_id[:32], candidate_id, resume_id, job_id: .resume_id[:32], job: {title: "x"}, status: "ok", language, text, resume}' >in
ok 'there are people of many languages' test "$(wc -l <in)" -ge 13
ok 'who come back whole' comes_back docx,html,markdown,text

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
