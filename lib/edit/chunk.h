#ifndef RQ_EDIT_CHUNK_H
#define RQ_EDIT_CHUNK_H

/*
 * A text cut into chunks: words that say something and have no small word between them, each with
 * the small word that leads to it: "cycle counts", (of) "C-II", (with) "pharmacist". Shallow
 * parsing as in Abney, "Parsing by Chunks" (1991), as far as small words alone tell.
 */

#include <stdbool.h>
#include <stddef.h>

#include "edit/reading.h"

/*
 * Whether it is one of those that make up chunks: neither a small word (but "of" in "point of
 * sale" is a term's) nor one that only bounds what is told or says when (daily, helped, small, not,
 * later); but fractions are ("down by a third").
 */
bool rq_word_counts(const struct rq_word *word);

struct rq_chunk {
	size_t first, end; /* words of the reading; articles among them count for nothing */
	const char *lead;  /* with, of, which; NULL: none. Borrowed from the reading */
	bool preposition;  /* the lead is one */
	bool joined;       /* by an "and" to the one before, whose lead it has */
	bool verb;         /* a word by itself, by its looks */
	bool bracket;      /* stands in one, which is told of the chunk "host" */
	size_t host;       /* of the chunks; its own place, where there is none */
	unsigned clause, sentence;
};

struct rq_chunks {
	struct rq_chunk *chunk; /* in the order of the text */
	size_t count, capacity;
};

/* Cuts a reading, which must outlive the chunks. Free them. */
void rq_chunks_init(struct rq_chunks *chunks, const struct rq_reading *reading);
void rq_chunks_free(struct rq_chunks *chunks);

/*
 * Whether two chunks have the same words, in the same order and form. Numbers are judged by rules
 * of their own, but for one that is a chunk alone. then (NULL: none) goes on where chunk_b ends:
 * "quotes" (from) "caterers".
 */
bool rq_chunk_is_same(const struct rq_reading *a, const struct rq_chunk *chunk_a,
		      const struct rq_reading *b, const struct rq_chunk *chunk_b,
		      const struct rq_chunk *then);

/* Whether words are the same in form, or the same term, or parts of numbers of one value. */
bool rq_word_is_verbatim(const struct rq_reading *a, size_t at_a, const struct rq_reading *b,
			 size_t at_b);

/*
 * Whether the same is said of two chunks of the same words, a of that reading, by what leads to
 * them: another small word may, but none of another direction (from: in), and not none.
 */
bool rq_chunk_is_led_alike(const struct rq_reading *reading, const struct rq_chunk *a,
			   const struct rq_chunk *b);

/* Was, I, responsible for: says nothing that the chunks behind it hang on. */
bool rq_chunk_is_frame(const struct rq_reading *reading, const struct rq_chunk *chunk);

#endif
