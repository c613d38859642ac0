#include "report/wrap.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum { HANGING = 2 };

static const char plain[] = "\033[0m";

/* A line while it is broken. */
struct line {
	struct rq_wrap *wrap;
	size_t width, hanging;  /* columns of a row; where its further rows begin */
	struct rq_wrap_row row; /* so far */
	size_t column;          /* where the next character would stand */
	size_t style;           /* that is on */
	size_t gap, behind_gap; /* the last place to break: the row's end, the next one's start */
	size_t column_behind, style_behind;
};

/* The bytes of a style at that place; 0: there is none. */
static size_t style_at(const char *text)
{
	return text[0] == '\033' ? strcspn(text, "m") + 1 : 0;
}

static void end_row(struct line *line, size_t end, size_t next, size_t style)
{
	struct rq_wrap *wrap = line->wrap;

	line->row.end = end;
	wrap->row = rq_grow(wrap->row, wrap->count, &wrap->capacity, sizeof *wrap->row);
	wrap->row[wrap->count++] = line->row;
	line->row = (struct rq_wrap_row) { .start = next, .indent = line->hanging, .style = style };
	line->gap = 0;
}

/* The row is full in front of a character: it ends at its last gap, or here. */
static void break_row(struct line *line, size_t at)
{
	if (line->gap > line->row.start) {
		size_t moved = line->column - line->column_behind;

		end_row(line, line->gap, line->behind_gap, line->style_behind);
		line->column = line->hanging + moved;
	} else {
		end_row(line, at, at, line->style);
		line->column = line->hanging;
	}
}

/* Spaces one behind another are one gap. */
static void note_gap(struct line *line, size_t end, size_t next, size_t column)
{
	if (line->behind_gap != end)
		line->gap = end;
	line->behind_gap = next;
	line->column_behind = column;
	line->style_behind = line->style;
}

/* One character, or style; returns its bytes. */
static size_t take(struct line *line, size_t at, size_t left)
{
	const char *text = line->wrap->text + at;
	size_t columns, size = style_at(text);
	bool space = *text == ' ';

	if (size > 0) {
		line->style = strncmp(text, plain, sizeof plain - 1) == 0 ? 0 : at;
		return size < left ? size : left;
	}
	size = rq_text_cluster(text, left, &columns);
	if (columns > 1 && at > line->row.start)
		note_gap(line, at, at, line->column);
	while (!space && line->column + columns > line->width && at > line->row.start)
		break_row(line, at);
	line->column += columns;
	if (space || columns > 1)
		note_gap(line, space ? at : at + size, at + size, line->column);
	return size;
}

static void wrap_line(struct rq_wrap *wrap, size_t start, size_t end, size_t columns)
{
	struct line line = { .wrap = wrap, .width = columns, .row.start = start };
	size_t indent = strspn(wrap->text + start, " ");

	while (end > start && wrap->text[end - 1] == ' ')
		end--;
	line.hanging = indent + HANGING < columns / 2 ? indent + HANGING : 0;
	for (size_t at = start; at < end;)
		at += take(&line, at, end - at);
	end_row(&line, end, end, 0);
}

void rq_wrap_make(struct rq_wrap *wrap, const char *text, size_t columns)
{
	size_t at = 0;

	wrap->text = text;
	wrap->count = 0;
	while (text[at]) {
		size_t length = strcspn(text + at, "\n");

		wrap_line(wrap, at, at + length, columns);
		at += length + (text[at + length] == '\n');
	}
}

void rq_wrap_free(struct rq_wrap *wrap)
{
	free(wrap->row);
	*wrap = (struct rq_wrap) { .text = NULL };
}

void rq_wrap_write(struct rq_writer *w, const struct rq_wrap *wrap, size_t first, size_t count)
{
	for (size_t i = first; i < wrap->count && i < first + count; i++) {
		const struct rq_wrap_row *row = &wrap->row[i];

		rq_writer_format(w, "%*s", (int)row->indent, "");
		if (row->style > 0)
			rq_writer_bytes(w, wrap->text + row->style,
					style_at(wrap->text + row->style));
		rq_writer_bytes(w, wrap->text + row->start, row->end - row->start);
		rq_writer_format(w, "%s\n",
				 memchr(wrap->text + row->start, '\033', row->end - row->start) ||
					 row->style > 0
				     ? plain
				     : "");
	}
}

size_t rq_wrap_find(const struct rq_wrap *wrap, size_t byte)
{
	size_t found = 0;

	while (found + 1 < wrap->count && wrap->row[found + 1].start <= byte)
		found++;
	return found;
}
