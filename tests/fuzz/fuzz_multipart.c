/* A form from a stranger: every part lies within the body, and has a name of UTF-8. */

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "gateway/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first line is the Content-Type, the rest the body. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *line = size > 0 ? memchr(data, '\n', size) : NULL;
	struct rq_multipart form;
	struct rq_error err = { 0 };
	char *type, *body;
	size_t length;

	if (!line)
		return 0;
	length = size - (size_t)(line - data) - 1;
	type = rq_strndup((const char *)data, (size_t)(line - data));
	body = rq_alloc(length, 1); /* it may hold NULs */
	memcpy(body, line + 1, length);
	if (rq_multipart_read(&form, type, body, length, &err) == -1)
		assert(err.code == RQ_DAMAGED || err.code == RQ_TOO_MANY);
	for (size_t i = 0; i < form.count; i++) {
		const struct rq_part *part = &form.part[i];

		assert(part->data >= body && part->data + part->length <= body + length);
		assert(rq_text_is_utf8(part->name, strlen(part->name)));
	}
	rq_multipart_free(&form);
	free(body);
	free(type);
	return 0;
}
