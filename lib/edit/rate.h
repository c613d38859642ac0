#ifndef RQ_EDIT_RATE_H
#define RQ_EDIT_RATE_H

/*
 * Numbers that are told per something: twelve children a month, eight patients per shift.
 * Without their rate they say something else.
 */

#include "edit/reading.h"

/* Weekly, a week: of the words of reach only these have other wordings. */
bool rq_word_is_how_often(const struct rq_word *word);

/* Per, each: what something is told per may stand behind it; behind "por" other things, too. */
bool rq_word_leads_to_rate(const struct rq_word *word);

/* "Hour" of "500 events/hour". */
bool rq_word_is_behind_slash(const struct rq_reading *reading, size_t at);

/* "Shift" of "8 patients per shift"; behind "por" and "par" it may be a means: "por teléfono". */
bool rq_word_is_told_per(const struct rq_reading *reading, size_t at);

/* Whether both tell the same rate: "per shift", "each shift", "/shift". */
bool rq_rate_is_same(const struct rq_reading *a, size_t at_a, const struct rq_reading *b,
		     size_t at_b);

/* "Weekly", "week": what a number of a reading is told per, or NULL. Borrowed. */
const struct rq_word *rq_rate_of(const struct rq_reading *reading,
				 const struct rq_quantity *quantity);

/* Whether a text tells that rate, or how often; the latter is for the rule of reach. */
bool rq_rate_is_told(const struct rq_reading *reading, const struct rq_word *rate);

#endif
