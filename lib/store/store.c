#include "store/store.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "store/backend.h"
#include "store/embedded.h"
#include "store/hosted.h"

/* "name://…" names a kind of store. */
static bool is_url(const char *where)
{
	size_t letters = strspn(where, "abcdefghijklmnopqrstuvwxyz");

	return letters > 0 && strncmp(where + letters, "://", 3) == 0;
}

int rq_store_open(const char *where, const struct rq_store_options *options,
		  struct rq_store **store, struct rq_error *err)
{
	if (where[0] == '\0')
		return rq_fail(err, RQ_USAGE, "the store has no name");
	if (rq_store_is_server(where))
		return rq_hosted_open(where, options, store, err);
	if (is_url(where))
		return rq_fail(err, RQ_USAGE,
			       "%.*s: no such kind of store: give a folder, or postgresql://…",
			       (int)strcspn(where, ":"), where);
	return rq_embedded_open(where, options, store, err);
}

void rq_store_close(struct rq_store *store)
{
	if (store)
		store->backend->close(store);
}

int64_t rq_store_now(struct rq_store *store)
{
	return store->backend->now(store);
}

int rq_store_put(struct rq_store *store, enum rq_store_kind kind, const char *id,
		 struct rq_bytes bytes, struct rq_error *err)
{
	assert(kind == RQ_STORED_JOB || kind == RQ_STORED_RECIPE);
	return store->backend->put(store, kind, id, bytes, err);
}

int rq_store_get(struct rq_store *store, enum rq_store_kind kind, const char *id, char **text,
		 size_t *length, struct rq_error *err)
{
	return store->backend->get(store, kind, id, text, length, err);
}

int rq_store_resumes(struct rq_store *store,
		     int (*visit)(const char *resume_id, struct rq_bytes record, void *context,
				  struct rq_error *err),
		     void *context, struct rq_error *err)
{
	return store->backend->resumes(store, visit, context, err);
}

const char *rq_admission_name(enum rq_admission admission)
{
	static const char *const names[] = {
		[RQ_ADMITTED] = "queued", [RQ_CACHED] = "cached", [RQ_DUPLICATE] = "duplicate"
	};

	return names[admission];
}

int rq_store_enqueue(struct rq_store *store, struct rq_submission *submissions, size_t count,
		     const struct rq_enqueue_options *options, struct rq_error *err)
{
	return store->backend->enqueue(store, submissions, count, options, err);
}

int rq_store_claim(struct rq_store *store, const struct rq_claim *claim, struct rq_task *tasks,
		   size_t max, size_t *count, struct rq_error *err)
{
	return store->backend->claim(store, claim, tasks, max, count, err);
}

int rq_store_extend(struct rq_store *store, const struct rq_task *tasks, size_t count,
		    int64_t deadline, size_t *lost, struct rq_error *err)
{
	return store->backend->extend(store, tasks, count, deadline, lost, err);
}

int rq_store_finish(struct rq_store *store, struct rq_outcome *outcomes, size_t count, int64_t now,
		    struct rq_error *err)
{
	return store->backend->finish(store, outcomes, count, now, err);
}

int rq_store_review(struct rq_store *store, struct rq_review *reviews, size_t count,
		    struct rq_error *err)
{
	return store->backend->review(store, reviews, count, err);
}

int rq_store_take(struct rq_store *store, const struct rq_take *take, struct rq_permit *permits,
		  size_t count, int64_t *next, struct rq_error *err)
{
	assert(strlen(take->scope) <= RQ_MAX_SCOPE_BYTES);
	return store->backend->take(store, take, permits, count, next, err);
}

int rq_store_batch_begin(struct rq_store *store, struct rq_batch *batch, struct rq_permit *permits,
			 size_t count, const struct rq_batch_terms *terms,
			 enum rq_refusal_reason *why, struct rq_error *err)
{
	return store->backend->batch_begin(store, batch, permits, count, terms, why, err);
}

int rq_store_batch_claim(struct rq_store *store, int64_t now, int64_t lease, struct rq_batch *batch,
			 struct rq_error *err)
{
	return store->backend->batch_claim(store, now, lease, batch, err);
}

int rq_store_batch_update(struct rq_store *store, const struct rq_batch *batch, int64_t deadline,
			  struct rq_error *err)
{
	return store->backend->batch_update(store, batch, deadline, err);
}

int rq_store_batch_release(struct rq_store *store, const char *batch_id, enum rq_charge charge,
			   int64_t now, size_t *count, struct rq_error *err)
{
	return store->backend->batch_release(store, batch_id, charge, now, count, err);
}

int rq_store_batches(struct rq_store *store, bool all,
		     int (*visit)(const struct rq_batch *batch, void *context,
				  struct rq_error *err),
		     void *context, struct rq_error *err)
{
	return store->backend->batches(store, all, visit, context, err);
}

int rq_store_next_due(struct rq_store *store, int64_t *when, struct rq_error *err)
{
	return store->backend->next_due(store, when, err);
}

int rq_store_wait(struct rq_store *store, int64_t milliseconds, int wake_fd, struct rq_error *err)
{
	return store->backend->wait(store, milliseconds, wake_fd, err);
}

int rq_store_task(struct rq_store *store, const char *task_id, struct rq_task *task,
		  struct rq_error *err)
{
	return store->backend->task(store, task_id, task, err);
}

struct viewer {
	int (*visit)(const struct rq_task *task, void *context, struct rq_error *err);
	void *context;
};

static int see_task(const struct rq_sight *sight, void *context, struct rq_error *err)
{
	const struct viewer *viewer = context;

	return viewer->visit(sight->task, viewer->context, err);
}

int rq_store_each(struct rq_store *store, const struct rq_filter *filter,
		  int (*visit)(const struct rq_task *task, void *context, struct rq_error *err),
		  void *context, struct rq_error *err)
{
	struct viewer viewer = { visit, context };

	return store->backend->see(store, filter, false, see_task, &viewer, err);
}

int rq_store_see(struct rq_store *store, const struct rq_filter *filter,
		 int (*visit)(const struct rq_sight *sight, void *context, struct rq_error *err),
		 void *context, struct rq_error *err)
{
	return store->backend->see(store, filter, true, visit, context, err);
}

int rq_store_counts(struct rq_store *store, json_t **counts, struct rq_error *err)
{
	return store->backend->counts(store, counts, err);
}

int rq_store_usage(struct rq_store *store, int64_t since, int64_t until, json_t **list,
		   struct rq_error *err)
{
	return store->backend->usage(store, since, until, list, err);
}

int rq_store_metrics(struct rq_store *store, json_t **metrics, struct rq_error *err)
{
	return store->backend->metrics(store, metrics, err);
}

int rq_store_check(struct rq_store *store, const struct rq_checking *how, size_t *wrong,
		   struct rq_error *err)
{
	return store->backend->check(store, how, wrong, err);
}
