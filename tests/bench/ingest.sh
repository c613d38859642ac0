#!/bin/sh
# rq-ingest: documents a second and the memory of its largest process, over a zip of 1,000
# and one of 10,000 (the examples, over and over), which must not differ in memory; and the
# readers over the PDFs of RQ_CORPUS beside poppler's own text of the same files.
set -eu
work=$1
cd "$work"
examples=$RQ_TREE/examples

# measure NAME DOCUMENTS COMMAND...
measure() {
	name=$1 count=$2
	shift 2
	if [ ! -x /usr/bin/time ]; then
		return
	fi
	/usr/bin/time -q -f '%e %U %S %M' -o cost "$@" >records || [ $? -eq 1 ]
	tail -n 1 cost | jq -Rc --arg bench "$name" --argjson documents "$count" 'split(" ") | map(tonumber) |
		{$bench, $documents, seconds: .[0], cpu_seconds: (.[1] + .[2]),
		per_cpu_second: ($documents / (.[1] + .[2]) | round), peak_kib: .[3]}'
}

mkdir ingest ingest/one
(cd ingest/one && LC_ALL=C.UTF-8 bsdtar -xf "$examples/resumes.zip")
for copies in 50 500; do
	mkdir "ingest/$copies"
	find ingest/one -type f | while read -r file; do
		i=0
		while [ "$i" -lt "$copies" ]; do
			ln "$file" "ingest/$copies/$i-${file##*/}"
			i=$((i + 1))
		done
	done
	count=$(find "ingest/$copies" -type f | wc -l)
	(cd "ingest/$copies" && LC_ALL=C.UTF-8 bsdtar --format zip -cf ../many.zip .)
	measure "ingest-zip-$count" "$count" rq-ingest ingest/many.zip
	rm -rf "ingest/$copies" ingest/many.zip
done

corpus=${RQ_CORPUS:-$RQ_TREE/../shared/corpus}
if [ -d "$corpus/pdf" ]; then
	(cd "$corpus/pdf" && LC_ALL=C.UTF-8 bsdtar --format zip -cf "$work/corpus.zip" resume*)
	bench_document corpus.zip | jq -c 'select(.bench | test("pdf")) | .bench += "-corpus"'
fi
