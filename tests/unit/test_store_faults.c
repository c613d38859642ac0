/* What works with a store, over a database that fails at every call in turn. */

#include "store_faults.h"

#include "store/care.h"
#include "store/settle.h"
#include "store/usage.h"

/* --- the queue ------------------------------------------------------------------------ */

static struct rq_task tasks[6];
static size_t count;

static int enqueue_three(void)
{
	struct rq_enqueue_options options = { .now = NOW, .ttl = DAY };
	struct rq_submission submissions[3];
	int result;

	for (int i = 0; i < 3; i++)
		submissions[i] = make_submission(i);
	result = rq_store_enqueue(store, submissions, 3, &options, &err);
	if (result == 0)
		for (int i = 0; i < 3; i++) {
			assert_int_equal(submissions[i].admission, RQ_ADMITTED);
			rq_task_free(&submissions[i].task);
		}
	return result;
}

static int claim_two(void)
{
	struct rq_claim claim = { .now = NOW, .lease = LEASE };

	return rq_store_claim(store, &claim, tasks, 2, &count, &err);
}

static int claim_named(void)
{
	const char *ids[2] = { tasks[0].task_id, tasks[1].task_id };
	struct rq_claim claim = {
		.now = NOW + DAY, .lease = LEASE, .task_ids = ids, .task_count = 2
	};

	return rq_store_claim(store, &claim, tasks + 2, 2, &count, &err);
}

/* All that was in hand or waited: leases that have ended, retries whose time has come. */
static int claim_passed(void)
{
	struct rq_claim claim = { .now = NOW + DAY, .lease = LEASE };

	return rq_store_claim(store, &claim, tasks, 6, &count, &err);
}

static void free_claimed(void)
{
	while (count > 0)
		rq_task_free(&tasks[--count]);
}

static int claim_of_engine(void)
{
	struct rq_claim claim = { .now = NOW + DAY, .lease = LEASE, .engine = "groq" };

	return rq_store_claim(store, &claim, tasks, 6, &count, &err);
}

static int check_store(void)
{
	size_t wrong = 99;
	int result =
	    rq_store_check(store, &(struct rq_checking) { print_line, NULL, NULL }, &wrong, &err);

	assert_true(result == -1 || wrong == 0);
	return result;
}

static int extend_two(void)
{
	size_t lost = 9;
	int result = rq_store_extend(store, tasks, 2, NOW + 2 * LEASE, &lost, &err);

	assert_true(result == -1 || lost == 0);
	return result;
}

/* As claimed by claim_named(). */
static int finish_two(void)
{
	struct rq_outcome outcomes[2] = {
		{ .task = &tasks[2],
		  .ending = RQ_END_DONE,
		  .result = { "{\"type\":\"result\"}", 17 },
		  .usage = { .calls = 1, .prompt_tokens = 10, .cost_microusd = 5 } },
		{ .task = &tasks[3],
		  .ending = RQ_END_RETRY,
		  .run_at = NOW + 2 * DAY,
		  .failure = { RQ_BAD_ANSWER, "no JSON" },
		  .usage = { .calls = 1, .cost_microusd = 7 } },
	};
	int result = rq_store_finish(store, outcomes, 2, NOW + DAY, &err);

	assert_true(result == -1 || (!outcomes[0].lost && !outcomes[1].lost));
	return result;
}

static void the_way_of_a_task(void **state)
{
	(void)state;
	TRY(enqueue_three);
	assert_int_equal(counted("tasks", "queued"), 3);
	assert_int_equal(counted("resumes", NULL), 3);
	TRY(claim_two);
	assert_int_equal(count, 2);
	assert_int_equal(tasks[0].attempts, 1);
	TRY(extend_two);
	TRY(claim_named); /* their leases have ended by then */
	assert_int_equal(count, 2);
	assert_int_equal(tasks[2].attempts, 2);
	TRY(finish_two);
	TRY(check_store);
	assert_int_equal(counted("tasks", "done"), 1);
	assert_int_equal(counted("tasks", "retry"), 1);
	assert_int_equal(used("cost_microusd"), 12);
	rq_task_free(&tasks[2]);
	rq_task_free(&tasks[3]);
}

static void what_comes_back_to_the_queue(void **state)
{
	(void)state;
	TRY(enqueue_three);
	TRY(claim_two);
	TRY(claim_of_engine);
	assert_int_equal(count, 0);
	TRY(claim_passed);
	assert_int_equal(count, 3);
	assert_int_equal(counted("tasks", "leased"), 3);
	free_claimed();
}

static void what_waited_for_its_time(void **state)
{
	(void)state;
	TRY(claim_passed);
	assert_int_equal(count, 6);
	assert_int_equal(counted("tasks", "retry"), 0); /* the more urgent half of them */
	free_claimed();
}

static int dead[2]; /* numbers of two that are, with what they failed of */

static int enqueue_dead(void)
{
	struct rq_enqueue_options options = { .now = NOW, .ttl = DAY };
	struct rq_submission known[2] = { make_submission(dead[0]), make_submission(dead[1]) };
	int result = rq_store_enqueue(store, known, 2, &options, &err);

	for (int i = 0; i < 2; i++) {
		assert_true(result == -1 || (known[i].admission == RQ_DUPLICATE &&
					     known[i].task.failure_count == 1));
		rq_task_free(&known[i].task);
	}
	return result;
}

static void what_is_there_already(void **state)
{
	(void)state;
	for (int i = 0, found = 0; found < 2; i++)
		if (status_of(make_submission(i).task.task_id) == RQ_TASK_DEAD)
			dead[found++] = i;
	TRY(enqueue_dead);
	assert_int_equal(counted("tasks", "dead"), 5);
}

/* --- the operator's hand ---------------------------------------------------------------- */

static int cancel_some(void)
{
	return rq_store_cancel(store, &(struct rq_filter) { .status = RQ_TASK_QUEUED }, NOW, &count,
			       &err);
}

static int retry_some(void)
{
	return rq_store_retry(store, &(struct rq_filter) { .status = RQ_TASK_DEAD }, NOW, &count,
			      &err);
}

static void states_by_hand(void **state)
{
	(void)state;
	TRY(cancel_some);
	assert_int_equal(count, 10);
	assert_int_equal(counted("tasks", "cancelled"), 10);
	TRY(retry_some);
	assert_int_equal(count, 5);
	assert_int_equal(counted("tasks", "dead"), 0);
	assert_int_equal(counted("tasks", "queued"), 5);
}

/* --- permits and batches ------------------------------------------------------------------ */

static int take_two(void)
{
	struct rq_take how = { .scope = "api.example.com/big",
			       .limits = { .rate = { [RQ_TPM] = 4000 } },
			       .now = NOW };
	struct rq_permit permits[2] = { { .task = &tasks[0], .need = { 1, 1000, 200, 5000 } },
					{ .task = &tasks[1], .need = { 1, 1000, 200, 5000 } } };
	int64_t next;
	int result = rq_store_take(store, &how, permits, 2, &next, &err);

	assert_true(result == -1 || (permits[0].granted && permits[1].granted));
	return result;
}

static int settle_two(void)
{
	struct rq_outcome outcomes[2];
	int result;

	for (int i = 0; i < 2; i++)
		outcomes[i] = (struct rq_outcome) {
			.task = &tasks[i],
			.ending = i == 0 ? RQ_END_DONE : RQ_END_DEAD,
			.result = { "{}", 2 },
			.failure = { RQ_BAD_ANSWER, "no JSON" },
			.settlement = { .charge = RQ_CHARGE_USAGE },
			.usage = { .calls = 1, .prompt_tokens = 900, .cost_microusd = 100 },
		};
	result = rq_store_finish(store, outcomes, 2, NOW, &err);
	assert_true(result == -1 || (!outcomes[0].lost && !outcomes[1].lost));
	return result;
}

static void a_call_with_a_permit(void **state)
{
	(void)state;
	TRY(enqueue_three);
	TRY(claim_two);
	TRY(take_two);
	TRY(check_store);
	TRY(settle_two);
	TRY(check_store);
	assert_int_equal(used("cost_microusd"), 200);
	assert_int_equal(used("unsettled_microusd"), 0);
}

static struct rq_batch batch;

static int begin_batch(void)
{
	struct rq_batch_terms terms = { .lease = LEASE, .now = NOW };
	struct rq_permit permits[2] = { { .task = &tasks[0], .need = { .microusd = 50 } },
					{ .task = &tasks[1], .need = { .microusd = 60 } } };
	enum rq_refusal_reason why;

	memset(&batch, 0, sizeof batch);
	make_id(batch.batch_id, "batch", 1);
	(void)snprintf(batch.scope, sizeof batch.scope, "api.example.com/big");
	batch.created_at = NOW;
	batch.count = 2;
	return rq_store_batch_begin(store, &batch, permits, 2, &terms, &why, &err);
}

static int give_up_batch(void)
{
	return rq_store_batch_update(store, &batch, 0, &err);
}

static int claim_batch(void)
{
	return rq_store_batch_claim(store, NOW, LEASE, &batch, &err);
}

static int release_batch(void)
{
	return rq_store_batch_release(store, batch.batch_id, RQ_CHARGE_ALL, NOW, &count, &err);
}

static int count_batch(const struct rq_batch *seen, void *context, struct rq_error *unused)
{
	(void)unused;
	*(int64_t *)context += seen->left;
	return 0;
}

static int see_batches(void)
{
	int64_t tasks_left = 0;
	int result = rq_store_batches(store, true, count_batch, &tasks_left, &err);

	assert_true(result == -1 || tasks_left == 2);
	return result;
}

static void a_batch(void **state)
{
	(void)state;
	TRY(enqueue_three);
	TRY(claim_two);
	TRY(begin_batch);
	TRY(check_store);
	assert_int_equal(counted("tasks", "submitted"), 2);
	TRY(see_batches);
	TRY(give_up_batch);
	TRY(claim_batch);
	TRY(release_batch);
	assert_int_equal(count, 2);
	assert_int_equal(counted("tasks", "queued"), 3);
	assert_int_equal(used("unsettled_microusd"), 110);
}

/* --- what people decide --------------------------------------------------------------------- */

static char done_id[RQ_ID_SIZE];

static int review_one(void)
{
	static const char decision[] = "{\"type\":\"decision\"}";
	struct rq_submission again = make_submission(40);
	struct rq_review review = { .task_id = done_id,
				    .at = NOW + DAY,
				    .decision = { decision, sizeof decision - 1 },
				    .again = &again };
	int result = rq_store_review(store, &review, 1, &err);

	assert_true(result == -1 || review.reception == RQ_REVIEW_KEPT);
	return result;
}

static void a_decision(void **state)
{
	(void)state;
	done_id[0] = '\0';
	for (int i = 0; done_id[0] == '\0'; i++) {
		struct rq_submission one = make_submission(i);

		if (status_of(one.task.task_id) == RQ_TASK_DONE)
			rq_digest_copy_id(done_id, one.task.task_id);
	}
	TRY(review_one);
	assert_int_equal(counted("tasks", "queued"), 11);
}

/* --- looking ---------------------------------------------------------------------------------- */

static int seen(const struct rq_task *task, void *context, struct rq_error *unused)
{
	(void)task;
	(void)unused;
	++*(size_t *)context;
	return 0;
}

static int see_with(struct rq_filter filter, size_t expected)
{
	size_t met = 0;
	int result = rq_store_each(store, &filter, seen, &met, &err);

	assert_true(result == -1 || met == expected);
	return result;
}

static int see_all(void)
{
	return see_with((struct rq_filter) { .status = -1 }, 30);
}

static int see_dead(void)
{
	return see_with((struct rq_filter) { .status = RQ_TASK_DEAD }, 5);
}

static int see_job(void)
{
	struct rq_submission one = make_submission(0);

	return see_with((struct rq_filter) { .status = -1, .job_id = one.task.job_id }, 10);
}

static int see_candidate(void)
{
	struct rq_submission one = make_submission(0);

	return see_with((struct rq_filter) { .status = -1, .candidate_id = one.task.candidate_id },
			1);
}

static int see_sight(const struct rq_sight *sight, void *context, struct rq_error *unused)
{
	return seen(sight->task, context, unused);
}

static int see_whole(void)
{
	size_t met = 0;
	int result =
	    rq_store_see(store, &(struct rq_filter) { .status = -1 }, see_sight, &met, &err);

	assert_true(result == -1 || met == 30);
	return result;
}

static int see_task(void)
{
	struct rq_submission one = make_submission(0);
	struct rq_task task;
	int result = rq_store_task(store, one.task.task_id, &task, &err);

	if (result == 0)
		rq_task_free(&task);
	return result;
}

static int see_due(void)
{
	int64_t when;

	return rq_store_next_due(store, &when, &err);
}

static int see_counts(void)
{
	json_t *json = NULL;
	int result = rq_store_counts(store, &json, &err);

	json_decref(json);
	return result;
}

static int see_usage(void)
{
	json_t *json = NULL;
	int result = rq_store_usage(store, 0, 0, &json, &err);

	json_decref(json);
	return result;
}

static int see_metrics(void)
{
	json_t *json = NULL;
	int result = rq_store_metrics(store, &json, &err);

	json_decref(json);
	return result;
}

static void whoever_looks(void **state)
{
	(void)state;
	TRY(see_all);
	TRY(see_dead);
	TRY(see_job);
	TRY(see_candidate);
	TRY(see_whole);
	TRY(see_task);
	TRY(see_due);
	TRY(see_counts);
	TRY(see_usage);
	TRY(see_metrics);
	TRY(check_store);
}

/* --- care ------------------------------------------------------------------------------------- */

static int hold_one(void)
{
	struct rq_submission one = make_submission(0);
	bool done;

	return rq_store_hold(store, one.task.task_id, false, NOW, &done, &err);
}

static int release_one(void)
{
	struct rq_submission one = make_submission(0);
	bool done;

	return rq_store_hold(store, one.task.task_id, true, NOW, &done, &err);
}

static int count_hold(const struct rq_hold *hold, void *context, struct rq_error *unused)
{
	(void)hold;
	(void)unused;
	++*(size_t *)context;
	return 0;
}

static int see_holds(void)
{
	size_t met = 0;
	int result = rq_store_holds(store, count_hold, &met, &err);

	assert_true(result == -1 || met == 1);
	return result;
}

static void a_hold(void **state)
{
	(void)state;
	TRY(hold_one);
	TRY(see_holds);
	TRY(release_one);
}

/* One class at a time, or what is gone already would hide the calls for the next. */
static int expire_with(struct rq_retention how)
{
	struct rq_swept swept = { 0 };

	how.now = NOW + 99 * DAY;
	return rq_store_expire(store, &how, &swept, &err);
}

static int expire_results(void)
{
	return expire_with((struct rq_retention) { .results = DAY });
}

static int expire_resumes(void)
{
	return expire_with((struct rq_retention) { .resumes = DAY });
}

static int expire_logs(void)
{
	return expire_with((struct rq_retention) { .logs = DAY });
}

static int forget_one(void)
{
	struct rq_forgotten forgotten = { 0 };
	struct rq_submission one = make_submission(7);

	return rq_store_forget(store, one.task.candidate_id, NOW + DAY, &forgotten, &err);
}

/* In several transactions: what was done before a failure stands, and the rest is done then. */
static void what_leaves(void **state)
{
	(void)state;
	TRY(forget_one);
	assert_int_equal(see_with((struct rq_filter) { .status = -1 }, 29), 0);
	TRY(expire_resumes);
	TRY(expire_results);
	TRY(expire_logs);
	assert_int_equal(counted("tasks", "done"), 0);
	assert_int_equal(counted("tasks", "dead"), 0);
	assert_true(counted("tasks", "queued") > 0);
}

/* --- what is settled behind a commit ------------------------------------------------------ */

static json_t *resumes; /* as parcels */

static int get_kind(enum rq_store_kind kind, const char *id)
{
	char *text = NULL;
	size_t length;
	int result = rq_store_get(store, kind, id, &text, &length, &err);

	free(text);
	return result;
}

static int keep_resume(const json_t *parcel, void *context, struct rq_error *unused)
{
	(void)context;
	(void)unused;
	if (strcmp(rq_json_string(parcel, "kind"), "resume") == 0)
		rq_json_append_take(resumes, json_deep_copy(parcel));
	return 0;
}

static int enqueue_new(size_t number)
{
	struct rq_enqueue_options options = { .now = NOW, .ttl = DAY };
	struct rq_submission one = make_submission((int)number);
	int result = rq_store_enqueue(store, &one, 1, &options, &err);

	rq_task_free(&one.task);
	return result;
}

static int load_new(size_t number)
{
	struct rq_arrival one = { .parcel = json_array_get(resumes, number) };

	return rq_store_load(store, &one, 1, &(struct rq_loading) { .now = NOW }, &err);
}

/*
 * Each brings a résumé that is then settled, and has one call of it fail. It says that it failed
 * when the résumé is not there, and only then. How often nothing was said, because it is.
 */
static size_t count_silent(int (*bring)(size_t number), size_t most)
{
	size_t silent = 0;

	(void)remove_store(NULL);
	(void)make_folder(NULL);
	store = open_store_with((struct rq_store_options) { .settle_after = 1 });
	tripped = true;
	for (size_t i = 0; tripped; i++) {
		struct rq_submission one = make_submission((int)i);
		int result;

		assert_true(i < most);
		tripped = false;
		left = (long)i;
		result = bring(i);
		left = -1;
		assert_int_equal(get_kind(RQ_STORED_RESUME, one.task.resume_id), result);
		silent += tripped && result == 0;
		assert_int_equal(rq_settle(rq_embedded_of(store), &err), 0);
	}
	assert_sound();
	return silent;
}

static void what_is_kept_stays_kept_when_it_cannot_be_settled(void **state)
{
	enum { MANY = 300 };

	(void)state;
	enqueue_many(0, MANY);
	resumes = json_array();
	assert_int_equal(rq_store_unload(store, keep_resume, NULL, &err), 0);
	assert_int_equal(json_array_size(resumes), MANY);
	assert_true(count_silent(enqueue_new, MANY) > 0);
	assert_true(count_silent(load_new, MANY) > 0);
	json_decref(resumes);
}

static int settle(void)
{
	return rq_settle(rq_embedded_of(store), &err);
}

static void what_is_damaged_does_not_hide_that_it_cannot_be_settled(void **state)
{
	static const char first[8] = { 0, 0, 0, 0, 0, 0, 0, 1 };

	(void)state;
	enqueue_many(0, 2);
	do_it((struct damage) { RQ_T_TASKS, false, first, sizeof first, "nonsense", 8 });
	TRY_DAMAGED(settle);
	assert_int_equal(get_kind(RQ_STORED_RESUME, make_submission(1).task.resume_id), 0);
}

/* --- records that tasks refer to ----------------------------------------------------------------
 */

static int put_job(void)
{
	return rq_store_put(store, RQ_STORED_JOB, "job", (struct rq_bytes) { "{}", 2 }, &err);
}

static int get_job(void)
{
	return get_kind(RQ_STORED_JOB, "job");
}

static int get_resume(void)
{
	struct rq_submission one = make_submission(0);

	return get_kind(RQ_STORED_RESUME, one.task.resume_id);
}

static int get_result(void)
{
	return get_kind(RQ_STORED_RESULT, done_id);
}

static int get_review(void)
{
	return get_kind(RQ_STORED_REVIEW, done_id);
}

static int count_resume(const char *resume_id, struct rq_bytes record, void *context,
			struct rq_error *unused)
{
	(void)resume_id;
	(void)record;
	(void)unused;
	++*(size_t *)context;
	return 0;
}

static int see_resumes(void)
{
	size_t met = 0;
	int result = rq_store_resumes(store, count_resume, &met, &err);

	assert_true(result == -1 || met == 31);
	return result;
}

static int see_one(void)
{
	return see_with((struct rq_filter) { .status = -1, .task_id = done_id }, 1);
}

static void records(void **state)
{
	a_decision(state);
	TRY(put_job);
	TRY(get_job);
	TRY(get_resume);
	TRY(get_result);
	TRY(get_review);
	TRY(see_resumes);
	TRY(see_one);
}

/* --- the file ------------------------------------------------------------------------- */

static void open_quietly(void)
{
	struct rq_error first = err;

	left = -1;
	err = (struct rq_error) { 0 };
	store = open_store_with((struct rq_store_options) { 0 });
	err = first;
}

static int open_again(void)
{
	struct rq_store_options options = { .map_size = 64 << 20 };
	int result;

	rq_store_close(store);
	store = NULL;
	result = rq_store_open(folder, &options, &store, &err);
	if (result == -1)
		open_quietly();
	return result;
}

static int open_new(void)
{
	static int number;

	(void)snprintf(folder, sizeof folder, "%s/new%d", base, ++number);
	return open_again();
}

static int repair(const struct rq_mending *mending)
{
	int result;

	rq_store_close(store);
	store = NULL;
	result = rq_store_repair(alone(), mending, &err);
	open_quietly();
	return result;
}

static int repair_store(void)
{
	return repair(&(struct rq_mending) { keep_line, let_go, NULL, NULL });
}

static void the_file_itself(void **state)
{
	(void)state;
	TRY(open_again);
	assert_int_equal(counted("tasks", "queued"), 10);
	TRY(repair_store);
	assert_int_equal(counted("tasks", "queued"), 10);
	assert_int_equal(counted("tasks", "done"), 10);
	TRY(open_new);
	assert_int_equal(counted("tasks", "queued"), 0);
}

/* What is left of a damaged task is handed out whole, or it stays. */
static size_t aside;

static int count_aside(const char *name, struct rq_bytes task, struct rq_bytes result,
		       void *context, struct rq_error *unused)
{
	(void)name;
	(void)context;
	(void)unused;
	assert_int_equal(task.length, 8);
	assert_int_equal(result.length, 17);
	aside++;
	return 0;
}

static int repair_damaged(void)
{
	return repair(&(struct rq_mending) { keep_line, count_aside, NULL, NULL });
}

static void a_repair_of_what_is_damaged(void **state)
{
	static char key[8];
	struct rq_submission one = make_submission(0);

	(void)state;
	for (int i = 0; status_of(one.task.task_id) != RQ_TASK_DONE; i++) {
		one = make_submission(i);
		key[7] = (char)(i + 1);
	}
	do_it((struct damage) { RQ_T_TASKS, false, key, sizeof key, "nonsense", 8 });
	TRY(repair_damaged);
	assert_true(aside > 0);
	assert_int_equal(counted("tasks", "done"), 9);
}

static void a_repair_of_calls(void **state)
{
	(void)state;
	TRY(repair_store);
	assert_int_equal(counted("tasks", "submitted"), 2);
}

/* What is wrong is told each time, but not that nothing is. */
static int check_damaged(void)
{
	size_t wrong = 0;
	int result;

	all_lines[0] = '\0';
	result =
	    rq_store_check(store, &(struct rq_checking) { keep_line, NULL, NULL }, &wrong, &err);
	assert_true(result == -1 || wrong > 0);
	return result;
}

static void a_check_of_what_is_damaged(void **state)
{
	char key[33];

	(void)state;
	memset(key, 1, sizeof key);
	do_it((struct damage) { RQ_T_BY_STATUS, false, key, sizeof key, "", 0 });
	TRY_DAMAGED(check_damaged);
}

static int spend_on_two_days(struct rq_session *session, void *context, struct rq_error *why)
{
	const struct rq_usage usage = { .calls = 1, .cost_microusd = 5 };
	struct rq_submission one = make_submission(0);

	(void)context;
	return rq_usage_add(session->txn, NOW, &one.task, &usage, why) == 0
		   ? rq_usage_add(session->txn, NOW + DAY, &one.task, &usage, why)
		   : -1;
}

static void a_check_of_the_dollars_of_two_days(void **state)
{
	(void)state;
	assert_int_equal(rq_session_write(rq_embedded_of(store), spend_on_two_days, NULL, &err), 0);
	TRY(check_store);
}

/* The last test: from here on stores have a key. */
static void a_check_of_an_encrypted_store(void **state)
{
	(void)remove_store(state);
	assert_int_equal(setenv("RQ_TEST_KEY", "yes", 1), 0);
	(void)make_mixed_store(state);
	TRY(check_store);
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test_setup_teardown(the_way_of_a_task, make_store, remove_store),
		cmocka_unit_test_setup_teardown(what_comes_back_to_the_queue, make_store,
						remove_store),
		cmocka_unit_test_setup_teardown(what_waited_for_its_time, make_mixed_store,
						remove_store),
		cmocka_unit_test_setup_teardown(what_is_there_already, make_mixed_store,
						remove_store),
		cmocka_unit_test_setup_teardown(states_by_hand, make_mixed_store, remove_store),
		cmocka_unit_test_setup_teardown(a_call_with_a_permit, make_store, remove_store),
		cmocka_unit_test_setup_teardown(a_batch, make_store, remove_store),
		cmocka_unit_test_setup_teardown(a_decision, make_mixed_store, remove_store),
		cmocka_unit_test_setup_teardown(whoever_looks, make_mixed_store, remove_store),
		cmocka_unit_test_setup_teardown(a_hold, make_mixed_store, remove_store),
		cmocka_unit_test_setup_teardown(what_leaves, make_mixed_store, remove_store),
		cmocka_unit_test_setup_teardown(what_is_kept_stays_kept_when_it_cannot_be_settled,
						make_store, remove_store),
		cmocka_unit_test_setup_teardown(
		    what_is_damaged_does_not_hide_that_it_cannot_be_settled, make_store,
		    remove_store),
		cmocka_unit_test_setup_teardown(records, make_mixed_store, remove_store),
		cmocka_unit_test_setup_teardown(the_file_itself, make_mixed_store, remove_store),
		cmocka_unit_test_setup_teardown(a_repair_of_what_is_damaged, make_mixed_store,
						remove_store),
		cmocka_unit_test_setup_teardown(a_repair_of_calls, make_calls, remove_store),
		cmocka_unit_test_setup_teardown(a_check_of_what_is_damaged, make_mixed_store,
						remove_store),
		cmocka_unit_test_setup_teardown(a_check_of_the_dollars_of_two_days, make_store,
						remove_store),
		cmocka_unit_test_setup_teardown(a_check_of_an_encrypted_store, make_store,
						remove_store),
	};
	return cmocka_run_group_tests(all, NULL, NULL);
}
