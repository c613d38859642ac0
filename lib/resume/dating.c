#include <stdio.h>
#include <string.h>

#include "resume/header.h"
#include "resume/label.h"
#include "resume/word.h"

/* Whether a label says of the date in a line that it is when something began. */
static bool begins_there(const struct rq_sheet *sheet, size_t line)
{
	uint32_t end;

	return rq_label_find(sheet, rq_sheet_whole(sheet, line), &end) == RQ_LABEL_FROM;
}

/* "Início: 2013" says nothing of its end. */
static void set_beginning(struct rq_date_range *range)
{
	if (range->only_end)
		memcpy(range->start, range->end, sizeof range->start);
	range->end[0] = '\0';
	range->only_end = false;
	range->present = true;
}

/* "Version 1933 | 1951": a date that stands for itself behind its line's words. */
static bool is_apart(const struct rq_sheet_line *line, const struct rq_date_range *range)
{
	size_t from = range->from;

	while (from > line->start && line->key[from - 1] == ' ')
		from--;
	return from > line->start && strchr("\t|", line->key[from - 1]) &&
	       range->to >= line->length;
}

/* A time from and to goes before a moment, the first moment before others. */
static bool is_better(const struct rq_sheet_line *line, size_t index,
		      const struct rq_header *header, const struct rq_date_range *range)
{
	if (!header->dated)
		return true;
	if (header->range.range || header->range.present)
		return false;
	return range->range || range->present ||
	       (header->date.line == index && is_apart(line, range));
}

static void find_date(const struct rq_sheet *sheet, size_t line, struct rq_header *header)
{
	const struct rq_sheet_line *at = &sheet->lines[line];
	struct rq_date_range range;

	for (size_t from = at->start; rq_date_find(at->key, at->length, from, &range);
	     from = range.to) {
		if (!is_better(at, line, header, &range))
			continue;
		if (!range.range && !range.present && begins_there(sheet, line))
			set_beginning(&range);
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

/* Reads the end of a date that another line began: where it ends in this one, or 0. */
static uint32_t read_end(const struct rq_sheet *sheet, struct rq_slice value,
			 struct rq_date_range *end)
{
	struct rq_slice word = value;
	const char *key = sheet->lines[value.line].key;

	*end = (struct rq_date_range) { 0 };
	while (word.end > word.start && !rq_sheet_is_word(key[word.end - 1]))
		word.end--;
	if (is_present(sheet, word)) {
		end->present = true;
		return word.end;
	}
	if (!rq_date_find(key, value.end, value.start, end) || end->range ||
	    end->from > value.start + 1)
		return 0;
	return (uint32_t)end->to;
}

/* Whether a line ends in the middle of a date: "01.08.2014 –". */
static bool is_open(const struct rq_sheet_line *line)
{
	struct rq_date_range range;
	size_t from = line->start;
	bool open = false;

	if (rq_sheet_last(line) != '-')
		return false;
	while (rq_date_find(line->key, line->length, from, &range)) {
		open = range.present && range.start[0] && range.to >= line->length;
		from = range.to;
	}
	return open;
}

/* A line that is one date and no more, or "present": false when it is neither. */
static bool is_moment(const struct rq_sheet *sheet, size_t line, struct rq_date_range *moment)
{
	struct rq_slice whole = rq_sheet_trim(sheet, rq_sheet_whole(sheet, line));

	*moment = (struct rq_date_range) { 0 };
	if (whole.start >= whole.end)
		return false;
	moment->present = is_present(sheet, whole);
	return moment->present ||
	       (rq_date_find(sheet->lines[line].key, whole.end, whole.start, moment) &&
		!moment->range && !moment->present && moment->from == whole.start &&
		moment->to == whole.end);
}

/*
 * "December 2019" above "March 2015", each in a line of its own, the end or the beginning first;
 * but not where more such lines follow each other, which nobody knows to belong together.
 */
static bool is_stacked(const struct rq_sheet *sheet, size_t line, struct rq_date_range *range)
{
	struct rq_date_range upper, lower, other;
	int order;

	if (line + 1 >= sheet->count || sheet->lines[line + 1].gap ||
	    !is_moment(sheet, line, &upper) || !is_moment(sheet, line + 1, &lower) ||
	    (line > 0 && is_moment(sheet, line - 1, &other)) ||
	    (line + 2 < sheet->count && is_moment(sheet, line + 2, &other)))
		return false;
	if (lower.present && upper.present)
		return false;
	order = upper.present ? 1 : lower.present ? -1 : strcmp(upper.start, lower.start);
	*range = order > 0 ? lower : upper;
	range->range = true;
	range->present = upper.present || lower.present;
	if (!range->present)
		memcpy(range->end, order > 0 ? upper.start : lower.start, sizeof range->end);
	return order != 0;
}

uint32_t rq_header_ends_date(const struct rq_sheet *sheet, size_t line)
{
	struct rq_date_range end;
	struct rq_slice value;

	if (line + 1 >= sheet->count)
		return 0;
	value = rq_sheet_whole(sheet, line + 1);
	if (rq_label_is_range(sheet, line) || is_stacked(sheet, line, &end))
		return value.end;
	return is_open(&sheet->lines[line]) ? read_end(sheet, value, &end) : 0;
}

/* Takes the end of a date from the line below the one it begins in. */
static void find_end(const struct rq_sheet *sheet, size_t line, struct rq_header *header)
{
	struct rq_slice whole = rq_sheet_whole(sheet, line + 1), value = whole;
	bool labelled = rq_label_is_range(sheet, line);
	struct rq_date_range end;
	uint32_t stop;

	if (!header->range.range && is_stacked(sheet, line, &end)) {
		header->dated = true;
		header->range = end;
		header->date = rq_sheet_whole(sheet, line);
		rq_header_glue(header, whole);
		return;
	}
	if (!header->dated || header->date.line != line ||
	    (header->range.range && !header->range.present))
		return;
	if (labelled)
		(void)rq_label_find(sheet, whole, &value.start);
	while (value.start < value.end && sheet->lines[value.line].key[value.start] == ' ')
		value.start++;
	stop = read_end(sheet, value, &end);
	if (stop == 0)
		return;
	header->range.range = true;
	header->range.present = end.present;
	(void)snprintf(header->range.end, sizeof header->range.end, "%s",
		       end.present ? "" : end.start);
	if (!labelled)
		whole.end = stop;
	rq_header_glue(header, whole);
}

void rq_header_find_date(const struct rq_sheet *sheet, size_t first, size_t end,
			 struct rq_header *header)
{
	*header = (struct rq_header) { 0 };
	for (size_t i = first; i < end; i++) {
		if (i > first && rq_header_ends_date(sheet, i - 1) > 0)
			continue;
		find_date(sheet, i, header);
		if (i + 1 < end && rq_header_ends_date(sheet, i) > 0)
			find_end(sheet, i, header);
	}
}
