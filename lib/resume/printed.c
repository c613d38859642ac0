#include "resume/printed.h"

#include <string.h>

#include "resume/scan.h"

enum cell { CELL_TEXT, CELL_ADDRESS, CELL_NUMBER, CELL_MOMENT };

/* "https://example.org/cv", which a browser may have cut. */
static bool is_address(const char *text, size_t length)
{
	static const char *const schemes[] = { "http://", "https://", "file://" };

	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
		if (length > strlen(schemes[i]) &&
		    memcmp(text, schemes[i], strlen(schemes[i])) == 0)
			return !memchr(text, ' ', length);
	return false;
}

static size_t count_digits(const char *text, size_t length)
{
	size_t digits = 0;

	while (digits < length && rq_scan_is_digit(text[digits]))
		digits++;
	return digits;
}

/* "1/2", "1 of 2": a few digits at both ends, and between them a slash or a word. */
static bool is_number(const char *text, size_t length)
{
	static const char *const between[] = { "/",    " of ", " von ", " sur ",
					       " de ", " di ", " van ", " z " };
	size_t first = count_digits(text, length);

	for (size_t i = 0; i < sizeof between / sizeof between[0]; i++) {
		size_t begin = first + strlen(between[i]);

		if (begin < length && memcmp(text + first, between[i], strlen(between[i])) == 0)
			return first >= 1 && first <= 3 && length - begin <= 3 &&
			       begin + count_digits(text + begin, length - begin) == length;
	}
	return false;
}

/* "5/4/26, 9:30 am", "04.05.2026, 09:30": numbers of a day, and of a time with its colon. */
static bool is_moment(const char *text, size_t length)
{
	size_t numbers = 0, colons = 0;

	if (length > 3 &&
	    (memcmp(text + length - 3, " am", 3) == 0 || memcmp(text + length - 3, " pm", 3) == 0))
		length -= 3;
	for (size_t i = 0; i < length; i++) {
		bool digit = rq_scan_is_digit(text[i]);

		if (!digit && !strchr("/.-:, ", text[i]))
			return false;
		numbers += digit && (i == 0 || !rq_scan_is_digit(text[i - 1]));
		colons += text[i] == ':';
	}
	return numbers >= 5 && colons >= 1;
}

static enum cell cell_of(const struct rq_sheet *sheet, struct rq_slice slice)
{
	struct rq_slice cell = rq_sheet_trim(sheet, slice);
	const char *text = rq_sheet_key(sheet, cell);
	size_t length = cell.end > cell.start ? cell.end - cell.start : 0;

	return is_address(text, length)  ? CELL_ADDRESS
	       : is_number(text, length) ? CELL_NUMBER
	       : is_moment(text, length) ? CELL_MOMENT
					 : CELL_TEXT;
}

/* The two cells of a line; false when it has more or fewer. */
static bool read_cells(const struct rq_sheet *sheet, size_t line, enum cell cells[2])
{
	struct rq_slice whole = rq_sheet_whole(sheet, line), first = whole, second = whole;
	const char *key = rq_sheet_key(sheet, whole);
	const char *tab = memchr(key, '\t', whole.end - whole.start);

	if (!tab || memchr(tab + 1, '\t', whole.end - whole.start - (size_t)(tab + 1 - key)))
		return false;
	first.end = whole.start + (uint32_t)(tab - key);
	second.start = first.end + 1;
	cells[0] = cell_of(sheet, first);
	cells[1] = cell_of(sheet, second);
	return true;
}

bool rq_printed_is_foot(const struct rq_sheet *sheet, size_t line)
{
	enum cell cells[2];

	return read_cells(sheet, line, cells) && cells[0] != CELL_TEXT && cells[1] != CELL_TEXT &&
	       cells[0] != cells[1];
}

bool rq_printed_is_head(const struct rq_sheet *sheet, size_t line)
{
	enum cell cells[2], other;

	if (!read_cells(sheet, line, cells) || (cells[0] == CELL_TEXT) == (cells[1] == CELL_TEXT))
		return false;
	other = cells[0] == CELL_TEXT ? cells[1] : cells[0];
	return other == CELL_MOMENT || (other == CELL_ADDRESS && line == 0);
}
