# shellcheck shell=sh disable=SC2034 # variables for whoever sources it
# A commit tries some of the points that a tool may be killed or fail at, and the next one others:
# each SHARE-th, from one that the seed names. RQ_SEED=n tries the same again, RQ_FAULTS=all each.
seed=${RQ_SEED:-$(($(date +%s) / 86400))}
echo "# RQ_SEED=$seed"

# sample SHARE: sets $first and $step; of at least SHARE points one or more are tried
sample() {
	[ "${RQ_FAULTS-}" != all ] || set -- 1
	step=$1 first=$((seed % $1 + 1))
}
