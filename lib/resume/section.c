#include "resume/section.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "resume/date.h"
#include "resume/header.h"
#include "resume/location.h"

enum {
	LAWFUL_WORDS = 6, /* of a consent at least */
	CLOSING_LINES = 3,
	SIGNED_WORDS = 8,    /* of place and date at most */
	MARGIN_SECTIONS = 3, /* with headings in the margin */
	LONGEST_ACRONYM = 6, /* bytes: a heading that nobody knows is longer */
};

static const float LARGER = 1.2f; /* than the text: a heading, whatever stands in front of it */

static bool begins_upper(const struct rq_sheet_line *line, uint32_t at)
{
	const char *text = line->text + line->at[at];
	size_t size;
	int32_t c = rq_text_decode(text, strlen(text), &size);

	return rq_text_is_upper(c) || (c >= 0x590 && rq_text_is_letter(c)) || rq_text_is_digit(c);
}

/* Whether the slice has letters, and none in lower case. */
static bool is_capitals(const struct rq_sheet_line *line)
{
	size_t letters = 0, size;

	for (const char *text = line->text; *text; text += size) {
		int32_t c = rq_text_decode(text, strlen(text), &size);

		if (!rq_text_is_letter(c))
			continue;
		if (!rq_text_is_upper(c))
			return false;
		letters++;
	}
	return letters >= 3;
}

static bool stands_out(const struct rq_sheet *sheet, const struct rq_sheet_line *line)
{
	return line->kind == RQ_LINE_HEADING || line->bold ||
	       (line->size > 0 && line->size > sheet->body_size + 0.4f);
}

/* Where the heading's words end: at a tab, a colon, or the end of the line. */
static uint32_t end_of_heading(const struct rq_sheet_line *line, bool *inline_rest)
{
	*inline_rest = false;
	for (uint32_t i = line->start; i < line->length; i++) {
		bool colon = line->key[i] == ':', tab = line->key[i] == '\t';
		uint32_t next = i + 1;

		if (i - line->start > RQ_HEADING_LENGTH)
			return i;
		if (!colon && !tab)
			continue;
		while (next < line->length && !rq_sheet_is_word(line->key[next]))
			next++;
		*inline_rest = next < line->length;
		return i;
	}
	return line->length;
}

/*
 * Whether headings stand in the margin beside what they head: those of several sections are
 * the first cell of a row, and that of jobs or schools has a time in its row or in the next one.
 */
static bool stand_in_margin(const struct rq_sheet *sheet)
{
	unsigned seen = 0, count = 0;
	bool dated = false;

	for (size_t i = 0; i < sheet->count; i++) {
		const struct rq_sheet_line *line = &sheet->lines[i];
		struct rq_slice cell = { (uint32_t)i, line->start, 0 };
		enum rq_section section;
		struct rq_date_range range;
		bool goes_on;

		cell.end = end_of_heading(line, &goes_on);
		if (!goes_on || line->bullet || line->key[cell.end] != '\t')
			continue;
		section = rq_section_classify(sheet, cell);
		count += section != RQ_SECTION_NONE && !(seen & 1U << section);
		seen |= 1U << section;
		if (section != RQ_SECTION_WORK && section != RQ_SECTION_EDUCATION)
			continue;
		dated |= rq_date_find(line->key, line->length, cell.end, &range) && range.range;
		dated |= i + 1 < sheet->count &&
			 rq_date_find(line[1].key, line[1].length, line[1].start, &range) &&
			 range.range;
	}
	return dated && count >= MARGIN_SECTIONS;
}

/* A line that goes on behind its heading may only do so where that cannot be part of an entry. */
static bool may_go_on(const struct rq_sheet_line *line, uint32_t end, enum rq_section section,
		      enum rq_section inside)
{
	if (line->kind == RQ_LINE_ROW)
		return inside == RQ_SECTION_NONE || section != inside;
	if (inside == RQ_SECTION_SKILLS)
		return false;
	if (inside == RQ_SECTION_WORK || inside == RQ_SECTION_PROJECTS ||
	    inside == RQ_SECTION_EDUCATION || inside == RQ_SECTION_VOLUNTEER)
		return line->gap &&
		       (section == RQ_SECTION_LANGUAGES || section == RQ_SECTION_INTERESTS ||
			section == RQ_SECTION_REFERENCES || section == RQ_SECTION_CERTIFICATES);
	if (section == RQ_SECTION_CONTACT)
		return inside == RQ_SECTION_NONE && line->key[end] == '\t';
	return section != RQ_SECTION_WORK;
}

static bool is_item(const struct rq_sheet_line *line)
{
	return line->kind == RQ_LINE_ITEM || (line->bullet && line->key[0] != '*');
}

/* A sign in front of a heading is no bullet: the heading is larger than what it heads. */
static bool is_large(const struct rq_sheet *sheet, size_t index)
{
	const struct rq_sheet_line *line = &sheet->lines[index];

	return line->size > sheet->body_size * LARGER && sheet->body_size > 0 &&
	       index + 1 < sheet->count && line[1].size < line->size && !line[1].bullet;
}

/* Whether the line begins with a heading whose words are known. */
static enum rq_section find_known(const struct rq_sheet *sheet, size_t index,
				  enum rq_section inside, bool margin, uint32_t *end, bool *goes_on)
{
	const struct rq_sheet_line *line = &sheet->lines[index];
	struct rq_slice slice = { (uint32_t)index, line->start, 0 };
	enum rq_section section;
	char last;

	/* Headings that have a bullet are set as such: large, or in capitals and bold */
	if (line->start >= line->length || (is_item(line) && !is_large(sheet, index) &&
					    !(is_capitals(line) && stands_out(sheet, line))))
		return RQ_SECTION_NONE;
	slice.end = *end = end_of_heading(line, goes_on);
	if (*end == line->length && *end - line->start > RQ_HEADING_LENGTH)
		return RQ_SECTION_NONE;
	section = rq_section_classify(sheet, slice);
	margin = margin && *goes_on && line->key[*end] == '\t' && section != inside;
	if (section == RQ_SECTION_NONE ||
	    (*goes_on && !margin && !may_go_on(line, *end, section, inside)))
		return RQ_SECTION_NONE;
	last = line->key[line->length - 1];
	if (last == ':' && section == RQ_SECTION_WORK && inside == section &&
	    !stands_out(sheet, line))
		return RQ_SECTION_NONE; /* "Tasks:" of an entry */
	if (!*goes_on && (last == '.' || last == ',' || last == ';'))
		return RQ_SECTION_NONE;
	if (!begins_upper(line, line->start) && !stands_out(sheet, line))
		return RQ_SECTION_NONE;
	return section;
}

/* "References available on request": a section of one line, which is all it says. */
static bool offers_references(const struct rq_sheet_line *line)
{
	static const char *const ends[] = { "request",   "anfrage",  "demande", "richiesta",
					    "solicitud", "peticion", "verzoek", "aanvraag" };
	uint32_t end = line->start, start;

	while (end < line->length && rq_sheet_is_word(line->key[end]))
		end++;
	if (line->length - line->start > RQ_HEADING_LENGTH ||
	    rq_word_find(line->key + line->start, end - line->start).section !=
		RQ_SECTION_REFERENCES)
		return false;
	for (end = line->length; end > line->start && !rq_sheet_is_word(line->key[end - 1]); end--)
		;
	for (start = end; start > line->start && rq_sheet_is_word(line->key[start - 1]); start--)
		;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (strlen(ends[i]) == end - start &&
		    memcmp(ends[i], line->key + start, end - start) == 0)
			return true;
	return false;
}

/* How the known headings look. */
struct style {
	size_t count;
	size_t capitals;
	size_t headings; /* by the file's own word */
	size_t bold;
	size_t gaps;
	float size; /* of all of them; 0 when they differ or none is known */
	bool sizes_differ;
};

static void add_style(struct style *style, const struct rq_sheet_line *line)
{
	style->capitals += is_capitals(line);
	style->headings += line->kind == RQ_LINE_HEADING;
	style->bold += line->bold;
	style->gaps += line->gap;
	if (style->count == 0)
		style->size = line->size;
	else if (fabsf(style->size - line->size) > 0.4f)
		style->sizes_differ = true;
	style->count++;
}

static size_t count_words(const struct rq_sheet_line *line)
{
	size_t words = 0;

	for (uint32_t i = line->start; i < line->length; i++)
		if (rq_sheet_is_word(line->key[i]) && (i == line->start || line->key[i - 1] == ' '))
			words++;
	return words;
}

/* Whether a word tells an employer, a title, a school, a place: what entries begin with. */
static bool names_an_entry(const struct rq_sheet *sheet, size_t index)
{
	const uint32_t kinds = RQ_WORD_TITLE | RQ_WORD_LEGAL | RQ_WORD_SCHOOL | RQ_WORD_DEGREE |
			       RQ_WORD_ORG | RQ_WORD_CITY | RQ_WORD_PLACE;

	return rq_header_kinds(sheet, rq_sheet_whole(sheet, index)) & kinds;
}

static bool has_date(const struct rq_sheet *sheet, size_t index)
{
	struct rq_date_range range;

	return rq_date_find(sheet->lines[index].key, sheet->lines[index].length, 0, &range);
}

/* Whether a line is a date and nothing else: what stands above it begins an entry. */
static bool is_date(const struct rq_sheet *sheet, size_t index)
{
	const struct rq_sheet_line *line = &sheet->lines[index];
	struct rq_date_range range;

	return rq_date_find(line->key, line->length, line->start, &range) &&
	       range.to - range.from + 4 >= line->length - line->start;
}

/* "CSS3", "SAP": in capitals for another reason. */
static bool is_acronym(const struct rq_sheet_line *line, struct rq_slice words)
{
	for (uint32_t i = words.start; i < words.end; i++)
		if (line->key[i] >= '0' && line->key[i] <= '9')
			return true;
	return words.end - words.start < LONGEST_ACRONYM;
}

/* A heading that no rule knows: it looks like those that are known. */
static bool looks_like_heading(const struct rq_sheet *sheet, size_t index,
			       const struct style *style)
{
	const struct rq_sheet_line *line = &sheet->lines[index];
	struct rq_slice words = rq_sheet_trim(sheet, rq_sheet_whole(sheet, index));
	bool capitals, sized = style->size > 0 && !style->sizes_differ;
	bool marked = style->headings == style->count && line->kind == RQ_LINE_HEADING;

	if (style->count < 2 || line->bullet || words.start >= words.end ||
	    words.end - words.start > RQ_HEADING_LENGTH || line->key[line->length - 1] == '.' ||
	    line->key[line->length - 1] == ',' || memchr(line->key, '\t', line->length))
		return false;
	if ((!marked && count_words(line) > RQ_HEADING_WORDS) || names_an_entry(sheet, index) ||
	    has_date(sheet, index) || (index + 1 < sheet->count && is_date(sheet, index + 1)))
		return false;
	capitals = is_capitals(line);
	if (style->capitals == style->count && !capitals)
		return false;
	if (sized && style->size > sheet->body_size + 0.4f)
		return fabsf(line->size - style->size) <= 0.4f &&
		       (line->bold || style->bold < style->count);
	if (style->headings == style->count && sized)
		return line->kind == RQ_LINE_HEADING && fabsf(line->size - style->size) <= 0.4f;
	if (style->capitals == style->count && capitals && !is_acronym(line, words))
		return (line->gap || style->gaps < style->count) &&
		       (line->bold || style->bold < style->count);
	return false;
}

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
 * "Research and Development" right below a title and its time, in type that is much smaller than
 * the headings': an employer by its place, whatever its words say.
 */
static void drop_employers(const struct rq_sheet *sheet, struct found *found)
{
	float largest = size_of_headings(sheet, found);

	for (size_t i = 1; i < sheet->count; i++) {
		const struct rq_sheet_line *line = &sheet->lines[i];

		if (found[i].section != RQ_SECTION_NONE && !line->gap && line->size > 0 &&
		    line->size <= sheet->body_size + 0.4f && line->size * LARGER < largest &&
		    has_date(sheet, i - 1))
			found[i].section = RQ_SECTION_NONE;
	}
}

static void find_headings(struct rq_sheet *sheet, struct found *found)
{
	struct style style = { 0 };
	enum rq_section inside = RQ_SECTION_NONE;
	bool margin = stand_in_margin(sheet);

	for (size_t i = 0; i < sheet->count; i++) {
		found[i].section =
		    find_known(sheet, i, inside, margin, &found[i].end, &found[i].goes_on);
		if (found[i].section == RQ_SECTION_NONE && offers_references(&sheet->lines[i])) {
			found[i].section = inside = RQ_SECTION_REFERENCES;
			found[i].end = sheet->lines[i].start;
			found[i].goes_on = true;
			continue;
		}
		if (found[i].section == RQ_SECTION_NONE)
			continue;
		if (!found[i].goes_on)
			add_style(&style, &sheet->lines[i]);
		inside = found[i].section;
	}
	drop_employers(sheet, found);
	inside = RQ_SECTION_NONE;
	for (size_t i = 0; i < sheet->count; i++) {
		if (found[i].section != RQ_SECTION_NONE)
			inside = found[i].section;
		else if (inside != RQ_SECTION_NONE && looks_like_heading(sheet, i, &style)) {
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

	if (count_words(line) > SIGNED_WORDS ||
	    !rq_date_find(line->key, line->length, line->start, &range) || range.range ||
	    range.present || range.from <= line->start || range.to + 1 < line->length)
		return false;
	place.end = (uint32_t)range.from;
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
	static const char *const laws[] = { "2016/679", "196/2003", "gdpr", "dsgvo", "rodo" };

	if (!line->gap || line->bullet)
		return false;
	for (size_t i = 0; i < sizeof laws / sizeof laws[0]; i++)
		if (memmem(line->key, line->length, laws[i], strlen(laws[i])) &&
		    count_words(line) >= LAWFUL_WORDS)
			return true;
	return is_signed(sheet, index);
}

/* Among the last lines, the one where the closing begins; the number of lines when there is none.
 */
static size_t find_closing(const struct rq_sheet *sheet, const struct found *found)
{
	for (size_t i = sheet->count;
	     i-- > 0 && sheet->count - i <= CLOSING_LINES && found[i].section == RQ_SECTION_NONE;)
		if (is_closing(sheet, i))
			return i;
	return sheet->count;
}

/* "Qualifications" may head skills or degrees: its first line tells. */
static void settle_degrees(const struct rq_sheet *sheet, struct rq_block *block)
{
	const struct rq_sheet_line *line = &sheet->lines[block->first];
	uint32_t kinds = 0;

	if (block->section != RQ_SECTION_SKILLS || block->first >= block->end ||
	    !has_date(sheet, block->first))
		return;
	for (uint32_t i = line->start, start; i < line->length; i++) {
		for (start = i; i < line->length && rq_sheet_is_word(line->key[i]);)
			i++;
		kinds |= rq_word_find_compound(line->key + start, i - start).kinds;
	}
	if ((kinds & RQ_WORD_DEGREE) && (kinds & RQ_WORD_SCHOOL))
		block->section = RQ_SECTION_EDUCATION;
}

struct rq_block *rq_section_find(struct rq_sheet *sheet, size_t *count)
{
	struct found *found = rq_alloc(sheet->count, sizeof *found);
	struct rq_block *blocks = NULL;
	size_t used = 0, capacity = 0, closing;

	find_headings(sheet, found);
	closing = find_closing(sheet, found);
	for (size_t i = 0; i < sheet->count; i++) {
		struct rq_sheet_line *line = &sheet->lines[i];
		bool heading = found[i].section != RQ_SECTION_NONE;

		if (i == 0 || heading || i == closing) {
			blocks = rq_grow(blocks, used, &capacity, sizeof *blocks);
			blocks[used++] = (struct rq_block) {
				.section =
				    i == closing && i > 0 ? RQ_SECTION_OTHER : found[i].section,
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
		blocks[used - 1].end = i + 1;
	}
	for (size_t i = 0; i < used; i++)
		settle_degrees(sheet, &blocks[i]);
	free(found);
	*count = used;
	return blocks;
}
