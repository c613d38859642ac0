#include "resume/header.h"

#include <stdlib.h>
#include <string.h>

#include "resume/member.h"

static bool is_word(const struct rq_sheet *sheet, struct rq_slice slice)
{
	return !memchr(rq_sheet_key(sheet, slice), ' ', slice.end - slice.start);
}

/* "Associate" of "AWS Certified Developer – Associate": how far it goes is of the name. */
static bool is_level(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	static const char levels[] = " advanced associate expert foundation fundamentals "
				     "intermediate practitioner professional specialty ";

	return is_word(sheet, piece->slice) && rq_header_has_word(sheet, piece->slice, levels);
}

/* "CKAD" or "Adult" in brackets is of the name; "(Scrum Alliance)" may have given it. */
static bool is_word_aside(const struct rq_sheet *sheet, const struct rq_header_piece *piece)
{
	return piece->aside && !(piece->kinds & RQ_HEADER_ORGANISATION) &&
	       is_word(sheet, piece->slice);
}

/* Whether nothing but spaces parts a piece from the date behind it: "renewed 2024". */
static bool leads_to_date(const struct rq_sheet *sheet, const struct rq_header *header,
			  const struct rq_header_piece *piece)
{
	const char *key = sheet->lines[piece->slice.line].key;
	uint32_t i = piece->slice.end;

	if (!header->dated || header->date.line != piece->slice.line ||
	    header->date.start < piece->slice.end)
		return false;
	while (i < header->date.start && key[i] == ' ')
		i++;
	return i == header->date.start;
}

/* Whether a date stands between the first piece and that one. */
static bool is_behind_date(const struct rq_header *header, const struct rq_header_piece *piece)
{
	return header->dated && header->date.line == piece->slice.line &&
	       header->date.start >= header->piece[0].slice.start &&
	       header->date.end <= piece->slice.start;
}

/* "Rezertifizierung", "Recyclage" in front of a year, where nouns are not small. */
static bool tells_renewal(const struct rq_sheet *sheet, struct rq_slice slice)
{
	static const char words[] = " auffrischung recertification recyclage renewal renewed "
				    "renovacion rezertifizierung rinnovo updated ";

	return rq_header_begins_with(sheet, slice, words);
}

/*
 * "renewed 2024", "active" behind who gave it: what the last piece tells of it. Others that begin
 * small go on with the name.
 */
static bool put_remark(struct rq_sheet *sheet, const struct rq_header *header,
		       const struct rq_header_piece *last, json_t *entry, const char *path)
{
	struct rq_slice remark = last->slice;

	if (!(rq_header_begins_small(sheet, last->slice) || tells_renewal(sheet, last->slice)) ||
	    !((header->count > 2 && is_word(sheet, remark)) || leads_to_date(sheet, header, last) ||
	      is_behind_date(header, last)))
		return false;
	if (leads_to_date(sheet, header, last))
		remark.end = header->date.end;
	return rq_sheet_put(sheet, entry, path, "summary", &remark, 1);
}

/* The pieces up to that one as they stand in their lines, with the bracket that the last is in. */
static void put_name(struct rq_sheet *sheet, const struct rq_header *header,
		     const struct rq_header_piece *last, json_t *entry, const char *path,
		     const char *member)
{
	struct rq_slices name = { 0 };

	for (const struct rq_header_piece *piece = header->piece; piece <= last; piece++) {
		if (is_behind_date(header, piece))
			break;
		if (name.count == 0 || name.slice[name.count - 1].line != piece->slice.line)
			rq_slices_add(&name, piece->slice);
		name.slice[name.count - 1].end = piece->slice.end;
		if (piece->aside && sheet->lines[piece->slice.line].key[piece->slice.end] == ')')
			name.slice[name.count - 1].end++;
	}
	(void)rq_sheet_put(sheet, entry, path, member, name.slice, name.count);
	free(name.slice);
}

void rq_header_put_title(struct rq_sheet *sheet, struct rq_header *header, const char *name,
			 const char *giver, const char *date, json_t *entry, const char *path)
{
	struct rq_header_piece *last;

	if (header->count == 0)
		return;
	last = &header->piece[header->count - 1];
	rq_member_mark_glue(sheet, header);
	if (header->count > 1 && put_remark(sheet, header, last, entry, path))
		last--;
	if (last > header->piece && !rq_header_begins_small(sheet, last->slice) && !last->remark &&
	    !is_level(sheet, last) && !is_word_aside(sheet, last)) {
		(void)rq_member_put(sheet, last, entry, path, giver);
		last--;
	}
	put_name(sheet, header, last, entry, path, name);
	rq_header_put_moment(sheet, header, date, entry, path);
}
