#ifndef RQ_EDIT_OBJECT_H
#define RQ_EDIT_OBJECT_H

/*
 * A noun of a verb may be what was done, or what something else was done to: "Entrega de
 * paquetes" is of who delivered; "Empaqueté entregas", "Archivo de entregas" are not. English
 * verbs are told by their forms (edit/scope); in the other languages by where the noun stands.
 */

#include "edit/reading.h"

/*
 * The deed that a word of a cited line is told with, if it is another one, and says more than
 * that it was done: "Empaqueté" of the second and "Archivo" of the third example; or NULL.
 * Borrowed from the reading.
 */
const struct rq_word *rq_word_governor(const struct rq_reading *reading, size_t at);

/* Whether a word says no more than that something was done: realicé, durchgeführt. */
bool rq_word_says_done(const struct rq_word *word);

/* Work, tasks, "mi occupavo": that one did what follows. */
bool rq_word_says_work(const struct rq_word *word);

/* "Telefonische Beratung": in German and Dutch what stands in front may be an adjective. */
bool rq_word_may_be_adjective(const struct rq_reading *reading, const struct rq_word *word);

/* Whether two words are the same one, but for the endings of plural and case. */
bool rq_word_is_inflected(const struct rq_word *a, const struct rq_word *b);

#endif
