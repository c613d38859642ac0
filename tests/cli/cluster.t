#!/bin/sh
# examples/cluster: résumés read in shares are the same as read at once.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

mkdir cvs cvs/more
cp "$tree"/examples/src/*.md cvs
cp "$tree"/examples/src/*.json cvs/more
printf 'not a document\0' >cvs/more/x.bin
find "$work/cvs" -type f -print0 | sort -z | xargs -0 rq-ingest >whole 2>/dev/null
# the first of two copies is told only within a run
same() { jq -cS 'del(.duplicate_of)' <"$1" >one && jq -cS 'del(.duplicate_of)' <whole >two && cmp one two; }

if ! command -v parallel >/dev/null || ! parallel --version 2>/dev/null | grep -q GNU; then
	skip 'by GNU parallel' 'no GNU parallel here'
else
	printf '1/:\n' >hosts
	HOME=$work
	export HOME
	run sh "$tree/examples/cluster/ingest-parallel" cvs hosts
	ok 'what parallel reads is the same, in the same order' same out
	ok 'the exit status is that of rq-ingest' exits 1
	rm cvs/more/x.bin
	run sh "$tree/examples/cluster/ingest-parallel" cvs
	ok 'which is 0 when all could be read' exits 0
	mkdir none
	printf '#!/bin/sh\nkill -9 $$\n' >none/rq-ingest
	chmod +x none/rq-ingest
	PATH=$work/none:$PATH run sh "$tree/examples/cluster/ingest-parallel" cvs
	ok 'and 3 when a run was killed' exits 3
	printf 'not a document\0' >cvs/more/x.bin
fi

for share in 0 1 2; do
	SLURM_ARRAY_TASK_ID=$share SLURM_ARRAY_TASK_COUNT=3 sh "$tree/examples/cluster/ingest-slurm" cvs shares 2>err || touch bad
done
ok 'shares of an array end well' test ! -e bad
cat shares/*.ndjson | jq -r '.source.path? // .source' | sort >got
jq -r '.source.path? // .source' <whole | sort >wanted
ok 'and are together all there is, each once' cmp wanted got

done_testing
