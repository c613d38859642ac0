#ifndef RQ_RESUME_LABELLED_H
#define RQ_RESUME_LABELLED_H

/*
 * Lists behind a label in the body of an entry, which have a member of their own: "Coursework:
 * Algebra, Logic" of a school, "Technologies: C, Go" of a project.
 */

#include "resume/section.h"
#include "resume/sheet.h"

/*
 * The member that a line of that section lists, "courses" or "keywords", and the end of its
 * label, behind the colon; NULL: it is no such line. Static.
 */
const char *rq_labelled_member(const struct rq_sheet *sheet, enum rq_section section, size_t line,
			       uint32_t *end);

/*
 * Adds what a line and those that continue it list to the member of entry, whose path is given;
 * false: they are no such lines, and nothing is put.
 */
bool rq_labelled_put(struct rq_sheet *sheet, enum rq_section section, const struct rq_slices *text,
		     json_t *entry, const char *path);

#endif
