#!/bin/sh
# Kills what looks after a store at its failpoints, one at a time, see sample.sh. Then the store
# is sound and as it was before or as it is after, and doing it again ends like an
# undisturbed run, with nothing left beside the store.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"
# shellcheck source=tests/crash/sample.sh
. "$tree/tests/crash/sample.sh"

backend=$tree/examples/jobs/backend.txt
RQ_NOW=2026-11-24T01:00:00Z
export RQ_NOW
rq-ingest "$tree/examples/resumes.zip" | grep '"type":"resume"' | head -n 6 >resumes
head -n 4 resumes | rq-enqueue --job "$backend" 2>/dev/null | rq-optimize >/dev/null 2>&1
tail -n 2 resumes | rq-enqueue --job "$backend" >/dev/null 2>&1
cp -r store full

# what a store holds, as far as it does not change by being looked at
state_of() { rq-admin list --json --store "$1" && rq-report --store "$1" --format=csv; }

# crash COMMAND...: on a new copy of ./full, killed at one failpoint after the other until it survives
crash() {
	rm -rf store && cp -r full store
	state_of store >before
	bad=1 deaths=0
	"$@" >out 2>err || return
	state_of store >after
	n=$((first - step)) bad=0 deaths=0
	while :; do
		n=$((n + step))
		rm -rf store copy && cp -r full store
		status=0
		sh -c 'RQ_FAILPOINT=$0 "$@" >out 2>err; exit $?' "$n" "$@" 2>/dev/null || status=$?
		[ "$status" -eq 137 ] || break
		deaths=$((deaths + 1))
		rq-admin check >out 2>err || bad=$((bad + 1))
		state_of store >now
		cmp -s before now || cmp -s after now || bad=$((bad + 1))
		[ ! -e copy ] || rq-admin restore copy --store tried >out 2>err || bad=$((bad + 1))
		rm -rf copy tried
		"$@" >out 2>err || [ "$?" -eq 1 ] || bad=$((bad + 1)) # 1: nothing was left to do
		state_of store >now
		cmp -s after now || bad=$((bad + 1))
		[ -z "$gone" ] || ! grep -qaF "$gone" store/data.mdb || bad=$((bad + 1))
		rq-admin check >out 2>err || bad=$((bad + 1))
		[ "$(ls -A store)" = "$(ls -A full)" ] || bad=$((bad + 1))
	done
	[ "$status" -eq 0 ] || bad=$((bad + 1))
}

# survives LEAST COMMAND...: there were at least so many failpoints, and none did harm
survives() {
	least=$1
	shift
	crash "$@"
	what=$*
	ok "${what#env * }: killed $deaths times, leaves before or after" test "$bad" -eq 0
	ok 'and was killed at all' test "$n" -gt "$least"
}

sample 4
gone=
survives 6 rq-admin backup copy
survives 6 rq-admin backup --zstd copy
survives 4 rq-admin compact
gone=$(head -n 1 resumes | jq -r .resume.basics.email)
survives 8 rq-admin forget "$(head -n 1 resumes | jq -r .candidate_id)"
gone=
survives 6 env RQ_NOW=2030-01-01T00:00:00Z rq-admin expire
head -n 5 resumes | rq-enqueue --job "$backend" --store other >/dev/null 2>&1
rq-admin backup backup >/dev/null --store other
survives 4 rq-admin restore --force backup

# repair: of a store with a damaged record, which stays as it is to the byte or is sound
mv full sound
cp -r sound full
source=$(rq-admin list --json --store sound | head -n 1 | jq -r .source)
LC_ALL=C sed "s|$source|${source%?}~|g" sound/data.mdb >full/data.mdb
rm -rf store && cp -r full store
rq-admin check --repair >out 2>err
rq-admin list --json >after
n=$((first - step)) bad=0 deaths=0
while :; do
	n=$((n + step))
	rm -rf store && cp -r full store
	status=0
	sh -c 'RQ_FAILPOINT=$0 rq-admin check --repair >out 2>err; exit $?' "$n" 2>/dev/null || status=$?
	[ "$status" -eq 137 ] || break
	deaths=$((deaths + 1))
	cmp -s full/data.mdb store/data.mdb || rq-admin check >out 2>err || bad=$((bad + 1))
	rq-admin check --repair >out 2>err
	rq-admin check >out 2>err || bad=$((bad + 1))
	rq-admin list --json >now
	cmp -s after now || bad=$((bad + 1))
	rq-admin compact >out 2>err || bad=$((bad + 1))
	[ "$(ls -A store)" = "$(ls -A full)" ] || bad=$((bad + 1))
done
ok "a repair, killed $deaths times, leaves before or after" test "$bad" -eq 0
ok 'and was killed at all' test "$n" -gt 8
ok 'there was something to repair' test "$(wc -l <after)" -eq 5

# a clear store is encrypted: it is clear or encrypted then, and whole
(umask 077 && openssl rand -hex 32 >old && { openssl rand -hex 32 && cat old; } >both) || exit 1
gone=$(sed -n 2p resumes | jq -r .resume.basics.email)
state_of sound >before
n=$((first - step)) bad=0 deaths=0
while :; do
	n=$((n + step))
	rm -rf store && cp -r sound store
	status=0
	sh -c 'RQ_FAILPOINT=$0 rq-admin rekey --store-key old >out 2>err; exit $?' "$n" 2>/dev/null || status=$?
	[ "$status" -eq 137 ] || break
	deaths=$((deaths + 1))
	if rq-admin check >out 2>err; then
		state_of store >now
	else
		RQ_STORE_KEY_FILE=old state_of store >now
	fi
	cmp -s before now || bad=$((bad + 1))
	rq-admin rekey --store-key old >out 2>err || bad=$((bad + 1))
	RQ_STORE_KEY_FILE=old state_of store >now
	cmp -s before now || bad=$((bad + 1))
	! grep -qraF "$gone" store || bad=$((bad + 1))
	[ "$(ls -A store)" = "$(ls -A sound)" ] || bad=$((bad + 1))
done
ok "a clear store is encrypted, killed $deaths times: one or the other, and whole" test "$bad" -eq 0
ok 'and was killed at all' test "$n" -gt 4
ok 'its last run ended' exits 0
ok 'the word that is gone then was there' grep -qraF "$gone" sound

# and moves to another key
rm -rf full && cp -r store full
RQ_STORE_KEY_FILE=$work/both
export RQ_STORE_KEY_FILE
survives 4 rq-admin rekey
ok 'after which the old key opens nothing' sh -c '! rq-admin stats --store-key old'
survives 6 rq-admin backup copy
done_testing
