#!/bin/sh
# rq-nightly: what a night makes of an inbox, what it leaves, when it speaks.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

src=$tree/examples/src
mkdir inbox postings decisions
cp "$tree/examples/jobs/backend.txt" postings/
setting() { printf '%s\n' "$@" >>conf; }
setting '# a night' "RQ_INBOX=$work/inbox" "RQ_POSTINGS='$work/postings'" "RQ_STORE=$RQ_STORE" "RQ_NIGHTS=$work/nights" \
	'RQ_SETTLE=0' "RQ_EXPORTS=$work/exports" 'RQ_EXPORT_FORMAT=text' "RQ_DECISIONS=$work/decisions" \
	"RQ_BACKUPS=$work/backups" 'RQ_BACKUPS_KEPT=2'
night() { run rq-nightly --config=conf "$@"; }
quiet() { [ ! -s out ] && silent; }
there() { for f; do [ -e "$f" ] || { echo "$f"; return 1; }; done; }
# inbox_has NAME...: just those, but for what is done and failed
inbox_has() { [ "$(find inbox -mindepth 1 -maxdepth 1 ! -name 'done' ! -name failed | wc -l)" -eq $# ] && (cd inbox && there "$@"); }
latest() { find nights -mindepth 1 -maxdepth 1 -type d -name '2*' | sort -V | tail -n 1; }
mail_lacks_people() {
	! grep -iE 'amara|okafor|oliver|grant|kenji|morita|tate|iglesias|@|\+[0-9]' out
}

# --- settings ---------------------------------------------------------------------------
refuses() { # WORDS LINE
	cp conf bad && printf '%s\n' "$2" >>bad && run rq-nightly --config=bad && false
	exits 2 && says "$1"
}
ok 'a key that nobody knows is refused' refuses 'no setting is called RQ_TYPO' 'RQ_TYPO=1'
ok 'a key twice' refuses 'is there twice' 'RQ_SETTLE=1'
ok 'a line that is no setting' refuses 'not KEY=VALUE' 'export RQ_JOBS=1'
# shellcheck disable=SC2016 # it is not to be expanded, that is the point
ok 'nothing in the file is run' refuses 'RQ_NIGHTS_KEPT: not a number' 'RQ_NIGHTS_KEPT=$(touch owned)'
ok 'nothing in the file was run' test ! -e owned
ok 'a path that depends on where one stands' refuses 'must begin with /' 'RQ_METRICS=metrics.prom'
run rq-nightly --inbox="$work/inbox"
ok 'there is no night without postings' says 'no postings'
ok 'which is a wrong call' exits 2

# --- a dry run ----------------------------------------------------------------------------
cp "$tree/examples/resumes.zip" "$src/oliver-grant.md" inbox/
find inbox postings decisions | sort >before
night --dry-run
ok 'a dry run is done' exits 0
ok 'it says what would be read' holds out '2 files would be read, 0 would be left'
ok 'and done' holds out '21 tasks to be done'
find inbox postings decisions | sort >after
ok 'the inbox stays as it is' diff before after
ok 'and nothing is made' test ! -e nights -a ! -e store -a ! -e backups

# --- a good night, as cron starts it ---------------------------------------------------------
run env -i PATH="$PATH" LSAN_OPTIONS="${LSAN_OPTIONS-}" rq-nightly --config="$work/conf"
ok 'a good night is done' exits 0
ok 'nobody hears of it' quiet
ok 'the inbox is empty' inbox_has
ok 'what was read is kept' there inbox/done/resumes.zip inbox/done/oliver-grant.md
first=$(latest)
ok 'there are reports' there "$first/report.html" "$first/report.csv" "$first/report.json" "$first/metrics.prom"
ok 'they know each candidate' equals 21 .results "$first/report.json"
ok 'none of whom is from the cache' equals 0 .cached "$first/report.json"
ok 'one line tells of it' holds nights/nights.log 'status=0 files=2 failed=0 results=21 errors=0'
ok 'it is private' test -z "$(find nights store backups -perm /077)"
ok 'there is a backup' test "$(find backups -name 'rq-*.backup.zst' | wc -l)" -eq 1
ok 'which is packed' zstd -tq backups/*
restored() {
	rq-admin --store=elsewhere restore backups/* && [ "$(rq-admin --store=elsewhere stats --json | jq .results)" -eq 21 ]
}
ok 'from which the store comes back' restored
night
ok 'a night without files is as quiet' quiet
ok 'and has a folder of its own' test "$(latest)" != "$first"

# --- approval, export ------------------------------------------------------------------------
ok 'nothing is exported that nobody approved' test -z "$(find exports -name '*.txt')"
rq-optimize --deadline=2000-01-01T00:00:00Z <"$first/inbox.1/tasks.ndjson" 2>err | head -n 2 >two
jq -c '{type: "decision", v: 1, task_id, decision: "approved", reviewer: "Ada"}' <two >decisions/ada.ndjson
night
ok 'decisions are taken' there decisions/done/ada.ndjson
ok 'what they approve is exported' test "$(find exports -name '*.txt' | wc -l)" -eq 2
ok 'and the audit says so' test "$(rq-admin audit | jq -r .action | grep -cx exported)" -eq 2
ok 'quietly' quiet
rm exports/*.txt
night
ok 'once' test -z "$(find exports -name '*.txt')"

# the second document cannot be made: as it is when one is too large
mkdir stub
cat >stub/rq-export <<END
#!/bin/sh
cat >"$work/given"
head -n 1 "$work/given" | $(command -v rq-export) "\$@"
sed 1d "$work/given" | jq -c '{type: "error", v: 1, stage: "export", code: "too-many", message: "m", task_id}'
exit 1
END
chmod +x stub/rq-export
rm exports/.rq-nightly
run env PATH="$work/stub:$PATH" rq-nightly -c conf
ok 'a document that cannot be made is told of' holds out '1 documents could not be made'
ok 'the other is there' test "$(find exports -name '*.txt' | wc -l)" -eq 1
night
ok 'and it is tried again' test "$(find exports -name '*.txt' | wc -l)" -eq 2

# the disk is full, or not ours: the mail says why, and not whose document it was
cat >stub/rq-export <<END
#!/bin/sh
cat >/dev/null
echo 'rq-export: cannot create /exports/Amara-Okafor--backend-engineer.txt: No space left on device' >&2
exit 3
END
rm exports/.rq-nightly
run env PATH="$work/stub:$PATH" rq-nightly -c conf
ok 'a reason is in the mail' holds out 'rq-export ended with status 3: No space left on device'
ok 'and nobody' mail_lacks_people

# a file of the step itself cannot be made, as on a disk that fails
cat >stub/rq-report <<END
#!/bin/sh
[ -z "\${SPOILED-}" ] || mkdir -p "$work/nights/tonight/scratch/\$SPOILED"
exec $(command -v rq-report) "\$@"
END
chmod +x stub/rq-report
rm -f stub/rq-export exports/.rq-nightly exports/*.txt
for file in tasks exported; do
	run env SPOILED=$file PATH="$work/stub:$PATH" rq-nightly -c conf
	ok "an export without its file of $file is a failure" exits 3
	ok 'and told' holds out 'what was approved is not exported'
	ok 'the log says why' holds "$(latest)/log" "scratch/$file"
done
cat >stub/rq-optimize <<END
#!/bin/sh
$(command -v rq-optimize) "\$@"
echo '{"type":"error","v":1,"stage":"optimize","code":"damaged","message":"m"}'
exit 1
END
cat >stub/cat <<END
#!/bin/sh
case \$1 in */nights.log) exit 1 ;; esac
exec $(command -v cat) "\$@"
END
chmod +x stub/rq-optimize
lines=$(wc -l <nights/nights.log)
run env PATH="$work/stub:$PATH" rq-nightly -c conf
ok 'the next one exports it' test "$(find exports -name '*.txt' | wc -l)" -eq 2
ok 'a result that cannot be read may have been approved: that is told' holds out 'results are damaged: 1.'
rm stub/rq-optimize
chmod +x stub/cat
run env PATH="$work/stub:$PATH" rq-nightly -c conf
ok 'nights whose list cannot be read are a failure' exits 3
night
ok 'and stay on it' test "$(wc -l <nights/nights.log)" -eq $((lines + 2))
run env RQ_DECISIONS="$work/nowhere" rq-nightly -c conf
ok 'a folder of decisions that is gone is a failure' exits 3
ok 'and told' holds out 'decisions were not taken'
echo '{"type":"decision","v":1,"task_id":"00000000000000000000000000000000","decision":"approved"}' >decisions/typo.ndjson
night
ok 'decisions about nothing are set aside' there decisions/failed/typo.ndjson decisions/failed/typo.ndjson.error
ok 'and said' exits 1

# A colleague's, 0600: root may read it, so the night is nobody's
mkdir -p own/inbox own/decisions
cp -r postings "$src/oliver-grant.md" own/
mv own/oliver-grant.md own/inbox/
: >own/decisions/ada.ndjson
printf '%s\n' "RQ_INBOX=$work/own/inbox" "RQ_POSTINGS=$work/own/postings" "RQ_DECISIONS=$work/own/decisions" \
	"RQ_NIGHTS=$work/own/nights" >own/conf
whose=
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
	chmod 711 .
	chown -R 65534:65534 own
	whose='setpriv --reuid=65534 --regid=65534 --clear-groups'
fi
chmod 000 own/decisions/ada.ndjson
# shellcheck disable=SC2086 # a command and its options
if $whose rq-nightly --help >out 2>&1; then
	run env RQ_STORE="$work/own/store" $whose rq-nightly -c "$work/own/conf" --settle=0
	ok 'decisions that may not be read cost the night nothing else' holds own/nights/nights.log ' results=1 '
	ok 'and are said' holds out 'may not be read'
	ok 'and stay' test -e own/decisions/ada.ndjson
else
	skip 'decisions that may not be read cost the night nothing else' 'nobody else may run what was built here'
fi

# --- backups -----------------------------------------------------------------------------------
RQ_NOW=2026-11-24T01:00:00Z rq-nightly -c conf
ok 'no more backups than asked for are kept' test "$(find backups -type f | wc -l)" -eq 2

# --- retention ------------------------------------------------------------------------------------
mv "$first" nights/2026-08-01
touch -d '100 days ago' nights/2026-08-01
run env RQ_KEEP_RESULTS=1s RQ_KEEP_RESUMES=1s rq-nightly -c conf
ok 'what was kept for long enough expires' exits 0
rq-admin --store=store stats --json >counts
ok 'in the store' equals 0 .results counts
ok 'and the night that told of it' test ! -e nights/2026-08-01

# --- what cannot be read --------------------------------------------------------------------------
printf 'x' >inbox/nothing.pdf
mkdir inbox/team
cp "$src/warehouse-tate.txt" inbox/team/
printf 'x' >inbox/team/grant.txt
cp "$src/kenji-morita.md" inbox/oliver-grant.md
night
ok 'a file that cannot be read is no end of a night' exits 1
ok 'its error lies beside it' holds inbox/failed/nothing.pdf.error 'nothing.pdf: no-text'
ok 'one file of a folder likewise' holds inbox/done/team.error 'team/grant.txt: no-text'
ok 'and the others are answered' equals 2 .results "$(latest)/report.json"
ok 'the report names it' holds "$(latest)/report.html" nothing.pdf
ok 'nothing is overwritten' cmp "$src/oliver-grant.md" inbox/done/oliver-grant.md
ok 'the other one has a name beside it' cmp "$src/kenji-morita.md" inbox/done/oliver-grant.2.md
ok 'a mail says that somebody is needed' holds out 'documents could not be read: 2 no-text'
ok 'and names nobody' mail_lacks_people
ok 'it is a page' test "$(wc -l <out)" -lt 40

# --- odd names -----------------------------------------------------------------------------------
cp "$src/kenji-morita.md" "inbox/$(printf 'r\351sum\351 \\x41.md')"
cp "$src/amara-okafor.md" "inbox/--help me's.md"
printf 'x' >"inbox/$(printf 'two\nlines.pdf')"
: >inbox/-
ln -s /etc/passwd inbox/link
night
ok 'odd names are names' there inbox/done/r*.md "inbox/done/--help me's.md" "inbox/failed/$(printf 'two\nlines.pdf')"
ok 'a link leads nowhere' there inbox/failed/link inbox/failed/link.error inbox/failed/-
ok 'and nothing stays' inbox_has
ok 'all are accounted for' equals 3 .errors "$(latest)/report.json"

# --- what is left for the next night ----------------------------------------------------------------
cp "$src/amara-okafor.md" inbox/late.md
cp "$src/amara-okafor.md" inbox/half.part
night --settle=3600
ok 'what still changes is left' inbox_has late.md half.part
ok 'without a word' quiet
night
ok 'and read when it is whole' inbox_has half.part
mkdir bin
cat >bin/rq-ingest <<-END
	#!/bin/sh
	"$(command -v rq-ingest)" "\$@"
	status=\$?
	echo 'And a line.' >>late.md
	exit \$status
END
chmod +x bin/rq-ingest
cp "$src/samuel-ferreira.md" inbox/late.md
run env PATH="$work/bin:$PATH" rq-nightly -c conf
ok 'what is changed while it is read stays' holds inbox/late.md 'And a line.'
rm -rf bin inbox/half.part
night
ok 'and comes again as it is then' holds inbox/done/late.2.md 'And a line.'

# --- two at once ----------------------------------------------------------------------------------
exec 8>nights/lock
flock 8
night 8>&-
ok 'a second run at once is none' exits 75
ok 'and says so' says 'another rq-nightly is at work'
exec 8>&-

# --- work that is left ------------------------------------------------------------------------------
cp "$src/tomas-herrera.md" inbox/
echo Nothing >>inbox/tomas-herrera.md
run env RQ_DEADLINE=2000-01-01T00:00:00Z rq-nightly -c conf
ok 'a deadline leaves work' exits 75
ok 'and says so' holds out 'work is left'
night
ok 'the next night does it' exits 0
ok 'and reports it' equals 1 .results "$(latest)/report.json"

# --- nothing to tailor to ------------------------------------------------------------------------------
mv postings/backend.txt .
cp "$src/ines-carvalho.json" inbox/
night
ok 'without a posting nothing is done' exits 3
ok 'and a person is told' holds out 'rq-enqueue ended with status 2'
ok 'nothing leaves the inbox' inbox_has ines-carvalho.json
mv backend.txt postings/
night
ok 'with one it is' inbox_has

# --- a signal ----------------------------------------------------------------------------------------
mkdir bin
printf '#!/bin/sh\ntouch %s/started\nexec sleep 60\n' "$work" >bin/rq-optimize
chmod +x bin/rq-optimize
cp "$src/hannah-whitfield.html" inbox/
env PATH="$work/bin:$PATH" rq-nightly -c conf >out 2>err &
pid=$!
await 20 test -e started
kill -TERM "$pid"
status=0
wait "$pid" || status=$?
ok 'SIGTERM ends it, and the tool that it waits for' exits 143
rm -rf bin
night
ok 'the next run goes on where it was left' equals 1 .results "$(latest)/report.json"
ok 'and ends the night' test ! -e nights/tonight
done_testing
