#!/bin/sh
# What other queues do of the same beside bench_postgres, in the same run: BullMQ and Celery on
# Redis, of 4,096 bytes a job. RQ_PEERS_QUEUE names a folder of their clients: with_server.py KIND --
# CLIENT JOBS, each with a server of its own. Redis answers once its disk has a job (always), as a
# store does, or up to a second before that (everysec). One that is not installed says so and is
# left out.
set -eu
work=$1
peers=${RQ_PEERS_QUEUE-}
[ "$peers" ] || exit 0
cd "$peers"
for client in 'node q_bullmq.mjs' ./q_celery.py; do
	for server in redis-always redis-everysec; do
		# shellcheck disable=SC2086 # a command and its argument
		./with_server.py "$server" -- $client "${JOBS:-10000}" >"$work/peer" || {
			echo "bench: $client: left out" >&2
			continue
		}
		jq -c '{bench: "queue-peer", system, server, tasks: .n, enqueue_per_second: .enq1_s,
			enqueue_64_per_second: .enq_batch64_s, per_second_1_worker: .claim_w1_s,
			per_second_4_workers: .claim_w4_s}' "$work/peer"
	done
done
