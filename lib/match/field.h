#ifndef RQ_MATCH_FIELD_H
#define RQ_MATCH_FIELD_H

/* A stranger's strings as a job keeps them. */

#include <stdbool.h>
#include <stddef.h>

/*
 * NFC, lines that end in \n, nothing that hides or reorders, no space around
 * it; in a line of text all space is one. Cleaning twice changes nothing. The
 * caller's, free().
 */
char *rq_field_clean(const char *text, bool one_line);

/* Whether there is a letter or a digit in it. */
bool rq_field_has_words(const char *text);

/* Cuts UTF-8 in place to at most limit bytes, behind a whole character. */
void rq_field_shorten(char *text, size_t limit);

#endif
