#ifndef RQ_STORE_ARRIVING_H
#define RQ_STORE_ARRIVING_H

/*
 * A task that comes from another store, with all that is kept of it: read from its parcel,
 * as far as it can be judged without this store, and the rules of what becomes of one that
 * is here already. No database. All failures are RQ_BAD_RECORD.
 */

#include "store/rule.h"

struct rq_arriving {
	struct rq_stored stored;
	char *result, *review; /* texts, or NULL */
	int64_t reviewed_at;
	const char *reviewer; /* the parcel's, or NULL */
	unsigned char *gist;
	size_t gist_size;
	struct rq_grant grant;
	bool granted;
};

/* Free it in any case. */
int rq_arriving_read(const json_t *parcel, struct rq_arriving *arriving, struct rq_error *err);
void rq_arriving_free(struct rq_arriving *arriving);

/* What was done elsewhere need not be done here; what ended later stands. */
bool rq_arriving_replaces(const struct rq_task *there, const struct rq_arriving *arriving);

/*
 * The task as it is kept in place of one that is here (exists), or as a new one: number,
 * creation and the fence stay, for indexes and workers of long ago know them. Its failures
 * are taken out of arriving.
 */
void rq_arriving_move(struct rq_arriving *arriving, struct rq_stored *kept, bool exists,
		      int64_t now);

/* What it brings, as others take it; borrowed. */
struct rq_bytes rq_arriving_result(const struct rq_arriving *arriving);
struct rq_bytes rq_arriving_gist(const struct rq_arriving *arriving);
struct rq_review rq_arriving_review(const struct rq_arriving *arriving);

/* The grant to be kept with it: a task of a batch has one, if only of nothing. */
bool rq_arriving_grant(const struct rq_arriving *arriving, struct rq_grant *grant);

#endif
