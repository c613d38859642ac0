#ifndef RQ_RESUME_TOLD_H
#define RQ_RESUME_TOLD_H

/*
 * Numbers and accounts that a label tells to be somebody's ("Tel. 0221 4829107", "BSN 123456782",
 * "Skype: jane.d"), and telephone numbers as they are dialled within a country. Each returns
 * where that ends which is to be hidden, or 0. None reaches into a placeholder.
 */

#include <stddef.h>

#include "resume/fold.h"
#include "resume/opening.h"
#include "resume/persona.h"

/* Adds how the labels begin. */
void rq_told_openings(struct rq_openings *openings);

/* Behind a label that begins at i; *first is where the number or the account begins, *trait its
 * kind. */
size_t rq_told_behind_label(const struct rq_folded *folded, size_t i, size_t *first,
			    enum rq_trait *trait);

/*
 * A number that begins at the word at i with a zero, behind no other, of 9 to 11 digits in groups
 * that are no date. One that begins with a zero alone is of a book (ISBN).
 */
size_t rq_told_phone(const struct rq_folded *folded, size_t i);

#endif
