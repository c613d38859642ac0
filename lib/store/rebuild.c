#include "store/rebuild.h"

#include <string.h>

#include "base/clock.h"
#include "store/batch.h"
#include "store/mend.h"
#include "store/mend_records.h"
#include "store/metric.h"
#include "store/permit.h"
#include "store/review.h"
#include "store/settle.h"
#include "store/spending.h"
#include "store/usage.h"
#include "store/use.h"

/* Tasks and résumés of one transaction. */
enum { AT_ONCE = 4096 };

struct rebuild {
	const struct rq_mending *mending;
	uint64_t from;  /* the next number to be looked at */
	uint64_t ahead; /* the same, once the transaction lasts */
	bool more;
};

bool rq_rebuild_makes(enum rq_table_number table)
{
	for (size_t i = 0; i < RQ_MOVING; i++)
		if (rq_moving_tables[i] == table)
			return true;
	for (size_t i = 0; i < RQ_SETTLED; i++)
		if (rq_settled_tables[i] == table)
			return true;
	for (size_t i = 0; i < RQ_STREWN; i++)
		if (rq_strewn_tables[i] == table)
			return true;
	return table == RQ_T_META || table == RQ_T_SIEVES || table == RQ_T_COUNTERS ||
	       table == RQ_T_SPENDING;
}

/* --- entries that cannot stay ----------------------------------------------- */

/* Looks at an entry: 0 it is sound, 1 it was said why not, -1. */
typedef int look(struct rq_session *session, const struct rq_mending *mending, struct rq_span key,
		 struct rq_span value, struct rq_error *err);

/* Finds the next entry that cannot stay: 1 and its key, 0, -1. */
static int find_bad(struct rq_session *session, const struct rq_mending *mending,
		    enum rq_table_number table, look *is_bad, unsigned char *place, size_t *size,
		    struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, table, (struct rq_span) { place, *size }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1)
		if ((got = is_bad(session, mending, key, value, err)) != 0)
			break;
	if (got == 1) {
		memcpy(place, key.data, key.size);
		*size = key.size;
	}
	rq_table_end(&walk);
	return got;
}

static int sweep(struct rq_session *session, const struct rq_mending *mending,
		 enum rq_table_number table, look *is_bad, struct rq_error *err)
{
	unsigned char place[RQ_TABLE_KEY_MAX];
	size_t size = 0;
	int got;

	while ((got = find_bad(session, mending, table, is_bad, place, &size, err)) == 1)
		if (rq_table_delete(session->txn, table, (struct rq_span) { place, size }, err) ==
		    -1)
			return -1;
	return got;
}

static int look_at_resume(struct rq_session *session, const struct rq_mending *mending,
			  struct rq_span key, struct rq_span value, struct rq_error *err)
{
	(void)session;
	(void)err;
	if (key.size == 8 + RQ_KEY_ID && value.size > 0)
		return 0;
	return rq_mend_say(mending, "a résumé that is empty or has a damaged key: dropped");
}

static int look_at_referred(struct rq_session *session, const struct rq_mending *mending,
			    struct rq_span key, struct rq_span value, struct rq_error *err)
{
	(void)session;
	(void)key;
	(void)err;
	if (value.size > 0)
		return 0;
	return rq_mend_say(mending, "a job or recipe that is empty: dropped");
}

static int look_at_batch(struct rq_session *session, const struct rq_mending *mending,
			 struct rq_span key, struct rq_span value, struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_kept_batch kept;

	(void)session;
	(void)err;
	if (key.size == RQ_KEY_ID && rq_batch_read(value, &kept, &why) == 0)
		return 0;
	return rq_mend_say(mending, "a batch with a damaged record: dropped");
}

static int look_at_use(struct rq_session *session, const struct rq_mending *mending,
		       struct rq_span key, struct rq_span value, struct rq_error *err)
{
	unsigned char folded[RQ_KEY_ID];
	int got = key.size == 8 && value.size == 8
		      ? rq_use_resume(session, rq_session_number_in(key), folded, err)
		      : 0;

	if (got != 0)
		return got == 1 ? 0 : -1;
	return rq_mend_say(mending, "a use of a résumé that does not exist: dropped");
}

static int look_at_scope(struct rq_session *session, const struct rq_mending *mending,
			 struct rq_span key, struct rq_span value, struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_scope scope;

	(void)session;
	(void)err;
	if (key.size == RQ_KEY_ID && rq_scope_read(value, &scope, &why) == 0)
		return 0;
	return rq_mend_say(mending, "limits with a damaged record: dropped");
}

static int look_at_grant(struct rq_session *session, const struct rq_mending *mending,
			 struct rq_span key, struct rq_span value, struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_grant grant;

	(void)session;
	(void)err;
	if (key.size == 8 && rq_permit_read(value, &grant, &why) == 0)
		return 0;
	return rq_mend_say(mending, "a damaged permit: dropped");
}

static int has_task(struct rq_session *session, struct rq_span key, struct rq_error *err)
{
	struct rq_span value;

	return key.size == 8 ? rq_table_get(session->txn, RQ_T_TASKS, key, &value, err) : 0;
}

static int look_at_result(struct rq_session *session, const struct rq_mending *mending,
			  struct rq_span key, struct rq_span value, struct rq_error *err)
{
	int got = has_task(session, key, err);

	if (got == 1 && value.size == 0)
		return rq_mend_say(mending, "task number %llu: a result that is empty: dropped",
				   (unsigned long long)rq_session_number_in(key));
	if (got != 0)
		return got == 1 ? 0 : -1;
	return rq_mend_say(mending, "a result of task number %llu, which does not exist: dropped",
			   (unsigned long long)rq_session_number_in(key));
}

static int look_at_review(struct rq_session *session, const struct rq_mending *mending,
			  struct rq_span key, struct rq_span value, struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_kept_review kept;
	struct rq_span result;
	int got = key.size == 8 ? rq_table_get(session->txn, RQ_T_RESULTS, key, &result, err) : 0;

	if (got == -1)
		return -1;
	if (got == 1 && rq_review_read(value, &kept, &why) == 0)
		return 0;
	return rq_mend_say(mending, "task number %llu: a review %s: dropped",
			   (unsigned long long)rq_session_number_in(key),
			   got == 1 ? "with a damaged record" : "without a result");
}

static int look_at_gist(struct rq_session *session, const struct rq_mending *mending,
			struct rq_span key, struct rq_span value, struct rq_error *err)
{
	struct rq_span result;
	int got = key.size == 8 ? rq_table_get(session->txn, RQ_T_RESULTS, key, &result, err) : 0;

	if (got == 1 && value.size == 0)
		return rq_mend_say(mending, "task number %llu: a gist that is empty: dropped",
				   (unsigned long long)rq_session_number_in(key));
	if (got != 0)
		return got == 1 ? 0 : -1;
	return rq_mend_say(mending, "task number %llu: a gist without a result: dropped",
			   (unsigned long long)rq_session_number_in(key));
}

/* After tasks and limits: a permit is for a task in hand, and for limits that are known. */
static int look_at_permit(struct rq_session *session, const struct rq_mending *mending,
			  struct rq_span key, struct rq_span value, struct rq_error *err)
{
	unsigned long long number = rq_session_number_in(key);
	struct rq_loaded loaded = { 0 };
	struct rq_scope scope;
	struct rq_grant grant;
	int got = rq_session_load(session, number, &loaded, err);

	if (got == -1 || rq_permit_read(value, &grant, err) == -1)
		return -1;
	rq_task_free(&loaded.stored.task);
	if (got == 0 || loaded.status != (grant.in_batch ? RQ_TASK_SUBMITTED : RQ_TASK_LEASED))
		return rq_mend_say(mending, "task number %llu: a permit, but not in hand: dropped",
				   number);
	got = grant.in_batch ? 1 : rq_scope_load(session->txn, grant.scope, &scope, err);
	if (got == -1)
		return -1;
	if (got == 0)
		return rq_mend_say(
		    mending, "task number %llu: a permit for unknown limits: dropped", number);
	return rq_spending_reserve(session->txn,
				   grant.in_batch ? RQ_RESERVED_BATCHES : RQ_RESERVED_CALLS,
				   grant.need.microusd, err);
}

static int look_at_usage(struct rq_session *session, const struct rq_mending *mending,
			 struct rq_span key, struct rq_span value, struct rq_error *err)
{
	struct rq_error why = { 0 };
	int64_t day, cost, unsettled;

	if (rq_usage_read(key, value, &day, &cost, &unsettled, &why) == -1)
		return rq_mend_say(mending, "a damaged line of usage: dropped");
	return rq_spending_add(session->txn, day, cost, unsettled, err);
}

static int look_at_metric(struct rq_session *session, const struct rq_mending *mending,
			  struct rq_span key, struct rq_span value, struct rq_error *err)
{
	struct rq_metrics *metrics = rq_metrics_new();
	struct rq_error why = { 0 };
	int result = rq_metrics_read(key, value, metrics, &why);

	(void)session;
	(void)err;
	rq_metrics_free(metrics);
	return result == 0 ? 0 : rq_mend_say(mending, "a damaged metric: dropped");
}

static int look_at_hold(struct rq_session *session, const struct rq_mending *mending,
			struct rq_span key, struct rq_span value, struct rq_error *err)
{
	struct rq_hold hold;

	(void)session;
	(void)err;
	if (rq_hold_read(key, value, &hold) == 1)
		return 0;
	return rq_mend_say(mending, "a hold with a damaged record: kept by its id");
}

/* None is dropped: somebody counts on it. */
static int mend_holds(struct rq_session *session, const struct rq_mending *mending,
		      struct rq_error *err)
{
	unsigned char place[RQ_TABLE_KEY_MAX];
	size_t size = 0;
	int got;

	while ((got = find_bad(session, mending, RQ_T_HOLDS, look_at_hold, place, &size, err)) ==
	       1) {
		const struct rq_span key = { place, size };
		struct rq_hold hold;

		if (rq_hold_read(key, (struct rq_span) { NULL, 0 }, &hold) == 0)
			got = rq_hold_keep(session->txn, &hold, err);
		else
			got = rq_table_delete(session->txn, RQ_T_HOLDS, key, err);
		if (got == -1)
			break;
	}
	return got;
}

/* --- what follows from the records -------------------------------------------- */

static int sweep_before(struct rq_session *session, void *context, struct rq_error *err)
{
	const struct rebuild *rebuild = context;

	if (rq_mend_records(session, rebuild->mending, err) == -1 ||
	    sweep(session, rebuild->mending, RQ_T_RESUMES, look_at_resume, err) == -1 ||
	    sweep(session, rebuild->mending, RQ_T_JOBS, look_at_referred, err) == -1 ||
	    sweep(session, rebuild->mending, RQ_T_RECIPES, look_at_referred, err) == -1 ||
	    sweep(session, rebuild->mending, RQ_T_USES, look_at_use, err) == -1 ||
	    sweep(session, rebuild->mending, RQ_T_PERMITS, look_at_grant, err) == -1 ||
	    sweep(session, rebuild->mending, RQ_T_BATCHES, look_at_batch, err) == -1 ||
	    sweep(session, rebuild->mending, RQ_T_METRICS, look_at_metric, err) == -1 ||
	    mend_holds(session, rebuild->mending, err) == -1)
		return -1;
	return sweep(session, rebuild->mending, RQ_T_SCOPES, look_at_scope, err);
}

static int sweep_behind(struct rq_session *session, void *context, struct rq_error *err)
{
	const struct rebuild *rebuild = context;

	if (sweep(session, rebuild->mending, RQ_T_RESULTS, look_at_result, err) == -1 ||
	    sweep(session, rebuild->mending, RQ_T_REVIEWS, look_at_review, err) == -1 ||
	    sweep(session, rebuild->mending, RQ_T_GISTS, look_at_gist, err) == -1 ||
	    sweep(session, rebuild->mending, RQ_T_PERMITS, look_at_permit, err) == -1)
		return -1;
	return sweep(session, rebuild->mending, RQ_T_USAGE, look_at_usage, err);
}

/* Numbers of the next records of a table. *count AT_ONCE: perhaps there are more. */
static int next_numbers(struct rq_session *session, enum rq_table_number table, uint64_t from,
			uint64_t numbers[AT_ONCE], size_t *count, struct rq_error *err)
{
	struct rq_key first = { .size = 0 };
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got = 0;

	*count = 0;
	rq_key_number(&first, from);
	if (rq_table_walk(session->txn, table, rq_key_span(&first), &walk, err) == -1)
		return -1;
	while (*count < AT_ONCE && (got = rq_table_next(&walk, &key, &value, err)) == 1)
		numbers[(*count)++] = rq_key_read_number(key.data);
	rq_table_end(&walk);
	return got == -1 ? -1 : 0;
}

/* Of when nobody knows, it was now: it is kept for longer rather than too short. */
static int note_use(struct rq_session *session, uint64_t number, struct rq_error *err)
{
	int64_t when;
	int got = rq_use_find(session->txn, number, &when, err);

	return got == 0 ? rq_use_touch(session->txn, number, rq_clock_now(), err) : got;
}

static int index_resumes(struct rq_session *session, void *context, struct rq_error *err)
{
	struct rebuild *rebuild = context;
	uint64_t numbers[AT_ONCE];
	size_t count;

	if (next_numbers(session, RQ_T_RESUMES, rebuild->from, numbers, &count, err) == -1)
		return -1;
	rebuild->more = count == AT_ONCE;
	for (size_t i = 0; i < count; i++)
		if (note_use(session, numbers[i], err) == -1)
			return -1;
	if (count == 0)
		return 0;
	session->marks.settled_resume = numbers[0];
	session->marks.next_resume = rebuild->ahead = numbers[count - 1] + 1;
	return rq_settle_here(session, err);
}

static int index_tasks(struct rq_session *session, void *context, struct rq_error *err)
{
	struct rebuild *rebuild = context;
	uint64_t numbers[AT_ONCE];
	size_t count;

	if (next_numbers(session, RQ_T_TASKS, rebuild->from, numbers, &count, err) == -1)
		return -1;
	rebuild->more = count == AT_ONCE;
	for (size_t i = 0; i < count; i++)
		if (rq_mend_task(session, numbers[i], rebuild->mending, err) == -1)
			return -1;
	if (count == 0)
		return 0;
	session->marks.settled_task = numbers[0];
	session->marks.next_task = rebuild->ahead = numbers[count - 1] + 1;
	return rq_settle_here(session, err);
}

static int run(struct rq_embedded *store, struct rebuild *rebuild, rq_session_work *step,
	       struct rq_error *err)
{
	rebuild->ahead = 0;
	do {
		rebuild->more = false;
		rebuild->from = rebuild->ahead;
		if (rq_session_write(store, step, rebuild, err) == -1)
			return -1;
	} while (rebuild->more);
	return 0;
}

int rq_rebuild(struct rq_embedded *store, const struct rq_mending *mending, struct rq_error *err)
{
	struct rebuild rebuild = { .mending = mending };

	if (run(store, &rebuild, sweep_before, err) == -1 ||
	    run(store, &rebuild, index_resumes, err) == -1 ||
	    run(store, &rebuild, index_tasks, err) == -1)
		return -1;
	return run(store, &rebuild, sweep_behind, err);
}
