#ifndef RQ_EXPORT_WHEN_H
#define RQ_EXPORT_WHEN_H

/*
 * When something was, as people of a language write it: "Mar 2019 – Present",
 * "03/2019 – heute", "2019年3月 – 至今", and "2019/03" where the language is not
 * one of ours: hyphens would be turned around in a text that runs from right to
 * left. A date keeps its precision. What is no ISO 8601 date stays as it is.
 */

#include <stdbool.h>
#include <stddef.h>

enum { RQ_WHEN_SIZE = 256 };

/*
 * From start to end; either may be NULL. Without an end it goes on, without a
 * start it is one date. "" when there is neither. Returns text.
 */
const char *rq_when(const char *start, const char *end, const char *language,
		    char text[RQ_WHEN_SIZE]);

/* Whether a text is a time and nothing else, as somebody wrote it: "2024 – expected June 2026". */
bool rq_when_is_time(const char *text);

/* One date. Returns text. */
const char *rq_when_date(const char *iso, const char *language, char text[RQ_WHEN_SIZE]);

#endif
