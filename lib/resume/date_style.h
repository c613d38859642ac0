#ifndef RQ_RESUME_DATE_STYLE_H
#define RQ_RESUME_DATE_STYLE_H

/*
 * Dates that can be read in two ways, settled by how the document writes its others. 03/04/2019
 * is of April or of March: the day comes first in most countries, the month in the United
 * States. 2010-12 is a December, or two years. What other dates or the language leave no doubt
 * of is written into the keys, as "03.04.2019" and "2010~12"; 03/04/2019 is of 2019 otherwise,
 * and 2010-12 of December.
 */

#include "resume/sheet.h"

/* language is an ISO 639 code as rq_language_guess gives it, or NULL. */
void rq_date_style_settle(struct rq_sheet *sheet, const char *language);

#endif
