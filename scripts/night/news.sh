# shellcheck shell=sh disable=SC2034,SC2154 # variables are shared with who sources it
# Telling whoever the settings name how it went; see rq-notify(1).
somebody_listens() {
	[ -n "${RQ_WEBHOOK-}${RQ_WEBHOOK_FILE-}${RQ_SENTRY_DSN-}${RQ_SENTRY_FILE-}${RQ_NOTIFY_MAIL-}" ]
}

# Once a night. That nobody could be told spoils nothing; but somebody has to know that too
told=''
tell() {
	if ! somebody_listens || [ -e "$night/told" ]; then
		told=1
		return 0
	fi
	{ cat "$night/report.json" 2>/dev/null || :; echo "$line"; } >"$scratch/news"
	told=1
	run rq-notify --status="$status" <"$scratch/news" || last_words
	: >"$night/told"
}

# A step that failed, as all do on a full disk, has said why in a program's own words
leave() { # STATUS
	trap - EXIT
	code=$1
	[ "$ended" ] || {
		code=3
		say "failed${step:+ in the step $step}: what is done is kept, and the next run goes on"
	}
	gave_up "$code"
	exit "$code"
}

# A night that ended before its end, but not by a signal, nor because another is at work
gave_up() { # STATUS
	[ "$1" -ne 0 ] && [ "$1" -ne 75 ] && [ "$1" -lt 128 ] && [ -z "$told" ] && somebody_listens || return 0
	echo "status=$1" | rq-notify >/dev/null || :
}
