#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/batch_rule.h"
#include "store/embedded.h"
#include "store/ledger.h"
#include "store/permit.h"
#include "store/rule.h"
#include "store/spending.h"
#include "store/usage.h"

/* One transaction gives back so many, and no more. */
enum { RELEASE_AT_ONCE = 1024 };

/* --- a batch's beginning -------------------------------------------------------- */

struct beginning {
	const struct rq_batch *batch;
	struct rq_permit *permits;
	size_t count;
	const struct rq_batch_terms *terms;
	enum rq_refusal_reason why;
};

/* Whether all leases hold and the day's dollars suffice; if not, why. */
static int judge(struct rq_session *session, struct beginning *beginning, struct rq_error *err)
{
	const struct rq_batch_terms *terms = beginning->terms;
	struct rq_spending spending;
	int64_t microusd = 0;

	beginning->why = RQ_REFUSED_NOT;
	for (size_t i = 0; i < beginning->count; i++) {
		struct rq_permit *permit = &beginning->permits[i];
		struct rq_loaded loaded;
		int got = rq_session_find_leased(session, permit->task, &loaded, err);

		if (got == -1)
			return -1;
		if (got == 1)
			rq_task_free(&loaded.stored.task);
		permit->why = got == 1 ? RQ_REFUSED_NOT : RQ_REFUSED_LOST;
		if (got == 0)
			beginning->why = RQ_REFUSED_LOST;
		if (permit->need.microusd < 0 || permit->need.microusd > RQ_MAX_MICROUSD)
			return rq_fail(err, RQ_USAGE, "task %s: not a price",
				       permit->task->task_id);
		microusd += permit->need.microusd;
	}
	if (rq_spending_get(session->txn, terms->now, &spending, err) == -1)
		return -1;
	if (beginning->why == RQ_REFUSED_NOT &&
	    rq_spending_wait(&spending, terms->budget_microusd, microusd) != 0)
		beginning->why = RQ_REFUSED_BUDGET;
	return 0;
}

static int submit(struct rq_session *session, const struct beginning *beginning,
		  const struct rq_permit *permit, struct rq_error *err)
{
	struct rq_grant grant = { .in_batch = true, .need.microusd = permit->need.microusd };
	struct rq_loaded loaded;
	int got = rq_session_find_leased(session, permit->task, &loaded, err);

	if (got == 0)
		return rq_fail(err, RQ_STORE, "task %s is twice in a batch", permit->task->task_id);
	if (got == -1)
		return -1;
	got = rq_permit_forfeit(session, &loaded.stored, beginning->terms->now, err);
	if (got == 0) {
		rq_rule_let_go(&loaded.stored);
		loaded.stored.task.status = RQ_TASK_SUBMITTED;
		rq_digest_copy_id(loaded.stored.task.batch_id, beginning->batch->batch_id);
		got = rq_session_save(session, &loaded, err);
	}
	if (got == 0)
		got = rq_ledger_note(session, RQ_AUDIT_SENT, loaded.stored.task.task_id,
				     permit->digest, NULL, err);
	if (got == 0)
		got = rq_permit_keep(session->txn, loaded.stored.number, &grant, err);
	rq_task_free(&loaded.stored.task);
	return got;
}

static int begin(struct rq_session *session, void *context, struct rq_error *err)
{
	struct beginning *beginning = context;
	struct rq_kept_batch earlier;
	struct rq_kept_batch kept = { .batch = *beginning->batch,
				      .deadline = beginning->terms->now + beginning->terms->lease,
				      .owner = session->store->self };
	int got;

	if (judge(session, beginning, err) == -1)
		return -1;
	if (beginning->why != RQ_REFUSED_NOT)
		return 0;
	got = rq_batch_load(session->txn, beginning->batch->batch_id, &earlier, err);
	if (got != 0)
		return got == -1 ? -1
				 : rq_fail(err, RQ_USAGE, "there is a batch %s already",
					   beginning->batch->batch_id);
	for (size_t i = 0; i < beginning->count; i++)
		if (submit(session, beginning, &beginning->permits[i], err) == -1)
			return -1;
	return rq_batch_save(session->txn, &kept, err);
}

int rq_embedded_batch_begin(struct rq_store *store, struct rq_batch *batch,
			    struct rq_permit *permits, size_t count,
			    const struct rq_batch_terms *terms, enum rq_refusal_reason *why,
			    struct rq_error *err)
{
	struct beginning beginning = { batch, permits, count, terms, RQ_REFUSED_NOT };

	batch->state = RQ_BATCH_INTENDED;
	batch->created_at = terms->now;
	batch->count = batch->left = (int64_t)count;
	if (rq_session_write(rq_embedded_of(store), begin, &beginning, err) == -1)
		return -1;
	*why = beginning.why;
	for (size_t i = 0; i < count; i++)
		permits[i].granted = beginning.why == RQ_REFUSED_NOT;
	return 0;
}

/* --- looking --------------------------------------------------------------------- */

/* Tasks of the batch that have no answer yet; with numbers not NULL, the first of them. */
static int count_left(struct rq_session *session, const char *batch_id, uint64_t *numbers,
		      size_t max, int64_t *left, struct rq_error *err)
{
	struct rq_key prefix = { .size = 0 };
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got = 0;

	*left = 0;
	rq_key_id(&prefix, batch_id);
	if (rq_table_walk(session->txn, RQ_T_BY_BATCH, rq_key_span(&prefix), &walk, err) == -1)
		return -1;
	while ((size_t)*left < max && (got = rq_table_next(&walk, &key, &value, err)) == 1 &&
	       memcmp(key.data, prefix.bytes, prefix.size) == 0) {
		if (numbers)
			numbers[*left] = rq_session_number_in(key);
		(*left)++;
	}
	rq_table_end(&walk);
	return got == -1 ? -1 : 0;
}

struct batches {
	struct rq_kept_batch *list; /* those that are wanted, by batch_id */
	size_t count, capacity;
	bool all; /* closed ones, too */
};

static int collect(struct rq_session *session, void *context, struct rq_error *err)
{
	struct batches *batches = context;
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	batches->count = 0;
	if (rq_table_walk(session->txn, RQ_T_BATCHES, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1) {
		struct rq_kept_batch kept;

		got = rq_batch_read(value, &kept, err);
		if (got == 0)
			got = count_left(session, kept.batch.batch_id, NULL, SIZE_MAX,
					 &kept.batch.left, err);
		if (got == -1)
			break;
		if (!batches->all && kept.batch.state == RQ_BATCH_CLOSED)
			continue;
		batches->list = rq_grow(batches->list, batches->count, &batches->capacity,
					sizeof *batches->list);
		batches->list[batches->count++] = kept;
	}
	rq_table_end(&walk);
	return got;
}

static int compare_age(const void *one, const void *other)
{
	const struct rq_kept_batch *a = one, *b = other;

	return a->batch.created_at < b->batch.created_at
		   ? -1
		   : a->batch.created_at > b->batch.created_at;
}

int rq_embedded_batches(struct rq_store *store, bool all,
			int (*visit)(const struct rq_batch *batch, void *context,
				     struct rq_error *err),
			void *context, struct rq_error *err)
{
	struct batches batches = { .all = all };
	int result = rq_session_read(rq_embedded_of(store), collect, &batches, err);

	if (result == 0 && batches.count > 0)
		qsort(batches.list, batches.count, sizeof *batches.list, compare_age);
	for (size_t i = 0; result == 0 && i < batches.count; i++)
		result = visit(&batches.list[i].batch, context, err);
	free(batches.list);
	return result == -1 ? -1 : 0;
}

/* --- a batch in hand -------------------------------------------------------------- */

struct batch_claim {
	int64_t now, lease;
	struct rq_batch *batch;
	bool found;
};

static int claim_batch(struct rq_session *session, void *context, struct rq_error *err)
{
	struct batch_claim *claim = context;
	struct batches batches = { .all = false };
	struct rq_kept_batch *oldest = NULL;
	int result = collect(session, &batches, err);

	for (size_t i = 0; result == 0 && i < batches.count; i++)
		if (rq_batch_rule_is_free(&batches.list[i], claim->now, &session->store->self) &&
		    (!oldest || compare_age(&batches.list[i], oldest) < 0))
			oldest = &batches.list[i];
	claim->found = oldest != NULL;
	if (oldest) {
		rq_batch_rule_lease(oldest, claim->now + claim->lease, &session->store->self);
		*claim->batch = oldest->batch;
		result = rq_batch_save(session->txn, oldest, err);
	}
	free(batches.list);
	return result;
}

int rq_embedded_batch_claim(struct rq_store *store, int64_t now, int64_t lease,
			    struct rq_batch *batch, struct rq_error *err)
{
	struct batch_claim claim = { now, lease, batch, false };

	if (rq_session_write(rq_embedded_of(store), claim_batch, &claim, err) == -1)
		return -1;
	return claim.found;
}

/* The batch, if this process has it. */
static int load_held(struct rq_session *session, const char *batch_id, struct rq_kept_batch *kept,
		     struct rq_error *err)
{
	int got = rq_batch_load(session->txn, batch_id, kept, err);

	return rq_batch_rule_held(got, batch_id, kept, &session->store->self, err);
}

struct update {
	const struct rq_batch *batch;
	int64_t deadline;
};

static int update_batch(struct rq_session *session, void *context, struct rq_error *err)
{
	const struct update *update = context;
	const char *batch_id = update->batch->batch_id;
	struct rq_kept_batch kept;
	int64_t left;

	if (load_held(session, batch_id, &kept, err) == -1 ||
	    count_left(session, batch_id, NULL, 1, &left, err) == -1 ||
	    rq_batch_rule_update(&kept, update->batch, left, update->deadline, err) == -1)
		return -1;
	return rq_batch_save(session->txn, &kept, err);
}

int rq_embedded_batch_update(struct rq_store *store, const struct rq_batch *batch, int64_t deadline,
			     struct rq_error *err)
{
	struct update update = { batch, deadline };

	return rq_session_write(rq_embedded_of(store), update_batch, &update, err);
}

/* --- back to the queue --------------------------------------------------------------- */

struct release {
	const char *batch_id;
	struct rq_settlement settlement;
	int64_t now, released;
};

static int release_task(struct rq_session *session, const struct release *release, uint64_t number,
			struct rq_error *err)
{
	struct rq_usage usage = { 0 };
	struct rq_loaded loaded;
	struct rq_task *task = &loaded.stored.task;
	int got = rq_session_load(session, number, &loaded, err);

	if (got != 1)
		return got == 0
			   ? rq_fail(err, RQ_STORE, "the store's indexes are damaged: check it")
			   : -1;
	task->attempts--;
	rq_rule_await(&loaded.stored, RQ_TASK_QUEUED, task->run_at, release->now);
	got = rq_permit_settle(session, number, &release->settlement, &usage, release->now, err);
	if (got == 0)
		got = rq_usage_add(session->txn, release->now, task, &usage, err);
	if (got == 0)
		got = rq_session_save(session, &loaded, err);
	rq_task_free(task);
	return got;
}

static int release_some(struct rq_session *session, void *context, struct rq_error *err)
{
	struct release *release = context;
	uint64_t numbers[RELEASE_AT_ONCE];
	struct rq_kept_batch kept;

	if (load_held(session, release->batch_id, &kept, err) == -1 ||
	    count_left(session, release->batch_id, numbers, RELEASE_AT_ONCE, &release->released,
		       err) == -1)
		return -1;
	for (int64_t i = 0; i < release->released; i++)
		if (release_task(session, release, numbers[i], err) == -1)
			return -1;
	return 0;
}

int rq_embedded_batch_release(struct rq_store *store, const char *batch_id, enum rq_charge charge,
			      int64_t now, size_t *count, struct rq_error *err)
{
	struct release release = { batch_id, { .charge = charge }, now, 0 };

	*count = 0;
	do {
		if (rq_session_write(rq_embedded_of(store), release_some, &release, err) == -1)
			return -1;
		*count += (size_t)release.released;
	} while (release.released == RELEASE_AT_ONCE);
	return 0;
}
