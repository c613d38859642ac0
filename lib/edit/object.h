#ifndef RQ_EDIT_OBJECT_H
#define RQ_EDIT_OBJECT_H

/*
 * A noun of a verb may be what was done, or what something else was done to: "Entrega de
 * paquetes" is of who delivered, "Empaqueté entregas", "Archivo de entregas" are not. English
 * verbs are told by their forms (edit/scope); in the other languages by where the noun stands.
 */

#include "edit/reading.h"

/* Whether something else was done to what the word of a cited line says. */
bool rq_word_is_object(const struct rq_reading *reading, size_t at);

/* Whether two words are the same one, but for the endings of plural and case. */
bool rq_word_is_inflected(const struct rq_word *a, const struct rq_word *b);

#endif
