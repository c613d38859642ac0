#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/embedded.h"
#include "store/kept_gist.h"
#include "store/review.h"
#include "store/rule.h"
#include "store/strewn.h"

/* One short transaction hands out or looks at so many, and no more. */
enum { TAKE_AT_ONCE = 256, LOOK_AT_ONCE = 4096 };

/* --- one task -------------------------------------------------------------- */

struct wanted {
	const char *task_id;
	struct rq_task *task;
};

static int get_task(struct rq_session *session, void *context, struct rq_error *err)
{
	const struct wanted *wanted = context;
	struct rq_loaded loaded;
	int got = rq_session_find(session, wanted->task_id, &loaded, err);

	if (got == 0)
		return rq_fail(err, RQ_NOT_FOUND, "the store has no task %s", wanted->task_id);
	if (got == -1)
		return -1;
	*wanted->task = loaded.stored.task;
	return 0;
}

int rq_embedded_task(struct rq_store *store, const char *task_id, struct rq_task *task,
		     struct rq_error *err)
{
	struct wanted wanted = { task_id, task };

	return rq_session_read(rq_embedded_of(store), get_task, &wanted, err);
}

/* --- many ------------------------------------------------------------------ */

/* A way through the store that meets every task that a filter takes. */
struct scan {
	const struct rq_filter *filter;
	enum rq_table_number table;
	struct rq_key prefix;   /* of the keys to look at */
	struct rq_key position; /* where the next transaction begins */
	uint64_t number;        /* of the last that was met under an id (strewn.h) */
	bool newest;            /* not in the index yet: to be looked through at the end */
	uint64_t settled;       /* numbers from here on are the newest; 0: not looked yet */
	bool ended;
	bool with_gists;
	size_t damaged; /* records that are no tasks, and the number of the first */
	uint64_t first_damaged;
	struct found {
		struct rq_task task;
		char *gist, *review; /* NULL for none */
		size_t gist_length, review_length;
	} found[TAKE_AT_ONCE];
	size_t count;
};

/* The index that leads past the fewest other tasks. */
static struct scan plan(const struct rq_filter *filter)
{
	struct scan scan = { .filter = filter, .table = RQ_T_TASKS };

	if (filter->batch_id) {
		scan.table = RQ_T_BY_BATCH;
		rq_key_id(&scan.prefix, filter->batch_id);
	} else if (filter->candidate_id) {
		scan.table = RQ_T_BY_CANDIDATE;
		rq_key_id(&scan.prefix, filter->candidate_id);
	} else if (filter->status != -1 && (filter->status != RQ_TASK_DONE || !filter->job_id)) {
		scan.table = RQ_T_BY_STATUS;
		rq_key_byte(&scan.prefix, filter->status);
	} else if (filter->job_id) {
		scan.table = RQ_T_BY_JOB;
		rq_key_id(&scan.prefix, filter->job_id);
	} else if (filter->since > 0) {
		scan.table = RQ_T_BY_CREATED;
	}
	scan.position = scan.prefix;
	if (scan.table == RQ_T_BY_CREATED)
		rq_key_time(&scan.position, filter->since);
	scan.newest = scan.table == RQ_T_BY_CANDIDATE || scan.table == RQ_T_BY_JOB ||
		      scan.table == RQ_T_BY_CREATED;
	return scan;
}

static bool is_inside(const struct scan *scan, struct rq_span key)
{
	if (scan->table == RQ_T_BY_CREATED && scan->filter->until > 0 &&
	    rq_key_read_time(key.data) >= scan->filter->until)
		return false;
	return key.size >= scan->prefix.size &&
	       memcmp(key.data, scan->prefix.bytes, scan->prefix.size) == 0;
}

static char *copy_of(struct rq_span span, size_t *length)
{
	char *copy = rq_alloc(span.size + 1, 1);

	memcpy(copy, span.data, span.size);
	*length = span.size;
	return copy;
}

static int take_gist(struct rq_session *session, uint64_t number, struct found *found,
		     struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_kept_review review;
	struct rq_span gist;
	int got;

	if (found->task.status != RQ_TASK_DONE)
		return 0;
	got = rq_review_find(session->txn, number, &review, &why);
	if (got == 1)
		found->review = copy_of(review.decision, &found->review_length);
	if (got != -1)
		got = rq_kept_gist_find(session->txn, number, found->task.finished_at, &gist, &why);
	if (got == 1)
		found->gist = copy_of(gist, &found->gist_length);
	if (got != -1 || why.code == RQ_DAMAGED)
		return 0;
	*err = why;
	return -1;
}

/* Of most that come behind an index, two ids tell that they are somebody else's. */
static bool may_match(const struct scan *scan, struct rq_span packed)
{
	const struct rq_filter *filter = scan->filter;
	const char *const ids[] = { filter->candidate_id, filter->job_id };
	static const enum rq_pack_id places[] = { RQ_PACK_CANDIDATE, RQ_PACK_JOB };

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		const unsigned char *id = rq_pack_id(packed, places[i]);
		unsigned char wanted[RQ_KEY_ID];

		if (!ids[i] || !id)
			continue;
		rq_key_fold(ids[i], wanted);
		if (memcmp(id, wanted, RQ_KEY_ID) != 0)
			return false;
	}
	return true;
}

/* As rq_session_load(), but 0 of a damaged record, which is noted. */
static int load(struct rq_session *session, struct scan *scan, uint64_t number,
		struct rq_loaded *loaded, struct rq_error *err)
{
	struct rq_error why = { 0 };
	int got = rq_session_load(session, number, loaded, &why);

	if (got != -1)
		return got;
	if (why.code != RQ_DAMAGED) {
		*err = why;
		return -1;
	}
	if (scan->damaged++ == 0)
		scan->first_damaged = number;
	return 0;
}

static int look_at(struct rq_session *session, struct scan *scan, uint64_t number,
		   struct rq_error *err)
{
	struct rq_loaded loaded;
	struct found *found;
	int got = load(session, scan, number, &loaded, err);

	if (got != 1)
		return got;
	if (!rq_rule_matches(scan->filter, &loaded.stored.task)) {
		rq_task_free(&loaded.stored.task);
		return 0;
	}
	found = &scan->found[scan->count++];
	*found = (struct found) { .task = loaded.stored.task };
	return scan->with_gists ? take_gist(session, number, found, err) : 0;
}

/* Behind the index come the tasks that are not in it yet, in the same transaction. */
static void end_of_table(struct scan *scan)
{
	scan->ended = !scan->newest;
	scan->newest = false;
	scan->table = RQ_T_TASKS;
	scan->prefix.size = scan->position.size = 0;
	rq_key_number(&scan->position, scan->settled);
}

/* The newest have their turn behind the index, also those that are settled by now. */
static int look_at_entry(struct rq_session *session, struct scan *scan, struct rq_span key,
			 struct rq_span value, struct rq_error *err)
{
	uint64_t number = rq_session_number_in(key);

	if (scan->newest ? number >= scan->settled
			 : scan->table == RQ_T_TASKS && !may_match(scan, value))
		return 0;
	return look_at(session, scan, number, err);
}

static int collect_under_id(struct rq_session *session, struct scan *scan, struct rq_error *err)
{
	for (size_t seen = 0; seen < LOOK_AT_ONCE && scan->count < TAKE_AT_ONCE; seen++) {
		int got =
		    rq_strewn_next(session, scan->table, scan->prefix.bytes, &scan->number, err);

		if (got == 0) {
			end_of_table(scan);
			break;
		}
		if (got == -1 || (scan->number < scan->settled &&
				  look_at(session, scan, scan->number, err) == -1))
			return -1;
	}
	return 0;
}

static int collect_in_order(struct rq_session *session, struct scan *scan, struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, scan->table, rq_key_span(&scan->position), &walk, err) ==
	    -1)
		return -1;
	for (size_t seen = 0; seen < LOOK_AT_ONCE && scan->count < TAKE_AT_ONCE; seen++) {
		got = rq_table_next(&walk, &key, &value, err);
		if (got == 0 || (got == 1 && !is_inside(scan, key))) {
			end_of_table(scan);
			break;
		}
		if (got == -1 || look_at_entry(session, scan, key, value, err) == -1) {
			rq_table_end(&walk);
			return -1;
		}
		scan->position.size = 0; /* the least key that is greater */
		rq_key_bytes(&scan->position, key.data, key.size);
		rq_key_byte(&scan->position, 0);
	}
	rq_table_end(&walk);
	return 0;
}

static int collect(struct rq_session *session, void *context, struct rq_error *err)
{
	struct scan *scan = context;

	if (scan->settled == 0)
		scan->settled = session->marks.settled_task;
	return scan->table == RQ_T_BY_CANDIDATE ? collect_under_id(session, scan, err)
						: collect_in_order(session, scan, err);
}

static void drop_found(struct scan *scan)
{
	for (size_t i = 0; i < scan->count; i++) {
		rq_task_free(&scan->found[i].task);
		free(scan->found[i].gist);
		free(scan->found[i].review);
	}
	scan->count = 0;
}

typedef int see(const struct rq_sight *sight, void *context, struct rq_error *err);

static int visit_all(const struct scan *scan, size_t *left, see *visit, void *context,
		     struct rq_error *err)
{
	int result = 0;

	for (size_t i = 0; result == 0 && i < scan->count && (*left) > 0; i++, (*left)--) {
		const struct found *found = &scan->found[i];
		struct rq_sight sight = { &found->task,
					  { found->gist, found->gist_length },
					  { found->review, found->review_length } };

		result = visit(&sight, context, err);
	}
	return result;
}

static int scan_all(struct rq_store *store, const struct rq_filter *filter, bool with_gists,
		    see *visit, void *context, struct rq_error *err)
{
	size_t left = filter->limit > 0 ? filter->limit : SIZE_MAX;
	struct scan *scan = rq_alloc(1, sizeof *scan);
	int result = 0;

	*scan = plan(filter);
	scan->with_gists = with_gists;
	while (result == 0 && !scan->ended && left > 0) {
		result = rq_session_read(rq_embedded_of(store), collect, scan, err);
		if (result == 0)
			result = visit_all(scan, &left, visit, context, err);
		drop_found(scan);
	}
	if (result == 0 && left > 0 && scan->damaged > 0)
		result = rq_fail(err, RQ_DAMAGED,
				 "%zu left out whose record is damaged, the first is task number "
				 "%llu: rq-admin check names them",
				 scan->damaged, (unsigned long long)scan->first_damaged);
	free(scan);
	return result == -1 ? -1 : 0;
}

/* The task alone. */
static int visit_one(struct rq_store *store, const struct rq_filter *filter, see *visit,
		     void *context, struct rq_error *err)
{
	struct rq_error failure = { 0 };
	struct rq_task task = { 0 };
	struct rq_sight sight = { .task = &task };
	int result = 0;

	if (rq_embedded_task(store, filter->task_id, &task, &failure) == -1) {
		if (failure.code == RQ_NOT_FOUND)
			return 0;
		*err = failure;
		return -1;
	}
	if (rq_rule_matches(filter, &task))
		result = visit(&sight, context, err);
	rq_task_free(&task);
	return result == -1 ? -1 : 0;
}

int rq_embedded_see(struct rq_store *store, const struct rq_filter *filter, bool whole,
		    int (*visit)(const struct rq_sight *sight, void *context, struct rq_error *err),
		    void *context, struct rq_error *err)
{
	if (filter->task_id && !whole)
		return visit_one(store, filter, visit, context, err);
	return scan_all(store, filter, whole, visit, context, err);
}

/* --- the operator's hand --------------------------------------------------- */

struct change {
	const char (*ids)[RQ_ID_SIZE];
	size_t count, changed;
	bool cancel; /* else queued again */
	int64_t now;
};

static int change_tasks(struct rq_session *session, void *context, struct rq_error *err)
{
	struct change *change = context;

	change->changed = 0;
	for (size_t i = 0; i < change->count; i++) {
		struct rq_loaded loaded;
		int got = rq_session_find(session, change->ids[i], &loaded, err);

		if (got == -1)
			return -1;
		if (got == 0)
			continue;
		if (rq_rule_may_change(loaded.stored.task.status, change->cancel)) {
			rq_rule_change(&loaded.stored, change->cancel, change->now);
			got = rq_session_save(session, &loaded, err);
			change->changed++;
		}
		rq_task_free(&loaded.stored.task);
		if (got == -1)
			return -1;
	}
	return 0;
}

int rq_embedded_change(struct rq_store *store, const char (*ids)[RQ_ID_SIZE], size_t count,
		       bool cancel, int64_t now, size_t *changed, struct rq_error *err)
{
	struct change change = { ids, count, 0, cancel, now };

	if (rq_session_write(rq_embedded_of(store), change_tasks, &change, err) == -1)
		return -1;
	*changed = change.changed;
	return 0;
}
