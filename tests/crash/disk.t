#!/bin/sh
# A disk that is full, and one that was mounted read-only, in the middle of a night and
# in the middle of the pipe: said in one line, nothing lost, and with a sound disk the
# same command ends as if nothing had been. A file system of our own, so only for root.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"
# shellcheck source=tests/crash/sample.sh
. "$tree/tests/crash/sample.sh"
# shellcheck source=tests/crash/nightly.sh
. "$tree/tests/crash/nightly.sh"

if [ -z "${RQ_APART-}" ]; then
	unshare -m true 2>why || {
		skip 'disks that are full or read-only' 'no mounts of our own here'
		done_testing
	}
	cd / && rm -rf "$work"
	RQ_APART=1 exec unshare -m sh "$tree/tests/crash/disk.t"
fi

# mounted SIZE: night/ is a disk of its own
mounted() {
	mkdir -p night
	mount -t tmpfs -o "size=$1,mode=0700" none night
	cp -a fresh/. night/
}
unmounted() {
	umount night
	rmdir night
}

prepare_night

mounted 16m
run rq-nightly -c conf
together >golden.together 2>&1
unmounted

# --- full, in the middle of a night -----------------------------------------------------------
sample 32 # pages of 16 KiB
bad=0 full=0 room=$((16 * (first - 1))) status=3
while [ "$status" -eq 3 ]; do
	mounted 16m
	left=$(($(df -k --output=avail night | tail -n 1) - room))
	dd if=/dev/zero of=night/filling bs=1024 count="$left" 2>/dev/null
	run env TMPDIR="$night" rq-nightly -c conf
	case $status in
	1) ;;
	3) full=$((full + 1)) ;;
	*) echo "# $room KiB left: status $status"; sed 's/^/# /' err; bad=$((bad + 1)) status=3 ;;
	esac
	before=$status
	rm night/filling
	run rq-nightly -c conf
	[ "$status" -le 1 ] || { bad=$((bad + 1)); sed 's/^/# /' out; }
	whole "$room KiB left"
	unmounted
	status=$before room=$((room + 16 * step))
done
ok "a disk that is full in the middle of $full nights: the next run ends as if nothing had been" test "$bad" -eq 0
ok 'and it was full' test "$full" -gt 1

# --- read-only, between two steps of the pipe ----------------------------------------------------
one_line() { [ "$status" -eq 3 ] && [ "$(wc -l <err)" -eq 1 ] && says "$1"; }
mounted 16m
rq-ingest "$src/marek-dvorak.fodt" "$src/iglesias.txt" >in 2>err
run rq-enqueue --job "$tree/examples/jobs/backend.txt"
ok 'work is queued' exits 0
mount -o remount,ro night
run rq-enqueue --job "$tree/examples/jobs/backend.txt"
ok 'on a disk that became read-only rq-enqueue says so in one line' one_line 'no permission to write'
: >in
run rq-optimize --drain
ok 'so does rq-optimize' one_line 'no permission to write'
for command in compact 'backup night/copy' 'restore --force night/store' expire; do
	# shellcheck disable=SC2086 # a command and its operands
	run rq-admin $command
	ok "so does rq-admin ${command%% *}" one_line night
done
run rq-report --store "$RQ_STORE" --format=json
ok 'what only reads is served' exits 0
run rq-admin backup copy
ok 'a backup elsewhere is made' exits 0
run rq-nightly -c conf
ok 'rq-nightly says so and ends with 3' exits 3
mount -o remount,rw night
run rq-optimize --drain
ok 'writable again, the queue is done' exits 0
run rq-admin stats --json
ok 'each task once' equals '[3,0,0]' '[.tasks.done, .tasks.queued, .tasks.leased] | tostring' out
ok 'and the store is sound' rq-admin check
unmounted
done_testing
