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
ok 'a key decides' equals '00000000000000000000000000000001 approved Grace false' \
	'"\(.task_id) \(.decision) \(.reviewer) \(.bulk)"' decisions.ndjson
ok 'changed words are marked' holds out 'Ran '"$(printf '\033')"'[31;9mPostgres'
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
ok 'nor what the store knows' lacks out Decided
sed 2d decisions.ndjson >whole
ok 'a rejection has a reason' equals 'rejected not hérs' \
	'select(.task_id == "00000000000000000000000000000002") | "\(.decision) \(.reason)"' whole
ok 'a line that was cut off costs no other' test "$(jq -c . <whole | wc -l)" -eq 2
ok 'a skipped one is not decided' lacks decisions.ndjson 00000000000000000000000000000004
ok 'the rest is there, without color' holds out 'Built [REST] APIs'

keys 'quit (q)' b otherwise: ' \n' otherwise: 'more of caf\u00e9s\n' 'quit (q)' q
type_at rq-review -d returned
ok 'a result is sent back with a note, and not without' equals \
	'{"decision":"returned","note":"more of cafés"}' '{decision, note} | tojson' returned

keys 'quit (q)' '\u0003'
type_at rq-review
ok 'Ctrl-C ends it' exits 130
run setsid rq-review
ok 'without a terminal it says so' exits 3
ok 'in words' says 'there is no terminal'
done_testing
