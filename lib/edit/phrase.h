#ifndef RQ_EDIT_PHRASE_H
#define RQ_EDIT_PHRASE_H

/*
 * Words that say something only together: "took part", and the German and Dutch verbs
 * whose parts stand apart ("schloss die Schränke an" is of anschliessen). The first
 * word stands for the phrase, the others become small words.
 */

#include "edit/reading.h"

/* Whether the word is one of a phrase, behind its first. */
bool rq_word_is_in_phrase(const struct rq_word *word);

/* Joins the phrases of a reading whose words are looked up and divided into clauses. */
void rq_phrase_find(struct rq_reading *reading, const struct rq_reader *reader);

#endif
