#ifndef RQ_EDIT_SAME_H
#define RQ_EDIT_SAME_H

/*
 * Whether words of a new text say what cited ones say. What is claimed comes first in all of
 * these: a wider word may stand for a narrower one (prepared for baked), never the other way.
 */

#include "edit/reading.h"

/*
 * Whether a word of the new text says no more than a cited one: by term, by stem, by root,
 * or as another wording.
 */
bool rq_word_same(const struct rq_word *claimed, const struct rq_word *cited);

/* Whether one of the cited words says what is claimed. */
bool rq_word_is_among(const struct rq_word *claimed, const struct rq_word *const *cited,
		      size_t count);

/* Whether one of the words claimed says what is cited. */
bool rq_word_is_told_among(const struct rq_word *const *claimed, size_t count,
			   const struct rq_word *cited);

/* Whether a word of those claimed says the same as one of those cited. */
bool rq_words_meet(const struct rq_word *const *claimed, size_t count_claimed,
		   const struct rq_word *const *cited, size_t count_cited);

/* Whether a word that says what is claimed stands in a cited reading. */
bool rq_reading_has(const struct rq_reading *cited, const struct rq_word *claimed);

/* Whether a word that says what is cited stands in the new text. */
bool rq_reading_keeps(const struct rq_reading *after, const struct rq_word *cited);

#endif
