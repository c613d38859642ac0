#include "resume/section.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resume/date.h"
#include "resume/header.h"
#include "resume/heading.h"
#include "resume/letter.h"
#include "resume/location.h"

enum {
	LAWFUL_WORDS = 6, /* of a consent at least */
	CLOSING_LINES = 3,
	SIGNED_WORDS = 8, /* of place and date at most */
	DEGREE_LINES = 4, /* of what was studied, where and when */
	HEAD_LINES = 6,   /* of a name, a title and contacts */
	COURSES_RANK = 2, /* of words for courses, in headings; those for schools have more */
};

/* Type that may be of an entry's header: no heading is set in it where others are larger. */
static const float LITTLE_LARGER = 1.08f;
static const float NAME_LARGER = 1.4f; /* than the text's: a name may be set in such type */

struct found {
	enum rq_section section;
	uint32_t end;
	bool goes_on;
};

/* The largest type of two headings or more; 0 when none is known. */
static float size_of_headings(const struct rq_sheet *sheet, const struct found *found)
{
	float largest = 0;

	for (size_t i = 0; i < sheet->count; i++)
		for (size_t k = 0; k < i && found[i].section != RQ_SECTION_NONE; k++)
			if (found[k].section != RQ_SECTION_NONE &&
			    fabsf(sheet->lines[i].size - sheet->lines[k].size) <= 0.4f)
				largest = fmaxf(largest, sheet->lines[i].size);
	return largest;
}

/*
 * Whether a line stands right below one with a date, as employers do: where the file itself says
 * that the date is a heading, gaps are between all lines.
 */
static bool follows_date(const struct rq_sheet *sheet, size_t i)
{
	return i > 0 && (!sheet->lines[i].gap || sheet->lines[i - 1].kind == RQ_LINE_HEADING) &&
	       rq_heading_has_date(sheet, i - 1);
}

/* Whether the file itself says of two headings that they are such. */
static bool are_headings_marked(const struct rq_sheet *sheet, const struct found *found)
{
	size_t marked = 0;

	for (size_t i = 0; i < sheet->count; i++)
		marked +=
		    found[i].section != RQ_SECTION_NONE && sheet->lines[i].kind == RQ_LINE_HEADING;
	return marked >= 2;
}

/* Whether there is a gap in front of two headings, and of all that do not follow a date. */
static bool are_headings_apart(const struct rq_sheet *sheet, const struct found *found)
{
	size_t apart = 0;

	for (size_t i = 1; i < sheet->count; i++) {
		if (found[i].section == RQ_SECTION_NONE)
			continue;
		if (!sheet->lines[i].gap && !follows_date(sheet, i))
			return false;
		apart += sheet->lines[i].gap;
	}
	return apart >= 2;
}

/*
 * "Research and Development" right below a title and its time: an employer by its place, whatever
 * its words say, where the headings are in larger type, are marked in the file, or have gaps in
 * front of them.
 */
static void drop_employers(const struct rq_sheet *sheet, struct found *found)
{
	float largest = size_of_headings(sheet, found);
	bool apart = are_headings_apart(sheet, found);
	bool marked = are_headings_marked(sheet, found);

	for (size_t i = 1; i < sheet->count; i++) {
		const struct rq_sheet_line *line = &sheet->lines[i];
		bool small = line->size > 0 && line->size <= sheet->body_size * LITTLE_LARGER &&
			     line->size * RQ_HEADING_LARGER < largest;

		if (found[i].section != RQ_SECTION_NONE && follows_date(sheet, i) &&
		    (small || (line->kind != RQ_LINE_HEADING && !found[i].goes_on &&
			       (marked || (apart && line->size <= 0)))))
			found[i].section = RQ_SECTION_NONE;
	}
}

static void find_headings(struct rq_sheet *sheet, struct found *found)
{
	struct rq_heading_style style = { 0 };
	enum rq_section inside = RQ_SECTION_NONE;
	bool margin = rq_heading_in_margin(sheet);

	for (size_t i = 0; i < sheet->count; i++) {
		found[i].section =
		    rq_heading_known(sheet, i, inside, margin, &found[i].end, &found[i].goes_on);
		if (sheet->lines[i].schools && inside != RQ_SECTION_EDUCATION) {
			found[i].section = inside = RQ_SECTION_EDUCATION;
			found[i].end = sheet->lines[i].length;
			continue;
		}
		if (found[i].section == RQ_SECTION_NONE &&
		    rq_heading_offers_references(&sheet->lines[i])) {
			found[i].section = inside = RQ_SECTION_REFERENCES;
			found[i].end = sheet->lines[i].start;
			found[i].goes_on = true;
			continue;
		}
		if (found[i].section == RQ_SECTION_NONE)
			continue;
		if (!found[i].goes_on)
			rq_heading_style_add(&style, &sheet->lines[i]);
		inside = found[i].section;
	}
	drop_employers(sheet, found);
	inside = RQ_SECTION_NONE;
	for (size_t i = 0; i < sheet->count; i++) {
		if (found[i].section != RQ_SECTION_NONE)
			inside = found[i].section;
		else if (inside != RQ_SECTION_NONE && rq_heading_looks(sheet, i, &style, inside)) {
			found[i].section = inside = RQ_SECTION_OTHER;
			found[i].end = sheet->lines[i].length;
		}
	}
}

/* "Kassel, den 3. März 2024"; as the last line of all "Kassel, März 2024" too. */
static bool is_signed(const struct rq_sheet *sheet, size_t index)
{
	const struct rq_sheet_line *line = &sheet->lines[index];
	struct rq_slice place = rq_sheet_whole(sheet, index);
	struct rq_date_range range;

	if (rq_heading_words(line) > SIGNED_WORDS ||
	    !rq_date_find(line->key, line->length, line->start, &range) || range.range ||
	    range.present || range.from <= line->start || range.to + 1 < line->length)
		return false;
	place.end = (uint32_t)range.from;
	if (memchr(rq_sheet_key(sheet, place), '\t', place.end - place.start) ||
	    memchr(rq_sheet_key(sheet, place), '|', place.end - place.start))
		return false; /* "A prize <tab> 10 Jan 2022" */
	place = rq_sheet_trim(sheet, place);
	return strlen(range.start) == RQ_DATE_SIZE - 1 ||
	       (index + 1 == sheet->count && strlen(range.start) == strlen("2024-03") &&
		line->key[place.end] == ',' && rq_location_may_be_town(sheet, place));
}

/*
 * "Kassel, den 3. März 2024", a consent under the regulation 2016/679: how people
 * close a résumé, which belongs to no section.
 */
static bool is_closing(const struct rq_sheet *sheet, size_t index)
{
	const struct rq_sheet_line *line = &sheet->lines[index];
	static const char *const laws[] = {
		"2016/679",
		"196/2003",
		"gdpr",
		"dsgvo",
		"rodo",
		"dati personali",
		"danych osobowych",
		"dados pessoais",
		"datos personales",
	};

	if (!line->gap || line->bullet)
		return false;
	for (size_t i = 0; i < sizeof laws / sizeof laws[0]; i++)
		if (memmem(line->key, line->length, laws[i], strlen(laws[i])) &&
		    rq_heading_words(line) >= LAWFUL_WORDS)
			return true;
	return is_signed(sheet, index);
}

/* Whether the last line of all is the name, which stands among the first ones, too. */
static bool is_signature(const struct rq_sheet *sheet, const struct found *found, size_t index)
{
	const struct rq_sheet_line *line = &sheet->lines[index];
	struct rq_slice whole = rq_sheet_whole(sheet, index);
	size_t length = whole.end - whole.start;

	if (index + 1 < sheet->count || !rq_header_is_name(sheet, whole) ||
	    rq_heading_words(line) < 2)
		return false;
	for (size_t i = 0; i < HEAD_LINES && i < index; i++) {
		const struct rq_sheet_line *head = &sheet->lines[i];

		if (found[i].section != RQ_SECTION_NONE && found[i].section != RQ_SECTION_CONTACT)
			return false;
		if (head->length >= length &&
		    memcmp(head->key + head->length - length, line->key + whole.start, length) == 0)
			return true;
	}
	return false;
}

/* The line in which a signature begins: with place and date above it, in a few words. */
static size_t begin_of_signature(const struct rq_sheet *sheet, size_t index)
{
	const struct rq_sheet_line *line = &sheet->lines[index];

	return !line->gap && index > 0 && line[-1].gap && !line[-1].bullet &&
		       rq_heading_words(line - 1) <= SIGNED_WORDS
		   ? index - 1
		   : index;
}

/*
 * Among the last lines, the one where the closing begins, which is not that of a letter; the number
 * of lines when there is none.
 */
static size_t find_closing(const struct rq_sheet *sheet, const struct found *found, size_t letter)
{
	size_t last = sheet->count - 1;

	if (letter >= sheet->count && sheet->count > HEAD_LINES &&
	    is_signature(sheet, found, last)) {
		last = begin_of_signature(sheet, last);
		if (sheet->lines[last].gap && found[last].section == RQ_SECTION_NONE)
			return last;
	}
	for (size_t i = sheet->count;
	     i-- > 0 && sheet->count - i <= CLOSING_LINES && found[i].section == RQ_SECTION_NONE;)
		if (is_closing(sheet, i) && (i == 0 || found[i - 1].section == RQ_SECTION_NONE))
			return i;
	return sheet->count;
}

/* What the words of a line are, all of them together. */
static uint32_t kinds_in(const struct rq_sheet_line *line)
{
	uint32_t kinds = 0;

	for (uint32_t i = line->start, start; i < line->length; i++) {
		for (start = i; i < line->length && rq_sheet_is_word(line->key[i]);)
			i++;
		kinds |= rq_word_find_compound(line->key + start, i - start).kinds;
	}
	return kinds;
}

/* "Qualifications" may head skills or degrees: the first lines tell, which are one degree's. */
static void settle_degrees(const struct rq_sheet *sheet, struct rq_block *block)
{
	uint32_t kinds = 0;
	bool dated = false;

	if (block->section != RQ_SECTION_SKILLS)
		return;
	for (size_t i = block->first; i < block->end && i < block->first + DEGREE_LINES; i++) {
		dated = dated || rq_heading_has_date(sheet, i);
		kinds |= kinds_in(&sheet->lines[i]);
	}
	if (dated && (kinds & RQ_WORD_DEGREE) && (kinds & RQ_WORD_SCHOOL))
		block->section = RQ_SECTION_EDUCATION;
}

/* Whether a heading names courses, and neither schools nor degrees: "Weiterbildung", "Cursos". */
static bool names_courses(const struct rq_sheet *sheet, struct rq_slice heading)
{
	const char *key = sheet->lines[heading.line].key;
	bool courses = false;

	for (uint32_t i = heading.start, start; i < heading.end; i++) {
		struct rq_word word;

		for (start = i; i < heading.end && rq_sheet_is_word(key[i]);)
			i++;
		word = rq_word_find(key + start, i - start);
		if (word.section == RQ_SECTION_EDUCATION && word.rank != COURSES_RANK)
			return false;
		courses = courses || word.section == RQ_SECTION_EDUCATION;
	}
	return courses;
}

/* Courses that tell of no school are something that somebody has, as certificates are. */
static void settle_courses(const struct rq_sheet *sheet, struct rq_block *block)
{
	uint32_t kinds = 0;

	if (block->section != RQ_SECTION_EDUCATION || !names_courses(sheet, block->heading))
		return;
	for (size_t i = block->first; i < block->end; i++)
		kinds |= kinds_in(&sheet->lines[i]);
	if (!(kinds & (RQ_WORD_DEGREE | RQ_WORD_SCHOOL)))
		block->section = RQ_SECTION_CERTIFICATES;
}

/* Whether a line names a language that people speak; its level may be glued to it. */
static bool names_tongue(const struct rq_sheet_line *line)
{
	for (uint32_t i = line->start, start; i < line->length; i++) {
		for (start = i; i < line->length && rq_sheet_is_word(line->key[i]); i++)
			if (rq_word_find(line->key + start, i + 1 - start).kinds & RQ_WORD_TONGUE)
				return true;
	}
	return false;
}

/* "Languages: Go, Python" among skills: what is named there is spoken by nobody. */
static void settle_languages(const struct rq_sheet *sheet, const struct rq_block *above,
			     struct rq_block *block)
{
	if (block->section != RQ_SECTION_LANGUAGES || above->section != RQ_SECTION_SKILLS)
		return;
	for (size_t i = block->first; i < block->end; i++)
		if (names_tongue(&sheet->lines[i]))
			return;
	block->section = RQ_SECTION_SKILLS;
}

/*
 * Where the name begins that stands behind a sidebar, in the largest type of all, and with it what
 * else tells who it is, up to the next heading: that goes on with no section of the sidebar. The
 * number of lines when there is none.
 */
static size_t find_head(const struct rq_sheet *sheet, const struct found *found)
{
	size_t first = 0, name = 0, end;

	while (first < sheet->count && found[first].section == RQ_SECTION_NONE)
		first++;
	for (size_t i = 0; i < sheet->count; i++)
		if (sheet->lines[i].size > sheet->lines[name].size)
			name = i;
	if (name <= first || found[name].section != RQ_SECTION_NONE ||
	    sheet->lines[name].size <= NAME_LARGER * sheet->body_size)
		return sheet->count;
	for (end = name; end < sheet->count && found[end].section == RQ_SECTION_NONE;)
		end++;
	return end < sheet->count && end - name <= HEAD_LINES ? name : sheet->count;
}

struct rq_block *rq_section_find(struct rq_sheet *sheet, size_t *count)
{
	struct found *found = rq_alloc(sheet->count, sizeof *found);
	struct rq_block *blocks = NULL;
	size_t used = 0, capacity = 0, closing, head, letter = rq_letter_find(sheet);
	bool apart = false; /* of the letter */

	find_headings(sheet, found);
	closing = find_closing(sheet, found, letter);
	head = find_head(sheet, found);
	for (size_t i = 0; i < sheet->count; i++) {
		struct rq_sheet_line *line = &sheet->lines[i];
		bool heading = found[i].section != RQ_SECTION_NONE;
		bool other = i > 0 && (i == closing || (i == letter && used > 1));

		if (i == 0 || heading || other || i == head) {
			apart = other && i == letter;
			blocks = rq_grow(blocks, used, &capacity, sizeof *blocks);
			blocks[used++] = (struct rq_block) {
				.section = other ? RQ_SECTION_OTHER : found[i].section,
				.first = i + (heading && !found[i].goes_on),
				.end = i,
			};
			if (heading)
				blocks[used - 1].heading =
				    (struct rq_slice) { (uint32_t)i, line->start, found[i].end };
		}
		if (heading && found[i].goes_on && found[i].end > line->start) {
			line->start = found[i].end + 1;
			while (line->start < line->length &&
			       !rq_sheet_is_word(line->key[line->start]) &&
			       !strchr("([{\"+.#", line->key[line->start]))
				line->start++;
			line->bullet = false;
		}
		line->folio = line->folio || apart;
		blocks[used - 1].end = i + 1;
	}
	for (size_t i = 0; i < used; i++) {
		settle_degrees(sheet, &blocks[i]);
		settle_courses(sheet, &blocks[i]);
		if (i > 0)
			settle_languages(sheet, &blocks[i - 1], &blocks[i]);
	}
	free(found);
	*count = used;
	return blocks;
}
