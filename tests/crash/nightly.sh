# shellcheck shell=sh disable=SC2034,SC2154 # variables of lib.sh, also for the tools
# A night that tests disturb, and what it is to leave. To be sourced behind lib.sh; it
# makes ./fresh (to be copied to ./night), conf and, by a night undisturbed, ./golden.
src=$tree/examples/src
night=$work/night
RQ_NOW=2026-11-24T12:00:00Z
RQ_STORE=$night/store # lib.sh exports one, and the environment wins over a file of settings
export RQ_NOW

# A store in which somebody approved something, and an inbox of all kinds
prepare_night() {
	mkdir -p fresh/inbox fresh/postings
	cp "$tree/examples/jobs/backend.txt" fresh/postings/
	cat >conf <<-END
	RQ_INBOX=$night/inbox
	RQ_POSTINGS=$night/postings
	RQ_NIGHTS=$night/nights
	RQ_EXPORTS=$night/exports
	RQ_BACKUPS=$night/backups
	RQ_EXPORT_FORMAT=text
	RQ_SETTLE=0
	END
	cp "$src/samuel-ferreira.md" fresh/inbox/
	cp -a fresh night
	run env RQ_NOW=2026-11-23T12:00:00Z rq-nightly -c conf
	ok 'a night before it is done' exits 0
	rq-admin review --approve-all --reviewer=Ada >out 2>err
	rm -rf night/inbox/done night/backups/*
	mkdir night/inbox/team
	cp "$src/amara-okafor.md" night/inbox/
	cp "$src/iglesias.txt" night/inbox/team/
	printf 'x' >night/inbox/team/short.txt
	printf 'x' >night/inbox/short.pdf
	ln -s /etc/passwd night/inbox/link
	rm -rf fresh
	mv night fresh
	cp -a fresh night
	run rq-nightly -c conf
	ok 'the undisturbed night is done, and needs a person' exits 1
	state >golden 2>&1
	ok 'it read, turned away, exported, backed up' test "$(grep -cE 'done/(team|amara)|failed/(short|link)|exports/.*txt|backups/' golden)" -ge 9
	ok 'and its store is sound' holds golden 'all is well'
	rm -rf night
}

# state: what a night left, in a form that can be compared
state() {
	find night/inbox night/exports ! -type d | sort | while IFS= read -r file; do
		echo "$file $([ -L "$file" ] || sha256sum <"$file")"
	done
	find night/backups night/nights -mindepth 1 -maxdepth 1 | sort
	jq -Sc 'del(.usage.attempts)' <night/nights/2026-11-24/answers.ndjson | sort
	jq -Sc '[.results, .errors, .cached, .status, .error_codes]' <night/nights/2026-11-24/report.json
	rq-admin check
	rq-admin stats --json | jq -Sc '[.tasks, .results]'
}

# again WHAT: the night, as often as it takes to be told that it ended; counts in $bad when
# that is not as if nothing had been
again() {
	tries=0
	while
		status=0
		rq-nightly -c conf >out 2>err || status=$?
		# The lock may be held for a moment by what is still dying
		[ "$status" -eq 75 ] && [ "$tries" -lt 50 ]
	do
		tries=$((tries + 1))
		sleep 0.2
	done
	state >after 2>&1
	[ "$status" -eq 1 ] && cmp -s golden after && return
	echo "# $1: status $status"
	sed 's/^/# /' err
	diff golden after | sed 's/^/# /' | cut -c1-120 | head -n 20
	bad=$((bad + 1))
}

# together: what nights left, be it one or two
together() {
	state 2>&1 | grep -vE '/nights/|^{|^\['
	cat night/nights/2026-11-24*/answers.ndjson | jq -Sc 'del(.cached, .usage.attempts)' | sort -u
	rq-admin stats --json | jq -Sc '[.tasks, .results]'
}
# whole WHAT: that is as in ./golden.together; else it counts in $bad
whole() {
	together >after 2>&1
	cmp -s golden.together after && return
	echo "# $1: not as if nothing had been"
	diff golden.together after | sed 's/^/# /' | cut -c1-120 | head -n 20
	bad=$((bad + 1))
}
