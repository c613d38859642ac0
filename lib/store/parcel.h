#ifndef RQ_STORE_PARCEL_H
#define RQ_STORE_PARCEL_H

/*
 * What a store holds, as "stored" records (rq-record(5)) that another store takes:
 * to JSON, and back from JSON that a stranger may have made. No database.
 * What is read is checked by itself; whether it fits a store, load.c finds out.
 * Failures of reading are RQ_BAD_RECORD where nothing else is said. parcel_task.h has
 * the same for tasks.
 */

#include "store/audit.h"
#include "store/batch.h"
#include "store/care.h"
#include "store/usage.h"

/* The version of all kinds of parcels together; one that is removed or means something else makes
 * a new one. */
enum { RQ_PARCEL_FORMAT = 1 };

/* {"type":"stored","v":1,"kind":kind}; new. */
json_t *rq_parcel_new(const char *kind);

/* Who takes the parcels of a store, one after the other; visit returns -1 to fail. */
struct rq_parcel_taker {
	int (*visit)(const json_t *parcel, void *context, struct rq_error *err);
	void *context;
};

/* Hands out a parcel and drops it; NULL, whose making has set *err, is a failure. */
int rq_parcel_hand(const struct rq_parcel_taker *to, json_t *parcel, struct rq_error *err);

/* The same for what was used: a parcel a line of the list, which is borrowed. */
int rq_parcel_hand_usage(const struct rq_parcel_taker *to, const json_t *list,
			 struct rq_error *err);

/* The first of all, with the format; and a hold; new. */
json_t *rq_parcel_head(void);
json_t *rq_parcel_hold(const struct rq_hold *hold);

/* Whether this program knows the format: RQ_STORE when not. */
int rq_parcel_read_head(const json_t *parcel, struct rq_error *err);

/*
 * Adds a record that is kept as text: RQ_STORE when it is damaged, for an export without it
 * must not look whole.
 */
int rq_parcel_set_record(json_t *parcel, const char *key, struct rq_span text,
			 struct rq_error *err);

/* A hold; without a time it is one from now on. */
int rq_parcel_read_hold(const json_t *parcel, int64_t now, struct rq_hold *hold,
			struct rq_error *err);

/* An id and a record as text: free(). */
int rq_parcel_read_record(const json_t *parcel, char id[RQ_ID_SIZE], char **text,
			  struct rq_error *err);

/* Adds a batch, without who is at work on it; and reads it. */
void rq_parcel_set_batch(json_t *parcel, const struct rq_batch *batch);
int rq_parcel_batch(const json_t *parcel, struct rq_batch *batch, struct rq_error *err);

/* Adds an entry of the audit; and reads it. */
void rq_parcel_set_audit(json_t *parcel, const struct rq_audit_entry *entry);
int rq_parcel_audit(const json_t *parcel, struct rq_audit_entry *entry, struct rq_error *err);

/* The line that rq_usage_to_json() made. */
int rq_parcel_usage(const json_t *parcel, struct rq_usage_line *line, struct rq_error *err);

#endif
