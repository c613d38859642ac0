/*
 * engine/plan: what the queue will take. The engine is a stand-in that is linked
 * instead of engine.c; each of its calls needs 1,000 tokens and 200 micro-dollars.
 */

#include "store_fixture.h"
#include "unit.h"

#include "base/clock.h"
#include "engine/plan.h"
#include "enqueue_kit.h"

static struct rq_terms terms;
static bool remote;
static int made; /* prompts */
static const struct rq_engine_class class = { .name = "local", .version = "test" };
static struct rq_engine engine = { &class };

const struct rq_engine_class *rq_engine_find(const char *name)
{
	return strcmp(name, "local") == 0 ? &class : NULL;
}

bool rq_engine_is_remote(const char *name)
{
	return remote && strcmp(name, "local") == 0;
}

struct rq_engine *rq_engines_get(struct rq_engines *engines, const char *name,
				 struct rq_error *error)
{
	(void)engines;
	(void)name;
	(void)error;
	return &engine;
}

void rq_engines_free(struct rq_engines *engines)
{
	(void)engines;
}

int rq_engine_prepare(struct rq_engine *asked, struct rq_proposal *proposal, struct rq_error *error)
{
	const json_t *basics = rq_json_object(rq_json_object(proposal->record, "resume"), "basics");
	const char *name = rq_json_string(basics, "name");

	(void)asked;
	made++;
	if (strcmp(name, "No Prompt") == 0)
		return rq_fail(error, RQ_TOO_LARGE, "no prompt of it");
	if (strcmp(name, "No Key") == 0)
		return rq_fail(error, RQ_UNAUTHORIZED, "no key");
	proposal->terms = &terms;
	proposal->need = (struct rq_need) { 1, 600, 400, 200 };
	return 0;
}

void rq_engine_drop(struct rq_engine *asked, struct rq_proposal *proposal)
{
	(void)asked;
	(void)proposal;
}

int rq_engine_restore(struct rq_engine *asked, struct rq_proposal *proposal, struct rq_error *error)
{
	(void)asked;
	(void)proposal;
	(void)error;
	return 0;
}

/* Five tasks, at a time that stands still. */
static int make_queue(void **state)
{
	char id[RQ_ID_SIZE], name[32], now[RQ_TIME_SIZE];

	(void)make_store(state);
	assert_int_equal(setenv("RQ_NOW", rq_clock_format(NOW, now), 1), 0);
	for (int i = 0; i < 5; i++) {
		(void)snprintf(name, sizeof name, "Person %d", i);
		enqueue_person(store, name, id);
	}
	terms = (struct rq_terms) { .scope = "server model" };
	remote = true;
	made = 0;
	return 0;
}

static int remove_queue(void **state)
{
	(void)unsetenv("RQ_NOW");
	return remove_store(state);
}

static struct rq_plan plan_with(struct rq_plan_options options)
{
	struct rq_plan plan;

	assert_works(rq_plan_make(store, &options, &plan, &err), err);
	return plan;
}

static void all_that_waits_is_added_up(void **state)
{
	struct rq_plan plan = plan_with((struct rq_plan_options) { 0 });

	(void)state;
	assert_int_equal(plan.tasks, 5);
	assert_int_equal(plan.remote, 5);
	assert_int_equal(plan.today, 5);
	assert_int_equal(plan.need.requests, 5);
	assert_int_equal(plan.need.input_tokens, 3000);
	assert_int_equal(plan.need.output_tokens, 2000);
	assert_int_equal(plan.need.microusd, 1000);
	assert_int_equal(plan.seconds, 0);
	assert_string_equal(plan.why, "");
}

static void what_is_done_or_in_hand_is_not(void **state)
{
	struct rq_task tasks[2];
	struct rq_plan plan;

	(void)state;
	assert_int_equal(claim_at(NOW, tasks, 2), 2);
	assert_true(finish_as(&tasks[0], RQ_END_RETRY, NOW)); /* waits for another attempt */
	plan = plan_with((struct rq_plan_options) { 0 });
	assert_int_equal(plan.tasks, 4);
	for (int i = 0; i < 2; i++)
		rq_task_free(&tasks[i]);
}

static void work_of_this_machine_takes_nothing(void **state)
{
	struct rq_plan plan;

	(void)state;
	remote = false;
	plan = plan_with((struct rq_plan_options) { 0 });
	assert_int_equal(plan.tasks, 5);
	assert_int_equal(plan.remote, 0);
	assert_int_equal(plan.need.microusd, 0);
	assert_int_equal(made, 0);
}

static void what_the_run_would_not_claim_is_not_planned(void **state)
{
	(void)state;
	assert_int_equal(plan_with((struct rq_plan_options) { .engine = "groq" }).tasks, 0);
	assert_int_equal(plan_with((struct rq_plan_options) { .model = "other" }).tasks, 0);
	assert_int_equal(plan_with((struct rq_plan_options) { .engine = "local" }).tasks, 5);
}

static void a_sample_stands_for_the_rest(void **state)
{
	struct rq_plan plan = plan_with((struct rq_plan_options) { .sample = 2 });

	(void)state;
	assert_int_equal(made, 2);
	assert_int_equal(plan.need.microusd, 1000);
	assert_int_equal(plan.remote, 5);
}

static void time_is_that_of_the_limits(void **state)
{
	struct rq_plan plan;

	(void)state;
	terms.limits.rate[RQ_TPM] = 2000; /* a bucket of two calls, and 30 s for each more */
	plan = plan_with((struct rq_plan_options) { 0 });
	assert_in_range(plan.seconds, 90, 92);
	assert_int_equal(plan.today, 5);
}

static void a_budget_says_how_much_of_it_fits(void **state)
{
	struct rq_plan plan = plan_with((struct rq_plan_options) { .budget_microusd = 500 });

	(void)state;
	assert_int_equal(plan.today, 2);
	assert_int_equal(plan.remote, 5);
	assert_non_null(strstr(plan.why, "budget"));
}

static void so_does_a_deadline(void **state)
{
	struct rq_plan plan;

	(void)state;
	terms.limits.rate[RQ_TPM] = 2000;
	plan = plan_with((struct rq_plan_options) { .deadline = NOW + 45000 });
	assert_int_equal(plan.today, 3);
	assert_string_equal(plan.why, "the deadline, by the limits of server model");
}

static void so_do_the_limits_of_a_day(void **state)
{
	struct rq_plan plan;

	(void)state;
	terms.limits.rate[RQ_RPD] = 2;
	plan = plan_with((struct rq_plan_options) { 0 });
	assert_in_range(plan.today, 2, 4); /* the bucket, and what a day refills */
	assert_string_equal(plan.why, "the limits of a day of server model");
}

static void a_call_that_no_limit_lets_through_is_told(void **state)
{
	struct rq_plan plan;

	(void)state;
	terms.limits.rate[RQ_TPM] = 900;
	plan = plan_with((struct rq_plan_options) { 0 });
	assert_int_equal(plan.today, 0);
	assert_string_equal(plan.why, "a call is larger than a limit of server model");
}

static void one_that_makes_no_prompt_does_not_stop_it_a_missing_key_does(void **state)
{
	struct rq_plan plan;
	char id[RQ_ID_SIZE];

	(void)state;
	enqueue_person(store, "No Prompt", id);
	plan = plan_with((struct rq_plan_options) { 0 });
	assert_int_equal(plan.tasks, 6);
	assert_int_equal(plan.remote, 5);
	enqueue_person(store, "No Key", id);
	assert_fails(rq_plan_make(store, &(struct rq_plan_options) { 0 }, &plan, &err), err,
		     RQ_UNAUTHORIZED);
}

static void it_is_told_as_a_record_and_as_a_line(void **state)
{
	struct rq_plan plan = plan_with((struct rq_plan_options) { .budget_microusd = 500 });
	json_t *record = rq_plan_record(&plan);
	char *line = rq_plan_line(&plan);

	(void)state;
	assert_string_equal(rq_json_string(record, "type"), "estimate");
	assert_int_equal(rq_json_integer(record, "cost_microusd", 0), 1000);
	assert_int_equal(rq_json_integer(record, "today", 0), 2);
	assert_non_null(rq_json_string(record, "why"));
	assert_non_null(
	    strstr(line, "5 tasks, 5 of them remote: 3000 tokens in, at most 2000 out"));
	assert_non_null(strstr(line, "2 of them fit: the budget of the day"));
	free(line);
	json_decref(record);
}

int main(void)
{
#define PLAN_TEST(name) cmocka_unit_test_setup_teardown(name, make_queue, remove_queue)
	const struct CMUnitTest tests[] = {
		PLAN_TEST(all_that_waits_is_added_up),
		PLAN_TEST(what_is_done_or_in_hand_is_not),
		PLAN_TEST(work_of_this_machine_takes_nothing),
		PLAN_TEST(what_the_run_would_not_claim_is_not_planned),
		PLAN_TEST(a_sample_stands_for_the_rest),
		PLAN_TEST(time_is_that_of_the_limits),
		PLAN_TEST(a_budget_says_how_much_of_it_fits),
		PLAN_TEST(so_does_a_deadline),
		PLAN_TEST(so_do_the_limits_of_a_day),
		PLAN_TEST(a_call_that_no_limit_lets_through_is_told),
		PLAN_TEST(one_that_makes_no_prompt_does_not_stop_it_a_missing_key_does),
		PLAN_TEST(it_is_told_as_a_record_and_as_a_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
