/*
 * engine/launch: which tasks that are ready start now. The tasks and permits are
 * of a real store, the engine is a stand-in that notes what it was given, and
 * time stands still.
 */

#include "store_fixture.h"
#include "unit.h"

#include "base/clock.h"
#include "engine/launch.h"

enum { WORKS = 6 };

static size_t room; /* of the stand-in */
static bool broken; /* so is it */
static int started, dropped;
static struct rq_terms terms;
static struct rq_work *works[WORKS];
static struct rq_launch *launch;

static void drop(struct rq_engine *engine, struct rq_proposal *proposal)
{
	(void)engine;
	(void)proposal;
	dropped++;
}

static size_t room_of(const struct rq_engine *engine, const struct rq_proposal *proposal)
{
	(void)engine;
	(void)proposal;
	return room > (size_t)started ? room - (size_t)started : 0;
}

static int start(struct rq_engine *engine, struct rq_proposal *proposal, struct rq_error *error)
{
	(void)engine;
	(void)proposal;
	if (broken)
		return rq_fail(error, RQ_SYSTEM, "broken");
	started++;
	return 0;
}

static const struct rq_engine_class class = {
	.name = "stand-in", .drop = drop, .room = room_of, .start = start
};
static struct rq_engine engine = { &class };

static void launch_with(int64_t budget, int64_t deadline)
{
	rq_launch_free(launch);
	launch = rq_launch_new(store, budget, deadline);
}

/* Six tasks that were claimed and prepared; two and two are of one posting. */
static int make_works(void **state)
{
	struct rq_task tasks[WORKS];
	char now[RQ_TIME_SIZE];

	(void)make_store(state);
	assert_int_equal(setenv("RQ_NOW", rq_clock_format(NOW, now), 1), 0);
	enqueue_many(0, WORKS);
	assert_int_equal(claim_at(NOW, tasks, WORKS), WORKS);
	terms = (struct rq_terms) { .scope = "server model" };
	for (int i = 0; i < WORKS; i++) {
		works[i] = rq_work_new(&tasks[i], store);
		works[i]->engine = &engine;
		works[i]->state = RQ_WORK_READY;
		works[i]->proposal.terms = &terms;
		works[i]->proposal.need = (struct rq_need) { 1, 600, 400, 100 };
	}
	launch = NULL;
	launch_with(0, 0);
	room = WORKS;
	broken = false;
	started = dropped = 0;
	return 0;
}

static int remove_works(void **state)
{
	for (int i = 0; i < WORKS; i++)
		rq_work_free(works[i], NULL);
	rq_launch_free(launch);
	(void)unsetenv("RQ_NOW");
	return remove_store(state);
}

static int go(void)
{
	return rq_launch_ready(launch, works, WORKS, 5, &err);
}

/* The states of the works, a letter each: ready, running, concluded. */
static void assert_states(const char *wanted)
{
	char states[WORKS + 1] = "";

	for (int i = 0; i < WORKS; i++)
		states[i] = works[i]->state == RQ_WORK_READY     ? '.'
			    : works[i]->state == RQ_WORK_RUNNING ? 'r'
								 : 'c';
	assert_string_equal(states, wanted);
}

/* --- room ------------------------------------------------------------------------- */

static void as_many_start_as_the_engine_has_room_for_and_in_order(void **state)
{
	(void)state;
	room = 2;
	assert_works(go(), err);
	assert_states("rr....");
	room = 3;
	assert_works(go(), err);
	assert_states("rrr...");
}

static void what_has_landed_keeps_its_room_until_it_is_committed(void **state)
{
	(void)state;
	room = 2;
	assert_works(go(), err);
	assert_states("rr....");
	works[0]->state = RQ_WORK_LANDED;
	room = 3; /* the engine is done with it */
	assert_works(go(), err);
	assert_int_equal(started, 2);
	works[0]->state = RQ_WORK_CONCLUDED; /* and is committed before the next round */
	assert_works(go(), err);
	assert_int_equal(started, 3);
}

static void what_needs_no_permit_starts_at_once(void **state)
{
	(void)state;
	room = 0;
	works[4]->proposal.terms = NULL;
	assert_works(go(), err);
	assert_states("....r.");
}

static void a_broken_engine_stops_it(void **state)
{
	(void)state;
	broken = true;
	assert_fails(go(), err, RQ_SYSTEM);
	assert_states("......");
}

/* --- the first of a posting ----------------------------------------------------------- */

static void warm_all(void)
{
	for (int i = 0; i < WORKS; i++)
		works[i]->proposal.warms = true;
}

static void the_first_of_each_posting_goes_alone(void **state)
{
	(void)state;
	warm_all();
	assert_works(go(), err);
	assert_states("r.r.r.");
	assert_works(go(), err);
	assert_states("r.r.r.");
	rq_launch_landed(launch, works[2]);
	assert_works(go(), err);
	assert_states("r.rrr.");
}

static void when_the_first_fails_one_other_goes_ahead(void **state)
{
	(void)state;
	warm_all();
	for (int i = 1; i < WORKS; i++) /* all of one posting */
		strcpy(works[i]->task.job_version, works[0]->task.job_version);
	assert_works(go(), err);
	assert_states("r.....");
	(void)rq_fail(&works[0]->proposal.err, RQ_HTTP_5XX, "ill");
	rq_launch_landed(launch, works[0]);
	assert_works(go(), err);
	assert_states("rr....");
	rq_launch_landed(launch, works[1]);
	assert_works(go(), err);
	assert_states("rrrrrr");
}

/* --- a server that is ill -------------------------------------------------------------- */

/* A call ends; what was to be done about it before, and what is then. */
static enum rq_remedy end_call(int i, enum rq_endpoint endpoint, bool probe)
{
	works[i]->probe = probe;
	works[i]->proposal.settlement.endpoint = endpoint;
	works[i]->proposal.remedy = RQ_REMEDY_RETRY;
	rq_launch_landed(launch, works[i]);
	return works[i]->proposal.remedy;
}

static void after_five_failures_no_task_is_to_blame_until_the_server_is_well(void **state)
{
	(void)state;
	assert_works(go(), err);
	for (int i = 0; i < 5; i++)
		assert_int_equal(end_call(i, RQ_ENDPOINT_ILL, false), RQ_REMEDY_RETRY);
	assert_int_equal(end_call(5, RQ_ENDPOINT_ILL, false), RQ_REMEDY_AWAIT);
	assert_int_equal(end_call(0, RQ_ENDPOINT_WELL, false), RQ_REMEDY_RETRY);
	assert_int_equal(end_call(1, RQ_ENDPOINT_ILL, false), RQ_REMEDY_RETRY);
}

static void who_asks_whether_it_is_well_again_is_not_to_blame(void **state)
{
	(void)state;
	assert_works(go(), err);
	assert_int_equal(end_call(0, RQ_ENDPOINT_ILL, true), RQ_REMEDY_AWAIT);
	works[1]->probe = true; /* but what cannot be sent again is dead all the same */
	works[1]->proposal.settlement.endpoint = RQ_ENDPOINT_ILL;
	works[1]->proposal.remedy = RQ_REMEDY_DEAD;
	rq_launch_landed(launch, works[1]);
	assert_int_equal(works[1]->proposal.remedy, RQ_REMEDY_DEAD);
}

/* --- permits ------------------------------------------------------------------------------ */

/* Its call took a tenth of what it might have. */
static void land(int i)
{
	struct rq_outcome outcome = { .task = &works[i]->task,
				      .ending = RQ_END_DONE,
				      .result = { "{}", 2 },
				      .usage = { .calls = 1, .cost_microusd = 100 },
				      .settlement = { .charge = RQ_CHARGE_USAGE } };

	assert_works(rq_store_finish(store, &outcome, 1, NOW, &err), err);
	works[i]->state = RQ_WORK_CONCLUDED;
	rq_launch_landed(launch, works[i]);
}

static void what_the_limits_grant_starts_and_the_next_is_known(void **state)
{
	(void)state;
	terms.limits.rate[RQ_TPM] = 3100; /* three calls, with the margin */
	assert_works(go(), err);
	assert_states("rrr...");
	assert_in_range(rq_launch_next(launch), NOW + 1, NOW + MINUTE);
	assert_works(go(), err); /* it is not that time yet */
	assert_states("rrr...");
}

static void a_permit_that_is_a_day_away_is_not_awaited(void **state)
{
	(void)state;
	terms.limits.rate[RQ_RPD] = 1;
	assert_works(go(), err); /* the call under way may give back what it holds */
	assert_states("r.....");
	land(0);
	assert_fails(go(), err, RQ_AGAIN);
	assert_states("c.....");
}

/* Each call may take all of the day, and takes a tenth. */
static void what_a_call_gives_back_of_the_day_goes_to_the_next(void **state)
{
	(void)state;
	terms.limits.rate[RQ_TPD] = 1100;
	assert_works(go(), err);
	assert_states("r.....");
	land(0);
	assert_works(go(), err);
	assert_states("cr....");
}

static void a_deadline_is_how_long_permits_are_awaited(void **state)
{
	(void)state;
	terms.limits.rate[RQ_RPM] = 1;
	launch_with(0, NOW + 1000);
	assert_works(go(), err);
	assert_states("r.....");
	land(0);
	assert_fails(go(), err, RQ_AGAIN);
	assert_states("c.....");
}

static void what_fits_into_no_limit_fails_alone(void **state)
{
	(void)state;
	terms.limits.rate[RQ_TPM] = 100000;
	works[1]->proposal.need.input_tokens = 200000;
	assert_works(go(), err);
	assert_states("rcrrrr");
	assert_int_equal(works[1]->outcome.failure.code, RQ_TOO_LARGE);
	assert_non_null(strstr(works[1]->outcome.failure.message, "200400"));
	assert_int_equal(dropped, 1);
	dropped = 0;
}

static void a_task_that_somebody_else_has_by_now_is_let_go(void **state)
{
	struct rq_task taken[1];

	(void)state;
	finish_as(&works[0]->task, RQ_END_GIVE_BACK, NOW);
	assert_int_equal(claim_at(NOW, taken, 1), 1);
	assert_string_equal(taken[0].task_id, works[0]->task.task_id);
	assert_works(go(), err);
	assert_states("crrrrr");
	assert_int_equal(works[0]->outcome.failure.code, RQ_LEASE_LOST);
	rq_task_free(&taken[0]);
}

static void what_is_reserved_of_the_budget_is_awaited_what_is_spent_ends_the_run(void **state)
{
	(void)state;
	launch_with(250, 0);
	assert_works(go(), err);
	assert_states("rr....");
	land(0);
	land(1);
	launch_with(250, 0);
	assert_fails(go(), err, RQ_OVER_BUDGET);
	assert_states("cc....");
}

static void two_models_have_limits_each(void **state)
{
	struct rq_terms other = { .scope = "server other" };

	(void)state;
	terms.limits.rate[RQ_TPM] = other.limits.rate[RQ_TPM] = 1100; /* one call */
	works[3]->proposal.terms = &other;
	assert_works(go(), err);
	assert_states("r..r..");
	for (int i = 0; i < WORKS; i++)
		works[i]->proposal.terms = &terms;
}

int main(void)
{
#define LAUNCH_TEST(name) cmocka_unit_test_setup_teardown(name, make_works, remove_works)
	const struct CMUnitTest tests[] = {
		LAUNCH_TEST(as_many_start_as_the_engine_has_room_for_and_in_order),
		LAUNCH_TEST(what_has_landed_keeps_its_room_until_it_is_committed),
		LAUNCH_TEST(what_needs_no_permit_starts_at_once),
		LAUNCH_TEST(a_broken_engine_stops_it),
		LAUNCH_TEST(the_first_of_each_posting_goes_alone),
		LAUNCH_TEST(when_the_first_fails_one_other_goes_ahead),
		LAUNCH_TEST(after_five_failures_no_task_is_to_blame_until_the_server_is_well),
		LAUNCH_TEST(who_asks_whether_it_is_well_again_is_not_to_blame),
		LAUNCH_TEST(what_the_limits_grant_starts_and_the_next_is_known),
		LAUNCH_TEST(a_permit_that_is_a_day_away_is_not_awaited),
		LAUNCH_TEST(what_a_call_gives_back_of_the_day_goes_to_the_next),
		LAUNCH_TEST(a_deadline_is_how_long_permits_are_awaited),
		LAUNCH_TEST(what_fits_into_no_limit_fails_alone),
		LAUNCH_TEST(a_task_that_somebody_else_has_by_now_is_let_go),
		LAUNCH_TEST(what_is_reserved_of_the_budget_is_awaited_what_is_spent_ends_the_run),
		LAUNCH_TEST(two_models_have_limits_each),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
