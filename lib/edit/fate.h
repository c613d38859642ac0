#ifndef RQ_EDIT_FATE_H
#define RQ_EDIT_FATE_H

/*
 * What was done to a thing stays what is done to it: who won customers and kept the books won
 * no books, who scheduled interviews conducted none, and who took orders of customers took no
 * customers. English verbs are told by their forms, those of other languages where the lists
 * know them; where no verb is seen, nothing is said.
 */

#include "edit/rules.h"

/* Whether a thing of the new text has a verb there that no cited line has for it. */
bool rq_word_is_done_otherwise(const struct rq_case *c, size_t at);

/* "Customers" of "orders of customers", where the orders are gone and these in their place. */
bool rq_word_takes_place(const struct rq_case *c, size_t at);

#endif
