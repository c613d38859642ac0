#!/bin/sh
# The page of rq-report in a browser: sorting, filtering, turning pages, deciding.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

if ! command -v chromium >/dev/null; then
	skip 'the page works in a browser' 'no chromium here'
	done_testing
fi

# browse [OPTION]... PAGE: the lines of standard input, evaluated in it, into seen
browse() { timeout 60 python3 "$tree/tests/cli/browse.py" "$@" >seen; }
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
type(document.querySelector(".decide input"), "  "); find("Send back").click(); document.querySelector(".decide .mark").textContent
type(document.querySelector(".decide input"), "shorter"); find("Send back").click(); document.querySelector(".decide .mark").textContent + document.querySelector(".bar-review [role=status]").textContent
type(document.querySelector(".decide input"), "clear & <b>true</b>"); find("Approve").click(); document.querySelector(".decide .mark").textContent
document.querySelector(".bar-review").hidden
document.querySelector(".bar-review input").value = "Ada \"A\" Lovelace"; URL.createObjectURL = (blob) => { saved = blob; return "#"; }; find("Save decisions.ndjson").click(); saved.text()
type(document.querySelector(".tools input"), "nobody is called so"); document.querySelector(".turn span").textContent
document.querySelector("caption").textContent
find("Literal before → tailored").click(); find("Literal before → tailored").closest("th").ariaSort
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
ok 'the caption no longer tells the order in which they came' saw 16 '"Candidates; scores are percentages"'
ok 'the largest number comes first' saw 17 '"descending"'

sed -n 14p seen | jq -rj . >decisions
ok 'the file has the decision' equals "$task approved clear & <b>true</b> Ada \"A\" Lovelace" \
	'"\(.task_id) \(.decision) \(.reason) \(.reviewer)"' decisions
cp decisions in
run rq-admin review
ok 'which rq-admin takes' prints '1 decided, 0 known already, 0 outdated
'

# --- by the keyboard alone
cat >steps <<'END'
keys: / a m a r a Space o k a f o r
[...document.querySelectorAll("tr.person th > bdi")].map((e) => e.textContent)
keys: Tab Tab Tab
document.activeElement.textContent
getComputedStyle(document.activeElement).outlineStyle !== "none"
keys: Tab Enter
document.activeElement.closest("th").ariaSort
keys: Tab Tab Tab Tab Enter
new Promise((done) => { const look = () => document.querySelector(".decide") ? done(document.activeElement.matches("details[open] > summary")) : setTimeout(look, 20); look(); })
keys: Tab Enter
document.querySelector(".decide .mark").textContent
keys: Tab Tab Tab n o Tab
document.activeElement.labels?.[0].textContent
END
ok 'keys alone do it' browse page.html <steps
ok 'a slash goes to the filter, and letters find somebody' saw 1 '["Amara Okafor"]'
ok 'Tab goes on to the columns' saw 2 '"Status"'
ok 'where it is can be seen' saw 3 true
ok 'Enter sorts' saw 4 '"ascending"'
ok 'opens details' saw 5 true
ok 'and decides' saw 6 '"approved"'
ok 'the next stop is who decides' saw 7 '"Reviewer"'

# --- before all of it has come
cat >steps <<'END'
document.querySelector("tr.person").checkVisibility() && document.readyState
document.querySelector("tr.more details").open = true; new Promise((done) => setTimeout(() => done(document.querySelectorAll("tr.more details h4").length > 0), 200))
keys: / a m a r a
document.activeElement.value
rest:
[...document.querySelectorAll("tr.person th > bdi")].map((e) => e.textContent)
END
ok 'a page whose end is late opens' browse --slowly page.html <steps
ok 'what is there can be read' saw 1 '"loading"'
ok 'details can be opened' saw 2 true
ok 'and the filter takes letters' saw 3 '"amara"'
ok 'which find somebody when all have come' saw 4 '["Amara Okafor"]'

cat >steps <<'END'
new Promise((done) => { const look = () => document.querySelector("tr.more noscript") ? setTimeout(look, 20) : done(document.querySelectorAll("tr.more details h4").length > 0); look(); })
END
ok 'details of the rows that are shown are there for who searches' browse page.html <steps
ok 'though nobody opened them' saw 1 true

# --- for everybody: contrast, structure, narrow windows, no script

cat >steps <<'END'
var open = (status) => { const row = document.querySelector(`tr.person[data-status="${status}"]`); row.nextElementSibling.querySelector("details").open = true; return new Promise((done) => setTimeout(() => done([...row.nextElementSibling.querySelectorAll(".decide button")].map((e) => e.textContent)), 200)); };
open("held back")
open("tailored")
document.querySelector('tr.person[data-status="held back"]').nextElementSibling.textContent.includes("nobody's approval lets it out")
END
{ cat results; sed -n 1p results | jq -c '.status = "quarantine" | .task_id = "00000000000000000000000000000000"'; } >in
run rq-report -f html -o held.html
ok 'a page with somebody who is held back opens' browse held.html <steps
ok 'what is held back is not offered for approval' saw 2 '["Reject", "Send back"]'
ok 'as others are' saw 3 '["Approve", "Reject", "Send back"]'
ok 'and why is said' saw 4 true

# Every kind of thing that the page can show
jq -c '.rejected = [{"edit": {"op": "replace", "path": "/work/0/summary", "before": "Ran it", "after": "Led it"},
	"rule": "scope", "why": "x"}] | .notes = ["n"] | .warnings = [{"code": "x", "message": "m"}] |
	.review = {"decision": "returned", "note": "n", "reviewer": "Ada", "seconds": 0}' <results >in
for status in ok_reduced review quarantine failed; do
	head -n 1 <results | jq -c --arg status $status '.status = $status | .fallback = true | .cached = true' >>in
done
printf '{"type":"error","v":1,"stage":"ingest","code":"encrypted","message":"m","source":"a.pdf"}\n' >>in
run rq-report -f html -o all.html
# WCAG 2.2: 4.5:1 for text (1.4.3), 3:1 for what a figure needs to be seen and for controls (1.4.11)
cat >look.js <<'END'
var bare = (text) => text.match(/[\d.]+/g).map(Number);
var over = (top, under) => top.length < 4 ? top : [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
var light = (rgb) => rgb.slice(0, 3).map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
var ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
var behind = (e) => { if (!e) return [255, 255, 255]; const own = bare(getComputedStyle(e).backgroundColor); return own.length === 3 ? own : over(own, behind(e.parentElement)); };
var texts = () => { const list = []; const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); while (walk.nextNode()) { const e = walk.currentNode.parentElement; if (walk.currentNode.data.trim() && !e.closest("script, style, .hidden")) list.push(e); } return [...new Set(list)]; };
var faint = () => [...new Set(texts().map((e) => [e.tagName + "." + e.className + e.closest("svg, *").tagName, ratio(bare(e.closest("svg") ? getComputedStyle(e).fill : getComputedStyle(e).color), behind(e))]).filter((pair) => pair[1] < 4.5).map(String))];
var dim = () => [...new Set([...document.querySelectorAll(".before, .after, .chart rect")].filter((e) => !e.matches(".track, .ceiling")).map((e) => [e.tagName + "." + e.className.baseVal, ratio(bare(getComputedStyle(e).fill), behind(e.closest("div, td, section")))]).concat([...document.querySelectorAll("button:not(th button):enabled, input, select")].map((e) => [e.tagName, ratio(bare(getComputedStyle(e).borderTopColor), behind(e))])).filter((pair) => pair[1] < 3).map(String))];
document.querySelectorAll("details").forEach((e) => { e.open = true; }); new Promise((done) => setTimeout(() => done(texts().length > 500), 300))
faint()
dim()
END
ok 'the page of everything opens' browse all.html <look.js
ok 'all is looked at' saw 9 true
ok 'every text stands out from its paper' saw 10 '[]'
ok 'every bar and control too' saw 11 '[]'
echo 'getComputedStyle(document.body).backgroundColor' >>look.js
browse --dark all.html <look.js
ok 'so does every text in the dark' saw 10 '[]'
ok 'and every bar and control' saw 11 '[]'
ok 'where the paper is another' saw 12 '"rgb(21, 24, 28)"'

cat >structure.js <<'END'
[document.documentElement.lang, document.querySelectorAll("header, nav, main, footer").length, document.querySelectorAll("h1").length]
[...document.querySelectorAll("table")].filter((e) => !e.caption || !e.tHead).length + [...document.querySelectorAll("main > section, nav")].filter((e) => !e.getAttribute("aria-label") && !document.getElementById(e.getAttribute("aria-labelledby"))).length
[...document.querySelectorAll("input, select")].filter((e) => e.labels.length === 0).length + [...document.querySelectorAll("button, a, summary")].filter((e) => !e.textContent.trim()).length
[...document.querySelectorAll("h1, h2, h3, h4")].map((e) => +e.tagName[1]).filter((level, i, all) => i && level > all[i - 1] + 2).length
[...document.querySelectorAll("[id]")].length - new Set([...document.querySelectorAll("[id]")].map((e) => e.id)).size + [...document.querySelectorAll("a[href^='#']")].filter((e) => !document.querySelector(e.getAttribute("href"))).length
document.querySelectorAll("details").forEach((e) => { e.open = true; }); new Promise((done) => setTimeout(() => done(document.documentElement.scrollWidth <= innerWidth), 200))
document.querySelector(".sides").children[0].getBoundingClientRect().top === document.querySelector(".sides").children[1].getBoundingClientRect().top
(() => { const seen = [...document.querySelectorAll(".people:first-of-type th button")].map((e) => e.getBoundingClientRect()); return seen.length > 0 && seen.every((e) => e.width > 30 && e.height > 10 && e.right <= innerWidth); })()
document.querySelector("tr.person").getBoundingClientRect().top + scrollY < 900 && !(document.querySelector(".figures, .tiles, .chart").compareDocumentPosition(document.querySelector("tr.person")) & Node.DOCUMENT_POSITION_FOLLOWING)
END
browse all.html <structure.js
ok 'the page has its landmarks' saw 1 '["en", 4, 1]'
ok 'tables and sections have names' saw 2 0
ok 'so have controls' saw 3 0
ok 'headings go down step by step' saw 4 0
ok 'links lead somewhere' saw 5 0
ok 'before and after stand side by side' saw 7 true
ok 'what a table can be sorted by is seen' saw 8 true
ok 'candidates stand on the first screen, before all figures' saw 9 true
browse --width=360 all.html <structure.js
ok 'on a telephone nothing is wider than the window' saw 6 true
ok 'and they stand one above the other' saw 7 false
ok 'what a table can be sorted by is seen there, too' saw 8 true
ok 'and candidates are on the first screen' saw 9 true
cat >reading.js <<'END'
[document.querySelectorAll(".people tbody tr.person").length, document.querySelectorAll("button, input").length]
document.querySelector("tr.more .sides").textContent.includes("before") && document.querySelector(".terms q").textContent.length > 10
END
browse --no-script all.html <reading.js
ok 'without a script all are on the page, and no button that does nothing' saw 1 '[24, 0]'
ok 'with the words of each change, and the line that shows a skill' saw 2 true
browse --no-script --paper all.html <<'END'
[...document.querySelectorAll("tr.more .sides")].every((e) => e.getBoundingClientRect().height > 0)
[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector("nav")).display]
END
cat >sheet <<'END'
[...document.querySelectorAll("tr.person")].every((row) => new Set([...row.cells].map((e) => e.getBoundingClientRect().top)).size === 1)
[...document.querySelectorAll(".people .status, .people thead th")].filter((e) => e.scrollWidth > e.clientWidth && e.matches("th") || e.getBoundingClientRect().right > e.closest("td, th").getBoundingClientRect().right).length
END
ok 'on paper the details are open' saw 1 true
ok 'it is white, and has no links to click' saw 2 '["rgb(255, 255, 255)", "none"]'
browse --paper --width=718 all.html <sheet # A4 between its margins
ok 'a candidate is a row there, as on a screen' saw 1 true
ok 'and nothing leaves its column' saw 2 0

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
dispatchEvent(new Event("beforeprint")); [document.querySelectorAll("tr.person").length, document.querySelectorAll(".terms").length]
END
jq -c --arg bad '</script><img src=x onerror=hacked=1><svg onload=hacked=1>"onfocus=hacked=1 autofocus x="' 'range(2) as $n |
	walk(if type == "string" then $bad else . end) | .type = "result" | .task_id = "\($n) \($bad)" |
	.review = {decision: "approved", reviewer: $bad, reason: $bad, note: $bad} | .notes = [$bad] |
	.rejected = [{rule: $bad, why: $bad, edit: {op: "replace", path: $bad, before: $bad, after: $bad}}] |
	.questions = [$bad] | .warnings = [{code: $bad, message: $bad}] |
	if $n == 0 then .status = "ok" else . end' <results >in
printf '{"type":"error","v":1,"stage":"<svg onload=hacked=1>","code":"<img src=x onerror=hacked=1>","message":"<script>hacked=1</script>","source":"<script>hacked=1</script>"}\n' >>in
run rq-report -f html -o everywhere.html
cat >everywhere <<'END'
document.querySelectorAll("details").forEach((e) => { e.open = true; }); new Promise((done) => setTimeout(() => done(document.querySelectorAll("tr.more .sides").length > 20), 300))
document.querySelectorAll("img, script, svg:not(.bar, .chart > svg), style, link, [onfocus], [onload], [onerror], [autofocus]").length
typeof hacked
END
ok 'a page with markup in every field opens' browse everywhere.html <everywhere
ok 'with all details' saw 1 true
ok 'and no element but its own' saw 2 2
ok 'nothing of it ran' saw 3 '"undefined"'
sed -n 2p everywhere >elements # timers do not run then
browse --no-script everywhere.html <elements
ok 'nor is there another element without scripts' saw 1 2
ok 'a page of hostile words opens' browse page.html <steps
ok 'with no element but its own: a style and a script' saw 1 2
ok 'fifty people a page' saw 2 50
ok 'of all' saw 3 '"1–50 of 120"'
ok 'the last page has the rest' saw 4 '"101–120 of 120"'
ok 'the title is text' saw 5 '"</title><script>alert(1)</script>"'
ok 'nothing is wider than the window' saw 6 true
ok 'on paper are all, with their details' saw 7 '[120, 120]'
done_testing
