#include <string.h>

#include "base/clock.h"
#include "store/batch.h"
#include "store/embedded.h"
#include "store/erase.h"
#include "store/settle.h"
#include "store/spending.h"
#include "store/use.h"

/* One transaction erases so many tasks, or looks at so many résumés. */
enum { ERASE_AT_ONCE = 512, LOOK_AT_ONCE = 4096 };

struct expiry {
	const struct rq_retention *how;
	rq_session_work *step;
	struct rq_swept *swept; /* of what lasts */
	struct rq_swept now;    /* of the transaction under way */
	struct rq_key from;     /* where it begins */
	struct rq_key ahead;    /* where the next one does */
	bool more;
};

/* --- tasks and results --------------------------------------------------------- */

/* The tasks of the next entries whose time has passed; ahead is behind them. */
static int find_passed(struct rq_session *session, struct expiry *expiry,
		       uint64_t numbers[ERASE_AT_ONCE], size_t *count, struct rq_error *err)
{
	int64_t until = expiry->how->now - expiry->how->results;
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got = 0;

	*count = 0;
	if (rq_table_walk(session->txn, RQ_T_EXPIRY, rq_key_span(&expiry->from), &walk, err) == -1)
		return -1;
	while (*count < ERASE_AT_ONCE && (got = rq_table_next(&walk, &key, &value, err)) == 1 &&
	       key.size == 16 && rq_key_read_time(key.data) <= until) {
		numbers[(*count)++] = rq_session_number_in(key);
		expiry->ahead.size = 0;
		rq_key_bytes(&expiry->ahead, key.data, key.size);
		rq_key_byte(&expiry->ahead, 0);
	}
	rq_table_end(&walk);
	return got == -1 ? -1 : 0;
}

/* 0 of a task that cannot be read, which waits for a repair, and so does its résumé; else -1. */
static int left_alone(const struct rq_error *why, struct rq_error *err)
{
	if (why->code == RQ_DAMAGED)
		return 0;
	*err = *why;
	return -1;
}

static int expire_task(struct rq_session *session, struct expiry *expiry, uint64_t number,
		       struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_loaded loaded;
	int got = rq_session_load(session, number, &loaded, &why), held;

	if (got != 1)
		return got == -1 ? left_alone(&why, err) : 0;
	held = rq_hold_keeps(session->txn, &loaded.stored.task, err);
	if (held == 0)
		got = rq_erase_task(session, &loaded, expiry->how->now, RQ_AUDIT_EXPIRED,
				    &expiry->now, err);
	else
		got = held == 1 ? 0 : -1;
	expiry->now.held += held == 1;
	rq_task_free(&loaded.stored.task);
	return got;
}

static int expire_tasks(struct rq_session *session, void *context, struct rq_error *err)
{
	struct expiry *expiry = context;
	uint64_t numbers[ERASE_AT_ONCE];
	size_t count;

	if (rq_settle_here(session, err) == -1 ||
	    find_passed(session, expiry, numbers, &count, err) == -1)
		return -1;
	expiry->more = count == ERASE_AT_ONCE;
	for (size_t i = 0; i < count; i++)
		if (expire_task(session, expiry, numbers[i], err) == -1)
			return -1;
	return 0;
}

/* --- résumés ---------------------------------------------------------------------- */

/* 1 when a task needs its résumé, or a hold keeps it. */
static int needs(struct rq_session *session, const struct rq_stored *stored, void *context,
		 struct rq_error *err)
{
	(void)context;
	return rq_task_is_over(stored->task.status)
		   ? rq_hold_keeps(session->txn, &stored->task, err)
		   : 1;
}

static int find_unused(struct rq_session *session, struct expiry *expiry,
		       uint64_t numbers[LOOK_AT_ONCE], size_t *count, struct rq_error *err)
{
	int64_t until = expiry->how->now - expiry->how->resumes;
	struct rq_span key, value;
	struct rq_table_walk walk;
	size_t seen = 0;
	int got = 0;

	*count = 0;
	if (rq_table_walk(session->txn, RQ_T_USES, rq_key_span(&expiry->from), &walk, err) == -1)
		return -1;
	while (seen < LOOK_AT_ONCE && (got = rq_table_next(&walk, &key, &value, err)) == 1) {
		seen++;
		if (value.size == 8 && rq_key_read_time(value.data) <= until)
			numbers[(*count)++] = rq_session_number_in(key);
		expiry->ahead.size = 0;
		rq_key_number(&expiry->ahead, rq_session_number_in(key) + 1);
	}
	rq_table_end(&walk);
	expiry->more = seen == LOOK_AT_ONCE;
	return got == -1 ? -1 : 0;
}

/* 1 when its tasks have expired, but a hold keeps the candidate. */
static int is_held(struct rq_session *session, uint64_t number,
		   const unsigned char folded[RQ_KEY_ID], struct rq_error *err)
{
	struct rq_key key = { .size = 0 };
	struct rq_span record;
	int got;

	rq_key_number(&key, number);
	rq_key_bytes(&key, folded, RQ_KEY_ID);
	got = rq_table_get(session->txn, RQ_T_RESUMES, rq_key_span(&key), &record, err);
	return got == 1 ? rq_hold_keeps_record(session->txn, record, err) : got;
}

static int expire_resume(struct rq_session *session, struct expiry *expiry, uint64_t number,
			 struct rq_error *err)
{
	unsigned char folded[RQ_KEY_ID];
	struct rq_error why = { 0 };
	int got = rq_use_resume(session, number, folded, err);

	if (got != 1)
		return got;
	got = rq_session_each(session, RQ_T_BY_USE, folded, needs, NULL, &why);
	if (got == -1)
		return left_alone(&why, err);
	if (got == 0)
		got = is_held(session, number, folded, err);
	if (got != 0)
		return got == 1 ? 0 : -1;
	return rq_erase_resume(session, number, folded, RQ_AUDIT_EXPIRED, &expiry->now, err);
}

static int expire_resumes(struct rq_session *session, void *context, struct rq_error *err)
{
	struct expiry *expiry = context;
	uint64_t numbers[LOOK_AT_ONCE];
	size_t count;

	if (rq_settle_here(session, err) == -1 ||
	    find_unused(session, expiry, numbers, &count, err) == -1)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (expire_resume(session, expiry, numbers[i], err) == -1)
			return -1;
	return 0;
}

/* --- what was spent, closed batches ------------------------------------------------ */

/* The first key of a table that may go: 1, 0, -1. */
static int first_to_go(struct rq_session *session, enum rq_table_number table,
		       bool (*may_go)(struct rq_span key, struct rq_span value, int64_t until),
		       int64_t until, unsigned char *key_bytes, size_t *size, struct rq_error *err)
{
	struct rq_span key = { key_bytes, *size }, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, table, key, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1 && !may_go(key, value, until))
		;
	if (got == 1) {
		memcpy(key_bytes, key.data, key.size);
		*size = key.size;
	}
	rq_table_end(&walk);
	return got;
}

static int sweep(struct rq_session *session, enum rq_table_number table,
		 bool (*may_go)(struct rq_span key, struct rq_span value, int64_t until),
		 int64_t until, size_t *count, struct rq_error *err)
{
	unsigned char key[RQ_TABLE_KEY_MAX];
	size_t size = 0;
	int got;

	while ((got = first_to_go(session, table, may_go, until, key, &size, err)) == 1) {
		if (rq_table_delete(session->txn, table, (struct rq_span) { key, size }, err) == -1)
			return -1;
		++*count;
	}
	return got;
}

static bool is_old_usage(struct rq_span key, struct rq_span value, int64_t until)
{
	(void)value;
	return key.size >= 8 && rq_key_read_time(key.data) < until;
}

static bool is_old_spending(struct rq_span key, struct rq_span value, int64_t until)
{
	int64_t day;

	(void)value;
	return rq_spending_day(key, &day) && day < until;
}

static bool is_old_batch(struct rq_span key, struct rq_span value, int64_t until)
{
	struct rq_error why = { 0 };
	struct rq_kept_batch kept;

	(void)key;
	return rq_batch_read(value, &kept, &why) == 0 && kept.batch.state == RQ_BATCH_CLOSED &&
	       kept.batch.created_at < until;
}

static int expire_logs(struct rq_session *session, void *context, struct rq_error *err)
{
	struct expiry *expiry = context;
	int64_t until = rq_clock_day(expiry->how->now - expiry->how->logs);
	size_t ignored = 0;

	if (sweep(session, RQ_T_USAGE, is_old_usage, until, &expiry->now.usage, err) == -1 ||
	    sweep(session, RQ_T_SPENDING, is_old_spending, until, &ignored, err) == -1)
		return -1;
	return sweep(session, RQ_T_BATCHES, is_old_batch, until, &expiry->now.batches, err);
}

static int expire_notes(struct rq_session *session, void *context, struct rq_error *err)
{
	struct expiry *expiry = context;

	return rq_erase_notes(session, &expiry->now, err);
}

/* --- all of it -------------------------------------------------------------------- */

void rq_swept_add(struct rq_swept *sum, const struct rq_swept *more)
{
	sum->tasks += more->tasks;
	sum->results += more->results;
	sum->reviews += more->reviews;
	sum->resumes += more->resumes;
	sum->notes += more->notes;
	sum->usage += more->usage;
	sum->batches += more->batches;
	sum->held += more->held;
}

/* From its start, however far a run of it came that was undone. */
static int take_step(struct rq_session *session, void *context, struct rq_error *err)
{
	struct expiry *expiry = context;

	expiry->more = false;
	expiry->now = (struct rq_swept) { 0 };
	return expiry->step(session, expiry, err);
}

static int run(struct rq_embedded *store, struct expiry *expiry, rq_session_work *step,
	       struct rq_error *err)
{
	expiry->step = step;
	expiry->ahead.size = 0;
	do {
		expiry->from = expiry->ahead;
		if (rq_session_write(store, take_step, expiry, err) == -1)
			return -1;
		rq_swept_add(expiry->swept, &expiry->now);
	} while (expiry->more);
	return 0;
}

int rq_embedded_expire(struct rq_store *store, const struct rq_retention *how,
		       struct rq_swept *swept, struct rq_error *err)
{
	struct rq_embedded *embedded = rq_embedded_of(store);
	struct expiry expiry = { .how = how, .swept = swept };

	*swept = (struct rq_swept) { 0 };
	if (rq_settle(embedded, err) == -1)
		return -1;
	if ((how->results > 0 && run(embedded, &expiry, expire_tasks, err) == -1) ||
	    (how->resumes > 0 && run(embedded, &expiry, expire_resumes, err) == -1) ||
	    (how->logs > 0 && run(embedded, &expiry, expire_logs, err) == -1))
		return -1;
	return swept->tasks > 0 ? run(embedded, &expiry, expire_notes, err) : 0;
}
