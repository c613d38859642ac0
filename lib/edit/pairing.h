#ifndef RQ_EDIT_PAIRING_H
#define RQ_EDIT_PAIRING_H

/*
 * Who booked invoices and checked offers did not book offers and check invoices. In English verbs
 * are told by their forms (edit/fate); in the other languages by where they stand: "Registro de
 * facturas", "registré facturas", "Rechnungen gebucht".
 */

#include "edit/rules.h"

/* Whether two things have exchanged their deeds, of which the word at is one. */
bool rq_word_is_paired_otherwise(const struct rq_case *c, size_t at);

#endif
