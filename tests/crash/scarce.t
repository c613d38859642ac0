#!/bin/sh
# Few descriptors, files with high numbers, little memory: a tool does what it is to do, or
# says what it could not do; with enough of them the same command ends the work.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

backend=$tree/examples/jobs/backend.txt
rq-ingest "$tree/examples/resumes.zip" 2>err | grep '"type":"resume"' >resumes
head -n 12 resumes >some
RQ_ENGINE=local

tasks() { rq-admin stats --json | jq -e ".tasks.$1 == $2" >/dev/null; }
# few N COMMAND...: with no more than N open files
few() {
	files=$1
	shift
	status=0
	sh -c 'ulimit -n "$0"; exec "$@"' "$files" "$@" <in >out 2>err || status=$?
}
# within KIB COMMAND...: of address space
within() {
	kib=$1
	shift
	status=0
	sh -c 'ulimit -v "$0"; exec "$@"' "$kib" "$@" <in >out 2>err || status=$?
}
# refuses: does all the same, or says what it could not do and ends with a status of its own
refuses() { [ "$status" -eq 0 ] || { [ "$status" -le 3 ] && grep -q '^rq-[a-z]*: ' err && ! grep -qv '^rq-[a-z]*: ' err; }; }
# tells_of WHAT: it did all, or that is what there is too little of
tells_of() { [ "$status" -eq 0 ] || grep -qi "$1" err; }

# --- few descriptors ------------------------------------------------------------------------------------
cp some in
for files in 4 5 6 7 8 10 12; do
	rm -rf store
	few "$files" rq-enqueue --job "$backend"
	ok "rq-enqueue with $files descriptors" refuses
	ok 'and tells of what there is too little' tells_of 'too many open files'
done
run rq-enqueue --job "$backend"
: >in
for files in 4 5 6 7 8 10 12; do
	few "$files" rq-optimize --drain
	ok "rq-optimize with $files descriptors" refuses
	few "$files" rq-report --store store --format=html --output=page.html
	ok "rq-report with $files descriptors" refuses
	few "$files" rq-admin backup copy
	ok "rq-admin backup with $files descriptors" refuses
done
run rq-optimize --drain
ok 'with more of them all is done' exits 0
ok 'and nothing was lost' tasks 'done' 12
for files in 4 6 8 10 12; do
	few "$files" rq-ingest --jobs=2 "$tree/examples/src"
	ok "rq-ingest with $files descriptors ends in a status of its own" test "$status" -le 3
	[ "$status" -ge 2 ] || ok 'and counts every document' test "$(wc -l <out)" -ge 20
done
mkdir many
for copy in $(seq 100); do
	cp "$tree/examples/src/iglesias.txt" "many/$copy.txt"
done
few 24 rq-ingest --jobs=2 many
ok 'a hundred documents take no more descriptors than one' counts 100 '.type == "resume"'

# Calls for which there are no connections are made later, and paid once.
RQ_ENGINE=groq
for files in 8 10 12 16; do
	serve --latency=10
	queue 12
	: >in
	few "$files" rq-optimize --drain --in-flight=64 --deadline=2s
	ok "rq-optimize with $files descriptors and 64 calls at once" test "$status" -eq 0 -o "$status" -eq 75 -o "$status" -eq 3
	ok 'leaves nothing leased, and nothing is dead' tasks leased+.tasks.dead 0
	run rq-optimize --drain
	ok 'and with more of them all is done' tasks 'done' 12
	ok 'and paid once' paid 12
done
stop_serving
RQ_ENGINE=local

# --- files with high numbers, and none beyond them --------------------------------------------------------
cat >crowd.py <<'END'
import os, resource, shutil, sys
free, command = int(sys.argv[1]), sys.argv[2:]
program = shutil.which(command[0])  # while there are files to look for it
try:
    resource.setrlimit(resource.RLIMIT_NOFILE, (65535, 65535))
except (OSError, ValueError):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
nothing = os.open("/dev/null", os.O_RDONLY)
os.set_inheritable(nothing, True)  # or there would be one more
for number in range(3, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - free):
    os.dup2(nothing, number)
os.execv(program, command)
END
# crowded FREE COMMAND...: 65,535 files may be open, and all but FREE are; fewer where no more are to be had
crowded() {
	status=0
	python3 crowd.py "$@" <in >out 2>err || status=$?
}
rm -rf store
: >in
crowded 40 rq-ingest --jobs=2 many
ok 'rq-ingest among 65,535 open files' counts 100 '.type == "resume"'
cp some in
# The loader of programs needs one, to read libraries.
crowded 0 rq-enqueue --job "$backend"
ok 'rq-enqueue where none is left does not begin' test "$status" -eq 127
ok 'which the loader says' says 'error while loading shared libraries'
ok 'and there is no store' test ! -e store
for free in 1 2 3 4; do
	crowded "$free" rq-enqueue --job "$backend"
	ok "rq-enqueue where $free more are refused" refuses
	rm -rf store
done
crowded 40 rq-enqueue --job "$backend"
ok 'rq-enqueue among 65,535 open files' exits 0
: >in
serve --latency=10
RQ_ENGINE=groq RQ_API_KEY_FILE='' rq-enqueue --job "$backend" <some >tasks 2>err
crowded 80 rq-optimize --drain
ok 'rq-optimize, which calls a server' exits 0
ok 'does all' tasks 'done' 24
cp out in
crowded 40 rq-report --format=html --output=page.html
ok 'rq-report' exits 0
crowded 60 rq-export --all --format=docx,pdf --output=documents
ok 'rq-export' exits 0
ok 'makes all documents' test "$(find documents -name '*.docx' -o -name '*.pdf' | wc -l)" -ge 24
: >in
crowded 20 rq-admin check
ok 'rq-admin' prints 'all is well
'
stop_serving

# --- little memory -----------------------------------------------------------------------------------------
cp some in
for kib in 100000 200000 300000; do
	rm -rf store
	within "$kib" rq-enqueue --job "$backend"
	ok "rq-enqueue within $kib KiB" refuses
done
run rq-enqueue --job "$backend"
: >in
for kib in 100000 130000 160000 200000; do
	within "$kib" rq-optimize --drain
	ok "rq-optimize within $kib KiB" refuses
	within "$kib" rq-report --store store --format=html --output=page.html
	ok "rq-report within $kib KiB" refuses
	within "$kib" rq-admin backup copy
	ok "rq-admin backup within $kib KiB" refuses
done
run rq-optimize --drain
ok 'with more of it all is done' tasks 'done' 12
within 250000 rq-ingest --jobs=1 "$tree/examples/src/amara-okafor.md" "$tree/examples/src/iglesias.txt"
ok 'rq-ingest within little memory is no crash' test "$status" -le 3

# --- a group of processes that may have little memory ----------------------------------------------------------
# open_group: a control group of this test's own; false where root does not let us
open_group() {
	if [ -f /sys/fs/cgroup/memory/memory.limit_in_bytes ]; then
		group=/sys/fs/cgroup/memory/rq-test.$$ limit=memory.limit_in_bytes
	else
		group=/sys/fs/cgroup/rq-test.$$ limit=memory.max
	fi
	mkdir "$group" && [ -w "$group/$limit" ] && [ -w "$group/cgroup.procs" ]
}
# grouped KIB COMMAND...: with all that it starts, in no more memory than that
grouped() {
	echo "$(($1 * 1024))" >"$group/$limit"
	shift
	status=0
	sh -c 'echo $$ >"$0/cgroup.procs"; exec "$@"' "$group" "$@" <in >out 2>err || status=$?
}
if open_group 2>err; then
	trap 'rmdir "$group"; stop_serving; rm -rf "$work"' EXIT
	rm -rf store
	cp some in
	killed=0
	for kib in 4096 6144 8192 10240 12288; do
		grouped "$kib" rq-enqueue --job "$backend"
		[ "$status" -eq 0 ] || killed=$((killed + 1))
	done
	run rq-enqueue --job "$backend"
	ok "killed $killed times for want of memory, rq-enqueue ends its work in the end" tasks queued+.tasks.done 12
	: >in
	for kib in 4096 6144 8192 10240 12288 16384; do
		grouped "$kib" rq-optimize --drain --claim=2
		[ "$status" -eq 0 ] || killed=$((killed + 1))
	done
	ok 'something was killed' test "$killed" -ge 2
	run rq-optimize --drain
	ok 'what rq-optimize had in hand is done by the next' tasks 'done' 12
	ok 'and the store is sound' rq-admin check
	grouped 65536 rq-ingest --jobs=2 many
	ok 'a hundred documents within 64 MiB' counts 100 '.type == "resume"'
	rmdir "$group"
	trap 'stop_serving; rm -rf "$work"' EXIT
else
	rmdir "$group" 2>/dev/null
	skip 'a control group with little memory' 'none may be made here'
fi
done_testing
