# shellcheck shell=sh disable=SC2034,SC2154 # variables are shared with who sources it
# Running the tools, and keeping what went wrong in $status, $trouble and the file $log.
nl='
'

# Where nothing can be said, the status says it
say() { echo "${0##*/}: $*" >&2 || :; }
refuse() {
	say "$*"
	done_with 2
}
fatal() {
	say "$*"
	done_with 3
}

# The only way out; any other is a step that failed
step='' ended=''
done_with() { # STATUS
	ended=1
	exit "$1"
}

# What is whole in FILE.part becomes FILE, also for who loses power now
keep() { # FILE
	sync "$1.part" && mv "$1.part" "$1" && sync "$(dirname "$1")"
}

# What all tools of this run call it, in logs and where it is told of
name_run() {
	[ -n "${RQ_RUN_ID-}" ] || RQ_RUN_ID=$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')
	export RQ_RUN_ID
}

# What a tool complained of last, whatever RQ_LOG and RQ_VERBOSE say
last_words() {
	grep -av 'ended with status' "$log" | tail -n 1 |
		jq -Rr '(try fromjson catch null) as $event | if ($event | type) != "object" then . else
			$event | [.tool, .source, .message | select(.)] | join(": ") end'
}

# Of them, the reason alone: what stands before it may name a file, and so a person, and this goes into a mail
last_reason() { last_words | sed 's/.*: //'; }

status=0 trouble=''

# The worst is what we exit with: 3 fatal, 75 work is left, 1 some records failed
trouble() { # STATUS TEXT
	trouble="$trouble- $2$nl"
	case $status:$1 in 0:* | 1:75 | *:3) status=$1 ;; esac
}

# Runs a tool so that a signal to us ends it too; its complaints go to the log of the night
child=''
run() {
	{ "$@" <&3 2>>"$log" & } 3<&0
	child=$!
	code=0
	wait "$child" || code=$?
	child=''
	return "$code"
}
end_by() { # NUMBER of a signal
	trap '' INT TERM HUP
	[ -z "$child" ] || { kill "$child" && wait "$child"; } 2>/dev/null || :
	done_with $((128 + $1))
}

# run, where status 1 (some records failed, the records say which) is as good as 0
works() {
	run "$@" || [ $? -eq 1 ] || {
		trouble 3 "$1 ended with status $code: $(last_reason)"
		return 1
	}
}

# Task records, each task once, and whatever else comes, each line once. It opens the files itself: in a
# pipeline nobody would know that one could not be read
each_once() { # FILE...
	awk '{
		key = $0
		if (/^{"type":"task"/ && match($0, /"task_id":"[0-9a-f]*"/))
			key = substr($0, RSTART, RLENGTH)
		if (!seen[key]++) print
	}' "$@"
}

on_server() {
	case $RQ_STORE in postgres://* | postgresql://*) ;; *) return 1 ;; esac
}

# Whether there is a store yet; one that cannot be reached is for its tools to complain of
has_store() {
	if on_server; then
		! rq-admin stats 2>&1 >/dev/null </dev/null | grep -q 'no store in this database'
	else
		[ -d "$RQ_STORE" ]
	fi
}
