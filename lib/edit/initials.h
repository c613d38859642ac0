#ifndef RQ_EDIT_INITIALS_H
#define RQ_EDIT_INITIALS_H

/*
 * Short forms that a text itself explains: "non-disclosure agreements (NDAs)", where either of
 * both is cited. What letters stand for is known in two ways only: the words are cited and begin
 * with them, or the vocabulary knows the words as one term and the letters stand right behind.
 * Short forms of two letters mean too many things.
 */

#include <stdbool.h>

#include "edit/rules.h"

/* Whether the word at is such a short form of cited words, or of the words that spell out one. */
bool rq_word_is_spelled_out(const struct rq_case *c, size_t at);

#endif
