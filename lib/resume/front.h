#ifndef RQ_RESUME_FRONT_H
#define RQ_RESUME_FRONT_H

/*
 * The fields that a file begins with, a word and a colon each, one below the other: front matter
 * of Markdown ("author: Jane Doe", "email_address: ..."), and what people write like it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resume/sheet.h"

/* How many lines they are; 0 when there are fewer than two. */
size_t rq_front_count(const struct rq_sheet *sheet);

/* The word of the field in one of these lines: "author". */
struct rq_slice rq_front_word(const struct rq_sheet *sheet, size_t line);

/* What the field in one of these lines says, without quotes. */
struct rq_slice rq_front_value(const struct rq_sheet *sheet, size_t line);

/*
 * What a field says that has the form of a person's name; false when there is none of that
 * name, or it says something else. A line alone is one here, too.
 */
bool rq_front_find_name(const struct rq_sheet *sheet, const char *field, struct rq_slice *name);

/* Where somebody lives, as one of several fields tells: "home_address: 1 High Street". */
bool rq_front_find_address(const struct rq_sheet *sheet, struct rq_slice *address);

#endif
