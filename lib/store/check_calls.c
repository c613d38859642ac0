#include <string.h>

#include "base/clock.h"
#include "store/batch.h"
#include "store/check.h"
#include "store/metric.h"
#include "store/permit.h"
#include "store/spending.h"
#include "store/usage.h"

struct calls {
	struct rq_session *session;
	struct rq_complaints *complaints;
	int64_t reserved[RQ_RESERVED_KINDS]; /* by the permits */
	size_t in_batches;                   /* permits of submitted tasks */
	int64_t day, cost, unsettled;        /* by the usage of a day */
	size_t days;
	bool uncounted; /* the dollars as they are counted cannot be read */
	struct rq_error *err;
};

typedef int check_entry(struct calls *calls, struct rq_span key, struct rq_span value);

static int walk(struct calls *calls, enum rq_table_number table, check_entry *check)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(calls->session->txn, table, (struct rq_span) { 0 }, &walk, calls->err) ==
	    -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, calls->err)) == 1)
		if (check(calls, key, value) == -1) {
			got = -1;
			break;
		}
	rq_table_end(&walk);
	return got;
}

/* --- records that each stand for themselves ------------------------------------- */

static int check_scope(struct calls *calls, struct rq_span key, struct rq_span value)
{
	struct rq_error failure = { 0 };
	struct rq_scope scope;

	if (key.size != RQ_KEY_ID || rq_scope_read(value, &scope, &failure) == -1)
		rq_complain(calls->complaints, "limits with a damaged record");
	return 0;
}

static int check_batch(struct calls *calls, struct rq_span key, struct rq_span value)
{
	struct rq_error failure = { 0 };
	struct rq_kept_batch kept;

	if (key.size != RQ_KEY_ID || rq_batch_read(value, &kept, &failure) == -1)
		rq_complain(calls->complaints, "a batch with a damaged record");
	return 0;
}

static int check_counted(struct calls *calls, struct rq_span key, struct rq_span value)
{
	struct rq_error failure = { 0 };
	int64_t pair[RQ_SPENDING_PAIR];

	(void)key;
	if (rq_spending_read(value, pair, &failure) == -1) {
		rq_complain(calls->complaints, "a damaged counter of dollars");
		calls->uncounted = true;
	}
	return 0;
}

static int check_metric(struct calls *calls, struct rq_span key, struct rq_span value)
{
	struct rq_metrics *metrics = rq_metrics_new();
	struct rq_error failure = { 0 };

	if (rq_metrics_read(key, value, metrics, &failure) == -1)
		rq_complain(calls->complaints, "a damaged metric");
	rq_metrics_free(metrics);
	return 0;
}

/* --- permits and batches ------------------------------------------------------- */

static int check_limits(struct calls *calls, const struct rq_grant *grant,
			unsigned long long number)
{
	struct rq_span scope;
	int got;

	if (grant->in_batch)
		return 0;
	got = rq_table_get(calls->session->txn, RQ_T_SCOPES,
			   (struct rq_span) { grant->scope, RQ_KEY_ID }, &scope, calls->err);
	if (got == 0)
		rq_complain(calls->complaints, "task number %llu: a permit for unknown limits",
			    number);
	return got == -1 ? -1 : 0;
}

static int check_permit(struct calls *calls, struct rq_span key, struct rq_span value)
{
	unsigned long long number = rq_session_number_in(key);
	enum rq_task_status status;
	struct rq_error failure = { 0 };
	struct rq_loaded loaded;
	struct rq_grant grant;
	int got;

	if (rq_permit_read(value, &grant, &failure) == -1) {
		rq_complain(calls->complaints, "task number %llu: its permit is damaged", number);
		return 0;
	}
	calls->reserved[grant.in_batch ? RQ_RESERVED_BATCHES : RQ_RESERVED_CALLS] +=
	    grant.need.microusd;
	calls->in_batches += grant.in_batch;
	status = grant.in_batch ? RQ_TASK_SUBMITTED : RQ_TASK_LEASED;
	got = rq_session_load(calls->session, number, &loaded, &failure);
	if (got == -1 && failure.code != RQ_DAMAGED) {
		*calls->err = failure;
		return -1;
	}
	if (got == 1)
		rq_task_free(&loaded.stored.task);
	if (got == 0 || (got == 1 && loaded.status != status))
		rq_complain(calls->complaints, "task number %llu: a permit, but not %s", number,
			    rq_task_status_name(status));
	return check_limits(calls, &grant, number);
}

static int check_submitted(struct calls *calls, struct rq_span key, struct rq_span value)
{
	unsigned long long number = rq_session_number_in(key);
	struct rq_error failure = { 0 };
	struct rq_kept_batch kept = { .deadline = 0 };
	struct rq_span batch;
	int got;

	(void)value;
	if (key.size != RQ_KEY_ID + 8) /* named already, as a stray entry */
		return 0;
	got = rq_table_get(calls->session->txn, RQ_T_BATCHES,
			   (struct rq_span) { key.data, RQ_KEY_ID }, &batch, calls->err);
	if (got == 1 && rq_batch_read(batch, &kept, &failure) == -1) /* named already */
		return 0;
	if (got == 0 || (got == 1 && kept.batch.state == RQ_BATCH_CLOSED))
		rq_complain(calls->complaints,
			    "task number %llu: in a batch that is closed or does not exist",
			    number);
	return got == -1 ? -1 : 0;
}

static int check_reserved(struct calls *calls)
{
	struct rq_spending spending;

	if (calls->uncounted)
		return 0;
	if (rq_spending_get(calls->session->txn, 0, &spending, calls->err) == -1)
		return -1;
	for (size_t i = 0; i < RQ_RESERVED_KINDS; i++)
		if (spending.reserved[i] != calls->reserved[i])
			rq_complain(calls->complaints,
				    "dollars reserved for %s: %lld millionths, counted %lld",
				    i == RQ_RESERVED_CALLS ? "calls" : "batches",
				    (long long)spending.reserved[i], (long long)calls->reserved[i]);
	return 0;
}

static int check_permits(struct calls *calls)
{
	size_t submitted;

	if (walk(calls, RQ_T_PERMITS, check_permit) == -1 ||
	    walk(calls, RQ_T_BY_BATCH, check_submitted) == -1 ||
	    rq_table_count(calls->session->txn, RQ_T_BY_BATCH, &submitted, calls->err) == -1)
		return -1;
	if (submitted != calls->in_batches)
		rq_complain(calls->complaints, "%zu submitted tasks, but %zu reserve dollars",
			    submitted, calls->in_batches);
	return check_reserved(calls);
}

/* --- dollars ------------------------------------------------------------------------ */

/* What the usage of a day comes to, against what the budget looks at. */
static int check_day(struct calls *calls)
{
	struct rq_spending spending;
	char day[RQ_TIME_SIZE];

	if ((calls->cost == 0 && calls->unsettled == 0) || calls->uncounted)
		return 0;
	calls->days++;
	if (rq_spending_get(calls->session->txn, calls->day, &spending, calls->err) == -1)
		return -1;
	if (spending.cost != calls->cost || spending.unsettled != calls->unsettled)
		rq_complain(calls->complaints,
			    "dollars of %.10s: %lld and %lld millionths, counted %lld and %lld",
			    rq_clock_format(calls->day, day), (long long)spending.cost,
			    (long long)spending.unsettled, (long long)calls->cost,
			    (long long)calls->unsettled);
	return 0;
}

static int check_usage(struct calls *calls, struct rq_span key, struct rq_span value)
{
	struct rq_error failure = { 0 };
	int64_t day, cost, unsettled;

	if (rq_usage_read(key, value, &day, &cost, &unsettled, &failure) == -1) {
		rq_complain(calls->complaints, "a damaged line of usage");
		return 0;
	}
	if (day != calls->day) {
		if (check_day(calls) == -1)
			return -1;
		calls->day = day;
		calls->cost = calls->unsettled = 0;
	}
	calls->cost += cost;
	calls->unsettled += unsettled;
	return 0;
}

static int check_dollars(struct calls *calls)
{
	size_t days;

	if (walk(calls, RQ_T_USAGE, check_usage) == -1 || check_day(calls) == -1 ||
	    rq_spending_days(calls->session->txn, &days, calls->err) == -1)
		return -1;
	if (days != calls->days && !calls->uncounted)
		rq_complain(calls->complaints, "dollars of %zu days, counted %zu", days,
			    calls->days);
	return 0;
}

int rq_check_calls(struct rq_session *session, struct rq_complaints *complaints,
		   struct rq_error *err)
{
	struct calls calls = { .session = session, .complaints = complaints, .err = err };

	if (walk(&calls, RQ_T_SCOPES, check_scope) == -1 ||
	    walk(&calls, RQ_T_BATCHES, check_batch) == -1 ||
	    walk(&calls, RQ_T_SPENDING, check_counted) == -1 ||
	    walk(&calls, RQ_T_METRICS, check_metric) == -1 || check_permits(&calls) == -1)
		return -1;
	return check_dollars(&calls);
}
