#include "store/check.h"

/* Whether all of them can be read: 1, 0 when that was complained of, -1. */
static int are_readable(struct rq_session *session, struct rq_complaints *complaints,
			struct rq_error *err)
{
	struct rq_error failure = { 0 };
	struct rq_span key, value;
	struct rq_table_walk walk;
	struct rq_tally_line line;
	int got, readable = 1;

	if (rq_table_walk(session->txn, RQ_T_COUNTERS, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1)
		if (rq_tally_read(key, value, &line, &failure) == -1) {
			rq_complain(complaints, "a damaged counter of tasks");
			readable = 0;
		}
	rq_table_end(&walk);
	return got == -1 ? -1 : readable;
}

static int check_line(struct rq_session *session, const struct rq_tally_line *line, bool all,
		      struct rq_complaints *complaints, struct rq_error *err)
{
	struct rq_tally_line kept;

	if (rq_tally_get(session->txn, all ? "" : line->job_id, &kept, err) == -1)
		return -1;
	for (int i = 0; i < RQ_TASK_STATUSES; i++)
		if (kept.tasks[i] != line->tasks[i])
			rq_complain(complaints, "counter of %s tasks%s%s: %lld, counted %lld",
				    rq_task_status_name((enum rq_task_status)i),
				    all ? "" : " of job ", line->job_id, (long long)kept.tasks[i],
				    (long long)line->tasks[i]);
	return 0;
}

int rq_check_counters(struct rq_session *session, const struct rq_tally *counted,
		      struct rq_complaints *complaints, struct rq_error *err)
{
	size_t count;
	const struct rq_tally_line *lines = rq_tally_lines(counted, &count);
	int readable = are_readable(session, complaints, err);

	if (readable != 1)
		return readable;
	for (size_t i = 0; i < count; i++)
		if (check_line(session, &lines[i], i == 0, complaints, err) == -1)
			return -1;
	return 0;
}
