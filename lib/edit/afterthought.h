#ifndef RQ_EDIT_AFTERTHOUGHT_H
#define RQ_EDIT_AFTERTHOUGHT_H

/*
 * A number that is told behind a comma, of what was named before it: "Posted purchase invoices,
 * around 250 a month", "Acompanhamento de visitas, duas por ano".
 */

#include "edit/reading.h"

/*
 * Whether a quantity of a new text counts what one of a cited text counts as an afterthought:
 * the first thing that the same verb is done to. Where there are two ("invoices and receipts,
 * 250 a month"), of which of them it is told nobody knows.
 */
bool rq_afterthought_is_same(const struct rq_reading *after, const struct rq_quantity *quantity,
			     const struct rq_reading *cited, const struct rq_quantity *theirs);

#endif
