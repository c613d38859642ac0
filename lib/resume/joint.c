#include "resume/joint.h"

#include <string.h>

#include "base/text.h"
#include "resume/location.h"
#include "resume/remark.h"
#include "resume/separator.h"
#include "resume/word.h"

enum {
	LONGEST_GLUE = 8, /* bytes of " presso" */
};

bool rq_joint_ends_with_place(const struct rq_sheet *sheet, size_t line)
{
	struct rq_slice whole = rq_sheet_whole(sheet, line), place = whole;

	for (uint32_t i = whole.start + 1; i + 1 < whole.end; i++) {
		const char *key = sheet->lines[line].key;

		if (key[i] != ',' && key[i] != '|' && (key[i] != '-' || key[i - 1] != ' '))
			continue;
		place.start = i + 1;
		return rq_location_is_place(sheet, rq_header_trim(sheet, place));
	}
	return false;
}

/* Whether the line below names an employer, and neither a title nor a task. */
static bool names_employer_below(const struct rq_sheet *sheet, size_t line)
{
	uint32_t kinds;

	if (line + 1 >= sheet->count || sheet->lines[line + 1].bullet)
		return false;
	kinds = rq_header_kinds(sheet, rq_sheet_whole(sheet, line + 1));
	return ((kinds & RQ_HEADER_ORGANISATION) || rq_joint_ends_with_place(sheet, line + 1)) &&
	       !(kinds & RQ_WORD_TITLE);
}

/* "Intern in Data Analysis, Example Corp": the employer comes behind the subject, or below it. */
static bool opens_subject(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	const char *comma = memchr(key + slice.start, ',', slice.end - slice.start);
	struct rq_slice subject = slice, rest = slice;

	if (!comma)
		return !(rq_header_kinds(sheet, slice) & RQ_HEADER_ORGANISATION) &&
		       names_employer_below(sheet, slice.line);
	subject.end = rest.start = (uint32_t)(comma - key);
	return !(rq_header_kinds(sheet, subject) & RQ_HEADER_ORGANISATION) &&
	       (rq_header_kinds(sheet, rest) & RQ_HEADER_ORGANISATION);
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
	return capitals > 1 && !rq_location_is_place(sheet, slice) &&
	       !rq_location_is_state(sheet, slice);
}

/*
 * Whether the piece in hand has a word of its own behind its last comma, which names neither place
 * nor school.
 */
static bool follows_name(const struct rq_sheet *sheet, struct rq_slice before)
{
	const char *key = sheet->lines[before.line].key;
	bool comma = false;

	for (uint32_t i = before.start; i < before.end; i++)
		if (key[i] == ',') {
			before.start = i + 1;
			comma = true;
		}
	before = rq_header_trim(sheet, before);
	if (comma && rq_location_may_be_town(sheet, before))
		return false;
	return before.start < before.end && !rq_location_is_place(sheet, before) &&
	       !(rq_header_kinds(sheet, before) & RQ_WORD_SCHOOL);
}

uint32_t rq_joint_aside(const struct rq_sheet *sheet, struct rq_slice rest, uint32_t i)
{
	const char *key = sheet->lines[rest.line].key;
	const char *end = key[i] == '(' ? memchr(key + i, ')', rest.end - i) : NULL;
	struct rq_slice before = { rest.line, rest.start, i }, inside = { rest.line, i + 1, 0 };
	uint32_t kinds;

	if (!end || i == rest.start)
		return 0;
	inside.end = (uint32_t)(end - key);
	kinds = rq_header_kinds(sheet, inside);
	if ((kinds & (RQ_HEADER_ORGANISATION | RQ_WORD_PLACE | RQ_WORD_CITY)) ||
	    rq_header_is_date(sheet, inside))
		return 0;
	if (rq_remark_is(sheet, inside) && (key[i + 1] < '0' || key[i + 1] > '9') &&
	    follows_name(sheet, before))
		return inside.end + 1;
	if ((rq_header_kinds(sheet, before) & (RQ_HEADER_ORGANISATION | RQ_WORD_DEGREE)) &&
	    ((kinds & RQ_WORD_DEGREE) || is_coined(sheet, inside)))
		return inside.end + 1;
	return 0;
}

/* "Consultant for Notes Domino - We4IT GmbH": what is behind a later cut is the employer. */
static bool is_cut_later(const struct rq_sheet *sheet, struct rq_slice slice, uint32_t from)
{
	for (uint32_t i = from; i < slice.end; i++)
		if (rq_separator_is(&sheet->lines[slice.line], i, slice))
			return !rq_location_is_place(
			    sheet,
			    rq_header_trim(sheet, (struct rq_slice) { slice.line, i, slice.end }));
	return false;
}

/*
 * "bei der Acme GmbH", "en el Hospital": the end of an article behind the joint that ends at end.
 */
static uint32_t skip_article(const struct rq_sheet *sheet, struct rq_slice slice, uint32_t end)
{
	static const char articles[] = " der dem den die das la le les el los las il lo gli i o a "
				       "os as de het the una un um uma ";
	const char *key = sheet->lines[slice.line].key;
	uint32_t stop = rq_sheet_end_of_word(key, end + 1, slice.end);

	if (!rq_word_is_one_of(key + end + 1, stop - end - 1, articles) || stop + 1 >= slice.end ||
	    key[stop] != ' ' || rq_header_begins_name(sheet, slice.line, end + 1) ||
	    !rq_header_begins_name(sheet, slice.line, stop + 1))
		return end;
	return stop;
}

/*
 * "Studium an der Fachhochschule", "Responsable à la Société des Arts": a school, or behind a
 * title an employer, behind a small word; 0: there is none.
 */
static uint32_t read_school_joint(const struct rq_sheet *sheet, struct rq_slice slice, uint32_t i)
{
	static const char *const joints[] = { "a ",  "aan ", "am ", "an ", "at ",
					      "en ", "im ",  "na ", "no " };
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice before = { slice.line, slice.start, i };
	uint32_t end = 0, school, stop, whom;

	if (i <= slice.start || key[i] != ' ')
		return 0;
	for (size_t k = 0; k < sizeof joints / sizeof joints[0] && end == 0; k++)
		if (slice.end - i > strlen(joints[k]) + 1 &&
		    memcmp(key + i + 1, joints[k], strlen(joints[k])) == 0)
			end = i + (uint32_t)strlen(joints[k]);
	if (end == 0)
		return 0;
	school = skip_article(sheet, slice, end);
	whom = RQ_WORD_SCHOOL | (key[i + 1] == 'a' && school > end &&
					 (rq_header_kinds(sheet, before) & RQ_WORD_TITLE)
				     ? RQ_WORD_ORG
				     : 0);
	school++;
	if (school + 2 < slice.end && memcmp(key + school, "l'", 2) == 0)
		school += 2;
	stop = rq_sheet_end_of_word(key, school, slice.end);
	return (rq_word_find_compound(key + school, stop - school).kinds & whom) &&
		       rq_header_begins_name(sheet, slice.line, school)
		   ? school - 1
		   : 0;
}

/*
 * "Site Reliability at Acme": between two names such a word says for whom, though no list knows
 * the title.
 */
static bool parts_names(const struct rq_sheet *sheet, struct rq_slice before, uint32_t i,
			uint32_t end)
{
	static const char joints[] = " at bei beim bij chez presso ";

	return rq_word_is_one_of(sheet->lines[before.line].key + i + 1, end - i - 1, joints) &&
	       !rq_header_begins_name(sheet, before.line, i + 1) && /* "Bistro Chez Marie" */
	       !(rq_header_kinds(sheet, before) & RQ_HEADER_ORGANISATION) &&
	       rq_header_begins_name(sheet, before.line, before.start) &&
	       rq_header_begins_name(sheet, before.line, end + 1);
}

uint32_t rq_joint_leading(const struct rq_sheet *sheet, struct rq_slice slice)
{
	static const char joints[] = " aan an at auf bei bij chez presso ";
	const char *key = sheet->lines[slice.line].key;
	uint32_t end = rq_sheet_end_of_word(key, slice.start, slice.end);

	if (!rq_word_is_one_of(key + slice.start, end - slice.start, joints) ||
	    end + 1 >= slice.end || key[end] != ' ' ||
	    rq_header_begins_name(sheet, slice.line, slice.start))
		return 0;
	end = skip_article(sheet, slice, end);
	return rq_header_begins_name(sheet, slice.line, end + 1) ? end + 1 : 0;
}

/* " at ", " @ ", " bei " between a title and an employer: the end of it, or 0. */
uint32_t rq_joint_employer(const struct rq_sheet *sheet, struct rq_header *header,
			   struct rq_slice rest, uint32_t i, enum rq_joint *joint)
{
	const char *key = sheet->lines[rest.line].key;
	struct rq_slice before = { rest.line, rest.start, i };
	uint32_t end = i + 1, kinds;

	*joint = RQ_JOINT_BEFORE_EMPLOYER;
	if (key[i] != ' ' || i + 2 >= rest.end)
		return 0;
	if (key[end] == '@' && key[end + 1] == ' ')
		return end + 1;
	if (key[end] == '@' && rq_header_begins_name(sheet, rest.line, end + 1)) {
		*joint = RQ_JOINT_BEFORE_EITHER; /* "Acme @Ashby" */
		return end + 1;
	}
	end = read_school_joint(sheet, rest, i);
	if (end > 0) {
		rq_header_glue(header, (struct rq_slice) { rest.line, i + 1, end + 1 });
		return end + 1;
	}
	end = i + 1;
	if (memcmp(key + end, "for ", 4) == 0 && is_cut_later(sheet, rest, end + 4))
		return 0;
	end = rq_sheet_end_of_word(key, end, rest.end);
	if (end >= rest.end || key[end] != ' ' || end - i > LONGEST_GLUE || end == i + 1)
		return 0;
	kinds = rq_word_find(key + i + 1, end - i - 1).kinds;
	if (!(kinds & RQ_WORD_GLUE) ||
	    (!(rq_header_kinds(sheet, before) &
	       (kinds & (RQ_WORD_TO | RQ_WORD_STATE) ? RQ_WORD_TITLE
						     : RQ_WORD_TITLE | RQ_WORD_DEGREE)) &&
	     !parts_names(sheet, before, i, end)))
		return 0;
	end = skip_article(sheet, rest, end);
	if (kinds & (RQ_WORD_TO | RQ_WORD_STATE)) {
		if (!rq_header_begins_name(sheet, rest.line, end + 1) ||
		    opens_subject(sheet, (struct rq_slice) { rest.line, end, rest.end }))
			return 0;
		*joint = RQ_JOINT_BEFORE_EITHER; /* in, en, on */
	}
	rq_header_glue(header, (struct rq_slice) { rest.line, i + 1, end });
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

/* "bei der 3BEG in Innsbruck": a joint leads the slice, and " in " stands at i before a town. */
static bool tells_town(const struct rq_sheet *sheet, struct rq_slice rest, uint32_t i)
{
	struct rq_slice town = { rest.line, i + 4, rest.end };

	return rest.end - i > 5 && memcmp(sheet->lines[rest.line].key + i, " in ", 4) == 0 &&
	       rq_joint_leading(sheet, rest) > 0 && rq_location_may_be_town(sheet, town);
}

/*
 * " te " and " à " in front of a town, as Dutch and French say where: the end of
 * it, or 0.
 */
uint32_t rq_joint_town(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice rest,
		       uint32_t i)
{
	static const char *const joints[] = { " te ", " à " };
	const struct rq_sheet_line *line = &sheet->lines[rest.line];
	const char *text = line->text + line->at[i];
	const char *town = NULL;
	uint32_t end = i + 1;
	size_t size;

	if (i <= rest.start)
		return 0;
	for (size_t k = 0; k < sizeof joints / sizeof joints[0] && !town; k++)
		if (strncmp(text, joints[k], strlen(joints[k])) == 0)
			town = text + strlen(joints[k]);
	while (end < rest.end && line->key[end] != ' ')
		end++;
	if (tells_town(sheet, rest, i))
		town = text + strlen(" in ");
	if (!town || !rq_text_is_upper(rq_text_decode(town, strlen(town), &size)) ||
	    !ends_with_town(line->key, end + 1, rest.end))
		return 0;
	rq_header_glue(header, (struct rq_slice) { rest.line, i + 1, end });
	return end;
}
