#ifndef RQ_STORE_BACKEND_H
#define RQ_STORE_BACKEND_H

/*
 * What a database must do to be a store: the calls of store.h and care.h, which
 * say what each means, over a struct that begins with a struct rq_store. It is cut at
 * the level of the domain, so that a server can do each call in its own way.
 */

#include "store/care.h"

/* Ids, one behind the other. */
struct rq_id_list {
	char (*id)[RQ_ID_SIZE];
	size_t count, capacity;
};

struct rq_backend {
	void (*close)(struct rq_store *store);
	int64_t (*now)(struct rq_store *store);
	int (*put)(struct rq_store *store, enum rq_store_kind kind, const char *id,
		   struct rq_bytes bytes, struct rq_error *err);
	int (*get)(struct rq_store *store, enum rq_store_kind kind, const char *id, char **text,
		   size_t *length, struct rq_error *err);
	int (*resumes)(struct rq_store *store,
		       int (*visit)(const char *resume_id, struct rq_bytes record, void *context,
				    struct rq_error *err),
		       void *context, struct rq_error *err);
	int (*enqueue)(struct rq_store *store, struct rq_submission *submissions, size_t count,
		       const struct rq_enqueue_options *options, struct rq_error *err);
	int (*claim)(struct rq_store *store, const struct rq_claim *claim, struct rq_task *tasks,
		     size_t max, size_t *count, struct rq_error *err);
	int (*extend)(struct rq_store *store, const struct rq_task *tasks, size_t count,
		      int64_t deadline, size_t *lost, struct rq_error *err);
	int (*finish)(struct rq_store *store, struct rq_outcome *outcomes, size_t count,
		      int64_t now, struct rq_error *err);
	int (*review)(struct rq_store *store, struct rq_review *reviews, size_t count,
		      struct rq_error *err);
	int (*take)(struct rq_store *store, const struct rq_take *take, struct rq_permit *permits,
		    size_t count, int64_t *next, struct rq_error *err);
	int (*batch_begin)(struct rq_store *store, struct rq_batch *batch,
			   struct rq_permit *permits, size_t count,
			   const struct rq_batch_terms *terms, enum rq_refusal_reason *why,
			   struct rq_error *err);
	int (*batch_claim)(struct rq_store *store, int64_t now, int64_t lease,
			   struct rq_batch *batch, struct rq_error *err);
	int (*batch_update)(struct rq_store *store, const struct rq_batch *batch, int64_t deadline,
			    struct rq_error *err);
	int (*batch_release)(struct rq_store *store, const char *batch_id, enum rq_charge charge,
			     int64_t now, size_t *count, struct rq_error *err);
	int (*batches)(struct rq_store *store, bool all,
		       int (*visit)(const struct rq_batch *batch, void *context,
				    struct rq_error *err),
		       void *context, struct rq_error *err);
	int (*next_due)(struct rq_store *store, int64_t *when, struct rq_error *err);
	int (*wait)(struct rq_store *store, int64_t milliseconds, int wake_fd,
		    struct rq_error *err);
	int (*task)(struct rq_store *store, const char *task_id, struct rq_task *task,
		    struct rq_error *err);
	/* Without whole only the tasks are wanted. */
	int (*see)(struct rq_store *store, const struct rq_filter *filter, bool whole,
		   int (*visit)(const struct rq_sight *sight, void *context, struct rq_error *err),
		   void *context, struct rq_error *err);
	/* Those of the tasks that the rules let change, in one transaction; *changed of them. */
	int (*change)(struct rq_store *store, const char (*ids)[RQ_ID_SIZE], size_t count,
		      bool cancel, int64_t now, size_t *changed, struct rq_error *err);
	int (*counts)(struct rq_store *store, json_t **counts, struct rq_error *err);
	int (*usage)(struct rq_store *store, int64_t since, int64_t until, json_t **list,
		     struct rq_error *err);
	int (*metrics)(struct rq_store *store, json_t **metrics, struct rq_error *err);
	int (*check)(struct rq_store *store, const struct rq_checking *how, size_t *wrong,
		     struct rq_error *err);
	int (*copy)(struct rq_store *store, const char *folder, struct rq_error *err);
	int (*expire)(struct rq_store *store, const struct rq_retention *how,
		      struct rq_swept *swept, struct rq_error *err);
	/* Of the résumés those go that are the candidate's still when the tasks are gone. */
	int (*forget)(struct rq_store *store, const char *candidate_id,
		      const struct rq_id_list *resumes, int64_t now, struct rq_forgotten *forgotten,
		      struct rq_error *err);
	int (*unload)(struct rq_store *store,
		      int (*visit)(const json_t *parcel, void *context, struct rq_error *err),
		      void *context, struct rq_error *err);
	int (*load)(struct rq_store *store, struct rq_arrival *arrivals, size_t count,
		    struct rq_loading *how, struct rq_error *err);
	int (*hold)(struct rq_store *store, const char *id, bool release, int64_t now, bool *done,
		    struct rq_error *err);
	int (*holds)(struct rq_store *store,
		     int (*visit)(const struct rq_hold *hold, void *context, struct rq_error *err),
		     void *context, struct rq_error *err);
	int (*audit)(struct rq_store *store, uint64_t behind, struct rq_audit_entry *entries,
		     size_t max, size_t *count, struct rq_error *err);
	int (*audit_head)(struct rq_store *store, struct rq_audit_head *head, struct rq_error *err);
	int (*audit_add)(struct rq_store *store, const struct rq_audit_entry *entries, size_t count,
			 struct rq_error *err);
};

struct rq_store {
	const struct rq_backend *backend;
};

#endif
