#ifndef RQ_RESUME_SECTION_H
#define RQ_RESUME_SECTION_H

/*
 * Headings, and what stands under them. A heading is known by its words, in any
 * of the languages of words.h; once some are known, their layout tells which
 * other lines are headings too.
 */

#include <stddef.h>

#include "resume/sheet.h"
#include "resume/word.h"

enum {
	RQ_HEADING_WORDS = 6,   /* at most */
	RQ_HEADING_LENGTH = 60, /* bytes of the key, at most */
};

/* The lines from a heading to the next one. */
struct rq_block {
	enum rq_section section; /* RQ_SECTION_NONE: what stands above the first heading */
	struct rq_slice heading; /* empty when there is none */
	size_t first; /* the first line below it, or the heading's own when that goes on */
	size_t end;   /* one past the last line */
};

/*
 * Cuts the sheet into blocks, in order, that hold all of its lines. Where a
 * heading's line goes on ("Skills: C, Go"), its start moves behind the heading.
 * The blocks are the caller's, free().
 */
struct rq_block *rq_section_find(struct rq_sheet *sheet, size_t *count);

/*
 * What a slice says as a heading, by its words alone; RQ_SECTION_NONE when it is none (classify.c).
 */
enum rq_section rq_section_classify(const struct rq_sheet *sheet, struct rq_slice slice);

#endif
