#!/bin/sh
# A whole night, with its shell, mv, cp and tools, on a disk that fails at one call that changes
# something: the night is as it should be, or says which step failed and ends with 3; the next
# run on a sound disk ends as if nothing had been. A sample of the calls, see sample.sh.
# shellcheck source=tests/cli/lib.sh
. "$RQ_TREE/tests/cli/lib.sh"
# shellcheck source=tests/crash/sample.sh
. "$tree/tests/crash/sample.sh"
# shellcheck source=tests/crash/nightly.sh
. "$tree/tests/crash/nightly.sh"
# shellcheck source=tests/preload/faults.sh
. "$tree/tests/preload/faults.sh"

# afresh: the night before it began
afresh() {
	rm -rf night
	cp -a fresh night
}

prepare_night
afresh
faulty ENOSPC:1000000 rq-nightly -c conf
calls=$(od -An -tu8 count | tr -d ' ')
together >golden.together 2>&1
ok "a night of $calls calls that change something" exits 1

sample $((calls / 3))
n=$first turn=0 bad=0 stopped=0
while afresh; do
	turn=$((turn + 1))
	kind=$(echo ENOSPC EIO short full readonly | cut -d ' ' -f $(((seed + turn) % 5 + 1)))
	faulty "$kind:$n" timeout 600 rq-nightly -c conf || break
	what="$fault, status $status: $(cat out err | grep -v '^$' | head -n 1)"
	case $status in
	0 | 1) ;;
	3)
		stopped=$((stopped + 1))
		[ -s out ] || [ -s err ] || {
			echo "# not told: $what"
			bad=$((bad + 1))
		}
		run rq-nightly -c conf
		[ "$status" -le 1 ] || {
			echo "# the next run: status $status, after $what"
			bad=$((bad + 1))
		}
		;;
	*)
		echo "# $what"
		bad=$((bad + 1))
		;;
	esac
	whole "$what"
	n=$((n + step))
done
ok "with a fault at $turn of them it ends as if nothing had been" test "$bad" -eq 0
ok "and ended with 3 for $stopped" test "$stopped" -gt 0
done_testing
