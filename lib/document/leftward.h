#ifndef RQ_DOCUMENT_LEFTWARD_H
#define RQ_DOCUMENT_LEFTWARD_H

/*
 * Words of a line in reading order, where scripts run from right to left and words of others
 * stand among them (Unicode Standard Annex #9).
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/word_box.h"

/* Whether more than that share (0 to 1) of the letters run from right to left. */
bool rq_leftward_runs(const struct rq_word_box *words, size_t count, double share);

/* Turns a page around its middle: what runs leftward runs rightward then. */
void rq_leftward_mirror(struct rq_word_box *words, size_t count);

/*
 * Puts words, given from left to right, into reading order and says how far each is from the one
 * before. Of a line that runs the other way, words of Latin and the like, with the numbers behind
 * them, run as they do elsewhere; so does a line without any letters. mirrored: they come from a
 * page that was turned.
 */
void rq_leftward_order(struct rq_word_box *words, size_t count, bool mirrored);

#endif
