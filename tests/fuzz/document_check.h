#ifndef RQ_TESTS_DOCUMENT_CHECK_H
#define RQ_TESTS_DOCUMENT_CHECK_H

/*
 * What is true of every reader on bytes from a stranger: it ends without a
 * crash; a refusal has a code and a message; every line that comes out is clean
 * UTF-8 within the limits.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/document.h"

typedef int document_reader(const char *bytes, size_t length, struct rq_document *document,
			    struct rq_error *err);

static inline void check_line(const struct rq_line *line)
{
	size_t length = strlen(line->text), bytes;

	if (length == 0 || !rq_text_is_utf8(line->text, length))
		abort();
	for (size_t at = 0; at < length; at += bytes) {
		int32_t character = rq_text_decode(line->text + at, length - at, &bytes);

		if (character == '\n' || rq_text_is_unsafe(character))
			abort();
	}
}

static inline void check_reader(document_reader *read, const uint8_t *data, size_t size)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	int result;

	rq_document_init(&document);
	result = read((const char *)data, size, &document, &err);
	if (result == -1 && (err.code == RQ_OK || err.message[0] == '\0'))
		abort();
	if (result == 0 && (err.code != RQ_OK || document.text_bytes > RQ_MAX_TEXT_BYTES))
		abort();
	for (size_t i = 0; i < document.count; i++)
		check_line(&document.lines[i]);
	rq_document_free(&document);
}

#endif
