#!/bin/sh
# --log and --verbose: lines that programs read, and that nobody's file name can break.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"
unset RQ_LOG RQ_VERBOSE RQ_RUN_ID JOURNAL_STREAM

# is_json, is_logfmt: each line of err is an event, whole
is_json() { jq -e '.time and .level and .tool and .run_id and .stage and .message' <err >/dev/null; }
is_logfmt() { [ -s err ] && ! grep -vaE '^[a-z_]+=("([^"\\]|\\.)*"|[^ "=\\]+)( [a-z_]+=("([^"\\]|\\.)*"|[^ "=\\]+))*$' err; }
# no_key_twice: a name cannot bring words of its own
no_key_twice() {
	sed -E 's/"([^"\\]|\\.)*"/TEXT/g' err | awk '{ split("", seen)
		for (i = 1; i <= NF; i++) { sub(/=.*/, "", $i); if (seen[$i]++) exit 1 } }'
}
lines() { [ "$(wc -l <err)" -eq "$1" ]; }
clean() { ! LC_ALL=C grep -qa '[[:cntrl:]]' err && lacks err "$(printf '\342\200\256')"; }

run rq-ingest nofile
printf 'rq-ingest: nofile: cannot open: No such file or directory\n' >want
ok 'text is the default' cmp want err

# --- names that mean harm -------------------------------------------------------------------
# refuses_to_break WHAT NAME
refuses_to_break() {
	run rq-ingest "$2"
	ok "text: $1 is one line" lines 1
	ok "text: $1 controls no terminal" clean
	run rq-ingest --log=json "$2"
	ok "json: $1 is one line" lines 1
	ok "json: $1 is one event" is_json
	ok "json: $1 controls no terminal" clean
	cp err json
	run rq-ingest --log=json "--$2"
	ok "json: $1 in an option is one event" is_json
	ok "json: nor does $1 there control any" clean
	run rq-ingest --log=logfmt "$2"
	ok "logfmt: $1 is one line" lines 1
	ok "logfmt: $1 is one event" is_logfmt
	ok "logfmt: $1 adds no words" no_key_twice
	ok "logfmt: $1 controls no terminal" clean
	ok "$1 stands in its place" equals nofile '.source | split(" ")[0]' json
}
refuses_to_break 'a newline' "$(printf 'nofile \n{"level":"error","message":"forged"}\nx')"
refuses_to_break 'a carriage return' "$(printf 'nofile \r<3>forged')"
refuses_to_break 'an escape sequence' "$(printf 'nofile \033]0;owned\007\033[2J')"
refuses_to_break 'a quote' 'nofile " level=error message="forged'
refuses_to_break 'a backslash' "nofile \\"
refuses_to_break 'what is no UTF-8' "$(printf 'nofile \377\300\200')"
refuses_to_break 'text that runs backwards' "$(printf 'nofile \342\200\256fdp.exe')"
refuses_to_break 'an equals sign' 'nofile a=b=c'
refuses_to_break 'a very long name' "nofile $(head -c 3000 /dev/zero | tr '\0' '"')"

# --- what events tell -----------------------------------------------------------------------------
export RQ_RUN_ID=night:7
rq-ingest "$tree/examples/resumes.zip" >resumes
rq-enqueue --job "$tree/examples/jobs/backend.txt" <resumes >tasks
cp tasks in
run rq-optimize
ok 'nothing is said of what went well' silent
rq-enqueue --force --job "$tree/examples/jobs/backend.txt" <resumes >in
run rq-optimize --verbose --log=json
ok 'unless it is wanted' is_json
jq -c 'select(.task_id)' err >events
cp out results
by_task() { jq -r "select(.task_id) | .task_id + \" \" + .$1" "$2" | sort; }
same_tasks() { by_task message events >told && by_task status results >wanted && [ -s told ] && diff told wanted; }
ok 'then each task has a line with its status' same_tasks
each() { [ "$(jq -r "$2" err | sort -u)" = "$1" ] || { jq -r "$2" err; false; }; }
ok 'all lines are of the run' each night:7 .run_id
ok 'of a stage' each optimize .stage
ok 'of a level' each info .level
ok 'and tell how long it took' each number '.duration_ms | type'
jq -r 'select(.type == "resume") | .resume.basics | .name, .email, .phone | select(. != null and . != "")' resumes >people
ok 'the results name people' grep -qiwF -f people results
ok 'the log does not' sh -c '! grep -iwF -f people err'
rq-enqueue --force --job "$tree/examples/jobs/backend.txt" <resumes >in
run env RQ_LOG=logfmt RQ_VERBOSE=1 rq-optimize
ok 'the environment says it too' is_logfmt
ok 'in the same words' grep -qE 'run_id=night:7 stage=optimize task_id=[0-9a-f]{32} duration_ms=[0-9]+ message=' err
rq-enqueue --force --job "$tree/examples/jobs/backend.txt" <resumes >in
run rq-optimize -v
ok 'as text, too' grep -qE '^rq-optimize: [0-9a-f]{32}: (ok|unchanged) in [0-9]+ ms$' err

printf 'nonsense\n' >in
run rq-optimize --log=json
ok 'a record that is none is a warning' each warning .level
run rq-optimize --log=json --no-such-option
ok 'a wrong call is an error' each error .level
ok 'and one event' is_json
run rq-optimize --log=json --store=/dev/null/x
ok 'so is a store that is not there' each error .level
: >in
run env -u RQ_RUN_ID rq-optimize -v --log=json
ok 'a run without a name gets one' equals true '.run_id | test("^[0-9a-f]{16}$")' err
run env 'RQ_RUN_ID=a b"' rq-optimize -v --log=json
ok 'and so does one whose name is none' equals true '.run_id | test("^[0-9a-f]{16}$")' err

# --- the journal -----------------------------------------------------------------------------------
: >err
run env "JOURNAL_STREAM=$(stat -c %d:%i err)" rq-ingest nofile
ok 'in the journal a line has its priority' says '<4>rq-ingest: nofile: '
run env "JOURNAL_STREAM=$(stat -c %d:%i err)" rq-ingest --no-such-option
ok 'which is higher when the tool gives up' says '<3>rq-ingest: --no-such-option'
run env "JOURNAL_STREAM=$(stat -c %d:%i err)" rq-ingest -v --log=json
ok 'and lower when all is well' says '<6>{'
run env "JOURNAL_STREAM=$(stat -c %d:%i in)" rq-ingest nofile
ok 'elsewhere there is none' cmp want err

# --- a night that keeps such a log ------------------------------------------------------------------
mkdir inbox postings
: >postings/empty.txt
cp "$tree/examples/src/oliver-grant.md" inbox/
run env RQ_LOG=json RQ_VERBOSE=1 RQ_STORE="$work/nightly" RQ_NIGHTS="$work/nights" RQ_SETTLE=0 \
	rq-nightly --inbox="$work/inbox" --postings="$work/postings"
ok 'it fails without a posting' exits 3
ok 'and tells people why in their words' holds out 'rq-enqueue ended with status 2: no job could be read'
cp nights/2*/log err
ok 'its log is one of events' is_json
ok 'of one run' test "$(jq -r .run_id err | sort -u | wc -l)" -eq 1
ok 'which its line names' holds nights/nights.log "run=$(jq -r .run_id err | head -n 1) "
done_testing
