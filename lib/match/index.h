#ifndef RQ_MATCH_INDEX_H
#define RQ_MATCH_INDEX_H

/*
 * Where words stand in a JSON Resume, and what a place is worth as evidence: in
 * thousandths, work, projects, volunteering and certificates 1000, education
 * 800, the candidate's own claims (skills, summary, label) 600, the rest, also
 * "unplaced" lines and the names of employers, schools and places, 400. Names,
 * addresses, links and dates are no evidence and stand nowhere.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/json.h"
#include "match/token.h"

struct rq_index {
	struct rq_buffer text; /* all leaves, a newline behind each */
	struct rq_tokens parts;
	unsigned *next; /* of each part, the next one with the same last bits of its hash */
	unsigned *head;
	unsigned *leaf_of; /* of each part */
	struct rq_leaf *leaf;
	struct rq_step *step;
	size_t leaves, leaf_capacity, steps, step_capacity, heads;
};

/* Reads a document, which must outlive the index. Free it. */
void rq_index_init(struct rq_index *index, const json_t *resume);
void rq_index_free(struct rq_index *index);

/* Whether a part of that hash stands anywhere: without its first one no phrase does. */
bool rq_index_has(const struct rq_index *index, uint64_t hash);

/*
 * What the best place of a phrase (parts) is worth, the first of equals; 0 when
 * it stands nowhere. *leaf is that place. With spellings (NULL-terminated; NULL
 * for none) the phrase is an everyday word: in prose it must be spelled like
 * one of them.
 */
int rq_index_best(const struct rq_index *index, const struct rq_tokens *phrase,
		  const char *const *spellings, size_t *leaf);

/* The JSON Pointer (RFC 6901) of a place; the caller's, free(). */
char *rq_index_pointer(const struct rq_index *index, size_t leaf);

#endif
