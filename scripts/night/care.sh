# shellcheck shell=sh disable=SC2034,SC2154 # variables are shared with who sources it
# What a night does for those to come.

expire() {
	! has_store || works rq-admin expire >/dev/null </dev/null || :
	find "$RQ_NIGHTS" -mindepth 1 -maxdepth 1 -type d -name '2*' -mtime "+$RQ_NIGHTS_KEPT" -exec rm -rf {} +
}

# A server is backed up by its own tools
back_up() {
	[ -n "${RQ_BACKUPS-}" ] && [ -d "$RQ_STORE" ] || return 0
	mkdir -p "$RQ_BACKUPS"
	copy=$RQ_BACKUPS/rq-$(echo "$started" | tr -d :-).backup.zst
	[ -e "$copy" ] || works rq-admin backup --zstd "$copy" >/dev/null </dev/null || return 0
	find "$RQ_BACKUPS" -mindepth 1 -maxdepth 1 \( -name 'rq-*.backup.zst' -o -name 'rq-*.backup' \) |
		sort -r | tail -n "+$((RQ_BACKUPS_KEPT + 1))" |
		while IFS= read -r old; do rm -f "$old"; done
}
