#!/bin/sh
# Cases as folders, tests/data/cases/TOOL/CASE: args (a word a line), in, and
# what must come of them: out, status, and words of err. A bug report becomes
# one more folder. RECORD=1 writes what came instead of comparing; read it.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

RQ_NOW=2026-11-24T01:00:00Z
export RQ_NOW
for case in "$tree"/tests/data/cases/*/*/; do
	case=${case%/}
	tool=${case%/*}
	tool=${tool##*/}
	name="$tool: ${case##*/}"
	rm -rf store in
	[ ! -f "$case/in" ] || cp "$case/in" in
	set --
	while read -r word; do
		set -- "$@" "$(eval "printf '%s' \"$word\"")" # args may name $tree
	done <"$case/args"
	run "$tool" "$@"
	if [ "${RECORD:-}" = 1 ]; then
		cp out "$case/out"
		echo "$status" >"$case/status"
		cp err "$case/err"
		continue
	fi
	ok "$name: status" exits "$(cat "$case/status")"
	ok "$name: output" cmp "$case/out" out
	ok "$name: complaints" cmp "$case/err" err
done
done_testing
