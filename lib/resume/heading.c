#include "resume/heading.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "resume/date.h"
#include "resume/header.h"
#include "resume/remark.h"
#include "resume/section.h"

enum {
	MARGIN_SECTIONS = 3, /* with headings in the margin */
	LONGEST_ACRONYM = 6, /* bytes: a heading that nobody knows is longer */
	APART_WORDS = 4,     /* of a heading that only gaps tell */
	LABELS_APART = 200,  /* lines, at most, between the same label of two jobs */
};

static bool begins_upper(const struct rq_sheet_line *line, uint32_t at)
{
	const char *text = line->text + line->at[at];
	size_t size;
	int32_t c = rq_text_decode(text, strlen(text), &size);

	return rq_text_is_upper(c) || (c >= 0x590 && rq_text_is_letter(c)) || rq_text_is_digit(c);
}

/* Whether the line has letters, and none in lower case. */
static bool is_in_capitals(const char *text, const char *end)
{
	size_t letters = 0, size;

	for (; text < end; text += size) {
		int32_t c = rq_text_decode(text, (size_t)(end - text), &size);

		if (!rq_text_is_letter(c))
			continue;
		if (!rq_text_is_upper(c))
			return false;
		letters++;
	}
	return letters >= 3;
}

static bool is_capitals(const struct rq_sheet_line *line)
{
	return is_in_capitals(line->text, line->text + strlen(line->text));
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

bool rq_heading_in_margin(const struct rq_sheet *sheet)
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

/* "Memberships: ..." with a gap in front is no group of the skills above it. */
static bool leaves_skills(enum rq_section section)
{
	return section == RQ_SECTION_CERTIFICATES || section == RQ_SECTION_VOLUNTEER ||
	       section == RQ_SECTION_INTERESTS || section == RQ_SECTION_REFERENCES ||
	       section == RQ_SECTION_PUBLICATIONS || section == RQ_SECTION_AWARDS;
}

/* A line that goes on behind its heading may only do so where that cannot be part of an entry. */
static bool may_go_on(const struct rq_sheet_line *line, uint32_t end, enum rq_section section,
		      enum rq_section inside)
{
	if (line->kind == RQ_LINE_ROW)
		return inside == RQ_SECTION_NONE || section != inside;
	if (inside == RQ_SECTION_SKILLS)
		return line->gap && leaves_skills(section);
	if (inside == RQ_SECTION_EDUCATION && line->gap && line->key[end] == '\t')
		return section != inside && section != RQ_SECTION_WORK;
	if (inside == RQ_SECTION_WORK || inside == RQ_SECTION_PROJECTS ||
	    inside == RQ_SECTION_EDUCATION || inside == RQ_SECTION_VOLUNTEER)
		return (line->gap || is_in_capitals(line->text, line->text + line->at[end])) &&
		       (section == RQ_SECTION_LANGUAGES || section == RQ_SECTION_PUBLICATIONS ||
			section == RQ_SECTION_INTERESTS || section == RQ_SECTION_REFERENCES ||
			section == RQ_SECTION_CERTIFICATES);
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

	return line->size > sheet->body_size * RQ_HEADING_LARGER && sheet->body_size > 0 &&
	       index + 1 < sheet->count && line[1].size < line->size && !line[1].bullet;
}

/* Whether another line nearby says the same: "Technologies:" of each job, as no section does. */
static bool stands_again(const struct rq_sheet *sheet, size_t index)
{
	const struct rq_sheet_line *line = &sheet->lines[index], *other;

	for (size_t i = index > LABELS_APART ? index - LABELS_APART : 0;
	     i < sheet->count && i <= index + LABELS_APART; i++) {
		other = &sheet->lines[i];
		if (i != index && other->length == line->length &&
		    memcmp(other->key, line->key, line->length) == 0)
			return true;
	}
	return false;
}

/* "Stage" above "Acme | June 2021 - July 2021": what somebody was there, and heads no section. */
static bool is_title(const struct rq_sheet *sheet, struct rq_slice slice)
{
	struct rq_slice words = rq_sheet_trim(sheet, slice);

	return !memchr(rq_sheet_key(sheet, words), ' ', words.end - words.start) &&
	       (rq_header_kinds(sheet, words) & RQ_WORD_TITLE) && slice.line + 1 < sheet->count &&
	       rq_heading_has_date(sheet, slice.line + 1);
}

/* "Опыт работы — 3 года": where the heading ends, and how long it was begins. */
static uint32_t without_duration(const struct rq_sheet *sheet, struct rq_slice heading)
{
	const char *key = sheet->lines[heading.line].key;
	struct rq_slice rest = heading;

	while (rest.start < rest.end && !(key[rest.start] >= '0' && key[rest.start] <= '9'))
		rest.start++;
	if (rest.start == rest.end || !rq_remark_tells_duration(sheet, rest))
		return heading.end;
	while (rest.start > heading.start && !rq_sheet_is_word(key[rest.start - 1]))
		rest.start--;
	return rest.start;
}

/*
 * "Systems" below "Skills" heads a group of them, and in the midst of other lines it may be the
 * second half of a name: a word that heads sections only alone does so apart.
 */
static bool may_be_alone(const struct rq_sheet *sheet, struct rq_slice heading,
			 enum rq_section section, enum rq_section inside)
{
	const struct rq_sheet_line *line = &sheet->lines[heading.line];
	struct rq_slice words = rq_sheet_trim(sheet, heading);
	struct rq_word word = rq_word_find(rq_sheet_key(sheet, words), words.end - words.start);

	if (word.section == RQ_SECTION_NONE || word.rank > 0)
		return true;
	return section != inside && inside != RQ_SECTION_NONE &&
	       (line->gap || stands_out(sheet, line));
}

enum rq_section rq_heading_known(const struct rq_sheet *sheet, size_t index, enum rq_section inside,
				 bool margin, uint32_t *end, bool *goes_on)
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
	if (!may_be_alone(sheet, slice, section, inside))
		return RQ_SECTION_NONE;
	last = line->key[line->length - 1];
	if (last == ':' && section == RQ_SECTION_WORK && inside == section &&
	    !stands_out(sheet, line))
		return RQ_SECTION_NONE; /* "Tasks:" of an entry */
	if (last == ':' && !*goes_on &&
	    (inside == RQ_SECTION_WORK || inside == RQ_SECTION_PROJECTS) &&
	    stands_again(sheet, index))
		return RQ_SECTION_NONE;
	if (section == RQ_SECTION_WORK && inside == section && !*goes_on && is_title(sheet, slice))
		return RQ_SECTION_NONE;
	if (!*goes_on && (last == '.' || last == ',' || last == ';'))
		return RQ_SECTION_NONE;
	if (!begins_upper(line, line->start) && !stands_out(sheet, line))
		return RQ_SECTION_NONE;
	if (!*goes_on)
		*end = without_duration(sheet, slice);
	return section;
}

bool rq_heading_offers_references(const struct rq_sheet_line *line)
{
	static const char ends[] =
	    " request anfrage demande richiesta solicitud peticion verzoek aanvraag ";
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
	return rq_word_is_one_of(line->key + start, end - start, ends);
}

void rq_heading_style_add(struct rq_heading_style *style, const struct rq_sheet_line *line)
{
	style->capitals += is_capitals(line);
	style->headings += line->kind == RQ_LINE_HEADING;
	style->bold += line->bold;
	style->gaps += line->gap;
	style->leveled = (style->count == 0 || style->leveled) && line->level > 0;
	if (line->level > style->level)
		style->level = line->level;
	if (style->count == 0)
		style->size = line->size;
	else if (fabsf(style->size - line->size) > 0.4f)
		style->sizes_differ = true;
	style->count++;
}

size_t rq_heading_words(const struct rq_sheet_line *line)
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

bool rq_heading_has_date(const struct rq_sheet *sheet, size_t index)
{
	struct rq_date_range range;

	return rq_date_find(sheet->lines[index].key, sheet->lines[index].length, 0, &range);
}

static bool has_range(const struct rq_sheet *sheet, size_t index)
{
	struct rq_date_range range;

	return rq_date_find(sheet->lines[index].key, sheet->lines[index].length, 0, &range) &&
	       (range.range || range.present);
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

/*
 * "Good at" above a list, with a gap in front as all headings have and none behind: where the type
 * tells nothing, and only in a section whose own parts look otherwise.
 */
static bool stands_apart(const struct rq_sheet *sheet, size_t index, enum rq_section inside)
{
	const struct rq_sheet_line *line = &sheet->lines[index];
	bool parts = inside == RQ_SECTION_WORK || inside == RQ_SECTION_EDUCATION ||
		     inside == RQ_SECTION_CERTIFICATES || inside == RQ_SECTION_LANGUAGES;
	size_t i = index + 1;

	if (!parts || !line->gap || rq_heading_words(line) > APART_WORDS ||
	    !begins_upper(line, line->start) || strpbrk(line->text, ".,;:()|0123456789"))
		return false;
	if (i == sheet->count || line[1].gap)
		return false;
	for (; i < sheet->count && !sheet->lines[i].gap; i++)
		if (sheet->lines[i].bullet || has_range(sheet, i) ||
		    (i == index + 1 && names_an_entry(sheet, i)))
			return false;
	return true;
}

bool rq_heading_looks(const struct rq_sheet *sheet, size_t index,
		      const struct rq_heading_style *style, enum rq_section inside)
{
	const struct rq_sheet_line *line = &sheet->lines[index];
	struct rq_slice words = rq_sheet_trim(sheet, rq_sheet_whole(sheet, index));
	bool capitals, sized = style->size > 0 && !style->sizes_differ;
	bool marked = style->headings == style->count && line->kind == RQ_LINE_HEADING;

	if (style->count < 2 || line->bullet || words.start >= words.end ||
	    words.end - words.start > RQ_HEADING_LENGTH || line->key[line->length - 1] == '.' ||
	    line->key[line->length - 1] == ',' || memchr(line->key, '\t', line->length))
		return false;
	if ((!marked && rq_heading_words(line) > RQ_HEADING_WORDS) ||
	    names_an_entry(sheet, index) || rq_heading_has_date(sheet, index) ||
	    (index + 1 < sheet->count && is_date(sheet, index + 1)))
		return false;
	if (style->leveled && line->level > style->level)
		return false; /* of an entry below one of them */
	capitals = is_capitals(line);
	if (style->capitals == style->count && !capitals)
		return false;
	if (sized && style->size > sheet->body_size + 0.4f)
		return fabsf(line->size - style->size) <= 0.4f &&
		       (line->bold || style->bold < style->count);
	if (style->headings == style->count && sized)
		return line->kind == RQ_LINE_HEADING && fabsf(line->size - style->size) <= 0.4f;
	if (style->size <= 0 && style->gaps == style->count && style->capitals < style->count)
		return stands_apart(sheet, index, inside);
	if (style->capitals == style->count && capitals && !is_acronym(line, words))
		return (line->gap || style->gaps < style->count) &&
		       (line->bold || style->bold < style->count);
	return false;
}
