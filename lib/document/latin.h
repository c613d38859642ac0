#ifndef RQ_DOCUMENT_LATIN_H
#define RQ_DOCUMENT_LATIN_H

/*
 * How much a text looks like the writing of people. Bytes of Latin script mean
 * other letters in the pages of DOS, Macintosh and Windows; read by the wrong
 * one, signs stand inside of words and capitals behind small letters.
 */

#include <stddef.h>

/*
 * A figure for UTF-8 text, to compare readings of the same bytes: a letter
 * beyond ASCII that fits its neighbours counts one, what does not fit takes
 * three away.
 */
long rq_latin_fit(const char *text, size_t length);

#endif
