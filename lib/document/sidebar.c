#include "document/sidebar.h"

#include <math.h>

static const double NARROW = 0.8; /* of the other column: a sidebar is no wider */
static const double ALIKE = 3;    /* points by which the same edge may differ */

/* Two columns of a page, one after the other: lines from first on, the second from middle on. */
struct pair {
	size_t first, middle, end;
	unsigned page;      /* the last one that they stand on */
	double left, right; /* where they begin */
	bool sidebar;       /* one is narrower */
	bool behind;        /* the second one is */
};

static double edge(const struct rq_set_lines *lines, size_t first, size_t end, bool right)
{
	double far = right ? 0 : HUGE_VAL;

	for (size_t i = first; i < end; i++)
		far = right ? fmax(far, lines->lines[i].right) : fmin(far, lines->lines[i].left);
	return far;
}

/* Reads the columns that begin at a line; false when none do. */
static bool read_pair(const struct rq_set_lines *lines, size_t first, struct pair *pair)
{
	const struct rq_set_line *line = &lines->lines[first];
	double width, other;
	size_t at = first;

	while (at < lines->count && lines->lines[at].page == line->page &&
	       lines->lines[at].column == 1)
		at++;
	pair->first = first;
	pair->page = line->page;
	pair->middle = at;
	while (at < lines->count && lines->lines[at].page == line->page &&
	       lines->lines[at].column == 2)
		at++;
	pair->end = at;
	if (pair->middle == first || pair->end == pair->middle)
		return false;
	pair->left = edge(lines, first, pair->middle, false);
	pair->right = edge(lines, pair->middle, pair->end, false);
	width = edge(lines, first, pair->middle, true) - pair->left;
	other = edge(lines, pair->middle, pair->end, true) - pair->right;
	pair->sidebar = fmin(width, other) < NARROW * fmax(width, other);
	pair->behind = other < width;
	return true;
}

/* Whether the columns of one page, of which they are the last lines, go on in those of the next. */
static bool goes_on(const struct pair *pair, const struct pair *next)
{
	return pair->sidebar && next->sidebar && next->page == pair->page + 1 &&
	       fabs(pair->left - next->left) <= ALIKE && fabs(pair->right - next->right) <= ALIKE;
}

/*
 * Where the lines of the next page end when all of them stand below the wider column, whose
 * sidebar ended on the page before; the end of the pair when they do not.
 */
static size_t end_of_rest(const struct rq_set_lines *lines, const struct pair *pair)
{
	size_t at = pair->end;

	if (!pair->sidebar || !pair->behind || at == lines->count ||
	    fabs(lines->lines[at].left - pair->left) > ALIKE)
		return pair->end;
	for (; at < lines->count && lines->lines[at].page == pair->page + 1; at++)
		if (lines->lines[at].column != 0 || lines->lines[at].left < pair->left - ALIKE ||
		    lines->lines[at].right > pair->right)
			return pair->end;
	return at;
}

/* What the next page goes on with: the same two columns, or the wider one alone. */
static bool find_next(const struct rq_set_lines *lines, const struct pair *pair, struct pair *next)
{
	size_t rest = end_of_rest(lines, pair);

	if (rest == pair->end)
		return read_pair(lines, pair->end, next) && goes_on(pair, next);
	*next = *pair;
	next->page++;
	next->first = pair->end;
	next->middle = next->end = rest;
	return true;
}

static void reverse(struct rq_set_line *lines, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		struct rq_set_line line = lines[i];

		lines[i] = lines[count - 1 - i];
		lines[count - 1 - i] = line;
	}
}

/* Puts what stands behind middle before what stands in front of it. */
static void rotate(struct rq_set_line *lines, size_t middle, size_t count)
{
	reverse(lines, middle);
	reverse(lines + middle, count - middle);
	reverse(lines, count);
}

void rq_sidebar_gather(struct rq_set_lines *lines)
{
	struct pair pair, next;

	for (size_t at = 0; at < lines->count; at = pair.end) {
		if (!read_pair(lines, at, &pair)) {
			pair.end = at + 1;
			continue;
		}
		while (pair.end < lines->count && find_next(lines, &pair, &next)) {
			size_t moved = next.middle - next.first;

			rotate(lines->lines + pair.middle, pair.end - pair.middle,
			       next.middle - pair.middle);
			next.first = pair.first;
			next.middle = pair.middle + moved;
			pair = next;
		}
	}
}
