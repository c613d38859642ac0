# shellcheck shell=sh disable=SC2034,SC2154 # variables are shared with who sources it
# What people are told of a night: a line, and a page when one of them is needed.
figure() { # FILTER ARGUMENT...
	filter=$1
	shift
	jq -r "$filter" "$night/report.json" --args "$@" 2>/dev/null || echo '?'
}

# "2 encrypted, 1 no-text": errors of these stages
codes() { # STAGE...
	figure '[.error_codes[] | select(.stage | IN($ARGS.positional[])) | "\(.count) \(.code)"] | join(", ")' "$@"
}

# What the figures say that a person has to look after
find_trouble() {
	unread=$(codes ingest) unqueued=$(codes enqueue) dead=$(codes optimize)
	[ -z "$unread" ] || trouble 1 "documents could not be read: $unread. Their files have an .error beside them, in the folders done and failed of the inbox"
	[ -z "$unqueued" ] || trouble 1 "postings or résumés could not be queued: $unqueued. The log says which"
	[ -z "$dead" ] || trouble 1 "tasks have no result: $dead. See rq-admin dead"
	quarantined=$(figure '.status.quarantine') failed=$(figure '.status.failed')
	[ "$quarantined" = 0 ] || trouble 1 "in quarantine: $quarantined, whose documents hold hidden orders or keywords"
	[ "$failed" = 0 ] || trouble 1 "failed: $failed"
}

# KEY=VALUE KEY=VALUE: the night on one line; nothing in it is about a person
summary() {
	cat "$night"/inbox.*/verdicts 2>/dev/null | awk '{ if ($1) taken++; else failed++ }
		END { printf "files=%d failed=%d ", taken, failed }'
	figure '"results=\(.results) errors=\(.errors) " +
		([.status | to_entries[] | select(.value > 0) | "\(.key)=\(.value) "] | add // "") +
		"cached=\(.cached) fallback=\(.fallback) cost_microusd=\(.usage.cost_microusd)"' | tr '\n' ' '
	left=0
	! has_store || left=$(rq-admin stats --json 2>>"$log" |
		jq '.tasks | [.queued, .retry, .leased, .submitted] | add')
	echo "left=${left:-?} seconds=$(($(date +%s) - $(date -d "$started" +%s)))"
}

# The mail that cron sends: one page, and no name of anybody
page() {
	cat <<-END
	rq-nightly on $(uname -n), night of $day: a person is needed (status $status)

	$trouble
	END
	echo "$line" | tr ' ' '\n' | awk -F = '{ printf "%-14s %s\n", $1, $2 }'
	cat <<-END

	Report  $named/report.html
	Log     $named/log
	END
}

# The name of the day, or one behind it when a night has that already
name_of_night() {
	named=$RQ_NIGHTS/$day turn=1
	while [ -e "$named" ]; do
		turn=$((turn + 1)) named=$RQ_NIGHTS/$day.$turn
	done
}

finish() {
	find_trouble
	line="started=$started run=$RQ_RUN_ID status=$status $(summary)"
	name_of_night
	[ -z "$trouble" ] || page
	tell
	[ ! -t 1 ] || echo "$line$nl$named/report.html"
	grep -qxF -- "$line" "$RQ_NIGHTS/nights.log" 2>/dev/null || {
		{ [ ! -e "$RQ_NIGHTS/nights.log" ] || cat "$RQ_NIGHTS/nights.log"; } >"$RQ_NIGHTS/nights.log.part"
		echo "$line" >>"$RQ_NIGHTS/nights.log.part"
		keep "$RQ_NIGHTS/nights.log"
	}
	rm -rf "$scratch"
	mv -T "$night" "$named"
}
