#include <stdio.h>

#include "resume/header.h"
#include "resume/label.h"
#include "resume/word.h"

static void find_date(const struct rq_sheet *sheet, size_t line, struct rq_header *header)
{
	const struct rq_sheet_line *at = &sheet->lines[line];
	struct rq_date_range range;

	for (size_t from = at->start; rq_date_find(at->key, at->length, from, &range);
	     from = range.to) {
		if (header->dated && (header->range.range || header->range.present ||
				      (!range.range && !range.present)))
			continue;
		header->dated = true;
		header->range = range;
		header->date =
		    (struct rq_slice) { (uint32_t)line, (uint32_t)range.from, (uint32_t)range.to };
	}
}

/* Whether a slice is "present" and nothing else. */
static bool is_present(const struct rq_sheet *sheet, struct rq_slice slice)
{
	slice = rq_sheet_trim(sheet, slice);
	return rq_word_find(rq_sheet_key(sheet, slice), slice.end - slice.start).kinds &
	       RQ_WORD_PRESENT;
}

/* "To: 05/2020" below the "From: 03/2018" that was found. */
static void find_end(const struct rq_sheet *sheet, size_t line, struct rq_header *header)
{
	struct rq_slice whole = rq_sheet_whole(sheet, line + 1), value = whole;
	const char *key = sheet->lines[line + 1].key;
	struct rq_date_range end = { .present = false };

	if (!header->dated || header->date.line != line || header->range.range)
		return;
	(void)rq_label_find(sheet, whole, &value.start);
	end.present = is_present(sheet, value);
	if (!end.present && !rq_date_find(key, value.end, value.start, &end))
		return;
	header->range.range = true;
	header->range.present = end.present;
	(void)snprintf(header->range.end, sizeof header->range.end, "%s",
		       end.present ? "" : end.start);
	rq_header_glue(header, whole);
}

void rq_header_find_date(const struct rq_sheet *sheet, size_t first, size_t end,
			 struct rq_header *header)
{
	*header = (struct rq_header) { 0 };
	for (size_t i = first; i < end; i++) {
		if (i > first && rq_label_is_range(sheet, i - 1))
			continue;
		find_date(sheet, i, header);
		if (rq_label_is_range(sheet, i))
			find_end(sheet, i, header);
	}
}
