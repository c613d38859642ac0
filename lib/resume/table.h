#ifndef RQ_RESUME_TABLE_H
#define RQ_RESUME_TABLE_H

/*
 * Tables whose first row says what their columns are: "Zeitraum | Position | Unternehmen",
 * "Degree | Institution | Year". That row is no entry; what it says is what the cells below are.
 */

#include "resume/label.h"
#include "resume/sheet.h"

/* Empties such rows for all that read lines by their start, and notes them in those below. */
void rq_table_find_heads(struct rq_sheet *sheet);

/*
 * What the head of its column says of a slice that begins a cell; RQ_LABEL_NONE when there is
 * none.
 */
enum rq_label rq_table_label(const struct rq_sheet *sheet, struct rq_slice slice);

#endif
