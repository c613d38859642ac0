#ifndef RQ_STORE_POSTGRES_H
#define RQ_STORE_POSTGRES_H

/*
 * The store on a PostgreSQL server, for many machines. What each call does, store.h
 * says; postgres_transaction.h has what they share. The rules are those of every store
 * (rule.h), and the server's locks of rows, its transactions and its indexes do the
 * rest: rq adds no machinery of its own.
 */

#include "store/backend.h"
#include "store/owner.h"
#include "store/postgres_vault.h"

struct rq_postgres {
	struct rq_store store; /* first: a struct rq_store is the head of this one */
	struct rq_link *link;
	struct rq_vault vault;
	struct rq_owner self;
	bool read_only;
	int64_t commit_ms; /* the last write took so long; -1: it is counted already */
	int64_t looked_at; /* ms: when leases that ended were last looked for */
	unsigned writes;
	bool unbound; /* there may be entries of the audit that are not bound yet */
};

/* Opens postgresql://… (libpq's URL). */
int rq_postgres_open(const char *url, const struct rq_store_options *options,
		     struct rq_store **store, struct rq_error *err);

/* What hosted.h says of them. */
int rq_postgres_compact(const char *url, struct rq_compaction *sizes, struct rq_error *err);
int rq_postgres_migrate(const char *url, const struct rq_keyring *keys, struct rq_error *err);

/* The struct behind a store of this kind. */
struct rq_postgres *rq_postgres_of(struct rq_store *store);

/* By the server's clock. */
int64_t rq_postgres_now(struct rq_store *store);

/* The calls of store.h, each in the postgres_*.c that is named after what it is about. */
int rq_postgres_enqueue(struct rq_store *store, struct rq_submission *submissions, size_t count,
			const struct rq_enqueue_options *options, struct rq_error *err);
int rq_postgres_claim(struct rq_store *store, const struct rq_claim *how, struct rq_task *tasks,
		      size_t max, size_t *count, struct rq_error *err);
int rq_postgres_extend(struct rq_store *store, const struct rq_task *tasks, size_t count,
		       int64_t deadline, size_t *lost, struct rq_error *err);
int rq_postgres_finish(struct rq_store *store, struct rq_outcome *outcomes, size_t count,
		       int64_t now, struct rq_error *err);
int rq_postgres_review(struct rq_store *store, struct rq_review *reviews, size_t count,
		       struct rq_error *err);
int rq_postgres_take(struct rq_store *store, const struct rq_take *how, struct rq_permit *permits,
		     size_t count, int64_t *next, struct rq_error *err);
int rq_postgres_batch_begin(struct rq_store *store, struct rq_batch *batch,
			    struct rq_permit *permits, size_t count,
			    const struct rq_batch_terms *terms, enum rq_refusal_reason *why,
			    struct rq_error *err);
int rq_postgres_batch_claim(struct rq_store *store, int64_t now, int64_t lease,
			    struct rq_batch *batch, struct rq_error *err);
int rq_postgres_batch_update(struct rq_store *store, const struct rq_batch *batch, int64_t deadline,
			     struct rq_error *err);
int rq_postgres_batch_release(struct rq_store *store, const char *batch_id, enum rq_charge charge,
			      int64_t now, size_t *count, struct rq_error *err);
int rq_postgres_batches(struct rq_store *store, bool all,
			int (*visit)(const struct rq_batch *batch, void *context,
				     struct rq_error *err),
			void *context, struct rq_error *err);
int rq_postgres_next_due(struct rq_store *store, int64_t *when, struct rq_error *err);
int rq_postgres_wait(struct rq_store *store, int64_t milliseconds, int wake_fd,
		     struct rq_error *err);
int rq_postgres_task(struct rq_store *store, const char *task_id, struct rq_task *task,
		     struct rq_error *err);
int rq_postgres_see(struct rq_store *store, const struct rq_filter *filter, bool whole,
		    int (*visit)(const struct rq_sight *sight, void *context, struct rq_error *err),
		    void *context, struct rq_error *err);
int rq_postgres_change(struct rq_store *store, const char (*ids)[RQ_ID_SIZE], size_t count,
		       bool cancel, int64_t now, size_t *changed, struct rq_error *err);
int rq_postgres_counts(struct rq_store *store, json_t **counts, struct rq_error *err);
int rq_postgres_usage(struct rq_store *store, int64_t since, int64_t until, json_t **list,
		      struct rq_error *err);
int rq_postgres_metrics(struct rq_store *store, json_t **object, struct rq_error *err);
int rq_postgres_check(struct rq_store *store, const struct rq_checking *how, size_t *wrong,
		      struct rq_error *err);
int rq_postgres_copy(struct rq_store *store, const char *folder, struct rq_error *err);
int rq_postgres_expire(struct rq_store *store, const struct rq_retention *how,
		       struct rq_swept *swept, struct rq_error *err);
int rq_postgres_unload(struct rq_store *store,
		       int (*visit)(const json_t *parcel, void *context, struct rq_error *err),
		       void *context, struct rq_error *err);
int rq_postgres_load(struct rq_store *store, struct rq_arrival *arrivals, size_t count,
		     struct rq_loading *how, struct rq_error *err);
int rq_postgres_forget(struct rq_store *store, const char *candidate_id,
		       const struct rq_id_list *resumes, int64_t now,
		       struct rq_forgotten *forgotten, struct rq_error *err);
int rq_postgres_hold(struct rq_store *store, const char *id, bool release, int64_t now, bool *done,
		     struct rq_error *err);
int rq_postgres_holds(struct rq_store *store,
		      int (*visit)(const struct rq_hold *hold, void *context, struct rq_error *err),
		      void *context, struct rq_error *err);

#endif
