#include "store/step.h"

#include <stdlib.h>

#include "base/memory.h"

#define SEEN_KEY "seen"

/*
 * The time is noted once a minute, so a step is known to a minute. Within TOLERANCE_MS it
 * is none: processes read the clock in one order and wait for their turn in another.
 */
enum { NOTE_EACH_MS = 60 * 1000, TOLERANCE_MS = 5000 };

static int read_seen(struct rq_session *session, int64_t *seen, struct rq_error *err)
{
	struct rq_span key = { SEEN_KEY, sizeof SEEN_KEY - 1 }, value;
	int got = rq_table_get(session->txn, RQ_T_META, key, &value, err);

	if (got != 1 || value.size != sizeof(uint64_t))
		return got == -1 ? -1 : 0;
	*seen = (int64_t)rq_key_read_number(value.data);
	return 1;
}

static int write_seen(struct rq_session *session, int64_t now, struct rq_error *err)
{
	struct rq_key value = { .size = 0 };

	rq_key_number(&value, (uint64_t)now);
	return rq_table_put(session->txn, RQ_T_META,
			    (struct rq_span) { SEEN_KEY, sizeof SEEN_KEY - 1 }, rq_key_span(&value),
			    err);
}

/* --- moving ------------------------------------------------------------------------ */

struct numbers {
	uint64_t *of;
	size_t count, capacity;
};

static int find_all(struct rq_session *session, enum rq_table_number table, struct numbers *found,
		    struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, table, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1) {
		found->of = rq_grow(found->of, found->count, &found->capacity, sizeof *found->of);
		found->of[found->count++] = rq_session_number_in(key);
	}
	rq_table_end(&walk);
	return got;
}

/* Only what lies behind the time that was noted: the rest was promised since the step. */
static void move(int64_t *when, int64_t seen, int64_t step)
{
	if (*when > seen)
		*when -= step;
}

static int move_task(struct rq_session *session, uint64_t number, int64_t seen, int64_t step,
		     struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_loaded loaded;
	int got = rq_session_load(session, number, &loaded, &why);

	if (got == 0 || why.code == RQ_DAMAGED) /* the check names it */
		return 0;
	if (got == -1) {
		*err = why;
		return -1;
	}
	if (loaded.stored.task.status == RQ_TASK_LEASED)
		move(&loaded.stored.deadline, seen, step);
	if (loaded.stored.task.status == RQ_TASK_RETRY)
		move(&loaded.stored.task.run_at, seen, step);
	got = rq_session_save(session, &loaded, err);
	rq_task_free(&loaded.stored.task);
	return got;
}

static int move_all(struct rq_session *session, enum rq_table_number table, int64_t seen,
		    int64_t step, struct rq_error *err)
{
	struct numbers found = { 0 };
	int result = find_all(session, table, &found, err);

	for (size_t i = 0; result == 0 && i < found.count; i++)
		result = move_task(session, found.of[i], seen, step, err);
	free(found.of);
	return result;
}

int rq_step_heed(struct rq_session *session, int64_t now, struct rq_error *err)
{
	int64_t seen = 0;
	int got = read_seen(session, &seen, err);

	if (got == -1)
		return -1;
	if (got == 1 && now > seen - TOLERANCE_MS && now < seen + NOTE_EACH_MS)
		return 0;
	if (got == 1 && now < seen &&
	    (move_all(session, RQ_T_LEASES, seen, seen - now, err) == -1 ||
	     move_all(session, RQ_T_WAITING, seen, seen - now, err) == -1))
		return -1;
	return write_seen(session, now, err);
}
