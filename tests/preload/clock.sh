# shellcheck shell=sh disable=SC2154 # variables of lib.sh
# A clock that tests set, by clock.c. To be sourced behind lib.sh.
clock=$tree/build/debug/tests/preload/clock.so
RQ_CLOCK=$work/clock

# set_clock WALL STEADY: so many seconds ahead of what they are
set_clock() { python3 -c 'import struct, sys
with open(sys.argv[1], "r+b") as f:
    f.write(struct.pack("qq", *(int(float(s) * 1000) for s in sys.argv[2:4])))' "$RQ_CLOCK" "$@"; }
: >"$RQ_CLOCK"
set_clock 0 0

# timed COMMAND...: by that clock
timed() { LD_PRELOAD=$clock RQ_CLOCK=$RQ_CLOCK "$@"; }
