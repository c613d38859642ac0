#!/bin/sh
# 200 SIGKILLs at random moments over 2,000 tasks; SEED=n repeats a run.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
"${RQ_TREE:?the source tree}/build/debug/tests/crash/kill_at_random" "$work/store" ${SEED:+"$SEED"}
