#!/bin/sh
# A server that crashes while it is used, and connections that break around a commit: every run
# ends like one that was never disturbed.
# shellcheck source=tests/postgres/lib.sh
. "${0%/*}/lib.sh"

"$scenario" run folder && "$scenario" state folder >golden.state || exit 3

crash() {
	sh "$here/tests/postgres/cluster.sh" --restart >/dev/null 2>&1
}

n=1
while [ "$n" -le 5 ]; do
	store=$(new_store "crashed_$n")
	timeout 120 "$scenario" run "$store" >out 2>err &
	child=$!
	# What is not open yet may fail: then nobody waits in vain for a server that is not there.
	until [ "$(sql "SELECT count(*) FROM crashed_$n.tasks" 2>/dev/null || echo 0)" -gt 0 ]; do
		kill -0 "$child" || break
	done
	for pause in 0 0.1 0.2; do
		crash
		sleep "$pause"
	done
	status=0
	wait "$child" || status=$?
	ok "run $n goes on when the server is there again" exits 0
	ok 'nothing lost, nothing twice' ends_like_golden
	n=$((n + 1))
done

# cut HOW STORE [COMMAND...]: a run through something that breaks connections at their COMMIT
cut() {
	how=$1 behind=$2
	shift 2
	mkdir -p "$work/socket"
	python3 "$here/tests/postgres/cut.py" "$how" "$work/socket" "$RQ_TEST_CLUSTER" "$@" >cuts &
	proxy=$!
	while [ ! -S "$work/socket/.s.PGSQL.5432" ]; do sleep 0.05; done
	store=$(printf '%s' "$behind" | sed "s|$RQ_TEST_CLUSTER|$work/socket|")
	run timeout 120 "$scenario" run "$store"
	kill "$proxy"
	wait "$proxy" 2>/dev/null
	store=$behind
	rm -rf "$work/socket"
}

cut before "$(new_store cut_before)"
ok 'a run ends whose commits did not reach the server' exits 0
ok 'there were some' [ "$(grep -c cut cuts)" -gt 5 ]
ok 'nothing lost' ends_like_golden
cut after "$(new_store cut_after)"
ok 'a run ends whose commits went unanswered' exits 0
ok 'there were some' [ "$(grep -c cut cuts)" -gt 5 ]
ok 'nothing twice' ends_like_golden

cut crash "$(new_store crash_after)" sh "$here/tests/postgres/cluster.sh" --restart
ok 'a run ends whose server crashed on its commits' exits 0
ok 'there were some' [ "$(grep -c cut cuts)" -gt 2 ]
ok 'nothing lost, nothing twice, nothing paid twice' ends_like_golden

# who asks what became of a commit is not answered at once
doubtful=$(new_store doubtful)
sql "CREATE SEQUENCE doubtful.asked;
	CREATE FUNCTION doubtful.pg_xact_status(xid8) RETURNS text LANGUAGE plpgsql AS
	'BEGIN IF nextval(''doubtful.asked'') % 2 = 1 THEN RAISE query_canceled; END IF;
	RETURN pg_catalog.pg_xact_status(\$1); END'"
cut after "$doubtful%2Cpg_catalog"
ok 'a run ends whose questions were cut short, too' exits 0
ok 'there were some' [ "$(sql 'SELECT last_value FROM doubtful.asked')" -gt 5 ]
ok 'and asked again: nothing twice' ends_like_golden
done_testing
