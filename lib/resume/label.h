#ifndef RQ_RESUME_LABEL_H
#define RQ_RESUME_LABEL_H

/*
 * Labels in front of the pieces of an entry, as forms have them: "Employer:",
 * "Cargo:", "Zeitraum:". They say what a piece is, whatever its words say.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resume/sheet.h"

enum rq_label {
	RQ_LABEL_NONE,
	RQ_LABEL_EMPLOYER,
	RQ_LABEL_TITLE,
	RQ_LABEL_PLACE,
	RQ_LABEL_TIME,
	RQ_LABEL_FROM, /* its end follows in the next line, behind "To:" */
	RQ_LABEL_TO,
	RQ_LABEL_SCHOOL,
	RQ_LABEL_DEGREE,
	RQ_LABEL_SCORE,  /* how well, as columns have it: "% of marks" */
	RQ_LABEL_SECTOR, /* the employer's: neither who nor where */
	RQ_LABEL_TASKS,  /* what was done there: no piece of a header */
};

/*
 * Which one a slice begins with, up to its colon, which may follow the slice; *end is then
 * behind that.
 */
enum rq_label rq_label_find(const struct rq_sheet *sheet, struct rq_slice slice, uint32_t *end);

/* What a key is as a label, all of it; RQ_LABEL_NONE when it is none. */
enum rq_label rq_label_of_words(const char *key, size_t length);

/* Whether "From: 03/2018" stands in a line, and right below it "To: 05/2020". */
bool rq_label_is_range(const struct rq_sheet *sheet, size_t line);

#endif
