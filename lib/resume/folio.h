#ifndef RQ_RESUME_FOLIO_H
#define RQ_RESUME_FOLIO_H

/*
 * Lines that number pages or stand at their head: "Jane Doe 1/2", "Page 2 of 3", "Seite 1/2",
 * "Jane Doe · Résumé". In formats without pages they stand among the entries, and a head that only
 * later pages have does in all; what they say belongs to none.
 */

#include "resume/sheet.h"

/* Empties such lines for all that read lines by their start: their words stay unplaced. */
void rq_folio_set_aside(struct rq_sheet *sheet);

/* Whether a text is such a line of the résumé of somebody; name may be NULL. */
bool rq_folio_is_one(const char *text, const char *name);

#endif
