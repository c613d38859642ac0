#include "engine/quote.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

/* Whether a character stands in a line as it is; a byte that is no UTF-8 does not. */
static bool is_plain(int32_t character, size_t bytes)
{
	return character != '\n' && character != '\t' && !rq_text_is_unsafe(character) &&
	       !(character == 0xfffd && bytes == 1);
}

int rq_quote(struct rq_buffer *buffer, const char *text, struct rq_error *err)
{
	size_t length = strlen(text), kept = 0, step;

	for (size_t at = 0; at < length; at += step) {
		int32_t character = rq_text_decode(text + at, length - at, &step);
		int failed;

		if (is_plain(character, step))
			continue;
		failed = rq_buffer_append(buffer, text + kept, at - kept, err);
		kept = at + step;
		if (failed == 0 && (character == '\n' || character == '\t'))
			failed = rq_buffer_append(buffer, " ", 1, err);
		else if (failed == 0)
			failed =
			    rq_buffer_append_format(buffer, err, "\\u{%x}", (unsigned)character);
		if (failed)
			return -1;
	}
	return rq_buffer_append(buffer, text + kept, length - kept, err);
}
