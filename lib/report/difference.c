#include "report/difference.h"

#include <stdbool.h>
#include <string.h>

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* How much both texts begin with alike, in whole words. */
static size_t common_start(const char *a, const char *b)
{
	size_t words = 0, at = 0;

	for (; a[at] && a[at] == b[at]; at++)
		if (is_space(a[at]))
			words = at + 1;
	return a[at] == b[at] ? at : words;
}

/* Whether a word may begin there: at the start, or behind a space. */
static bool begins_word(const char *text, size_t at)
{
	return at == 0 || is_space(text[at - 1]);
}

/* How much both end with alike, in whole words, without touching what they begin with. */
static size_t common_end(const char *a, const char *b, size_t start)
{
	size_t length_a = strlen(a), length_b = strlen(b), words = 0;
	size_t most = (length_a < length_b ? length_a : length_b) - start;

	for (size_t at = 1; at <= most; at++) {
		if (a[length_a - at] != b[length_b - at])
			break;
		if (begins_word(a, length_a - at) && begins_word(b, length_b - at))
			words = at;
	}
	/* the space between the change and what follows is not changed */
	if (words < most && is_space(a[length_a - words - 1]) &&
	    a[length_a - words - 1] == b[length_b - words - 1])
		words++;
	return words;
}

void rq_difference(const char *before, const char *after, size_t *start, size_t *end)
{
	*start = common_start(before, after);
	*end = common_end(before, after, *start);
}
