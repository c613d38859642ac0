#include "document/typeset.h"

#include <math.h>

#include "base/text.h"

enum {
	MARGIN = 2,     /* points between the box and its text */
	ACROSS = 10000, /* characters in a line; a page is not that wide */
	COLUMN = 8,     /* characters that a box is wide in which lines break */
};

static const double largest = 12, smallest = 4.5; /* points of type: as forms have, as one reads */
static const double leading = 1.2, wide = 0.5;    /* of its size: a line, each character */

static bool ends_line(char character)
{
	return character == '\n' || character == '\r';
}

/* How many bytes of the text go into the next line, and how many the line takes with its end. */
static size_t break_line(const struct rq_typeset *set, const char *text, size_t length,
			 size_t *taken)
{
	size_t at = 0, space = 0, size, characters = 0;

	while (at < length && !ends_line(text[at]) && characters < set->across) {
		if (text[at] == ' ')
			space = at;
		(void)rq_text_decode(text + at, length - at, &size);
		at += size;
		characters++;
	}
	if (at < length && !ends_line(text[at]) && text[at] != ' ' && space > 0)
		at = space;
	*taken = at + (at < length && (ends_line(text[at]) || text[at] == ' '));
	if (at + 1 < length && text[at] == '\r' && text[at + 1] == '\n')
		++*taken;
	return at;
}

static size_t count_lines(const struct rq_typeset *set, const char *text, size_t length)
{
	size_t count = 0, taken;

	for (size_t at = 0; at < length; at += taken, count++)
		(void)break_line(set, text + at, length - at, &taken);
	return count;
}

/* How high the text is in type of that size. */
static double height_in(struct rq_typeset *set, double size, const char *text, size_t length)
{
	double across = (set->width - 2 * MARGIN) / (wide * size);

	set->size = size;
	set->across = (size_t)fmin(fmax(1, across), ACROSS);
	set->lines = count_lines(set, text, length);
	return (double)set->lines * leading * size;
}

void rq_typeset_fit(struct rq_typeset *set, double asked, const char *text, size_t length)
{
	double size = fmin(asked > 0 ? asked : largest, 0.7 * set->height), height;

	height = height_in(set, size, text, length);
	while (size > smallest && height > set->height) {
		size = fmax(smallest, size - 0.5);
		height = height_in(set, size, text, length);
	}
	if (set->width >= 2 * MARGIN + COLUMN * wide * smallest)
		set->height = fmax(set->height, height);
}

/* As codes of two bytes; what is beyond them is not drawn. */
static int put_line(struct rq_buffer *look, const char *line, size_t length, struct rq_error *full)
{
	size_t size;

	if (rq_buffer_append(look, "<", 1, full) == -1)
		return -1;
	for (size_t at = 0; at < length; at += size) {
		int32_t character = rq_text_decode(line + at, length - at, &size);

		if (character <= 0xffff &&
		    rq_buffer_append_format(look, full, "%04X",
					    character < ' ' ? ' ' : (unsigned)character) == -1)
			return -1;
	}
	return rq_buffer_append(look, "> Tj T*\n", 8, full);
}

int rq_typeset_put(struct rq_typeset *set, const char *text, size_t length, struct rq_buffer *look)
{
	struct rq_error full = { 0 };
	size_t taken, end;
	double above; /* a line by itself stands in the middle */

	above = set->lines == 1 ? (set->height - leading * set->size) / 2 : 0;
	if (rq_buffer_append_format(look, &full, "BT /F %f Tf %f TL %d %f Td\n", set->size,
				    leading * set->size, MARGIN,
				    set->height - above - set->size) == -1)
		return -1;
	for (size_t at = 0; at < length; at += taken) {
		end = break_line(set, text + at, length - at, &taken);
		if (put_line(look, text + at, end, &full) == -1)
			return -1;
	}
	return rq_buffer_append(look, "ET", 2, &full);
}
