/* engine: recipes, waiting between attempts, the answers to a task. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/backoff.h"
#include "engine/answer.h"
#include "engine/recipe.h"

static void make(const struct rq_recipe_choice *choice, char id[RQ_ID_SIZE])
{
	struct rq_error err = { 0 };
	json_t *recipe;

	assert_works(rq_recipe_make(choice, id, &recipe, &err), err);
	json_decref(recipe);
}

static void every_choice_makes_another_recipe(void **state)
{
	const struct rq_recipe_choice choices[] = {
		{ .engine = "local", .vocabulary_id = "v" },
		{ .engine = "local", .vocabulary_id = "w" },
		{ .engine = "local", .vocabulary_id = "v", .model = "m" },
		{ .engine = "local", .vocabulary_id = "v", .redact = true },
		{ .engine = "local", .vocabulary_id = "v", .vocabulary = "a\tskill\tdata\n" },
	};
	enum { COUNT = sizeof choices / sizeof choices[0] };
	char ids[COUNT][RQ_ID_SIZE], again[RQ_ID_SIZE];

	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		make(&choices[i], ids[i]);
	for (size_t i = 0; i < COUNT; i++)
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(ids[i], ids[j]);
	make(&choices[0], again);
	assert_string_equal(ids[0], again);
}

static void an_unknown_engine_has_no_recipe(void **state)
{
	struct rq_recipe_choice choice = { .engine = "nobody", .vocabulary_id = "v" };
	struct rq_error err = { 0 };
	char id[RQ_ID_SIZE];
	json_t *recipe;

	(void)state;
	assert_fails(rq_recipe_make(&choice, id, &recipe, &err), err, RQ_USAGE);
}

static void a_recipe_of_other_versions_is_stale(void **state)
{
	static const char *const members[] = { "engine_version", "guard_version", "score_version",
					       "engine" };
	struct rq_recipe_choice choice = { .engine = "local", .vocabulary_id = "v" };
	struct rq_error err = { 0 };
	char id[RQ_ID_SIZE];
	json_t *recipe;

	(void)state;
	assert_works(rq_recipe_make(&choice, id, &recipe, &err), err);
	assert_works(rq_recipe_check(recipe, "v", &err), err);
	assert_fails(rq_recipe_check(recipe, "another", &err), err, RQ_STALE_RECIPE);
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
		json_t *changed = json_deep_copy(recipe);

		rq_json_set_string(changed, members[i], "0");
		assert_fails(rq_recipe_check(changed, "v", &err), err, RQ_STALE_RECIPE);
		json_decref(changed);
	}
	json_decref(recipe);
}

static void waits_grow_and_have_a_ceiling(void **state)
{
	int64_t longest_first = 0, longest_late = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		int64_t first = rq_backoff_wait(1), late = rq_backoff_wait(60);

		assert_in_range(first, 0, RQ_BACKOFF_BASE_MS);
		assert_in_range(late, 0, RQ_BACKOFF_CAP_MS);
		longest_first = first > longest_first ? first : longest_first;
		longest_late = late > longest_late ? late : longest_late;
	}
	assert_true(longest_late > longest_first); /* 1 in 10^2000 that it is not */
}

static json_t *parse(char *text, size_t length)
{
	struct rq_error err = { 0 };
	json_t *record;

	assert_works(rq_json_parse_object(text, length, &record, &err), err);
	free(text);
	return record;
}

static void a_dead_task_is_refused_with_its_last_failure(void **state)
{
	struct rq_failure failures[] = { { .code = RQ_TIMEOUT, .message = "too slow" },
					 { .code = RQ_BAD_ANSWER, .message = "no schema" } };
	struct rq_task task = { .task_id = "0123456789abcdef0123456789abcdef",
				.status = RQ_TASK_DEAD,
				.source = "a.pdf",
				.failures = failures,
				.failure_count = 2 };
	size_t length;
	char *text = rq_answer_refusal(&task, &length);
	json_t *record = parse(text, length);

	(void)state;
	assert_string_equal(rq_json_string(record, "code"), "bad-answer");
	assert_string_equal(rq_json_string(record, "message"), "dead: no schema");
	assert_string_equal(rq_json_string(record, "source"), "a.pdf");
	json_decref(record);
}

static void a_cancelled_task_is_refused_as_such(void **state)
{
	struct rq_task task = { .task_id = "0123456789abcdef0123456789abcdef",
				.status = RQ_TASK_CANCELLED };
	size_t length;
	char *text = rq_answer_refusal(&task, &length);
	json_t *record = parse(text, length);

	(void)state;
	assert_string_equal(rq_json_string(record, "code"), "cancelled");
	assert_string_equal(rq_json_string(record, "task_id"), task.task_id);
	json_decref(record);
}

static void usage_is_what_the_engine_says(void **state)
{
	static const char counted[] = "{\"calls\":2,\"prompt_tokens\":7,\"cost_microusd\":15}";
	struct rq_error err = { 0 };
	struct rq_usage usage = rq_answer_usage(NULL);
	json_t *said;

	(void)state;
	assert_int_equal(usage.calls, 0);
	assert_int_equal(usage.cost_microusd, 0);
	assert_works(rq_json_parse(counted, sizeof counted - 1, &said, &err), err);
	usage = rq_answer_usage(said);
	assert_int_equal(usage.calls, 2);
	assert_int_equal(usage.prompt_tokens, 7);
	assert_int_equal(usage.cost_microusd, 15);
	json_decref(said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_choice_makes_another_recipe),
		cmocka_unit_test(an_unknown_engine_has_no_recipe),
		cmocka_unit_test(a_recipe_of_other_versions_is_stale),
		cmocka_unit_test(waits_grow_and_have_a_ceiling),
		cmocka_unit_test(a_dead_task_is_refused_with_its_last_failure),
		cmocka_unit_test(a_cancelled_task_is_refused_as_such),
		cmocka_unit_test(usage_is_what_the_engine_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
