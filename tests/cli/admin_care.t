#!/bin/sh
# rq-admin: backups, and a store made of one.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

backend=$tree/examples/jobs/backend.txt
rq-ingest "$tree/examples/resumes.zip" | head -n 6 >resumes
head -n 3 resumes | rq-enqueue --job "$backend" 2>/dev/null | rq-optimize >results 2>/dev/null
tail -n 3 resumes | rq-enqueue --job "$backend" >/dev/null 2>&1

# same_as STORE: it holds the same tasks and the same results
listing() { rq-admin list --json --store "$1" && rq-report --store "$1" --format=csv; }
same_as() {
	listing store >one
	listing "$1" >other
	[ "$(grep -c '' one)" -gt 9 ] && cmp one other
}
# nothing_else FOLDER NAME...: these are all that is in it
nothing_else() {
	ls -A "$1" >names
	shift
	printf '%s\n' "$@" | sort >wanted
	cmp wanted names
}
has_mode() { [ "$(stat -c %a "$2")" = "$1" ] || { stat -c %a "$2"; false; }; }

mkdir copies
run rq-admin backup
ok 'a backup needs a destination' exits 2
run rq-admin backup copies/plain.mdb
ok 'a backup is made' prints 'copies/plain.mdb
'
ok 'for its owner only' has_mode 600 copies/plain.mdb
mkfifo copies/pipe
ln -s plain.mdb copies/link
for place in pipe link; do
	run rq-admin backup "copies/$place"
	ok "a $place is not replaced by a backup" exits 2
	ok 'and is what it was' test ! -f "copies/$place" -o -L "copies/$place"
done
rm copies/pipe copies/link
run rq-admin backup --zstd copies/packed
ok 'one that is packed' test -s copies/packed
ok 'for its owner only' has_mode 600 copies/packed
ok 'and smaller' [ "$(stat -c %s copies/packed)" -lt "$(stat -c %s copies/plain.mdb)" ]
ok 'by Zstandard, as others know it' zstd -tq copies/packed --stdout
ok 'with nothing beside them' nothing_else copies packed plain.mdb
mkdir nightly
run env RQ_NOW=2026-11-26T01:02:03Z rq-admin backup --zstd nightly
ok 'in a folder it is named by the time' prints 'nightly/rq-2026-11-26T010203Z.mdb.zst
'

run rq-admin restore copies/plain.mdb --store again
ok 'a store is made of a backup' exits 0
ok 'with all that it had' same_as again
ok 'and nothing else' nothing_else again data.mdb lock.mdb
ok 'for its owner only' has_mode 600 again/data.mdb
run rq-admin restore copies/packed --store unpacked
ok 'of a packed one' same_as unpacked
run rq-admin restore store --store cloned
ok 'and of a store itself' same_as cloned
run rq-optimize --drain --store unpacked
ok 'the work goes on there' counts 3 '.type == "result"'

run rq-admin restore copies/plain.mdb --store again
ok 'a store is not replaced by accident' exits 2
ok 'and --force is named' says --force
run rq-admin restore --force copies/plain.mdb --store again
ok 'but by --force' same_as again

# busy COMMAND...: while a process has the store open
busy() {
	mkfifo pipe 2>/dev/null
	rq-enqueue --job "$backend" --store again <pipe >/dev/null 2>&1 &
	exec 9>pipe
	head -n 1 resumes >&9
	await 60 is_open again
	run "$@"
	exec 9>&-
	wait
}
busy rq-admin restore --force --wait=0s copies/plain.mdb --store again
ok 'a store that others have open is left alone' exits 75
ok 'with a word' says 'other processes have it open'
busy rq-admin compact --wait=0s --store again
ok 'and not made anew' exits 75
busy rq-admin backup copies/hot.mdb --store again
ok 'a backup does not mind' exits 0

# --- writing the file anew
rm -rf again
run rq-admin restore copies/plain.mdb --store again
run rq-admin compact --store again
ok 'compact tells what it gave back' grep -Eq '^[0-9]+ KiB, were [0-9]+ KiB$' out
ok 'and keeps all' same_as again
if [ "$(id -u)" -eq 0 ]; then
	chown -R 65534:65534 again
	rm again/lock.mdb
	run rq-admin stats --store again
	ok 'who uses it is written where all can, also by root' test "$(stat -c %u:%g again/lock.mdb)" = 65534:65534
	run rq-admin compact --store again
	ok 'a file that root made anew belongs to whose the store is' test "$(stat -c %u:%g again/data.mdb)" = 65534:65534
	chown -R 0:0 again
else
	skip 'who uses it is written where all can, also by root' 'not root'
	skip 'a file that root made anew belongs to whose the store is' 'not root'
fi
run rq-admin check --repair --store again
ok 'there is nothing to repair' prints 'all is well
'
# one byte of a task's record: its name in the tables has no checksum, its record has
LC_ALL=C sed 's/\(cvs\|resumes\)[.]zip!/\1,zip!/g' again/data.mdb >damaged
cat damaged >again/data.mdb
run rq-admin check --store again
ok 'a damaged record is found' exits 1
cp resumes in
run rq-enqueue --job "$backend" --store again
ok 'what was lost can be queued again' counts 6 '.status == "queued"'
: >in
run rq-optimize --drain --store again
ok 'and done' counts 6 '.type == "result"'
run rq-admin check --repair --store again
ok 'a repair that loses something says so' exits 1
ok 'and gives all there is of it' counts 6 '.type == "error" and .stage == "store" and .code == "damaged" and (.bytes | length) > 300'
ok 'as records' python3 "$tree/tests/cli/check_records.py" <out
run rq-admin check --store again
ok 'then all is well' exits 0
rm -rf again
run rq-admin restore copies/plain.mdb --store again

# a byte of a result and of a résumé that no checksum protects: no JSON any more
rq-admin list --json --store again | jq -r .task_id | sort >before
LC_ALL=C sed 's/{"type":"result"/{"type";"result"/g; s/{"type":"resume"/{"type";"resume"/g' again/data.mdb >damaged
cat damaged >again/data.mdb
run rq-admin check --store again
ok 'records that are no JSON are found' exits 1
ok 'results' says 'results: record '
ok 'and résumés' says 'resumes: record '
run rq-admin check --repair --store again
ok 'and given, for they leave' counts 6 '.type == "error" and (.source | startswith("resumes: ")) and (.bytes | length) > 300'
ok 'each of them' counts 3 '.source | startswith("results: ")'
ok 'as records, too' python3 "$tree/tests/cli/check_records.py" <out
run rq-admin check --store again
ok 'then it is sound' exits 0
rq-admin list --json --store again | jq -r .task_id | sort >after
ok 'and has every task' cmp before after
rm -rf again
run rq-admin restore copies/plain.mdb --store again

# --- retention
run env RQ_NOW=2030-01-01T00:00:00Z rq-admin expire --keep-results=0s --keep-resumes=0s --keep-logs=0s --store again
ok 'what has no time is kept' same_as again
held=$(rq-admin list --status=done --limit=1 --json | jq -r .task_id)
run rq-admin hold "$held" --store again
ok 'a task can be held' prints '1 held
'
run rq-admin hold --store again
ok 'and is listed' holds out "task       $held"
run rq-admin expire --store again
ok 'nothing goes before its time' holds out '0 tasks, 0 results, 0 reviews'
run env RQ_NOW=2030-01-01T00:00:00Z rq-admin expire --store again
ok 'what is over goes, but not what is held' holds out '2 tasks, 2 results, 0 reviews, 2 résumés'
run rq-admin list --json --store again
ok 'what waits stays' counts 4 'true'
run rq-admin hold --release "$held" --store again
ok 'a hold ends' prints '1 released
'
run rq-admin hold --release "$held" --store again
ok 'once' exits 1
run env RQ_NOW=2030-01-01T00:00:00Z RQ_KEEP_RESULTS=1h rq-admin expire --store again
ok 'then it goes as well' holds out '1 task, 1 result,'
printf '{"type":"decision","v":1,"task_id":"%s","decision":"approved"}\n' "$held" >in
run rq-admin review --store again
ok 'who decides about it later is told so' prints '0 decided, 0 known already, 0 outdated
1 about erased tasks
'
rm in
run rq-admin check --store again
ok 'all is well then' exits 0
rm -rf again
run rq-admin restore copies/plain.mdb --store again

# --- a store of an rq before
# migrates FORMAT: its backup is restored and made a store of this rq, with all that it had
migrates() {
	run rq-admin restore "$tree/tests/data/store/format-$1.mdb.zst" --store old
	ok "a backup of format $1 is restored" exits 0
	run rq-admin stats --store old
	ok 'but has to be migrated' exits 3
	ok 'which is said' says 'rq-admin migrate'
	run rq-admin compact --store old
	ok 'not compacted' exits 3
	run rq-admin migrate --store old
	ok 'it is migrated' prints 'migrated
'
	run rq-admin check --store old
	ok 'and sound' exits 0
	run rq-admin list --json --store old
	ok 'with all tasks' counts 6 '.created_at == "2026-11-24T01:00:00.000Z"'
	ok 'in their states' counts 3 '.status == "done"'
	run rq-report --format=json --store old
	ok 'results, and decisions' equals '3 1' '"\(.results) \(.reviews.approved)"' out
}
install -m 600 "$tree/tests/data/store/format-4.key" key
RQ_STORE_KEY_FILE=$PWD/key
export RQ_STORE_KEY_FILE
migrates 4
run env RQ_STORE_KEY_FILE= rq-admin check --store old
ok 'and is as encrypted as before' says 'encrypted: give its key'
unset RQ_STORE_KEY_FILE
rm -r old
migrates 3
rm -r old
migrates 2
run rq-optimize --drain --engine=local --store old
# an answer by rules of then is not given any more, but nobody waits for it either
ok 'and the work goes on' counts 2 '.type == "result" or .code == "stale-recipe"'

# --- what is no backup
: >empty
head -c 40000 copies/plain.mdb >short.mdb
head -c 2000 copies/packed >short.zst
sed 's/by_status/by_sTATUS/' copies/plain.mdb >strange.mdb
for bad in empty short.mdb short.zst strange.mdb resumes missing; do
	run rq-admin restore "$bad" --store none
	ok "$bad is no backup" exits 3
	ok 'and is named' says "$bad"
	ok 'and nothing is made of it' [ ! -e none ]
	run rq-admin restore --force "$bad" --store again
	ok 'nor in place of a store' same_as again
done

# --- a full disk
full() { # COMMAND...: files may have so many bytes
	(
		trap '' XFSZ
		ulimit -f 40
		"$@"
	)
}
run full rq-admin backup copies/full.mdb
ok 'a backup that does not fit fails' exits 3
ok 'with a word' test -s err
run full rq-admin restore --force copies/packed --store again
ok 'so does a store' exits 3
ok 'which stays as it was' same_as again
rm -f copies/hot.mdb
ok 'nothing half done is left' nothing_else copies packed plain.mdb
ok 'nowhere' nothing_else again data.mdb lock.mdb
done_testing
