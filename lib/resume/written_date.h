#ifndef RQ_RESUME_WRITTEN_DATE_H
#define RQ_RESUME_WRITTEN_DATE_H

/* Dates in a field of their own that somebody wrote as people write dates. */

#include <stdbool.h>

#include "resume/date.h"

enum rq_written_date {
	RQ_WRITTEN_OTHER,   /* no date, or more than one */
	RQ_WRITTEN_DATE,    /* one date, with little else */
	RQ_WRITTEN_PRESENT, /* a word for what goes on, and nothing else */
};

/* What text says; fills iso, an ISO 8601 partial date, when it is RQ_WRITTEN_DATE. */
enum rq_written_date rq_written_date_read(const char *text, char iso[RQ_DATE_SIZE]);

/* The first date or range of a text that is no prose; alone: no other word stands beside it. */
bool rq_written_date_find(const char *text, struct rq_date_range *range, bool *alone);

#endif
