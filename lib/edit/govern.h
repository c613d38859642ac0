#ifndef RQ_EDIT_GOVERN_H
#define RQ_EDIT_GOVERN_H

/* Sentences and clauses of a reading, and what governs its words (edit/reading.h). */

#include "edit/reading.h"

/* Sets sentence, clause, initial and joined of words that are cut and looked up. */
void rq_govern_divide(struct rq_reading *reading);

/* Occasionally: holds back its whole clause, wherever it stands in it. */
bool rq_word_governs_clause(const struct rq_word *word);

/*
 * Whether a word that is governed so where it is cited may stand as it does now:
 * a negation neither comes nor goes, a hedge does not go, and what others did
 * stays theirs.
 */
bool rq_govern_allows(unsigned cited, unsigned now);

/* Sets govern of words that are divided. */
void rq_govern_words(struct rq_reading *reading);

#endif
