#ifndef RQ_DOCUMENT_ENCODING_H
#define RQ_DOCUMENT_ENCODING_H

/*
 * Bytes in any encoding to UTF-8. In this order: a byte order mark; the pattern
 * of NULs that UTF-16 and UTF-32 leave in Latin text; strict UTF-8; UTF-8 with
 * few faults; else a guess from the bytes' statistics, which is told. What
 * comes out is always valid: what cannot be decoded is U+FFFD, counted.
 */

#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

struct rq_encoding {
	char name[32]; /* "UTF-8", "UTF-16LE", "WINDOWS-1252", … */
	int guessed;   /* by statistics: may be wrong */
	size_t bad;    /* places that became U+FFFD */
};

/*
 * Appends the bytes as UTF-8, without a byte order mark, to text, whose limit
 * holds (RQ_TOO_LARGE). *encoding says what they were taken for. declared is
 * what the document says itself, or NULL: it comes before a guess, but for UTF-8 that it is not.
 */
int rq_encoding_decode(const char *bytes, size_t length, const char *declared,
		       struct rq_buffer *text, struct rq_encoding *encoding, struct rq_error *err);

/*
 * The same from an encoding that is known by name: RQ_UNSUPPORTED when nobody
 * here knows it. *bad counts what became U+FFFD.
 */
int rq_encoding_convert(const char *name, const char *bytes, size_t length, struct rq_buffer *text,
			size_t *bad, struct rq_error *err);

/* UTF-8, UTF-16LE, … when a byte order mark or NULs give it away, else NULL. Static. */
const char *rq_encoding_sniff(const char *bytes, size_t length);

#endif
