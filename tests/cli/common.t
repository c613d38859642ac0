#!/bin/sh
# What all tools have in common.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

for tool in rq-ingest rq-enqueue rq-optimize rq-report rq-review rq-export rq-notify rq-admin rq-simulate; do
	run "$tool" --help
	ok "$tool --help exits 0" exits 0
	ok "$tool --help names the tool" holds out "usage: $tool "
	ok "$tool --help says nothing on standard error" silent
	run "$tool" -V
	ok "$tool -V prints the version" prints "$tool (rq) $(cat "$tree/VERSION")
"
	run "$tool" --no-such-option
	ok "$tool refuses an unknown option" exits 2
	ok "$tool names it" says '--no-such-option: no such option'
	ok "$tool shows the usage" says "usage: $tool "
	run "$tool" --progress=sometimes
	ok "$tool names the choices of an option" says 'auto|always|never'
	status=0
	"$tool" --help >/dev/full 2>err || status=$?
	ok "$tool notices that its output is full" exits 3
	status=0
	RQ_PROGRESS=maybe "$tool" --help >out 2>err || status=$?
	ok "$tool checks its environment too" exits 2
done
for tool in rq-optimize rq-report rq-review rq-export rq-notify rq-simulate; do
	run "$tool" results.ndjson
	ok "$tool reads no file that is named to it, and says so" exits 2
	ok "$tool names it" says 'results.ndjson: no operand is taken'
done
# where the store is when nobody says
unset RQ_STORE XDG_STATE_HOME
HOME=$work/home
export HOME
mkdir home
run rq-enqueue --job "$tree/examples/jobs/backend.txt"
ok 'the default store is made with its parents' test -e home/.local/state/rq
ok 'for its owner only' test "$(stat -c %a home/.local/state/rq)" = 700
XDG_STATE_HOME=$work/state
export XDG_STATE_HOME
run rq-enqueue --job "$tree/examples/jobs/backend.txt"
ok 'or where the desktop keeps its state' test -e state/rq
done_testing
