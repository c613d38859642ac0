#ifndef RQ_RESUME_SKILL_H
#define RQ_RESUME_SKILL_H

/*
 * Skills and interests: "a, b, c" as they are, "Category: a, b" as a skill with
 * keywords.
 */

#include "resume/section.h"
#include "resume/sheet.h"

/* The arrays of a document that a block of skills may fill, at "/skills" and so on. */
struct rq_lists {
	json_t *skills;
	json_t *languages;
	json_t *interests;
};

/* Reads a block of skills; categories that are languages or interests go there. */
void rq_skill_read(struct rq_sheet *sheet, const struct rq_block *block,
		   const struct rq_lists *lists);

/* Adds the things of a block to array, whose path is "/interests". */
void rq_skill_read_interests(struct rq_sheet *sheet, const struct rq_block *block, json_t *array);

#endif
