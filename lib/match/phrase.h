#ifndef RQ_MATCH_PHRASE_H
#define RQ_MATCH_PHRASE_H

/*
 * A table of phrases: runs of tokens, each with a number. It answers which
 * phrase, the longest, stands at a place of a text; where none begins, that
 * costs one look.
 */

#include <stddef.h>
#include <stdint.h>

#include "match/token.h"

struct rq_phrases {
	struct rq_phrase_slot *slot;
	size_t slots;
	size_t used;
	struct rq_phrase_block *block;
};

/* An empty table with room for about so many phrases; it grows. Free it. */
void rq_phrases_init(struct rq_phrases *phrases, size_t expected);
void rq_phrases_free(struct rq_phrases *phrases);

/*
 * Adds a phrase of at least one token with a number, not 0. A phrase that is
 * there already keeps its number; it is returned either way.
 */
uint32_t rq_phrases_add(struct rq_phrases *phrases, const struct rq_tokens *phrase,
			uint32_t number);

/*
 * The number of the longest phrase that stands in tokens from index at, and in
 * *count how many tokens it takes; 0 when none does.
 */
uint32_t rq_phrases_at(const struct rq_phrases *phrases, const struct rq_tokens *tokens, size_t at,
		       size_t *count);

#endif
