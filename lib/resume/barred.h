#ifndef RQ_RESUME_BARRED_H
#define RQ_RESUME_BARRED_H

/*
 * Lines whose parts stand between bars or dots, "Acme · Ulm, Germany · acme.com": a comma in
 * one of them parts nothing.
 */

#include "resume/sheet.h"

/* Whether there are two parts or more. */
bool rq_barred_is(const struct rq_sheet_line *line);

/* The first parts of a line, at most so many, trimmed; how many there are, without empty ones. */
size_t rq_barred_cut(const struct rq_sheet *sheet, size_t line, struct rq_slice *part, size_t most);

#endif
