#!/bin/sh
# rq-review: a key a decision, at a terminal.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

type_at() { run timeout 60 python3 "$tree/tests/cli/type.py" "$@"; }
# keys WAIT TYPE...: what to wait for, and what to type then
keys() { printf '%s\t%s\n' "$@" >keys; }

run rq-review --help
ok 'help' exits 0
cat >in <<'END'
{"type":"result","v":1,"task_id":"00000000000000000000000000000001","status":"ok","source":{"path":"a.pdf"},"resume":{"basics":{"name":"Ada \u001b[2J\u202eExample"}},"edits":[{"op":"replace","path":"/work/0/highlights/0","before":"Ran Postgres for forty services","after":"Ran PostgreSQL for forty services"},{"op":"replace","path":"/skills/0/keywords/0","before":"k8s","after":"Kubernetes"}]}
{"type":"result","v":1,"task_id":"00000000000000000000000000000002","status":"review","resume":{"basics":{"name":"Bea"}},"warnings":[{"code":"x","message":"too\nmuch\u0007"}]}
{"type":"result","v":1,"task_id":"00000000000000000000000000000003","review":{"decision":"approved"},"resume":{"basics":{"name":"Decided"}}}
{"type":"error","v":1,"stage":"ingest","code":"empty","message":"m"}
no record
{"type":"result","v":1,"task_id":"00000000000000000000000000000004","status":"ok","resume":{"basics":{"name":"Dora"}},"edits":[{"op":"replace","path":"/work/0/highlights/0","before":"Built APIs","after":"Built REST APIs"}]}
END

keys 'quit (q)' xa 'quit (q)' q
type_at rq-review --reviewer=Grace
ok 'it can be left' exits 0
ok 'and a shell goes on in a line of its own' test "$(tail -c 1 out | wc -l)" -eq 1
ok 'it says which of how many one is' holds out '-- 1 of 3'
ok 'and how many are left' holds out '1 decided of 3, 2 left: decisions.ndjson'
ok 'a key decides' equals '00000000000000000000000000000001 approved Grace false' \
	'"\(.task_id) \(.decision) \(.reviewer) \(.bulk)"' decisions.ndjson
ok 'changed words are marked' holds out 'Ran '"$(printf '\033')"'[31;9mPostgres'
ok 'and where, in words' holds out 'rewritten: experience 1, highlight 1'
ok 'also where they are all there is' holds out "$(printf '\033')"'[32;4mKubernetes'
ok 'a name cannot steer the terminal' lacks out "$(printf '\033')[2J"
ok 'nor a warning ring its bell' lacks out "$(printf '\007')"

printf '{"type":"decision","v":1,"task_id":"cut o' >>decisions.ndjson
keys 'quit (q)' r reason: 'not h\u00e9rs\n' 'quit (q)' s
NO_COLOR=1
export NO_COLOR
type_at rq-review
ok 'taken up again it ends with the last, and tells of the line that is no record' exits 1
ok 'what is decided is not asked again' lacks out Ada
ok 'and counts as done' holds out '-- 2 of 3'
ok 'who was skipped is left' holds out '2 decided of 3, 1 left'
ok 'nor what the store knows' lacks out Decided
sed 2d decisions.ndjson >whole
ok 'a rejection has a reason' equals 'rejected not hérs' \
	'select(.task_id == "00000000000000000000000000000002") | "\(.decision) \(.reason)"' whole
ok 'a line that was cut off costs no other' test "$(jq -c . <whole | wc -l)" -eq 2
ok 'a skipped one is not decided' lacks decisions.ndjson 00000000000000000000000000000004
ok 'the rest is there, without color' holds out 'Built [REST] APIs'

keys 'quit (q)' b 'go back): ' ' \n' 'quit (q)' b 'go back): ' 'more of caf\u00e9s\n' 'quit (q)' q
type_at rq-review -d returned
ok 'a result is sent back with a note, and not without' equals \
	'{"decision":"returned","note":"more of cafés"}' '{decision, note} | tojson' returned

{ cat in; sed -n 1p in; } >twice
mv in once
mv twice in
keys 'quit (q)' s 'quit (q)' s 'quit (q)' s
type_at rq-review -d skipped
ok 'one who is there twice is asked about once' holds out '0 decided of 3, 3 left: skipped'
keys 'quit (q)' a 'quit (q)' q
type_at sh -c 'cat | rq-review -d streamed'
ok 'of a stream nobody knows how many come' test "$(grep -ac -- '^-- [12] --' out)" -eq 2
ok 'but how many are decided' holds out '1 decided: streamed'
mv once in

long=$(python3 -c 'print("x" + 999 * "\u00e9")')
keys 'quit (q)' r reason: "$long\n" 'quit (q)' r reason: 'so\u001b\n' 'quit (q)' q
type_at rq-review -d long
ok 'a long reason is kept whole' equals "$long" 'select(.task_id | endswith("1")).reason' long
ok 'a line ends with Enter, also behind an escape' equals so 'select(.task_id | endswith("2")).reason' long
keys 'quit (q)' r reason: "$long${long}x\u00e9\u00e9\n" 'quit (q)' q
type_at rq-review -d cut
ok 'of one that is too long, what is kept is whole characters' equals 3999 '.reason | utf8bytelength' cut

# --- more than a page ------------------------------------------------------------------
# fits ROWSxCOLUMNS: each screen that was drawn, without the last line, which tells how many are left
fits() {
	python3 -c 'import re, sys, unicodedata
rows, columns = map(int, sys.argv[1].split("x"))
for screen in sys.stdin.read().removesuffix("\n").rpartition("\n")[0].split("\033[H\033[J")[1:]:
	screen = re.sub("\033\\[[0-9;]*m", "", screen).replace("\r", "")
	lines = screen.split("\n")
	width = lambda line: sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
	wide = max(map(width, lines))
	assert len(lines) <= rows and wide <= columns, (len(lines), wide, screen)' "$1" <out
}
python3 -c 'import json
words = "Built e\u0301tude services in many a language and ran them on 日本語の長い文章がここにあります machines"
edits = [{"op": "replace", "path": f"/work/0/highlights/{i}", "before": f"Line {i} begins. {words}", "after": f"Line {i} goes on. {words}."} for i in range(12)]
held = {"type": "result", "v": 1, "task_id": "0" * 31 + "6", "status": "quarantine", "resume": {"basics": {"name": "Held"}},
	"rejected": [{"rule": "number", "why": "40 stands nowhere", "edit": {"op": "replace", "path": "/x", "before": "some", "after": "40"}}], "questions": ["Do you know Go?"]}
print(json.dumps({"type": "result", "v": 1, "task_id": "0" * 31 + "5", "status": "ok", "text": "Whole\n\nRésumé " + words, "resume": {"basics": {"name": "Long"}}, "edits": edits}))
print(json.dumps(held))' >in
for window in 24x80 15x40; do
	WINDOW=$window
	export WINDOW
	keys 'space: on' ' ' 'space: on' G '-: back' '-' 'space: on' g '1-' '\u001b[6~' 'space: on' '\u001b[A' 'space: on' 'v' 'Whole' 'v' '1-' q
	type_at rq-review -d "pages.$window"
	ok "$window: pages turn to the end and back" exits 0
	ok "$window: all rows of all pages fit" fits "$window"
	ok "$window: the last line is there" holds out 'Line 11 ['
	ok "$window: the whole résumé, too" holds out 'Whole'
done
WINDOW=24x80
keys 'Line 0 [' j 2- '@15x40' 'Line 0 [' a 'held back: reject' a 'quit' q
type_at rq-review -d resized
ok 'a window of another size is filled anew' exits 0
ok 'and what is decided then is' equals approved .decision resized
ok 'what is held back cannot be approved' test "$(wc -l <resized)" -eq 1
ok 'what the guard refused is shown, with its rule' holds out 'refused by rule number'
ok 'and questions' holds out 'question: Do you know Go?'
unset WINDOW

keys 'quit (q)' '\u0003'
type_at rq-review
ok 'Ctrl-C ends it' exits 130
run setsid rq-review
ok 'without a terminal it says so' exits 3
ok 'in words' says 'there is no terminal'
done_testing
