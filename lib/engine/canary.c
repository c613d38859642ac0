#include "engine/canary.h"

#include <stdint.h>

static bool has_sung(const struct rq_canary *canary)
{
	return canary->ended >= canary->wanted;
}

size_t rq_canary_room(const struct rq_canary *canary, size_t in_hand)
{
	size_t left;

	if (has_sung(canary))
		return SIZE_MAX;
	left = canary->wanted - canary->ended;
	return left > in_hand ? left - in_hand : 0;
}

void rq_canary_note(struct rq_canary *canary, size_t edits, size_t dropped, enum rq_code failure)
{
	if (has_sung(canary) || (failure != RQ_OK && failure != RQ_BAD_ANSWER))
		return;
	canary->ended++;
	canary->bad_answers += failure == RQ_BAD_ANSWER;
	canary->edits += edits;
	canary->dropped += dropped;
}

int rq_canary_judge(const struct rq_canary *canary, struct rq_error *err)
{
	if (canary->wanted == 0 || !has_sung(canary))
		return 0;
	if (canary->bad_answers * 100 > canary->ended * RQ_CANARY_BAD_ANSWERS)
		return rq_fail(err, RQ_CANARY,
			       "canary: %zu of %zu answers break the schema (at most %d %%): "
			       "the model does not do what it is asked to",
			       canary->bad_answers, canary->ended, RQ_CANARY_BAD_ANSWERS);
	if (canary->dropped * 100 > canary->edits * RQ_CANARY_DROPPED_EDITS)
		return rq_fail(err, RQ_CANARY,
			       "canary: the guard dropped %zu of %zu edits (at most %d %%): "
			       "the model invents, or ignores its rules",
			       canary->dropped, canary->edits, RQ_CANARY_DROPPED_EDITS);
	return 0;
}
