#ifndef RQ_BASE_CLOCK_H
#define RQ_BASE_CLOCK_H

/*
 * Time. Wall-clock time is int64_t milliseconds since 1970 (UTC) and goes into
 * records as RFC 3339 ("2026-11-24T01:00:00.000Z"); waiting is measured on the
 * monotonic clock, which no administrator turns back. The environment variable
 * RQ_NOW, for tests, stands the wall clock still (RFC 3339), or moves it on ("+2d").
 */

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum { RQ_TIME_SIZE = 32 }; /* room for a formatted time with its NUL */

/* Milliseconds since 1970-01-01T00:00:00Z. */
int64_t rq_clock_now(void);

/* What RQ_NOW makes of the time that another clock shows. */
int64_t rq_clock_moved(int64_t shown);

/* Milliseconds since some fixed moment; never goes back. */
int64_t rq_clock_steady(void);

/* Waits for so many milliseconds, less when a signal comes. */
void rq_clock_sleep(int64_t milliseconds);

/* When the day (UTC) of a moment began. */
int64_t rq_clock_day(int64_t milliseconds);

/* RFC 3339 in UTC with milliseconds; returns text. */
const char *rq_clock_format(int64_t milliseconds, char text[RQ_TIME_SIZE]);

/* Reads RFC 3339 (section 5.6; offset or Z required). RQ_BAD_RECORD when it is not. */
int rq_clock_parse(const char *text, int64_t *milliseconds, struct rq_error *err);

/*
 * Reads a duration: numbers with their units, longest first ("90s", "7d",
 * "2m59.56s", "1h2m3s"; w d h m s ms us ns), as people and Go write it. The
 * last number may have a fraction; what is less than a millisecond is rounded
 * up, so that nobody comes back too early. RQ_USAGE when it is none.
 */
int rq_clock_parse_duration(const char *text, int64_t *milliseconds, struct rq_error *err);

/* Reads "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, section 5.6.7). RQ_BAD_RECORD when it is not. */
int rq_clock_parse_http(const char *text, int64_t *milliseconds, struct rq_error *err);

/*
 * Reads a time to come: "06:00", the next one after now in local time; "2h", so
 * long after now; or RFC 3339. RQ_USAGE when it is none of them.
 */
int rq_clock_parse_deadline(const char *text, int64_t now, int64_t *milliseconds,
			    struct rq_error *err);

#endif
