#include "resume/row.h"

#include <string.h>

#include "base/memory.h"
#include "resume/date.h"
#include "resume/header.h"
#include "resume/label.h"
#include "resume/reach.h"
#include "resume/word.h"

enum {
	LONG_LINE = 100, /* bytes of a key: no title is so long */
	FULL_LINE = 45,  /* a shorter line was not broken for want of room */
	LONGEST_DATED = 160,
	SENTENCE_WORDS = 6,
	SHORT_SENTENCE_WORDS = 4, /* where no word is of an entry's header */
};

static const float DEEPER = 4; /* points by which a list inside of a list is indented, at least */

static size_t count_words(const struct rq_sheet_line *line)
{
	size_t words = 0;

	for (uint32_t i = line->start; i < line->length; i++)
		words += rq_sheet_is_word(line->key[i]) &&
			 (i == line->start || !rq_sheet_is_word(line->key[i - 1]));
	return words;
}

static bool ends_sentence(const struct rq_sheet_line *line)
{
	char last = rq_sheet_last(line);

	return last == '.' || last == '!' || last == '?' || last == ';';
}

/* "Acme Inc.", "Sample S.A.": the dot is the name's. */
static bool ends_with_name(const struct rq_sheet_line *line)
{
	uint32_t end = line->length, start;

	while (end > line->start && line->key[end - 1] == '.')
		end--;
	for (start = end; start > line->start && line->key[start - 1] != ' '; start--)
		;
	return rq_word_find(line->key + start, end - start).kinds &
	       (RQ_WORD_LEGAL | RQ_WORD_DEGREE);
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

static bool is_dated(const struct rq_sheet_line *line)
{
	struct rq_date_range range;
	size_t length = line->length - line->start, from = line->start;

	if (length > LONGEST_DATED)
		return false;
	while (rq_date_find(line->key, line->length, from, &range)) {
		bool strong = range.range || range.present;

		from = range.to;
		if (range.range && range.from <= line->start)
			return true;
		if (ends_sentence(line) && !ends_with_name(line) && !(strong && length < 60) &&
		    count_words(line) >= SENTENCE_WORDS && range.to + 2 < line->length)
			continue;
		if (strong && range.present && !range.range && range.from > line->start &&
		    (length > 60 || (ends_sentence(line) && count_words(line) >= SENTENCE_WORDS)))
			continue;
		if (is_edge(line, &range) || is_enclosed(line, &range))
			return true;
		if (strong && range.range && length < LONG_LINE && !ends_sentence(line))
			return true;
	}
	return false;
}

/* Whether an item of a list holds the date of an entry: a time from and to, or one in front. */
static bool is_dated_item(const struct rq_sheet_line *line, enum rq_section section)
{
	struct rq_date_range range;

	if (!line->bullet || !is_dated(line) ||
	    !rq_date_find(line->key, line->length, line->start, &range))
		return false;
	return range.range || range.present || range.from <= line->start ||
	       section == RQ_SECTION_EDUCATION;
}

/* Whether the date of a line stands behind a tab: beside its words, or those of other lines. */
static bool is_dated_in_margin(const struct rq_sheet_line *line)
{
	const char *tab = memchr(line->key + line->start, '\t', line->length - line->start);
	struct rq_date_range range;

	return tab && rq_date_find(line->key, line->length, line->start, &range) &&
	       range.from > (size_t)(tab - line->key);
}

/* Whether an item names a school or a degree. */
static bool is_schooling(const struct rq_sheet *sheet, const struct rq_sheet_line *line)
{
	struct rq_slice whole = rq_sheet_whole(sheet, (size_t)(line - sheet->lines));

	return line->bullet && line->length - line->start < LONGEST_DATED &&
	       (rq_header_kinds(sheet, whole) & (RQ_WORD_SCHOOL | RQ_WORD_DEGREE));
}

/* Which items of a section's list are its entries. */
enum listing { NO_ITEMS, DATED_ITEMS, ALL_ITEMS };

/*
 * All are where each ends in a date, or where a section of schools has nothing but items that
 * name schools or degrees. Those with a date are, where the first has one, others too, and
 * nothing else in the section has. Dates in the margin are of the items only where all have them.
 */
static enum listing find_listing(const struct rq_sheet *sheet, const struct rq_block *block)
{
	size_t items = 0, dated = 0, ends = 0, schools = 0;
	bool margin = false, first = false;

	for (size_t i = block->first; i < block->end; i++) {
		const struct rq_sheet_line *line = &sheet->lines[i];

		if (!line->bullet && is_dated(line))
			return NO_ITEMS;
		dated += is_dated_item(line, block->section);
		ends += line->bullet && is_dated(line);
		schools += is_schooling(sheet, line);
		items += line->bullet;
		first |= items == 1 && dated > 0;
		margin |= line->bullet && is_dated_in_margin(line);
	}
	if ((items > 1 && ends == items) || (block->section == RQ_SECTION_EDUCATION && items > 0 &&
					     schools == block->end - block->first))
		return ALL_ITEMS;
	if (!first || (margin && dated < items))
		return NO_ITEMS;
	return dated > 1 || items == 1 ? DATED_ITEMS : NO_ITEMS;
}

/* "Coursework: a, b, c" is no title. */
static bool is_labelled_list(const struct rq_sheet_line *line)
{
	const char *colon = memchr(line->key + line->start, ':', line->length - line->start);
	size_t commas = 0;

	if (!colon || colon[1] != ' ')
		return false;
	for (const char *c = colon; c < line->key + line->length; c++)
		commas += *c == ',' || *c == '|';
	return commas >= 2;
}

/* Whether it is a sentence, or a list behind its label: no piece of a header. */
static bool is_prose(const struct rq_sheet *sheet, const struct rq_sheet_line *line)
{
	const uint32_t header = RQ_WORD_TITLE | RQ_WORD_LEGAL | RQ_WORD_ORG | RQ_WORD_SCHOOL |
				RQ_WORD_DEGREE | RQ_WORD_PLACE | RQ_WORD_CITY;
	struct rq_slice whole = rq_sheet_whole(sheet, (size_t)(line - sheet->lines));

	if (line->kind == RQ_LINE_HEADING)
		return false;
	if (line->length - line->start >= LONG_LINE || is_labelled_list(line))
		return true;
	if (!ends_sentence(line) || ends_with_name(line))
		return false;
	return count_words(line) >=
	       (rq_header_kinds(sheet, whole) & header ? SENTENCE_WORDS : SHORT_SENTENCE_WORDS);
}

/*
 * "Copper Creek Health, Phoenix, AZ" right above a date: who or where it was, not more of an item.
 * A date that the file itself says is a heading has who and where in it, or below.
 */
static bool heads_dated(const struct rq_sheet *sheet, const struct rq_sheet_line *line)
{
	const uint32_t kinds = RQ_WORD_TITLE | RQ_WORD_LEGAL | RQ_WORD_ORG | RQ_WORD_SCHOOL |
			       RQ_WORD_DEGREE | RQ_WORD_PLACE | RQ_WORD_CITY | RQ_WORD_STATE;
	size_t index = (size_t)(line - sheet->lines);

	return index + 1 < sheet->count && !line[1].gap && !line[1].bullet && is_dated(&line[1]) &&
	       (line[1].kind != RQ_LINE_HEADING || line->kind == RQ_LINE_HEADING) &&
	       (rq_header_kinds(sheet, rq_sheet_whole(sheet, index)) & kinds);
}

/*
 * A list whose items are entries: who it was stands at the bullet, the date below it, or behind it
 * where what was done there is a list inside of the list.
 */
static bool heads_item(const struct rq_sheet *sheet, const struct rq_sheet_line *line,
		       const struct rq_sheet_line *end)
{
	const struct rq_sheet_line *next = line + 1;

	if (!line->bullet || next >= end)
		return false;
	if (!next->bullet)
		return !is_prose(sheet, line) && heads_dated(sheet, line) &&
		       !rq_sheet_begins_lower(next);
	return is_dated(line) && line->left > 0 && next->left > line->left + DEEPER;
}

/* Whether a line continues the item or prose that line above belongs to. */
static bool goes_on(const struct rq_sheet *sheet, const struct rq_sheet_line *above,
		    const struct rq_sheet_line *line, const struct rq_sheet_line *item)
{
	if (line->gap || line->bullet || line->kind == RQ_LINE_HEADING ||
	    line->kind == RQ_LINE_ROW || (line->bold && !above->bold && !rq_sheet_is_open(above)))
		return false;
	if (line->size > 0 && above->size > 0 && line->size > above->size + 0.6f)
		return false;
	if (item && item->left > 0 && line->left > 0) {
		if (line->left > item->left + 2.0f)
			return true;
		if (line->left < item->left - 2.0f)
			return false;
	}
	if (rq_sheet_begins_lower(line) || rq_sheet_is_open(above))
		return true;
	return !ends_sentence(above) && above->length - above->start >= FULL_LINE &&
	       !heads_dated(sheet, line);
}

/* Whether a line in small letters goes on with the one above; one with an address does not. */
static bool goes_on_small(const struct rq_sheet *sheet, const struct rq_sheet_line *above,
			  const struct rq_sheet_line *line)
{
	struct rq_slice link;

	return above && !line->gap && rq_sheet_begins_lower(line) &&
	       !rq_reach_find_link(sheet, (size_t)(line - sheet->lines), line->start, &link);
}

/* "Main activities and responsibilities: sales": no piece of a header. */
static bool tells_tasks(const struct rq_sheet *sheet, size_t line)
{
	uint32_t end;

	return rq_label_find(sheet, rq_sheet_whole(sheet, line), &end) == RQ_LABEL_TASKS;
}

/* "- Employer: Acme", "• Tipo di impiego\tCommessa": a form's line, though it looks like an item.
 */
static bool is_form_line(const struct rq_sheet *sheet, size_t line)
{
	uint32_t end;

	return sheet->lines[line].bullet && !rq_sheet_begins_lower(&sheet->lines[line]) &&
	       rq_label_find(sheet, rq_sheet_whole(sheet, line), &end) != RQ_LABEL_NONE;
}

static bool has_date_alone(const struct rq_sheet_line *line)
{
	struct rq_date_range range;

	return !line->bullet && rq_date_find(line->key, line->length, line->start, &range) &&
	       range.from <= line->start + 1 && range.to + 2 >= line->length;
}

/* Whether one of the two items right below one is the line of a form that tells the time. */
static bool is_dated_below(const struct rq_sheet *sheet, const struct rq_block *block, size_t line)
{
	for (size_t i = line + 1; i < block->end && i <= line + 2; i++) {
		uint32_t end;
		enum rq_label label;

		if (!sheet->lines[i].bullet || sheet->lines[i].gap)
			return false;
		label = rq_label_find(sheet, rq_sheet_whole(sheet, i), &end);
		if (label == RQ_LABEL_TIME || label == RQ_LABEL_FROM)
			return true;
	}
	return false;
}

/*
 * Whether an item says who it was, though nothing was done there yet: below a date that stands
 * alone, or above the line of a form with the time.
 */
static bool names_entry(const struct rq_sheet *sheet, const struct rq_block *block, size_t line)
{
	const struct rq_sheet_line *at = &sheet->lines[line];
	const uint32_t kinds =
	    RQ_WORD_TITLE | RQ_WORD_LEGAL | RQ_WORD_ORG | RQ_WORD_SCHOOL | RQ_WORD_DEGREE;
	bool below = line > block->first && has_date_alone(&at[-1]) &&
		     (line - 1 == block->first || at[-2].bullet);

	return (below || is_dated_below(sheet, block, line)) && !is_prose(sheet, at) &&
	       (rq_header_kinds(sheet, rq_sheet_whole(sheet, line)) & kinds);
}

enum rq_row_kind *rq_row_judge(const struct rq_sheet *sheet, const struct rq_block *block)
{
	size_t count = block->end - block->first;
	enum rq_row_kind *rows = rq_alloc(count + 1, sizeof *rows);
	const struct rq_sheet_line *item = NULL, *above = NULL;
	enum listing listing = find_listing(sheet, block);
	bool running = false;

	for (size_t i = 0; i < count; i++) {
		const struct rq_sheet_line *line = &sheet->lines[block->first + i];
		bool dated, item_line;

		if (count_words(line) == 0) {
			rows[i] = RQ_ROW_EMPTY;
			continue;
		}
		if (i > 0 && rq_header_ends_date(sheet, block->first + i - 1) > 0) {
			rows[i] = RQ_ROW_TITLE; /* the end of the date above */
			above = line;
			running = false;
			continue;
		}
		if (rq_label_introduces(sheet, block->first + i)) {
			rows[i] = RQ_ROW_LABEL;
			item = NULL;
			above = line;
			running = false;
			continue;
		}
		if (heads_item(sheet, line, sheet->lines + block->end)) {
			rows[i] = is_dated(line) ? RQ_ROW_DATED : RQ_ROW_TITLE;
			item = NULL;
			above = line;
			running = false;
			continue;
		}
		item_line = line->bullet && !is_form_line(sheet, block->first + i) &&
			    !names_entry(sheet, block, block->first + i);
		dated = !item_line ? is_dated(line)
				   : listing == ALL_ITEMS || (listing == DATED_ITEMS &&
							      is_dated_item(line, block->section));
		if (item_line && !dated) {
			rows[i] = RQ_ROW_ITEM;
			item = line;
		} else if (running && !dated && goes_on(sheet, above, line, item)) {
			rows[i] = RQ_ROW_GOES_ON;
		} else if (dated) {
			rows[i] = RQ_ROW_DATED;
		} else if (tells_tasks(sheet, block->first + i) || is_prose(sheet, line) ||
			   goes_on_small(sheet, above, line)) {
			rows[i] = RQ_ROW_PROSE;
		} else {
			rows[i] = RQ_ROW_TITLE;
		}
		running =
		    rows[i] == RQ_ROW_ITEM || rows[i] == RQ_ROW_PROSE || rows[i] == RQ_ROW_GOES_ON;
		if (rows[i] != RQ_ROW_ITEM && rows[i] != RQ_ROW_GOES_ON)
			item = NULL;
		above = line;
	}
	return rows;
}
