# shellcheck shell=sh
# A provider of one's own for the tests of rq-optimize: fake-llm on a port of
# its own, asked by RQ_BASE_URL, without limits unless a test sets them.
# shellcheck disable=SC2154 # work and tree are of lib.sh
fake=
trap 'stop_serving; rm -rf "$work"' EXIT
RQ_ENGINE=groq RQ_LIMIT=none
export RQ_ENGINE RQ_LIMIT
unset GROQ_API_KEY RQ_API_KEY_FILE

stop_serving() {
	[ -z "$fake" ] || { kill "$fake" && wait "$fake"; } 2>/dev/null
	fake=
}

# serve OPTION...: a new provider; what it charges stands in ./ledger, a line a call
serve() {
	stop_serving
	rm -f port ledger
	: >ledger
	fake=
	tries=0
	until [ -s port ] || [ "$tries" -gt 100 ]; do
		# A port of before may be somebody else's for a moment.
		if [ -z "$fake" ] || ! kill -0 "$fake" 2>/dev/null; then
			fake-llm --ledger=ledger "$@" >port 2>fake.err &
			fake=$!
		fi
		tries=$((tries + 1))
		sleep 0.05
	done
	# Without one, a test would wait for ever for what it does.
	if [ ! -s port ]; then
		echo "Bail out! no provider: $(cat fake.err)"
		exit 3
	fi
	RQ_BASE_URL=http://127.0.0.1:$(cat port)/openai/v1
	export RQ_BASE_URL
}

# certify NAME: a certificate of its own for this machine
certify() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" \
		-out "$1.pem" -days 2 -subj "/CN=$1" -addext subjectAltName=IP:127.0.0.1 2>openssl.err
}

# queue N [OPTION...]: a new store with N tasks, whose records stand in ./tasks
queue() {
	rm -rf "$RQ_STORE"
	count=$1
	shift
	head -n "$count" resumes >some
	rq-enqueue --job "$tree/examples/jobs/backend.txt" "$@" <some >tasks || echo "# enqueue: $?"
}

# attempt: one attempt at one task; the task as it is then stands in ./task
attempt() {
	: >in
	run rq-optimize --drain --tasks=1
	rq-admin list --json | jq -c 'select(.error)' >task
	[ -s task ] || rq-admin list --json >task
}

paid() { [ "$(wc -l <ledger)" -eq "$1" ] || { wc -l ledger; false; }; }
is() { equals "$1" "$2" task; }
# held: so many files the provider has of us
held() {
	python3 -c 'import json, sys, urllib.request as u
print(len(json.load(u.urlopen(sys.argv[1] + "/files"))["data"]))' "$RQ_BASE_URL"
}
dollars() { jq -s 'map(.cost_microusd) | add // 0' ledger; }

rq-ingest "$tree/examples/resumes.zip" >resumes
