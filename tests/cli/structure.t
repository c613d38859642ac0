#!/bin/sh
# rq-ingest: what is found in résumés of many countries, and that it is a JSON Resume.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

data=$tree/tests/data/resume
for cv in "$data"/*.txt "$data"/*.md; do
	name=${cv##*/}
	run rq-ingest "$cv"
	jq -r -f "$data/facts.jq" <out >facts
	ok "${name%.*} is read as a person would" diff -u "${cv%.*}.facts" facts
	cat out >>all
done

# JSON Resume 1.3, as far as it asks for anything: dates, links, addresses, types.
cat >rules.jq <<'RULES'
def is_date: test("^[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?$");
def is_link: test("^[a-z][a-z+.-]*://[!-~]+$");
def dates: ["startDate", "endDate", "date", "releaseDate"];
def lists: ["highlights", "keywords", "courses", "roles"];
[.resume | .. | objects | to_entries[] | . as {$key, $value} |
	select(((dates | index($key)) and ($value | is_date | not))
		or ($key == "url" and ($value | is_link | not))
		or ($key == "email" and ($value | test("^[^@ ]+@[^@ ]+$") | not))
		or ((lists | index($key)) and ($value | all(type == "string") | not)))] |
	.[] | "\(.key): \(.value)"
RULES
jq -r -f rules.jq <all >broken
ok 'dates, links, addresses and lists are as JSON Resume wants them' test ! -s broken

done_testing
