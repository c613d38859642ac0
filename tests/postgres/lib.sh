# shellcheck shell=sh
# What the tests on a server share: each file runs itself again beside a server of its own.
here=${RQ_TREE:?the source tree}
scenario=$here/build/debug/tests/crash/store_scenario
if [ -z "${RQ_TEST_CLUSTER-}" ]; then
	status=0
	sh "$here/tests/postgres/cluster.sh" sh "$0" || status=$?
	[ "$status" -ne 75 ] || echo '1..0 # SKIP no PostgreSQL server here'
	[ "$status" -ne 75 ] || exit 0
	exit "$status"
fi
# shellcheck source=tests/cli/lib.sh
. "$here/tests/cli/lib.sh"

# sql TEXT: one statement; prints what it answers
sql() { psql -qXAtc "$1"; }

# new_store NAME [HOST]: an empty schema; prints its URL
new_store() {
	sql "CREATE SCHEMA $1" || exit 3
	printf 'postgresql:///postgres?host=%s&user=rq&options=-csearch_path%%3D%s\n' \
		"${2:-$RQ_TEST_CLUSTER}" "$1"
}

# ends_like_golden: $store is sound, and in the state of golden.state
# shellcheck disable=SC2154 # set by who calls it
ends_like_golden() {
	"$scenario" check "$store" && "$scenario" state "$store" >out && cmp golden.state out
}
