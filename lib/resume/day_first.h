#ifndef RQ_RESUME_DAY_FIRST_H
#define RQ_RESUME_DAY_FIRST_H

/*
 * 03/04/2019 is of April or of March: the day comes first in most countries, the month in the
 * United States. What other dates of a document, or its language, leave no doubt of is written
 * into the keys, with dots as "03.04.2019"; without that the year alone is certain.
 */

#include "resume/sheet.h"

/* language is an ISO 639 code as rq_language_guess gives it, or NULL. */
void rq_day_first_settle(struct rq_sheet *sheet, const char *language);

#endif
