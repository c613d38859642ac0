#ifndef RQ_RESUME_SHEET_KEY_H
#define RQ_RESUME_SHEET_KEY_H

/*
 * A line's text folded into a key, which is what rules read: lower-case letters without marks,
 * ASCII digits, and one character for each family of punctuation.
 *
 * In a key: letters and digits; ' ' white space, '\t' a gap between columns;
 * '-' every dash and tilde; '|' bars, bullets and middle dots; '\'' and '"'
 * quotes; '*' symbols, icons, emoji; the rest of ASCII is itself. All bytes
 * from 0x80 are letters.
 */

#include <stdint.h>

/*
 * Folds text (UTF-8) into key, which has room for 3/2 of its bytes (U+0149 and its like take 2)
 * and is not terminated; returns the key's length. at[i] becomes the byte of text that byte i of
 * the key is of, and at[length] the text's own length.
 */
uint32_t rq_sheet_key_fold(const char *text, char *key, uint32_t *at);

/* The key of a text that stands in no sheet, and its length; not terminated. free(). */
char *rq_sheet_key_of(const char *text, uint32_t *length);

#endif
