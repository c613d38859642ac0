#include "match/field.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "match/token.h"

char *rq_field_clean(const char *text, bool one_line)
{
	size_t length = strlen(text), size;
	char *kept = rq_alloc(length + 1, 1), *to = kept, *composed, *result;

	for (size_t at = 0; at < length; at += size) {
		int32_t c = rq_text_decode(text + at, length - at, &size);

		if (one_line && rq_text_is_space(c)) {
			if (to > kept && to[-1] != ' ')
				*to++ = ' ';
		} else if (c == '\r' && text[at + 1] != '\n') {
			*to++ = '\n';
		} else if (!rq_text_is_unsafe(c)) {
			memcpy(to, text + at, size);
			to += size;
		}
	}
	while (to > kept && strchr(" \t\n", to[-1]))
		to--;
	*to = '\0';
	composed = rq_text_nfc(kept, strlen(kept));
	result = rq_strdup(composed + strspn(composed, " \t\n"));
	free(composed);
	free(kept);
	return result;
}

bool rq_field_has_words(const char *text)
{
	struct rq_tokens tokens;
	bool words;

	rq_tokens_init(&tokens, text);
	words = tokens.count > 0;
	rq_tokens_free(&tokens);
	return words;
}

void rq_field_shorten(char *text, size_t limit)
{
	size_t length = strlen(text);

	if (length <= limit)
		return;
	while (limit > 0 && ((unsigned char)text[limit] & 0xc0) == 0x80)
		limit--;
	text[limit] = '\0';
}
