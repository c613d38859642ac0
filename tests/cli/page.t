#!/bin/sh
# The page of rq-report in a browser: sorting, filtering, turning pages, deciding.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

if ! command -v chromium >/dev/null; then
	skip 'the page works in a browser' 'no chromium here'
	done_testing
fi

# browse PAGE: the lines of standard input, evaluated in it, into seen
browse() { timeout 60 python3 "$tree/tests/cli/browse.py" "$1" >seen; }
# saw LINE VALUE: that line of seen is this JSON
saw() { [ "$(sed -n "$1p" seen)" = "$2" ] || { cat seen; false; }; }

rq-ingest "$tree/examples/resumes.zip" >in
run rq-enqueue --job "$tree/examples/jobs/backend.txt"
cp out in
run rq-optimize
cp out results
cp results in
run rq-report -f html -o page.html
task=$(jq -r 'select(.resume.basics.name == "Amara Okafor") | .task_id' <results)

cat >steps <<'END'
const row = (n) => document.querySelectorAll("tr.person")[n]; var saved; var names = () => [...document.querySelectorAll("tr.person th > bdi")].map((e) => e.textContent); var find = (text) => [...document.querySelectorAll("button")].find((e) => e.textContent === text); var type = (input, text) => { input.value = text; input.dispatchEvent(new Event("input")); };
names().length
find("Evidence").click(); row(19).querySelector("th bdi").textContent
find("Evidence").closest("th").ariaSort
find("Evidence").click(); row(0).querySelector("th bdi").textContent
type(document.querySelector(".tools input"), "amara okafor"); names()
document.querySelector(".turn span").textContent
document.querySelector(".bar-review").hidden
document.querySelector("tr.more details").open = true; new Promise((done) => setTimeout(() => done(document.querySelectorAll(".decide button").length), 200))
type(document.querySelector(".decide input"), ""); find("Send back").click(); document.querySelector(".decide .mark").textContent
type(document.querySelector(".decide input"), "shorter"); find("Send back").click(); document.querySelector(".decide .mark").textContent + document.querySelector(".bar-review [role=status]").textContent
type(document.querySelector(".decide input"), "clear & <b>true</b>"); find("Approve").click(); document.querySelector(".decide .mark").textContent
document.querySelector(".bar-review").hidden
document.querySelector(".bar-review input").value = "Ada \"A\" Lovelace"; URL.createObjectURL = (blob) => { saved = blob; return "#"; }; find("Save decisions.ndjson").click(); saved.text()
type(document.querySelector(".tools input"), "nobody is called so"); document.querySelector(".turn span").textContent
END
ok 'the page opens in a browser' browse page.html <steps
ok 'with everybody on it' saw 2 20
ok 'sorted by evidence the best is last' saw 3 '"Amara Okafor"'
ok 'and a screen reader is told' saw 4 '"ascending"'
ok 'sorted again the best is first' saw 5 '"Amara Okafor"'
ok 'words find a person' saw 6 '["Amara Okafor"]'
ok 'and say how many there are' saw 7 '"1–1 of 1"'
ok 'nothing is decided at first' saw 8 true
ok 'opened details offer three buttons' saw 9 3
ok 'nothing is sent back without a word' saw 10 '""'
ok 'with one it is' saw 11 '"returned0 approved, 0 rejected, 1 sent back, not saved yet"'
ok 'a decision is shown' saw 12 '"approved"'
ok 'and can be saved' saw 13 false
ok 'what nobody is called finds nobody' saw 15 '"none"'

sed -n 14p seen | jq -rj . >decisions
ok 'the file has the decision' equals "$task approved clear & <b>true</b> Ada \"A\" Lovelace" \
	'"\(.task_id) \(.decision) \(.reason) \(.reviewer)"' decisions
cp decisions in
run rq-admin review
ok 'which rq-admin takes' prints '1 decided, 0 known already, 0 outdated
'

jq -c 'select(.resume.basics.name == "Amara Okafor") | . as $r | range(120) |
	. as $n | $r | .task_id = "</tr><script>alert(1)</script>\"" |
	.resume.basics.name = "<img src=x onerror=alert(\($n))>" |
	.warnings = [{"code": "x", "message": "</details><svg onload=alert(1)>"}] |
	.source.path = "\"><script>alert(1)</script>" |
	.score.terms[0].any = ["</ul><style>*{display:none}</style>"] |
	.review = {"decision": "approved", "reviewer": "<script>alert(1)</script>"}' <results >in
run rq-report -f html --title='</title><script>alert(1)</script>' -o page.html
cat >steps <<'END'
document.querySelectorAll("img, script, svg:not(.bar, .chart > svg), style, link").length
document.querySelectorAll("tr.person").length
document.querySelector(".turn span").textContent
[...document.querySelectorAll("button")].find((e) => e.textContent === "Next").click(); [...document.querySelectorAll("button")].find((e) => e.textContent === "Next").click(); document.querySelector(".turn span").textContent
document.title
document.documentElement.scrollWidth <= innerWidth
END
ok 'a page of hostile words opens' browse page.html <steps
ok 'with no element but its own: a style and a script' saw 1 2
ok 'fifty people a page' saw 2 50
ok 'of all' saw 3 '"1–50 of 120"'
ok 'the last page has the rest' saw 4 '"101–120 of 120"'
ok 'the title is text' saw 5 '"</title><script>alert(1)</script>"'
ok 'nothing is wider than the window' saw 6 true
done_testing
