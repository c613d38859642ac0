#ifndef RQ_DOCUMENT_BULLET_H
#define RQ_DOCUMENT_BULLET_H

/*
 * What marks an item of a list: one list of bullets for all readers. Symbol
 * fonts put theirs into the private use area.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether a character is a bullet wherever it stands: not so "-" and its like. */
bool rq_bullet_is(int32_t character);

/*
 * How many bytes at the start of the line are its bullet and the white space
 * around it: 0 when it has none. "-" and its like, which also begin a sentence,
 * count only with white space behind them. Numbers are no bullets.
 */
size_t rq_bullet_skip(const char *text, size_t length);

#endif
