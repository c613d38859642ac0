#ifndef RQ_MATCH_LEXICON_H
#define RQ_MATCH_LEXICON_H

/*
 * The tables that a vocabulary is made of, and how its lists (vocabulary.tsv says what a line
 * holds) are read into them. For match/vocabulary alone, which answers from them.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/error.h"
#include "match/phrase.h"
#include "match/vocabulary.h"

/* Two terms by their numbers: what shows a broader one, what a short form may stand for. */
struct rq_term_pair {
	size_t of, other;
};

struct rq_term_pairs { /* in the order of those they are of */
	struct rq_term_pair *pair;
	size_t count, capacity;
};

struct rq_vocabulary {
	struct rq_term *term;
	size_t terms, term_capacity;
	struct rq_spelling *spelling;
	uint32_t *owner; /* of each spelling, the number of its term */
	uint32_t *place; /* where the spelling of a number stands since they were sorted */
	size_t spellings, spelling_capacity, owner_capacity, place_capacity;
	struct rq_term_pairs narrower; /* of a term, those that show it */
	struct rq_term_pairs meaning;  /* of a short form, what it may stand for */
	struct rq_phrases names;       /* whole and in parts, to the number of a spelling + 1 */
	char *text[2];                 /* the entries, cut in place */
	char id[RQ_ID_SIZE];
	bool *settled; /* of each meaning, whether it holds; NULL: none does, and all is its own */
};

/*
 * Reads the built-in list and the text of a user's (NULL for none) into an empty vocabulary.
 * Errors as rq_vocabulary_open(), of which it is most.
 */
int rq_lexicon_read(struct rq_vocabulary *vocabulary, const char *extra, struct rq_error *err);

#endif
