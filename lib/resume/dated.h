#ifndef RQ_RESUME_DATED_H
#define RQ_RESUME_DATED_H

/* Whether the date in a line is the one of an entry, or one that a sentence mentions. */

#include "resume/section.h"
#include "resume/sheet.h"

enum { RQ_DATED_LONGEST = 160 }; /* bytes of a key: a longer line dates nothing */

/* How many words a line has. */
size_t rq_dated_words(const struct rq_sheet_line *line);

/* Whether a line ends as a sentence does. */
bool rq_dated_ends_sentence(const struct rq_sheet_line *line);

/* "Acme Inc.", "Sample S.A.": the dot is the name's. */
bool rq_dated_ends_with_name(const struct rq_sheet_line *line);

/* Whether a line holds the date of an entry. */
bool rq_dated_is(const struct rq_sheet_line *line);

/* Whether an item of a list does: a time from and to, or one in front. */
bool rq_dated_item(const struct rq_sheet_line *line, enum rq_section section);

/* Whether the date of a line stands behind a tab: beside its words, or those of other lines. */
bool rq_dated_in_margin(const struct rq_sheet_line *line);

/* "Clerk. Sample S.L., Madrid. Since February 2015.": a date and no more at the end. */
bool rq_dated_ends(const struct rq_sheet_line *line);

/* Whether a line is a date and no more. */
bool rq_dated_alone(const struct rq_sheet_line *line);

/* "* 2017 – 2019" in a list: when somebody was what the items above it say. */
bool rq_dated_tells_time(const struct rq_sheet_line *line);

#endif
