#include "resume/header.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "resume/label.h"
#include "resume/location.h"
#include "resume/table.h"
#include "resume/word.h"

/* A header's lines to its pieces: where they are cut. */

enum {
	LONGEST_GLUE = 8,         /* bytes of " presso" */
	LONGEST_ABBREVIATION = 6, /* bytes: a longer word is none */
	CJK_LEAD = 0xe3,          /* first byte of a character of Chinese, Japanese, Korean */
	ORGANISATION = RQ_WORD_LEGAL | RQ_WORD_ORG | RQ_WORD_SCHOOL,
	POSITION = RQ_WORD_TITLE,
};

static bool has_word(const struct rq_sheet *sheet, struct rq_slice slice)
{
	for (uint32_t i = slice.start; i < slice.end; i++)
		if (rq_sheet_is_word(sheet->lines[slice.line].key[i]))
			return true;
	return false;
}

/* A second date says nothing that a member could hold. */
static bool is_date(const struct rq_sheet *sheet, struct rq_slice slice)
{
	struct rq_date_range range;
	size_t length = slice.end - slice.start;

	return rq_date_find(rq_sheet_key(sheet, slice), length, 0, &range) && range.from == 0 &&
	       range.to == length;
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
	static const uint32_t says[] = { [RQ_LABEL_NONE] = 0,
					 [RQ_LABEL_EMPLOYER] = RQ_WORD_ORG,
					 [RQ_LABEL_TITLE] = RQ_WORD_TITLE,
					 [RQ_LABEL_PLACE] = RQ_WORD_PLACE,
					 [RQ_LABEL_TIME] = 0,
					 [RQ_LABEL_FROM] = 0,
					 [RQ_LABEL_TO] = 0,
					 [RQ_LABEL_SCHOOL] = RQ_WORD_SCHOOL,
					 [RQ_LABEL_DEGREE] = RQ_WORD_DEGREE,
					 [RQ_LABEL_TASKS] = 0 };

	return says[label];
}

static void add_piece(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice slice)
{
	struct rq_header_piece piece = { 0 };
	enum rq_label label;
	uint32_t end;

	slice = rq_header_trim(sheet, slice);
	label = rq_label_find(sheet, slice, &end);
	if (label != RQ_LABEL_NONE) {
		rq_header_glue(header, (struct rq_slice) { slice.line, slice.start, end });
		if (end >= slice.end)
			return;
		slice = rq_header_trim(sheet, (struct rq_slice) { slice.line, end, slice.end });
	}
	if (!has_word(sheet, slice) || is_date(sheet, slice))
		return;
	if (ends_in_stop(sheet, slice))
		slice.end--;
	piece.slice = slice;
	piece.kinds = label ? kinds_of(label) : rq_header_kinds(sheet, slice);
	piece.place = label ? label == RQ_LABEL_PLACE : rq_location_is_place(sheet, slice);
	header->piece =
	    rq_grow(header->piece, header->count, &header->capacity, sizeof *header->piece);
	header->piece[header->count++] = piece;
}

/* "CA", in capitals. */
static bool is_state(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	const char *text = line->text + line->at[slice.start];

	return slice.end - slice.start == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' &&
	       text[1] <= 'Z' && (rq_word_find(line->key + slice.start, 2).kinds & RQ_WORD_STATE);
}

/*
 * Whether a part continues the piece before its comma: "Inc." behind "Acme", a
 * state or a country behind a town.
 */
static bool belongs_before(const struct rq_sheet *sheet, struct rq_header_piece *before,
			   struct rq_slice part)
{
	const char *key = sheet->lines[part.line].key;
	uint32_t end = rq_header_end_of_word(key, part.start, part.end);
	bool untold = !(before->kinds & (ORGANISATION | POSITION | RQ_WORD_DEGREE));

	if ((rq_word_find(key + part.start, end - part.start).kinds & RQ_WORD_LEGAL) &&
	    end + 1 >= part.end)
		return true;
	if (is_state(sheet, part) && (before->place || untold)) {
		before->place = true;
		return true;
	}
	return before->place && rq_location_is_place(sheet, part);
}

/* "Bar and Grill, Lakewood, Ohio": what stands in front of a country or region is a town. */
static bool follows_town(const struct rq_sheet *sheet, const struct rq_header_piece *before,
			 struct rq_slice part)
{
	return !(before->kinds & (ORGANISATION | POSITION | RQ_WORD_DEGREE | RQ_WORD_GRADE)) &&
	       rq_location_may_be_town(sheet, before->slice) && rq_location_is_place(sheet, part);
}

/* Cuts a piece at its commas, outside of brackets. */
static void cut_commas(const struct rq_sheet *sheet, struct rq_header *header,
		       struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice part = { slice.line, slice.start, slice.start };
	size_t first = header->count;
	int depth = 0;

	for (uint32_t i = slice.start; i <= slice.end; i++) {
		if (i < slice.end && key[i] == '(')
			depth++;
		if (i < slice.end && key[i] == ')')
			depth--;
		if (i < slice.end &&
		    (key[i] != ',' || depth > 0 || (i + 1 < slice.end && key[i + 1] != ' ')))
			continue;
		part.end = i;
		part = rq_header_trim(sheet, part);
		if (header->count > first && part.start < part.end &&
		    belongs_before(sheet, &header->piece[header->count - 1], part)) {
			struct rq_header_piece *before = &header->piece[header->count - 1];

			before->slice.end = part.end;
			before->kinds = rq_header_kinds(sheet, before->slice);
		} else if (header->count > first + 1 && part.start < part.end &&
			   follows_town(sheet, &header->piece[header->count - 1], part)) {
			header->piece[header->count - 1].slice.end = part.end;
			header->piece[header->count - 1].place = true;
		} else {
			add_piece(sheet, header, part);
		}
		part.start = i + 1;
	}
}

/* Whether the line below names an employer, and neither a title nor a task. */
static bool names_employer_below(const struct rq_sheet *sheet, size_t line)
{
	uint32_t kinds = 0;

	if (line + 1 < sheet->count && !sheet->lines[line + 1].bullet)
		kinds = rq_header_kinds(sheet, rq_sheet_whole(sheet, line + 1));
	return (kinds & ORGANISATION) && !(kinds & RQ_WORD_TITLE);
}

/* "Intern in Data Analysis, Example Corp": the employer comes behind the subject, or below it. */
static bool opens_subject(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	const char *comma = memchr(key + slice.start, ',', slice.end - slice.start);
	struct rq_slice subject = slice, rest = slice;

	if (!comma)
		return !(rq_header_kinds(sheet, slice) & ORGANISATION) &&
		       names_employer_below(sheet, slice.line);
	subject.end = rest.start = (uint32_t)(comma - key);
	return !(rq_header_kinds(sheet, subject) & ORGANISATION) &&
	       (rq_header_kinds(sheet, rest) & ORGANISATION);
}

/* Whether the separator at i cuts: a tab, a bar, a dash between spaces, a bracket. */
static bool is_cut(const char *key, uint32_t i, struct rq_slice slice)
{
	if (key[i] == '\t' || key[i] == '|' || key[i] == ';' || key[i] == '*')
		return true;
	if (key[i] == '-')
		return i > slice.start && i + 1 < slice.end && key[i - 1] == ' ' &&
		       key[i + 1] == ' ';
	return (key[i] == '(' && i > slice.start && key[i - 1] == ' ') ||
	       (key[i] == ')' && i + 1 < slice.end);
}

/* "KarrotPay", "IHK": written as no town is. */
static bool is_coined(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	const char *text = line->text + line->at[slice.start];
	size_t capitals = 0, length = line->at[slice.end] - line->at[slice.start];

	for (size_t i = 0; i < length; i++) {
		if (text[i] == ' ' || text[i] == ',' || text[i] == '.')
			return false;
		capitals += text[i] >= 'A' && text[i] <= 'Z';
	}
	return capitals > 1 && !rq_location_is_place(sheet, slice) && !is_state(sheet, slice);
}

/*
 * "Danggeun Pay Inc. (KarrotPay)", "BSc (Hons) Nursing": what stands in brackets, opened at i,
 * belongs to the name or degree before it. The end of the brackets, or 0 where it does not.
 */
static uint32_t read_aside(const struct rq_sheet *sheet, struct rq_slice slice, uint32_t i)
{
	const char *key = sheet->lines[slice.line].key;
	const char *end = key[i] == '(' ? memchr(key + i, ')', slice.end - i) : NULL;
	struct rq_slice before = { slice.line, slice.start, i }, inside = { slice.line, i + 1, 0 };
	uint32_t kinds;

	if (!end || i == slice.start)
		return 0;
	inside.end = (uint32_t)(end - key);
	kinds = rq_header_kinds(sheet, inside);
	if ((kinds & (ORGANISATION | RQ_WORD_PLACE | RQ_WORD_CITY)) || is_date(sheet, inside))
		return 0;
	if ((rq_header_kinds(sheet, before) & (ORGANISATION | RQ_WORD_DEGREE)) &&
	    ((kinds & RQ_WORD_DEGREE) || is_coined(sheet, inside)))
		return inside.end + 1;
	return 0;
}

/* "Transport Logistics GPA: 1.9": a score behind what was studied begins at i. */
static bool opens_score(const struct rq_sheet *sheet, struct rq_slice slice, uint32_t i)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t end = rq_header_end_of_word(key, i + 1, slice.end);

	return key[i] == ' ' && i > slice.start && end < slice.end && key[end] == ':' &&
	       (rq_word_find(key + i + 1, end - i - 1).kinds & RQ_WORD_SCORE);
}

/* "Consultant for Notes Domino - We4IT GmbH": what is behind a later cut is the employer. */
static bool is_cut_later(const struct rq_sheet *sheet, struct rq_slice slice, uint32_t from)
{
	const char *key = sheet->lines[slice.line].key;

	for (uint32_t i = from; i < slice.end; i++)
		if (is_cut(key, i, slice))
			return !rq_location_is_place(
			    sheet,
			    rq_header_trim(sheet, (struct rq_slice) { slice.line, i, slice.end }));
	return false;
}

/* What a joint says of the piece behind it. */
enum joint { NO_JOINT, BEFORE_EMPLOYER, BEFORE_TOWN, BEFORE_EITHER };

/* " at ", " @ ", " bei " between a title and an employer: the end of it, or 0. */
static uint32_t read_glue(const struct rq_sheet *sheet, struct rq_header *header,
			  struct rq_slice slice, uint32_t i, enum joint *joint)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice before = { slice.line, slice.start, i };
	uint32_t end = i + 1, kinds;

	*joint = BEFORE_EMPLOYER;
	if (key[i] != ' ' || i + 2 >= slice.end)
		return 0;
	if (key[end] == '@' && key[end + 1] == ' ')
		return end + 1;
	if (memcmp(key + end, "for ", 4) == 0 && is_cut_later(sheet, slice, end + 4))
		return 0;
	end = rq_header_end_of_word(key, end, slice.end);
	if (end >= slice.end || key[end] != ' ' || end - i > LONGEST_GLUE || end == i + 1)
		return 0;
	kinds = rq_word_find(key + i + 1, end - i - 1).kinds;
	if (!(kinds & RQ_WORD_GLUE) ||
	    !(rq_header_kinds(sheet, before) &
	      (kinds & (RQ_WORD_TO | RQ_WORD_STATE) ? RQ_WORD_TITLE
						    : RQ_WORD_TITLE | RQ_WORD_DEGREE)))
		return 0;
	if ((kinds & (RQ_WORD_TO | RQ_WORD_STATE)) &&
	    opens_subject(sheet, (struct rq_slice) { slice.line, end, slice.end }))
		return 0;
	if (kinds & (RQ_WORD_TO | RQ_WORD_STATE))
		*joint = BEFORE_EITHER; /* in, en, on */
	rq_header_glue(header, (struct rq_slice) { slice.line, i + 1, end });
	return end;
}

/* Whether a town's name ends a slice or its part before a comma: one or two words. */
static bool ends_with_town(const char *key, uint32_t start, uint32_t end)
{
	size_t words = 1;

	for (uint32_t i = start; i < end && key[i] != ',' && key[i] != '('; i++)
		words += key[i] == ' ' && i + 1 < end && rq_sheet_is_word(key[i + 1]);
	return words <= 2;
}

/*
 * " te " and " à " in front of a town, as Dutch and French say where: the end of
 * it, or 0.
 */
static uint32_t read_town_joint(const struct rq_sheet *sheet, struct rq_header *header,
				struct rq_slice slice, uint32_t i)
{
	static const char *const joints[] = { " te ", " à " };
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	const char *text = line->text + line->at[i];
	const char *town = NULL;
	uint32_t end = i + 1;
	size_t size;

	if (i <= slice.start)
		return 0;
	for (size_t k = 0; k < sizeof joints / sizeof joints[0] && !town; k++)
		if (strncmp(text, joints[k], strlen(joints[k])) == 0)
			town = text + strlen(joints[k]);
	while (end < slice.end && line->key[end] != ' ')
		end++;
	if (!town || !rq_text_is_upper(rq_text_decode(town, strlen(town), &size)) ||
	    !ends_with_town(line->key, end + 1, slice.end))
		return 0;
	rq_header_glue(header, (struct rq_slice) { slice.line, i + 1, end });
	return end;
}

/* "Grado en Empresas. Universidad de Madrid": a sentence's end, behind no abbreviation. */
static bool is_stop(const struct rq_sheet *sheet, uint32_t i, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t start = i;

	if (key[i] != '.' || i + 2 >= slice.end || key[i + 1] != ' ')
		return false;
	while (start > slice.start && rq_sheet_is_word(key[start - 1]))
		start--;
	return i - start >= LONGEST_ABBREVIATION &&
	       !(rq_word_find(key + start, i - start).kinds & (RQ_WORD_LEGAL | RQ_WORD_HONORIFIC));
}

/*
 * "サンプル株式会社 エンジニア", "例示大学 経済学部": a space between an employer and a title, a
 * school and a faculty, where words have no spaces.
 */
static bool is_space_between(const struct rq_sheet *sheet, uint32_t i, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice before = { slice.line, slice.start, i },
			after = { slice.line, i + 1, slice.end };

	return key[i] == ' ' && i > slice.start && (unsigned char)key[i - 1] >= 0x80 &&
	       (unsigned char)key[i + 1] >= CJK_LEAD &&
	       (rq_header_kinds(sheet, before) & ORGANISATION) &&
	       !(rq_header_kinds(sheet, before) & POSITION) &&
	       (rq_header_kinds(sheet, after) & (POSITION | RQ_WORD_COURSE));
}

/* Cuts a part at its commas; the first piece is what its column or the joint before it says. */
static void cut_part(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice part,
		     enum joint joint)
{
	const uint32_t told = ORGANISATION | POSITION | RQ_WORD_DEGREE;
	enum rq_label column = rq_table_label(sheet, part);
	size_t first = header->count;

	cut_commas(sheet, header, part);
	if (header->count > first && !(header->piece[first].kinds & told)) {
		header->piece[first].kinds |= kinds_of(column);
		header->piece[first].place |= column == RQ_LABEL_PLACE;
	}
	if (header->count > first && (joint == BEFORE_TOWN || joint == BEFORE_EMPLOYER))
		header->piece[first].place = joint == BEFORE_TOWN;
}

static void cut_slice(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice part = { slice.line, slice.start, slice.start };
	enum joint before = NO_JOINT;
	uint32_t end = slice.start; /* of its label, which is not cut: it may end with a tab */
	enum rq_label label = rq_label_find(sheet, rq_header_trim(sheet, slice), &end);
	bool glued = label == RQ_LABEL_TITLE; /* "Position: Officer in Charge" */

	if (label == RQ_LABEL_TIME || label == RQ_LABEL_FROM) {
		rq_header_glue(header, (struct rq_slice) { slice.line, slice.start, end });
		part.start = slice.start = end; /* "From - To:" has a joint in it */
	}
	for (uint32_t i = end; i < slice.end; i++) {
		struct rq_slice rest = { slice.line, part.start, slice.end };
		uint32_t aside = read_aside(sheet, rest, i);

		if (aside > 0) {
			i = aside - 1;
			continue;
		}
		uint32_t next = is_cut(key, i, slice) || is_stop(sheet, i, slice) ||
					is_space_between(sheet, i, rest) ||
					opens_score(sheet, rest, i)
				    ? i + 1
				    : 0;
		enum joint joint = NO_JOINT;

		if (next == 0 && !glued) {
			next = read_glue(sheet, header, rest, i, &joint);
			glued = next > 0;
		}
		if (next == 0) {
			next = read_town_joint(sheet, header, rest, i);
			joint = BEFORE_TOWN;
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

void rq_header_cut(const struct rq_sheet *sheet, size_t first, size_t end, struct rq_header *header)
{
	rq_header_find_date(sheet, first, end, header);
	for (size_t i = first; i < end; i++) {
		struct rq_slice whole = rq_sheet_whole(sheet, i), rest = whole;
		uint32_t dated = i > first ? rq_header_ends_date(sheet, i - 1) : 0;

		if (dated > 0)
			whole.start = dated;
		if (dated >= whole.end)
			continue;
		if (header->dated && header->date.line == i) {
			whole.end = header->date.start;
			rest.start = header->date.end;
			if (whole.end > whole.start)
				cut_slice(sheet, header, whole);
			cut_slice(sheet, header, rest);
		} else {
			cut_slice(sheet, header, whole);
		}
	}
}
