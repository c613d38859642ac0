# shellcheck shell=sh disable=SC2034,SC2154 # variables are shared with who sources it
# Telling whoever the settings name how it went; see rq-notify(1).
somebody_listens() {
	[ -n "${RQ_WEBHOOK-}${RQ_WEBHOOK_FILE-}${RQ_SENTRY_DSN-}${RQ_SENTRY_FILE-}${RQ_NOTIFY_MAIL-}" ]
}

# Once a night. That nobody could be told spoils nothing; but somebody has to know that too
tell() {
	trap - EXIT
	somebody_listens && [ ! -e "$night/told" ] || return 0
	{ cat "$night/report.json" 2>/dev/null || :; echo "$line"; } >"$scratch/news"
	run rq-notify --status="$status" <"$scratch/news" || last_words
	: >"$night/told"
}

# A night that ended before its end, but not by a signal, nor because another is at work
gave_up() { # STATUS
	[ "$1" -ne 0 ] && [ "$1" -ne 75 ] && [ "$1" -lt 128 ] && somebody_listens || return 0
	echo "status=$1" | rq-notify >/dev/null || :
}
