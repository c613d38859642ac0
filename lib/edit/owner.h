#ifndef RQ_EDIT_OWNER_H
#define RQ_EDIT_OWNER_H

/* What a thing belongs to: "orders of the customers" are the customers' orders. */

#include "edit/reading.h"

enum { RQ_NOWHERE = -1 };

bool rq_word_begins_clause(const struct rq_reading *reading, size_t at);

/* Where the articles and words that say something begin that stand before a word. */
size_t rq_word_first_of_group(const struct rq_reading *reading, size_t at);

/* Where "orders" of "orders of the customers" stands; RQ_NOWHERE for what is of nothing. */
long rq_word_owner(const struct rq_reading *reading, size_t at);

#endif
