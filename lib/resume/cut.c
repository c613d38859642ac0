#include "resume/header.h"

#include <string.h>

#include "base/memory.h"
#include "resume/joint.h"
#include "resume/label.h"
#include "resume/location.h"
#include "resume/numbering.h"
#include "resume/origin.h"
#include "resume/remark.h"
#include "resume/table.h"
#include "resume/typeset.h"
#include "resume/word.h"

/* A header's lines to its pieces: where they are cut. */

enum {
	LONGEST_ABBREVIATION = 6, /* bytes: a longer word is none */
};

static bool has_word(const struct rq_sheet *sheet, struct rq_slice slice)
{
	for (uint32_t i = slice.start; i < slice.end; i++)
		if (rq_sheet_is_word(sheet->lines[slice.line].key[i]))
			return true;
	return false;
}

/* "School of Medicine.": a sentence's end; but "Acme Ltd.", "Sample S.A." */
static bool ends_in_stop(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t start = slice.end;

	if (slice.end - slice.start < 2 || key[slice.end - 1] != '.')
		return false;
	while (start > slice.start + 1 && rq_sheet_is_word(key[start - 2]))
		start--;
	return slice.end - start >= LONGEST_ABBREVIATION &&
	       !(rq_word_find(key + start - 1, slice.end - start).kinds &
		 (RQ_WORD_LEGAL | RQ_WORD_DEGREE));
}

/* What a label says of the piece behind it. */
static uint32_t kinds_of(enum rq_label label)
{
	static const uint32_t says[RQ_LABEL_TASKS + 1] = {
		[RQ_LABEL_EMPLOYER] = RQ_WORD_ORG,  [RQ_LABEL_TITLE] = RQ_WORD_TITLE,
		[RQ_LABEL_PLACE] = RQ_WORD_PLACE,   [RQ_LABEL_SCHOOL] = RQ_WORD_SCHOOL,
		[RQ_LABEL_DEGREE] = RQ_WORD_DEGREE, [RQ_LABEL_SCORE] = RQ_WORD_SCORE,
	};

	return says[label];
}

/* "Senior de Auditoría": a grade and its subject are a title though no word names one. */
static bool is_graded(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t end = rq_sheet_end_of_word(key, slice.start, slice.end), next;

	if (!(rq_word_find(key + slice.start, end - slice.start).kinds & RQ_WORD_GRADE) ||
	    end >= slice.end || key[end] != ' ')
		return false;
	next = rq_sheet_end_of_word(key, end + 1, slice.end);
	return rq_word_find(key + end + 1, next - end - 1).kinds & RQ_WORD_FILL;
}

static bool is_bracketed(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];

	return slice.start > line->start && line->key[slice.start - 1] == '(' &&
	       slice.end < line->length && line->key[slice.end] == ')';
}

static void add_piece(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice slice)
{
	struct rq_header_piece piece = { 0 };
	enum rq_label label;
	const char *key = sheet->lines[slice.line].key;
	uint32_t end;
	bool led;

	slice = rq_header_trim(sheet, slice);
	end = rq_numbering_end(sheet, slice);
	if (end > slice.start) {
		rq_header_glue(header, (struct rq_slice) { slice.line, slice.start, end });
		slice = rq_header_trim(sheet, (struct rq_slice) { slice.line, end, slice.end });
	}
	label = rq_label_find(sheet, slice, &end);
	if (label != RQ_LABEL_NONE) {
		rq_header_glue(header, (struct rq_slice) { slice.line, slice.start, end });
		if (end >= slice.end)
			return;
		slice = rq_header_trim(sheet, (struct rq_slice) { slice.line, end, slice.end });
	}
	if (label == RQ_LABEL_NONE && (end = rq_origin_leading(sheet, slice)) > 0) {
		rq_header_glue(header, (struct rq_slice) { slice.line, slice.start, end });
		slice = rq_header_trim(sheet, (struct rq_slice) { slice.line, end, slice.end });
		label = RQ_LABEL_TITLE;
	}
	end = label ? 0 : rq_joint_leading(sheet, slice);
	led = end > 0;
	if (led) {
		rq_header_glue(header, (struct rq_slice) { slice.line, slice.start, end });
		slice.start = end;
	}
	if (!has_word(sheet, slice) || rq_header_is_date(sheet, slice))
		return; /* a second date says nothing that a member could hold */
	if (ends_in_stop(sheet, slice))
		slice.end--;
	while (slice.start + 1 < slice.end && key[slice.start] == '.' &&
	       key[slice.start + 1] == ' ')
		slice.start += 2; /* "2018 - 2020. Engineer": the stop is the date's */
	piece.slice = slice;
	piece.remark = label == RQ_LABEL_SECTOR ||
		       (!label && (rq_remark_tells_duration(sheet, slice) ||
				   (is_bracketed(sheet, slice) && rq_remark_is(sheet, slice))));
	piece.labelled = label != RQ_LABEL_NONE;
	piece.kinds = label ? kinds_of(label) : rq_header_kinds(sheet, slice);
	if (!(piece.kinds & (RQ_HEADER_ORGANISATION | RQ_WORD_DEGREE)) && is_graded(sheet, slice))
		piece.kinds |= RQ_WORD_TITLE;
	piece.place = label ? label == RQ_LABEL_PLACE : rq_location_is_place(sheet, slice);
	if (led && !piece.place && !(piece.kinds & (RQ_WORD_TITLE | RQ_WORD_DEGREE)))
		piece.kinds |= RQ_WORD_ORG;
	header->piece =
	    rq_grow(header->piece, header->count, &header->capacity, sizeof *header->piece);
	header->piece[header->count++] = piece;
}

/*
 * Whether a part continues the piece before its comma: "Inc." behind "Acme", a
 * state or a country behind a town.
 */
static bool belongs_before(const struct rq_sheet *sheet, struct rq_header_piece *before,
			   struct rq_slice part)
{
	const char *key = sheet->lines[part.line].key;
	uint32_t end = rq_sheet_end_of_word(key, part.start, part.end);
	bool untold = !(before->kinds & (RQ_HEADER_ORGANISATION | RQ_WORD_TITLE | RQ_WORD_DEGREE));

	if (rq_location_is_state(sheet, part) && (before->place || untold)) {
		before->place = true; /* "Boulder, CO", which is no company */
		return true;
	}
	if ((rq_word_find(key + part.start, end - part.start).kinds & RQ_WORD_LEGAL) &&
	    end + 1 >= part.end)
		return true;
	return before->place && (rq_location_is_place(sheet, part) ||
				 (part.end - part.start == 2 &&
				  rq_location_is_region(&sheet->lines[part.line], part.start)));
}

/* "Coon Rapids, MN.": the stop behind a state is none of its own. */
static struct rq_slice without_stop(const struct rq_sheet *sheet, struct rq_slice part)
{
	struct rq_slice state = part;

	if (part.end - part.start != 3 || sheet->lines[part.line].key[part.end - 1] != '.')
		return part;
	state.end--;
	return rq_location_is_state(sheet, state) ? state : part;
}

/* How many of the pieces in lines above one may be a title or an employer. */
static size_t count_open_above(const struct rq_header *header, uint32_t line)
{
	size_t open = 0;

	for (size_t i = 0; i < header->count && header->piece[i].slice.line < line; i++)
		open += !header->piece[i].place && !header->piece[i].remark;
	return open;
}

/*
 * "Bar and Grill, Lakewood, Ohio": what stands in front of a country or region is a town, unless
 * the employer must be there: "Engineer, Acme, Nederland". In front of a town stands its quarter,
 * or who it was: "Acme Ltd, Growth Hacker, Austin, TX".
 */
static bool follows_town(const struct rq_sheet *sheet, const struct rq_header *header,
			 struct rq_slice part)
{
	const struct rq_header_piece *before = &header->piece[header->count - 1];
	uint32_t kinds = rq_header_kinds(sheet, part);
	size_t others = 0, pieces = 0;

	for (size_t i = 0; i + 1 < header->count; i++) {
		pieces += !header->piece[i].place;
		others += !header->piece[i].place && !rq_header_is_position(&header->piece[i]) &&
			  !(header->piece[i].kinds & RQ_WORD_DEGREE);
	}
	if ((header->single && others == 0) ||
	    ((kinds & RQ_WORD_CITY) && !(kinds & RQ_WORD_PLACE) && pieces < 2))
		return false;
	return !(before->kinds &
		 (RQ_HEADER_ORGANISATION | RQ_WORD_TITLE | RQ_WORD_DEGREE | RQ_WORD_GRADE)) &&
	       rq_location_may_be_town(sheet, before->slice) &&
	       (rq_location_is_place(sheet, part) ||
		(part.end - part.start == 2 &&
		 rq_location_is_region(&sheet->lines[part.line], part.start)));
}

/*
 * "Acme<tab>Ashby, England", "Acme (Ashby, England)", "Ashby College · Ashby, England": whether a
 * part stands apart from another; behind a bar or dot from one that is known.
 */
static bool stands_apart(const struct rq_sheet *sheet, const struct rq_header *header, size_t first,
			 struct rq_slice part)
{
	const char *key = sheet->lines[part.line].key;

	if (first == 0 || header->piece[first - 1].slice.line != part.line || part.start == 0)
		return false;
	return strchr("\t(", key[part.start - 1]) ||
	       (key[part.start - 1] == '|' &&
		(header->piece[first - 1].kinds & RQ_HEADER_ORGANISATION));
}

/* Whether the comma at i parts: it has a space beside it, or is one of those that need none. */
static bool is_parting_comma(const struct rq_sheet_line *line, uint32_t i, uint32_t end)
{
	return line->key[i] == ',' &&
	       (i + 1 >= end || line->key[i + 1] == ' ' || (i > 0 && line->key[i - 1] == ' ') ||
		line->text[line->at[i]] != ',');
}

/* Cuts a piece at its commas, outside of brackets. */
static void cut_commas(const struct rq_sheet *sheet, struct rq_header *header,
		       struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice part = { slice.line, slice.start, slice.start };
	size_t first = header->count;
	/* where title and employer are told elsewhere, a line may be a town and its country alone
	 */
	size_t alone = first + !(stands_apart(sheet, header, first, slice) ||
				 count_open_above(header, slice.line) >= 2);
	int depth = 0;

	for (uint32_t i = slice.start; i <= slice.end; i++) {
		if (i < slice.end && key[i] == '(')
			depth++;
		if (i < slice.end && key[i] == ')')
			depth--;
		if (i < slice.end &&
		    (depth > 0 || !is_parting_comma(&sheet->lines[slice.line], i, slice.end)))
			continue;
		part.end = i;
		part = without_stop(sheet, rq_header_trim(sheet, part));
		if (header->count > first && part.start < part.end &&
		    belongs_before(sheet, &header->piece[header->count - 1], part)) {
			struct rq_header_piece *before = &header->piece[header->count - 1];

			before->slice.end = part.end;
			before->kinds = rq_header_kinds(sheet, before->slice);
			if (before->place)
				before->kinds &= ~(uint32_t)RQ_WORD_LEGAL;
		} else if (header->count > alone && part.start < part.end &&
			   follows_town(sheet, header, part)) {
			header->piece[header->count - 1].slice.end = part.end;
			header->piece[header->count - 1].place = true;
		} else {
			add_piece(sheet, header, part);
		}
		part.start = i + 1;
	}
}

/* Cuts a part at its commas; the first piece is what its column or the joint before it says. */
static void cut_part(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice part,
		     enum rq_joint joint)
{
	const uint32_t told = RQ_HEADER_ORGANISATION | RQ_WORD_TITLE | RQ_WORD_DEGREE;
	enum rq_label column = rq_table_label(sheet, part);
	const char *key = sheet->lines[part.line].key;
	size_t first = header->count;

	cut_commas(sheet, header, part);
	for (size_t i = first; i < header->count; i++)
		header->piece[i].aside = part.start > 0 && key[part.start - 1] == '(' &&
					 part.end > part.start &&
					 (key[part.end] == ')' || key[part.end - 1] == ')');
	if (header->count > first &&
	    (column == RQ_LABEL_DEGREE || !(header->piece[first].kinds & told))) {
		if (column == RQ_LABEL_DEGREE) /* "High school" */
			header->piece[first].kinds &= ~(uint32_t)RQ_HEADER_ORGANISATION;
		header->piece[first].kinds |= kinds_of(column);
		header->piece[first].place |= column == RQ_LABEL_PLACE;
	}
	if (header->count > first)
		header->piece[first].typeset = joint == RQ_JOINT_TYPE;
	if (header->count > first &&
	    (joint == RQ_JOINT_BEFORE_TOWN || joint == RQ_JOINT_BEFORE_EMPLOYER))
		header->piece[first].place = joint == RQ_JOINT_BEFORE_TOWN;
}

static void cut_slice(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice slice)
{
	struct rq_slice part = { slice.line, slice.start, slice.start };
	enum rq_joint before = RQ_JOINT_NONE;
	uint32_t end = slice.start; /* of its label, which is not cut: it may end with a tab */
	enum rq_label label = rq_label_find(sheet, rq_header_trim(sheet, slice), &end);
	bool glued = label == RQ_LABEL_TITLE; /* "Position: Officer in Charge" */

	if (label == RQ_LABEL_TIME || label == RQ_LABEL_FROM) {
		rq_header_glue(header, (struct rq_slice) { slice.line, slice.start, end });
		part.start = slice.start = end; /* "From - To:" has a joint in it */
	}
	for (uint32_t i = end; i < slice.end; i++) {
		struct rq_slice rest = { slice.line, part.start, slice.end };
		uint32_t aside = rq_joint_aside(sheet, rest, i);

		if (aside > 0) {
			i = aside - 1;
			continue;
		}
		uint32_t next = rq_joint_parts(sheet, slice, rest, i) ? i + 1 : 0;
		enum rq_joint joint = RQ_JOINT_NONE;

		if (next == 0 && !glued) {
			next = rq_joint_employer(sheet, header, rest, i, &joint);
			glued = next > 0;
		}
		if (next == 0 && (next = rq_joint_town(sheet, header, rest, i)) > 0)
			joint = RQ_JOINT_BEFORE_TOWN;
		if (next == 0)
			next = rq_origin_joint(sheet, header, rest, i);
		if (next == 0 && rq_typeset_parts(sheet, rest, i)) {
			next = i + 1;
			joint = RQ_JOINT_TYPE;
		}
		if (next == 0)
			continue;
		part.end = i;
		cut_part(sheet, header, part, before);
		part.start = next;
		before = joint;
		i = next - 1;
	}
	part.end = slice.end;
	cut_part(sheet, header, part, before);
}

/* Whether all words of the lines but the date stand in one of them. */
static bool is_single(const struct rq_sheet *sheet, size_t first, size_t end,
		      const struct rq_header *header)
{
	size_t lines = 0;

	for (size_t i = first; i < end; i++) {
		struct rq_slice whole = rq_sheet_whole(sheet, i), rest = whole;

		if (header->dated && header->date.line == i) {
			whole.end = header->date.start;
			rest.start = header->date.end;
		}
		lines += has_word(sheet, whole) || has_word(sheet, rest);
	}
	return lines == 1;
}

/* The slice without what of its line is behind a byte. */
static struct rq_slice cut_off(struct rq_slice slice, uint32_t until)
{
	slice.end = until < slice.end ? until : slice.end;
	slice.start = slice.start < slice.end ? slice.start : slice.end;
	return slice;
}

void rq_header_cut_until(const struct rq_sheet *sheet, size_t first, size_t end, uint32_t until,
			 struct rq_header *header)
{
	rq_header_find_date(sheet, first, end, header);
	header->single = is_single(sheet, first, end, header);
	for (size_t i = first; i < end; i++) {
		struct rq_slice whole = rq_sheet_whole(sheet, i), rest;
		uint32_t dated = i > first ? rq_header_ends_date(sheet, i - 1) : 0;

		if (i + 1 == end)
			whole = cut_off(whole, until);
		rest = whole;
		if (dated > 0)
			whole.start = dated;
		if (dated >= whole.end)
			continue;
		if (header->dated && header->date.line == i && header->date.start < whole.end) {
			whole.end = header->date.start;
			rest.start = header->date.end;
			if (whole.end > whole.start)
				cut_slice(sheet, header, whole);
			cut_slice(sheet, header, rest);
		} else {
			cut_slice(sheet, header, whole);
		}
	}
	rq_header_settle(sheet, header);
}

void rq_header_cut(const struct rq_sheet *sheet, size_t first, size_t end, struct rq_header *header)
{
	rq_header_cut_until(sheet, first, end, UINT32_MAX, header);
}
