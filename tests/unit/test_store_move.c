/* A store as records, and another store made of them. */

#include "store_fixture.h"
#include "store_parcels.h"

#include "base/memory.h"
#include "store/care.h"

enum { TASKS = 1000, AT_ONCE = 100 };

static void unload(void)
{
	assert_int_equal(unload_parcels(), 0);
}

/* What a store is, as text; free(). */
static char *told(void)
{
	unload();
	return rq_json_text(parcels, 0);
}

static int others; /* stores that were opened beside the first */

static void open_another(void)
{
	char schema[96];

	rq_store_close(store);
	(void)snprintf(schema, sizeof schema, "CREATE SCHEMA %s_%d", strrchr(base, '/') + 1,
		       ++others);
	if (server()) {
		assert_int_equal(tell(schema), 0);
		(void)snprintf(folder, sizeof folder, "%s&options=-csearch_path%%3D%s_%d", server(),
			       strrchr(base, '/') + 1, others);
	} else {
		(void)snprintf(folder, sizeof folder, "%s/another%d", base, others);
	}
	store = open_store_with((struct rq_store_options) { .settle_after = 300 });
}

static void back_to_the_first(void)
{
	rq_store_close(store);
	if (server())
		(void)snprintf(folder, sizeof folder, "%s&options=-csearch_path%%3D%s", server(),
			       strrchr(base, '/') + 1);
	else
		(void)snprintf(folder, sizeof folder, "%s/store", base);
	store = open_store_with((struct rq_store_options) { 0 });
}

struct loaded {
	size_t taken, known, refused;
};

static struct loaded load_at(int64_t now)
{
	struct rq_loading how = { .now = now };
	struct rq_arrival arrivals[AT_ONCE];
	struct loaded sum = { 0 };

	for (size_t from = 0; from < json_array_size(parcels); from += AT_ONCE) {
		size_t left = json_array_size(parcels) - from;
		size_t count = left < AT_ONCE ? left : AT_ONCE;

		for (size_t i = 0; i < count; i++)
			arrivals[i].parcel = json_array_get(parcels, from + i);
		assert_int_equal(rq_store_load(store, arrivals, count, &how, &err), 0);
		for (size_t i = 0; i < count; i++) {
			sum.refused += arrivals[i].refusal.code != RQ_OK;
			sum.known += arrivals[i].known;
			sum.taken += arrivals[i].refusal.code == RQ_OK && !arrivals[i].known;
		}
	}
	return sum;
}

/* The first parcel of a kind with that in it; borrowed. */
static json_t *parcel_of(const char *kind, const char *member)
{
	json_t *parcel;
	size_t i;

	json_array_foreach (parcels, i, parcel)
		if (strcmp(rq_json_string(parcel, "kind"), kind) == 0 &&
		    (!member || json_object_get(parcel, member)))
			return parcel;
	fail();
	return NULL;
}

/* --- a store with everything ------------------------------------------------------- */

/* Of tasks in hand 20 may call, in hand they stay. */
static void take(const struct rq_task *tasks)
{
	struct rq_take how = { .scope = "api.example.com/big",
			       .limits = { .rate = { [RQ_TPM] = 1000000 } },
			       .now = NOW };
	struct rq_permit permits[20];
	int64_t next;

	for (size_t i = 0; i < 20; i++)
		permits[i] =
		    (struct rq_permit) { .task = &tasks[i], .need = { 1, 1000, 200, 5000 } };
	assert_int_equal(rq_store_take(store, &how, permits, 20, &next, &err), 0);
	assert_true(permits[19].granted);
}

static void submit(const struct rq_task *tasks, int number)
{
	struct rq_batch_terms terms = { .lease = LEASE, .now = NOW };
	struct rq_batch batch = { .scope = "api.example.com/big", .model = "big" };
	enum rq_refusal_reason why;
	struct rq_permit permits[20];

	make_id(batch.batch_id, "batch", number);
	for (size_t i = 0; i < 20; i++)
		permits[i] = (struct rq_permit) { .task = &tasks[i], .need.microusd = 1000 };
	assert_int_equal(rq_store_batch_begin(store, &batch, permits, 20, &terms, &why, &err), 0);
	assert_int_equal(why, RQ_REFUSED_NOT);
}

static void finish_with_gist(const struct rq_task *task)
{
	struct rq_outcome outcome = { .task = task,
				      .ending = RQ_END_DONE,
				      .result = { "{\"text\":\"J\xc3\xbcrgen\"}", 18 },
				      .gist = { "a\0gist", 6 },
				      .usage = { .calls = 1, .cost_microusd = 7 } };

	outcome.result.length = strlen(outcome.result.data);
	assert_int_equal(rq_store_finish(store, &outcome, 1, NOW + MINUTE, &err), 0);
}

static void review(const struct rq_task *task, int64_t at, const char *decision)
{
	struct rq_review one = { .task_id = task->task_id,
				 .at = at,
				 .decision = { decision, strlen(decision) } };

	assert_int_equal(rq_store_review(store, &one, 1, &err), 0);
}

static void cancel_and_hold(void)
{
	struct rq_filter filter = { .status = RQ_TASK_QUEUED, .limit = 30 };
	struct rq_submission first = make_submission(0);
	size_t count;
	bool done;

	assert_int_equal(rq_store_cancel(store, &filter, NOW, &count, &err), 0);
	assert_int_equal(count, 30);
	assert_int_equal(rq_store_hold(store, first.task.candidate_id, false, NOW, &done, &err), 0);
	assert_int_equal(rq_store_hold(store, first.task.task_id, false, NOW, &done, &err), 0);
	assert_int_equal(rq_store_put(store, RQ_STORED_JOB, "0f3a1c5e7b9d2f4a6c8e0b1d3f5a7c9e",
				      (struct rq_bytes) { "{\"months\":1.5}", 14 }, &err),
			 0);
	assert_int_equal(
	    rq_store_put(store, RQ_STORED_RECIPE, "by hand", (struct rq_bytes) { "{}", 2 }, &err),
	    0);
}

/* 1000 tasks in every state there is, with results, reviews, permits, batches, usage, holds. */
static int make_full_store(void **state)
{
	static struct rq_task tasks[400];

	(void)make_store(state);
	enqueue_many(0, TASKS);
	assert_int_equal(claim_at(NOW, tasks, 400), 400);
	take(tasks);
	submit(tasks + 20, 1);
	submit(tasks + 40, 2);
	for (int i = 60; i < 360; i++)
		if (i < 160)
			finish_with_gist(&tasks[i]);
		else
			assert_true(finish_as(&tasks[i],
					      i < 260   ? RQ_END_DONE
					      : i < 300 ? RQ_END_DEAD
							: RQ_END_RETRY,
					      NOW + MINUTE));
	for (int i = 60; i < 80; i++)
		review(&tasks[i], NOW + DAY, "{\"decision\":\"approved\"}");
	cancel_and_hold();
	return 0;
}

static int remove_all(void **state)
{
	char schema[96];

	json_decref(parcels);
	parcels = NULL;
	for (; others > 0; others--) {
		(void)snprintf(schema, sizeof schema, "DROP SCHEMA IF EXISTS %s_%d CASCADE",
			       strrchr(base, '/') + 1, others);
		if (server())
			(void)tell(schema);
	}
	return remove_store(state);
}

/* --- there and back ------------------------------------------------------------------- */

static void another_store_tells_the_same(void **state)
{
	char *one, *other;
	struct loaded loaded;
	static const char *const states[] = { "queued", "leased", "retry",    "submitted",
					      "done",   "dead",   "cancelled" };
	long long counts[7];

	(void)state;
	for (size_t i = 0; i < 7; i++) {
		counts[i] = counted("tasks", states[i]);
		assert_true(counts[i] > 0);
	}
	one = told();
	open_another();
	loaded = load_at(NOW);
	assert_int_equal(loaded.refused, 0);
	assert_int_equal(loaded.known, 1); /* the format */
	other = told();
	assert_string_equal(one, other);
	assert_sound();
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(counted("tasks", states[i]), counts[i]);
	free(one);
	free(other);
}

static void again_nothing_changes(void **state)
{
	struct loaded loaded;
	char *one, *other;

	(void)state;
	one = told();
	loaded = load_at(NOW + DAY);
	assert_int_equal(loaded.taken + loaded.refused, 0);
	other = told();
	assert_string_equal(one, other);
	free(one);
	free(other);
}

static void the_work_goes_on_there(void **state)
{
	struct rq_task tasks[100];
	struct rq_batch batch;
	size_t released = 0;

	(void)state;
	unload();
	open_another();
	(void)load_at(NOW);
	/* Leases end at their time; of a batch that nobody has, somebody takes care. */
	assert_int_equal(claim_at(NOW + LEASE, tasks, 100), 100);
	assert_true(finish_as(&tasks[0], RQ_END_DONE, NOW + LEASE));
	for (size_t i = 0; i < 100; i++)
		rq_task_free(&tasks[i]);
	assert_int_equal(rq_store_batch_claim(store, NOW, LEASE, &batch, &err), 1);
	assert_int_equal(batch.left, 20);
	assert_int_equal(
	    rq_store_batch_release(store, batch.batch_id, RQ_CHARGE_ALL, NOW, &released, &err), 0);
	assert_int_equal(released, 20);
	assert_sound();
}

static void what_calls_may_cost_comes_along(void **state)
{
	struct rq_task tasks[TASKS];
	size_t count;

	(void)state;
	unload();
	open_another();
	(void)load_at(NOW);
	assert_int_equal(used("unsettled_microusd"), 0);
	assert_int_equal(used("cost_microusd"), 100 * 7 + 200 * 5);
	/* Twenty leases run out with permits of 5,000 each, and nobody says what became of them. */
	count = claim_at(NOW + 2 * LEASE, tasks, TASKS);
	for (size_t i = 0; i < count; i++)
		rq_task_free(&tasks[i]);
	assert_int_equal(used("unsettled_microusd"), 20 * 5000);
	assert_sound();
}

/* --- two stores that go their own ways --------------------------------------------------- */

static void what_ended_later_stands(void **state)
{
	struct rq_submission two = make_submission(1);
	struct rq_task task;

	(void)state;
	enqueue_many(0, 2);
	unload();
	open_another();
	assert_int_equal(load_at(NOW).taken, 6); /* two résumés, two tasks; two entries tell */
	task = claim_one_at(NOW);
	finish_with_gist(&task);
	review(&task, NOW + DAY, "{\"decision\":\"approved\"}");
	unload();
	back_to_the_first();
	assert_int_equal(load_at(NOW + DAY).taken, 4); /* the task, its usage; two entries */
	assert_int_equal(status_of(task.task_id), RQ_TASK_DONE);
	assert_sound();
	/* What is in hand is not taken out of it, and what is over is not begun again. */
	open_another();
	(void)enqueue_at(&two, NOW);
	unload();
	back_to_the_first();
	assert_int_equal(claim_at(NOW + DAY, &task, 1), 1);
	assert_int_equal(load_at(NOW + DAY).taken, 0);
	assert_true(finish_as(&task, RQ_END_DONE, NOW + DAY));
	assert_int_equal(load_at(NOW + DAY).taken, 0);
	assert_int_equal(counted("tasks", "done"), 2);
	assert_sound();
}

/* The first store's only task, done in another: its records. */
static void have_it_done_elsewhere(void)
{
	struct rq_task task;

	unload();
	open_another();
	(void)load_at(NOW);
	task = claim_one_at(NOW);
	finish_with_gist(&task);
	unload();
	back_to_the_first();
}

static void what_is_in_hand_stays_in_hand(void **state)
{
	struct rq_task task;

	(void)state;
	enqueue_many(0, 1);
	have_it_done_elsewhere();
	task = claim_one_at(NOW);
	assert_int_equal(load_at(NOW).taken, 2); /* the usage; an entry of the audit */
	assert_int_equal(status_of(task.task_id), RQ_TASK_LEASED);
	assert_true(finish_as(&task, RQ_END_DONE, NOW));
	assert_sound();
}

static void a_lease_of_long_ago_does_not_come_back(void **state)
{
	struct rq_submission again = make_submission(0);
	struct rq_task first, last;

	(void)state;
	enqueue_many(0, 1);
	have_it_done_elsewhere();
	(void)claim_one_at(NOW);
	first = claim_one_at(NOW + LEASE);
	assert_true(finish_as(&first, RQ_END_RETRY, NOW + LEASE));
	assert_int_equal(load_at(NOW + DAY).taken, 3); /* the task, its usage; an entry */
	assert_int_equal(status_of(first.task_id), RQ_TASK_DONE);
	assert_int_equal(enqueue_at(&again, NOW + 100 * DAY), RQ_ADMITTED);
	last = claim_one_at(NOW + 100 * DAY);
	assert_true(last.fence > first.fence);
	assert_sound();
	rq_task_free(&first);
}

static void of_decisions_about_a_result_the_last_stands(void **state)
{
	struct rq_task task;
	size_t length;
	char *text;

	(void)state;
	enqueue_many(0, 1);
	task = claim_one_at(NOW);
	finish_with_gist(&task);
	review(&task, NOW + DAY, "{\"n\":1}");
	unload();
	open_another();
	(void)load_at(NOW);
	review(&task, NOW + 2 * DAY, "{\"n\":2}");
	assert_int_equal(load_at(NOW).taken, 0);
	unload();
	back_to_the_first();
	assert_int_equal(load_at(NOW).taken, 2); /* it, and its entry */
	assert_int_equal(rq_store_get(store, RQ_STORED_REVIEW, task.task_id, &text, &length, &err),
			 0);
	assert_string_equal(text, "{\"n\":2}");
	free(text);
	assert_sound();
}

/* --- the audit ---------------------------------------------------------------------------------
 */

static struct rq_audit_head head(void)
{
	struct rq_audit_head last;

	assert_int_equal(rq_store_audit_head(store, &last, &err), 0);
	return last;
}

static void the_audit_comes_along_and_tells_nothing_twice(void **state)
{
	struct rq_audit_head there, here;

	(void)state;
	there = head();
	unload();
	open_another();
	assert_int_equal(load_at(NOW).refused, 0);
	here = head();
	assert_true(here.sequence > 0);
	assert_int_equal(here.sequence, there.sequence);
	assert_string_equal(here.hash, there.hash);
}

/* Two stores with audits of their own: what comes in is told of in the own one. */
static void an_audit_that_is_anothers_is_passed_over(void **state)
{
	struct rq_audit_head before, after;
	struct loaded loaded;

	(void)state;
	enqueue_many(0, 3);
	unload();
	open_another();
	enqueue_many(100, 2);
	before = head();
	loaded = load_at(NOW);
	assert_int_equal(loaded.refused, 0);
	assert_int_equal(loaded.taken, 6); /* three résumés, three tasks */
	after = head();
	assert_int_equal(before.sequence, 2);
	assert_int_equal(after.sequence, 5);
	assert_sound();
}

static void an_entry_that_was_changed_is_refused_with_all_behind_it(void **state)
{
	json_t *parcel;
	size_t i, entries = 0;

	(void)state;
	unload();
	json_array_foreach (parcels, i, parcel) {
		json_t *entry = json_object_get(parcel, "entry");

		entries += entry != NULL;
		if (entries == 10)
			rq_json_set_string(entry, "id", "00112233445566778899aabbccddeeff");
	}
	open_another();
	assert_int_equal(load_at(NOW).refused, entries - 9);
	assert_int_equal(head().sequence, 9);
	assert_sound();
}

/* --- what somebody made up ------------------------------------------------------------------ */

/* One member of a parcel is another: it is refused, with those that need it; the rest is sound. */
static void refuses_with(size_t others, const char *kind, const char *with, const char *member,
			 json_t *value)
{
	size_t refused;

	back_to_the_first();
	unload();
	rq_json_set_take(parcel_of(kind, with), member, value);
	open_another();
	refused = load_at(NOW).refused;
	if (refused != 1 + others)
		print_error("%s.%s: %zu refused\n", kind, member, refused);
	assert_int_equal(refused, 1 + others);
	assert_sound();
}

static void refuses(const char *kind, const char *with, const char *member, json_t *value)
{
	refuses_with(0, kind, with, member, value);
}

/* Which tasks need it differs by store. */
static void a_resume_whose_time_is_none_does_not_come(void **state)
{
	json_int_t resumes = counted("resumes", NULL);

	(void)state;
	unload();
	rq_json_set_take(parcel_of("resume", NULL), "used_at", json_string("yesterday"));
	open_another();
	assert_true(load_at(NOW).refused > 0);
	assert_int_equal(counted("resumes", NULL), resumes - 1);
	assert_sound();
}

static void a_parcel_that_cannot_be_is_refused_alone(void **state)
{
	char permit[2 * (16 + 72) + 1];
	json_t *parcel;

	(void)state;
	unload();
	refuses("task", "result", "permit",
		json_deep_copy(json_object_get(parcel_of("task", "permit"), "permit")));
	memset(permit, 'f', sizeof permit - 1);
	permit[sizeof permit - 1] = '\0';
	refuses("task", "permit", "permit", json_string(permit));
	refuses("task", "permit", "permit", json_string("0"));
	refuses("task", "review", "review", json_pack("{s:{}}", "record"));
	refuses("task", "gist", "gist", json_integer(1));
	refuses("task", "gist", "gist", json_string("0g"));
	refuses("task", "review", "review", json_pack("{s:s}", "at", "yesterday"));
	refuses("task", "result", "result", json_null());
	refuses("task", NULL, "fence", json_string("1"));
	refuses_with(20, "limits", NULL, "bytes", json_string("ff"));
	refuses_with(20, "limits", NULL, "bytes", json_string(""));
	refuses_with(20, "limits", NULL, "bytes", json_integer(1));
	refuses_with(20, "batch", NULL, "batch", json_null());
	refuses("usage", NULL, "usage", json_pack("{s:s,s:s}", "day", "2026-99-99", "model", "m"));
	refuses("hold", NULL, "id", json_string("123456789012345678901234567890123"));
	refuses("hold", NULL, "at", json_string("yesterday"));
	refuses("job", NULL, "record", json_string("{}"));
	refuses("job", NULL, "id", json_null());
	refuses("recipe", NULL, "kind", json_string("cake"));
	back_to_the_first();
	unload();
	parcel = parcel_of("store", NULL);
	rq_json_set_integer(parcel, "format", 99);
	{
		struct rq_loading how = { .now = NOW };
		struct rq_arrival arrival = { .parcel = parcel };

		assert_int_equal(rq_store_load(store, &arrival, 1, &how, &err), -1);
		assert_int_equal(err.code, RQ_STORE);
	}
}

/* One member of what a parcel holds is another (NULL: is missing): the parcel is refused. */
static void refuses_inside(size_t others, const char *kind, const char *with, const char *member,
			   json_t *value)
{
	size_t refused;
	json_t *inner;

	back_to_the_first();
	unload();
	inner = json_object_get(parcel_of(kind, with), kind);
	assert_non_null(inner);
	if (value)
		rq_json_set_take(inner, member, value);
	else
		assert_int_equal(json_object_del(inner, member), 0);
	open_another();
	refused = load_at(NOW).refused;
	if (refused != 1 + others)
		fail_msg("%s.%s: %zu refused", kind, member, refused);
	assert_sound();
}

static json_t *many(size_t count, json_t *item)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		assert_int_equal(json_array_append(list, item), 0);
	json_decref(item);
	return list;
}

static void a_task_that_cannot_be_is_refused_alone(void **state)
{
	static const char other[] = "0123456789abcdef0123456789abcdef";

	(void)state;
	unload();
	refuses_inside(0, "task", "result", "status", json_string("eaten"));
	refuses_inside(0, "task", "result", "status", json_string("queued"));
	refuses_inside(0, "task", "result", "finished_at", NULL);
	refuses_inside(0, "task", "result", "created_at", json_integer(5));
	refuses_inside(0, "task", "result", "created_at", json_string("yesterday"));
	refuses_inside(0, "task", "result", "created_at", json_string("1960-01-01T00:00:00Z"));
	refuses_inside(0, "task", "result", "attempts", json_integer(-1));
	refuses_inside(0, "task", "result", "priority", json_integer(1000));
	refuses_inside(0, "task", "result", "engine", NULL);
	refuses_inside(0, "task", "result", "source", json_integer(1));
	refuses_inside(0, "task", "result", "task_id", json_string(other));
	refuses_inside(0, "task", "result", "candidate_id", json_string(other));
	refuses_inside(0, "task", "result", "recipe", NULL);
	refuses_inside(0, "task", "result", "history", many(RQ_MAX_HISTORY + 1, json_object()));
	refuses_inside(0, "task", "result", "history", many(1, json_pack("{s:i}", "at", 1)));
}

static void a_day_or_a_batch_that_cannot_be_is_refused_alone(void **state)
{
	(void)state;
	unload();
	refuses_inside(0, "usage", NULL, "model", NULL);
	refuses_inside(0, "usage", NULL, "calls", json_integer(-1));
	refuses_inside(0, "usage", NULL, "day", json_string("some day"));
	refuses_inside(0, "usage", NULL, "day", json_string("1970-01-01"));
	refuses_inside(20, "batch", NULL, "model", json_integer(1));
	refuses_inside(20, "batch", NULL, "state", json_string("eaten"));
}

/* One member of the last entry of the audit is another: it is refused. */
static void refuses_entry(const char *member, json_t *value)
{
	json_t *parcel, *last = NULL;
	size_t i;

	back_to_the_first();
	unload();
	json_array_foreach (parcels, i, parcel)
		if (json_object_get(parcel, "entry"))
			last = json_object_get(parcel, "entry");
	rq_json_set_take(last, member, value);
	open_another();
	assert_int_equal(load_at(NOW).refused, 1);
}

static void an_entry_of_an_audit_that_cannot_be_is_refused(void **state)
{
	(void)state;
	refuses_entry("action", json_string("eaten"));
	refuses_entry("action", json_integer(1));
	refuses_entry("sequence", json_string("1"));
	refuses_entry("id", json_string("Jane Miller"));
	refuses_entry("hash", json_null());
}

static int see_first_hold(const struct rq_hold *hold, void *context, struct rq_error *why)
{
	int64_t *at = context;

	(void)why;
	*at = hold->at > *at ? hold->at : *at;
	return 0;
}

static void a_result_that_answers_for_nothing_stays_so(void **state)
{
	struct rq_submission one = make_submission(0);
	struct rq_outcome outcome = { .ending = RQ_END_DONE,
				      .result = { "{}", 2 },
				      .provisional = true };
	struct rq_task task;

	(void)state;
	enqueue_many(0, 1);
	task = claim_one_at(NOW);
	outcome.task = &task;
	assert_int_equal(rq_store_finish(store, &outcome, 1, NOW, &err), 0);
	unload();
	open_another();
	assert_int_equal(load_at(NOW).refused, 0);
	assert_int_equal(enqueue_as(&one, (struct rq_enqueue_options) { .now = NOW, .ttl = DAY }),
			 RQ_ADMITTED);
	rq_task_free(&task);
}

static void a_hold_without_a_time_is_one_from_now_on(void **state)
{
	int64_t at = 0;

	(void)state;
	unload();
	assert_int_equal(json_object_del(parcel_of("hold", NULL), "at"), 0);
	open_another();
	assert_int_equal(load_at(NOW + DAY).refused, 0);
	assert_int_equal(rq_store_holds(store, see_first_hold, &at, &err), 0);
	assert_int_equal(at, NOW + DAY);
}

static void a_task_that_waits_needs_its_resume(void **state)
{
	struct loaded loaded;
	json_t *parcel;
	size_t i;

	(void)state;
	enqueue_many(0, 3);
	unload();
	for (i = 0; (parcel = json_array_get(parcels, i));)
		if (strcmp(rq_json_string(parcel, "kind"), "resume") == 0)
			assert_int_equal(json_array_remove(parcels, i), 0);
		else
			i++;
	open_another();
	loaded = load_at(NOW);
	assert_int_equal(loaded.refused, 3);
	assert_sound();
}

int main(void)
{
#define FULL_TEST(name) cmocka_unit_test_setup_teardown(name, make_full_store, remove_all)
#define MOVE_TEST(name) cmocka_unit_test_setup_teardown(name, make_store, remove_all)
	const struct CMUnitTest tests[] = {
		FULL_TEST(another_store_tells_the_same),
		FULL_TEST(again_nothing_changes),
		FULL_TEST(the_work_goes_on_there),
		FULL_TEST(what_calls_may_cost_comes_along),
		MOVE_TEST(what_ended_later_stands),
		MOVE_TEST(what_is_in_hand_stays_in_hand),
		MOVE_TEST(a_lease_of_long_ago_does_not_come_back),
		MOVE_TEST(of_decisions_about_a_result_the_last_stands),
		FULL_TEST(the_audit_comes_along_and_tells_nothing_twice),
		MOVE_TEST(an_audit_that_is_anothers_is_passed_over),
		FULL_TEST(an_entry_that_was_changed_is_refused_with_all_behind_it),
		FULL_TEST(a_resume_whose_time_is_none_does_not_come),
		FULL_TEST(a_parcel_that_cannot_be_is_refused_alone),
		FULL_TEST(a_task_that_cannot_be_is_refused_alone),
		FULL_TEST(a_day_or_a_batch_that_cannot_be_is_refused_alone),
		FULL_TEST(an_entry_of_an_audit_that_cannot_be_is_refused),
		MOVE_TEST(a_result_that_answers_for_nothing_stays_so),
		FULL_TEST(a_hold_without_a_time_is_one_from_now_on),
		MOVE_TEST(a_task_that_waits_needs_its_resume),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
