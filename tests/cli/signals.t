#!/bin/sh
# Signals, closed pipes, full disks: what is claimed is given back, what is
# finished is kept.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

rq-ingest "$tree/examples/resumes.zip" >resumes
backend=$tree/examples/jobs/backend.txt

# waits until a condition holds, at most ten seconds
until_true() {
	for _ in $(seq 100); do
		"$@" >/dev/null 2>&1 && return 0
		sleep 0.1
	done
	return 1
}
leased() { rq-admin stats --json | jq -e '.tasks.leased > 0'; }
idle() { rq-admin stats --json | jq -e '.tasks.leased == 0'; }

cp resumes in
run rq-enqueue --job "$backend"
for signal in INT:130 TERM:143; do
	code=${signal#*:} signal=${signal%:*}
	: >in
	# a shell script's background commands ignore SIGINT; a person's do not
	env --default-signal=INT rq-optimize --watch <in >out 2>err &
	pid=$!
	until_true test -s out
	kill -s "$signal" "$pid"
	status=0
	wait "$pid" 2>/dev/null || status=$?
	ok "SIG$signal ends rq-optimize with $code" test "$status" -eq "$code"
	ok "after SIG$signal nothing stays leased" idle
	cp resumes in
	run rq-enqueue --force --job "$backend"
done

# a stream that pauses: its tasks are there all the same
mkfifo slow
rq-enqueue --job "$backend" <slow >tasks 2>err &
pid=$!
exec 3>slow
sed 's/"candidate_id":"[0-9a-f]*"/"candidate_id":"00000000000000000000000000000000"/; 1q' resumes >&3
ok 'a slow stream commits without waiting for its end' until_true test -s tasks
kill -TERM "$pid"
status=0
wait "$pid" 2>/dev/null || status=$?
exec 3>&-
ok 'SIGTERM ends rq-enqueue with 143' test "$status" -eq 143

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
i=0
until grep -q '^Max core file size *0 *0 ' "/proc/$pid/limits" || [ $i -ge 50 ]; do
	i=$((i + 1))
	sleep 0.1
done
ok 'a tool leaves no core file' grep -q '^Max core file size *0 *0 ' "/proc/$pid/limits"
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
done_testing
