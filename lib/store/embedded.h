#ifndef RQ_STORE_EMBEDDED_H
#define RQ_STORE_EMBEDDED_H

/*
 * The store in a folder of this machine: tables in one file, no server. What
 * each call does, store.h says; session.h has the rules that they share.
 */

#include "store/session.h"
#include "store/swap.h"

int rq_embedded_open(const char *folder, const struct rq_store_options *options,
		     struct rq_store **store, struct rq_error *err);

/* Formats from this one on can be made into the newest by a repair. */
enum { RQ_OLDEST_FORMAT = 2 };

/* The same for who holds the lock of the folder already, alone (swap.h): also a store of an older
 * format. */
int rq_embedded_open_alone(const char *folder, const struct rq_store_options *options,
			   struct rq_store **store, struct rq_error *err);

struct rq_copy_wants {
	bool records_only;              /* not what follows from them (rebuild.h) */
	const struct rq_cipher *cipher; /* the key that the copy is under; NULL: it is clear */
};

/* A new store in that folder with what this one has. RQ_DAMAGED: what cannot be sealed anew. */
int rq_embedded_copy(struct rq_store *store, const char *folder, const struct rq_copy_wants *wants,
		     struct rq_error *err);

/* The key that it is under, or NULL. */
const struct rq_cipher *rq_embedded_cipher(struct rq_store *store);

/* Whether its format is older, so that only a repair can read it. */
bool rq_embedded_is_old(struct rq_store *store);

/* Opens (with keys, or NULL) and checks what lies on a bench; a failure is said of name. */
int rq_embedded_verify(const struct rq_bench *bench, const struct rq_keyring *keys,
		       const char *name, struct rq_error *err);

/*
 * The calls of backend.h. Records are in referred.c, extend in finish.c, take in permit.c, batches
 * in submit.c; task, see and change in select.c; next_due, counts, usage and metrics in count.c;
 * holds in use.c; the audit in ledger.c; the others in a file of their name.
 */
int rq_embedded_put(struct rq_store *store, enum rq_store_kind kind, const char *id,
		    struct rq_bytes bytes, struct rq_error *err);
int rq_embedded_get(struct rq_store *store, enum rq_store_kind kind, const char *id, char **text,
		    size_t *length, struct rq_error *err);
int rq_embedded_resumes(struct rq_store *store,
			int (*visit)(const char *resume_id, struct rq_bytes record, void *context,
				     struct rq_error *err),
			void *context, struct rq_error *err);
int rq_embedded_enqueue(struct rq_store *store, struct rq_submission *submissions, size_t count,
			const struct rq_enqueue_options *options, struct rq_error *err);
int rq_embedded_claim(struct rq_store *store, const struct rq_claim *how, struct rq_task *tasks,
		      size_t max, size_t *count, struct rq_error *err);
int rq_embedded_extend(struct rq_store *store, const struct rq_task *tasks, size_t count,
		       int64_t deadline, size_t *lost, struct rq_error *err);
int rq_embedded_finish(struct rq_store *store, struct rq_outcome *outcomes, size_t count,
		       int64_t now, struct rq_error *err);
int rq_embedded_review(struct rq_store *store, struct rq_review *reviews, size_t count,
		       struct rq_error *err);
int rq_embedded_take(struct rq_store *store, const struct rq_take *how, struct rq_permit *permits,
		     size_t count, int64_t *next, struct rq_error *err);
int rq_embedded_batch_begin(struct rq_store *store, struct rq_batch *batch,
			    struct rq_permit *permits, size_t count,
			    const struct rq_batch_terms *terms, enum rq_refusal_reason *why,
			    struct rq_error *err);
int rq_embedded_batch_claim(struct rq_store *store, int64_t now, int64_t lease,
			    struct rq_batch *batch, struct rq_error *err);
int rq_embedded_batch_update(struct rq_store *store, const struct rq_batch *batch, int64_t deadline,
			     struct rq_error *err);
int rq_embedded_batch_release(struct rq_store *store, const char *batch_id, enum rq_charge charge,
			      int64_t now, size_t *count, struct rq_error *err);
int rq_embedded_batches(struct rq_store *store, bool all,
			int (*visit)(const struct rq_batch *batch, void *context,
				     struct rq_error *err),
			void *context, struct rq_error *err);
int rq_embedded_next_due(struct rq_store *store, int64_t *when, struct rq_error *err);
int rq_embedded_task(struct rq_store *store, const char *task_id, struct rq_task *task,
		     struct rq_error *err);
int rq_embedded_see(struct rq_store *store, const struct rq_filter *filter, bool whole,
		    int (*visit)(const struct rq_sight *sight, void *context, struct rq_error *err),
		    void *context, struct rq_error *err);
int rq_embedded_change(struct rq_store *store, const char (*ids)[RQ_ID_SIZE], size_t count,
		       bool cancel, int64_t now, size_t *changed, struct rq_error *err);
int rq_embedded_counts(struct rq_store *store, json_t **counts, struct rq_error *err);
int rq_embedded_usage(struct rq_store *store, int64_t since, int64_t until, json_t **list,
		      struct rq_error *err);
int rq_embedded_metrics(struct rq_store *store, json_t **metrics, struct rq_error *err);
int rq_embedded_check(struct rq_store *store, const struct rq_checking *how, size_t *wrong,
		      struct rq_error *err);
int rq_embedded_expire(struct rq_store *store, const struct rq_retention *how,
		       struct rq_swept *swept, struct rq_error *err);
int rq_embedded_unload(struct rq_store *store,
		       int (*visit)(const json_t *parcel, void *context, struct rq_error *err),
		       void *context, struct rq_error *err);
int rq_embedded_load(struct rq_store *store, struct rq_arrival *arrivals, size_t count,
		     struct rq_loading *how, struct rq_error *err);
int rq_embedded_forget(struct rq_store *store, const char *candidate_id,
		       const struct rq_id_list *resumes, int64_t now,
		       struct rq_forgotten *forgotten, struct rq_error *err);
int rq_embedded_hold(struct rq_store *store, const char *id, bool release, int64_t now, bool *done,
		     struct rq_error *err);
int rq_embedded_holds(struct rq_store *store,
		      int (*visit)(const struct rq_hold *hold, void *context, struct rq_error *err),
		      void *context, struct rq_error *err);

/* The struct behind a store of this kind. */
struct rq_embedded *rq_embedded_of(struct rq_store *store);

/*
 * Puts one task in the queue, as far as it may be. *task is the one that is stored then;
 * free it with rq_task_free().
 */
int rq_embedded_admit(struct rq_session *session, const struct rq_submission *submission,
		      const struct rq_enqueue_options *options, struct rq_task *task,
		      enum rq_admission *admission, struct rq_error *err);

#endif
