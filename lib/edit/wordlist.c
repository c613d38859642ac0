#include "edit/wordlist.h"

#include <stdio.h>
#include <string.h>

void rq_wordlist_init(struct rq_wordlist *list, const char *start, const char *end,
		      const char *language, bool english)
{
	*list =
	    (struct rq_wordlist) { .at = start, .end = end, .words = start, .english = english };
	(void)snprintf(list->language, sizeof list->language, "%s", language ? language : "en");
}

/* Whether a column such as "fr,es", "*" or "-pt" is for the list. */
static bool is_spoken(const struct rq_wordlist *list, const char *column, size_t length)
{
	bool but = *column == '-';

	if (length == 1 && *column == '*')
		return true;
	for (size_t i = but; i + 2 <= length; i += 3)
		if ((list->english && !but && strncmp(column + i, "en", 2) == 0) ||
		    strncmp(column + i, list->language, 2) == 0)
			return !but;
	return but;
}

static size_t column_length(const struct rq_wordlist *list, const char *at)
{
	const char *end = at;

	while (end < list->end && *end != '\t' && *end != '\n')
		end++;
	return (size_t)(end - at);
}

bool rq_wordlist_next_line(struct rq_wordlist *list, char what[RQ_WORDLIST_BYTES])
{
	while (list->at < list->end) {
		const char *line = list->at;
		const char *newline = memchr(line, '\n', (size_t)(list->end - line));
		size_t length = column_length(list, line);

		list->at = newline ? newline + 1 : list->end;
		if (*line == '#' || length == 0 || !is_spoken(list, line, length))
			continue;
		list->words = line + length + 1;
		if (what) {
			length = column_length(list, list->words);
			*what = '\0';
			if (length < RQ_WORDLIST_BYTES)
				(void)strncat(what, list->words, length);
			list->words += length + 1;
		}
		return true;
	}
	return false;
}

bool rq_wordlist_next_word(struct rq_wordlist *list, const char **word, size_t *length)
{
	const char *end;

	while (list->words < list->at && *list->words == ' ')
		list->words++;
	*word = end = list->words;
	while (end < list->at && *end != ' ' && *end != '\n')
		end++;
	*length = (size_t)(end - *word);
	list->words = end;
	return *length > 0;
}
