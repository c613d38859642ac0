#include "edit/range.h"

#include <string.h>

#include "edit/numeral.h"

/*
 * "from 1.2 to 1.7 million euros": what stands behind a range is of both its ends. A
 * scale only where a fraction tells so: "from 900 to 1.2 million" tells nothing.
 */
static void share_units(struct rq_reading *reading)
{
	for (size_t i = 0; i + 1 < reading->quantity_count; i++) {
		struct rq_quantity *from = &reading->quantity[i], *to = from + 1;
		const struct rq_word *scale = &reading->word[to->first + 1];
		bool fraction = strstr(from->value, "e-") != NULL;

		if (to->binder != RQ_BINDER_TO || to->first > from->last + 2 || from->unit[0] ||
		    from->first != from->last || !to->unit[0])
			continue;
		memcpy(from->unit, to->unit, sizeof from->unit);
		if (fraction && to->last > to->first && (scale->lexeme->class & RQ_WORD_SCALE))
			rq_numeral_scale(from->value, scale->lexeme->number);
	}
}

/* "von" is "from" only when "bis" or "auf" follows; else it is "of". */
static void loosen_of(struct rq_reading *reading)
{
	for (size_t i = 0; i < reading->quantity_count; i++) {
		struct rq_quantity *quantity = &reading->quantity[i];
		bool range = i + 1 < reading->quantity_count && quantity[1].binder == RQ_BINDER_TO;

		if (quantity->binder == RQ_BINDER_FROM && quantity->first > 0 && !range &&
		    strcmp(reading->word[quantity->first - 1].text, "von") == 0)
			quantity->binder = 0;
	}
}

/* "From 12 kg to 8 kg": of 12 alone nothing is told. */
static void tell_openings(struct rq_reading *reading)
{
	enum { UNIT_AND_TO = 3 };

	for (size_t i = 0; i + 1 < reading->quantity_count; i++) {
		struct rq_quantity *from = &reading->quantity[i], *to = from + 1;

		from->opens = to->binder == RQ_BINDER_TO && to->first <= from->last + UNIT_AND_TO &&
			      rq_reading_is_of_clause(reading, to->first, from->last);
	}
}

void rq_range_find(struct rq_reading *reading)
{
	loosen_of(reading);
	share_units(reading);
	tell_openings(reading);
}
