#include "resume/table.h"

#include <string.h>

#include "resume/column.h"

enum {
	FEWEST_CELLS = 2,
	SURE_CELLS = 3, /* so many are a head without a column for the time */
	MOST_LINES = 3, /* of a head whose cells are broken */
};

/* The next cell of a row from *start on, up to its tab or the end; false: there is none. */
static bool next_cell(const struct rq_sheet_line *line, uint32_t *start, const char **cell,
		      size_t *length)
{
	const char *tab;

	if (*start > line->length)
		return false;
	*cell = line->key + *start;
	tab = memchr(*cell, '\t', line->length - *start);
	*length = tab ? (size_t)(tab - *cell) : line->length - *start;
	*start += (uint32_t)*length + 1;
	while (*length > 0 && **cell == ' ') {
		++*cell;
		--*length;
	}
	while (*length > 0 && ((*cell)[*length - 1] == ' ' || (*cell)[*length - 1] == ':'))
		--*length;
	return true;
}

static size_t count_cells(const struct rq_sheet_line *line)
{
	size_t tabs = 0;

	for (uint32_t i = 0; i < line->length; i++)
		tabs += line->key[i] == '\t';
	return tabs + 1;
}

/* "Level", "Details": what heads the second of two columns, and never a section. */
static bool is_level(const char *cell, size_t length)
{
	static const char *const levels[] = { "level",   "niveau",  "nivel",       "livello",
					      "details", "detalle", "proficiency", "stufe" };

	for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
		if (strlen(levels[i]) == length && memcmp(levels[i], cell, length) == 0)
			return true;
	return false;
}

/*
 * Each cell heads a column. Two of them must not be what an entry may say by itself, as "Employer
 * City" does: one tells of the time, or the second how well, as "Language  Level".
 */
static bool is_head(const struct rq_sheet_line *line)
{
	size_t cells = 0, length;
	uint32_t start = 0;
	bool timed = false, level = false;
	const char *cell;

	if (line->bullet)
		return false;
	for (; next_cell(line, &start, &cell, &length); cells++) {
		enum rq_label label = rq_column_label(cell, length);

		if (label == RQ_LABEL_NONE)
			return false;
		timed |= label == RQ_LABEL_TIME;
		level = is_level(cell, length);
	}
	return cells >= SURE_CELLS || (cells == FEWEST_CELLS && (timed || level));
}

/* Whether a line goes on with the head above it, and heads nothing by itself. */
static bool goes_on(const struct rq_sheet_line *line)
{
	size_t length;
	uint32_t start = 0;
	const char *cell;

	if (line->bullet || line->gap)
		return false;
	while (next_cell(line, &start, &cell, &length))
		if (!rq_column_goes_on(cell, length))
			return false;
	return true;
}

/* The line below a head of several lines. */
static size_t end_of_head(const struct rq_sheet *sheet, size_t head)
{
	size_t end = head + 1;

	while (end < sheet->count && end < head + MOST_LINES && goes_on(&sheet->lines[end]))
		end++;
	return end;
}

/* Whether columns have degrees and their schools, and nothing of jobs. */
static bool heads_schools(const struct rq_sheet_line *head)
{
	bool school = false, degree = false;
	uint32_t start = 0;
	const char *cell;
	size_t length;

	while (next_cell(head, &start, &cell, &length)) {
		enum rq_label label = rq_column_label(cell, length);

		if (label == RQ_LABEL_EMPLOYER || label == RQ_LABEL_TITLE)
			return false;
		school |= label == RQ_LABEL_SCHOOL;
		degree |= label == RQ_LABEL_DEGREE;
	}
	return school && degree;
}

/* Empties the lines of a head. */
static void take_head(struct rq_sheet *sheet, size_t head, size_t end)
{
	sheet->lines[head].schools = heads_schools(&sheet->lines[head]);
	for (size_t i = head; i < end; i++) {
		rq_sheet_mark(sheet, rq_sheet_whole(sheet, i));
		sheet->lines[i].start = sheet->lines[i].length;
	}
}

void rq_table_find_heads(struct rq_sheet *sheet)
{
	for (size_t i = 0; i + 1 < sheet->count; i++) {
		const struct rq_sheet_line *head = &sheet->lines[i];
		size_t cells = count_cells(head), end;

		if (cells < FEWEST_CELLS || !is_head(head))
			continue;
		end = end_of_head(sheet, i);
		if (end == sheet->count || count_cells(&sheet->lines[end]) != cells ||
		    is_head(&sheet->lines[end]))
			continue;
		take_head(sheet, i, end);
		for (size_t k = end;
		     k < sheet->count && sheet->lines[k].kind == sheet->lines[end].kind &&
		     count_cells(&sheet->lines[k]) == cells;
		     k++)
			sheet->lines[k].heads = (uint32_t)i + 1;
	}
}

enum rq_label rq_table_label(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	size_t column = 0, length;
	uint32_t start = 0, before = slice.start;
	const char *cell;

	while (before > 0 && line->key[before - 1] == ' ')
		before--;
	if (line->heads == 0 || (before > 0 && line->key[before - 1] != '\t'))
		return RQ_LABEL_NONE;
	for (uint32_t i = 0; i < before; i++)
		column += line->key[i] == '\t';
	while (next_cell(&sheet->lines[line->heads - 1], &start, &cell, &length))
		if (column-- == 0)
			return rq_column_label(cell, length);
	return RQ_LABEL_NONE;
}
