#!/bin/sh
# "make install", and each file of examples/night: what a night is set up with.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"
unset RQ_STORE

night=$tree/examples/night
bin=$(dirname "$(command -v rq-ingest)")
mode=$(basename "$(dirname "$bin")")

# --- make install ---------------------------------------------------------------------------
run make -s -C "$tree" MODE="$mode" PREFIX=/usr DESTDIR="$work/root" install
ok 'it installs' exits 0
root=$work/root/usr
every_tool_is_there() {
	for tool in "$bin"/rq-*; do
		tool=${tool##*/}
		ls "$root/bin/$tool" "$root/share/bash-completion/completions/$tool" \
			"$root"/share/man/man[18]/"$tool".[18] || return 1
	done
}
ok 'each tool, with its manual page and completion' every_tool_is_there
PATH=$root/bin:$PATH
run rq-batch "$tree/examples/resumes.zip" "$tree/examples/jobs/backend.txt" results
ok 'what is installed does a batch' exits 0

ok 'systemd finds its units' ls "$root/lib/systemd/system/rq-nightly.service" "$root/lib/systemd/system/rq-nightly.timer"

# --- nightly.conf -----------------------------------------------------------------------------
# here: the file with the folders of this test, what is commented out included
here() { sed "s|/var/lib|$work|; s|/etc/rq|$work/rq|; s|^#RQ_|RQ_|" "$1"; }
mkdir -p rq/inbox rq/postings
echo 'http://127.0.0.1:9/hook' >rq/webhook
echo 'http://key@127.0.0.1:9/1' >rq/sentry
(umask 077 && openssl rand -hex 32 >rq/store.key)
cp "$tree/examples/jobs/backend.txt" rq/postings/
here "$night/nightly.conf" >conf
run env -u RQ_PROGRESS rq-nightly --config=conf --dry-run
ok 'rq-nightly knows all its settings' exits 0
ok 'and finds its folders by them' holds out '0 files would be read'
in_manual() {
	grep '^RQ_' "$night/nightly.conf" | sort >wanted
	awk '/^cat >\/etc\/rq/ { found = 1 } found && /^RQ_/' "$tree/man/rq-nightly.8" | head -n "$(wc -l <wanted)" | sort >told
	diff wanted told
}
ok 'the manual sets the same' in_manual

# --- cron ----------------------------------------------------------------------------------------
# comments, VARIABLE=value, or five times, a user, and a tool of ours
crontab_parses() {
	awk -v tools=" $(cd "$bin" && echo rq-*) " '
	/^(#|$)/ || /^[A-Z]+=[^ ]+$/ { next }
	{
		split("59 23 31 12 7", most, " ")
		for (i = 1; i <= 5; i++)
			if ($i != "*" && ($i !~ /^[0-9]+$/ || $i + 0 > most[i])) exit 1
		if ($6 != "rq" || NF != 7 || !index(tools, " " $7 " ")) exit 1
		jobs++
	}
	END { exit jobs != 1 }' "$1"
}
ok 'the crontab is one' crontab_parses "$night/crontab"

# --- systemd ---------------------------------------------------------------------------------------
if command -v systemd-analyze >/dev/null; then
	mkdir units
	sed "s|^ExecStart=|&$root/bin/|" "$night/rq-nightly.service" >units/rq-nightly.service
	cp "$night/rq-nightly.timer" units/
	cd units || exit 1
	run systemd-analyze verify --man=no ./rq-nightly.service ./rq-nightly.timer
	ok 'systemd takes unit and timer' exits 0
	ok 'without a warning' silent
	run systemd-analyze security --offline=true --threshold=49 ./rq-nightly.service
	ok 'and finds the unit OK or better' exits 0
	cd ..
else
	skip 'systemd takes unit and timer' 'no systemd-analyze here'
fi

# --- logrotate --------------------------------------------------------------------------------------
PATH=$PATH:/usr/sbin
if command -v logrotate >/dev/null; then
	mkdir -p rq/nights
	echo 'a night' >rq/nights/nights.log
	here "$night/logrotate" | sed "s|\brq rq\b|$(id -un) $(id -gn)|" >rotate
	run logrotate --debug --force --state="$work/rotated" rotate
	ok 'logrotate takes its settings' exits 0
	ok 'and would rotate the log' says 'rotating log'
else
	skip 'logrotate takes its settings' 'no logrotate here'
fi
done_testing
