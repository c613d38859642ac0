#include "match/abbreviation.h"

/* Whether each letter is the initial of a word, in their order. */
static bool are_initials(const char *letters, const struct rq_tokens *parts, size_t from, size_t to)
{
	for (; from < to && *letters; from++)
		letters += *letters == parts->token[from].text[0];
	return *letters == '\0';
}

bool rq_abbreviation_is_of(const struct rq_tokens *parts, size_t at, size_t count, size_t from,
			   size_t to)
{
	if (from >= to || parts->token[at].text[0] != parts->token[from].text[0])
		return false;
	for (size_t i = at; i < at + count; i++)
		if (parts->token[i].text[1] == '\0' ||
		    !are_initials(parts->token[i].text, parts, from, to))
			return false;
	return true;
}
