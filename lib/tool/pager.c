#include "tool/pager.h"

#include <stdio.h>

enum { FEWEST_ROWS = 1 };

static const char cleared[] = "\033[H\033[J";

static size_t last_top(const struct rq_pager *pager)
{
	return pager->text.count > pager->rows ? pager->text.count - pager->rows : 0;
}

/*
 * What is shown, and where in it the page is when there is more than a page, in a row of its own.
 */
static void place(struct rq_writer *w, const struct rq_pager *pager, size_t columns)
{
	size_t last = pager->top + pager->rows;
	struct rq_wrap row = { 0 };
	char text[160];

	if (!pager->placed)
		return;
	if (pager->text.count <= pager->rows)
		(void)snprintf(text, sizeof text, "-- %s --", pager->status);
	else if (last < pager->text.count)
		(void)snprintf(text, sizeof text, "-- %s, rows %zu-%zu of %zu, space: on --",
			       pager->status, pager->top + 1, last, pager->text.count);
	else
		(void)snprintf(text, sizeof text, "-- %s, rows %zu-%zu of %zu, -: back --",
			       pager->status, pager->top + 1, pager->text.count, pager->text.count);
	rq_wrap_make(&row, text, columns);
	rq_wrap_write(w, &row, 0, 1);
	rq_wrap_free(&row);
}

/* The question is the last that stands there, and the cursor behind it. */
static void ask(struct rq_writer *w, const struct rq_pager *pager)
{
	const struct rq_wrap_row *last = &pager->asked.row[pager->asked.count - 1];

	rq_wrap_write(w, &pager->asked, 0, pager->asked.count - 1);
	rq_writer_format(w, "%*s%.*s", (int)last->indent, "", (int)(last->end - last->start),
			 pager->asked.text + last->start);
}

/* Breaks both texts for the window as it is; the row on top stays there. */
static void fit(struct rq_pager *pager, size_t *columns)
{
	size_t top = pager->text.count > 0 ? pager->text.row[pager->top].start : 0, rows;

	rq_keyboard_size(pager->keyboard, &rows, columns);
	rq_wrap_make(&pager->asked, pager->question, *columns);
	rq_wrap_make(&pager->text, pager->text.text, *columns);
	pager->rows = rows > pager->asked.count ? rows - pager->asked.count : FEWEST_ROWS;
	pager->placed = pager->rows > FEWEST_ROWS;
	pager->rows -= pager->placed;
	pager->top = rq_wrap_find(&pager->text, top);
	if (pager->top > last_top(pager))
		pager->top = last_top(pager);
}

int rq_pager_redraw(struct rq_pager *pager, struct rq_error *err)
{
	struct rq_writer w = { .out = pager->screen, .err = err };
	size_t columns;

	fit(pager, &columns);
	rq_writer_text(&w, cleared);
	rq_wrap_write(&w, &pager->text, pager->top, pager->rows);
	place(&w, pager, columns);
	ask(&w, pager);
	return rq_writer_end(&w) == 0 ? rq_output_flush(pager->screen, err) : -1;
}

int rq_pager_show(struct rq_pager *pager, const char *text, const char *question,
		  struct rq_error *err)
{
	pager->text.text = text;
	pager->text.count = 0;
	pager->top = 0;
	pager->question = question;
	return rq_pager_redraw(pager, err);
}

/* Where the page is to begin after a key; false: the key is none of the pager's. */
static bool turn(const struct rq_pager *pager, int key, size_t *top)
{
	size_t most = last_top(pager);
	size_t page = pager->rows > FEWEST_ROWS ? pager->rows - 1 : FEWEST_ROWS;

	switch (key) {
	case ' ':
	case RQ_KEY_PAGE_DOWN:
		*top = *top + page;
		break;
	case '-':
	case RQ_KEY_PAGE_UP:
		*top = *top > page ? *top - page : 0;
		break;
	case 'j':
	case RQ_KEY_DOWN:
		*top += 1;
		break;
	case 'k':
	case RQ_KEY_UP:
		*top -= *top > 0;
		break;
	case 'g':
	case RQ_KEY_HOME:
		*top = 0;
		break;
	case 'G':
	case RQ_KEY_END:
		*top = most;
		break;
	case RQ_KEY_RESIZED:
		break;
	default:
		return false;
	}
	if (*top > most)
		*top = most;
	return true;
}

int rq_pager_key(struct rq_pager *pager, int *key, struct rq_error *err)
{
	for (;;) {
		size_t top = pager->top;

		if (rq_keyboard_key(pager->keyboard, key, err) == -1)
			return -1;
		if (!turn(pager, *key, &top))
			return 0;
		if (top == pager->top && *key != RQ_KEY_RESIZED)
			continue;
		pager->top = top;
		if (rq_pager_redraw(pager, err) == -1)
			return -1;
	}
}

void rq_pager_free(struct rq_pager *pager)
{
	rq_wrap_free(&pager->text);
	rq_wrap_free(&pager->asked);
}
