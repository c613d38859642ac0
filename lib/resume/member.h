#ifndef RQ_RESUME_MEMBER_H
#define RQ_RESUME_MEMBER_H

/*
 * Pieces of a header (resume/header.h) put into members of an entry: what jobs, degrees and
 * projects share. path is the JSON Pointer of the entry. What is put is marked as placed, and a
 * piece knows which member it became; one that has become one is put nowhere else.
 */

#include <stdbool.h>

#include "resume/header.h"

/* False when there is no piece, or the member is there already. */
bool rq_member_put(struct rq_sheet *sheet, struct rq_header_piece *piece, json_t *entry,
		   const char *path, const char *key);

/* The first piece without a member that fits; fits NULL: any. NULL when there is none. */
struct rq_header_piece *rq_member_find(struct rq_header *header,
				       bool (*fits)(const struct rq_header_piece *));

/* What rq_member_find may look for: a place; what may be a name. */
bool rq_member_is_place(const struct rq_header_piece *piece);
bool rq_member_is_open(const struct rq_header_piece *piece);

/* The dates, and with them the joints and labels, which say nothing of their own. */
void rq_member_put_dates(struct rq_sheet *sheet, const struct rq_header *header, json_t *entry,
			 const char *path);

/* The entry's address. A bare one may be an employer: "Booking.com". */
void rq_member_put_link(struct rq_sheet *sheet, struct rq_header *header, bool bare, json_t *entry,
			const char *path);

/*
 * A town that no list knows: right behind the piece that became that member or in the next cell,
 * with below in the next line as well; or beside the date.
 */
void rq_member_put_town(struct rq_sheet *sheet, struct rq_header *header, const char *behind,
			bool below, json_t *entry, const char *path);
void rq_member_put_town_of_date(struct rq_sheet *sheet, struct rq_header *header, json_t *entry,
				const char *path);

/* Joints and labels, which say nothing of their own, count as read. */
void rq_member_mark_glue(struct rq_sheet *sheet, const struct rq_header *header);

#endif
