#ifndef RQ_RESUME_LIST_H
#define RQ_RESUME_LIST_H

/*
 * Sections that are lists of short things: skills, languages, interests. Lines
 * are cut at commas, semicolons, bars, bullets and tabs, outside of brackets;
 * what is broken over two lines is put together again.
 */

#include "resume/section.h"
#include "resume/sheet.h"

/* The arrays of a document that a list may fill, at their paths "/skills" and so on. */
struct rq_lists {
	json_t *skills;
	json_t *languages;
	json_t *interests;
};

/*
 * Reads a block of skills: "a, b, c" as skills, "Category: a, b" as a skill
 * with keywords. Categories that are languages or interests go there.
 */
void rq_list_read_skills(struct rq_sheet *sheet, const struct rq_block *block,
			 const struct rq_lists *lists);

/* "German (native), English: C1". */
void rq_list_read_languages(struct rq_sheet *sheet, const struct rq_block *block,
			    const struct rq_lists *lists);
void rq_list_read_interests(struct rq_sheet *sheet, const struct rq_block *block,
			    const struct rq_lists *lists);

/* Calls take for each part of a text that separators cut. */
void rq_list_cut(const struct rq_sheet *sheet, const struct rq_slices *text,
		 void (*take)(void *context, const struct rq_slice *slices, size_t count),
		 void *context);

#endif
