#!/bin/sh
# rq-ingest: what it reads, what it refuses, and that neighbours come out right.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

cv() {
	printf '# %s\n%s@example.org\n\n## Work\n\nEngineer, Acme Ltd, 2019 - 2021\n- Built services in Python\n' "$1" "$2"
}

cv 'Ada Example' ada >ada.md
run rq-ingest ada.md
ok 'a Markdown résumé' exits 0
ok 'has a name' equals 'Ada Example' .resume.basics.name out
ok 'an address' equals ada@example.org .resume.basics.email out
ok 'an employer' equals 'Acme Ltd' '.resume.work[0].name' out
ok 'and knows its source' equals ada.md .source.path out
ok 'with the digest that sha256sum gives' equals "$(sha256sum <ada.md | cut -d' ' -f1)" .source.digest out
cp ada.md in
run rq-ingest
ok 'standard input is one document' equals 'Ada Example' .resume.basics.name out
run rq-ingest -
ok 'and so is "-"' equals 'Ada Example' .resume.basics.name out
: >in
if script -qec true /dev/null >/dev/null 2>&1; then
	run script -qec rq-ingest /dev/null
	ok 'a terminal is none' exits 2
else
	skip 'a terminal is none' 'no script(1) or no terminals here'
fi

# folders
mkdir -p folder/sub folder/__MACOSX
cv 'Bob Example' bob >folder/b.md
cv 'Cy Example' cy >folder/sub/c.md
echo junk >folder/.DS_Store
echo junk >"folder/~\$b.docx"
echo junk >folder/__MACOSX/x.md
run rq-ingest folder ada.md
jq -sc 'map(.resume.basics.name)' <out >names
ok 'a folder is read with its folders, in order, without droppings' holds names '["Bob Example","Cy Example","Ada Example"]'
ok 'what is skipped is counted' says '3 system or hidden files skipped'

cp folder/.DS_Store folder/Thumbs.db
python3 -c 'import shutil; shutil.make_archive("packed", "zip", "folder")'
run rq-ingest packed.zip
jq -sc 'map(.resume.basics.name // .code)' <out >names
ok 'neither does a zip bring droppings' holds names '["Bob Example","Cy Example"]'
ok 'and their count is told' says '4 system or hidden files skipped'
rm folder/Thumbs.db

# what is refused, by name
: >empty.txt
printf '\177ELF\002\001\001\000\000\000\000\000\000\000\000\000binary' >program
printf '%%PDF-1.4\ntruncated' >broken.pdf
head -c 3000 "$tree/examples/resumes.zip" >cut.zip
printf 'PK\005\006\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000' >nothing.zip
run rq-ingest missing.txt empty.txt program broken.pdf cut.zip nothing.zip ada.md
ok 'bad files make status 1' exits 1
ok 'a missing file' counts 1 '.source == "missing.txt" and .code == "not-found"'
ok 'an empty file' counts 1 '.source == "empty.txt" and .code == "empty"'
ok 'a program' counts 1 '.source == "program" and .code == "unsupported"'
ok 'a broken PDF' counts 1 '.source == "broken.pdf" and .code == "damaged"'
ok 'a truncated zip' test "$(jq -c 'select(.type == "error" and (.source | startswith("cut.zip")))' <out | wc -l)" -ge 1
ok 'an empty zip' counts 1 '.source == "nothing.zip" and .code == "empty"'
ok 'the neighbour comes out right' counts 1 '.type == "resume"'
ok 'every error record has stage, code and message' counts 0 '.type == "error" and ((.stage == "ingest" and .code and .message) | not)'

# names that climb, links, loops
mkdir tarball
cv 'Dee Example' dee >tarball/dee.md
ln -s dee.md tarball/link.md
tar -C tarball --transform 's,dee.md,../dee.md,' -cPf climbs.tar dee.md link.md
run rq-ingest climbs.tar
ok 'a path that climbs and a link are refused' counts 2 '.type == "error" and .code == "unsafe-name"'
mkdir loop
ln -s . loop/again
cp ada.md loop/
run rq-ingest loop
ok 'a symlink loop ends' test "$(wc -l <out)" -le 2
ok 'and the file beside it is read once' counts 1 '.type == "resume"'
if [ "$(id -u)" -ne 0 ]; then
	mkdir sealed
	chmod 0 sealed
	run rq-ingest sealed ada.md
	ok 'a folder without permission is an error record' counts 1 '.code == "unreadable"'
	chmod 0700 sealed
else
	skip 'a folder without permission is an error record' 'root may read anything'
fi

# archives
tar -czf a.tar.gz ada.md folder/b.md
run rq-ingest a.tar.gz
ok 'a compressed tar' counts 2 '.type == "resume"'
ok 'with paths inside' counts 1 '.source.path == "a.tar.gz!/folder/b.md"'
tar -cf outer.tar a.tar.gz
run rq-ingest outer.tar
ok 'a container in a container' counts 1 '.source.path == "outer.tar!/a.tar.gz!/ada.md"'

# encodings
printf 'J\374rgen Beispiel\njuergen@example.org\n\nBerufserfahrung\n\nGesch\344ftsf\374hrer, M\374ller GmbH, 2015 - heute\n- Gr\366\337ere Projekte gef\374hrt\n' >latin1.txt
run rq-ingest latin1.txt
ok 'Latin-1 becomes UTF-8' equals 'Jürgen Beispiel' .resume.basics.name out
printf '\377\376' >utf16.txt
iconv -f UTF-8 -t UTF-16LE ada.md >>utf16.txt
run rq-ingest utf16.txt
ok 'UTF-16 too' holds out 'Ada Example'

# JSON Resume
printf '{"basics":{"name":"Eve Example","email":"eve@example.org","x-own":7},"work":[{"name":"Acme","position":"Engineer","startDate":"2020-01"}],"x-more":[1]}' >eve.json
run rq-ingest eve.json
ok 'JSON Resume keeps unknown members' equals '7 [1]' '"\(.resume.basics["x-own"]) \(.resume["x-more"])"' out
printf '{"basics":["Eve"]}' >bad.json
run rq-ingest bad.json
ok 'where nothing fits it is refused with the path' counts 1 '.type == "error" and (.message | contains("/basics"))'
printf '{"basics":{"name":"Eve Example"},"work":[{"name":"Acme","startDate":"soon"}]}' >part.json
run rq-ingest part.json
ok 'where a part does not fit the rest is used' equals 'Acme soon' '"\(.resume.work[0].name) \(.resume.unplaced[0])"' out
ok 'and a warning names path, rule and what was found' counts 1 \
	'.warnings[] | select(.code == "misfit") | .message | test("^/work/0/startDate: must be a date .*\"soon\"")'
printf '{"some":"thing"}' >other.json
run rq-ingest other.json
ok 'other JSON is no résumé' counts 1 '.type == "error"'

# scans
printf '\211PNG\r\n\032\n' >scan.png
run rq-ingest scan.png
ok 'a scan is named as one, and what reads it' counts 1 '.code == "no-text" and (.message | contains("--ocr"))'
run rq-ingest --ocr=klingon scan.png
ok 'OCR that is not there is a mistake in usage' exits 2
ok 'which names what to install' says tesseract

run rq-ingest -j 1 folder
cp out one
run rq-ingest --jobs=8 folder
ok 'the number of workers changes nothing' cmp one out
done_testing
