#include "resume/list.h"

#include <stdlib.h>
#include <string.h>

#include "resume/word.h"

enum {
	LONGEST_CATEGORY = 48, /* bytes of a key in front of a colon */
	FULL_LINE = 60,        /* a list line that is full may go on in the next */
};

static bool is_separator(const char *key, uint32_t i, struct rq_slice slice)
{
	char c = key[i];

	if (c == ',')
		return i + 1 >= slice.end || !(rq_sheet_is_word(key[i + 1]) && i > slice.start &&
					       key[i - 1] >= '0' && key[i - 1] <= '9');
	if (c == ';' || c == '|' || c == '\t')
		return true;
	return (c == '/' || c == '*') && i > slice.start && key[i - 1] == ' ' &&
	       i + 1 < slice.end && key[i + 1] == ' ';
}

/* A lone final dot is no part of the last thing; that of "etc." and "Inc." is. */
static struct rq_slice trim_part(const struct rq_sheet *sheet, struct rq_slice part)
{
	const char *key = sheet->lines[part.line].key;

	part = rq_sheet_trim(sheet, part);
	while (part.start < part.end && key[part.start] == '-')
		part.start++;
	return part;
}

void rq_list_cut(const struct rq_sheet *sheet, const struct rq_slices *text,
		 void (*take)(void *context, const struct rq_slice *slices, size_t count),
		 void *context)
{
	struct rq_slices part = { 0 };
	int depth = 0;

	for (size_t k = 0; k < text->count; k++) {
		struct rq_slice slice = text->slice[k], piece = slice;
		const char *key = sheet->lines[slice.line].key;

		for (uint32_t i = slice.start; i < slice.end; i++) {
			if (key[i] == '(')
				depth++;
			else if (key[i] == ')' && depth > 0)
				depth--;
			if (depth > 0 || !is_separator(key, i, slice))
				continue;
			piece.end = i;
			rq_slices_add(&part, trim_part(sheet, piece));
			take(context, part.slice, part.count);
			part.count = 0;
			piece.start = i + 1;
		}
		piece.end = slice.end;
		piece = trim_part(sheet, piece);
		if (piece.start < piece.end)
			rq_slices_add(&part, piece);
	}
	if (part.count > 0)
		take(context, part.slice, part.count);
	free(part.slice);
}

/* "Datenbanken  MySQL, PostgreSQL": the one tab of a line, with a list behind it. */
static bool parts_category(const struct rq_sheet_line *line, uint32_t tab)
{
	const char *rest = line->key + tab + 1;
	size_t length = line->length - tab - 1;

	return line->kind == RQ_LINE_ROW ||
	       (!memchr(rest, '\t', length) && memchr(rest, ',', length));
}

uint32_t rq_list_end_of_category(const struct rq_sheet_line *line)
{
	for (uint32_t i = line->start; i < line->length && i - line->start < LONGEST_CATEGORY;
	     i++) {
		if (line->key[i] == ',' || line->key[i] == ';' || line->key[i] == '|' ||
		    line->key[i] == '(')
			return 0;
		if ((line->key[i] == ':' && (i + 1 >= line->length || line->key[i + 1] != '/')) ||
		    (line->key[i] == '\t' && parts_category(line, i)))
			return i > line->start ? i : 0;
	}
	return 0;
}

/* "Führerschein Klasse B": nothing that a list of other things goes on with. */
static bool tells_licence(const struct rq_sheet_line *line)
{
	static const char words[] = " carne carnet driver driving fuhrerschein patente permis "
				    "prawo rijbewijs ";
	uint32_t end = line->start;

	while (end < line->length && rq_sheet_is_word(line->key[end]))
		end++;
	return rq_word_is_one_of(line->key + line->start, end - line->start, words);
}

/* Whether a line goes on with the list of the line above. */
static bool continues(const struct rq_sheet_line *above, const struct rq_sheet_line *line)
{
	char last = rq_sheet_last(above);

	if (tells_licence(line) && last != ',')
		return false;
	if (line->gap || line->bullet || line->kind != above->kind ||
	    line->kind == RQ_LINE_HEADING || rq_list_end_of_category(line) > 0)
		return line->kind == RQ_LINE_TEXT && above->kind == RQ_LINE_ITEM && !line->gap &&
		       !line->bullet && rq_list_end_of_category(line) == 0 &&
		       (last == ',' || rq_sheet_begins_lower(line));
	if (last == ',' || last == '&' || last == '/' || last == '|' || rq_sheet_is_open(above) ||
	    (line->length > 0 && line->key[line->start] == '('))
		return true;
	return rq_sheet_begins_lower(line) ||
	       (above->length >= FULL_LINE && memchr(above->key, ',', above->length));
}

uint32_t rq_list_shared_kinds(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t shared = UINT32_MAX;
	size_t words = 0;

	for (uint32_t i = slice.start; i < slice.end;) {
		uint32_t start = i;

		while (i < slice.end && rq_sheet_is_word(key[i]))
			i++;
		if (i > start) {
			shared &= rq_word_find(key + start, i - start).kinds;
			words++;
		} else {
			i++;
		}
	}
	return words > 0 ? shared : 0;
}

/* "angielski - C1": a language with its level, which nothing continues. */
static bool tells_fluency(const struct rq_sheet *sheet, size_t line)
{
	struct rq_slice last = rq_sheet_trim(sheet, rq_sheet_whole(sheet, line)), rest = last;
	const char *key = sheet->lines[line].key;

	while (last.start < last.end && key[last.end - 1] == ')')
		last.end--;
	rest.end = last.start;
	for (uint32_t i = last.end; i > last.start && rq_sheet_is_word(key[i - 1]); i--)
		rest.end = i - 1;
	last.start = rest.end;
	return last.start > rest.start && (rq_list_shared_kinds(sheet, last) & RQ_WORD_FLUENCY) &&
	       rq_sheet_last(&sheet->lines[line]) != ',';
}

size_t rq_list_collect(const struct rq_sheet *sheet, size_t line, size_t end,
		       struct rq_slices *text)
{
	text->count = 0;
	do {
		rq_slices_add(text, rq_sheet_whole(sheet, line));
		line++;
	} while (line < end && continues(&sheet->lines[line - 1], &sheet->lines[line]) &&
		 !tells_fluency(sheet, line - 1));
	return line;
}
