#include "resume/header.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resume/contact.h"
#include "resume/word.h"

enum {
	ORGANISATION = RQ_WORD_LEGAL | RQ_WORD_ORG | RQ_WORD_SCHOOL,
	POSITION = RQ_WORD_TITLE,
};

static bool is_word_byte(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

void rq_header_free(struct rq_header *header)
{
	free(header->piece);
	*header = (struct rq_header) { 0 };
}

/* The end of the word at i, which may hold dots inside: "b.sc", "s.a". */
static uint32_t end_of_word(const char *key, uint32_t i, uint32_t end)
{
	while (i < end &&
	       (is_word_byte(key[i]) || (key[i] == '.' && i + 1 < end && is_word_byte(key[i + 1]))))
		i++;
	return i;
}

static uint32_t kinds_of(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t kinds = 0;

	for (uint32_t i = slice.start; i < slice.end;) {
		uint32_t start = i;

		i = end_of_word(key, i, slice.end);
		if (i > start)
			kinds |= rq_word_find_compound(key + start, i - start).kinds;
		else
			i++;
	}
	return kinds;
}

static bool has_word(const struct rq_sheet *sheet, struct rq_slice slice)
{
	for (uint32_t i = slice.start; i < slice.end; i++)
		if (is_word_byte(sheet->lines[slice.line].key[i]))
			return true;
	return false;
}

struct rq_slice rq_header_trim(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	bool again = true;

	while (again && slice.start < slice.end) {
		size_t length;
		char first, last;

		slice = rq_sheet_trim(sheet, slice);
		length = slice.end - slice.start;
		if (length == 0)
			break;
		first = key[slice.start];
		last = key[slice.end - 1];
		again = true;
		if ((first == '(' && !memchr(key + slice.start, ')', length)) ||
		    (first == '[' && !memchr(key + slice.start, ']', length)) || first == ')' ||
		    first == ']')
			slice.start++;
		else if ((last == ')' && !memchr(key + slice.start, '(', length)) ||
			 (last == ']' && !memchr(key + slice.start, '[', length)) || last == '(' ||
			 last == '[')
			slice.end--;
		else if (first == '(' && last == ')')
			slice = (struct rq_slice) { slice.line, slice.start + 1, slice.end - 1 };
		else
			again = false;
	}
	return slice;
}

/* A second date says nothing that a member could hold. */
static bool is_date(const struct rq_sheet *sheet, struct rq_slice slice)
{
	struct rq_date_range range;
	size_t length = slice.end - slice.start;

	return rq_date_find(rq_sheet_key(sheet, slice), length, 0, &range) && range.from == 0 &&
	       range.to == length;
}

static void add_piece(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice slice)
{
	slice = rq_header_trim(sheet, slice);
	if (!has_word(sheet, slice) || is_date(sheet, slice))
		return;
	header->piece =
	    rq_grow(header->piece, header->count, &header->capacity, sizeof *header->piece);
	header->piece[header->count++] = (struct rq_header_piece) {
		.slice = slice,
		.kinds = kinds_of(sheet, slice),
		.place = rq_contact_is_place(sheet, slice),
	};
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
	uint32_t end = end_of_word(key, part.start, part.end);
	bool untold = !(before->kinds & (ORGANISATION | POSITION | RQ_WORD_DEGREE));

	if ((rq_word_find(key + part.start, end - part.start).kinds & RQ_WORD_LEGAL) &&
	    end + 1 >= part.end)
		return true;
	if (is_state(sheet, part) && (before->place || untold)) {
		before->place = true;
		return true;
	}
	return before->place && rq_contact_is_place(sheet, part);
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
			before->kinds = kinds_of(sheet, before->slice);
		} else {
			add_piece(sheet, header, part);
		}
		part.start = i + 1;
	}
}

/* " at ", " @ ", " bei " between a title and an employer: the end of it, or 0. */
static uint32_t read_glue(const struct rq_sheet *sheet, struct rq_header *header,
			  struct rq_slice slice, uint32_t i)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice before = { slice.line, slice.start, i };
	uint32_t end = i + 1;

	if (key[i] != ' ' || i + 2 >= slice.end)
		return 0;
	if (key[end] == '@' && key[end + 1] == ' ')
		return end + 1;
	end = end_of_word(key, end, slice.end);
	if (end >= slice.end || key[end] != ' ' || end - i > 6 || end == i + 1 ||
	    !(rq_word_find(key + i + 1, end - i - 1).kinds & RQ_WORD_GLUE) ||
	    !(kinds_of(sheet, before) & RQ_WORD_TITLE))
		return 0;
	if (header->glued < RQ_HEADER_GLUE)
		header->glue[header->glued++] = (struct rq_slice) { slice.line, i + 1, end };
	return end;
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

static void cut_slice(const struct rq_sheet *sheet, struct rq_header *header, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice part = { slice.line, slice.start, slice.start };
	bool glued = false;

	for (uint32_t i = slice.start; i < slice.end; i++) {
		uint32_t next = is_cut(key, i, slice) ? i + 1 : 0;

		if (next == 0 && !glued) {
			next =
			    read_glue(sheet, header,
				      (struct rq_slice) { slice.line, part.start, slice.end }, i);
			glued = next > 0;
		}
		if (next == 0)
			continue;
		part.end = i;
		cut_commas(sheet, header, part);
		part.start = next;
		i = next - 1;
	}
	part.end = slice.end;
	cut_commas(sheet, header, part);
}

static void find_date(const struct rq_sheet *sheet, size_t line, struct rq_header *header)
{
	const struct rq_sheet_line *at = &sheet->lines[line];
	struct rq_date_range range;

	for (size_t from = at->start; rq_date_find(at->key, at->length, from, &range);
	     from = range.to) {
		if (header->dated && (header->range.range || header->range.present ||
				      (!range.range && !range.present)))
			continue;
		header->dated = true;
		header->range = range;
		header->date =
		    (struct rq_slice) { (uint32_t)line, (uint32_t)range.from, (uint32_t)range.to };
	}
}

void rq_header_find_date(const struct rq_sheet *sheet, size_t first, size_t end,
			 struct rq_header *header)
{
	*header = (struct rq_header) { 0 };
	for (size_t i = first; i < end; i++)
		find_date(sheet, i, header);
}

void rq_header_cut(const struct rq_sheet *sheet, size_t first, size_t end, struct rq_header *header)
{
	rq_header_find_date(sheet, first, end, header);
	for (size_t i = first; i < end; i++) {
		struct rq_slice whole = rq_sheet_whole(sheet, i), rest = whole;

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

static bool is_position(const struct rq_header_piece *piece)
{
	return (piece->kinds & POSITION) && !(piece->kinds & RQ_WORD_LEGAL);
}

static bool is_organisation(const struct rq_header_piece *piece)
{
	return (piece->kinds & ORGANISATION) && !is_position(piece);
}

enum rq_header_order rq_header_order(const struct rq_header *header)
{
	size_t title = header->count, employer = header->count;

	for (size_t i = header->count; i-- > 0;) {
		if (is_position(&header->piece[i]))
			title = i;
		else if (is_organisation(&header->piece[i]))
			employer = i;
	}
	if (title == header->count && employer == header->count)
		return RQ_ORDER_UNKNOWN;
	if (title == employer)
		return RQ_ORDER_UNKNOWN;
	if (title < employer)
		return title == 0 ? RQ_ORDER_TITLE_FIRST : RQ_ORDER_UNKNOWN;
	return employer == 0 ? RQ_ORDER_EMPLOYER_FIRST : RQ_ORDER_UNKNOWN;
}

static void put_dates(struct rq_sheet *sheet, const struct rq_header *header, json_t *entry,
		      const char *path)
{
	const struct rq_date_range *range = &header->range;

	for (size_t i = 0; i < header->glued; i++)
		rq_sheet_mark(sheet, header->glue[i]);
	if (!header->dated)
		return;
	if (range->range || range->present || range->only_end) {
		if (range->start[0])
			(void)rq_sheet_put_value(sheet, entry, path, "startDate", range->start,
						 header->date);
		if (range->end[0])
			(void)rq_sheet_put_value(sheet, entry, path, "endDate", range->end,
						 header->date);
		rq_sheet_mark(sheet, header->date);
	} else {
		/* One date alone is when it ended: a degree, a summer's work. */
		(void)rq_sheet_put_value(sheet, entry, path, "endDate", range->start, header->date);
	}
}

static bool put_piece(struct rq_sheet *sheet, struct rq_header_piece *piece, json_t *entry,
		      const char *path, const char *key)
{
	if (!piece || piece->used)
		return false;
	piece->used = rq_sheet_put(sheet, entry, path, key, &piece->slice, 1);
	return piece->used;
}

static struct rq_header_piece *find_piece(struct rq_header *header,
					  bool (*fits)(const struct rq_header_piece *))
{
	for (size_t i = 0; i < header->count; i++)
		if (!header->piece[i].used && (!fits || fits(&header->piece[i])))
			return &header->piece[i];
	return NULL;
}

static bool is_place(const struct rq_header_piece *piece)
{
	return piece->place;
}

static bool is_open(const struct rq_header_piece *piece)
{
	return !piece->place;
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

	if (title && named)
		return;
	if (title || named) {
		(void)put_piece(sheet, find_piece(header, is_open), entry, path,
				title ? employer : "position");
		return;
	}
	if (header->count == 1 || !find_piece(header, is_open))
		first = employer;
	(void)put_piece(sheet, find_piece(header, is_open), entry, path, first);
	(void)put_piece(sheet, find_piece(header, is_open), entry, path, second);
}

void rq_header_put_work(struct rq_sheet *sheet, struct rq_header *header,
			enum rq_header_order order, bool volunteer, json_t *entry, const char *path)
{
	const char *employer = volunteer ? "organization" : "name";

	(void)put_piece(sheet, find_piece(header, is_position), entry, path, "position");
	(void)put_piece(sheet, find_piece(header, is_organisation), entry, path, employer);
	(void)put_piece(sheet, find_piece(header, is_place), entry, path, "location");
	put_unknown(sheet, header, order, employer, entry, path);
	put_dates(sheet, header, entry, path);
	(void)put_piece(sheet, find_piece(header, NULL), entry, path, "description");
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
			if (!(kinds_of(sheet, degree) & RQ_WORD_DEGREE)) {
				degree.end = piece->slice.end;
				continue;
			}
			rq_sheet_mark(sheet, (struct rq_slice) { area.line, i, i + 4 });
			(void)rq_sheet_put(sheet, entry, path, "studyType", &degree, 1);
			(void)rq_sheet_put(sheet, entry, path, "area", &area, 1);
			piece->used = true;
			return;
		}
	(void)put_piece(sheet, piece, entry, path, "studyType");
}

void rq_header_put_education(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
			     const char *path)
{
	struct rq_header_piece *degree = NULL, *school = find_piece(header, is_school);

	for (size_t i = 0; i < header->count && !degree; i++)
		if (is_degree(&header->piece[i]) && &header->piece[i] != school)
			degree = &header->piece[i];
	if (degree)
		put_degree(sheet, degree, entry, path);
	if (!put_piece(sheet, school, entry, path, "institution"))
		(void)put_piece(sheet, find_piece(header, is_organisation), entry, path,
				"institution");
	(void)put_piece(sheet, find_piece(header, is_score), entry, path, "score");
	/* Behind the degree stands what was studied, unless that is where. */
	if (degree && degree + 1 < header->piece + header->count && is_open(degree + 1) &&
	    (json_object_get(entry, "institution") || degree + 2 < header->piece + header->count) &&
	    !json_object_get(entry, "area"))
		(void)put_piece(sheet, degree + 1, entry, path, "area");
	if (!json_object_get(entry, "institution"))
		(void)put_piece(sheet, find_piece(header, is_open), entry, path, "institution");
	(void)put_piece(sheet, find_piece(header, is_open), entry, path, "area");
	(void)put_piece(sheet, find_piece(header, is_place), entry, path, "location");
	put_dates(sheet, header, entry, path);
	(void)put_piece(sheet, find_piece(header, NULL), entry, path, "description");
}

void rq_header_put_project(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
			   const char *path)
{
	struct rq_header_piece *first = find_piece(header, NULL);

	/* "Contributor, HackMyResume": a role in front of the project's name. */
	if (first && header->count > 1 && is_position(first) && !is_position(first + 1)) {
		json_t *roles = json_array();
		char inner[80];

		(void)snprintf(inner, sizeof inner, "%s/roles", path);
		first->used = rq_sheet_push(sheet, roles, inner, &first->slice, 1);
		rq_json_set_take(entry, "roles", roles);
		first++;
	}
	(void)put_piece(sheet, first, entry, path, "name");
	(void)put_piece(sheet, find_piece(header, is_organisation), entry, path, "entity");
	put_dates(sheet, header, entry, path);
	(void)put_piece(sheet, find_piece(header, NULL), entry, path, "description");
}

void rq_header_put_title(struct rq_sheet *sheet, struct rq_header *header, const char *name,
			 const char *giver, const char *date, json_t *entry, const char *path)
{
	struct rq_header_piece *last;

	if (header->count == 0)
		return;
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
