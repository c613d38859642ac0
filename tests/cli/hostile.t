#!/bin/sh
# Files that mean harm: each earns its own error, and its neighbours come out right.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

python3 "$tree/tests/cli/hostile.py" . || exit 1

# what a stranger's file may cost at most, several times over: a hang is a failure, not a wait
limited() { run timeout 300 "$@"; }

# becomes NAME CODES: a record of that member has one of the codes, none says that its worker died
becomes() {
	jq -r --arg at "all.zip!/$1" 'select((.source | .path? // .) as $s | $s == $at or ($s | startswith($at + "!/")))
		| .code // "ok"' <out >codes
	! grep -qE '^(crashed|timeout)$' codes || return 1
	for code in $2; do
		grep -qxF -- "$code" codes && return 0
	done
	cat codes
	return 1
}

# the same, and what the largest of its processes took, in KiB
measured() {
	limited python3 -c 'import resource, subprocess, sys
status = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=open("peak", "w"))
sys.exit(status)' rq-ingest "$@"
}
is_jailed() { grep -q 'cannot set up Landlock' "$(command -v rq-ingest)"; } # sanitizers have no jail

measured all.zip
ok 'an archive of hostile files is read to its end' exits 1
tab=$(printf '\t')
while IFS=$tab read -r member codes; do
	ok "$member: $codes" becomes "$member" "$codes"
	ok 'its neighbour comes out right' counts 1 \
		".source.path? == \"all.zip!/$member-good.txt\" and .resume.basics.email == \"jane@example.org\"
		and .resume.work[0].startDate == \"2014\""
done <wanted
ok 'nothing of this machine is in the records' lacks out 'root:'
ok 'every record is one line of JSON' jq -e . out

if is_jailed; then
	ok 'none of them cost its reader more than 128 MiB' [ "$(cat peak)" -le $((128 * 1024)) ]
fi

if is_jailed && rq-ingest --ocr </dev/null >out 2>err; then
	measured --ocr states.pdf
	ok 'a page of nothing but states is too large' counts 1 '.code == "too-large"'
	ok 'no reader of text takes more because scans are wanted' [ "$(cat peak)" -le $((128 * 1024)) ]
fi

limited rq-ingest overlapping.zip
ok 'members that overlap are a bomb' counts 1 '.code == "too-large"'
ok 'whose beginning is read' counts 1 '.resume.basics.email == "jane@example.org"'
limited rq-ingest million.zip
ok 'a million members are too many' counts 1 '.code == "too-many"'
ok 'the first of them is read' counts 1 '.resume.basics.email == "jane@example.org"'

limited rq-ingest cut
ok 'documents of every format, cut at each sixteenth, are read' exits 1
ok 'none of them ends its worker' counts 0 '.code == "crashed" or .code == "timeout"'
find cut -type f | sort >files
jq -r '.source | .path? // . | sub("!/.*"; "")' out | sort -u >told
ok 'each of them has a record' cmp files told
ok 'the whole ones are résumés' counts 13 '.type == "resume" and (.source.path | test("/16[.]"))'
done_testing
