/*
 * engine/dispatch: tasks to results. The engine is a stand-in that is linked
 * instead of engine.c and does what the résumé's name tells it; so is the backoff.
 */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/backoff.h"
#include "base/memory.h"
#include "engine/dispatch.h"
#include "engine/engine.h"
#include "enqueue_kit.h"
#include "folder.h"

/* --- the stand-in --------------------------------------------------------------- */

static const char nothing[] = "{\"schema\":\"rq.tailor.v1\",\"edits\":[],\"requirements\":[],"
			      "\"questions\":[],\"suspicious_lines\":[]}";
static struct rq_proposal *waiting[16];
static size_t waiting_count;
static bool holding; /* no answer comes */
static int waits;    /* for one, that took time */
static int calls;
static const struct rq_terms terms = { .scope = "test" };
static bool permitted; /* each call needs a permit, and costs a tenth of a cent at most */

static bool two_engines; /* the first task has one that never answers */
static bool broken;      /* that one, for who waits for it */

static const struct rq_engine_class class = { .name = "local", .version = "test" };
static struct rq_engine engine = { &class }, silent = { &class };

const struct rq_engine_class *rq_engine_find(const char *name)
{
	return strcmp(name, "local") == 0 ? &class : NULL;
}

/* Chance may draw no wait at all; here nothing is due again before the test is over. */
int64_t rq_backoff_wait(int attempts)
{
	return INT64_C(3600000) * attempts;
}

bool rq_engine_is_remote(const char *name)
{
	(void)name;
	return false;
}

struct rq_engine *rq_engines_get(struct rq_engines *engines, const char *name, struct rq_error *err)
{
	(void)name;
	(void)err;
	if (engines->count == 0 && two_engines)
		return engines->engine[engines->count++] = &silent;
	if (engines->count == two_engines)
		engines->engine[engines->count++] = &engine;
	return &engine;
}

void rq_engines_free(struct rq_engines *engines)
{
	(void)engines;
}

int rq_engine_prepare(struct rq_engine *prepared, struct rq_proposal *proposal,
		      struct rq_error *err)
{
	(void)prepared;
	(void)err;
	if (permitted) {
		proposal->terms = &terms;
		proposal->need = (struct rq_need) { .requests = 1, .microusd = 1000 };
	}
	return 0;
}

void rq_engine_drop(struct rq_engine *dropped, struct rq_proposal *proposal)
{
	(void)dropped;
	(void)proposal;
}

size_t rq_engine_room(const struct rq_engine *asked, const struct rq_proposal *proposal)
{
	(void)asked;
	(void)proposal;
	return sizeof waiting / sizeof waiting[0] - waiting_count;
}

int rq_engine_start(struct rq_engine *started, struct rq_proposal *proposal, struct rq_error *err)
{
	const json_t *basics = rq_json_object(rq_json_object(proposal->record, "resume"), "basics");
	const char *name = rq_json_string(basics, "name");
	struct rq_error ignored = { 0 };

	calls++;
	if (started == &silent)
		return 0;
	if (strcmp(name, "Broken Engine") == 0)
		return rq_fail(err, RQ_SYSTEM, "the engine is broken");
	if (strcmp(name, "Bad Answer") == 0)
		proposal->answer = json_pack("{s:s}", "schema", "something else");
	else if (strcmp(name, "Try Later") == 0 && calls < 3)
		(void)rq_fail(&proposal->err, RQ_AGAIN, "not now");
	else if (strcmp(name, "Never Works") == 0)
		(void)rq_fail(&proposal->err, RQ_UNSUPPORTED, "this one never works");
	else
		assert_works(rq_json_parse(nothing, strlen(nothing), &proposal->answer, &ignored),
			     ignored);
	waiting[waiting_count++] = proposal;
	return 0;
}

int rq_engine_wait(struct rq_engine *awaited, int milliseconds, int wake_fd,
		   struct rq_proposal **done, struct rq_error *err)
{
	(void)wake_fd;
	waits += milliseconds > 0;
	if (awaited == &silent)
		return broken && milliseconds > 0 ? rq_fail(err, RQ_SYSTEM, "it broke") : 0;
	if (waiting_count == 0 || holding)
		return 0;
	*done = waiting[--waiting_count];
	return 1;
}

int rq_engine_restore(struct rq_engine *restored, struct rq_proposal *proposal,
		      struct rq_error *err)
{
	(void)restored;
	(void)proposal;
	(void)err;
	return 0;
}

/* --- a store with tasks in it ------------------------------------------------------ */

struct fixture {
	char folder[FOLDER_SIZE];
	struct rq_store *store;
	struct rq_dispatch *dispatch;
	char task_id[RQ_ID_SIZE]; /* the one that was enqueued last */
	size_t results, errors, cached;
	char last[4096];
};

static int take(const char *text, size_t length, bool failed, void *context, struct rq_error *err)
{
	struct fixture *fixture = context;
	struct rq_task task;
	json_t *record;

	assert_works(rq_json_parse_object(text, length, &record, err), *err);
	if (failed) {
		assert_string_equal(rq_json_string(record, "type"), "error");
		fixture->errors++;
	} else {
		assert_string_equal(rq_json_string(record, "type"), "result");
		assert_works(
		    rq_store_task(fixture->store, rq_json_string(record, "task_id"), &task, err),
		    *err);
		assert_int_equal(task.status, RQ_TASK_DONE); /* durable before it is said */
		rq_task_free(&task);
		fixture->results++;
		fixture->cached += json_is_true(json_object_get(record, "cached"));
	}
	(void)snprintf(fixture->last, sizeof fixture->last, "%s", text);
	json_decref(record);
	return 0;
}

static void open_dispatch(struct fixture *fixture, size_t limit, size_t batch)
{
	struct rq_dispatch_options options = {
		.batch = batch,
		.in_hand = 8,
		.lease = 60000,
		.max_attempts = 3,
		.limit = limit,
		.stop_fd = -1,
	};
	struct rq_dispatch_sink sink = { .take = take, .context = fixture };

	fixture->dispatch = rq_dispatch_new(fixture->store, &options, &sink);
}

static int set_up(void **state)
{
	struct fixture *fixture = rq_alloc(1, sizeof *fixture);
	struct rq_error err = { 0 };
	char *path;

	folder_make(fixture->folder);
	path = rq_printf("%s/store", fixture->folder);
	assert_works(rq_store_open(path, &(struct rq_store_options) { 0 }, &fixture->store, &err),
		     err);
	free(path);
	open_dispatch(fixture, 0, 8);
	calls = waits = 0;
	holding = two_engines = broken = false;
	permitted = false;
	waiting_count = 0;
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	struct rq_error err = { 0 };

	assert_works(rq_dispatch_close(fixture->dispatch, &err), err);
	rq_store_close(fixture->store);
	folder_remove(fixture->folder);
	free(fixture);
	return 0;
}

static void enqueue(struct fixture *fixture, const char *name)
{
	enqueue_person(fixture->store, name, fixture->task_id);
}

/* Turns until nothing moves any more; returns how many turns moved something. */
static int turn_all(struct fixture *fixture, bool drain)
{
	struct rq_error err = { 0 };
	bool busy = true;
	int turns = -1;

	for (; busy; turns++)
		assert_works(rq_dispatch_turn(fixture->dispatch, drain, &busy, &err), err);
	return turns;
}

static enum rq_task_status status_of(struct fixture *fixture, int *attempts)
{
	struct rq_error err = { 0 };
	enum rq_task_status status;
	struct rq_task task;

	assert_works(rq_store_task(fixture->store, fixture->task_id, &task, &err), err);
	status = task.status;
	*attempts = task.attempts;
	rq_task_free(&task);
	return status;
}

/* --- the tests ----------------------------------------------------------------------- */

static void a_drained_task_is_done_and_answered_once(void **state)
{
	struct fixture *fixture = *state;
	int attempts;

	enqueue(fixture, "Ada Example");
	assert_int_equal(turn_all(fixture, true), 1);
	assert_int_equal(fixture->results, 1);
	assert_int_equal(fixture->cached, 0);
	assert_int_equal(status_of(fixture, &attempts), RQ_TASK_DONE);
	assert_int_equal(attempts, 1);
}

static void a_wanted_task_is_answered_as_often_as_it_is_wanted(void **state)
{
	struct fixture *fixture = *state;

	enqueue(fixture, "Ada Example");
	rq_dispatch_want(fixture->dispatch, fixture->task_id);
	rq_dispatch_want(fixture->dispatch, fixture->task_id);
	(void)turn_all(fixture, false);
	assert_int_equal(fixture->results, 2);
	assert_int_equal(fixture->cached, 1);
	assert_int_equal(calls, 1);
	assert_int_equal(rq_dispatch_wanted(fixture->dispatch), 0);
}

static void only_what_is_wanted_is_run(void **state)
{
	struct fixture *fixture = *state;
	int attempts;

	enqueue(fixture, "Not Wanted");
	rq_dispatch_want(fixture->dispatch, "00000000000000000000000000000000");
	(void)turn_all(fixture, false);
	assert_int_equal(calls, 0);
	assert_int_equal(fixture->errors, 1); /* the one that nobody knows */
	assert_non_null(strstr(fixture->last, "\"not-found\""));
	assert_int_equal(status_of(fixture, &attempts), RQ_TASK_QUEUED);
}

static void a_failure_that_no_retry_mends_is_dead_at_once(void **state)
{
	struct fixture *fixture = *state;
	int attempts;

	enqueue(fixture, "Never Works");
	rq_dispatch_want(fixture->dispatch, fixture->task_id);
	(void)turn_all(fixture, false);
	assert_int_equal(fixture->errors, 1);
	assert_non_null(strstr(fixture->last, "this one never works"));
	assert_int_equal(status_of(fixture, &attempts), RQ_TASK_DEAD);
	assert_int_equal(attempts, 1);

	rq_dispatch_want(fixture->dispatch, fixture->task_id); /* asked for again: refused again */
	(void)turn_all(fixture, false);
	assert_int_equal(fixture->errors, 2);
	assert_int_equal(calls, 1);
}

/* As somebody could do it in a table on a server: another's résumé, or no recipe. */
static void a_task_that_is_not_what_its_id_names_is_dead(void **state)
{
	struct fixture *fixture = *state;
	struct rq_submission changed = { .resume = { "{}", 2 } };
	struct rq_error err = { 0 };
	struct rq_task task;
	int attempts;

	enqueue(fixture, "Jane Works");
	assert_works(rq_store_task(fixture->store, fixture->task_id, &task, &err), err);
	for (int i = 0; i < 2; i++) {
		changed.task = task;
		memset(changed.task.task_id, 'e' + i, sizeof task.task_id - 1);
		if (i == 0)
			memset(changed.task.candidate_id, '7', 32);
		else
			changed.task.recipe[0] = '\0';
		assert_works(rq_store_enqueue(fixture->store, &changed, 1,
					      &(struct rq_enqueue_options) { .now = 1 }, &err),
			     err);
		strcpy(fixture->task_id, changed.task.task_id);
		rq_dispatch_want(fixture->dispatch, fixture->task_id);
		(void)turn_all(fixture, false);
		assert_int_equal(fixture->errors, i + 1);
		assert_non_null(strstr(fixture->last, "\"damaged\""));
		assert_int_equal(status_of(fixture, &attempts), RQ_TASK_DEAD);
	}
	assert_int_equal(calls, 0);
	rq_task_free(&task);
}

static void an_answer_that_breaks_its_schema_is_tried_again_later(void **state)
{
	struct fixture *fixture = *state;
	int attempts;

	enqueue(fixture, "Bad Answer");
	(void)turn_all(fixture, true);
	assert_int_equal(fixture->errors, 0);
	assert_int_equal(status_of(fixture, &attempts), RQ_TASK_RETRY);
	assert_int_equal(attempts, 1);
}

static void a_broken_engine_stops_the_run_and_keeps_the_task(void **state)
{
	struct fixture *fixture = *state;
	struct rq_error err = { 0 };
	int attempts;
	bool busy;

	enqueue(fixture, "Broken Engine");
	assert_fails(rq_dispatch_turn(fixture->dispatch, true, &busy, &err), err, RQ_SYSTEM);
	assert_int_equal(status_of(fixture, &attempts), RQ_TASK_QUEUED);
	assert_int_equal(attempts, 0);
	assert_int_equal(fixture->errors, 0);
}

/* Dollars of permits that nobody settled. */
static long long unsettled(struct fixture *fixture)
{
	struct rq_error err = { 0 };
	json_t *usage, *line;
	long long sum = 0;
	size_t i;

	assert_works(rq_store_usage(fixture->store, 0, 0, &usage, &err), err);
	json_array_foreach (usage, i, line)
		sum += rq_json_integer(line, "unsettled_microusd", 0);
	json_decref(usage);
	return sum;
}

static void what_was_granted_behind_a_broken_engine_is_given_back(void **state)
{
	struct fixture *fixture = *state;
	struct rq_error err = { 0 };
	int attempts;
	bool busy;

	permitted = true;
	enqueue(fixture, "Broken Engine");
	enqueue(fixture, "Ada Example");
	enqueue(fixture, "Bob Example");
	assert_fails(rq_dispatch_turn(fixture->dispatch, true, &busy, &err), err, RQ_SYSTEM);
	assert_int_equal(calls, 1);
	assert_int_equal(status_of(fixture, &attempts), RQ_TASK_QUEUED);
	assert_int_equal(attempts, 0);
	assert_int_equal(unsettled(fixture), 0);
}

static void a_task_whose_workers_all_die_is_dead(void **state)
{
	struct fixture *fixture = *state;
	struct rq_error err = { 0 };
	struct rq_claim claim = { .lease = 1 };
	int attempts;

	enqueue(fixture, "Kills Its Workers");
	for (int i = 0; i < 3; i++) { /* claimed, and nobody says how it ended */
		struct rq_task task;
		size_t count;

		claim.now = INT64_C(1) << 45 | i << 10;
		assert_works(rq_store_claim(fixture->store, &claim, &task, 1, &count, &err), err);
		assert_int_equal(count, 1);
		rq_task_free(&task);
	}
	assert_int_equal(setenv("RQ_NOW", "4000-01-01T00:00:00Z", 1), 0);
	(void)turn_all(fixture, true);
	assert_int_equal(unsetenv("RQ_NOW"), 0);
	assert_int_equal(calls, 0);
	assert_int_equal(fixture->errors, 1);
	assert_non_null(strstr(fixture->last, "\"crashed\""));
	assert_int_equal(status_of(fixture, &attempts), RQ_TASK_DEAD);
}

/* A queue that is claimed in parts is begun as a whole: nobody waits between them. */
static void an_answer_is_awaited_when_nothing_more_can_be_claimed(void **state)
{
	struct fixture *fixture = *state;
	struct rq_error err = { 0 };
	bool busy;

	assert_works(rq_dispatch_close(fixture->dispatch, &err), err);
	open_dispatch(fixture, 0, 2);
	for (const char *name = "ABCDE"; *name; name++)
		enqueue(fixture, name);
	holding = true;
	for (int i = 0; i < 2; i++)
		assert_works(rq_dispatch_turn(fixture->dispatch, true, &busy, &err), err);
	assert_int_equal(calls, 4);
	assert_int_equal(waits, 0);
	assert_works(rq_dispatch_turn(fixture->dispatch, true, &busy, &err), err);
	assert_int_equal(calls, 5);
	assert_int_equal(waits, 1);
	holding = false;
	(void)turn_all(fixture, true);
	assert_int_equal(fixture->results, 5);
}

static void a_limit_leaves_the_rest_in_the_queue(void **state)
{
	struct fixture *fixture = *state;
	struct rq_error err = { 0 };
	int attempts;

	assert_works(rq_dispatch_close(fixture->dispatch, &err), err);
	open_dispatch(fixture, 1, 8);
	enqueue(fixture, "Ada Example");
	enqueue(fixture, "Grace Example");
	(void)turn_all(fixture, true);
	assert_int_equal(fixture->results, 1);
	assert_true(rq_dispatch_sated(fixture->dispatch));
	assert_int_equal(status_of(fixture, &attempts), RQ_TASK_QUEUED);
}

static void at_the_end_no_engine_keeps_the_answers_of_another(void **state)
{
	struct fixture *fixture = *state;
	struct rq_error err = { 0 };
	int attempts;
	bool busy;

	two_engines = holding = true;
	enqueue(fixture, "Ada Example");
	enqueue(fixture, "Bob Example");
	assert_works(rq_dispatch_turn(fixture->dispatch, true, &busy, &err), err);
	assert_int_equal(calls, 2);
	holding = false;
	broken = true;
	assert_works(rq_dispatch_close(fixture->dispatch, &err), err);
	assert_int_equal(fixture->results, 1);
	assert_int_equal(status_of(fixture, &attempts), RQ_TASK_DONE);
	open_dispatch(fixture, 0, 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    an_answer_is_awaited_when_nothing_more_can_be_claimed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_drained_task_is_done_and_answered_once, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_wanted_task_is_answered_as_often_as_it_is_wanted,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(only_what_is_wanted_is_run, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_failure_that_no_retry_mends_is_dead_at_once,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_task_that_is_not_what_its_id_names_is_dead,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    an_answer_that_breaks_its_schema_is_tried_again_later, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_broken_engine_stops_the_run_and_keeps_the_task,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_was_granted_behind_a_broken_engine_is_given_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_task_whose_workers_all_die_is_dead, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(at_the_end_no_engine_keeps_the_answers_of_another,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_limit_leaves_the_rest_in_the_queue, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
