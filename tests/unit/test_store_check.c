#include "store_damage.h"

#include "store/batch.h"
#include "store/care.h"
#include "store/permit.h"
#include "store/usage.h"

/* "READY: words", of a table's own name. */
static const char *of_table(const char *before, enum rq_table_number table, const char *behind)
{
	static char words[160];

	(void)snprintf(words, sizeof words, "%s%s%s", before, rq_table_names[table], behind);
	return words;
}

static size_t resumes_seen;

static int see_resume(const char *resume_id, struct rq_bytes record, void *context,
		      struct rq_error *why)
{
	(void)resume_id;
	(void)record;
	(void)why;
	resumes_seen++;
	return context ? *(const int *)context : 0;
}

/* --- damage ---------------------------------------------------------------- */

static void a_missing_index_entry_is_found(void **state)
{
	static const enum rq_table_number tables[] = { RQ_T_READY, RQ_T_WAITING, RQ_T_BY_STATUS,
						       RQ_T_EXPIRY };

	(void)state;
	assert_sound();
	for (size_t i = 0; i < 4; i++)
		assert_found((struct damage) { .table = tables[i], .remove = true },
			     of_table("not in ", tables[i], "\n"));
}

static void a_missing_entry_of_a_settled_index_is_found(void **state)
{
	static const enum rq_table_number tables[] = { RQ_T_BY_CANDIDATE, RQ_T_BY_JOB,
						       RQ_T_BY_CREATED, RQ_T_BY_RESUME, RQ_T_USES };

	(void)state;
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
		assert_found((struct damage) { .table = tables[i], .remove = true },
			     of_table("not in ", tables[i], "\n"));
}

static void a_task_that_has_lost_its_id_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_BY_ID, .remove = true }, "by its id");
}

static int double_first_task(struct rq_session *session, void *context, struct rq_error *why)
{
	static const unsigned char other[8] = { 0, 0, 0, 0, 0, 0, 0, 99 };
	struct rq_table_walk walk;
	struct rq_span key, value;
	char bytes[4096];

	(void)context;
	if (rq_table_walk(session->txn, RQ_T_TASKS, (struct rq_span) { 0 }, &walk, why) == -1 ||
	    rq_table_next(&walk, &key, &value, why) != 1 || value.size > sizeof bytes)
		return -1;
	memcpy(bytes, value.data, value.size);
	rq_table_end(&walk);
	return rq_table_put(session->txn, RQ_T_TASKS, (struct rq_span) { other, sizeof other },
			    (struct rq_span) { bytes, value.size }, why);
}

static void a_task_that_is_there_twice_is_found(void **state)
{
	(void)state;
	assert_int_equal(rq_session_write(rq_embedded_of(store), double_first_task, NULL, &err), 0);
	assert_told("by its id");
}

static void a_stray_index_entry_is_found(void **state)
{
	static const enum rq_table_number tables[] = {
		RQ_T_READY,  RQ_T_WAITING,  RQ_T_LEASES, RQ_T_BY_STATUS,
		RQ_T_EXPIRY, RQ_T_BY_BATCH, RQ_T_BY_JOB, RQ_T_BY_CREATED,
	};
	static const enum rq_table_number by_number[] = { RQ_T_RESULTS, RQ_T_REVIEWS, RQ_T_GISTS };
	char key[33];

	(void)state;
	memset(key, 1, sizeof key);
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
		assert_found((struct damage) { tables[i], false, key, sizeof key, "", 0 },
			     of_table("", tables[i], ": an entry for task number"));
	for (size_t i = 0; i < sizeof by_number / sizeof by_number[0]; i++)
		assert_found((struct damage) { by_number[i], false, key, 8, "{}", 2 },
			     of_table("", by_number[i], ": an entry for task number"));
}

static void an_entry_too_short_for_a_number_is_of_no_task(void **state)
{
	(void)state;
	assert_found((struct damage) { RQ_T_READY, false, "short", 5, "", 0 },
		     of_table("", RQ_T_READY, ": an entry for task number 0, which does not"));
}

static void a_stray_entry_for_a_resume_is_found(void **state)
{
	char key[8];

	(void)state;
	memset(key, 1, sizeof key);
	assert_found((struct damage) { RQ_T_USES, false, key, 8, key, 8 },
		     "uses: an entry for a résumé that does not exist");
	assert_int_equal(wrong_lines, 1);
}

static void a_damaged_entry_of_uses_is_none(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_USES, .value = "abc", .size = 3 },
		     "not in uses");
}

static void an_empty_resume_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_RESUMES, .value = "", .size = 0 },
		     "résumé number 1: empty");
}

static void an_entry_for_the_wrong_state_is_found(void **state)
{
	static const char key[] = { RQ_TASK_LEASED, 0, 0, 0, 0, 0, 0, 0, 1 };

	(void)state;
	assert_found((struct damage) { RQ_T_BY_STATUS, false, key, sizeof key, "", 0 },
		     "a wrong entry for task");
}

static void a_damaged_record_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_TASKS, .value = "nonsense", .size = 8 },
		     "task number 1: its record is damaged");
	assert_told("counter of dead tasks: 5, counted 4");
}

/* Records that have no checksum are JSON at least. */
static void a_record_that_is_no_json_is_found(void **state)
{
	static const struct {
		enum rq_table_number table;
		const char *bytes, *line;
	} records[] = {
		{ RQ_T_RESUMES, "{\"type\":", "resumes: record 1 is damaged" },
		{ RQ_T_RESULTS, "{\"type\"}", "results: record " },
		{ RQ_T_REVIEWS, "12345678[]", "reviews: record 61626364" },
		{ RQ_T_JOBS, "{\"title\":\"\xff\"}", "jobs: record 61626364" },
		{ RQ_T_RECIPES, "null", "recipes: record 61626364" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof records / sizeof records[0]; i++) {
		const bool has_one =
		    records[i].table == RQ_T_RESUMES || records[i].table == RQ_T_RESULTS;
		const struct damage damage = { .table = records[i].table,
					       .key = has_one ? NULL : "abcdefghabcdefgh",
					       .key_size = 16,
					       .value = records[i].bytes,
					       .size = strlen(records[i].bytes) };

		assert_found(damage, records[i].line);
	}
}

/* No candidate gets another's result. */
static void a_record_of_another_is_found(void **state)
{
	static const char of_another[] = "{\"task_id\":\"00000000000000000000000000000000\"}";

	(void)state;
	assert_found((struct damage) { .table = RQ_T_RESULTS,
				       .value = of_another,
				       .size = sizeof of_another - 1 },
		     "results: record ");
	assert_int_equal(wrong_lines, 1);
}

/* Nor does it stop anybody: it is as if it were not there. */
static void a_task_with_a_damaged_record_cannot_be_had(void **state)
{
	struct rq_submission first = make_submission(0);
	struct rq_task task;

	(void)state;
	do_it((struct damage) { .table = RQ_T_TASKS, .value = "nonsense", .size = 8 });
	assert_int_equal(rq_store_task(store, first.task.task_id, &task, &err), -1);
	assert_int_equal(err.code, RQ_NOT_FOUND);
}

static void a_missing_result_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_RESULTS, .remove = true }, "without a result");
}

static void a_missing_resume_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_RESUMES, .remove = true },
		     "by_resume: an entry for a résumé that does not exist");
	assert_told("uses: an entry for a résumé that does not exist");
}

static void a_wrong_counter_is_found(void **state)
{
	char zeros[8 * RQ_TASK_STATUSES] = { 0 };

	(void)state;
	assert_found((struct damage) { RQ_T_COUNTERS, false, "t", 1, zeros, sizeof zeros },
		     "counter of dead tasks");
}

static void a_counter_whose_job_has_too_long_a_name_is_damaged(void **state)
{
	char counter[8 * RQ_TASK_STATUSES + RQ_ID_SIZE] = { 0 };

	(void)state;
	do_it((struct damage) { RQ_T_COUNTERS, false, "jx", 2, counter, sizeof counter - 1 });
	assert_sound();
	assert_found((struct damage) { RQ_T_COUNTERS, false, "jx", 2, counter, sizeof counter },
		     "a damaged counter of tasks");
}

static void a_gist_or_a_review_without_a_result_is_found(void **state)
{
	static const char last[8] = { 0, 0, 0, 0, 0, 0, 0, 30 }; /* it waits */

	(void)state;
	assert_found((struct damage) { RQ_T_GISTS, false, last, 8, "somebody", 8 },
		     "a gist without a result");
	assert_found((struct damage) { RQ_T_REVIEWS, false, last, 8, "12345678{}", 10 },
		     "a review without a result");
}

static void a_resume_with_a_damaged_key_is_found_and_not_shown(void **state)
{
	int stop = 1;

	(void)state;
	assert_found((struct damage) { RQ_T_RESUMES, false, "short", 5, "{}", 2 },
		     "a résumé with a damaged key");
	resumes_seen = 0;
	assert_int_equal(rq_store_resumes(store, see_resume, NULL, &err), 0);
	assert_int_equal(resumes_seen, 30);
	assert_int_equal(rq_store_resumes(store, see_resume, &stop, &err), 0);
	assert_int_equal(resumes_seen, 31);
}

static void damaged_numbers_are_said(void **state)
{
	struct rq_submission one = make_submission(99);
	struct rq_enqueue_options options = { .now = NOW, .ttl = DAY };
	json_t *counts = NULL;

	(void)state;
	do_it((struct damage) { RQ_T_COUNTERS, false, "t", 1, "abc", 3 });
	assert_int_equal(rq_store_counts(store, &counts, &err), -1);
	assert_int_equal(err.code, RQ_STORE);
	err = (struct rq_error) { 0 };
	do_it((struct damage) { RQ_T_META, false, "marks", 5, "abc", 3 });
	assert_int_equal(rq_store_enqueue(store, &one, 1, &options, &err), -1);
	assert_int_equal(err.code, RQ_STORE);
}

/* --- damage and workers ---------------------------------------------------------- */

static void an_entry_that_leads_to_nothing_stops_no_claim(void **state)
{
	struct rq_claim claim = { .now = NOW + DAY, .lease = LEASE, .engine = "local" };
	struct rq_task tasks[30];
	char key[33] = { 0 };
	size_t count;

	(void)state;
	key[sizeof key - 1] = 99;
	do_it((struct damage) { RQ_T_READY, false, key, sizeof key, "", 0 });
	do_it((struct damage) { RQ_T_WAITING, false, key, 16, "", 0 });
	do_it((struct damage) { RQ_T_LEASES, false, key, 16, "", 0 });
	assert_int_equal(rq_store_claim(store, &claim, tasks, 30, &count, &err), 0);
	assert_int_equal(count, 15);
	for (size_t i = 0; i < count; i++)
		rq_task_free(&tasks[i]);
	assert_sound(); /* they are gone */
}

static void a_lease_of_nobody_knows_whom_lasts_until_its_end(void **state)
{
	struct rq_task task;

	(void)state;
	do_it((struct damage) { .table = RQ_T_LEASES, .value = "?", .size = 1 });
	enqueue_many(9, 1);
	task = claim_one_at(NOW);
	assert_int_equal(task.attempts, 1);
	assert_int_equal(claim_at(NOW, &task, 1), 0);
}

static void what_is_damaged_neither_settles_nor_keeps_notes(void **state)
{
	static const char last[8] = { 0, 0, 0, 0, 0, 0, 0, 30 };
	const struct rq_retention how = { NOW + 900 * DAY, DAY, DAY, DAY };
	struct rq_swept swept;

	(void)state;
	assert_int_equal(rq_store_put(store, RQ_STORED_RECIPE, make_submission(0).task.recipe,
				      (struct rq_bytes) { "{}", 2 }, &err),
			 0);
	do_it((struct damage) { RQ_T_TASKS, false, last, 8, "nonsense", 8 });
	assert_int_equal(rq_store_expire(store, &how, &swept, &err), 0);
	assert_int_equal(swept.tasks, 15);
}

/* The others leave, and so do the notes that none of them needs. */
static void a_damaged_task_does_not_keep_the_others(void **state)
{
	static const char first[8] = { 0, 0, 0, 0, 0, 0, 0, 1 };
	const struct rq_retention how = { NOW + 900 * DAY, DAY, DAY, DAY };
	struct rq_swept swept;

	(void)state;
	assert_int_equal(rq_store_put(store, RQ_STORED_RECIPE, make_submission(0).task.recipe,
				      (struct rq_bytes) { "{\"notes\":\"x\"}", 13 }, &err),
			 0);
	do_it((struct damage) { RQ_T_TASKS, false, first, 8, "nonsense", 8 });
	if (rq_store_expire(store, &how, &swept, &err) == -1)
		fail_msg("%s", err.message);
	assert_int_equal(swept.tasks, 14);
}

/* --- damage of holds ----------------------------------------------------------- */

static int count_hold(const struct rq_hold *hold, void *context, struct rq_error *why)
{
	(void)hold;
	(void)why;
	++*(int *)context;
	return 0;
}

static int holds(void)
{
	int count = 0;

	assert_int_equal(rq_store_holds(store, count_hold, &count, &err), 0);
	return count;
}

static void the_hold_of_a_task_that_is_gone_can_be_released(void **state)
{
	struct rq_submission first = make_submission(0);
	bool done;

	(void)state;
	assert_int_equal(rq_store_hold(store, first.task.task_id, false, NOW, &done, &err), 0);
	assert_int_equal(holds(), 1);
	do_it((struct damage) { .table = RQ_T_TASKS, .remove = true });
	assert_int_equal(rq_store_hold(store, first.task.task_id, true, NOW, &done, &err), 0);
	assert_true(done);
	assert_int_equal(holds(), 0);
	assert_int_equal(rq_store_hold(store, first.task.task_id, true, NOW, &done, &err), 0);
	assert_false(done);
}

static int stop_at_hold(const struct rq_hold *hold, void *context, struct rq_error *why)
{
	(void)hold;
	(void)context;
	return rq_fail(why, RQ_SYSTEM, "no more");
}

static void whoever_looks_at_holds_may_fail(void **state)
{
	struct rq_submission first = make_submission(0);
	bool done;

	(void)state;
	assert_int_equal(rq_store_hold(store, first.task.task_id, false, NOW, &done, &err), 0);
	assert_int_equal(rq_store_holds(store, stop_at_hold, NULL, &err), -1);
	assert_int_equal(err.code, RQ_SYSTEM);
}

/* The first numbers and the job are what an rq wrote that did not tell savings apart. */
static void a_line_of_usage_of_before_is_read_and_goes_on(void **state)
{
	int64_t numbers[RQ_USAGE_FIRST] = { [0] = 3, [6] = 700 };
	struct rq_submission first = make_submission(1), same_job = make_submission(4);
	char value[sizeof numbers + RQ_ID_SIZE];
	size_t length = strlen(first.task.job_id);
	struct rq_task task;

	(void)state;
	rq_numbers_write(value, numbers, RQ_USAGE_FIRST);
	memcpy(value + sizeof numbers, first.task.job_id, length);
	(void)enqueue_at(&first, NOW);
	task = claim_one_at(NOW);
	assert_true(finish_as(&task, RQ_END_DONE, NOW));
	rq_task_free(&task);
	do_it((struct damage) {
	    .table = RQ_T_USAGE, .value = value, .size = sizeof numbers + length });
	assert_int_equal(used("calls"), 3);
	assert_int_equal(used("saved_microusd"), 700);
	assert_int_equal(used("batch_saved_microusd"), 0);

	(void)enqueue_at(&same_job, NOW);
	task = claim_one_at(NOW);
	assert_true(finish_as(&task, RQ_END_DONE, NOW));
	rq_task_free(&task);
	assert_int_equal(used("calls"), 4);
	assert_int_equal(used("saved_microusd"), 700);
}

/* --- damage of records that nothing else is bound to ---------------------------- */

/* The check tells of each and goes on: the others, and what was found before them, are told too. */
static void records_that_cannot_be_read_stop_no_check(void **state)
{
	static const struct {
		struct damage damage;
		const char *words;
	} cases[] = {
		{ { .table = RQ_T_USAGE }, "a damaged line of usage\n" },
		{ { .table = RQ_T_SPENDING }, "a damaged counter of dollars\n" },
		{ { .table = RQ_T_COUNTERS }, "a damaged counter of tasks\n" },
		{ { .table = RQ_T_SCOPES }, "limits with a damaged record\n" },
		{ { .table = RQ_T_BATCHES }, "a batch with a damaged record\n" },
		{ { .table = RQ_T_METRICS }, "a damaged metric\n" },
	};
	enum { CASES = sizeof cases / sizeof cases[0] };

	(void)state;
	for (size_t i = 0; i < CASES; i++) {
		struct damage damage = cases[i].damage;

		damage.value = "?";
		damage.size = 1;
		assert_found(damage, cases[i].words);
	}
	for (size_t i = 0; i < CASES; i++)
		assert_told(cases[i].words);
	assert_int_equal(wrong_lines, CASES);
}

static void a_damaged_line_of_usage_is_missed_in_the_dollars_of_its_day(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_USAGE, .value = "?", .size = 1 },
		     "dollars of 1 days, counted 0");
}

static void records_under_damaged_keys_are_found(void **state)
{
	(void)state;
	assert_found((struct damage) { RQ_T_SCOPES, false, "short", 5, "?", 1 },
		     "limits with a damaged record");
	assert_found((struct damage) { RQ_T_BATCHES, false, "short", 5, "?", 1 },
		     "a batch with a damaged record");
}

static void a_damaged_review_is_found(void **state)
{
	static const char first[8] = { 0, 0, 0, 0, 0, 0, 0, 1 };

	(void)state;
	assert_found((struct damage) { RQ_T_REVIEWS, false, first, 8, "{}", 2 },
		     "a review with a damaged record");
}

static void a_damaged_hold_is_known_by_its_key(void **state)
{
	static const char value[8 + RQ_ID_SIZE] = "12345678a";
	static const char key[] = "c0123456789abcdef";

	(void)state;
	for (size_t size = 0; size <= sizeof value; size++) {
		do_it((struct damage) { RQ_T_HOLDS, false, key, sizeof key - 1, value, size });
		assert_int_equal(holds(), 1);
	}
	do_it((struct damage) { RQ_T_HOLDS, false, "c", 1, value, 9 });
	assert_int_equal(holds(), 1);
}

/* --- damage of what calls need ------------------------------------------------ */

static void a_missing_permit_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_PERMITS, .remove = true }, "dollars reserved");
}

static void a_missing_batch_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_BATCHES, .remove = true },
		     "in a batch that is closed or does not exist");
}

static int copy_task(const struct rq_task *task, void *context, struct rq_error *why)
{
	(void)why;
	*(struct rq_task *)context = *task;
	((struct rq_task *)context)->failures = NULL;
	return 0;
}

static int close_batch(struct rq_session *session, void *context, struct rq_error *why)
{
	struct rq_kept_batch kept;

	(void)context;
	if (rq_batch_load(session->txn, "batch", &kept, why) != 1)
		return -1;
	kept.batch.state = RQ_BATCH_CLOSED;
	return rq_batch_save(session->txn, &kept, why);
}

static void a_task_in_a_closed_batch_is_found(void **state)
{
	(void)state;
	assert_int_equal(rq_session_write(rq_embedded_of(store), close_batch, NULL, &err), 0);
	assert_told("in a batch that is closed or does not exist");
}

static void a_damaged_permit_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_PERMITS, .value = "?", .size = 1 },
		     "task number 1: its permit is damaged");
	assert_told("2 submitted tasks, but 1 reserve dollars");
	assert_told("dollars reserved for batches: 200 millionths, counted 100");
}

static void a_batch_with_a_stray_entry_is_not_given_back(void **state)
{
	char key[RQ_KEY_ID + 8] = { 0 };
	size_t count;

	(void)state;
	rq_key_fold("batch", (unsigned char *)key);
	key[RQ_KEY_ID + 7] = 99;
	do_it((struct damage) { RQ_T_BY_BATCH, false, key, sizeof key, "", 0 });
	assert_int_equal(rq_store_batch_release(store, "batch", RQ_CHARGE_NONE, NOW, &count, &err),
			 -1);
	assert_int_equal(err.code, RQ_STORE);
}

/* What is damaged so grants nothing. */
static void assert_grants_nothing(struct damage damage)
{
	struct rq_take take = { .scope = "api.example.com/big", .now = NOW };
	struct rq_permit permit = { .need = { .requests = 1 } };
	struct rq_task task;
	int64_t next;

	enqueue_many(9, 1);
	task = claim_one_at(NOW);
	permit.task = &task;
	do_it(damage);
	assert_int_equal(rq_store_take(store, &take, &permit, 1, &next, &err), -1);
	assert_int_equal(err.code, RQ_STORE);
}

static void damaged_limits_grant_nothing(void **state)
{
	(void)state;
	assert_grants_nothing((struct damage) { .table = RQ_T_SCOPES, .value = "?", .size = 1 });
}

static void a_call_cannot_end_without_its_limits(void **state)
{
	struct rq_outcome outcome = { .ending = RQ_END_DONE, .result = { "{}", 2 } };
	struct rq_task task = { 0 };

	(void)state;
	outcome.task = &task;
	assert_int_equal(rq_store_each(store, &(struct rq_filter) { .status = RQ_TASK_LEASED },
				       copy_task, &task, &err),
			 0);
	do_it((struct damage) { .table = RQ_T_SCOPES, .remove = true });
	assert_int_equal(rq_store_finish(store, &outcome, 1, NOW, &err), -1);
	assert_int_equal(err.code, RQ_STORE);
}

static void damaged_dollars_grant_nothing(void **state)
{
	(void)state;
	assert_grants_nothing((struct damage) { RQ_T_SPENDING, false, "reserved", 8, "abc", 3 });
}

/* What is reserved stands among the days, and is none of them. */
static void what_is_reserved_never_expires(void **state)
{
	const struct rq_retention how = { NOW + 900 * DAY, 0, 0, DAY };
	struct rq_swept swept;

	(void)state;
	assert_int_equal(rq_store_expire(store, &how, &swept, &err), 0);
	assert_sound();
}

static void missing_limits_are_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_SCOPES, .remove = true }, "unknown limits");
}

static void a_missing_day_of_dollars_is_found(void **state)
{
	(void)state;
	assert_found((struct damage) { .table = RQ_T_SPENDING, .remove = true },
		     "dollars of 0 days, counted 1");
}

static void a_permit_of_another_kind_than_its_task_is_found(void **state)
{
	static const char number[8] = { 0, 0, 0, 0, 0, 0, 0, 1 };
	unsigned char value[RQ_PERMIT_SIZE];
	struct rq_grant grant = { .need = { .requests = 1 } };

	(void)state;
	rq_key_fold("api.example.com/big", grant.scope);
	rq_permit_write(&grant, value);
	assert_found((struct damage) { RQ_T_PERMITS, false, number, sizeof number,
				       (const char *)value, sizeof value },
		     "task number 1: a permit, but not leased");
}

static void a_permit_for_nobody_is_found(void **state)
{
	static const char none[RQ_PERMIT_SIZE], number[8] = { 0, 0, 0, 0, 0, 0, 0, 9 };

	(void)state;
	assert_found((struct damage) { .table = RQ_T_PERMITS,
				       .key = number,
				       .key_size = sizeof number,
				       .value = none,
				       .size = sizeof none },
		     "task number 9: a permit for unknown limits");
}

/* On two days, the smallest amounts that there are; on a third, none. */
static void the_dollars_of_days_are_sound_down_to_a_millionth(void **state)
{
	struct rq_task tasks[3];

	(void)state;
	enqueue_many(0, 3);
	assert_int_equal(claim_at(NOW, tasks, 3), 3);
	for (int i = 0; i < 3; i++) {
		struct rq_outcome outcome = {
			.task = &tasks[i],
			.ending = RQ_END_DONE,
			.result = { "{}", 2 },
			.usage = { .calls = 1,
				   .cost_microusd = i == 0,
				   .unsettled_microusd = i == 1 },
		};

		assert_int_equal(rq_store_finish(store, &outcome, 1, NOW + i * DAY, &err), 0);
	}
	assert_int_equal(used("cost_microusd"), 1);
	assert_int_equal(used("unsettled_microusd"), 1);
	assert_sound();
}

int main(void)
{
#define CALLS_TEST(name) cmocka_unit_test_setup_teardown(name, make_calls, remove_store)
#define MIXED_TEST(name) cmocka_unit_test_setup_teardown(name, make_mixed_store, remove_store)
	const struct CMUnitTest tests[] = {
		MIXED_TEST(a_missing_index_entry_is_found),
		MIXED_TEST(a_missing_entry_of_a_settled_index_is_found),
		MIXED_TEST(a_task_that_has_lost_its_id_is_found),
		MIXED_TEST(a_task_that_is_there_twice_is_found),
		MIXED_TEST(a_stray_index_entry_is_found),
		MIXED_TEST(an_entry_for_the_wrong_state_is_found),
		MIXED_TEST(an_entry_too_short_for_a_number_is_of_no_task),
		MIXED_TEST(a_stray_entry_for_a_resume_is_found),
		MIXED_TEST(a_damaged_entry_of_uses_is_none),
		MIXED_TEST(an_empty_resume_is_found),
		MIXED_TEST(a_damaged_record_is_found),
		MIXED_TEST(a_task_with_a_damaged_record_cannot_be_had),
		MIXED_TEST(a_missing_result_is_found),
		MIXED_TEST(a_missing_resume_is_found),
		MIXED_TEST(a_wrong_counter_is_found),
		MIXED_TEST(a_counter_whose_job_has_too_long_a_name_is_damaged),
		MIXED_TEST(a_gist_or_a_review_without_a_result_is_found),
		MIXED_TEST(a_resume_with_a_damaged_key_is_found_and_not_shown),
		MIXED_TEST(damaged_numbers_are_said),
		MIXED_TEST(an_entry_that_leads_to_nothing_stops_no_claim),
		CALLS_TEST(a_lease_of_nobody_knows_whom_lasts_until_its_end),
		MIXED_TEST(what_is_damaged_neither_settles_nor_keeps_notes),
		MIXED_TEST(a_damaged_task_does_not_keep_the_others),
		MIXED_TEST(the_hold_of_a_task_that_is_gone_can_be_released),
		MIXED_TEST(a_damaged_hold_is_known_by_its_key),
		MIXED_TEST(whoever_looks_at_holds_may_fail),
		CALLS_TEST(records_that_cannot_be_read_stop_no_check),
		CALLS_TEST(a_damaged_line_of_usage_is_missed_in_the_dollars_of_its_day),
		CALLS_TEST(records_under_damaged_keys_are_found),
		MIXED_TEST(a_damaged_review_is_found),
		MIXED_TEST(a_record_that_is_no_json_is_found),
		MIXED_TEST(a_record_of_another_is_found),
		cmocka_unit_test_setup_teardown(a_line_of_usage_of_before_is_read_and_goes_on,
						make_store, remove_store),
		cmocka_unit_test_setup_teardown(the_dollars_of_days_are_sound_down_to_a_millionth,
						make_store, remove_store),
		CALLS_TEST(a_missing_permit_is_found),
		CALLS_TEST(a_missing_batch_is_found),
		CALLS_TEST(a_task_in_a_closed_batch_is_found),
		CALLS_TEST(a_damaged_permit_is_found),
		CALLS_TEST(a_batch_with_a_stray_entry_is_not_given_back),
		CALLS_TEST(damaged_limits_grant_nothing),
		CALLS_TEST(a_call_cannot_end_without_its_limits),
		CALLS_TEST(damaged_dollars_grant_nothing),
		CALLS_TEST(what_is_reserved_never_expires),
		CALLS_TEST(missing_limits_are_found),
		CALLS_TEST(a_missing_day_of_dollars_is_found),
		CALLS_TEST(a_permit_for_nobody_is_found),
		CALLS_TEST(a_permit_of_another_kind_than_its_task_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
