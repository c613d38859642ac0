#ifndef RQ_RESUME_DATE_H
#define RQ_RESUME_DATE_H

/*
 * Dates as people write them, in keys (resume/sheet.h): partial dates, ranges,
 * "since", "present", in the languages of words.h. A date becomes an ISO 8601
 * partial date, YYYY[-MM[-DD]], no more exact than what is written: a season
 * and an ambiguous 03/04/2019 give the year alone.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resume/point.h"

struct rq_date_range {
	char start[RQ_DATE_SIZE]; /* "" when not said */
	char end[RQ_DATE_SIZE];   /* "" when not said, or present */
	bool range;               /* two ends were written; else start is the only date */
	bool present;             /* goes on */
	bool only_end;            /* "until 2019", "expected 2027" */
	bool bare;                /* nothing but a year: perhaps a number */
	size_t from, to;          /* where it stands in the key */
};

/* The first date or range at or after from: true when there is one. */
bool rq_date_find(const char *key, size_t length, size_t from, struct rq_date_range *range);

/* Whether text is an ISO 8601 partial date as JSON Resume wants it. */
bool rq_date_is_iso(const char *text);

#endif
