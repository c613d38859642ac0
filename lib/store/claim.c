#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "store/embedded.h"
#include "store/permit.h"
#include "store/rule.h"
#include "store/step.h"

/* One transaction moves at most so many entries, so that others get their turn. */
enum { MOVE_AT_ONCE = 4096, LOOK_FOR_DEAD_MS = 1000, OWNERS_KNOWN = 16 };

struct claim {
	const struct rq_claim *how;
	struct rq_task *tasks;
	size_t max, count;
	bool more; /* to be moved before anything can be claimed */
};

/* Entries of an index, and the tasks that they lead to. */
struct found {
	enum rq_table_number table;
	struct rq_key *key;
	size_t count, capacity;
	size_t dropped; /* of them, because they lead to nothing */
};

static void add_found(struct found *found, struct rq_span key)
{
	struct rq_key *added;

	found->key = rq_grow(found->key, found->count, &found->capacity, sizeof *found->key);
	added = &found->key[found->count++];
	added->size = 0;
	rq_key_bytes(added, key.data, key.size);
}

/*
 * The task of an entry: 1, 0, -1. One task whose record is damaged or gone must not
 * stop all others: its entry is dropped, and the check names it.
 */
static int load_found(struct rq_session *session, struct found *found, size_t at,
		      struct rq_loaded *loaded, struct rq_error *err)
{
	struct rq_span key = rq_key_span(&found->key[at]);
	struct rq_error why = { 0 };
	int got = rq_session_load(session, rq_session_number_in(key), loaded, &why);

	if (got == 1)
		return 1;
	if (got == -1 && why.code != RQ_DAMAGED) {
		*err = why;
		return -1;
	}
	found->dropped++;
	rq_metrics_count(session->metrics, "errors", rq_code_name(RQ_DAMAGED));
	return rq_table_delete(session->txn, found->table, key, err) == -1 ? -1 : 0;
}

/* --- what makes tasks ready: time, and the death of workers ---------------- */

/* The tasks in an index that begins with a time, up to now. */
static int find_passed(struct rq_session *session, int64_t now, struct found *found,
		       struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, found->table, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1 &&
	       rq_key_read_time(key.data) <= now && found->count < MOVE_AT_ONCE)
		add_found(found, key);
	rq_table_end(&walk);
	return got == -1 ? -1 : 0;
}

static struct rq_owner read_owner(struct rq_span value)
{
	const unsigned char *bytes = value.data;

	if (value.size < 24)
		return (struct rq_owner) { 0 };
	return (struct rq_owner) { .host = rq_key_read_number(bytes),
				   .start = rq_key_read_number(bytes + 8),
				   .pid = (uint32_t)rq_key_read_number(bytes + 16) };
}

/* Asks the system once for each process, not for each lease. */
struct acquaintances {
	struct rq_owner owner[OWNERS_KNOWN];
	bool dead[OWNERS_KNOWN];
	size_t count;
};

static bool is_dead(struct acquaintances *known, const struct rq_owner *owner,
		    const struct rq_owner *self)
{
	size_t place;

	for (size_t i = 0; i < known->count && i < OWNERS_KNOWN; i++)
		if (rq_owner_same(&known->owner[i], owner))
			return known->dead[i];
	place = known->count++ % OWNERS_KNOWN;
	known->owner[place] = *owner;
	known->dead[place] = rq_owner_is_dead(owner, self);
	return known->dead[place];
}

/* Goes through all leases: as many as there are tasks in hand, not in the queue. */
static int find_orphans(struct rq_session *session, struct found *found, struct rq_error *err)
{
	struct acquaintances known = { .count = 0 };
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, RQ_T_LEASES, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1) {
		struct rq_owner owner = read_owner(value);

		if (is_dead(&known, &owner, &session->store->self))
			add_found(found, key);
	}
	rq_table_end(&walk);
	session->store->owners_checked = rq_clock_steady();
	return got;
}

/* A call that was under way may have been paid. */
static int end_lease(struct rq_session *session, struct rq_loaded *loaded, int64_t now,
		     struct rq_error *err)
{
	rq_rule_end_lease(&loaded->stored, now, session->metrics);
	return rq_permit_forfeit(session, &loaded->stored, now, err);
}

static int make_ready(struct rq_session *session, struct found *found, int64_t now,
		      struct rq_error *err)
{
	for (size_t i = 0; i < found->count; i++) {
		struct rq_loaded loaded;
		int got = load_found(session, found, i, &loaded, err);

		if (got == -1)
			return -1;
		if (got == 0)
			continue;
		loaded.stored.ready = true;
		got = loaded.stored.task.status == RQ_TASK_LEASED
			  ? end_lease(session, &loaded, now, err)
			  : 0;
		if (got == 0)
			got = rq_session_save(session, &loaded, err);
		rq_task_free(&loaded.stored.task);
		if (got == -1)
			return -1;
	}
	return 0;
}

static int move_passed(struct rq_session *session, enum rq_table_number table, int64_t now,
		       bool *more, struct rq_error *err)
{
	struct found found = { .table = table };
	int result = find_passed(session, now, &found, err);

	if (result == 0)
		result = make_ready(session, &found, now, err);
	if (found.count == MOVE_AT_ONCE)
		*more = true;
	free(found.key);
	return result;
}

static int free_orphans(struct rq_session *session, int64_t now, size_t *count,
			struct rq_error *err)
{
	struct found found = { .table = RQ_T_LEASES };
	int result = find_orphans(session, &found, err);

	if (result == 0)
		result = make_ready(session, &found, now, err);
	*count = found.count;
	free(found.key);
	return result;
}

/* --- taking ---------------------------------------------------------------- */

static int lease(struct rq_session *session, struct claim *claim, struct rq_loaded *loaded,
		 struct rq_error *err)
{
	struct rq_stored *stored = &loaded->stored;

	rq_rule_lease(stored, claim->how, &session->store->self, session->metrics);
	if (rq_session_save(session, loaded, err) == -1)
		return -1;
	claim->tasks[claim->count++] = stored->task;
	stored->task.failures = NULL; /* the claim's now */
	stored->task.failure_count = 0;
	return 0;
}

static void drop_claimed(struct claim *claim)
{
	for (size_t i = 0; i < claim->count; i++)
		rq_task_free(&claim->tasks[i]);
	claim->count = 0;
}

/* The part of a ready key that says priority, job and engine. */
enum { GROUP = 1 + 8 + 8 };

/* The first key behind all that begin like this one. */
static struct rq_key behind_group(struct rq_span key)
{
	struct rq_key next = { .size = 0 };

	rq_key_bytes(&next, key.data, GROUP);
	for (size_t i = GROUP; i-- > 0 && ++next.bytes[i] == 0;)
		;
	return next;
}

/* 1 when the task of a ready entry is wanted, or cannot be read; 0, -1. */
static int may_be_wanted(struct rq_session *session, const struct rq_claim *how, struct rq_span key,
			 struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_loaded loaded;
	int got;

	if (!how->engine && !how->model)
		return 1;
	got = rq_session_load(session, rq_session_number_in(key), &loaded, &why);
	if (got == 1) {
		got = rq_rule_is_wanted(how, &loaded.stored.task);
		rq_task_free(&loaded.stored.task);
		return got;
	}
	if (got == 0 || why.code == RQ_DAMAGED)
		return 1;
	*err = why;
	return -1;
}

/* The most urgent tasks; those of an engine that is not wanted are passed over at once. */
static int find_urgent(struct rq_session *session, const struct claim *claim, struct found *found,
		       struct rq_error *err)
{
	size_t wanted = claim->max - claim->count;
	struct rq_key next;
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got = 0;

	if (rq_table_walk(session->txn, RQ_T_READY, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while (found->count < wanted && (got = rq_table_next(&walk, &key, &value, err)) == 1) {
		got = may_be_wanted(session, claim->how, key, err);
		if (got == -1)
			break;
		if (got == 1) {
			add_found(found, key);
			continue;
		}
		next = behind_group(key);
		rq_table_seek(&walk, rq_key_span(&next));
	}
	rq_table_end(&walk);
	return got == -1 ? -1 : 0;
}

/* *again: some were none, so there may be more. */
static int take_found(struct rq_session *session, struct claim *claim, bool *again,
		      struct rq_error *err)
{
	struct found found = { .table = RQ_T_READY };
	int result = find_urgent(session, claim, &found, err);

	for (size_t i = 0; result == 0 && i < found.count; i++) {
		struct rq_loaded loaded;

		result = load_found(session, &found, i, &loaded, err);
		if (result == 1) {
			result = lease(session, claim, &loaded, err);
			rq_task_free(&loaded.stored.task);
		}
	}
	*again = found.dropped > 0;
	free(found.key);
	return result;
}

static int take_urgent(struct rq_session *session, struct claim *claim, struct rq_error *err)
{
	bool again = true;

	while (again && claim->count < claim->max)
		if (take_found(session, claim, &again, err) == -1)
			return -1;
	return 0;
}

static int claim_due(struct rq_session *session, struct claim *claim, struct rq_error *err)
{
	int64_t now = claim->how->now;
	size_t freed = 0;

	claim->more = false;
	if (move_passed(session, RQ_T_LEASES, now, &claim->more, err) == -1 ||
	    move_passed(session, RQ_T_WAITING, now, &claim->more, err) == -1)
		return -1;
	if (claim->more)
		return 0;
	if (rq_clock_steady() - session->store->owners_checked >= LOOK_FOR_DEAD_MS &&
	    free_orphans(session, now, &freed, err) == -1)
		return -1;
	if (take_urgent(session, claim, err) == -1)
		return -1;
	if (claim->count == claim->max)
		return 0;
	if (free_orphans(session, now, &freed, err) == -1)
		return -1;
	return freed > 0 ? take_urgent(session, claim, err) : 0;
}

/* --- by task_id ------------------------------------------------------------ */

static int claim_one(struct rq_session *session, struct claim *claim, const char *task_id,
		     struct rq_error *err)
{
	struct rq_loaded loaded;
	int got = rq_session_find(session, task_id, &loaded, err), result = 0;

	if (got != 1)
		return got;
	if (rq_rule_is_free(&loaded.stored, claim->how->now, &session->store->self) &&
	    rq_rule_is_wanted(claim->how, &loaded.stored.task)) {
		if (loaded.stored.task.status == RQ_TASK_LEASED)
			result = end_lease(session, &loaded, claim->how->now, err);
		if (result == 0)
			result = lease(session, claim, &loaded, err);
	}
	rq_task_free(&loaded.stored.task);
	return result;
}

static int claim_named(struct rq_session *session, struct claim *claim, struct rq_error *err)
{
	for (size_t i = 0; i < claim->how->task_count && claim->count < claim->max; i++)
		if (claim_one(session, claim, claim->how->task_ids[i], err) == -1)
			return -1;
	qsort(claim->tasks, claim->count, sizeof *claim->tasks, rq_rule_compare);
	return 0;
}

static int claim_tasks(struct rq_session *session, void *context, struct rq_error *err)
{
	struct claim *claim = context;

	drop_claimed(claim); /* by a run that was undone */
	if (rq_step_heed(session, claim->how->now, err) == -1)
		return -1;
	return claim->how->task_ids ? claim_named(session, claim, err)
				    : claim_due(session, claim, err);
}

int rq_embedded_claim(struct rq_store *store, const struct rq_claim *how, struct rq_task *tasks,
		      size_t max, size_t *count, struct rq_error *err)
{
	struct claim claim = { .how = how, .tasks = tasks, .max = max };

	do {
		if (rq_session_write(rq_embedded_of(store), claim_tasks, &claim, err) == -1) {
			drop_claimed(&claim);
			return -1;
		}
	} while (claim.more);
	*count = claim.count;
	return 0;
}
