# shellcheck shell=sh disable=SC2034,SC2154 # variables are shared with who sources it
# The settings of a night: KEY=VALUE from a file, the environment, options.
# What a settings file may say: what is ours, and what the tools take from the environment
ours='RQ_INBOX RQ_POSTINGS RQ_SETTLE RQ_DECISIONS RQ_NIGHTS RQ_NIGHTS_KEPT RQ_EXPORTS
	RQ_BACKUPS RQ_BACKUPS_KEPT RQ_METRICS RQ_UMASK'
theirs='RQ_STORE RQ_STORE_KEY_FILE RQ_JOBS RQ_OCR RQ_ENGINE RQ_MODEL RQ_MODELS RQ_EFFORT RQ_REDACT RQ_VOCABULARY
	RQ_PRIORITY RQ_TTL RQ_CLAIM RQ_IN_FLIGHT RQ_LEASE RQ_MAX_ATTEMPTS RQ_DEADLINE RQ_FALLBACK
	RQ_BUDGET_USD RQ_BATCH RQ_CANARY RQ_BASE_URL RQ_API_KEY_FILE RQ_CA_FILE RQ_PLAN RQ_LIMIT
	RQ_EXPORT_FORMAT RQ_TEMPLATE RQ_PAPER RQ_KEEP_RESULTS RQ_KEEP_RESUMES RQ_KEEP_LOGS GROQ_API_KEY HTTPS_PROXY NO_PROXY TMPDIR
	RQ_WEBHOOK RQ_WEBHOOK_FILE RQ_SENTRY_DSN RQ_SENTRY_FILE RQ_NOTIFY_MAIL RQ_NOTIFY_WHEN RQ_NOTIFY_NAME
	RQ_NOTIFY_PATIENCE RQ_SENDMAIL RQ_LOG RQ_VERBOSE'

has_word() { # LIST WORD
	case " $1 " in *" $2 "*) ;; *) return 1 ;; esac
}

# The environment wins over the file, an option over both. Nothing in the file is run or expanded.
read_settings() { # FILE
	[ -r "$1" ] || refuse "$1: cannot be read"
	known=$(echo "$ours $theirs" | tr -s '[:space:]' ' ') seen='' number=0 carriage_return=$(printf '\r')
	while IFS= read -r line || [ -n "$line" ]; do
		number=$((number + 1))
		line=${line%"$carriage_return"}
		case $line in
		'' | '#'*) continue ;;
		[A-Z]*=*) ;;
		*) refuse "$1: line $number: not KEY=VALUE" ;;
		esac
		key=${line%%=*} value=${line#*=}
		has_word "$known" "$key" || refuse "$1: line $number: no setting is called $key"
		! has_word "$seen" "$key" || refuse "$1: line $number: $key is there twice"
		seen="$seen $key"
		case $value in
		\"*\") value=${value#\"} value=${value%\"} ;;
		\'*\') value=${value#\'} value=${value%\'} ;;
		esac
		printenv "$key" >/dev/null || export "$key=$value"
	done <"$1"
}

is_number() {
	case $1 in '' | *[!0-9]* | ????????*) return 1 ;; esac
}

check_settings() {
	[ -n "${RQ_INBOX-}" ] || refuse 'no inbox: give --inbox=DIR or RQ_INBOX'
	[ -n "${RQ_POSTINGS-}" ] || refuse 'no postings: give --postings=DIR or RQ_POSTINGS'
	state=${XDG_STATE_HOME:-${HOME-}/.local/state}
	: "${RQ_STORE:=$state/rq}" "${RQ_NIGHTS:=$state/rq-nights}" "${RQ_SETTLE:=60}" "${RQ_UMASK:=077}" \
		"${RQ_NIGHTS_KEPT:=90}" "${RQ_BACKUPS_KEPT:=7}" "${RQ_PROGRESS:=never}"
	export RQ_STORE RQ_PROGRESS
	for key in RQ_INBOX RQ_POSTINGS RQ_DECISIONS RQ_STORE RQ_STORE_KEY_FILE RQ_NIGHTS RQ_EXPORTS \
		RQ_BACKUPS RQ_METRICS; do
		eval "value=\${$key-}"
		case $value in
		'' | /*) ;;
		postgres://* | postgresql://*) [ "$key" = RQ_STORE ] || refuse "$key: must begin with /" ;;
		*) refuse "$key: must begin with /" ;; # the steps work in several folders
		esac
	done
	for key in RQ_SETTLE RQ_NIGHTS_KEPT RQ_BACKUPS_KEPT RQ_UMASK; do
		eval "value=\$$key"
		is_number "$value" || refuse "$key: not a number"
	done
	[ "$RQ_BACKUPS_KEPT" -gt 0 ] || refuse 'RQ_BACKUPS_KEPT: at least 1'
	[ -d "$RQ_INBOX" ] || fatal "$RQ_INBOX: no such folder"
	[ -e "$RQ_POSTINGS" ] || fatal "$RQ_POSTINGS: no such file or folder"
	for tool in rq-ingest jq flock; do
		command -v "$tool" >/dev/null || fatal "$tool is not installed"
	done
}
