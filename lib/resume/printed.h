#ifndef RQ_RESUME_PRINTED_H
#define RQ_RESUME_PRINTED_H

/*
 * What a browser writes at the edges of a page that it prints: "5/4/26, 9:30 AM    Jane Doe" at the
 * head, "https://example.org/cv    1/2" at the foot, or the title and the address above, the number
 * and the moment below.
 */

#include "resume/sheet.h"

/* Whether a line is a foot: two of an address, a page's number of so many, and a moment. */
bool rq_printed_is_foot(const struct rq_sheet *sheet, size_t line);

/*
 * Whether a line of a document that has a foot is a head: a title, and beside it a moment or, in
 * the first line, an address.
 */
bool rq_printed_is_head(const struct rq_sheet *sheet, size_t line);

#endif
