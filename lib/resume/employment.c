#include "resume/header.h"

#include <string.h>

#include "resume/member.h"
#include "resume/word.h"

/* The pieces of a job's header to its members. */

/*
 * What may be the title: rather what stands in a line of its own than what is beside the employer,
 * or beside the date.
 */
static struct rq_header_piece *find_title(struct rq_header *header, const char *employer)
{
	uint32_t line = UINT32_MAX;

	for (size_t i = 0; i < header->count; i++)
		if (header->piece[i].member && strcmp(header->piece[i].member, employer) == 0)
			line = header->piece[i].slice.line;
	for (size_t i = 0; i < header->count; i++)
		if (!header->piece[i].member && rq_member_is_open(&header->piece[i]) &&
		    header->piece[i].slice.line != line &&
		    (!header->dated || header->piece[i].slice.line != header->date.line))
			return &header->piece[i];
	return rq_member_find(header, rq_member_is_open);
}

/* Whether a place stands behind a piece, in its line or at the begin of the next. */
static bool has_place(const struct rq_header *header, size_t i)
{
	const struct rq_header_piece *piece = &header->piece[i], *next = piece + 1;

	return i + 1 < header->count && next->place && next->slice.line <= piece->slice.line + 1;
}

/* Whether one piece stands beside the date, and two in the line below: who it was, and where. */
static bool is_above_pair(const struct rq_header *header, const size_t open[3])
{
	uint32_t below = header->piece[open[1]].slice.line;

	return header->dated && header->date.line == header->piece[open[0]].slice.line &&
	       below > header->date.line && header->piece[open[2]].slice.line == below;
}

enum rq_header_order rq_header_order_by_place(const struct rq_header *header)
{
	size_t open[3], count = 0;
	bool first, second;

	for (size_t i = 0; i < header->count; i++) {
		if (!rq_member_is_open(&header->piece[i]))
			continue;
		if (count == 3)
			return RQ_ORDER_UNKNOWN;
		open[count++] = i;
	}
	if (count == 3)
		return is_above_pair(header, open) ? RQ_ORDER_TITLE_FIRST : RQ_ORDER_UNKNOWN;
	if (count < 2 || header->piece[open[0]].slice.line == header->piece[open[1]].slice.line)
		return RQ_ORDER_UNKNOWN;
	first = has_place(header, open[0]);
	second = has_place(header, open[1]);
	return first == second ? RQ_ORDER_UNKNOWN
	       : first         ? RQ_ORDER_EMPLOYER_FIRST
			       : RQ_ORDER_TITLE_FIRST;
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
		(void)rq_member_put(sheet,
				    title ? rq_member_find(header, rq_member_is_open)
					  : find_title(header, employer),
				    entry, path, title ? employer : "position");
		return;
	}
	for (size_t i = 0; i < header->count; i++)
		open += rq_member_is_open(&header->piece[i]);
	if (open <= 1)
		first = employer;
	(void)rq_member_put(sheet, rq_member_find(header, rq_member_is_open), entry, path, first);
	(void)rq_member_put(sheet, rq_member_find(header, rq_member_is_open), entry, path, second);
}

/* Whether the date is an item's below a heading: that is for whom the items were done. */
static bool heads_list(const struct rq_sheet *sheet, const struct rq_header *header)
{
	return header->dated && header->count > 0 && sheet->lines[header->date.line].bullet &&
	       header->piece[0].slice.line < header->date.line;
}

/* "Acme GmbH", surer than "Customer service". */
static bool is_firm(const struct rq_header_piece *piece)
{
	return rq_header_is_organisation(piece) && (piece->kinds & RQ_WORD_LEGAL);
}

/*
 * What its words call an employer; but "Architect — Acme" above "2018 – 2025 · Berlin ·
 * Advertising Technology": in the line of the date stands of what kind, where the title has
 * somebody beside it.
 */
static struct rq_header_piece *find_employer(struct rq_header *header)
{
	struct rq_header_piece *told = rq_member_find(header, is_firm), *beside = NULL;
	bool title = false;

	if (!told)
		told = rq_member_find(header, rq_header_is_organisation);
	if (!told || !header->dated || told->slice.line != header->date.line ||
	    (told->kinds & RQ_WORD_LEGAL))
		return told;
	for (size_t i = 0; i < header->count; i++) {
		struct rq_header_piece *piece = &header->piece[i];

		if (piece->slice.line == header->date.line)
			continue;
		title |= rq_header_is_position(piece);
		if (!rq_header_is_position(piece) && !piece->place && !piece->remark)
			beside = piece;
	}
	return title && beside ? beside : told;
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
		if (!rq_member_is_open(&header->piece[i]))
			continue;
		if (open == 2 || rq_header_is_position(&header->piece[i]))
			return;
		pieces[open++] = &header->piece[i];
	}
	if (open < 2 || rq_header_is_organisation(pieces[0]) ||
	    !rq_header_is_organisation(pieces[1]) || pieces[0]->slice.line == pieces[1]->slice.line)
		return;
	(void)rq_member_put(sheet, pieces[0], entry, path, employer);
	(void)rq_member_put(sheet, pieces[1], entry, path, "position");
}

/* What stands where the section's other headers have it. */
static void put_roles(struct rq_sheet *sheet, struct rq_header *header, const char *employer,
		      json_t *entry, const char *path)
{
	for (size_t i = 0; i < header->count; i++)
		if (header->piece[i].role != RQ_ROLE_UNKNOWN)
			(void)rq_member_put(sheet, &header->piece[i], entry, path,
					    header->piece[i].role == RQ_ROLE_TITLE ? "position"
										   : employer);
}

void rq_header_put_work(struct rq_sheet *sheet, struct rq_header *header,
			enum rq_header_order order, bool volunteer, json_t *entry, const char *path)
{
	const char *employer = volunteer ? "organization" : "name";

	rq_member_put_link(sheet, header, false, entry, path);
	rq_header_merge(sheet, header);
	put_roles(sheet, header, employer, entry, path);
	if (order == RQ_ORDER_EMPLOYER_FIRST)
		put_in_order(sheet, header, employer, entry, path);
	(void)rq_member_put(sheet, rq_member_find(header, rq_header_is_position), entry, path,
			    "position");
	(void)rq_member_put(sheet, find_employer(header), entry, path, employer);
	(void)rq_member_put(sheet, rq_member_find(header, rq_member_is_place), entry, path,
			    "location");
	if (heads_list(sheet, header))
		order = RQ_ORDER_EMPLOYER_FIRST;
	put_unknown(sheet, header, order, employer, entry, path);
	rq_member_put_town(sheet, header, employer, false, entry, path);
	rq_member_put_town_of_date(sheet, header, entry, path);
	rq_member_put_dates(sheet, header, entry, path);
	rq_member_put_link(sheet, header, true, entry, path);
	(void)rq_member_put(sheet, rq_member_find(header, NULL), entry, path, "description");
}

bool rq_header_is_role(const struct rq_header *header)
{
	size_t titles = 0, remarks = 0;

	for (size_t i = 0; i < header->count; i++) {
		const struct rq_header_piece *piece = &header->piece[i];
		bool position = rq_header_is_position(piece);

		if (rq_header_is_organisation(piece))
			return false;
		titles += position;
		remarks += !position && (piece->remark || (piece->aside && piece->place));
	}
	return titles > 0 && titles + remarks == header->count; /* "Engineer (remote)" */
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
