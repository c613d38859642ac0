#!/bin/sh
# Signals, closed pipes, full disks: what is claimed is given back, what is
# finished is kept.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

rq-ingest "$tree/examples/resumes.zip" >resumes
backend=$tree/examples/jobs/backend.txt

leased() { rq-admin stats --json | jq -e '.tasks.leased > 0'; }
idle() { rq-admin stats --json | jq -e '.tasks.leased == 0'; }

cp resumes in
run rq-enqueue --job "$backend"
for signal in INT:130 TERM:143; do
	code=${signal#*:} signal=${signal%:*}
	: >in
	: >out # of what ran before
	# a shell script's background commands ignore SIGINT; a person's do not
	env --default-signal=INT rq-optimize --watch <in >out 2>err &
	pid=$!
	await 10 test -s out
	kill -s "$signal" "$pid"
	status=0
	wait "$pid" 2>/dev/null || status=$?
	ok "SIG$signal ends rq-optimize with $code" test "$status" -eq "$code"
	ok "after SIG$signal nothing stays leased" idle
	cp resumes in
	run rq-enqueue --force --job "$backend"
done

# an option's file that is a pipe, to which nobody writes, or not yet
mkfifo -m 0600 option
# has_it_open: whether the tool that was started last has the pipe open
has_it_open() { find "/proc/$pid/fd" -lname '*/option' | grep -q .; }
# waits TOOL OPTION...: a signal ends it while it waits for the pipe
waits() {
	"$@" </dev/null >out 2>err &
	pid=$!
	await 10 has_it_open
	kill -TERM "$pid"
	await 10 ended_by_it || return
	status=0
	wait "$pid" 2>/dev/null || status=$?
	[ "$status" -eq 143 ]
}
ended_by_it() {
	! kill -0 "$pid" && return
	[ "$(awk '{print $3}' "/proc/$pid/stat")" = Z ]
}
for command in "rq-enqueue --job=$backend --store-key" "rq-enqueue --job=$backend --vocabulary" \
	'rq-simulate --models' 'rq-notify --webhook-file'; do
	# shellcheck disable=SC2086 # a command and its options
	ok "SIGTERM ends $command=PIPE to which nobody writes" waits $command=option
	kill -KILL "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
done
exec 3<>option
ok 'and one to which somebody writes nothing yet' waits rq-simulate --models=option
exec 3>&-
(
	sleep 0.2
	cat "$tree/lib/engine/models.json" >option
) &
run rq-simulate --resumes=1 --models=option
ok 'what is written late is read' exits 0
wait

# a stream that pauses: its tasks are there all the same
mkfifo slow
rq-enqueue --job "$backend" <slow >tasks 2>err &
pid=$!
exec 3>slow
sed 's/"candidate_id":"[0-9a-f]*"/"candidate_id":"00000000000000000000000000000000"/; 1q' resumes >&3
ok 'a slow stream commits without waiting for its end' await 10 test -s tasks
kill -TERM "$pid"
status=0
wait "$pid" 2>/dev/null || status=$?
exec 3>&-
ok 'SIGTERM ends rq-enqueue with 143' test "$status" -eq 143

# rq-export: what is made stays, whole; nothing else does
rq-enqueue --force --job "$backend" <resumes 2>err | rq-optimize 2>err >results
# exporting TO OPTION...: rq-export on a stream of results that has paused behind the first three
exporting() {
	rm -f made
	env --default-signal=INT rq-export --all -f docx,pdf -o "$@" <slow >made 2>err &
	pid=$!
	exec 3>slow
	head -n 3 results >&3
}
ended() {
	status=0
	wait "$pid" 2>/dev/null || status=$?
	exec 3>&-
}
made() { [ "$(jq -c 'select(.type == "export")' <made | wc -l)" -ge "$1" ]; }
exporting folder
ok 'documents are there before the stream ends' await 10 made 6
kill -INT "$pid"
ended
ok 'SIGINT ends rq-export with 130' test "$status" -eq 130
ok 'what was made is whole' python3 "$tree/tests/cli/check_docx.py" folder/*.docx
ok 'there is nothing half made' test -z "$(find folder -name '*.tmp*' -o -name '.*' -type f ! -name .rq-export.ndjson)"
cp results in
run rq-export --all -f docx,pdf -o folder
ok 'the next run goes on there' exits 0
ok 'and gives nothing a second name' test "$(find folder -name '*.docx' | wc -l)" -eq "$(wc -l <results)"
exporting night.zip
await 10 made 6
kill -TERM "$pid"
ended
ok 'SIGTERM ends it with 143' test "$status" -eq 143
ok 'and leaves no half of a zip' test -z "$(find . -maxdepth 1 -name 'night.zip*')"

# workers that die cost what they have in hand, and nothing else
exporting survivors --jobs=2
await 10 made 6
pkill -KILL -P "$pid"
sed 1,3d results >&3
exec 3>&-
ended
total=$((2 * $(wc -l <results)))
ok 'dead workers of rq-export are replaced' test "$status" -le 1
ok 'each document is there, or an error says why not' test "$(jq -c 'select(.type == "export" or .code == "crashed")' <made | wc -l)" -eq "$total"
ok 'and no more are lost than there were workers' test "$(grep -c '"crashed"' made)" -le 2

# a reader that quits
status=0
cp resumes in
rq-enqueue --force --job "$backend" <in >tasks 2>err
(
	rq-optimize --claim=1 <tasks 2>err
	echo $? >code
) | head -n 1 >/dev/null
ok 'a reader that quits ends rq-optimize silently' test ! -s err
ok 'and leaves nothing leased' idle
(
	trap '' PIPE
	rq-ingest "$tree/examples/resumes.zip" 2>err
	echo $? >code
) | head -n 1 >/dev/null
ok 'a reader that quits ends rq-ingest too' test ! -s err

# full disks
cp resumes in
status=0
rq-ingest "$tree/examples/resumes.zip" >/dev/full 2>err || status=$?
ok 'rq-ingest notices a full disk' exits 3
ok 'and says so' says 'No space left'
status=0
rq-optimize <tasks >/dev/full 2>err || status=$?
ok 'rq-optimize notices a full disk' exits 3
ok 'and leaves nothing leased then' idle
status=0
rq-report --output=/dev/full/x <tasks 2>err || status=$?
ok 'a report that cannot be written is fatal' exits 3

# stores that cannot be used
echo text >file
run rq-enqueue --store=file --job "$backend"
ok 'a store path that is a file' exits 3
ok 'is named' says file
mkdir other
echo x >other/thing
run rq-enqueue --store=other --job "$backend"
ok 'a folder of something else is refused' exits 3
ok 'and left alone' test "$(ls other)" = thing
run rq-admin --store=nowhere stats
ok 'rq-admin makes no store' exits 3
ok 'nor a folder' test ! -e nowhere
# no core file, whatever the shell allows
mkfifo quiet
rq-report <quiet >out 2>err &
pid=$!
exec 9>quiet
ok 'a tool leaves no core file' await 10 grep '^Max core file size *0 *0 ' "/proc/$pid/limits"
exec 9>&-
wait "$pid"

: >in
cp -r store short
dd if=store/data.mdb of=short/data.mdb bs=4096 count=5 2>err
for command in 'rq-admin check' 'rq-optimize --drain' 'rq-report --format=text'; do
	# shellcheck disable=SC2086 # a command and its option
	run $command --store=short
	ok "$command on a store that is cut off is fatal" exits 3
	ok 'and it says so' says 'cut off'
done
if [ "$(id -u)" -ne 0 ]; then
	mkdir -m 0500 sealed
	run rq-enqueue --store=sealed/store --job "$backend"
	ok 'a folder that cannot be written is fatal' exits 3
else
	skip 'a folder that cannot be written is fatal' 'root may write anywhere'
fi
ok 'the store is private' test "$(stat -c %a store)" = 700
ok 'and so are its files' test "$(stat -c %a store/* | sort -u)" = 600
# Descriptors that a careless caller closed, and input that is no file: said once, with status 3, and
# never a file of ours that is taken for them. What hangs, or goes on saying so, is cut short.
rq-enqueue --job "$backend" <resumes >tasks 2>err
cp resumes in
# bounded COMMAND...: without its hanging for ever or filling the disk
bounded() {
	status=0
	(ulimit -f 20000 && exec timeout 60 "$@") >out 2>err || status=$?
}
for tool in "rq-enqueue --job $backend" rq-optimize rq-report 'rq-report -f html' 'rq-export --all -o given' \
	'rq-admin review' 'rq-admin review -f csv' 'rq-admin import'; do
	for input in '<&-' "<$work"; do
		bounded sh -c "exec $tool $input"
		ok "$tool $input is fatal" exits 3
		ok 'and said once' test "$(grep -c 'cannot read: ' err)" -eq 1
		ok 'with nothing on standard output' test ! -s out
	done
done
for tool in "rq-ingest $tree/examples/resumes.zip" "rq-enqueue --job $backend <resumes" 'rq-optimize <tasks' \
	'rq-report <results' 'rq-export --all -f text -o given <results' 'rq-admin stats'; do
	bounded sh -c "$tool >&-"
	ok "$tool >&- is fatal" exits 3
	ok 'for nothing could be printed' says 'cannot write output: Bad file descriptor'
	bounded sh -c "$tool 2>&-"
	ok "$tool 2>&- only cannot complain" exits 0
	bounded sh -c "$tool >&- 2>&-"
	ok "$tool >&- 2>&- is fatal" exits 3
done
: >in
run rq-admin check
ok 'the store is whole' exits 0
done_testing
