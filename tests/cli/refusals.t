#!/bin/sh
# rq-optimize: every way in which a provider does not answer as asked, one
# attempt each: the code, whether the attempt counts, the state, the exit status.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

# meets TROUBLE STATUS STATE ATTEMPTS CODE PAID
meets() {
	serve --rule="{\"do\":\"$1\",\"at\":\"chat\"}"
	queue 1
	attempt
	ok "$1: exit status $2" exits "$2"
	ok "$1: the task is $3" is "$3" .status
	ok "$1: attempts $4" is "$4" .attempts
	[ "$5" = - ] || ok "$1: $5" is "$5" .error.code
	ok "$1: calls that cost: $6" paid "$6"
	run rq-admin check
	ok "$1: the store is whole" exits 0
}

# Others may have better luck: again later, and the attempt counts.
meets 500 75 retry 1 http-5xx 0
meets 502 75 retry 1 http-5xx 0
meets 503 75 retry 1 http-5xx 0
meets html 75 retry 1 http-5xx 0
meets 498 75 retry 1 rate-limited 0
meets reset-before 75 retry 1 network 0
meets reset-lost 75 retry 1 network 1
meets reset-in 75 retry 1 network 1
meets half 75 retry 1 network 1
meets 422 75 retry 1 bad-answer 0
meets json-failed 75 retry 1 bad-answer 0
meets truncated 75 retry 1 bad-answer 1
meets length 75 retry 1 bad-answer 1
meets not-json 75 retry 1 bad-answer 1
meets wrong-schema 75 retry 1 bad-answer 1
meets empty 75 retry 1 bad-answer 1
meets 413 75 retry 1 too-large 0

# Nothing mends it: dead at once.
meets 400 1 dead 1 http-4xx 0

# Not the task's turn: back into the queue, the attempt does not count.
meets 429 75 queued 0 - 0
meets 429-bare 75 queued 0 - 0

# Every task would meet it: the run stops, nothing is dead.
meets 401 3 queued 0 - 0
meets 403 3 queued 0 - 0
meets 404 3 queued 0 - 0
meets spend-cap 3 queued 0 - 0
meets quota 3 queued 0 - 0

# Harmless.
meets fenced 0 'done' 1 - 1
meets reset-after 0 'done' 1 - 1
meets drip 0 'done' 1 - 1
done_testing
