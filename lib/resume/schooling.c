#include "resume/header.h"

#include <string.h>

#include "resume/member.h"
#include "resume/score.h"
#include "resume/word.h"

/* The pieces of a degree's header to its members. */

static bool is_school(const struct rq_header_piece *piece)
{
	return (piece->kinds & RQ_WORD_SCHOOL) && !piece->place;
}

static bool is_degree(const struct rq_header_piece *piece)
{
	return (piece->kinds & RQ_WORD_DEGREE) && !piece->place;
}

/* Not "Diploma in School Management", nor the chamber in the brackets of "Accountant (IHK)". */
static bool is_school_alone(const struct rq_header_piece *piece)
{
	return is_school(piece) && !is_degree(piece) && !piece->aside;
}

/* "High School Diploma": what such a school gives, and not its name. */
static bool is_given_by_school(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t degree = slice.end, school;

	while (degree > slice.start && rq_sheet_is_word(key[degree - 1]))
		degree--;
	school = degree > slice.start ? degree - 1 : slice.start;
	while (school > slice.start && rq_sheet_is_word(key[school - 1]))
		school--;
	return degree > school + 1 &&
	       (rq_word_find(key + degree, slice.end - degree).kinds & RQ_WORD_DEGREE) &&
	       (rq_word_find(key + school, degree - 1 - school).kinds & RQ_WORD_SCHOOL);
}

/* "Faculty of Arts", a part of the school that is told beside it. */
static bool is_faculty(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	static const char words[] = " facolta faculdade facultad faculte faculteit faculty "
				    "fakultat ";

	return rq_header_begins_with(sheet, piece->slice, words);
}

/* Of several schools the first that is no faculty; NULL: none is told. */
static struct rq_header_piece *find_school(const struct rq_sheet *sheet, struct rq_header *header)
{
	struct rq_header_piece *faculty = NULL;

	for (size_t i = 0; i < header->count; i++) {
		struct rq_header_piece *piece = &header->piece[i];

		if (piece->member || !is_school_alone(piece))
			continue;
		if (!is_faculty(sheet, piece))
			return piece;
		if (!faculty)
			faculty = piece;
	}
	if (!faculty)
		faculty = rq_member_find(header, is_school);
	return faculty && is_given_by_school(sheet, faculty->slice) ? NULL : faculty;
}

/* The school above the line with the date and a degree, known by its place there; NULL: none. */
static const struct rq_header_piece *find_heading_school(const struct rq_header *header)
{
	const struct rq_header_piece *school = NULL;
	bool degree = false;

	for (size_t i = 0; header->dated && i < header->count; i++) {
		const struct rq_header_piece *piece = &header->piece[i];

		if (piece->slice.line == header->date.line)
			degree |= is_degree(piece);
		else if (!school && rq_member_is_open(piece) && !is_degree(piece))
			school = piece;
	}
	return degree ? school : NULL;
}

enum rq_header_order rq_header_order_of_school(const struct rq_header *header)
{
	for (size_t i = 0; i < header->count; i++) {
		if (is_school_alone(&header->piece[i]))
			return RQ_ORDER_EMPLOYER_FIRST;
		if (is_degree(&header->piece[i]) && !is_school(&header->piece[i]))
			return RQ_ORDER_TITLE_FIRST;
	}
	return RQ_ORDER_UNKNOWN;
}

bool rq_header_heads_degrees(const struct rq_header *header)
{
	return find_heading_school(header) != NULL;
}

bool rq_header_lacks_school(const struct rq_header *header)
{
	bool degree = false;

	for (size_t i = 0; i < header->count; i++) {
		degree |= is_degree(&header->piece[i]);
		if (header->piece[i].kinds & RQ_HEADER_ORGANISATION)
			return false;
	}
	return degree && header->dated;
}

void rq_header_put_school(struct rq_sheet *sheet, const struct rq_header *above, json_t *entry,
			  const char *path)
{
	const struct rq_header_piece *school = find_heading_school(above);

	if (school)
		(void)rq_sheet_put(sheet, entry, path, "institution", &school->slice, 1);
}

/* Whether a degree says nothing of what was studied: "M.Sc.", not "Diploma alberghiero". */
static bool is_bare(const struct rq_sheet *sheet, struct rq_slice degree)
{
	const char *key = sheet->lines[degree.line].key;

	for (uint32_t i = degree.start; i < degree.end; i++) {
		uint32_t start = i;

		while (i < degree.end && key[i] != ' ')
			i++;
		if (!(rq_word_find(key + start, i - start).kinds & (RQ_WORD_DEGREE | RQ_WORD_FILL)))
			return false;
	}
	return true;
}

/* What schools give that teach no subject of its own: "Abitur". */
static bool is_leaving(const struct rq_sheet *sheet, struct rq_slice degree)
{
	static const char words[] =
	    " abitur bac baccalaureat bachillerato eso fachabitur havo highers "
	    "hochschulreife matura maturita maturite realschulabschluss vwo ";

	return rq_header_has_word(sheet, degree, words);
}

/* "Master in de wiskunde": the end of an article that begins there, and of the space behind. */
static uint32_t skip_article(const char *key, uint32_t i, uint32_t end)
{
	static const char *const articles[] = { "de ", "het ", "the " };

	for (size_t k = 0; k < sizeof articles / sizeof articles[0]; k++)
		if (i + strlen(articles[k]) < end &&
		    memcmp(key + i, articles[k], strlen(articles[k])) == 0)
			return i + (uint32_t)strlen(articles[k]);
	return i;
}

/* "B.A. in Graphic Design": the degree, and behind the "in" the area. */
static void put_degree(struct rq_sheet *sheet, struct rq_header_piece *piece, json_t *entry,
		       const char *path)
{
	static const char *const joints[] = { " in ", " en ", " em " };
	const char *key = sheet->lines[piece->slice.line].key;
	struct rq_slice degree = piece->slice, area = piece->slice;

	for (uint32_t i = degree.start; i + 4 < degree.end; i++)
		for (size_t k = 0; k < 3; k++) {
			if (memcmp(key + i, joints[k], 4) != 0)
				continue;
			degree.end = i;
			area.start = skip_article(key, i + 4, area.end);
			if (!(rq_header_kinds(sheet, degree) & RQ_WORD_DEGREE)) {
				degree.end = piece->slice.end;
				continue;
			}
			rq_sheet_mark(sheet, (struct rq_slice) { area.line, i, area.start });
			(void)rq_sheet_put(sheet, entry, path, "studyType", &degree, 1);
			(void)rq_sheet_put(sheet, entry, path, "area", &area, 1);
			piece->member = "studyType";
			return;
		}
	(void)rq_member_put(sheet, piece, entry, path, "studyType");
}

/* In a school's entry a title is what somebody became there: "Ingeniero", "Kaufmann". */
static bool is_trade(const struct rq_header_piece *piece)
{
	return (piece->kinds & RQ_WORD_TITLE) && !(piece->kinds & RQ_WORD_SCHOOL) && !piece->place;
}

/* "Sekundarschule": one word, and no abbreviation. */
static bool is_kind_of_school(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	const struct rq_sheet_line *line = &sheet->lines[piece->slice.line];
	const char *text = line->text + line->at[piece->slice.start];
	size_t length = line->at[piece->slice.end] - line->at[piece->slice.start];

	return is_school(piece) && !memchr(text, ' ', length) && text[1] >= 'a' && text[1] <= 'z';
}

/* "Sekundarschule – Hochalpines Institut": of two schools, the first may be the kind of school. */
static struct rq_header_piece *find_kind_of_school(const struct rq_sheet *sheet,
						   struct rq_header *header)
{
	for (size_t i = 0; i + 1 < header->count; i++)
		if (is_kind_of_school(sheet, &header->piece[i]) && is_school(&header->piece[i + 1]))
			return &header->piece[i];
	return NULL;
}

/* What somebody has from there: of several, the last by itself, "Abschluss: Diplom-Kauffrau". */
static struct rq_header_piece *find_degree(struct rq_header *header,
					   const struct rq_header_piece *school)
{
	struct rq_header_piece *degree = NULL;

	for (size_t i = 0; i < header->count; i++) {
		struct rq_header_piece *piece = &header->piece[i];

		if (is_degree(piece) && piece != school &&
		    (!degree ||
		     (piece->kinds == RQ_WORD_DEGREE && piece->slice.line != degree->slice.line)))
			degree = piece;
	}
	return degree ? degree : rq_member_find(header, is_trade);
}

/*
 * Where no word tells a school: what stands in one line behind a degree or a course,
 * "Engine maintenance - CEAC".
 */
static struct rq_header_piece *find_unknown_school(struct rq_header *header)
{
	struct rq_header_piece *first = rq_member_find(header, rq_member_is_open);

	if (first && first + 1 < header->piece + header->count && rq_member_is_open(first + 1) &&
	    !first[1].member && first[1].slice.line == first->slice.line)
		return first + 1;
	return first;
}

/* Where the degree is known: what may be a name, rather than "statistiques et chimie". */
static struct rq_header_piece *find_name_of_school(const struct rq_sheet *sheet,
						   struct rq_header *header)
{
	for (size_t i = 0; i < header->count; i++) {
		struct rq_header_piece *piece = &header->piece[i];

		if (!piece->member && rq_member_is_open(piece) &&
		    !rq_header_begins_small(sheet, piece->slice))
			return piece;
	}
	return NULL;
}

/* Behind the degree stands what was studied, unless that is where. */
static void put_area(struct rq_sheet *sheet, struct rq_header *header,
		     struct rq_header_piece *degree, json_t *entry, const char *path)
{
	const struct rq_header_piece *end = header->piece + header->count;

	if (degree + 1 < end && rq_member_is_open(degree + 1) &&
	    !is_leaving(sheet, degree->slice) &&
	    (json_object_get(entry, "institution") ||
	     (degree + 2 < end && is_bare(sheet, degree->slice))) &&
	    !json_object_get(entry, "area"))
		(void)rq_member_put(sheet, degree + 1, entry, path, "area");
}

/*
 * What no list knows: what was studied; of two that a bar or a dot parts, "Lehrabschluss ·
 * Elektrotechnik", the first is the degree.
 */
static void put_unknown(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
			const char *path)
{
	struct rq_header_piece *first = rq_member_find(header, rq_member_is_open);

	if (first && first + 1 < header->piece + header->count && !first[1].member &&
	    rq_member_is_open(first + 1) && rq_header_stands_behind(sheet, first + 1, " |") &&
	    !json_object_get(entry, "area") &&
	    rq_member_put(sheet, first, entry, path, "studyType"))
		first++;
	(void)rq_member_put(sheet, first, entry, path, "area");
}

/* What is known by its place; whether something is. */
static bool put_roles(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
		      const char *path)
{
	static const char *const members[] = { [RQ_ROLE_SCHOOL] = "institution",
					       [RQ_ROLE_DEGREE] = "studyType",
					       [RQ_ROLE_AREA] = "area" };
	bool told = false;

	for (size_t i = 0; i < header->count; i++)
		if (header->piece[i].role != RQ_ROLE_UNKNOWN)
			told |= rq_member_put(sheet, &header->piece[i], entry, path,
					      members[header->piece[i].role]);
	return told;
}

/* The same, and what is left: a grade, a place, an address. */
static bool put_told(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
		     const char *path)
{
	if (!put_roles(sheet, header, entry, path))
		return false;
	rq_score_settle(sheet, header);
	rq_score_put(sheet, header, entry, path);
	(void)rq_member_put(sheet, rq_member_find(header, rq_member_is_place), entry, path,
			    "location");
	rq_member_put_dates(sheet, header, entry, path);
	rq_member_put_link(sheet, header, true, entry, path);
	(void)rq_member_put(sheet, rq_member_find(header, NULL), entry, path, "description");
	return true;
}

void rq_header_put_education(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
			     const char *path)
{
	struct rq_header_piece *degree = NULL, *school;

	if (put_told(sheet, header, entry, path))
		return;
	rq_member_put_link(sheet, header, false, entry, path);
	rq_header_join_subject(sheet, header);
	rq_score_settle(sheet, header);
	degree = find_kind_of_school(sheet, header);
	school = find_school(sheet, header);
	if (degree)
		school = degree + 1;
	else
		degree = find_degree(header, school);
	if (degree)
		put_degree(sheet, degree, entry, path);
	if (!rq_member_put(sheet, school, entry, path, "institution"))
		(void)rq_member_put(sheet, rq_member_find(header, rq_header_is_organisation), entry,
				    path, "institution");
	rq_score_put(sheet, header, entry, path);
	if (json_object_get(entry, "institution"))
		rq_member_put_link(sheet, header, true, entry, path);
	if (degree)
		put_area(sheet, header, degree, entry, path);
	if (!json_object_get(entry, "institution"))
		(void)rq_member_put(sheet,
				    degree ? find_name_of_school(sheet, header)
					   : find_unknown_school(header),
				    entry, path, "institution");
	(void)rq_member_put(sheet, rq_member_find(header, rq_member_is_place), entry, path,
			    "location");
	if (degree && (json_object_get(entry, "area") || !is_bare(sheet, degree->slice) ||
		       is_leaving(sheet, degree->slice))) {
		rq_member_put_town(sheet, header, "institution", school && degree < school, entry,
				   path); /* a subject stands beside its degree */
		rq_member_put_town_of_date(sheet, header, entry, path);
	}
	put_unknown(sheet, header, entry, path);
	rq_member_put_dates(sheet, header, entry, path);
	rq_member_put_link(sheet, header, true, entry, path);
	(void)rq_member_put(sheet, rq_member_find(header, NULL), entry, path, "description");
}
