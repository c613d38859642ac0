#!/bin/sh
# Each tool on a disk that fails at one of its calls that change anything, see sample.sh: no
# space, an error of the device, half of a write, full from there on. Each time it is
# as it should be, or the tool says in one line what failed; done again on a sound
# disk, all is as if nothing had been.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"
# shellcheck source=tests/crash/sample.sh
. "$tree/tests/crash/sample.sh"
# shellcheck source=tests/preload/faults.sh
. "$tree/tests/preload/faults.sh"

backend=$tree/examples/jobs/backend.txt
RQ_NOW=2026-11-24T01:00:00Z
export RQ_NOW

# --- what there is before each command ------------------------------------------------------
rq-ingest "$tree/examples/resumes.zip" | grep '"type":"resume"' | head -n 4 >resumes
rq-enqueue --job "$backend" <resumes >/dev/null 2>&1
cp -r store queued
rq-optimize --drain >results 2>/dev/null
cp -r store finished
rq-admin backup kept.backup >/dev/null
head -n 2 resumes | rq-enqueue --job "$backend" --store=other >/dev/null 2>&1
rq-admin backup --store=other other.backup >/dev/null

# --- what there is behind it --------------------------------------------------------------------
of_tasks() {
	rq-admin list --json --store "$1" | jq -c '[.task_id, .status]' | sort
	rq-report --store "$1" --format=csv
}
state() {
	[ ! -e store/data.mdb ] || { of_tasks store && rq-admin check; } || return
	[ ! -e copy ] || { rm -rf tried && rq-admin restore copy --store tried >/dev/null && of_tasks tried; } || return
	[ ! -e made ] || find made ! -type d -print ! -name '*.zip' ! -name '.*' -exec sha256sum {} + | sort
	[ ! -e made.zip ] || python3 -m zipfile -t made.zip 2>&1
	[ ! -e store/data.mdb ] || [ -z "$gone" ] || ! grep -qaF "$gone" store/data.mdb || echo "$gone is still there"
	find . -name next -o -name '*.part' -o -name '*.??????'
}

# begin STORE: as before the command
begin() {
	rm -rf store copy made made.zip tried
	[ "$1" = none ] || cp -r "$1" store
}

# tells WHAT: what does not hold, for whoever looks
tells() {
	bad=$((bad + 1))
	printf '# %s: %s, status %s: ' "$1" "$fault" "$status"
	head -n 3 err
	[ ! -e now ] || diff golden now | head -n 5 | sed 's/^/#   /'
}

# told_truly: what was printed is whole when all is said to be done, else the beginning of it;
# a receipt says then that old bytes are still there
told_truly() {
	if [ "$status" -eq 0 ]; then
		cmp -s golden.out out
	else
		sed 's/"scrubbed":true/"scrubbed":false/' golden.out | head -c "$(wc -c <out)" | cmp -s - out
	fi
}

# survives STORE COMMAND...: on a copy of STORE
survives() {
	before=$1
	shift
	begin "$before"
	faulty ENOSPC:1000000 "$@"
	calls=$(od -An -tu8 count | tr -d ' ')
	cp out golden.out
	state >golden 2>&1
	sample $((calls / 6 + 1))
	n=$((first - step)) bad=0 tried=0
	while n=$((n + step)); do
		for kind in $(kinds "$((seed + tried))"); do
			rm -f now
			begin "$before"
			faulty "$kind:$n" "$@" || break 2
			tried=$((tried + 1))
			told_truly || tells 'printed otherwise'
			if [ "$status" -eq 0 ]; then
				state >now 2>&1
				cmp -s golden now || tells 'said to be done'
			else
				one_line || tells 'not told'
			fi
			rm -f now
			run "$@"
			[ "$status" -le "$done_again" ] || tells 'done again'
			[ "$status" -ne 0 ] || [ "$1" != rq-ingest ] || told_truly || tells 'printed otherwise when done again'
			state >now 2>&1
			cmp -s golden now || tells 'afterwards'
		done
	done
	ok "$1 $2 on a disk that failed at $tried of $calls calls" test "$bad" -eq 0
	ok 'and it did fail' test "$tried" -gt 0 -a "$calls" -ge "$least"
}

gone='' done_again=0 # 1: there may be nothing left to do
least=1
survives none rq-ingest --jobs=1 "$tree/examples/resumes.zip"
cp resumes in
least=20
survives none rq-enqueue --job "$backend"
: >in
survives queued rq-optimize --drain --claim=2
least=8
survives finished rq-admin compact
survives finished rq-admin backup copy
survives finished rq-admin backup --zstd copy
survives finished rq-admin restore --force other.backup
survives none rq-admin restore --force kept.backup
gone=$(head -n 1 resumes | jq -r .resume.basics.email) done_again=1
survives finished rq-admin forget "$(head -n 1 resumes | jq -r .candidate_id)"
gone='' done_again=0 least=2
survives finished rq-report --store store --format=html --output=made
cp results in
least=8
survives none rq-export --all --jobs=1 --format=text --output=made
least=4
survives none rq-export --all --jobs=1 --format=text --output=made.zip

# --- a limit of file size, which the shell sets -----------------------------------------------------
# capped STORE BLOCKS COMMAND...: no file grows past so many times 512 bytes
capped() {
	begin "$1"
	blocks=$2
	shift 2
	status=0
	sh -c 'ulimit -f "$0"; exec "$@" <in >out 2>err' "$blocks" "$@" || status=$?
}
cp resumes in
for blocks in 1 16 64 200; do
	capped none "$blocks" rq-enqueue --job "$backend"
	ok "rq-enqueue where a file may have $blocks blocks says so in one line" one_line
done
run rq-enqueue --job "$backend"
state >now 2>&1
begin none
run rq-enqueue --job "$backend"
state >golden 2>&1
ok 'without the limit all is there' cmp golden now
: >in
capped queued $(($(stat -c %s queued/data.mdb) / 512 + 8)) rq-optimize --drain --claim=1
ok 'rq-optimize says so in one line' one_line
ok 'and leaves a sound store' rq-admin check
run rq-optimize --drain
ok 'without the limit it ends' test "$(rq-admin stats --json | jq .tasks.done)" -eq 4
capped finished 1 rq-report --store store --format=html --output=made
ok 'rq-report says so in one line' one_line
ok 'and leaves no report' test ! -e made
done_testing
