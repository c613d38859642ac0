#!/bin/sh
# cluster.sh COMMAND...: runs a command beside a PostgreSQL server of its own, which is
# gone afterwards. RQ_TEST_STORE is its URL, for roles and databases as the command likes;
# PGHOST, PGUSER and PGDATABASE say the same to psql, RQ_TEST_CLUSTER names its folder.
# All else is as PostgreSQL, and Debian, have it by default. Exit status 75 when there is no
# PostgreSQL here. Within, "cluster.sh --restart" lets the server crash (as by kill -9) and come again.
set -eu

for bin in /usr/lib/postgresql/*/bin "$(dirname "$(command -v initdb || echo /)")"; do
	[ -x "$bin/initdb" ] && [ -x "$bin/postgres" ] && RQ_TEST_BIN=$bin
done
[ "${RQ_TEST_BIN-}" ] || exit 75
export RQ_TEST_BIN

# The server refuses to run as root.
owner=nobody
id postgres >/dev/null 2>&1 && owner=postgres
as_user() {
	if [ "$(id -u)" -ne 0 ]; then
		"$@"
	else
		setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups "$@"
	fi
}

if [ "${1-}" = --restart ]; then
	as_user "$RQ_TEST_BIN/pg_ctl" -D "$RQ_TEST_CLUSTER/data" -l "$RQ_TEST_CLUSTER/server.log" \
		-m immediate -w restart
	exit
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/rq-pg.XXXXXX")
chmod 755 "$folder"

stop() {
	as_user "$RQ_TEST_BIN/pg_ctl" -D "$folder/data" -m immediate -W stop >/dev/null 2>&1 || :
	rm -rf "$folder"
}
trap stop EXIT
trap 'exit 143' INT TERM HUP

mkdir "$folder/data"
chmod 700 "$folder/data"
[ "$(id -u)" -ne 0 ] || chown -R "$owner" "$folder"
as_user "$RQ_TEST_BIN/initdb" -D "$folder/data" -U rq -A trust -E UTF8 --locale=C \
	--no-instructions >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 3; }
cat >>"$folder/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$folder'
END
as_user "$RQ_TEST_BIN/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w start >"$folder/log" 2>&1 ||
	{ cat "$folder/log" "$folder/server.log" >&2; exit 3; }

PGHOST=$folder PGUSER=rq PGDATABASE=postgres RQ_TEST_CLUSTER=$folder
RQ_TEST_STORE="postgresql:///postgres?host=$folder&user=rq"
export PGHOST PGUSER PGDATABASE RQ_TEST_CLUSTER RQ_TEST_STORE
"$@"
