#ifndef RQ_EDIT_BESIDE_H
#define RQ_EDIT_BESIDE_H

/* What stands right beside a word in its clause. */

#include "edit/reading.h"

/* The word right behind, if it says something ("director of nursing" has none); or NULL. */
const struct rq_word *rq_word_behind(const struct rq_reading *reading, size_t at);

/* The word right before, whatever it is; or NULL. */
const struct rq_word *rq_word_before(const struct rq_reading *reading, size_t at);

/* "the founder's": whose something is, not who. */
bool rq_word_is_possessive(const struct rq_reading *reading, size_t at);

/* Letter by letter, or the same term in another spelling; false for NULL. */
bool rq_word_same_text(const struct rq_word *a, const struct rq_word *b);

/* Whether reading has the word of after with the same neighbour on one side, or alone as there. */
bool rq_word_stands_likewise(const struct rq_reading *after, size_t at,
			     const struct rq_reading *reading);

/* Small, weekly, not: whether such a word of after stands beside no word that it stood beside. */
bool rq_word_bounds_otherwise(const struct rq_reading *after, size_t at,
			      const struct rq_reading *cited);

#endif
