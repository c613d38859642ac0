#include "resume/header.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { LONGEST_SHORT = 3 }; /* bytes of a small word inside of a name: "of", "und" */

void rq_header_free(struct rq_header *header)
{
	free(header->piece);
	*header = (struct rq_header) { 0 };
}

bool rq_header_begins_with(const struct rq_sheet *sheet, struct rq_slice slice, const char *words)
{
	const char *key = rq_sheet_key(sheet, slice);
	uint32_t length = slice.end - slice.start, end = 0;

	while (end < length && rq_sheet_is_word(key[end]))
		end++;
	return rq_word_is_one_of(key, end, words);
}

bool rq_header_has_word(const struct rq_sheet *sheet, struct rq_slice slice, const char *words)
{
	const char *key = sheet->lines[slice.line].key;

	for (uint32_t i = slice.start, start; i < slice.end; i++) {
		for (start = i; i < slice.end && rq_sheet_is_word(key[i]);)
			i++;
		if (rq_word_is_one_of(key + start, i - start, words))
			return true;
	}
	return false;
}

bool rq_header_is_date(const struct rq_sheet *sheet, struct rq_slice slice)
{
	struct rq_date_range range;
	size_t length = slice.end - slice.start;

	return rq_date_find(rq_sheet_key(sheet, slice), length, 0, &range) && range.from == 0 &&
	       range.to == length;
}

/* "Janssen & Partner", "Perrin et Fils": a firm by its last word, unless a title is in front. */
static bool ends_firm(const char *key, uint32_t i, uint32_t end, uint32_t before)
{
	static const char *const joints[] = {
		"& ", "und ", "and ", "et ", "y ", "e ", "en ", "+ "
	};

	for (size_t k = 0; k < sizeof joints / sizeof joints[0]; k++) {
		uint32_t word = i + (uint32_t)strlen(joints[k]);

		if (word < end && memcmp(key + i, joints[k], word - i) == 0)
			return !(before & (RQ_WORD_TITLE | RQ_WORD_GRADE)) &&
			       (rq_word_find(key + word,
					     rq_sheet_end_of_word(key, word, end) - word)
				    .kinds &
				RQ_WORD_PARTNER);
	}
	return false;
}

/*
 * "Senior SAS Analyst": what would be a firm's legal form has no name in front of it, nothing but
 * somebody's grade, and a title behind it.
 */
static bool is_tool_of_title(const char *key, uint32_t end, uint32_t stop, uint32_t before)
{
	uint32_t next = rq_sheet_end_of_word(key, end + 1 < stop ? end + 1 : stop, stop);

	return before == RQ_WORD_GRADE && end + 1 < next && key[end] == ' ' &&
	       (rq_word_find_compound(key + end + 1, next - end - 1).kinds & RQ_WORD_TITLE);
}

uint32_t rq_header_kinds(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t kinds = 0, last = 0;

	for (uint32_t i = slice.start; i < slice.end;) {
		uint32_t start = i;

		i = rq_sheet_end_of_word(key, i, slice.end);
		/* "Co-Founder", "Co- Owner": what is in front of the hyphen is no word of its own
		 */
		if (i > start && i - start <= 3 && i + 1 < slice.end && key[i] == '-' &&
		    (rq_sheet_is_word(key[i + 1]) || key[i + 1] == ' '))
			continue;
		if (start > slice.start && key[start - 1] == ' ' &&
		    ends_firm(key, start, slice.end, last))
			kinds |= RQ_WORD_LEGAL;
		if (i > start) {
			uint32_t word = rq_word_find_compound(key + start, i - start).kinds;

			if ((word & RQ_WORD_LEGAL) && is_tool_of_title(key, i, slice.end, kinds))
				word = 0;
			last = word;
			kinds |= last;
		} else {
			i++;
		}
	}
	return kinds;
}

struct rq_slice rq_header_trim(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	bool again = true;

	while (again && slice.start < slice.end) {
		size_t length;
		char first, last;

		slice = rq_sheet_trim(sheet, slice);
		length = slice.end - slice.start;
		if (length == 0)
			break;
		first = key[slice.start];
		last = key[slice.end - 1];
		again = true;
		if ((first == '(' && !memchr(key + slice.start, ')', length)) ||
		    (first == '[' && !memchr(key + slice.start, ']', length)) || first == ')' ||
		    first == ']')
			slice.start++;
		else if ((last == ')' && !memchr(key + slice.start, '(', length)) ||
			 (last == ']' && !memchr(key + slice.start, '[', length)) || last == '(' ||
			 last == '[')
			slice.end--;
		else if (first == '(' && last == ')')
			slice = (struct rq_slice) { slice.line, slice.start + 1, slice.end - 1 };
		else
			again = false;
	}
	return slice;
}

void rq_header_glue(struct rq_header *header, struct rq_slice slice)
{
	if (header->glued < RQ_HEADER_GLUE)
		header->glue[header->glued++] = slice;
}

bool rq_header_is_position(const struct rq_header_piece *piece)
{
	return (piece->kinds & RQ_WORD_TITLE) && !(piece->kinds & RQ_WORD_LEGAL) && !piece->remark;
}

bool rq_header_is_organisation(const struct rq_header_piece *piece)
{
	return (piece->kinds & RQ_HEADER_ORGANISATION) && !rq_header_is_position(piece) &&
	       !piece->remark;
}

enum rq_header_order rq_header_order(const struct rq_header *header)
{
	size_t title = header->count, employer = header->count;

	for (size_t i = header->count; i-- > 0;) {
		if (rq_header_is_position(&header->piece[i]))
			title = i;
		else if (rq_header_is_organisation(&header->piece[i]))
			employer = i;
	}
	if (title == employer || header->piece[0].place)
		return RQ_ORDER_UNKNOWN;
	if (title == 0 || (title == header->count && employer > 0))
		return RQ_ORDER_TITLE_FIRST;
	if (employer == 0 || employer == header->count)
		return RQ_ORDER_EMPLOYER_FIRST;
	return RQ_ORDER_UNKNOWN;
}

/* Whether a date is before another as far as both tell: neither is, of "2019" and "2019-03". */
static bool is_before(const char *date, const char *other)
{
	size_t length = strlen(date), others = strlen(other);

	return strncmp(date, other, length < others ? length : others) < 0;
}

bool rq_header_exceeds(const struct rq_header *whole, const struct rq_header *part)
{
	const struct rq_date_range *a = &whole->range, *b = &part->range;

	if (!whole->dated || !part->dated)
		return false;
	for (size_t i = 0; i < whole->count; i++)
		if (rq_header_is_position(&whole->piece[i]))
			return false;
	return (a->start[0] && b->start[0] && is_before(b->start, a->start)) ||
	       (a->end[0] && (b->present || (b->end[0] && is_before(a->end, b->end))));
}

bool rq_header_is_name(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];

	for (uint32_t i = slice.start, end; i < slice.end; i = end + 1) {
		const char *text = line->text + line->at[i];
		size_t size;
		int32_t first = rq_text_decode(text, strlen(text), &size);

		for (end = i; end < slice.end && line->key[end] != ' ';)
			end++;
		if (rq_text_is_letter(first) && !rq_text_is_upper(first) &&
		    (i == slice.start || end - i > LONGEST_SHORT))
			return false;
	}
	return true;
}

bool rq_header_begins_name(const struct rq_sheet *sheet, uint32_t line, uint32_t i)
{
	const struct rq_sheet_line *at = &sheet->lines[line];
	const char *text = at->text + at->at[i];
	size_t size;
	int32_t c = rq_text_decode(text, strlen(text), &size);

	return !rq_text_is_letter(c) || rq_text_is_upper(c) || c >= 0x590;
}

bool rq_header_begins_small(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	const char *text = line->text + line->at[slice.start];
	const char *end = line->text + line->at[slice.end];
	bool small = false;
	size_t size;

	for (; text < end && *text != ' '; text += size) {
		int32_t letter = rq_text_decode(text, (size_t)(end - text), &size);

		if (rq_text_is_upper(letter))
			return false;
		small = small || rq_text_is_lower(letter);
	}
	return small;
}
