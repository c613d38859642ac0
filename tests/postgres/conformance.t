#!/bin/sh
# conformance.t: the tests of the store on a PostgreSQL server of their own: the same that
# the embedded store passes, a schema each; at night those of moving one, too (a commit has
# copy.t), and all once more with a key.
set -u
here=${RQ_TREE:?the source tree}
units=$here/${RQ_BUILD:?the folder of what was built}/tests/unit

if [ "${1-}" != inside ]; then
	status=0
	sh "$here/tests/postgres/cluster.sh" sh "$0" inside || status=$?
	[ "$status" -ne 75 ] || echo '1..0 # SKIP no PostgreSQL server here'
	[ "$status" -ne 75 ] || exit 0
	exit "$status"
fi

# kind NAME SUITE...: a test each, whose output is in a file of the kind's own
kind() {
	name=$1 out=$RQ_TEST_CLUSTER.$1 failed=0
	shift
	for suite in "$@"; do
		if "$units/test_store_$suite.t" >"$out" 2>&1; then
			echo "ok - $name, $suite: $(grep -c '       OK' "$out") tests"
		else
			failed=1
			printf 'not ok - %s\n%s\n' "$name, $suite" "$(grep -v -e '   OK' -e ' RUN ' "$out" | sed 's/^/# /')"
		fi
	done
	rm -f "$out"
	return "$failed"
}
clear='queue permit batch review metrics expire audit' locked='' failed=0
# A commit has encrypted.t instead
[ "${RQ_FAULTS-}" != all ] || clear="$clear move" locked='queue batch review expire move'
echo "1..$(echo "$clear $locked" | wc -w)"
# shellcheck disable=SC2086 # suites
[ ! "$locked" ] || (export RQ_TEST_KEY=yes && kind encrypted $locked) &
# shellcheck disable=SC2086
kind clear $clear || failed=1
wait $! || failed=1
exit "$failed"
