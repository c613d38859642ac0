#!/bin/sh
# Power is lost at any moment of a night: what was written and synced is recorded, and
# what a disk may hold at a moment is rebuilt from that; see power_loss.py. A night of
# many moments: RQ_FAULTS=all.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"
# shellcheck source=tests/crash/sample.sh
. "$tree/tests/crash/sample.sh"
# shellcheck source=tests/preload/faults.sh
. "$tree/tests/preload/faults.sh"

backend=$tree/examples/jobs/backend.txt
RQ_NOW=2026-11-24T01:00:00Z
export RQ_NOW
moments=100
[ "${RQ_FAULTS-}" != all ] || moments=4000

# recorded COMMAND...: must do what it is for
recorded() {
	status=0
	LD_PRELOAD=$preload RQ_FAULT_LOG=$work/log "$@" <in >out 2>err || status=$?
	ok "$1 ${2-}" exits 0
}

mkdir disk
RQ_STORE=$work/disk/store
rq-ingest "$tree/examples/resumes.zip" | grep '"type":"resume"' | head -n 6 >in
recorded rq-enqueue --job "$backend"
: >in
recorded rq-optimize --drain --claim=2
cp out in
recorded rq-report --format=html --title=Old --output=disk/report.html
recorded rq-report --format=html --title=New --output=disk/report.html
recorded rq-export --all --jobs=1 --format=text --output=disk/made
person=$(head -n 1 in | jq -r .candidate_id)
: >in
recorded rq-admin backup disk/copy
recorded rq-admin backup --zstd disk/copy.zst
recorded rq-admin compact
recorded rq-admin restore --force disk/copy
recorded rq-admin forget "$person" --exports=disk/made

run python3 "$tree/tests/preload/power_loss.py" log "$work/disk" "$moments" "$seed"
ok "power is lost at moments of which $(tail -n 1 out): nothing else is" test "$(wc -l <out)" -eq 1
done_testing
