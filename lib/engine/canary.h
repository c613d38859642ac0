#ifndef RQ_ENGINE_CANARY_H
#define RQ_ENGINE_CANARY_H

/*
 * A few tasks go first, and the others follow only if the model does what it is
 * asked to: answers that keep the schema, edits that the guard lets pass. A
 * model or prompt gone wrong then costs a handful of calls, not a night.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* More than this share, in per cent, and the canary is dead. */
enum { RQ_CANARY_BAD_ANSWERS = 10, RQ_CANARY_DROPPED_EDITS = 50 };

struct rq_canary {     /* begins as { .wanted = N } */
	size_t wanted; /* tasks to try; 0: none */
	size_t ended;
	size_t bad_answers;
	size_t edits, dropped;
};

/* How many may be in hand more than there are; SIZE_MAX when nothing holds them back any more. */
size_t rq_canary_room(const struct rq_canary *canary, size_t in_hand);

/*
 * An attempt has ended: with that many edits, of which the guard
 * dropped some, or with a failure. One that came to no answer does not count.
 */
void rq_canary_note(struct rq_canary *canary, size_t edits, size_t dropped, enum rq_code failure);

/* RQ_CANARY and the verdict when enough have ended and too much was wrong with them. */
int rq_canary_judge(const struct rq_canary *canary, struct rq_error *err);

#endif
