#!/bin/sh
# rq-nightly killed, with all that it had started, before each of its steps in
# turn and at random moments. The next run ends in the state of a night that
# nobody disturbed: inbox, done, failed, documents, answers, store, backup.
# RANDOM_NIGHTS=200 for a long night.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"

random_nights=${RANDOM_NIGHTS:-10}
src=$tree/examples/src
night=$work/night
RQ_NOW=2026-11-24T12:00:00Z
export RQ_NOW

# --- a store in which somebody approved something, and an inbox of all kinds -----------------
mkdir -p fresh/inbox fresh/postings points
cp "$tree/examples/jobs/backend.txt" fresh/postings/
cat >conf <<END
RQ_INBOX=$night/inbox
RQ_POSTINGS=$night/postings
RQ_STORE=$night/store
RQ_NIGHTS=$night/nights
RQ_EXPORTS=$night/exports
RQ_BACKUPS=$night/backups
RQ_EXPORT_FORMAT=text
RQ_SETTLE=0
END
cp "$src/samuel-ferreira.md" fresh/inbox/
cp -a fresh night
run env RQ_NOW=2026-11-23T12:00:00Z rq-nightly -c conf
ok 'a night before it is done' exits 0
rq-admin --store=night/store review --approve-all --reviewer=Ada >out 2>err
rm -rf night/inbox/done night/backups/*
mkdir night/inbox/team
cp "$src/amara-okafor.md" night/inbox/
cp "$src/iglesias.txt" night/inbox/team/
printf 'x' >night/inbox/team/short.txt
printf 'x' >night/inbox/short.pdf
ln -s /etc/passwd night/inbox/link
rm -rf fresh
mv night fresh

# state: what a night left, in a form that can be compared
state() {
	find night/inbox night/exports ! -type d | sort | while IFS= read -r file; do
		echo "$file $([ -L "$file" ] || sha256sum <"$file")"
	done
	find night/backups night/nights -mindepth 1 -maxdepth 1 | sort
	jq -Sc 'del(.usage.attempts)' <night/nights/2026-11-24/answers.ndjson | sort
	jq -Sc '[.results, .errors, .cached, .status, .error_codes]' <night/nights/2026-11-24/report.json
	rq-admin --store=night/store check
	rq-admin --store=night/store stats --json | jq -Sc '[.tasks, .results]'
}
# the night again, as often as it takes to be told that it ended
again() {
	tries=0
	while
		status=0
		rq-nightly -c conf >out 2>err || status=$?
		# The lock may be held for a moment by what is still dying
		[ "$status" -eq 75 ] && [ "$tries" -lt 50 ]
	do
		tries=$((tries + 1))
		sleep 0.2
	done
	state >after 2>&1
	[ "$status" -eq 1 ] && cmp -s golden after && return
	echo "# $1: status $status"
	diff golden after | sed 's/^/# /' | cut -c1-120 | head -n 20
	bad=$((bad + 1))
}

cp -a fresh night
status=0
rq-nightly -c conf >out 2>err || status=$?
ok 'the undisturbed night is done, and needs a person' exits 1
state >golden 2>&1
ok 'it read, turned away, exported, backed up' test "$(grep -cE 'done/(team|amara)|failed/(short|link)|exports/.*txt|all is well|backups/' golden)" -ge 8

# --- before each step ---------------------------------------------------------------------------
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

bad=0 killed=0 at=0
while :; do
	at=$((at + 1))
	rm -rf night steps
	cp -a fresh night
	status=0
	KILL_AT=$at setsid env PATH="$work/points:$PATH" rq-nightly -c conf >out 2>err || status=$?
	[ "$status" -eq 137 ] || break
	killed=$((killed + 1))
	again "killed before step $at, $(tail -n 1 out)"
done 2>/dev/null
ok "killed before each of $killed steps, it ends as if nothing had been" test "$bad" -eq 0
ok 'it has that many' test "$killed" -gt 40

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
