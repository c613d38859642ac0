#ifndef RQ_EDIT_ROLE_H
#define RQ_EDIT_ROLE_H

/*
 * What part a word plays in its clause, as far as small words tell: "Wrote letters
 * to patients" is about letters; patients stand behind a preposition.
 */

#include "edit/reading.h"

enum rq_role {
	RQ_ROLE_DIRECT,  /* of the verb: its object, or its subject */
	RQ_ROLE_OF,      /* of something else: of, von, de */
	RQ_ROLE_PASSED,  /* what one helps with or answers for: responsible for records */
	RQ_ROLE_OBLIQUE, /* behind another preposition, itself or by an "and" */
};

/* What is done with something ("by automating entries") is direct. */
enum rq_role rq_word_role(const struct rq_reading *reading, size_t at);

/* The, my, 12: what may stand before a noun and changes nothing about its part. */
bool rq_word_is_article(const struct rq_word *word);

/*
 * In, on, mit; "to" before an article: before a bare word it may be an infinitive's.
 * Not to be asked of the last word of a reading.
 */
bool rq_word_is_preposition(const struct rq_word *word);

/* "Antes das aulas", "prima della lezione": whether that "of" is half of a preposition. */
bool rq_word_is_half_of_preposition(const struct rq_reading *reading, size_t of);

/* Them, it: stands for what was named before. */
bool rq_word_is_pronoun(const struct rq_word *word);

/*
 * Whether it ends its group of words: "service" of "label printing service daily", "Müller" of
 * "Müller betreut".
 */
bool rq_word_is_head(const struct rq_reading *reading, size_t at);

#endif
