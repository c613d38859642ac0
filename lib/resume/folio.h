#ifndef RQ_RESUME_FOLIO_H
#define RQ_RESUME_FOLIO_H

/*
 * Lines that number pages: "Jane Doe 1/2", "Page 2 of 3", "Seite 1/2". In
 * formats without pages they stand among the entries; what they say belongs to
 * none.
 */

#include "resume/sheet.h"

/* Empties such lines for all that read lines by their start: their words stay unplaced. */
void rq_folio_set_aside(struct rq_sheet *sheet);

#endif
