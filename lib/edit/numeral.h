#ifndef RQ_EDIT_NUMERAL_H
#define RQ_EDIT_NUMERAL_H

/*
 * Numerals as people write them: 50,000, 50 000 and 50.000; 3.5 and 3,5; digits
 * of any script. A value is text that is the same for the same number: digits
 * without zeros around, "e" and a power of ten ("24e5"), "0", or "?" for one
 * that is too long to be compared.
 */

#include <stdbool.h>
#include <stddef.h>

enum { RQ_NUMERAL_SIZE = 48 };

/*
 * The numeral that begins at text (a digit): writes its value and returns its
 * length in bytes. decimal_comma: in "1,234" and "1.234" the comma is the
 * decimal sign.
 */
size_t rq_numeral_scan(const char *text, bool decimal_comma, char value[RQ_NUMERAL_SIZE]);

/* The value of a number. */
void rq_numeral_print(long long number, char value[RQ_NUMERAL_SIZE]);

bool rq_numeral_is_one(const char value[RQ_NUMERAL_SIZE]);

/* Multiplies a value by a power of ten. */
void rq_numeral_scale(char value[RQ_NUMERAL_SIZE], int power);

/* How many digits text begins with; *bytes is what they take. */
size_t rq_numeral_digits(const char *text, size_t *bytes);

#endif
