#include "engine/quote.h"

#include <string.h>

#include "base/text.h"

int rq_quote(struct rq_buffer *buffer, const char *text, struct rq_error *err)
{
	size_t length = strlen(text), step;

	for (size_t at = 0; at < length; at += step) {
		int32_t character = rq_text_decode(text + at, length - at, &step);
		int failed;

		if (character == '\n' || character == '\t')
			failed = rq_buffer_append(buffer, " ", 1, err);
		else if (rq_text_is_unsafe(character) || (character == 0xfffd && step == 1))
			failed =
			    rq_buffer_append_format(buffer, err, "\\u{%x}", (unsigned)character);
		else
			failed = rq_buffer_append(buffer, text + at, step, err);
		if (failed)
			return -1;
	}
	return 0;
}
