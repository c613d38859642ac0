#include "resume/row.h"

#include <string.h>

#include "base/memory.h"
#include "resume/barred.h"
#include "resume/couplet.h"
#include "resume/dated.h"
#include "resume/header.h"
#include "resume/introduction.h"
#include "resume/joint.h"
#include "resume/label.h"
#include "resume/labelled.h"
#include "resume/reach.h"
#include "resume/word.h"

enum {
	LONG_LINE = 100, /* bytes of a key: no title is so long */
	FULL_LINE = 45,  /* a shorter line was not broken for want of room */
	SENTENCE_WORDS = 6,
	SHORT_SENTENCE_WORDS = 4, /* where no word is of an entry's header */
	FEW_WORDS = 6,            /* of a firm and where it is */
	FEW_LABEL_WORDS = 3,      /* "My tasks were:" */
};

static const float DEEPER = 4; /* points by which a list inside of a list is indented, at least */

/* Whether an item names a school or a degree. */
static bool is_schooling(const struct rq_sheet *sheet, const struct rq_sheet_line *line)
{
	struct rq_slice whole = rq_sheet_whole(sheet, (size_t)(line - sheet->lines));

	return line->bullet && line->length - line->start < RQ_DATED_LONGEST &&
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

		if (!line->bullet && rq_dated_is(line))
			return NO_ITEMS;
		dated += rq_dated_item(line, block->section);
		ends += line->bullet && (rq_dated_is(line) || rq_dated_ends(line));
		schools += is_schooling(sheet, line);
		items += line->bullet;
		first |= items == 1 && dated > 0;
		margin |= line->bullet && rq_dated_in_margin(line);
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

/* A degree and its school, right above their time: as long as their names are. */
static bool tells_degree(const struct rq_sheet *sheet, const struct rq_sheet_line *line)
{
	const uint32_t both = RQ_WORD_DEGREE | RQ_WORD_SCHOOL;
	size_t index = (size_t)(line - sheet->lines);

	return index + 1 < sheet->count && !line[1].gap && rq_dated_alone(&line[1]) &&
	       !rq_dated_ends_sentence(line) &&
	       (rq_header_kinds(sheet, rq_sheet_whole(sheet, index)) & both) == both;
}

/* Whether it is a sentence, or a list behind its label: no piece of a header. */
static bool is_prose(const struct rq_sheet *sheet, const struct rq_sheet_line *line)
{
	const uint32_t header = RQ_WORD_TITLE | RQ_WORD_LEGAL | RQ_WORD_ORG | RQ_WORD_SCHOOL |
				RQ_WORD_DEGREE | RQ_WORD_PLACE | RQ_WORD_CITY;
	struct rq_slice whole = rq_sheet_whole(sheet, (size_t)(line - sheet->lines));
	uint32_t end;

	if (line->kind == RQ_LINE_HEADING || rq_barred_is(line))
		return false;
	if ((line->length - line->start >= LONG_LINE && !tells_degree(sheet, line)) ||
	    is_labelled_list(line))
		return true;
	if (!rq_dated_ends_sentence(line) || rq_dated_ends_with_name(line) ||
	    rq_label_find(sheet, whole, &end) == RQ_LABEL_EMPLOYER) /* "Empresa: Acme S.A." */
		return false;
	return rq_dated_words(line) >=
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

	return index + 1 < sheet->count && !line[1].gap && !line[1].bullet &&
	       rq_dated_is(&line[1]) &&
	       (line[1].kind != RQ_LINE_HEADING || line->kind == RQ_LINE_HEADING) &&
	       (rq_header_kinds(sheet, rq_sheet_whole(sheet, index)) & kinds);
}

/* Whether a line begins with a time from and to. */
static bool begins_with_time(const struct rq_sheet_line *line)
{
	struct rq_date_range range;

	return rq_date_find(line->key, line->length, line->start, &range) &&
	       range.from <= line->start && (range.range || range.present);
}

/* Whether each item has a time right below it. */
static bool all_have_times(const struct rq_sheet *sheet, const struct rq_block *block)
{
	for (size_t i = block->first; i < block->end; i++)
		if (sheet->lines[i].bullet && (i + 1 == block->end || sheet->lines[i + 1].bullet ||
					       !begins_with_time(&sheet->lines[i + 1])))
			return false;
	return true;
}

/*
 * Whether a section begins with an item that has a time right below it: so do its other entries,
 * though no word of theirs may tell that they are such. A heading with a time begins another, and
 * so does a time below an empty line, unless all items have one.
 */
static bool heads_entries(const struct rq_sheet *sheet, const struct rq_block *block)
{
	const struct rq_sheet_line *line = &sheet->lines[block->first];

	return block->end - block->first > 1 && line->bullet && !line[1].bullet &&
	       line[1].kind != RQ_LINE_HEADING && begins_with_time(&line[1]) &&
	       !is_prose(sheet, line) && (!line[1].gap || all_have_times(sheet, block));
}

/*
 * A list whose items are entries: who it was stands at the bullet, the date below it, or behind it
 * where what was done there is a list inside of the list.
 */
static bool heads_item(const struct rq_sheet *sheet, const struct rq_sheet_line *line,
		       const struct rq_sheet_line *end, bool entries)
{
	const struct rq_sheet_line *next = line + 1;

	if (!line->bullet || next >= end)
		return false;
	if (!next->bullet)
		return !is_prose(sheet, line) &&
		       ((entries && begins_with_time(next)) || heads_dated(sheet, line)) &&
		       !rq_sheet_begins_lower(next);
	return rq_dated_is(line) && line->left > 0 && next->left > line->left + DEEPER;
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
	return !sheet->paragraphs && !rq_dated_ends_sentence(above) &&
	       above->length - above->start >= FULL_LINE && !heads_dated(sheet, line);
}

/*
 * "bei der Acme GmbH": who it was for, below what somebody was there; in a few words also
 * "bei der 3BEG in Innsbruck", which no word tells to be a firm.
 */
static bool tells_whom(const struct rq_sheet *sheet, const struct rq_sheet_line *line, bool below)
{
	struct rq_slice whole = rq_sheet_whole(sheet, (size_t)(line - sheet->lines));

	return rq_joint_leading(sheet, whole) > 0 &&
	       ((rq_header_kinds(sheet, whole) & RQ_HEADER_ORGANISATION) ||
		(below && rq_dated_words(line) <= FEW_WORDS && !rq_dated_ends_sentence(line)));
}

/*
 * Whether a line in small letters goes on with the one above; one with an address, or whose parts
 * bars or dots part, does not.
 */
static bool goes_on_small(const struct rq_sheet *sheet, const struct rq_sheet_line *above,
			  const struct rq_sheet_line *line)
{
	struct rq_slice link;

	return above && !line->gap && rq_sheet_begins_lower(line) && !rq_barred_is(line) &&
	       !tells_whom(sheet, line, rq_dated_is(above)) &&
	       !rq_reach_find_link(sheet, (size_t)(line - sheet->lines), line->start, &link);
}

/* "Main activities and responsibilities: sales": no piece of a header. */
static bool tells_tasks(const struct rq_sheet *sheet, size_t line)
{
	uint32_t end;

	return rq_label_find(sheet, rq_sheet_whole(sheet, line), &end) == RQ_LABEL_TASKS;
}

/* "Name and address of employer ⇥ Acme": a line of a form of its own, whatever stands above. */
static bool begins_field(const struct rq_sheet *sheet, size_t line)
{
	uint32_t end;

	return rq_label_find(sheet, rq_sheet_whole(sheet, line), &end) != RQ_LABEL_NONE;
}

/*
 * "- Employer: Acme", "• Tipo di impiego\tCommessa": a form's line, though it looks like an item.
 */
static bool is_form_line(const struct rq_sheet *sheet, size_t line)
{
	uint32_t end;

	return sheet->lines[line].bullet && !rq_sheet_begins_lower(&sheet->lines[line]) &&
	       rq_label_find(sheet, rq_sheet_whole(sheet, line), &end) != RQ_LABEL_NONE;
}

/* Whether one of the two items right below one tells the time alone, or as the line of a form. */
static bool is_dated_below(const struct rq_sheet *sheet, const struct rq_block *block, size_t line)
{
	for (size_t i = line + 1; i < block->end && i <= line + 2; i++) {
		uint32_t end;
		enum rq_label label;

		if (!sheet->lines[i].bullet || sheet->lines[i].gap)
			return false;
		if (rq_dated_tells_time(&sheet->lines[i]))
			return true;
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
	bool below = line > block->first && !at[-1].bullet && rq_dated_alone(&at[-1]) &&
		     (line - 1 == block->first || at[-2].bullet);

	return (below || is_dated_below(sheet, block, line)) && !is_prose(sheet, at) &&
	       (rq_header_kinds(sheet, rq_sheet_whole(sheet, line)) & kinds);
}

/* A section while its lines are judged. */
struct judging {
	const struct rq_sheet *sheet;
	const struct rq_block *block;
	enum listing listing;
	bool couplets;                     /* headers may be of two lines */
	bool entries;                      /* its items are such, with a time below each */
	const struct rq_sheet_line *above; /* the last line that was not empty; NULL: none */
	const struct rq_sheet_line *item;  /* the item that it is of; NULL: of none */
	bool running;                      /* it may go on in the next line */
};

/* "Technologies:": a few words and a colon below a header, that name nobody and no time. */
static bool introduces(const struct judging *judging, size_t index)
{
	const struct rq_sheet_line *line = &judging->sheet->lines[index];
	struct rq_slice whole = rq_sheet_whole(judging->sheet, index);
	const uint32_t names = RQ_WORD_TITLE | RQ_WORD_LEGAL | RQ_WORD_ORG | RQ_WORD_SCHOOL |
			       RQ_WORD_DEGREE | RQ_WORD_PLACE | RQ_WORD_CITY;
	uint32_t end;

	return line->key[line->length - 1] == ':' && judging->above && !line->bullet &&
	       line->kind != RQ_LINE_HEADING && rq_dated_words(line) <= FEW_LABEL_WORDS &&
	       !rq_dated_is(line) && !(rq_header_kinds(judging->sheet, whole) & names) &&
	       rq_label_find(judging->sheet, whole, &end) == RQ_LABEL_NONE;
}

/* The end of the date above, or what stands below one that ends with a time. */
static bool belongs_above(const struct judging *judging, size_t index)
{
	return rq_header_ends_date(judging->sheet, index - 1) > 0 ||
	       (judging->couplets && rq_couplet_is_lower(judging->sheet, index));
}

/*
 * What a line is whatever stands above: nothing, the end of a date, a label, the head of an item.
 */
static bool judge_alone(const struct judging *judging, size_t index, enum rq_row_kind *kind)
{
	const struct rq_sheet *sheet = judging->sheet;
	const struct rq_sheet_line *line = &sheet->lines[index];
	uint32_t label;

	if (rq_dated_words(line) == 0)
		*kind = RQ_ROW_EMPTY;
	else if (index > judging->block->first && belongs_above(judging, index))
		*kind = RQ_ROW_TITLE;
	else if (rq_introduction_is_one(sheet, index))
		*kind = RQ_ROW_LABEL;
	else if (rq_labelled_member(sheet, judging->block->section, index, &label))
		*kind = RQ_ROW_ITEM;
	else if (rq_header_ends_date(sheet, index) > 0 && index + 1 < judging->block->end)
		*kind = RQ_ROW_DATED; /* it goes on below */
	else if (heads_item(sheet, line, sheet->lines + judging->block->end, judging->entries))
		*kind = rq_dated_is(line) ? RQ_ROW_DATED : RQ_ROW_TITLE;
	else
		return false;
	return true;
}

/* What any other line is, with what stands above. */
static enum rq_row_kind judge_below(const struct judging *judging, size_t index)
{
	const struct rq_sheet *sheet = judging->sheet;
	const struct rq_block *block = judging->block;
	const struct rq_sheet_line *line = &sheet->lines[index];
	bool item = line->bullet && !rq_dated_tells_time(line) && !is_form_line(sheet, index) &&
		    !names_entry(sheet, block, index);
	bool dated = !item ? rq_dated_is(line)
			   : judging->listing == ALL_ITEMS || (judging->listing == DATED_ITEMS &&
							       rq_dated_item(line, block->section));

	if (item && !dated)
		return RQ_ROW_ITEM;
	if (judging->running && !dated && !begins_field(sheet, index) &&
	    goes_on(sheet, judging->above, line, judging->item))
		return RQ_ROW_GOES_ON;
	if (dated)
		return RQ_ROW_DATED;
	if (tells_tasks(sheet, index) || is_prose(sheet, line) ||
	    goes_on_small(sheet, judging->above, line))
		return RQ_ROW_PROSE;
	return introduces(judging, index) ? RQ_ROW_LABEL : RQ_ROW_TITLE;
}

enum rq_row_kind *rq_row_judge(const struct rq_sheet *sheet, const struct rq_block *block)
{
	size_t count = block->end - block->first;
	enum rq_row_kind *rows = rq_alloc(count + 1, sizeof *rows);
	struct judging judging = { .sheet = sheet,
				   .block = block,
				   .listing = find_listing(sheet, block),
				   .couplets = rq_couplet_stands(sheet),
				   .entries = heads_entries(sheet, block) };

	for (size_t i = 0; i < count; i++) {
		const struct rq_sheet_line *line = &sheet->lines[block->first + i];

		if (!judge_alone(&judging, block->first + i, &rows[i]))
			rows[i] = judge_below(&judging, block->first + i);
		if (rows[i] == RQ_ROW_EMPTY)
			continue;
		judging.running =
		    rows[i] == RQ_ROW_ITEM || rows[i] == RQ_ROW_PROSE || rows[i] == RQ_ROW_GOES_ON;
		if (rows[i] == RQ_ROW_ITEM)
			judging.item = line;
		else if (rows[i] != RQ_ROW_GOES_ON)
			judging.item = NULL;
		judging.above = line;
	}
	return rows;
}
