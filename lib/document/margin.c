#include "document/margin.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

static const double OUTER = 0.15; /* of the page's height */
static const double STAMP = 0.1;  /* likewise, where who prints or scans a page writes on it */
static const double APART = 0.7;  /* of a line's height: more white than inside of the text */
static const double SAME = 3;     /* points by which lines at the same height may differ */

/* A line, measured from one end of the page to its middle. */
struct place {
	size_t index;
	double begin, end;
};

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
			if (*text == '.' && run > 0 && isdigit((unsigned char)text[1]))
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

static int compare_places(const void *a, const void *b)
{
	const struct place *one = a, *other = b;

	return (one->begin > other->begin) - (one->begin < other->begin);
}

/* The lines of a page, from first to end, from one end of the page to the other. */
static struct place *sort_lines(const struct rq_set_lines *lines, size_t first, size_t end,
				double height, bool upwards)
{
	struct place *places = rq_alloc(end - first, sizeof *places);

	for (size_t i = first; i < end; i++) {
		const struct rq_set_line *line = &lines->lines[i];

		places[i - first] =
		    upwards ? (struct place) { i, height - line->bottom, height - line->top }
			    : (struct place) { i, line->top, line->bottom };
	}
	qsort(places, end - first, sizeof *places, compare_places);
	return places;
}

/* Gives a number to what stands in the outer part of a page, as far as the widest white in it. */
static void mark_edge(const struct place *places, size_t count, double height, size_t number,
		      size_t *edges)
{
	double far = -HUGE_VAL, widest = 0;
	size_t edge = 0;

	for (size_t i = 0; i < count; i++) {
		double white;

		far = fmax(far, places[i].end);
		if (far >= OUTER * height)
			break;
		white = i + 1 < count ? places[i + 1].begin - far : HUGE_VAL;
		if (white > widest && white >= APART * (places[i].end - places[i].begin)) {
			widest = white;
			edge = i + 1;
		}
	}
	for (size_t i = 0; i < edge; i++)
		edges[places[i].index] = number;
}

/* The edges of all pages that stand apart from the text, by line; 0 where a line is in none. */
static size_t *find_edges(const struct rq_set_lines *lines, double height, size_t *count)
{
	size_t *edges = rq_alloc(lines->count, sizeof *edges);

	*count = 0;
	for (size_t first = 0, end; first < lines->count; first = end) {
		end = first + 1;
		while (end < lines->count && lines->lines[end].page == lines->lines[first].page)
			end++;
		for (int upwards = 0; upwards < 2; upwards++) {
			struct place *places = sort_lines(lines, first, end, height, upwards == 1);

			mark_edge(places, end - first, height, ++*count, edges);
			free(places);
		}
	}
	return edges;
}

/* Whether an edge of an earlier page has the line, too, at the same height. */
static bool stood_before(const struct rq_set_lines *lines, const size_t *edges, size_t index)
{
	const struct rq_set_line *line = &lines->lines[index];

	for (size_t i = 0; i < index; i++) {
		const struct rq_set_line *before = &lines->lines[i];

		if (edges[i] > 0 && before->page < line->page &&
		    fabs(before->top - line->top) <= SAME &&
		    are_same(before->text, line->text, line->page - before->page))
			return true;
	}
	return false;
}

/* An edge with a line of its own is text, with all that it has in common with others. */
static bool *find_text(const struct rq_set_lines *lines, const size_t *edges, size_t count)
{
	bool *text = rq_alloc(count + 1, sizeof *text);

	text[0] = true;
	for (size_t i = 0; i < lines->count; i++)
		if (!text[edges[i]] && !is_page_number(lines->lines[i].text) &&
		    !stood_before(lines, edges, i))
			text[edges[i]] = true;
	return text;
}

void rq_margin_drop(struct rq_set_lines *lines, double height)
{
	size_t count, kept = 0;
	size_t *edges = find_edges(lines, height, &count);
	bool *text = find_text(lines, edges, count);

	for (size_t i = 0; i < lines->count; i++)
		if (!text[edges[i]] || (edges[i] > 0 && is_page_number(lines->lines[i].text)))
			free(lines->lines[i].text);
		else
			lines->lines[kept++] = lines->lines[i];
	lines->count = kept;
	free(text);
	free(edges);
}

bool rq_margin_holds(const struct rq_word_box *words, size_t count, double height)
{
	for (size_t i = 0; i < count; i++)
		if (words[i].bottom > STAMP * height && words[i].top < (1 - STAMP) * height)
			return false;
	return true;
}
