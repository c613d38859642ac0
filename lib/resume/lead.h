#ifndef RQ_RESUME_LEAD_H
#define RQ_RESUME_LEAD_H

/*
 * Entries that are told as text: "2019 - 2021  Acme Ltd, senior engineer. Led the work of ten."
 * The first sentence is the header, with the date in front of it or in a line of its own above,
 * and the others say what was done.
 */

#include "resume/section.h"
#include "resume/sheet.h"

/*
 * The byte of a line where the sentences behind its header begin, its end when there are none; 0
 * where the line does not say first who somebody was, and where. dated: it must begin with a date.
 */
uint32_t rq_lead_end(const struct rq_sheet *sheet, enum rq_section section, size_t line,
		     bool dated);

#endif
