#!/bin/sh
# A store with a key: the whole job on it, what its files tell, who is refused, another key.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

backend=$tree/examples/jobs/backend.txt
# The user's own way to a key, as rq-store(5) has it
(umask 077 && openssl rand -hex 32 >key && openssl rand -hex 32 >new) || exit 1
cat new key >both && chmod 600 both
RQ_STORE_KEY_FILE=$work/key
export RQ_STORE_KEY_FILE

# words that stand in records: names, addresses, phrases of the posting, files
rq-ingest "$tree/examples/resumes.zip" | grep '"type":"resume"' | head -n 6 >resumes
jq -r '.resume.basics | .name, .email | select(. != null)' <resumes >words
jq -r '.source.path' <resumes | sed 's|.*/||' >>words
sed -n 's/^\(.\{24,48\}\) .*/\1/p' "$backend" | head -n 5 >>words

# tells FOLDER: a file in it has one of the words, wherever it stands
tells() { grep -raFf words "$1" >/dev/null; }
tells_none() { ! grep -raFof words "$1"; }

head -n 4 resumes | rq-enqueue --job "$backend" 2>/dev/null | rq-optimize >results 2>/dev/null
tail -n 2 resumes | rq-enqueue --job "$backend" >/dev/null 2>&1
jq -c '{type: "decision", v: 1, task_id, decision: "approved", reviewer: "Rita Reviewer",
	at: "2030-01-01T00:00:00Z"}' <results >decisions
echo 'Rita Reviewer' >>words
run env RQ_STORE="$work/clear" RQ_STORE_KEY_FILE= sh -c '
	head -n 4 resumes | rq-enqueue --job "$1" | rq-optimize >/dev/null &&
		rq-admin review <decisions >/dev/null' sh "$backend"
ok 'there are words to be looked for' [ "$(wc -l <words)" -gt 15 ]
ok 'and a clear store has them' tells clear
cp decisions in
run rq-admin review
ok 'decisions are kept in an encrypted one' exits 0
run rq-optimize --drain
ok 'its queue is done' exits 0
ok 'with six results' [ "$(rq-admin stats --json | jq .results)" -eq 6 ]
ok 'and no file of it has one of the words' tells_none store
run rq-admin check
ok 'it is sound' prints 'all is well
'
run rq-admin audit --verify
ok 'and so is its audit' exits 0
rq-report --verify "$(jq -r .task_id results | head -n 1)" >out 2>err
ok 'results can be verified again' holds out ' equal'

# refuses WORDS COMMAND...: status 3, one line, nothing on standard output
refuses() {
	words=$1
	shift
	run "$@"
	exits 3 && says "$words" && [ "$(wc -l <err)" -eq 1 ] && [ ! -s out ]
}
head -n 1 resumes >in
for command in 'rq-admin stats' 'rq-optimize --drain' "rq-enqueue --job $backend" \
	'rq-report --store store --usage' 'rq-admin compact' 'rq-admin check'; do
	# shellcheck disable=SC2086 # words of a command
	ok "${command%% /*} is refused without the key" \
		refuses 'encrypted: give its key (--store-key)' env RQ_STORE_KEY_FILE= $command
done
ok 'and with another' refuses 'encrypted with another key' rq-admin stats --store-key new
ok 'a key file that is missing is said' refuses 'No such file' rq-admin stats --store-key none
chmod 644 new
ok 'one that others may read is refused' refuses 'chmod 600' rq-admin stats --store-key new
chmod 600 new
ok 'a clear store is refused with a key' refuses 'not encrypted' rq-admin stats --store clear
echo nonsense >bad && chmod 600 bad
ok 'a key that is none is refused' refuses '64 hexadecimal digits' rq-admin stats --store-key bad
rm -f in

# copies
run rq-admin backup --zstd backup.zst
ok 'a backup is made' exits 0
run env RQ_STORE_KEY_FILE= rq-admin restore backup.zst --store other
ok 'which needs the key, too' exits 3
ok 'and leaves nothing' [ ! -e other ]
run rq-admin restore backup.zst --store other
ok 'and is restored with it' exits 0
ok 'as it was, encrypted' tells_none other
listing() { rq-admin list --json --store "$1" && rq-report --store "$1" --format=csv; }
listing store >before
same() { listing store >after && cmp before after; }
listing other >after
ok 'with all that it had' cmp before after
run rq-admin export
ok 'an export is for everybody to read' tells .
cp out in
run rq-admin import --store moved
ok 'and fills another encrypted store' exits 0
ok 'which tells nothing' tells_none moved
rm -f in out

# another key
run rq-admin rekey --store-key both
ok 'a store moves to the first key' prints 'encrypted with the first key
'
ok 'the old one does not open it' refuses 'encrypted with another key' rq-admin stats
RQ_STORE_KEY_FILE=$work/both
ok 'the file with both keys does' same
run rq-admin rekey
ok 'again is a no-op' prints 'was encrypted with the first key already
'
RQ_STORE_KEY_FILE=$work/new
ok 'and the new one alone' same
run rq-admin forget "$(head -n 1 resumes | jq -r .candidate_id)"
ok 'somebody is forgotten in it' exits 0
run rq-admin rekey --decrypt
ok 'it is decrypted when asked' prints 'decrypted
'
ok 'and tells again' tells store
ok 'but not to who has a key' refuses 'not encrypted' rq-admin stats
run rq-admin rekey --decrypt
ok 'decrypting it again is a no-op' prints 'was not encrypted
'
run rq-admin rekey --store clear
ok 'a clear store is encrypted' prints 'encrypted with the first key
'
ok 'and not a byte of it is left' tells_none clear
run rq-admin audit --verify --store clear
ok 'its audit is as it was' exits 0
run env RQ_STORE_KEY_FILE= rq-admin rekey --store clear
ok 'rekey without a key is wrong' exits 2

# programs: the web server's environment names the key
printf 'all %s stats\n' "$(printf secret | sha256sum | cut -d ' ' -f 1)" >tokens
asks() { # VARIABLE=VALUE...
	run env GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=GET PATH_INFO=/v1/stats \
		HTTP_AUTHORIZATION='Bearer secret' RQ_GATEWAY_TOKENS="$work/tokens" \
		RQ_GATEWAY_STATE="$work/state" RQ_STORE="$work/clear" "$@" rq-gateway
}
asks
ok 'the gateway has the key from its environment' holds out '"results":4'
asks RQ_STORE_KEY_FILE=
ok 'without it nothing is to be had' holds out 'Status: 503'
ok 'and the operator is told, not the client' says 'encrypted: give its key'
ok 'who only hears to come again' lacks out key
asks RQ_STORE_KEY_FILE="$work/none"
ok 'nor with a key file that is not there' holds out 'Status: 503'

# the night: a setting names the key, and its backups are under it
mkdir inbox postings
cp "$tree/examples/resumes.zip" inbox
cp "$backend" postings
printf '%s\n' "RQ_STORE=$work/night" "RQ_STORE_KEY_FILE=$work/new" "RQ_INBOX=$work/inbox" \
	"RQ_POSTINGS=$work/postings" "RQ_NIGHTS=$work/nights" "RQ_BACKUPS=$work/backups" \
	RQ_SETTLE=0 RQ_DEADLINE=2h >settings
mkdir backups
run env -u RQ_STORE -u RQ_STORE_KEY_FILE rq-nightly --config=settings
ok 'a night runs on an encrypted store' [ "$status" -le 1 ]
ok 'with results' [ "$(rq-admin stats --json --store night | jq .results)" -gt 5 ]
ok 'which tells nothing' tells_none night
ok 'nor do its backups' sh -c 'zstd -dc backups/*.zst 2>/dev/null | grep -aFf words >/dev/null; [ $? -eq 1 ]'
ok 'of which there is one' sh -c '[ "$(ls backups | wc -l)" -ge 1 ]'
done_testing
