#!/bin/sh
# Three hosts with a network between them, each with workers, on one server: workers that are
# killed, a server that crashes, hosts that are cut off for longer than their leases, in random
# order. EVENTS=200 TASKS=5000 for a long run (make check-hosts).
if [ -z "${RQ_TEST_NET-}" ]; then
	for need in ip nsenter unshare python3; do
		command -v $need >/dev/null && continue
		echo "1..0 # SKIP no $need here"
		exit 0
	done
	unshare -n ip link add br0 type bridge 2>/dev/null || {
		echo '1..0 # SKIP no networks of our own here'
		exit 0
	}
	RQ_TEST_NET=1 exec unshare -n sh "$0"
fi
# shellcheck source=tests/postgres/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

events=${EVENTS:-10} tasks=${TASKS:-170} rate=${RATE:-120} seed=${SEED:-$$}
lease=3 in_flight=8 workers=2
RQ_LIMIT=rpm=$rate RQ_MAX_ATTEMPTS=100 # a task that kills its workers dies; here it is not the task
export RQ_LIMIT RQ_MAX_ATTEMPTS
echo "# SEED=$seed EVENTS=$events TASKS=$tasks RATE=$rate"

# --- a network: the server in this one, each host in one of its own --------------------------

ip link set lo up && ip link add br0 type bridge && ip addr add 10.77.0.1/24 dev br0 &&
	ip link set br0 up || exit 3
echo "listen_addresses = '10.77.0.1'" >>"$RQ_TEST_CLUSTER/data/postgresql.conf"
echo 'host all all 10.77.0.0/24 trust' >>"$RQ_TEST_CLUSTER/data/pg_hba.conf"
crash() { sh "$tree/tests/postgres/cluster.sh" --restart >/dev/null 2>&1; }
crash
serve --latency=30 --sigma=50 --limit="rpm=$rate" --calls=calls
provider=$(cat port)
[ "$provider" ] || { cat fake.err >&2; exit 3; }
# What goes to the provider takes another way, which holds: a host that is cut off still calls.
python3 "$tree/tests/postgres/relay.py" "$work/provider" "$provider" &
relays=$!
RQ_STORE="$(new_store hosts 10.77.0.1)&sslmode=disable"
export RQ_STORE

# inside HOST COMMAND...: on that host
inside() {
	host=$(cat "host.$1")
	shift
	nsenter -t "$host" -n -p -m "$@"
}
cat >worker.sh <<'END'
# worker.sh NAME: begins anew when it is killed, as a service manager would
while [ ! -e stop ]; do
	rq-optimize --watch --in-flight=8 --claim=8 --lease=3s </dev/null >>"out.$1" 2>>"err.$1" &
	echo $! >"pid.$1"
	wait $! 2>/dev/null
done
END
# A host ends with its first process.
open_host() {
	unshare -n -p -m --fork --mount-proc --kill-child sh -c "
		ip link set lo up
		python3 '$tree/tests/postgres/relay.py' $provider '$work/provider' &
		until [ -e go.$1 ]; do sleep 0.1; done
		for n in $(seq $workers | tr '\n' ' '); do sh worker.sh $1.\$n & done
		wait" 2>"err.host.$1" &
	hosts="${hosts-} $!"
	tries=0
	until pgrep -P "$!" >"host.$1" &&
		ip link add "rq$1" type veth peer name eth0 netns "$(cat "host.$1")" 2>why; do
		tries=$((tries + 1))
		[ "$tries" -le 100 ] || return 1
		sleep 0.05
	done
	ip link set "rq$1" master br0 up &&
		inside "$1" ip addr add "10.77.0.1$1/24" dev eth0 &&
		inside "$1" ip link set eth0 up && : >"go.$1"
}
close_hosts() {
	# shellcheck disable=SC2086 # several
	kill -9 $hosts $relays 2>/dev/null # unshare(1) waits for its child whatever else it is told
	stop_serving
	rm -rf "$work"
}
trap close_hosts EXIT

# --- tasks -----------------------------------------------------------------------------------

i=0
while [ $((i * 20)) -lt "$tasks" ]; do
	cat resumes
	i=$((i + 1))
done | head -n "$tasks" |
	awk '{ sub(/"candidate_id":"[0-9a-f]*"/, sprintf("\"candidate_id\":\"%032x\"", NR)); print }' >people
rq-enqueue --job "$tree/examples/jobs/backend.txt" <people >tasks 2>err
ok 'tasks are queued over the network' [ "$(grep -c '"queued"' tasks)" -eq "$tasks" ]
for h in 1 2 3; do open_host $h || echo "# no host $h"; done

# --- what goes wrong ----------------------------------------------------------------------------

kills=0 crashes=0 cuts=0
done_so_far() { sql "SELECT count(*) FROM hosts.results" 2>/dev/null || echo 0; }
# kill_worker HOST WORKER
kill_worker() {
	inside "$1" sh -c "kill -9 $(cat "pid.$1.$2")" 2>/dev/null && kills=$((kills + 1))
}
cut_off() {
	ip link set "rq$1" down
	sleep $((lease + 2))
	ip link set "rq$1" up
	cuts=$((cuts + 1))
}
# Numbers that the seed tells, three for each event: what, where, when
awk -v seed="$seed" -v n="$events" 'BEGIN { srand(seed)
	while (n-- > 0) print int(rand() * 20), 1 + int(rand() * 3), 1 + int(rand() * 2), int(rand() * 1000) }' >plan
tries=0
until [ "$(done_so_far)" -gt 0 ] || [ "$tries" -gt 300 ]; do
	tries=$((tries + 1))
	sleep 0.2
done
while read -r what host worker pause; do
	[ "$(done_so_far)" -lt "$tasks" ] || break
	case $what in
	0 | 1) crash && crashes=$((crashes + 1)) ;;
	2 | 3 | 4) cut_off "$host" ;;
	*) kill_worker "$host" "$worker" ;;
	esac
	sleep "$(printf '0.%03d' "$pause")"
done <plan
echo "# $kills kills of workers, $crashes crashes of the server, $cuts hosts cut off, $(done_so_far) of $tasks done"
ok 'enough went wrong' [ $((kills + crashes + cuts)) -ge $((events * 3 / 4)) ]

# --- what came of it -------------------------------------------------------------------------------

tries=0
until [ "$(done_so_far)" -ge "$tasks" ] || [ "$tries" -gt 600 ]; do
	tries=$((tries + 1))
	sleep 1
done
sleep $((lease + 1))
: >stop
for h in 1 2 3; do for n in $(seq $workers); do inside $h sh -c "kill $(cat "pid.$h.$n")" 2>/dev/null; done; done
sleep 1
all() { [ "$(sql 'SELECT count(*), count(DISTINCT task_id) FROM hosts.results')" = "$tasks|$tasks" ]; }
ended() { [ "$(sql "SELECT status, count(*) FROM hosts.tasks GROUP BY status")" = "done|$tasks" ]; }
ok 'every task has one result' all
ok 'and is done' ended
: >in
run rq-admin check
ok 'the store is whole' exits 0
paid=$(wc -l <ledger)
extra=$((paid - tasks)) possible=$(((kills + crashes * workers * 3 + cuts * workers) * in_flight))
echo "# $paid calls were paid: $extra for nothing, of $possible under way when something went wrong"
ok 'at most what was under way was paid twice' [ "$extra" -le "$possible" ]
# A bucket of that rate, by the provider's notes: in no window of any length more than it holds
# and what flows in meanwhile.
worst() {
	jq -r .at calls | sort -n | awk -v rate="$rate" '{ level -= ($1 - last) * rate / 60000
		if (level < 0) level = 0; last = $1; level++; if (level > most) most = level }
		END { printf "%.1f", most }'
}
echo "# at most $(worst) requests of a bucket of $rate"
ok 'no limit was exceeded in any window' awk -v worst="$(worst)" -v most="$rate" 'BEGIN { exit worst > most }'
ok 'nobody was refused' [ "$(jq -r .status calls | grep -c '^429')" -eq 0 ]
done_testing
