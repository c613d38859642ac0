#!/bin/sh
# rq-notify: who gets to know how a run went, and that nobody is named.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/cli/provider.sh
. "$tree/tests/cli/provider.sh"
unset RQ_WEBHOOK RQ_WEBHOOK_FILE RQ_SENTRY_DSN RQ_SENTRY_FILE RQ_NOTIFY_MAIL RQ_NOTIFY_WHEN
RQ_RUN_ID=night-7
export RQ_RUN_ID

# A night with people, and what went wrong with some of them
mkdir inbox
python3 -m zipfile -e "$tree/examples/resumes.zip" inbox
printf '%%PDF-1.4\n%%broken' >'inbox/Jane Doe jane.doe@example.com.pdf'
rq-ingest inbox >resumes 2>log || :
RQ_ENGINE=local rq-enqueue --job "$tree/examples/jobs/backend.txt" <resumes >tasks
rq-optimize <tasks >results 2>>log
rq-report -f json <results >report

# listen OPTION...: a server for news; what it got stands in ./received
listen() {
	rm -f received
	serve --received="$work/received" "$@"
	port=$(cat port)
	echo "http://127.0.0.1:$port/hook/T0SECRET" >hook
	echo "http://5ecretkey@127.0.0.1:$port/17" >dsn
}
asked() { [ "$(grep -c '^POST ' received)" -eq "$1" ] || { cat received; false; }; }
chat() { grep -A 1 '^POST /hook/' received | tail -n 1 >chat; }
# the events that Sentry got, a line each
events() { jq -c 'select(.platform)' <<-END >events
	$(grep -v '^POST ' received)
	END
}

cat >sendmail <<'END'
#!/bin/sh
echo "$*" >>"$MAILBOX.arguments"
cat >>"$MAILBOX"
END
chmod +x sendmail
MAILBOX=$work/mailbox
export MAILBOX

listen
cp report in
run rq-notify --webhook-file=hook --sentry-file=dsn --mail=ops@example.com --sendmail="$work/sendmail" \
	--status=1 --name=web1
ok 'all three are told' exits 0
ok 'nothing is said of it' silent
ok 'and nothing printed' prints ''
chat
ok 'the chat gets one text' equals string '.text | type' chat
ok 'that says where it was' holds chat 'rq on web1: done, but a person is needed'
ok 'how many results' holds chat "results: $(grep -c '"type":"result"' results)"
ok 'what went wrong, by code' holds chat '1 x ingest damaged'
ok 'in which run' holds chat 'run: night-7'
events
ok 'Sentry gets an event for each code' test "$(wc -l <events)" -eq "$(jq '(.error_codes | length) + ([.status.quarantine, .status.failed | select(. > 0)] | length)' report)"
jq -c 'select(.tags.code == "damaged")' events >event
ok 'with stage and code as its fingerprint' equals 'rq/ingest/damaged' '.fingerprint | join("/")' event
ok 'and how often' equals 1 .extra.count event
ok 'the mail has its address in it' holds mailbox 'To: ops@example.com'
ok 'and not on the command line' grep -qx -- '-i -t' mailbox.arguments
ok 'it says that a machine wrote it' holds mailbox 'Auto-Submitted: auto-generated'
ok 'and what the chat was told' holds mailbox '1 x ingest damaged'

# Nobody's name, address, number or file, whole or in words, in anything that went out
jq -r 'select(.type == "resume") | .resume.basics | .name, .email, .phone, .url | select(. != null and . != "")' resumes >people
jq -r 'select(.type == "resume") | .resume.basics.name | select(. != null) | split(" ")[] | select(length > 3)' resumes >words
ls inbox >files
cat words files >>people
echo jane.doe@example.com >>people
names_nobody() {
	[ "$(wc -l <people)" -gt 30 ] || return 1
	! grep -niwF -f people "$@"
}
ok 'the records name people' sh -c 'grep -qiwF -f people results && grep -qiwF -f people report'
ok 'what went out names nobody' names_nobody received mailbox
cat results resumes - >in <<'END'
{"type":"error","v":1,"stage":"Jane Doe","code":"jane.doe@example.com","source":"Jane Doe.pdf","message":"Jane Doe"}
name=Jane Jane=1 Doe results=Jane status=9Jane Jane.Doe
{"type":"report","v":1,"title":"Jane Doe","results":"Jane Doe","jobs":[{"title":"Jane"}],"error_codes":[{"stage":"Jane","code":"Doe","count":2}],"status":{"Jane":4,"ok":3}}
END
rm -f received mailbox
listen
run rq-notify --webhook-file=hook --sentry-file=dsn --mail=ops@example.com --sendmail="$work/sendmail"
ok 'records that hold a name where a code belongs are told' exits 0
chat
ok 'as what they are not' holds chat '2 x other other'
echo Jane >>people
echo Doe >>people
ok 'and name nobody either' names_nobody received mailbox

# What comes from anywhere
listen
printf '{"type":"error","v":1\n{"type":"error","v":1,"stage":"ingest","code":"crashed"}\n[]\n' >in
printf '{"type":"report","v":1,"results":-5,"error_codes":[{"stage":"store","code":"store","count":9223372036854775807},{"stage":"store","code":"store","count":9223372036854775807}]}\n' >>in
run rq-notify --webhook-file=hook
ok 'a line that is no record keeps nobody from being told' exits 0
ok 'it is said' says 'standard input'
chat
ok 'and figures that cannot be stay in bounds' holds chat '9223372036854775807 x store store'
: >in
run rq-notify --webhook-file=hook --status=3
chat
ok 'without any record there is the status' holds chat 'error: 1 x run fatal'

# Summaries
listen
echo 'started=2026-11-26T01:00:00Z status=75 files=12 failed=1 results=30 left=8 cost_microusd=1250000 seconds=60' >in
run rq-notify --webhook-file=hook
ok 'a summary of words is told' exits 0
chat
ok 'with its status' holds chat 'rq: work is left'
ok 'and dollars' holds chat 'cost: $1.25'
echo 'status=0 results=30 errors=0' >in
run rq-notify --webhook-file=hook --sentry-file=dsn --when=trouble
ok 'a good night is not told where only trouble is wanted' exits 0
ok 'so nobody is asked' asked 1
run rq-notify --webhook-file=hook --sentry-file=dsn
ok 'Sentry has no business with it anyway' asked 2

# A server that is not well
listen --rule='{"do":"503","at":"hook","times":1}' --rule='{"do":"reset-before","at":"hook","times":1}'
run rq-notify --webhook-file=hook
ok 'a server that fails is asked again' exits 0
ok 'until it takes it' asked 3
listen --rule='{"do":"reset-lost","at":"sentry","times":1}'
cp report in
run rq-notify --sentry-file=dsn
events
ok 'an event whose answer was lost is sent again' test "$(sort events | uniq -d | wc -l)" -ge 1
ok 'under the same id' test "$(jq -r .event_id events | sort -u | wc -l)" -eq "$(jq -r '.fingerprint[2]' events | sort -u | wc -l)"
listen --rule='{"do":"404","at":"hook"}'
run rq-notify --webhook-file=hook --sentry-file=dsn
ok 'one that refuses is not' exits 1
ok 'which is said' says 'webhook: the server refused it: status 404'
ok 'and the others are told' holds received /envelope/
ok 'once asked' test "$(grep -c /hook/ received)" -eq 1
listen --rule='{"do":"stall","at":"hook"}'
run rq-notify --webhook-file=hook --patience=1s
ok 'one that never answers is given up' exits 1
ok 'after the time that was said' says 'webhook: '
stop_serving
run rq-notify --webhook-file=hook --patience=100ms
ok 'and so is one that is not there' exits 1
ok 'without telling its address' lacks err T0SECRET

# Over HTTPS
certify ours
listen --tls-cert=ours.pem --tls-key=ours.key
sed -i s/http:/https:/ hook dsn
cp report in
run rq-notify --webhook-file=hook --sentry-file=dsn --ca-file=ours.pem
ok 'a server that proves who it is gets to know' exits 0
ok 'the chat' holds received /hook/
ok 'and Sentry' holds received /envelope/
: >received
run rq-notify --webhook-file=hook --sentry-file=dsn
ok 'one that does not' exits 1
ok 'gets nothing' test ! -s received
ok 'which is said' says certificate

# Whom to tell
refused() { exits 2 && ! says 'nobody to tell'; }
: >in
run rq-notify
ok 'nobody to tell is a mistake' exits 2
echo http://hooks.example.com/T0SECRET >away
run rq-notify --webhook-file=away
ok 'no secret goes through the air' exits 2
ok 'nor to standard error' lacks err T0SECRET
for bad in https://hooks.example.com ftp://127.0.0.1/x 'https://user@127.0.0.1/x' 'https://127.0.0.1/a b' nonsense; do
	run env "RQ_WEBHOOK=$bad" rq-notify
	ok "a webhook cannot be $bad" refused
done
for bad in https://127.0.0.1/1 https://key@127.0.0.1 https://key@127.0.0.1/x https://key@evil@127.0.0.1/1 'https://k ey@127.0.0.1/1'; do
	run env "RQ_SENTRY_DSN=$bad" rq-notify
	ok "a DSN cannot be $bad" refused
done
for bad in '-froot' 'a@example.com,b@example.com' 'a b' 'a@example.com
Bcc: b@example.com'; do
	run env "RQ_NOTIFY_MAIL=$bad" rq-notify
	ok "an address cannot be $(echo "$bad" | head -n 1)" refused
done
run rq-notify --mail=root --name='Jane Doe'
ok 'a name is one word' exits 2
run rq-notify --mail=root --sendmail=/nonexistent/sendmail
ok 'without sendmail there is no mail' exits 1
run rq-notify --mail=root --sendmail=/bin/false
ok 'nor when it fails' says 'mail: sendmail exited 1'
printf '#!/bin/sh\nexec sleep 600\n' >sendmail
run rq-notify --mail=root --sendmail="$work/sendmail" --patience=300ms
ok 'nor when it does not end' says 'mail: sendmail took too long'

# A rehearsal
listen
: >received
cp report in
run env "RQ_WEBHOOK=$(cat hook)" "RQ_SENTRY_DSN=$(cat dsn)" rq-notify --mail=root --sendmail=/bin/false --dry-run
ok '--dry-run tells nobody' exits 0
ok 'it asks no server' test ! -s received
ok 'and shows what it would have said' holds out 'Auto-Submitted'
ok 'but no secret' lacks out SECRET
ok 'not even in part' lacks out 5ecret
run env 'RQ_RUN_ID="; rm' rq-notify --mail=root --dry-run
ok 'a name of a run that is none is not used' lacks out 'rm'

# A night tells it
unset RQ_ENGINE RQ_RUN_ID RQ_BASE_URL
mkdir drop jobs
cp "$tree/examples/jobs/backend.txt" jobs/
cat >conf <<END
RQ_INBOX=$work/drop
RQ_POSTINGS=$work/jobs
RQ_STORE=$work/nightly
RQ_NIGHTS=$work/nights
RQ_SETTLE=0
RQ_WEBHOOK_FILE=$work/hook
RQ_NOTIFY_PATIENCE=300ms
END
night() {
	cp "$tree/examples/src/oliver-grant.md" "drop/$1.md"
	run env -u RQ_STORE rq-nightly --config=conf
}
nobody_is_printed() { [ ! -s out ] && silent; }
listen
unset RQ_BASE_URL
night one
ok 'a night is done' exits 0
chat
ok 'and told' holds chat 'rq: all done'
ok 'with what stands in no record' holds chat 'files: 1'
ok 'and its run, as its line has it' holds chat "run: $(sed -n 's/.* run=\([0-9a-f]*\) .*/\1/p' nights/nights.log)"
ok 'cron hears nothing' nobody_is_printed
printf '%%PDF-1.4\n%%broken' >'drop/Jane Doe.pdf'
night two
ok 'so is one after which a person is needed' exits 1
chat
ok 'with its codes' holds chat '1 x ingest damaged'
listen --rule='{"do":"404","at":"hook"}'
unset RQ_BASE_URL
night three
ok 'a chat that is not there spoils no night' exits 0
ok 'but cron hears of it' holds out 'webhook: the server refused it: status 404'
ok 'which is ended' test ! -e nights/tonight
listen
unset RQ_BASE_URL
rm -r jobs
night four
ok 'a night that cannot begin' exits 3
chat
ok 'is told' holds chat '1 x run fatal'
mkdir jobs
cp "$tree/examples/jobs/backend.txt" jobs/
mkdir stub
cat >stub/rq-report <<END
#!/bin/sh
mkdir -p "$work/nights/tonight/scratch/news"
exec $(command -v rq-report) "\$@"
END
chmod +x stub/rq-report
rm received
listen
run env -u RQ_STORE PATH="$work/stub:$PATH" rq-nightly --config=conf
ok 'one that cannot write down its news' exits 3
chat
ok 'is told too' holds chat '1 x run fatal'
night five
rm received
listen
flock nights/lock rq-nightly --config=conf >out 2>err
ok 'that another is at work is none of their business' test ! -s received
echo nonsense >hook
run rq-nightly --config=conf --dry-run
ok '--dry-run finds a setting that cannot be' exits 3
ok 'and says which' says 'a webhook is https://HOST/PATH'
done_testing
