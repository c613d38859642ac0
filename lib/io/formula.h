#ifndef RQ_IO_FORMULA_H
#define RQ_IO_FORMULA_H

/*
 * Texts that a spreadsheet would calculate ("=1+1", "+49 ..."), kept from it by an apostrophe
 * (OWASP, "CSV Injection"), and back. A cell begins with the text and, where the comma is the
 * decimal sign, also behind each semicolon; spaces and quotes before a formula are skipped
 * by some. Apostrophes that stand there already get one more, so none of a person's own is lost.
 */

/* The text with an apostrophe before each formula. free(). */
char *rq_formula_disarm(const char *text);

/* Takes those apostrophes off again, in place: what rq_formula_disarm() was given. */
void rq_formula_restore(char *text);

#endif
