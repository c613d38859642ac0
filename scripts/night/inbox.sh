# shellcheck shell=sh disable=SC2034,SC2154 # variables are shared with who sources it
# From the inbox to the queue. A file is moved only after the store has its tasks, and only
# as it was when it was read.
per_round=1000 # files of the inbox that are read together, so that their names fit a command line

# When it last changed (seconds), and words that change whenever anything about it does
fingerprint() { # NAME
	if [ -d "./$1" ]; then
		find "./$1" -exec stat -c '%Z %i %s %y %z %n' {} + | sort -rn >"$scratch/tree" || return 1
		echo "$(head -n 1 "$scratch/tree" | cut -d ' ' -f 1) $(cksum <"$scratch/tree")"
	else
		stat -c '%Z %i %s %y %z' -- "./$1"
	fi
}

# What nobody wants read: ours, partial downloads, what systems and office programs leave
is_passed_over() { # NAME
	case $1 in
	done | failed) ;;
	*.part | *.partial | *.crdownload | *.download | *.filepart | *.tmp | *'~' | '~$'*) ;;
	Thumbs.db | thumbs.db | desktop.ini) ;;
	*) return 1 ;;
	esac
}

# Changed neither lately nor, the clock having been set back, in days to come
is_settled() { # FINGERPRINT
	age=$((now - ${1%% *}))
	[ "$age" -ge "$RQ_SETTLE" ] || [ "$age" -lt $((-RQ_SETTLE - 3600)) ]
}

# Moves it to a folder, by a name that is free there. Its errors go first: they come again, it does not
put() { # NAME FOLDER ERRORS
	to=$1 copy=1
	while [ -e "$2/$to" ] || [ -L "$2/$to" ]; do
		copy=$((copy + 1))
		case $1 in
		?*.*) to=${1%.*}.$copy.${1##*.} ;;
		*) to=$1.$copy ;;
		esac
	done
	{ [ ! -s "$3" ] || mv "$3" "$2/$to.error"; } && mv -n -T "./$1" "$2/$to" && [ ! -e "./$1" ] && return
	trouble 3 "a file could not be moved to $PWD/$2"
	return 1
}

# A link could lead to anything that we may read; "-" is what tools call their standard input
is_foreign() { # NAME
	[ "$1" = - ] || [ -L "./$1" ] || { [ -e "./$1" ] && [ ! -f "./$1" ] && [ ! -d "./$1" ]; }
}

turn_away() {
	for name in *; do
		is_foreign "$name" || continue
		mkdir -p "$night/inbox.0" || return 1
		jq -nc --arg source "$name" '{type: "error", v: 1, stage: "ingest", $source, code: "unsupported",
			message: "not a file or a folder; links are not followed"}' >"$scratch/turned" || return 1
		{ [ ! -e "$night/inbox.0/tasks.ndjson" ] || cat "$night/inbox.0/tasks.ndjson"; } \
			>"$night/inbox.0/tasks.ndjson.part" && cat "$scratch/turned" >>"$night/inbox.0/tasks.ndjson.part" &&
			keep "$night/inbox.0/tasks.ndjson" || return 1
		jq -r '"\(.source): \(.code): \(.message)"' <"$scratch/turned" >"$scratch/errors" || return 1
		put "$name" failed "$scratch/errors" || return 1
	done
}

# Whether it is to be read at the time $now; sets $print
is_ready() { # NAME
	! is_passed_over "$1" && ! is_foreign "$1" && [ -e "./$1" ] &&
		print=$(fingerprint "$1") && is_settled "$print"
}

# Writes the fingerprints of what a round takes, one a line; none when there is nothing to take
choose() { # FILE
	count=0 now=$(date +%s)
	: >"$1.part" || return 1
	for name in *; do
		is_ready "$name" || continue
		echo "$print" >>"$1.part" || return 1
		count=$((count + 1))
		[ "$count" -lt "$per_round" ] || break
	done
	keep "$1"
}

# The entry of the inbox that a record speaks of; names are compared without what is escaped in diagnostics
names='def plain: gsub("(\\\\(u\\{[0-9a-f]+\\}|x[0-9a-f]{2})|[\\p{Cc}\\p{Cf}\\x{fffd}])+"; "?");
	def place: if .type == "resume" then .source.path else .source // "" end | plain;
	def entries: place | [., sub("/.*"; ""), sub("!?/.*"; "")] | unique;'

# For each file of the round "RÉSUMÉS ERRORS FINGERPRINT": what was read in it
judge() { # ROUND NAME...
	round=$1
	shift
	jq -rn "$names"'(reduce (inputs | select(.type == "resume" or .type == "error")) as $r ({};
			reduce ($r | entries[]) as $e (.; .[$e][$r.type] += 1))) as $found |
		$ARGS.positional[] | $found[plain] | "\(.resume // 0) \(.error // 0)"' \
		--args -- "$@" <"$round/records.ndjson" >"$scratch/counts" 2>>"$log" &&
		paste -d ' ' "$scratch/counts" "$scratch/present" >"$round/verdicts.part" &&
		keep "$round/verdicts" && return
	trouble 3 'what was read cannot be sorted. The log says why'
	return 1
}

move_away() { # ROUND NAME...
	round=$1
	shift
	jq -c 'select(.type == "error")' "$round/records.ndjson" >"$scratch/failures" || return 1
	for name; do
		print=$(fingerprint "$name") || continue
		# not as it was when we read it: it comes again
		verdict=$(grep -F -- " $print" "$round/verdicts") || continue
		rm -f "$scratch/errors" || return 1
		case $verdict in
		*' 0 '"$print") ;;
		*) jq -r --arg name "$name" "$names"'select(entries | index($name | plain)) |
			"\(.source): \(.code): \(.message)"' <"$scratch/failures" >"$scratch/errors" || return 1 ;;
		esac
		case $verdict in
		'0 0 '*) echo 'nothing was read in it' >"$scratch/errors" || return 1 ;;
		esac
		case $verdict in
		'0 '*) put "$name" failed "$scratch/errors" ;;
		*) put "$name" 'done' "$scratch/errors" ;;
		esac || return 1
		progress=1
	done
}

# Reads, queues and moves what the round chose; each step only when it was not done before
take() { # ROUND
	round=$1
	chosen=$nl$(cat "$round/chosen")$nl && now=$(date +%s) || return 1
	set --
	: >"$scratch/present" || return 1
	for name in *; do
		is_ready "$name" || continue
		case $chosen in *"$nl$print$nl"*) ;; *) continue ;; esac
		echo "$print" >>"$scratch/present" || return 1
		set -- "$@" "$name"
	done
	if [ $# -gt 0 ]; then
		queue_files "$round" "$@" && move_away "$round" "$@" || return 1
	fi
	rm -f "$round/records.ndjson" && : >"$round/moved"
}

queue_files() { # ROUND NAME...
	round=$1
	shift
	if [ ! -e "$round/records.ndjson" ]; then
		# the others are gone, or others by now
		cp "$scratch/present" "$round/chosen.part" && keep "$round/chosen" || return 1
		works rq-ingest -- "$@" >"$round/records.ndjson.part" </dev/null &&
			keep "$round/records.ndjson" || return 1
	fi
	if [ ! -e "$round/tasks.ndjson" ]; then
		works rq-enqueue --job "$RQ_POSTINGS" <"$round/records.ndjson" >"$round/tasks.ndjson.part" &&
			keep "$round/tasks.ndjson" || return 1
	fi
	[ -e "$round/verdicts" ] || judge "$round" "$@"
}

# What the round chose, or chooses now
work_off() { # ROUND
	mkdir -p "$1" || return 1
	[ -e "$1/chosen" ] || choose "$1/chosen" || return 1
	[ ! -s "$1/chosen" ] || take "$1"
}

# Nothing leaves the inbox without a note of it
unwritten() { [ "$status" -eq 3 ] || trouble 3 "files stay in the inbox: $night cannot be written to"; }

# Rounds, until one finds nothing that it can move
take_inbox() {
	cd "$RQ_INBOX" || fatal "$RQ_INBOX: cannot be entered"
	mkdir -p 'done' failed
	turn_away || {
		unwritten
		return 0
	}
	turn=1
	while :; do
		round=$night/inbox.$turn progress=''
		turn=$((turn + 1))
		[ ! -e "$round/moved" ] || continue
		work_off "$round" || {
			unwritten
			break
		}
		[ -s "$round/chosen" ] || break
		[ "$progress" ] || break
	done
	# what chose nothing, or could not be queued, is chosen anew
	[ -e "$round/tasks.ndjson" ] || rm -rf "$round"
	cd /
}

# Files of decisions, as the page and rq-review make them
take_decisions() {
	[ -n "${RQ_DECISIONS-}" ] || return 0
	cd "$RQ_DECISIONS" || {
		trouble 3 "decisions were not taken: $RQ_DECISIONS cannot be entered"
		return 0
	}
	mkdir -p 'done' failed
	now=$(date +%s)
	for name in *.ndjson; do
		is_ready "$name" || continue
		[ -r "$name" ] || {
			trouble 1 "a file of decisions may not be read: see the modes in $RQ_DECISIONS"
			continue
		}
		: >"$scratch/errors"
		log_of_night=$log log=$scratch/errors code=3 # as it stays when the file cannot be opened
		run rq-admin review <"$name" >/dev/null || :
		log=$log_of_night
		case $code in
		0) put "$name" 'done' "$scratch/errors" ;;
		1)
			trouble 1 "decisions could not be taken: see $RQ_DECISIONS/failed"
			put "$name" failed "$scratch/errors"
			;;
		*) trouble 3 "rq-admin review ended with status $code" ;;
		esac
	done
	cd /
}
