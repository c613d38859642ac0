#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resume/header.h"
#include "resume/location.h"
#include "resume/reach.h"
#include "resume/word.h"

/* Joints and labels say nothing of their own. */
static void mark_glue(struct rq_sheet *sheet, const struct rq_header *header)
{
	for (size_t i = 0; i < header->glued; i++)
		rq_sheet_mark(sheet, header->glue[i]);
}

static void put_dates(struct rq_sheet *sheet, const struct rq_header *header, json_t *entry,
		      const char *path)
{
	const struct rq_date_range *range = &header->range;

	mark_glue(sheet, header);
	if (!header->dated)
		return;
	if (range->range || range->present || range->only_end) {
		if (range->start[0])
			(void)rq_sheet_put_value(sheet, entry, path, "startDate", range->start,
						 header->date);
		if (range->end[0])
			(void)rq_sheet_put_value(sheet, entry, path, "endDate", range->end,
						 header->date);
		/* "??? - present" says nothing that an entry could hold. */
		if (range->start[0] || range->end[0])
			rq_sheet_mark(sheet, header->date);
	} else {
		/* One date alone is when it ended: a degree, a summer's work. */
		(void)rq_sheet_put_value(sheet, entry, path, "endDate", range->start, header->date);
	}
}

static bool put_piece(struct rq_sheet *sheet, struct rq_header_piece *piece, json_t *entry,
		      const char *path, const char *key)
{
	if (!piece || piece->member || !rq_sheet_put(sheet, entry, path, key, &piece->slice, 1))
		return false;
	piece->member = key;
	return true;
}

static bool is_full_link(const char *key, size_t length)
{
	return memmem(key, length, "://", 3) || (length > 4 && memcmp(key, "www.", 4) == 0);
}

bool rq_header_is_link(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	struct rq_slice slice = piece->slice, link;

	return rq_reach_find_link(sheet, slice.line, slice.start, &link) &&
	       link.start == slice.start && link.end >= slice.end;
}

/* The entry's address. A bare one may be an employer: "Booking.com". */
static void put_link(struct rq_sheet *sheet, struct rq_header *header, bool bare, json_t *entry,
		     const char *path)
{
	for (size_t i = 0; i < header->count; i++) {
		struct rq_slice slice = header->piece[i].slice;
		char *uri;

		if (header->piece[i].member || !rq_header_is_link(sheet, &header->piece[i]) ||
		    (!bare && !is_full_link(rq_sheet_key(sheet, slice), slice.end - slice.start)))
			continue;
		uri = rq_reach_uri(sheet, slice);
		if (rq_sheet_put_value(sheet, entry, path, "url", uri, slice))
			header->piece[i].member = "url";
		free(uri);
	}
}

static struct rq_header_piece *find_piece(struct rq_header *header,
					  bool (*fits)(const struct rq_header_piece *))
{
	for (size_t i = 0; i < header->count; i++)
		if (!header->piece[i].member && (!fits || fits(&header->piece[i])))
			return &header->piece[i];
	return NULL;
}

static bool is_place(const struct rq_header_piece *piece)
{
	return piece->place && !piece->remark;
}

static bool is_open(const struct rq_header_piece *piece)
{
	return !piece->place && !piece->remark;
}

/* Title and employer where words do not tell: by what is usual in the section. */
static void put_unknown(struct rq_sheet *sheet, struct rq_header *header,
			enum rq_header_order order, const char *employer, json_t *entry,
			const char *path)
{
	const char *first = order == RQ_ORDER_EMPLOYER_FIRST ? employer : "position";
	const char *second = order == RQ_ORDER_EMPLOYER_FIRST ? "position" : employer;
	bool title = json_object_get(entry, "position") != NULL;
	bool named = json_object_get(entry, employer) != NULL;
	size_t open = 0;

	if (title && named)
		return;
	if (title || named) {
		(void)put_piece(sheet, find_piece(header, is_open), entry, path,
				title ? employer : "position");
		return;
	}
	for (size_t i = 0; i < header->count; i++)
		open += is_open(&header->piece[i]);
	if (open <= 1)
		first = employer;
	(void)put_piece(sheet, find_piece(header, is_open), entry, path, first);
	(void)put_piece(sheet, find_piece(header, is_open), entry, path, second);
}

/* What no list knows, and may be the name of a town. */
static bool may_be_town(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	return rq_location_may_be_town(sheet, piece->slice) &&
	       !(piece->kinds & (RQ_WORD_TITLE | RQ_WORD_ORG | RQ_WORD_SCHOOL | RQ_WORD_DEGREE |
				 RQ_WORD_LEGAL | RQ_WORD_GRADE));
}

/* "Sep 2017 – present · Kassel": what stands alone beside the date. */
static void put_town_of_date(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
			     const char *path)
{
	struct rq_header_piece *town = NULL;

	for (size_t i = 0; header->dated && i < header->count; i++) {
		if (header->piece[i].slice.line != header->date.line)
			continue;
		if (town)
			return;
		town = &header->piece[i];
	}
	if (town && !town->member && may_be_town(sheet, town))
		(void)put_piece(sheet, town, entry, path, "location");
}

/* "Acme GmbH, Kassel": what stands right behind the employer. */
static void put_town(struct rq_sheet *sheet, struct rq_header *header, const char *employer,
		     json_t *entry, const char *path)
{
	for (size_t i = 1; i < header->count; i++)
		if (!header->piece[i].member && header->piece[i - 1].member &&
		    strcmp(header->piece[i - 1].member, employer) == 0 &&
		    rq_header_stands_behind(sheet, &header->piece[i], " ,(-") &&
		    may_be_town(sheet, &header->piece[i]))
			(void)put_piece(sheet, &header->piece[i], entry, path, "location");
}

/*
 * "C.H. Robinson" above "Software Engineering Project" where others name their employer first: the
 * second is what somebody did, though a word in it is one of firms, too.
 */
static void put_in_order(struct rq_sheet *sheet, struct rq_header *header, const char *employer,
			 json_t *entry, const char *path)
{
	struct rq_header_piece *pieces[2] = { NULL, NULL };
	size_t open = 0;

	for (size_t i = 0; i < header->count; i++) {
		if (!is_open(&header->piece[i]))
			continue;
		if (open == 2 || rq_header_is_position(&header->piece[i]))
			return;
		pieces[open++] = &header->piece[i];
	}
	if (open < 2 || rq_header_is_organisation(pieces[0]) ||
	    !rq_header_is_organisation(pieces[1]) || pieces[0]->slice.line == pieces[1]->slice.line)
		return;
	(void)put_piece(sheet, pieces[0], entry, path, employer);
	(void)put_piece(sheet, pieces[1], entry, path, "position");
}

void rq_header_put_work(struct rq_sheet *sheet, struct rq_header *header,
			enum rq_header_order order, bool volunteer, json_t *entry, const char *path)
{
	const char *employer = volunteer ? "organization" : "name";

	put_link(sheet, header, false, entry, path);
	rq_header_merge(sheet, header);
	if (order == RQ_ORDER_EMPLOYER_FIRST)
		put_in_order(sheet, header, employer, entry, path);
	(void)put_piece(sheet, find_piece(header, rq_header_is_position), entry, path, "position");
	(void)put_piece(sheet, find_piece(header, rq_header_is_organisation), entry, path,
			employer);
	(void)put_piece(sheet, find_piece(header, is_place), entry, path, "location");
	put_unknown(sheet, header, order, employer, entry, path);
	put_town(sheet, header, employer, entry, path);
	put_town_of_date(sheet, header, entry, path);
	put_dates(sheet, header, entry, path);
	put_link(sheet, header, true, entry, path);
	(void)put_piece(sheet, find_piece(header, NULL), entry, path, "description");
}

bool rq_header_is_role(const struct rq_header *header)
{
	size_t titles = 0;

	for (size_t i = 0; i < header->count; i++) {
		if (rq_header_is_organisation(&header->piece[i]))
			return false;
		titles += rq_header_is_position(&header->piece[i]);
	}
	return titles > 0 && titles == header->count;
}

bool rq_header_heads_roles(const struct rq_header *header)
{
	uint32_t employer = UINT32_MAX, title = UINT32_MAX;

	for (size_t i = header->count; i-- > 0;) {
		const struct rq_header_piece *piece = &header->piece[i];

		if (rq_header_is_position(piece))
			title = piece->slice.line;
		else if (!piece->place)
			employer = piece->slice.line;
	}
	return employer < title;
}

void rq_header_put_employer(struct rq_sheet *sheet, const struct rq_header *above, bool volunteer,
			    json_t *entry, const char *path)
{
	const char *employer = volunteer ? "organization" : "name";

	for (size_t i = 0; i < above->count; i++) {
		const struct rq_header_piece *piece = &above->piece[i];

		if (!rq_header_is_position(piece))
			(void)rq_sheet_put(sheet, entry, path, piece->place ? "location" : employer,
					   &piece->slice, 1);
	}
}

static bool is_school(const struct rq_header_piece *piece)
{
	return (piece->kinds & RQ_WORD_SCHOOL) && !piece->place;
}

static bool is_degree(const struct rq_header_piece *piece)
{
	return (piece->kinds & RQ_WORD_DEGREE) && !piece->place;
}

static bool is_score(const struct rq_header_piece *piece)
{
	return (piece->kinds & RQ_WORD_SCORE) &&
	       !(piece->kinds & (RQ_WORD_DEGREE | RQ_WORD_SCHOOL));
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
			area.start = i + 4;
			if (!(rq_header_kinds(sheet, degree) & RQ_WORD_DEGREE)) {
				degree.end = piece->slice.end;
				continue;
			}
			rq_sheet_mark(sheet, (struct rq_slice) { area.line, i, i + 4 });
			(void)rq_sheet_put(sheet, entry, path, "studyType", &degree, 1);
			(void)rq_sheet_put(sheet, entry, path, "area", &area, 1);
			piece->member = "studyType";
			return;
		}
	(void)put_piece(sheet, piece, entry, path, "studyType");
}

/* "Diplôme d'ingénieur en informatique": a subject, though the joint often parts an employer. */
static void join_field(const struct rq_sheet *sheet, struct rq_header *header)
{
	static const char *const joints[] = { " in ", " en ", " em " };

	for (size_t i = 1; i < header->count; i++) {
		struct rq_header_piece *degree = &header->piece[i - 1], *field = &header->piece[i];
		const char *key = sheet->lines[degree->slice.line].key + degree->slice.end;
		bool joined = false;

		for (size_t k = 0; k < 3; k++)
			joined |= degree->slice.line == field->slice.line &&
				  field->slice.start - degree->slice.end == 4 &&
				  memcmp(key, joints[k], 4) == 0;
		if (!joined || field->place || rq_header_is_organisation(field))
			continue;
		degree->slice.end = field->slice.end;
		degree->kinds |= RQ_WORD_DEGREE;
		header->count--;
		memmove(field, field + 1, (header->count - i) * sizeof *field);
	}
}

/* In a school's entry a title is what somebody became there: "Ingeniero", "Kaufmann". */
static bool is_trade(const struct rq_header_piece *piece)
{
	return (piece->kinds & RQ_WORD_TITLE) && !(piece->kinds & RQ_WORD_SCHOOL) && !piece->place;
}

/*
 * Where no word tells a school: what stands in one line behind a degree or a course,
 * "Engine maintenance - CEAC".
 */
static struct rq_header_piece *find_unknown_school(struct rq_header *header)
{
	struct rq_header_piece *first = find_piece(header, is_open);

	if (first && first + 1 < header->piece + header->count && is_open(first + 1) &&
	    !first[1].member && first[1].slice.line == first->slice.line)
		return first + 1;
	return first;
}

void rq_header_put_education(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
			     const char *path)
{
	struct rq_header_piece *degree = NULL, *school;

	put_link(sheet, header, false, entry, path);
	join_field(sheet, header);
	school = find_piece(header, is_school);
	for (size_t i = 0; i < header->count && !degree; i++)
		if (is_degree(&header->piece[i]) && &header->piece[i] != school)
			degree = &header->piece[i];
	if (!degree)
		degree = find_piece(header, is_trade);
	if (degree)
		put_degree(sheet, degree, entry, path);
	if (!put_piece(sheet, school, entry, path, "institution"))
		(void)put_piece(sheet, find_piece(header, rq_header_is_organisation), entry, path,
				"institution");
	(void)put_piece(sheet, find_piece(header, is_score), entry, path, "score");
	/* Behind the degree stands what was studied, unless that is where. */
	if (degree && degree + 1 < header->piece + header->count && is_open(degree + 1) &&
	    (json_object_get(entry, "institution") ||
	     (degree + 2 < header->piece + header->count && is_bare(sheet, degree->slice))) &&
	    !json_object_get(entry, "area"))
		(void)put_piece(sheet, degree + 1, entry, path, "area");
	if (!json_object_get(entry, "institution"))
		(void)put_piece(sheet,
				degree ? find_piece(header, is_open) : find_unknown_school(header),
				entry, path, "institution");
	(void)put_piece(sheet, find_piece(header, is_place), entry, path, "location");
	if (degree && (json_object_get(entry, "area") || !is_bare(sheet, degree->slice))) {
		put_town(sheet, header, "institution", entry, path);
		put_town_of_date(sheet, header, entry, path);
	}
	(void)put_piece(sheet, find_piece(header, is_open), entry, path, "area");
	put_dates(sheet, header, entry, path);
	put_link(sheet, header, true, entry, path);
	(void)put_piece(sheet, find_piece(header, NULL), entry, path, "description");
}

/* A lone role of a project, which may have several; none when it has one. */
static void put_role(struct rq_sheet *sheet, struct rq_header_piece *piece, json_t *entry,
		     const char *path)
{
	json_t *roles;
	char inner[80];

	if (!piece || json_object_get(entry, "roles"))
		return;
	roles = json_array();
	(void)snprintf(inner, sizeof inner, "%s/roles", path);
	(void)rq_sheet_push(sheet, roles, inner, &piece->slice, 1);
	piece->member = "roles";
	rq_json_set_take(entry, "roles", roles);
}

void rq_header_put_project(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
			   const char *path)
{
	struct rq_header_piece *first;

	put_link(sheet, header, false, entry, path);
	first = find_piece(header, NULL);

	/* "Contributor, HackMyResume": a role in front of the project's name. */
	if (first && header->count > 1 && rq_header_is_position(first) &&
	    !rq_header_is_position(first + 1)) {
		put_role(sheet, first, entry, path);
		first++;
	}
	(void)put_piece(sheet, first, entry, path, "name");
	(void)put_piece(sheet, find_piece(header, rq_header_is_organisation), entry, path,
			"entity");
	put_role(sheet, find_piece(header, rq_header_is_position), entry, path);
	put_dates(sheet, header, entry, path);
	put_link(sheet, header, true, entry, path);
	(void)put_piece(sheet, find_piece(header, NULL), entry, path, "description");
}

void rq_header_put_title(struct rq_sheet *sheet, struct rq_header *header, const char *name,
			 const char *giver, const char *date, json_t *entry, const char *path)
{
	struct rq_header_piece *last;

	if (header->count == 0)
		return;
	mark_glue(sheet, header);
	last = &header->piece[header->count - 1];
	if (header->count > 1)
		(void)put_piece(sheet, last, entry, path, giver);
	if (header->count > 2 && header->piece[0].slice.line == last[-1].slice.line) {
		struct rq_slice slice = header->piece[0].slice;

		slice.end = last[-1].slice.end;
		if (header->date.line == slice.line && header->dated &&
		    header->date.start >= slice.start && header->date.end <= slice.end)
			slice.end = header->piece[0].slice.end;
		(void)rq_sheet_put(sheet, entry, path, name, &slice, 1);
	} else {
		(void)put_piece(sheet, &header->piece[0], entry, path, name);
	}
	if (header->dated)
		(void)rq_sheet_put_value(
		    sheet, entry, path, date,
		    header->range.start[0] ? header->range.start : header->range.end, header->date);
}
