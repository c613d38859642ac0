/*
 * A document from a stranger: whatever it is, it becomes lines of clean text
 * within the limits, or an error with a message.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 16 };

static void check_line(const struct rq_line *line)
{
	size_t length = strlen(line->text), step;

	if (length == 0 || !rq_text_is_utf8(line->text, length))
		abort();
	for (size_t at = 0; at < length; at += step) {
		int32_t character = rq_text_decode(line->text + at, length - at, &step);

		if (character == '\n' || rq_text_is_unsafe(character))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rq_error err = { 0 };
	struct rq_document document;

	if (size > MAX_INPUT)
		return 0;
	rq_document_init(&document);
	if (rq_document_read((const char *)data, size, "fuzz.md", &document, &err) == 0) {
		if (document.count == 0 && !document.json)
			abort();
		if (document.text_bytes > RQ_MAX_TEXT_BYTES || document.count > RQ_MAX_LINES)
			abort();
		for (size_t i = 0; i < document.count; i++)
			check_line(&document.lines[i]);
	} else if (err.code == RQ_OK || err.message[0] == '\0') {
		abort();
	}
	rq_document_free(&document);
	return 0;
}
