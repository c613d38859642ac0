#ifndef RQ_EDIT_NUMBER_H
#define RQ_EDIT_NUMBER_H

/*
 * Numbers as people write them: 50k, 50,000, 50 000 and 50.000; 3.5 and 3,5;
 * digits of any script; "two hundred and fifty"; $ 5 and 5 USD; 45 %, 3x.
 */

#include <stdbool.h>
#include <stddef.h>

#include "edit/reading.h"

/*
 * The numeral that begins at text (a digit of any script): writes its value
 * ("24e5"; "?" when it is too long to be compared) and returns its length in
 * bytes. decimal_comma: in "1,234" and "1.234" the comma is the decimal sign.
 */
size_t rq_number_scan(const char *text, bool decimal_comma, char value[48]);

/* Multiplies a value by a power of ten. */
void rq_number_scale(char value[48], int power);

/*
 * Finds the quantities of a reading whose words are cut: numerals stand as words
 * of their own, with their values for text.
 */
void rq_number_find(struct rq_reading *reading, const struct rq_lexicon *lexicon);

#endif
