#include "document/margin.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const double OUTER = 0.11; /* of the page's height */

static bool is_outer(const struct rq_set_line *line, double height)
{
	return line->bottom < OUTER * height || line->top > (1 - OUTER) * height;
}

/* "3", "- 3 -", "Page 3 of 7", "3/7": nothing else than a number. */
static bool is_page_number(const char *text)
{
	static const char *const words[] = { "page", "pg", "seite", "pagina", "p",  "of",
					     "von",  "de", "di",    "sur",    "van" };
	size_t digits = 0, run = 0;

	while (*text) {
		size_t length = 0;
		bool known = false;

		if (!isalpha((unsigned char)*text)) {
			if ((unsigned char)*text >= 0x80)
				return false;
			run = isdigit((unsigned char)*text) ? run + 1 : 0;
			if (run > 3) /* a year */
				return false;
			digits += run > 0;
			if (isdigit((unsigned char)*text++) || strchr(" \t/-|.()", text[-1]))
				continue;
			return false;
		}
		run = 0;
		while (isalpha((unsigned char)text[length]))
			length++;
		for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
			known = known || (strlen(words[i]) == length &&
					  strncasecmp(words[i], text, length) == 0);
		if (!known)
			return false;
		text += length;
	}
	return digits > 0 && digits <= 6;
}

/* The same text, but for one number that grows by as many as there are pages between. */
static bool are_same(const char *a, const char *b, unsigned pages)
{
	unsigned long before, after;
	bool counted = false;
	char *end;

	while (*a && *b) {
		if (!isdigit((unsigned char)*a) || !isdigit((unsigned char)*b)) {
			if (*a++ != *b++)
				return false;
			continue;
		}
		before = strtoul(a, &end, 10);
		a = end;
		after = strtoul(b, &end, 10);
		b = end;
		if (after == before)
			continue;
		if (counted || after != before + pages)
			return false;
		counted = true;
	}
	return *a == *b;
}

static bool stood_before(const struct rq_set_lines *lines, size_t count,
			 const struct rq_set_line *line, double height)
{
	for (size_t i = 0; i < count; i++)
		if (lines->lines[i].page < line->page && is_outer(&lines->lines[i], height) &&
		    are_same(lines->lines[i].text, line->text, line->page - lines->lines[i].page))
			return true;
	return false;
}

void rq_margin_drop(struct rq_set_lines *lines, double height)
{
	size_t kept = 0;

	for (size_t i = 0; i < lines->count; i++) {
		struct rq_set_line line = lines->lines[i];

		if (is_outer(&line, height) &&
		    (is_page_number(line.text) || stood_before(lines, kept, &line, height)))
			free(line.text);
		else
			lines->lines[kept++] = line;
	}
	lines->count = kept;
}
