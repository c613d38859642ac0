#ifndef RQ_RESUME_NUMBERING_H
#define RQ_RESUME_NUMBERING_H

/*
 * Numbers by which people count their jobs and schools: "1. Acme Ltd", "2-Example Inc.". A number
 * is one where another line begins with the next or the one before it: "1. FC Ulm" is a name.
 */

#include "resume/sheet.h"

/* Where the number ends by which a slice begins, at the start of its line; its start: there is
 * none. */
uint32_t rq_numbering_end(const struct rq_sheet *sheet, struct rq_slice slice);

#endif
