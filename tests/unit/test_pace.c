/*
 * What decides how many tasks are begun and when: engine/window (servers without
 * limits), engine/warmth (prefix caches), engine/canary, engine/wish.
 */

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "engine/canary.h"
#include "engine/warmth.h"
#include "engine/window.h"
#include "engine/wish.h"

/* --- window ------------------------------------------------------------------- */

/* A server that does so many at once, each in 100 ms, and queues the others. */
static void serve_round(struct rq_window *window, size_t slots, int64_t *now)
{
	size_t sent = window->size;

	for (size_t i = 0; i < sent; i++) {
		int64_t latency = 100 * (int64_t)(1 + i / slots);

		rq_window_note(window, false, latency, *now + latency);
	}
	*now += 100 * (int64_t)(1 + (sent - 1) / slots);
}

static void a_window_opens_while_answers_stay_quick(void **state)
{
	struct rq_window window;
	int64_t now = 1000;

	(void)state;
	rq_window_init(&window, 256);
	for (int round = 0; round < 8; round++)
		serve_round(&window, 256, &now);
	assert_int_equal(window.size, 256);
}

static void a_window_stays_near_what_the_server_can_do(void **state)
{
	struct rq_window window;
	int64_t now = 1000;

	(void)state;
	rq_window_init(&window, 256);
	for (int round = 0; round < 200; round++) {
		serve_round(&window, 8, &now);
		assert_true(window.size >= 1);
		if (round >= 20)
			assert_in_range(window.size, 4, 32);
	}
}

static void a_busy_server_halves_the_window_once_a_round(void **state)
{
	struct rq_window window;

	(void)state;
	rq_window_init(&window, 64);
	window.size = 64;
	for (int i = 0; i < 10; i++)
		rq_window_note(&window, true, 500, 10000 + i); /* all sent before the first came */
	assert_int_equal(window.size, 32);
	rq_window_note(&window, true, 500, 11000);
	assert_int_equal(window.size, 16);
	for (int i = 0; i < 20; i++)
		rq_window_note(&window, true, 1, 20000 + 10 * i);
	assert_int_equal(window.size, 1);
}

/* --- warmth ------------------------------------------------------------------- */

static struct rq_task task_of(const char *posting, int number)
{
	struct rq_task task = { .attempts = 1 };

	(void)snprintf(task.task_id, sizeof task.task_id, "%032d", number);
	(void)snprintf(task.job_version, sizeof task.job_version, "%s", posting);
	return task;
}

static void the_first_of_a_posting_goes_alone(void **state)
{
	struct rq_warmth *warmth = rq_warmth_new();
	struct rq_task first = task_of("a", 1), second = task_of("a", 2), other = task_of("b", 3);

	(void)state;
	assert_int_equal(rq_warmth_of(warmth, &first, 1000), RQ_COLD);
	rq_warmth_sent(warmth, &first, 1000);
	assert_int_equal(rq_warmth_of(warmth, &second, 1001), RQ_WARMING);
	assert_int_equal(rq_warmth_of(warmth, &other, 1001), RQ_COLD);
	rq_warmth_answered(warmth, &first, true, 1600);
	assert_int_equal(rq_warmth_of(warmth, &second, 1601), RQ_WARM);
	assert_int_equal(rq_warmth_of(warmth, &second, 1600 + 4 * 3600 * 1000), RQ_COLD);
	rq_warmth_free(warmth);
}

static void another_goes_first_when_the_first_failed(void **state)
{
	struct rq_warmth *warmth = rq_warmth_new();
	struct rq_task first = task_of("a", 1), second = task_of("a", 2);

	(void)state;
	rq_warmth_sent(warmth, &first, 1000);
	rq_warmth_answered(warmth, &first, false, 1100);
	assert_int_equal(rq_warmth_of(warmth, &second, 1101), RQ_COLD);
	rq_warmth_sent(warmth, &second, 1101);
	rq_warmth_answered(warmth, &second, true, 1200);
	rq_warmth_sent(warmth, &first, 1201);
	rq_warmth_answered(warmth, &first, false, 1300); /* the posting is known all the same */
	assert_int_equal(rq_warmth_of(warmth, &first, 1301), RQ_WARM);
	rq_warmth_free(warmth);
}

static void more_postings_than_are_remembered_do_no_harm(void **state)
{
	struct rq_warmth *warmth = rq_warmth_new();
	char posting[16];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		struct rq_task task;

		(void)snprintf(posting, sizeof posting, "p%d", i);
		task = task_of(posting, i);
		assert_int_equal(rq_warmth_of(warmth, &task, 1000 + i), RQ_COLD);
		rq_warmth_sent(warmth, &task, 1000 + i);
		rq_warmth_answered(warmth, &task, true, 1000 + i);
		assert_int_equal(rq_warmth_of(warmth, &task, 1000 + i), RQ_WARM);
	}
	rq_warmth_free(warmth);
}

/* --- canary ------------------------------------------------------------------- */

static void a_canary_lets_only_so_many_begin(void **state)
{
	struct rq_canary canary = { .wanted = 3 };
	struct rq_error err = { 0 };

	(void)state;
	assert_int_equal(rq_canary_room(&canary, 1), 2);
	assert_int_equal(rq_canary_room(&canary, 3), 0);
	rq_canary_note(&canary, 4, 1, RQ_OK);
	rq_canary_note(&canary, 0, 0, RQ_NETWORK); /* says nothing of the model */
	rq_canary_note(&canary, 4, 1, RQ_OK);
	assert_int_equal(rq_canary_room(&canary, 0), 1);
	assert_works(rq_canary_judge(&canary, &err), err);
	rq_canary_note(&canary, 4, 1, RQ_OK);
	assert_works(rq_canary_judge(&canary, &err), err);
	assert_true(rq_canary_room(&canary, 1000) > 1000);
}

static void a_canary_tells_broken_schemas_and_inventions(void **state)
{
	struct rq_canary schemas = { .wanted = 5 }, inventions = { .wanted = 5 };
	struct rq_error err = { 0 };

	(void)state;
	for (int i = 0; i < 5; i++) {
		rq_canary_note(&schemas, 0, 0, i < 4 ? RQ_OK : RQ_BAD_ANSWER);
		rq_canary_note(&inventions, 10, 6, RQ_OK);
	}
	assert_int_equal(rq_canary_judge(&schemas, &err), -1);
	assert_int_equal(err.code, RQ_CANARY);
	assert_non_null(strstr(err.message, "1 of 5 answers break the schema"));
	err = (struct rq_error) { 0 };
	assert_int_equal(rq_canary_judge(&inventions, &err), -1);
	assert_non_null(strstr(err.message, "dropped 30 of 50 edits"));
}

/* --- wishes ------------------------------------------------------------------- */

static void a_wish_made_twice_is_fulfilled_twice(void **state)
{
	struct rq_wishes wishes = { 0 };

	(void)state;
	rq_wishes_add(&wishes, "one");
	rq_wishes_add(&wishes, "two");
	rq_wishes_add(&wishes, "one");
	rq_wishes_fulfil(&wishes, "one");
	assert_int_equal(wishes.count, 2);
	rq_wishes_fulfil(&wishes, "three");
	assert_int_equal(wishes.count, 2);
	rq_wishes_fulfil(&wishes, "one");
	assert_int_equal(wishes.count, 1);
	assert_string_equal(wishes.id[0], "two");
	rq_wishes_free(&wishes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_window_opens_while_answers_stay_quick),
		cmocka_unit_test(a_window_stays_near_what_the_server_can_do),
		cmocka_unit_test(a_busy_server_halves_the_window_once_a_round),
		cmocka_unit_test(the_first_of_a_posting_goes_alone),
		cmocka_unit_test(another_goes_first_when_the_first_failed),
		cmocka_unit_test(more_postings_than_are_remembered_do_no_harm),
		cmocka_unit_test(a_canary_lets_only_so_many_begin),
		cmocka_unit_test(a_canary_tells_broken_schemas_and_inventions),
		cmocka_unit_test(a_wish_made_twice_is_fulfilled_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
