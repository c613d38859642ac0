#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "engine/model.h"

/* Opens a file of models with that text. */
static int open_text(const char *text, struct rq_models **models, struct rq_error *err)
{
	char path[] = "/tmp/rq-models-XXXXXX";
	int file = mkstemp(path), result;

	assert_true(file >= 0);
	assert_int_equal(write(file, text, strlen(text)), strlen(text));
	(void)close(file);
	result = rq_models_open(path, models, err);
	(void)unlink(path);
	return result;
}

static const char two[] =
    "{\"base_url\":\"https://a.test/v1\",\"plan\":\"free\",\"default\":\"b\",\"models\":["
    "{\"id\":\"a\",\"price\":{\"input\":150000,\"cached_input\":75000,\"output\":600000},"
    "\"batch\":{\"discount\":50},\"context\":1000,\"max_output\":100,\"caching\":true,"
    "\"strict_schema\":true,\"reasoning_effort\":true,\"limits\":{\"free\":\"rpm=30\"}},"
    "{\"id\":\"b\",\"price\":{\"input\":100,\"cached_input\":50,\"output\":100},"
    "\"batch\":{\"discount\":50,\"of_cached\":true}}]}";

static void the_file_that_comes_with_it_is_whole(void **state)
{
	struct rq_models *models;
	struct rq_error err = { 0 };
	struct rq_model model;

	(void)state;
	assert_works(rq_models_open("lib/engine/models.json", &models, &err), err);
	model = rq_models_find(models, rq_models_default(models));
	assert_true(model.known && model.priced && model.strict_schema);
	assert_non_null(rq_model_limits(&model, "free"));
	rq_models_free(models);
}

static void a_model_is_what_the_file_says(void **state)
{
	struct rq_models *models;
	struct rq_error err = { 0 };
	struct rq_model model;

	(void)state;
	assert_works(open_text(two, &models, &err), err);
	assert_string_equal(rq_models_default(models), "b");
	model = rq_models_find(models, "a");
	assert_true(model.known && model.priced && model.caching && model.effort);
	assert_false(model.sampling);
	assert_int_equal(model.max_output, 100);
	assert_string_equal(rq_model_limits(&model, "free"), "rpm=30");
	assert_null(rq_model_limits(&model, "developer"));
	rq_models_free(models);
}

static void a_model_that_the_file_lacks_can_be_used_but_not_paid(void **state)
{
	struct rq_models *models;
	struct rq_error err = { 0 };
	struct rq_model model;

	(void)state;
	assert_works(open_text(two, &models, &err), err);
	model = rq_models_find(models, "llama");
	assert_string_equal(model.id, "llama");
	assert_false(model.known || model.priced || model.strict_schema || model.effort);
	assert_null(rq_model_limits(&model, "free"));
	assert_int_equal(rq_model_cost(&model, &(struct rq_token_count) { 9, 0, 9 }, false), 0);
	rq_models_free(models);
}

static void assert_saved(const struct rq_model *model, struct rq_token_count count, bool batched,
			 int64_t cache, int64_t batch)
{
	struct rq_savings saved = rq_model_saved(model, &count, batched);

	assert_int_equal(saved.cache, cache);
	assert_int_equal(saved.batch, batch);
}

static void money_is_exact_and_rounded_up(void **state)
{
	struct rq_models *models;
	struct rq_error err = { 0 };
	struct rq_model a, b;

	(void)state;
	assert_works(open_text(two, &models, &err), err);
	a = rq_models_find(models, "a");
	b = rq_models_find(models, "b");
	/* 4,000 x $0.15/M + 1,500 x $0.60/M = $0.0015 */
	assert_int_equal(rq_model_cost(&a, &(struct rq_token_count) { 4000, 0, 1500 }, false),
			 1500);
	assert_int_equal(rq_model_cost(&a, &(struct rq_token_count) { 4000, 2000, 1500 }, false),
			 1350);
	assert_saved(&a, (struct rq_token_count) { 4000, 2000, 1500 }, false, 150, 0);
	/* Half price in a batch, whatever the cache did. */
	assert_int_equal(rq_model_cost(&a, &(struct rq_token_count) { 4000, 2000, 1500 }, true),
			 750);
	assert_saved(&a, (struct rq_token_count) { 4000, 2000, 1500 }, true, 0, 750);
	assert_int_equal(rq_model_cost(&a, &(struct rq_token_count) { 1, 0, 0 }, false), 1);
	assert_int_equal(rq_model_cost(&a, &(struct rq_token_count) { 0, 0, 0 }, false), 0);
	/* Where the discounts stack: 1,000,000 x 50 x 50 % = 25. */
	assert_int_equal(rq_model_cost(&b, &(struct rq_token_count) { 1000000, 1000000, 0 }, true),
			 25);
	assert_saved(&b, (struct rq_token_count) { 1000000, 1000000, 0 }, true, 25, 50);
	rq_models_free(models);
}

static void counts_that_cannot_be_do_no_harm(void **state)
{
	struct rq_models *models;
	struct rq_error err = { 0 };
	struct rq_model a;

	(void)state;
	assert_works(open_text(two, &models, &err), err);
	a = rq_models_find(models, "a");
	assert_int_equal(rq_model_cost(&a, &(struct rq_token_count) { -5, -7, -9 }, false), 0);
	assert_int_equal(rq_model_cost(&a, &(struct rq_token_count) { 100, INT64_MAX, 0 }, false),
			 rq_model_cost(&a, &(struct rq_token_count) { 100, 100, 0 }, false));
	assert_true(rq_model_cost(&a, &(struct rq_token_count) { INT64_MAX, 0, INT64_MAX }, true) >
		    0);
	rq_models_free(models);
}

static void a_slip_in_the_file_is_named_with_its_place(void **state)
{
	static const struct {
		const char *text, *wanted;
	} slips[] = {
		{ "{\"model\":[]}", "model: is no member that is known" },
		{ "{\"models\":[]}", "base_url and plan: must be texts" },
		{ "{\"base_url\":\"u\",\"plan\":\"p\",\"default\":\"b\",\"models\":[]}",
		  "default: must name one of the models" },
		{ "{\"default\":\"a\",\"models\":{}}", "models: must be a list" },
		{ "{\"default\":\"a\",\"models\":[7]}", "models/0: must be an object" },
		{ "{\"default\":\"a\",\"models\":[{}]}", "models/0/id: must be the model's name" },
		{ "{\"default\":\"a\",\"models\":[{\"id\":\"a\",\"pric\":1}]}",
		  "models/0/pric: is no member that is known" },
		{ "{\"default\":\"a\",\"models\":[{\"id\":\"a\",\"price\":{\"input\":0.15,"
		  "\"output\":"
		  "1}}]}",
		  "models/0/price/input: must be a whole number that is not negative and not "
		  "huge" },
		{ "{\"default\":\"a\",\"models\":[{\"id\":\"a\",\"price\":{\"input\":1,\"output\":"
		  "1,"
		  "\"cached_input\":2}}]}",
		  "models/0/price/cached_input: must not be more than input" },
		{ "{\"default\":\"a\",\"models\":[{\"id\":\"a\",\"batch\":{\"discount\":100}}]}",
		  "models/0/batch/discount: must be a whole number that is not negative and not "
		  "huge" },
		{ "{\"default\":\"a\",\"models\":[{\"id\":\"a\",\"caching\":\"yes\"}]}",
		  "models/0/caching: must be true or false" },
		{ "{\"default\":\"a\",\"models\":[{\"id\":\"a\",\"limits\":{\"free\":1}}]}",
		  "models/0/limits/free: must be a text like \"rpm=30,tpm=8000\"" },
		{ "{\"default\":\"a\",\"models\":[{\"id\":\"a\"},{\"id\":\"a\"}]}",
		  "models/1/id: stands there twice" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++) {
		struct rq_models *models;
		struct rq_error err = { 0 };

		assert_int_equal(open_text(slips[i].text, &models, &err), -1);
		assert_string_equal(rq_code_name(err.code), "usage");
		assert_string_equal(strchr(err.message, ' ') + 1, slips[i].wanted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_file_that_comes_with_it_is_whole),
		cmocka_unit_test(a_model_is_what_the_file_says),
		cmocka_unit_test(a_model_that_the_file_lacks_can_be_used_but_not_paid),
		cmocka_unit_test(money_is_exact_and_rounded_up),
		cmocka_unit_test(counts_that_cannot_be_do_no_harm),
		cmocka_unit_test(a_slip_in_the_file_is_named_with_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
