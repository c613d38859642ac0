# shellcheck shell=sh disable=SC2034,SC2154 # variables are shared with who sources it
# A dry run.
# The night as far as its price, in a copy of the store. The inbox stays as it is
rehearse() {
	scratch=$(mktemp -d) log=$scratch/log
	trap 'rm -rf "$scratch"' EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
	! somebody_listens || run rq-notify --dry-run >/dev/null </dev/null || fatal "$(last_words)"
	if on_server && has_store; then
		run rq-admin copy --from="$RQ_STORE" --to="$scratch/store" >/dev/null </dev/null || fatal "the store cannot be copied: $(last_words)"
	elif has_store; then
		{ run rq-admin backup "$scratch/copy" && RQ_STORE=$scratch/store run rq-admin restore "$scratch/copy"; } \
			>/dev/null </dev/null || fatal "the store cannot be copied: $(last_words)"
	fi
	RQ_STORE=$scratch/store
	cd "$RQ_INBOX" || fatal "$RQ_INBOX: cannot be entered"
	files=0 waiting=0 now=$(date +%s)
	for name in *; do
		if is_ready "$name"; then
			files=$((files + 1))
			printf '%s\0' "$name"
		elif [ -e "./$name" ] && ! is_foreign "$name" && [ "$name" != 'done' ] && [ "$name" != failed ]; then
			waiting=$((waiting + 1))
		fi
	done >"$scratch/files"
	: >"$scratch/records"
	# shellcheck disable=SC2016 # for the shell that xargs starts
	[ "$files" -eq 0 ] || xargs -0 sh -c 'rq-ingest -- "$@" || [ $? -eq 1 ]' sh <"$scratch/files" >"$scratch/records" 2>>"$log" ||
		fatal "$(last_words)"
	works rq-enqueue --job "$RQ_POSTINGS" <"$scratch/records" >"$scratch/tasks" || fatal "$(last_words)"
	works rq-optimize --drain --estimate </dev/null >"$scratch/estimate" || fatal "$(last_words)"
	echo "inbox      $files files would be read, $waiting would be left (still changing, or no documents)"
	jq -rs '"documents  \(map(select(.type == "resume")) | length) résumés, \(map(select(.type == "error")) | length) that cannot be read"' <"$scratch/records"
	jq -rs 'map(select(.type == "task")) | group_by(.status) | map("\(length) \(.[0].status)") |
		"tasks      " + (join(", ") | if . == "" then "none new" else . end)' <"$scratch/tasks"
	jq -r '"queue      \(.tasks) tasks to be done, \(.remote) of them by a server, $\(.cost_microusd / 1000000)" + (if .why then "; \(.today) of them fit (\(.why))" else "" end)' <"$scratch/estimate"
}
