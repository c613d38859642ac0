#!/bin/sh
# rq-admin audit: what was done is told, and whoever changes that is found out.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

rq-ingest "$tree/examples/resumes.zip" | head -n 3 >resumes
rq-enqueue --job "$tree/examples/jobs/backend.txt" <resumes 2>/dev/null | rq-optimize >results 2>/dev/null
rq-admin review --approve-all --reviewer 'Jane Miller' >/dev/null
rq-export --output=documents <results >exports 2>/dev/null

# actions NAME COUNT: the log tells so many of these
actions() {
	rq-admin audit >log
	[ "$(jq -r .action log | grep -cx "$1")" -eq "$2" ]
}
# by_hand: each hash, made anew by b2sum as the manual page says
by_hand() {
	previous=$(printf '%064d' 0)
	jq -r '[.sequence, .at, .action, .id, .digest // "-", .by // "-", .hash] | map(tostring) | join(" ")' log >lines
	while read -r sequence at action id digest by hash; do
		[ "$digest" != - ] || digest=
		[ "$by" != - ] || by=
		made=$(printf '%s\n' "$previous" "$sequence" "$at" "$action" "$id" "$digest" "$by" |
			b2sum -l 256 | cut -d' ' -f1)
		[ "$made" = "$hash" ] || { printf 'entry %s\n' "$sequence"; return 1; }
		previous=$hash
	done <lines
	[ -s lines ]
}
# names_nobody: no name, address or number of the people
names_nobody() {
	jq -r '.resume.basics | .name, .email, .phone // empty' resumes >people
	[ -s people ] && ! grep -qiFf people log && ! grep -q Miller log
}

ok 'the résumés and the posting were read' actions read 4
ok 'the results were received' actions received 3
ok 'and decided about' actions decided 3
ok 'the local engine sends nothing' actions sent 0
cp exports in
run rq-admin audit --add
ok 'what rq-export told is added' exits 0
ok 'each document' actions exported "$(grep -c '"export"' exports)"
ok 'with the digest of its file' test "$(jq -r 'select(.action == "exported").digest' log | sort)" = \
	"$(jq -r 'select(.type == "export").digest' exports | sort)"
printf '{"type":"export","v":1,"task_id":"of Jane Miller"}\n' >in
run rq-admin audit --add
ok 'an export without its ids is refused' exits 1
rm in
ok 'it names nobody' names_nobody
ok 'anybody can verify it with b2sum' by_hand
ok 'the reviewer by a fingerprint' test "$(jq -r 'select(.action == "decided").by' log | sort -u)" = \
	"$(printf 'Jane Miller' | b2sum -l 256 | cut -c-32)"

run rq-admin audit --verify
ok 'it is whole' prints "all is well: $(wc -l <log) entries
"
head=$(rq-admin audit --head)
ok 'the head is the last hash' test "$head" = "$(tail -n 1 log | jq -r .hash)"
rq-admin forget "$(head -n 1 resumes | jq -r .candidate_id)" >/dev/null
ok 'who is forgotten leaves the log in place' actions forgotten 2
run rq-admin audit --verify --since-head="$head"
ok 'it is whole, and the noted head is in it' holds out ', 2 of them since then'
run rq-admin audit --since-head="$head"
ok 'what came after the noted head' counts 2 '.action == "forgotten"'
run rq-admin audit --verify --since-head="$(printf '%064d' 7)"
ok 'another head is not' exits 1
ok 'and that is said' says 'the head that was noted is not in the log'
run rq-admin audit --verify --head
ok 'one thing at a time' exits 2

# Somebody with the file, and without rq: one byte of one entry.
jq -r 'select(.action == "received").digest' log | head -n 1 >digest
if python3 - "$(cat digest)" <<-'END'
	import sys
	path = "store/data.mdb"
	data = bytearray(open(path, "rb").read())
	at = data.find(bytes.fromhex(sys.argv[1]))
	found = at != -1
	while at != -1:
	    data[at] ^= 1
	    at = data.find(bytes.fromhex(sys.argv[1]), at + 1)
	open(path, "wb").write(data)
	sys.exit(not found)
END
then
	run rq-admin audit --verify
	ok 'a byte that was changed in the file is found' exits 1
	ok 'and the entry is named' says 'does not follow from what stands before it'
else
	skip 'a byte that was changed in the file is found' 'no python3 here'
fi
done_testing
