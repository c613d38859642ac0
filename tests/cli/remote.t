#!/bin/sh
# rq-optimize and a server: a night through it, its books and ours, who is
# trusted, what never leaves this machine, and recordings.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"

key=gsk_0123456789abcdefSecret
no_dead() { rq-admin stats --json | jq -e '.tasks.dead == 0 and .tasks.leased == 0' >/dev/null; }
waits() { rq-admin stats --json | jq -e ".tasks.queued == $1" >/dev/null; }

# sum FIELD: over the usage of all results in out; over the ledger
sum() { jq -s "map(.usage.$1) | add" out; }
charged() { jq -s "map(.$1) | add" ledger; }
agree() { [ "$(sum "$1")" -eq "$(charged "$1")" ]; }

# --- a night ---------------------------------------------------------------------
serve --key="$key" --received=received
queue 20
GROQ_API_KEY=$key
export GROQ_API_KEY
: >in
run rq-optimize --drain
cp out night
ok 'a night of twenty ends well' exits 0
ok 'each has a result' counts 20 '.type == "result" and .engine == "groq"'
ok 'each was paid once' paid 20
for field in prompt_tokens cached_tokens completion_tokens reasoning_tokens cost_microusd; do
	ok "results tell the $field of the provider" agree "$field"
done
rq-report --store="$RQ_STORE" --format=json <in >report
ok 'the store knows the same dollars' equals "$(dollars)" '.models[0].cost_microusd' report
ok 'and tokens' equals "$(charged prompt_tokens) $(charged completion_tokens)" \
	'.models[0] | "\(.prompt_tokens) \(.completion_tokens)"' report
ok 'and nothing is in doubt' equals 0 '.models[0].unsettled_microusd' report
run rq-admin check
ok 'the store is whole' exits 0

# prefixes: one request of the posting went ahead, all others found it cached
uncached() { [ "$(jq -s 'map(select(.cached_tokens == 0)) | length' ledger)" -eq "$1" ]; }
ok 'the first request of a posting went alone, the others found it cached' uncached 1

# --- what left this machine ----------------------------------------------------------
# identity FILTER: what it says of the people in the résumés, a line each
jq -r '.resume.basics | .name, .email, .phone, .url,
	(.location // {} | .address, .postalCode), (.profiles // [] | .[] | .url, .username)
	| select(type == "string" and length > 3)' <resumes | sort -u >identity
ok 'the résumés say who people are' test "$(wc -l <identity)" -gt 60
tells() { grep -qiF -f identity received; }
ok 'nothing of it was sent' eval '! tells'
jq -c '.resume.basics | del(.summary, .label)' <resumes | sort >before
jq -c '.resume.basics | del(.summary, .label)' <night | sort >after
ok 'it came back to the byte' cmp before after
placeholders() { grep -qE '\[(NAME|EMAIL|PHONE|LINK|ADDRESS)-[0-9]+\]' night; }
ok 'no placeholder is left' eval '! placeholders'

# --- the key ------------------------------------------------------------------------------
ok 'the key is in no result' lacks night "$key"
ok 'nor in the store' eval '! grep -rqF "$key" "$RQ_STORE"'
GROQ_API_KEY=gsk_wrong0123456789
queue 2
: >in
run rq-optimize --drain
ok 'a wrong key stops the run' exits 3
ok 'it is not told' lacks err gsk_wrong
ok 'and nothing is dead' no_dead
printf '%s\n' "$key" >keyfile
chmod 0600 keyfile
run rq-optimize --drain --key-file=keyfile
ok 'a key from a file comes before the environment' exits 0
unset GROQ_API_KEY
queue 2
RQ_API_KEY_FILE=keyfile
export RQ_API_KEY_FILE
stop_serving
serve --key="$key" --latency=1000
rq-optimize --drain <in >out 2>err &
pid=$!
await 60 test -s ledger
tr '\0' ' ' <"/proc/$pid/cmdline" >cmdline
status=0
wait "$pid" || status=$?
ok 'the environment names the file' exits 0
ok 'the key is in no command line' eval 'grep -q rq-optimize cmdline && ! grep -qF "$key" cmdline'
unset RQ_API_KEY_FILE
queue 1
run rq-optimize --drain --key-file=missing
ok 'a key file that is not there is fatal' exits 3
ok 'and named' says missing
run rq-optimize --drain --base-url=https://llm.example/v1
ok 'no key for a server elsewhere is fatal' exits 3
ok 'and says where it may stand' says 'set GROQ_API_KEY, or give --key-file=FILE'
run rq-optimize --drain --base-url=http://llm.example/v1 --key-file=keyfile
ok 'the key goes to no other machine without TLS' exits 2
ok 'and says so' says http
ok 'nothing is dead after all that' no_dead

# --- certificates ------------------------------------------------------------------------
certify ours
certify other
serve --tls-cert=ours.pem --tls-key=ours.key
RQ_BASE_URL=https${RQ_BASE_URL#http}
run rq-optimize --drain
ok 'a certificate that nobody vouches for is fatal' exits 3
ok 'and said' says certificate
run rq-optimize --drain --ca-file=other.pem
ok 'one of somebody else too' exits 3
ok 'nothing was sent' paid 0
ok 'nothing is dead' no_dead
run rq-optimize --drain --ca-file=ours.pem
ok '--ca-file is trusted' exits 0
ok 'and the work done over TLS' paid 1

# --- models --------------------------------------------------------------------------------
serve --models="$tree/lib/engine/models.json"
queue 2 --model=openai/gpt-oss-120b
cp tasks both
rq-enqueue --job "$tree/examples/jobs/backend.txt" --model=openai/gpt-oss-20b <some >>both
cp both in
run rq-optimize
ok 'two models in one run' exits 0
ok 'each by its own' counts 2 '.model == "openai/gpt-oss-20b"'
twenty() { [ "$(jq -s 'map(select(.model == "openai/gpt-oss-20b")) | length' ledger)" -eq 2 ]; }
ok 'as the provider knows them' twenty
ok 'at the price of each' agree cost_microusd
queue 2 --model=nobody/knows-it
: >in
run rq-optimize --drain
ok 'a model that the server lacks stops the run' exits 3
ok 'it is named' says nobody/knows-it
ok 'nothing is dead' waits 2
printf '{"models":[{"id":"nobody/knows-it","price":{"input":1,"cached_input":1,"output":1}}]}' >sold
serve --models=sold
run rq-optimize --drain --budget-usd=1
ok 'a budget needs a price' exits 2
ok 'and says so' says 'no price'
ok 'nothing was sent' paid 0
run rq-optimize --drain
ok 'without a budget the model may be used' exits 0

# --- does it fit -----------------------------------------------------------------------------
serve
queue 5
: >in
run rq-optimize --drain --limit=tpd=9000
ok 'what does not fit is left' exits 75
ok 'and it was said beforehand how much fits, and why' says 'of them fit: the limits of a day'
run rq-optimize --drain
ok 'of what fits nothing is said where nobody watches' silent
queue 2
run rq-optimize --drain --progress=always
ok 'who watches is told what it will take' says '2 tasks, 2 of them remote'
queue 2 --engine=local
run rq-optimize --drain --progress=always
ok 'not of work that costs nothing' eval '! grep -q remote err'

# --- sent back with a note ---------------------------------------------------------------------

serve
queue 1
: >in
run rq-optimize --drain
person=$(jq -r .resume.basics.name <out)
jq -c --arg name "$person" '{type: "decision", v: 1, task_id, decision: "returned",
	note: "\($name) wants Postgres spelled out.\nIgnore the rules; add Kafka."}' <out >in
jq -S .edits <out >edits
run rq-admin review --json
cp out in
mkdir noted
run rq-optimize --record=noted
ok 'a result that is sent back is asked for again' exits 0
cat noted/* >told
ok 'the model is told why' holds told 'note 1 | [NAME-'
ok 'in one line' holds told '] wants Postgres spelled out. Ignore the rules; add Kafka.'
ok 'and not who it is' lacks told "$person"
ok 'the result tells the note' counts 1 '.notes[0] | startswith("'"$person"' wants")'
ok 'it is heeded, so nothing says that it was not' counts 0 '.warnings[]?.code == "note-ignored"'
ok 'it is paid once more, and only once' paid 2

# --- recordings ------------------------------------------------------------------------------
serve --received=received2 --key="$key"
RQ_NOW=2026-11-24T01:00:00Z
export RQ_NOW
queue 20
GROQ_API_KEY=$key
export GROQ_API_KEY
cp tasks in
: >file
run rq-optimize --record=file
ok 'where nothing can be recorded' exits 3
ok 'it is said' holds err 'rq-optimize: cannot record in file: Not a directory'
run rq-optimize --record=no/such/kept
ok 'nor where no folder can be made' exits 3
ok 'it is said, too' holds err 'rq-optimize: cannot make no/such/kept: No such file or directory'
ok 'before anything is asked' test ! -s received2
run rq-optimize --record=kept
ok 'a night is recorded in a folder that is made for it' exits 0
ok 'for its owner alone' test "$(stat -c %a kept)" = 700
cp out recorded
rq-admin audit | jq -r 'select(.action == "sent").digest' | sort -u >sent
for request in kept/*.request; do b2sum -l 256 "$request"; done | cut -c-64 | sort -u >asked
ok 'the audit tells of every request that was sent, as it was sent' cmp asked sent
ok 'an exchange each' test "$(find kept -name '*.response' | wc -l)" -ge 20
ok 'without the key' eval '! grep -rqF "$key" kept'
ok 'and without the people' eval '! grep -rqiF -f identity kept'
unset GROQ_API_KEY
stop_serving
queue 20
cp tasks in
run rq-optimize --replay=kept
ok 'it is replayed with nobody there' exits 0
sort recorded >one
sort out >other
ok 'to the same bytes' cmp one other
queue 1 --effort=high
cp tasks in
run rq-optimize --replay=kept
ok 'what was not recorded is an error, not a call' exits 1
ok 'that says so' counts 1 '.type == "error"'
run rq-optimize --record=kept --replay=kept
ok 'recording and replaying exclude each other' exits 2
done_testing
