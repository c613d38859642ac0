#ifndef RQ_RESUME_POINT_H
#define RQ_RESUME_POINT_H

/*
 * One date inside of a key, in any of the forms that people use; what joins
 * two of them to a range is for resume/date.h.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resume/scan.h"

struct rq_point {
	int year; /* 0: not said */
	int month;
	int day;
	bool weak;    /* may be something else: 03/19, Mar 19, a month alone */
	bool bare;    /* a year alone */
	bool future;  /* "expected" */
	bool unknown; /* "???" */
};

enum { RQ_DATE_SIZE = 11 };

/* Whether a number of so many digits is a year of somebody's life. */
bool rq_point_is_year(int number, size_t digits);

/* Reads the date that begins at i: where it ends, or 0. */
size_t rq_point_read(const struct rq_scan *scan, size_t i, struct rq_point *point);

/* Reads what the year of first completes: the "21" of "2019-21". Its end, or 0. */
size_t rq_point_read_end_year(const struct rq_scan *scan, size_t i, const struct rq_point *first,
			      struct rq_point *second);

/* ISO 8601, YYYY[-MM[-DD]]; "" when the year is not said. */
void rq_point_write(const struct rq_point *point, char text[RQ_DATE_SIZE]);

#endif
