#!/bin/sh
# rq-nightly killed, with all that it had started, before its steps, one at a
# time, see sample.sh, and at random moments. The next run ends in the state of a night that
# nobody disturbed: inbox, done, failed, documents, answers, store, backup.
# RANDOM_NIGHTS=200 for a long night.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"
# shellcheck source=tests/crash/sample.sh
. "$tree/tests/crash/sample.sh"
# shellcheck source=tests/crash/nightly.sh
. "$tree/tests/crash/nightly.sh"

random_nights=${RANDOM_NIGHTS:-3}
prepare_night
mkdir points

sample 10

# --- before its steps ---------------------------------------------------------------------------
cat >points/step <<'END'
#!/bin/sh
PATH=$REAL_PATH
printf . >>"$STEPS"
[ "$(wc -c <"$STEPS")" -ne "$KILL_AT" ] || kill -9 0
exec "${0##*/}" "$@"
END
chmod +x points/step
for tool in mv cp rm mkdir jq rq-ingest rq-enqueue rq-optimize rq-report rq-export rq-admin; do
	ln -s step "points/$tool"
done
REAL_PATH=$PATH STEPS=$work/steps
export REAL_PATH STEPS

bad=0 killed=0 at=$first
while :; do
	rm -rf night steps
	cp -a fresh night
	status=0
	KILL_AT=$at setsid env PATH="$work/points:$PATH" rq-nightly -c conf >out 2>err || status=$?
	[ "$status" -eq 137 ] || break
	killed=$((killed + 1))
	again "killed before step $at, $(tail -n 1 out)"
	at=$((at + step))
done 2>/dev/null
ok "killed before $killed of its steps, it ends as if nothing had been" test "$bad" -eq 0
ok 'it has that many' test "$at" -gt 40

# --- at random --------------------------------------------------------------------------------------
bad=0 killed=0 nights=0
while [ "$nights" -lt "$random_nights" ]; do
	rm -rf night
	cp -a fresh night
	for _ in 1 2; do
		setsid rq-nightly -c conf >out 2>err &
		pid=$!
		sleep "0.$(printf '%05d' "$(od -An -N2 -tu2 /dev/urandom)")"
		kill -9 "-$pid" 2>/dev/null
		status=0
		wait "$pid" 2>/dev/null || status=$?
		[ "$status" -ne 137 ] || killed=$((killed + 1))
	done
	nights=$((nights + 1))
	[ -e night/nights/2026-11-24 ] || again 'killed at random'
done
ok "killed $killed times at random, $nights nights end as if nothing had been" test "$bad" -eq 0
ok 'and were killed at all' test "$killed" -gt 0
done_testing
