#ifndef RQ_MATCH_STEM_H
#define RQ_MATCH_STEM_H

/*
 * What a text is about, endings and small words apart: the set of its stems
 * (Snowball), to tell how much of a text another one keeps.
 */

#include <stddef.h>
#include <stdint.h>

struct rq_stems {
	uint64_t *hash; /* of each stem once, ascending */
	size_t count;
};

/*
 * Makes stems, and remembers those of the words that it was asked for last. language is an
 * ISO 639-1 code; NULL or one that Snowball does not know leaves words as they are. Free it.
 */
struct rq_stemmer;
struct rq_stemmer *rq_stemmer_new(const char *language);
void rq_stemmer_free(struct rq_stemmer *stemmer);

/*
 * The stems of all tokens of text that are no stop words; compounds count by
 * their parts. Free them.
 */
void rq_stems_init(struct rq_stems *stems, const char *text, const struct rq_stemmer *stemmer);
void rq_stems_free(struct rq_stems *stems);

/* The hash of the stem of a word that rq_text_fold() has folded. */
uint64_t rq_stemmer_hash(const struct rq_stemmer *stemmer, const char *word);

/* How many of the stems of one stand in other, in basis points; all of none do (10000). */
int rq_stems_kept(const struct rq_stems *one, const struct rq_stems *other);

#endif
