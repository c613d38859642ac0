#ifndef RQ_RESUME_REMARK_H
#define RQ_RESUME_REMARK_H

/*
 * Remarks beside a title, a degree or an employer that name nobody and no place: how somebody
 * was employed ("Vollzeit", "CDI", "Praktikum"), or, in brackets, anything that begins with a
 * small letter, as names do not: "(befristet)", "(diploma behaald)", "(2 anni 7 mesi)"; or a grade
 * on somebody's scale, "(F4)".
 */

#include <stdbool.h>
#include <stddef.h>

#include "resume/sheet.h"

/* Whether the word of a key tells how somebody was employed. */
bool rq_remark_tells_employment(const char *word, size_t length);

/* Whether what stands in brackets, without them, is such a remark. */
bool rq_remark_is(const struct rq_sheet *sheet, struct rq_slice inside);

/* "2 years 3 months", "18 Monate", "60 h", "12 h/semaine": how long it was, or how much. */
bool rq_remark_tells_duration(const struct rq_sheet *sheet, struct rq_slice slice);

#endif
