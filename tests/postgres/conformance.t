#!/bin/sh
# conformance.t: the tests of the store on a PostgreSQL server of their own: the same that
# the embedded store passes, a schema each; once more with a key.
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

number=0 failed=0
suites='queue permit batch review metrics expire audit move'
for kind in clear encrypted; do
	[ "$kind" = clear ] || export RQ_TEST_KEY=yes suites='queue batch review expire move'
	for suite in $suites; do
		number=$((number + 1))
		if "$units/test_store_$suite.t" >"$RQ_TEST_CLUSTER.out" 2>&1; then
			echo "ok $number - $kind, $suite: $(grep -c '       OK' "$RQ_TEST_CLUSTER.out") tests"
		else
			failed=1
			echo "not ok $number - $kind, $suite"
			grep -v -e '   OK' -e ' RUN ' "$RQ_TEST_CLUSTER.out" | sed 's/^/# /'
		fi
		rm -f "$RQ_TEST_CLUSTER.out"
	done
done
echo "1..$number"
exit "$failed"
