#!/bin/sh
# The manual says what --help says, and completion offers it.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

run "$tree/scripts/check-man-options"
ok 'the pages have the options and variables of --help' exits 0

# every code of lib/base/error.h stands in rq(7)
codes_are_told() {
	sed -n 's/^\tX(RQ_[A-Z_]*, "\([a-z-]*\)".*/\1/p' "$tree/lib/base/error.h" >codes
	[ -s codes ] || return 1
	while read -r code; do
		grep -qE "^\.It Cm .*\b$code\b" "$tree/man/rq.7" || { echo "$code"; return 1; }
	done <codes
}
ok 'rq(7) tells every error code' codes_are_told

if command -v mandoc >/dev/null; then
	run mandoc -Tlint -Wwarning "$tree"/man/*.[1578]
	ok 'the pages are sound mdoc' exits 0
else
	skip 'the pages are sound mdoc' 'no mandoc here'
fi

# what a terminal of 80 columns breaks cannot be copied from it
examples_fit() {
	awk '/^\.Bd -literal/ { inside = 1; next } /^\.Ed/ { inside = 0 }
	inside || sub(/^\.Dl /, "") {
		gsub(/\\\(dq/, "\""); gsub(/\\e/, "\\")
		if (length($0) > 67) { print FILENAME ": " $0; bad = 1 }
	}
	END { exit bad }' "$tree"/man/*.[1578]
}
ok 'the examples fit a terminal' examples_fit

# offers WANTED WORD...: what completion says for the last word
offers() {
	wanted=$1
	shift
	bash -c '
	. "$0"
	compopt() { :; }
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
	_rq_complete "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
	echo "${COMPREPLY[*]}"' "$tree/scripts/completion.bash" "$@" >offered 2>&1
	[ "$(cat offered)" = "$wanted" ] || { cat offered; false; }
}
if command -v bash >/dev/null; then
	ok 'completion knows the commands of rq-admin' offers 'stats show' rq-admin s
	ok 'but one is enough' offers '' rq-admin stats s
	ok 'options' offers '--drain' rq-optimize --dr
	ok 'their values' offers 'text json html csv xlsx prometheus' rq-report --format ''
	ok 'also behind "="' offers 'html' rq-report --format = h
	ok 'and leaves files to the shell' offers '' rq-ingest x
else
	skip 'completion' 'no bash here'
fi
done_testing
