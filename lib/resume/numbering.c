#include "resume/numbering.h"

#include <string.h>

enum { MOST_DIGITS = 2 };

/* The number that a line begins with and its sign, ".", ")" or "-"; 0: none. */
static unsigned read_number(const struct rq_sheet_line *line, uint32_t *end)
{
	const char *key = line->key + line->start;
	size_t digits = strspn(key, "0123456789");
	unsigned number = 0;

	if (digits == 0 || digits > MOST_DIGITS || line->start + digits + 1 >= line->length ||
	    !strchr(".)-", key[digits]) || strchr("0123456789", key[digits + 1]))
		return 0;
	for (size_t i = 0; i < digits; i++)
		number = number * 10 + (unsigned)(key[i] - '0');
	*end = line->start + (uint32_t)digits + 1;
	return number;
}

uint32_t rq_numbering_end(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	uint32_t end, other_end;
	unsigned number = slice.start == line->start ? read_number(line, &end) : 0;

	for (size_t i = 0; number > 0 && i < sheet->count; i++) {
		const struct rq_sheet_line *other = &sheet->lines[i];
		unsigned beside = other == line ? 0 : read_number(other, &other_end);

		if (beside > 0 && (beside == number + 1 || beside + 1 == number) &&
		    other->key[other_end - 1] == line->key[end - 1])
			return end;
	}
	return slice.start;
}
