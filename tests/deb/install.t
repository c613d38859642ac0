#!/bin/sh
# The Debian package: lintian finds no error in it, and in a new system that has
# nothing else it is installed, does a batch and a night, and is purged. Then the
# set-up of rq-nightly(8) is pasted. Made by "make deb"; needs root and a mirror.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"

package=$(find "$tree/build/deb" -name 'rq_*.deb')
ok 'there is a package' test -s "$package"
if command -v lintian >/dev/null; then
	run lintian --allow-root --fail-on=error "$package"
	ok 'lintian finds no error' exits 0
else
	skip 'lintian finds no error' 'no lintian here'
fi

why=
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -v security | head -n 1)
suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
[ "$(id -u)" -eq 0 ] || why='not root'
command -v debootstrap >/dev/null || why='no debootstrap here'
[ -n "$mirror" ] || why='apt knows no mirror'
[ -n "$why" ] || debootstrap --variant=minbase "$suite" "$work/root" "$mirror" >debootstrap.log 2>&1 ||
	why="no new system: $(tail -n 1 debootstrap.log)"
if [ -n "$why" ]; then
	skip 'a new system' "$why"
	done_testing
fi

trap 'umount "$work/root/proc"; rm -rf --one-file-system "$work"' EXIT
mount -t proc proc "$work/root/proc"
cp /etc/resolv.conf "$work/root/etc/"
cp "$package" "$work/root/rq.deb"
cp -r "$tree/examples" "$work/root/srv/"
inside() { # COMMAND LINE
	run chroot "$work/root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive sh -c "$1"
}

inside 'apt-get -q update && apt-get -q -y install --no-install-recommends /rq.deb'
ok 'it is installed with what it depends on' exits 0
inside 'for tool in /usr/bin/rq-*; do "$tool" --version || exit; done'
ok 'each tool runs' exits 0
inside 'cd /tmp && rq-batch /srv/examples/resumes.zip /srv/examples/jobs/backend.txt out'
ok 'it does a batch' exits 0
ok 'whole' holds out 'done        20'
inside 'cp /srv/examples/resumes.zip /var/lib/rq/inbox/ && cp /srv/examples/jobs/backend.txt /var/lib/rq/postings/ &&
	chown -R rq: /var/lib/rq && sleep 1 && RQ_SETTLE=0 runuser -u rq -- rq-nightly'
ok 'it does a night as the user that came with it' exits 0
ok 'without a word' test ! -s out
inside 'find /var/lib/rq/nights -name report.html | grep .'
ok 'and with a report' exits 0

# --- the set-up of the manual, where "make install" left nothing but the tools ------------------
inside 'userdel rq; rm -rf /etc/rq /var/lib/rq'
# its folders and settings, and the key of an encrypted store
awk '/^A set-up to be pasted/ { found = 1 } found && /^\.Bd/ { inside = 1; next }
	inside && /^\.Ed/ { inside = 0; if (++blocks == 2) exit }
	inside { gsub(/\\e/, "\\"); print }' "$tree/man/rq-nightly.8" >"$work/root/setup.sh"
inside 'sh -e /setup.sh'
ok 'the set-up of the manual can be pasted' exits 0
inside 'cp /srv/examples/jobs/backend.txt /var/lib/rq/postings/ && cp /srv/examples/resumes.zip /var/lib/rq/inbox/'
inside "$(sed -n 's/^\.Dl \(runuser .*\)/\1/p' "$tree/man/rq-nightly.8")"
ok 'what the night would do can be asked' exits 0
ok 'and is told' holds out '1 files would be read, 0 would be left'
inside 'RQ_SETTLE=0 runuser -u rq -- rq-nightly && tail -n 1 /var/lib/rq/nights/nights.log'
ok 'the night does it' holds out 'files=1 failed=0 results=20 errors=0'
inside 'runuser -u rq -- rq-admin check --store=/var/lib/rq/store'
ok 'and its store is not for who has no key' says 'encrypted: give its key'
inside 'apt-get -q -y purge rq && ! ls /usr/bin/rq-* 2>/dev/null'
ok 'it is purged' exits 0
done_testing
