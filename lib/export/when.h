#ifndef RQ_EXPORT_WHEN_H
#define RQ_EXPORT_WHEN_H

/*
 * When something was, as people of a language write it: "Mar 2019 – Present",
 * "03/2019 – heute", "2019年3月 – 至今", and "2019/03" where the language is not
 * one of ours: hyphens would be turned around in a text that runs from right to
 * left. A date keeps its precision. What is no ISO 8601 date stays as it is.
 */

#include "base/json.h"

enum { RQ_WHEN_SIZE = 256 };

/*
 * From start to end; either may be NULL. Without an end it goes on, without a
 * start it is one date. "" when there is neither. Returns text.
 */
const char *rq_when(const char *start, const char *end, const char *language,
		    char text[RQ_WHEN_SIZE]);

/*
 * The time of an entry as somebody wrote it, "2024 – expected June 2026": its description, where
 * that is a time and nothing else, and shorter than RQ_WHEN_SIZE; else NULL. Borrowed.
 */
const char *rq_when_told(const json_t *entry);

/* One date. Returns text. */
const char *rq_when_date(const char *iso, const char *language, char text[RQ_WHEN_SIZE]);

#endif
