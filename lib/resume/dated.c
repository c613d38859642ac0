#include "resume/dated.h"

#include <string.h>

#include "resume/date.h"
#include "resume/word.h"

enum {
	LONG_LINE = 100, /* bytes of a key: no title is so long */
	SENTENCE_WORDS = 6,
};

size_t rq_dated_words(const struct rq_sheet_line *line)
{
	size_t words = 0;

	for (uint32_t i = line->start; i < line->length; i++)
		words += rq_sheet_is_word(line->key[i]) &&
			 (i == line->start || !rq_sheet_is_word(line->key[i - 1]));
	return words;
}

bool rq_dated_ends_sentence(const struct rq_sheet_line *line)
{
	char last = rq_sheet_last(line);

	return last == '.' || last == '!' || last == '?' || last == ';';
}

bool rq_dated_ends_with_name(const struct rq_sheet_line *line)
{
	static const char shortened[] = " abt dep depto dept div dpto ";
	uint32_t end = line->length, start;

	while (end > line->start && line->key[end - 1] == '.')
		end--;
	for (start = end; start > line->start && line->key[start - 1] != ' '; start--)
		;
	return (rq_word_find(line->key + start, end - start).kinds &
		(RQ_WORD_LEGAL | RQ_WORD_DEGREE)) ||
	       rq_word_is_one_of(line->key + start, end - start, shortened);
}

/* Where a date ends, with a remark in brackets behind it: "2009 (voto 92/100)". */
static uint32_t skip_remark(const struct rq_sheet_line *line, uint32_t i)
{
	uint32_t open = i;

	while (open < line->length && line->key[open] == ' ')
		open++;
	return open < line->length && line->key[open] == '(' && rq_sheet_last(line) == ')'
		   ? line->length
		   : i;
}

static bool is_edge(const struct rq_sheet_line *line, const struct rq_date_range *range)
{
	uint32_t before = (uint32_t)range->from, after = skip_remark(line, (uint32_t)range->to);

	while (before > line->start && !rq_sheet_is_word(line->key[before - 1]))
		before--;
	while (after < line->length && !rq_sheet_is_word(line->key[after]))
		after++;
	return before <= line->start || after >= line->length;
}

static bool is_enclosed(const struct rq_sheet_line *line, const struct rq_date_range *range)
{
	static const char open[] = "([\t|,", close[] = ")]\t|,";
	size_t from = range->from, to = range->to;

	while (from > line->start && line->key[from - 1] == ' ')
		from--;
	while (to < line->length && line->key[to] == ' ')
		to++;
	return from > line->start && to < line->length && strchr(open, line->key[from - 1]) &&
	       strchr(close, line->key[to]);
}

bool rq_dated_is(const struct rq_sheet_line *line)
{
	struct rq_date_range range;
	size_t length = line->length - line->start, from = line->start;

	if (length > RQ_DATED_LONGEST)
		return false;
	while (rq_date_find(line->key, line->length, from, &range)) {
		bool strong = range.range || range.present;

		from = range.to;
		if (range.range && range.from <= line->start)
			return true;
		if (rq_dated_ends_sentence(line) && !rq_dated_ends_with_name(line) &&
		    !(strong && length < 60) && rq_dated_words(line) >= SENTENCE_WORDS &&
		    range.to + 2 < line->length)
			continue;
		if (strong && range.present && !range.range && range.from > line->start &&
		    !is_enclosed(line, &range) &&
		    (length > 60 ||
		     (rq_dated_ends_sentence(line) && rq_dated_words(line) >= SENTENCE_WORDS)))
			continue;
		if (is_edge(line, &range) || is_enclosed(line, &range))
			return true;
		if (strong && range.range && length < LONG_LINE && !rq_dated_ends_sentence(line))
			return true;
	}
	return false;
}

bool rq_dated_item(const struct rq_sheet_line *line, enum rq_section section)
{
	struct rq_date_range range;

	if (!line->bullet || !rq_dated_is(line) ||
	    !rq_date_find(line->key, line->length, line->start, &range))
		return false;
	return range.range || range.present || range.from <= line->start ||
	       section == RQ_SECTION_EDUCATION;
}

bool rq_dated_in_margin(const struct rq_sheet_line *line)
{
	const char *tab = memchr(line->key + line->start, '\t', line->length - line->start);
	struct rq_date_range range;

	return tab && rq_date_find(line->key, line->length, line->start, &range) &&
	       range.from > (size_t)(tab - line->key);
}

bool rq_dated_ends(const struct rq_sheet_line *line)
{
	struct rq_date_range range;
	size_t from = line->start;
	bool ends = false;

	while (rq_date_find(line->key, line->length, from, &range)) {
		ends = range.to + 1 >= line->length && (range.range || range.present);
		from = range.to;
	}
	return ends;
}

bool rq_dated_alone(const struct rq_sheet_line *line)
{
	struct rq_date_range range;

	return rq_date_find(line->key, line->length, line->start, &range) &&
	       range.from <= line->start + 1 && range.to + 2 >= line->length;
}

bool rq_dated_tells_time(const struct rq_sheet_line *line)
{
	struct rq_date_range range;

	return line->bullet && rq_dated_alone(line) &&
	       rq_date_find(line->key, line->length, line->start, &range) &&
	       (range.range || range.present);
}
