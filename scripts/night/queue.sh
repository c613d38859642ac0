# shellcheck shell=sh disable=SC2034,SC2154 # variables are shared with who sources it
# From the queue to reports and documents.
# Tasks that were left over, so that they are reported too
list_waiting() {
	[ ! -e "$night/waiting.ndjson" ] || return 0
	: >"$night/waiting.ndjson.part"
	for state in queued retry leased submitted; do
		has_store || break
		run rq-admin list --json --status="$state" >>"$night/waiting.ndjson.part" ||
			fatal "rq-admin list: $(last_words)"
	done
	keep "$night/waiting.ndjson"
}

do_queue() {
	run rq-optimize --drain >/dev/null </dev/null && return
	case $code in
	1) ;; # the report says which
	75) trouble 75 "work is left: $(last_words)" ;;
	*) trouble 3 "rq-optimize ended with status $code: $(last_words)" ;;
	esac
}

# Answers tasks from the store and begins nothing: its deadline has passed, which is no news for the log
stored_answers() {
	log_of_night=$log log=$scratch/asking
	run rq-optimize --deadline=2000-01-01T00:00:00Z --fallback=none --canary=0 --batch=none || :
	log=$log_of_night
	case $code in 0 | 1 | 75) return 0 ;; esac
	cat "$scratch/asking" >>"$log"
	return 1
}

# One record for each task of the night that has ended, and each error on the way to the queue
gather() {
	set -- "$night/waiting.ndjson"
	for file in "$night"/inbox.*/tasks.ndjson; do
		[ ! -e "$file" ] || set -- "$@" "$file"
	done
	each_once "$@" >"$scratch/wanted"
	stored_answers <"$scratch/wanted" >"$scratch/answers" ||
		fatal "what was done cannot be gathered: $(last_words)"
	# what was done this night is no answer from the cache, though it has been read from there
	jq -c --arg started "${started%Z}" 'if .type == "result" and .finished_at[:19] >= $started
		then .cached = false else . end' <"$scratch/answers" >"$night/answers.ndjson.part"
	keep "$night/answers.ndjson"
}

# Without its report a night does not end: nobody would be told of its results
report() {
	for format in html csv json; do
		works rq-report --format="$format" --title="Night of $day" --output="$night/report.$format" \
			<"$night/answers.ndjson" || fatal "no report: $(last_reason)"
	done
	! has_store || works rq-report --format=prometheus --store="$RQ_STORE" \
		--output="${RQ_METRICS:-$night/metrics.prom}" </dev/null || :
}

# What was approved, and of that what is not on the list of those that were exported
find_approved() {
	works rq-admin list --json --status=done >"$scratch/tasks" </dev/null || return 1
	stored_answers <"$scratch/tasks" >"$scratch/stored" || return 1
	damaged=$(jq -s 'map(select(.type == "error" and .code == "damaged")) | length' <"$scratch/stored") || return 1
	[ "$damaged" -eq 0 ] || trouble 1 "results are damaged: $damaged. Nobody can say whether they were approved; see rq-admin check"
	jq -c 'select(.type == "result" and .review.decision == "approved")' \
		<"$scratch/stored" >"$scratch/approved" || return 1
	jq -c --rawfile sent "$RQ_EXPORTS/.rq-nightly" '
		([$sent | split("\n")[] | {(.): true}] | add) as $sent |
		select($sent["\(.task_id) \(.review.at)"] | not)' <"$scratch/approved" >"$scratch/fresh"
}

make_documents() {
	[ -s "$scratch/fresh" ] || return 0
	works rq-export --output="$RQ_EXPORTS" <"$scratch/fresh" >"$scratch/exported" || return 1
	works rq-admin audit --add <"$scratch/exported" >/dev/null || return 1
	mv "$scratch/exported" "$night/exported.ndjson" || return 1
	broken=$(jq -s 'map(select(.type == "error")) | length' "$night/exported.ndjson") || return 1
	[ "$broken" -eq 0 ] || trouble 1 "$broken documents could not be made. The night's exported.ndjson says which"
	jq -r --slurpfile exported "$night/exported.ndjson" '
		($exported | map(select(.type == "error").task_id)) as $broken |
		select(.task_id | IN($broken[]) | not) |
		"\(.task_id) \(.review.at)"' <"$scratch/approved" >"$RQ_EXPORTS/.rq-nightly.part" || return 1
	keep "$RQ_EXPORTS/.rq-nightly"
}

# Documents of what was approved since the last time. The list of those is kept beside them; what could not
# be made is not on it, and is tried again
export_approved() {
	[ -n "${RQ_EXPORTS-}" ] && has_store || return 0
	mkdir -p "$RQ_EXPORTS"
	[ -e "$RQ_EXPORTS/.rq-nightly" ] || : >"$RQ_EXPORTS/.rq-nightly"
	{ find_approved && make_documents; } 2>>"$log" ||
		trouble 3 'what was approved is not exported, or not all of it: the next night tries again. The log says why'
}
