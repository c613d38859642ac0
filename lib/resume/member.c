#include "resume/member.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resume/location.h"
#include "resume/reach.h"
#include "resume/word.h"

void rq_member_mark_glue(struct rq_sheet *sheet, const struct rq_header *header)
{
	for (size_t i = 0; i < header->glued; i++)
		rq_sheet_mark(sheet, header->glue[i]);
}

/* Whether a date is one that somebody looks forward to: "Expected May 2027". */
static bool is_expected(const struct rq_sheet *sheet, struct rq_slice date)
{
	static const char words[] = " anticipated erwartet exp expect expected graduating previsto "
				    "prevu verwacht verwachte voraussichtl voraussichtlich ";

	return rq_header_has_word(sheet, date, words);
}

/* A date does not say that it is yet to come, so how the time was written stays with the entry. */
static void put_expectation(struct rq_sheet *sheet, const struct rq_header *header, json_t *entry,
			    const char *path)
{
	if (header->dated && is_expected(sheet, header->date))
		(void)rq_sheet_put(sheet, entry, path, "description", &header->date, 1);
}

void rq_member_put_dates(struct rq_sheet *sheet, const struct rq_header *header, json_t *entry,
			 const char *path)
{
	const struct rq_date_range *range = &header->range;

	rq_member_mark_glue(sheet, header);
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
	put_expectation(sheet, header, entry, path);
}

bool rq_member_put(struct rq_sheet *sheet, struct rq_header_piece *piece, json_t *entry,
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

void rq_member_put_link(struct rq_sheet *sheet, struct rq_header *header, bool bare, json_t *entry,
			const char *path)
{
	for (size_t i = 0; i < header->count; i++) {
		struct rq_slice slice = header->piece[i].slice;
		char *uri;

		if (header->piece[i].member || !rq_reach_is_link(sheet, slice) ||
		    (!bare && !is_full_link(rq_sheet_key(sheet, slice), slice.end - slice.start)))
			continue;
		uri = rq_reach_uri(sheet, slice);
		if (rq_sheet_put_value(sheet, entry, path, "url", uri, slice))
			header->piece[i].member = "url";
		free(uri);
	}
}

struct rq_header_piece *rq_member_find(struct rq_header *header,
				       bool (*fits)(const struct rq_header_piece *))
{
	for (size_t i = 0; i < header->count; i++)
		if (!header->piece[i].member && (!fits || fits(&header->piece[i])))
			return &header->piece[i];
	return NULL;
}

bool rq_member_is_place(const struct rq_header_piece *piece)
{
	return piece->place && !piece->remark;
}

bool rq_member_is_open(const struct rq_header_piece *piece)
{
	return !piece->place && !piece->remark;
}

/* What no list knows, and may be the name of a town. */
static bool may_be_town(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	return rq_location_may_be_town(sheet, piece->slice) &&
	       !(piece->kinds & (RQ_WORD_TITLE | RQ_WORD_ORG | RQ_WORD_SCHOOL | RQ_WORD_DEGREE |
				 RQ_WORD_LEGAL | RQ_WORD_GRADE));
}

/* "Sep 2017 – present · Kassel": what stands alone beside the date. */
void rq_member_put_town_of_date(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
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
		(void)rq_member_put(sheet, town, entry, path, "location");
}

/* Whether the town is the next line by itself. */
static bool is_next_line(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	struct rq_slice whole = rq_sheet_whole(sheet, piece->slice.line);

	return piece->slice.line == piece[-1].slice.line + 1 && piece->slice.start == whole.start &&
	       piece->slice.end == whole.end;
}

/* "Acme GmbH, Kassel": what stands right behind the employer, or in the next cell. */
void rq_member_put_town(struct rq_sheet *sheet, struct rq_header *header, const char *behind,
			bool below, json_t *entry, const char *path)
{
	for (size_t i = 1; i < header->count; i++)
		if (!header->piece[i].member && header->piece[i - 1].member &&
		    strcmp(header->piece[i - 1].member, behind) == 0 &&
		    (rq_header_stands_behind(sheet, &header->piece[i], " ,(-|\t") ||
		     (below && is_next_line(sheet, &header->piece[i]))) &&
		    may_be_town(sheet, &header->piece[i]))
			(void)rq_member_put(sheet, &header->piece[i], entry, path, "location");
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

/* "Picture book, 32 pages": all that is left says what it was, with the signs between. */
static void put_rest(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
		     const char *path)
{
	struct rq_slices text = { 0 };
	bool running = false;

	for (size_t i = 0; i < header->count; i++) {
		struct rq_header_piece *piece = &header->piece[i];

		running = running && !piece->member && piece[-1].slice.line == piece->slice.line &&
			  rq_header_stands_behind(sheet, piece, " ,;:.()-|");
		if (running)
			text.slice[text.count - 1].end = piece->slice.end;
		else if (!piece->member)
			rq_slices_add(&text, piece->slice);
		running = !piece->member;
		if (!piece->member)
			piece->member = "description";
	}
	if (text.count > 0)
		(void)rq_sheet_put(sheet, entry, path, "description", text.slice, text.count);
	free(text.slice);
}

void rq_header_put_project(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
			   const char *path)
{
	struct rq_header_piece *first;

	rq_member_put_link(sheet, header, false, entry, path);
	first = rq_member_find(header, NULL);
	if (first && first->role == RQ_ROLE_TITLE)
		(void)rq_member_put(sheet, first, entry, path, "name");

	/* "Contributor, HackMyResume": a role in front of the project's name. */
	if (first && !first->member && first + 1 < header->piece + header->count &&
	    rq_header_is_position(first) && !rq_header_is_position(first + 1)) {
		put_role(sheet, first, entry, path);
		first++;
	}
	(void)rq_member_put(sheet, first, entry, path, "name");
	(void)rq_member_put(sheet, rq_member_find(header, rq_header_is_organisation), entry, path,
			    "entity");
	put_role(sheet, rq_member_find(header, rq_header_is_position), entry, path);
	rq_member_put_dates(sheet, header, entry, path);
	rq_member_put_link(sheet, header, true, entry, path);
	put_rest(sheet, header, entry, path);
}

void rq_header_put_moment(struct rq_sheet *sheet, const struct rq_header *header, const char *key,
			  json_t *entry, const char *path)
{
	if (!header->dated)
		return;
	(void)rq_sheet_put_value(sheet, entry, path, key,
				 header->range.start[0] ? header->range.start : header->range.end,
				 header->date);
	put_expectation(sheet, header, entry, path);
}
