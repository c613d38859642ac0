/* engine/served: which limits hold for a model on a server, and how many requests it may have. */

#include "unit.h"

#include <stdio.h>
#include <unistd.h>

#include "base/memory.h"
#include "engine/served.h"

static const char file[] =
    "{\"base_url\":\"https://a.test/v1\",\"plan\":\"free\",\"default\":\"big\",\"models\":["
    "{\"id\":\"big\",\"price\":{\"input\":150000,\"cached_input\":75000,\"output\":600000},"
    "\"context\":1000,\"max_output\":100,"
    "\"limits\":{\"free\":\"rpm=30,rpd=1000,tpm=8000\",\"developer\":\"tpm=250000\"}}]}";

static const struct rq_quota silent = { .retry_after = -1,
					.limit_requests = -1,
					.remaining_requests = -1,
					.reset_requests = -1,
					.limit_tokens = -1,
					.remaining_tokens = -1,
					.reset_tokens = -1 };

static struct rq_models *models;
static struct rq_error err;

static int open_models(void **state)
{
	char path[] = "/tmp/rq-models-XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	err = (struct rq_error) { 0 };
	assert_true(fd >= 0);
	assert_int_equal(write(fd, file, sizeof file - 1), sizeof file - 1);
	(void)close(fd);
	assert_works(rq_models_open(path, &models, &err), err);
	return unlink(path);
}

static int close_models(void **state)
{
	(void)state;
	rq_models_free(models);
	return 0;
}

static struct rq_served *serve(struct rq_engine_options options, const char *url, const char *name)
{
	struct rq_served *served;

	options.in_flight = options.in_flight > 0 ? options.in_flight : 8;
	assert_works(rq_served_new(models, &options, url, name, &served, &err), err);
	return served;
}

static void refuses(struct rq_engine_options options, const char *name, const char *word)
{
	struct rq_served *served;
	struct rq_error why = { 0 };

	options.in_flight = 8;
	assert_int_equal(rq_served_new(models, &options, "https://a.test/v1", name, &served, &why),
			 -1);
	assert_int_equal(why.code, RQ_USAGE);
	assert_non_null(strstr(why.message, word));
}

/* --- tokens ------------------------------------------------------------------------ */

static void count_prompts(struct rq_served *served, int64_t estimated, int64_t counted, int times)
{
	while (times-- > 0)
		rq_calibration_note(&served->calibration, estimated, counted);
}

static void as_much_is_reserved_as_the_worst_of_the_last_prompts_took(void **state)
{
	struct rq_served *served =
	    serve((struct rq_engine_options) { 0 }, "https://a.test/v1", "big");
	const struct rq_calibration *calibration = &served->calibration;

	(void)state;
	assert_int_equal(rq_calibration_expect(calibration, 3000), 3000);
	count_prompts(served, 3000, 2000, RQ_CALIBRATION_SIZE - 1);
	assert_int_equal(rq_calibration_expect(calibration, 3000), 3000); /* too few to know */
	count_prompts(served, 3000, 2000, 1);
	assert_in_range(rq_calibration_expect(calibration, 3000), 2000, 2100);
	count_prompts(served, 3000, 3600, 1); /* another language */
	assert_in_range(rq_calibration_expect(calibration, 3000), 3600, 3700);
	count_prompts(served, 3000, 2000, RQ_CALIBRATION_SIZE);
	assert_in_range(rq_calibration_expect(calibration, 3000), 2000, 2100);
	count_prompts(served, 3000, INT64_MAX, 1); /* a server says anything */
	assert_in_range(rq_calibration_expect(calibration, 3000), 12000, 12100);
	rq_served_free(served);
}

static void dollars_are_reserved_by_whatever_is_more(void **state)
{
	struct rq_served *served =
	    serve((struct rq_engine_options) { 0 }, "https://a.test/v1", "big");
	int64_t estimated = rq_served_need(served, 30000, 100).microusd;

	(void)state;
	assert_true(estimated > 0);
	count_prompts(served, 3000, 2000, RQ_CALIBRATION_SIZE);
	assert_true(rq_served_need(served, 30000, 100).input_tokens < 30000);
	assert_int_equal(rq_served_need(served, 30000, 100).microusd, estimated);
	count_prompts(served, 3000, 6000, 1);
	assert_true(rq_served_need(served, 30000, 100).input_tokens > 60000);
	assert_true(rq_served_need(served, 30000, 100).microusd > estimated);
	rq_served_free(served);
}

/* --- limits ---------------------------------------------------------------------- */

static void the_free_plan_holds_where_the_models_are_sold(void **state)
{
	struct rq_served *served =
	    serve((struct rq_engine_options) { 0 }, "https://a.test/v1", "big");

	(void)state;
	assert_int_equal(served->terms.limits.rate[RQ_RPM], 30);
	assert_int_equal(served->terms.limits.rate[RQ_TPM], 8000);
	assert_string_equal(served->terms.scope, "https://a.test/v1 big");
	assert_false(served->adapts);
	rq_served_free(served);
}

static void of_another_server_nothing_is_assumed(void **state)
{
	struct rq_served *served =
	    serve((struct rq_engine_options) { 0 }, "http://127.0.0.1:1/v1", "big");

	(void)state;
	for (int i = 0; i < RQ_DIMENSIONS; i++)
		assert_int_equal(served->terms.limits.rate[i], 0);
	assert_true(served->adapts);
	rq_served_free(served);
}

static void a_plan_that_is_named_holds_anywhere(void **state)
{
	struct rq_served *served = serve((struct rq_engine_options) { .plan = "developer" },
					 "https://proxy.test/v1", "big");

	(void)state;
	assert_int_equal(served->terms.limits.rate[RQ_TPM], 250000);
	assert_int_equal(served->terms.limits.rate[RQ_RPM], 0);
	rq_served_free(served);
}

static void the_users_limits_stand_above_the_servers_and_those_above_the_plans(void **state)
{
	struct rq_served *served =
	    serve((struct rq_engine_options) { .limits = "tpm=5000" }, "https://a.test/v1", "big");
	struct rq_quota quota = silent;

	(void)state;
	quota.limit_tokens = 20000;
	quota.limit_requests = 14400;
	rq_served_begin(served);
	rq_served_end(served, &quota, false, 100);
	assert_int_equal(served->terms.limits.rate[RQ_TPM], 5000);
	assert_int_equal(served->terms.limits.rate[RQ_RPD], 14400);
	assert_int_equal(served->terms.limits.rate[RQ_RPM], 30);
	rq_served_free(served);
}

static void who_says_that_there_are_no_limits_is_believed(void **state)
{
	struct rq_served *served =
	    serve((struct rq_engine_options) { .limits = "none" }, "https://a.test/v1", "big");
	struct rq_quota quota = silent;

	(void)state;
	quota.limit_tokens = 20000;
	rq_served_begin(served);
	rq_served_end(served, &quota, true, 100);
	for (int i = 0; i < RQ_DIMENSIONS; i++)
		assert_int_equal(served->terms.limits.rate[i], 0);
	assert_false(served->adapts);
	assert_int_equal(rq_served_room(served), 8);
	rq_served_free(served);
}

static void what_cannot_be_kept_is_a_usage_error(void **state)
{
	(void)state;
	refuses((struct rq_engine_options) { .plan = "golden" }, "big", "golden");
	refuses((struct rq_engine_options) { .limits = "tpm=lots" }, "big", "tpm");
	refuses((struct rq_engine_options) { .budgeted = true }, "unheard-of", "no price");
}

/* --- how many at once ----------------------------------------------------------------- */

static void room_is_what_is_not_in_flight(void **state)
{
	struct rq_served *served =
	    serve((struct rq_engine_options) { .in_flight = 2 }, "https://a.test/v1", "big");

	(void)state;
	assert_int_equal(rq_served_room(served), 2);
	rq_served_begin(served);
	rq_served_begin(served);
	assert_int_equal(rq_served_room(served), 0);
	rq_served_end(served, &silent, true, 100); /* limits are known: it does not adapt */
	assert_int_equal(rq_served_room(served), 1);
	rq_served_free(served);
}

static size_t room_after(struct rq_served *served, const struct rq_quota *quota, bool busy)
{
	rq_served_begin(served);
	rq_served_end(served, quota, busy, 100);
	return rq_served_room(served);
}

static void where_nobody_names_a_limit_room_follows_the_server(void **state)
{
	struct rq_served *served =
	    serve((struct rq_engine_options) { .in_flight = 64 }, "http://127.0.0.1:1/v1", "big");
	size_t first = rq_served_room(served), grown = 0;

	(void)state;
	for (int i = 0; i < 100; i++)
		grown = room_after(served, &silent, false);
	assert_true(first < 64);
	assert_true(grown > first);
	assert_true(room_after(served, &silent, true) < grown);
	rq_served_free(served);
}

static void a_server_that_names_its_limits_is_taken_by_them(void **state)
{
	struct rq_served *served =
	    serve((struct rq_engine_options) { .in_flight = 64 }, "http://127.0.0.1:1/v1", "big");
	struct rq_quota quota = silent;

	(void)state;
	quota.limit_tokens = 6000;
	assert_int_equal(room_after(served, &quota, false), 64);
	assert_int_equal(served->terms.limits.rate[RQ_TPM], 6000);
	rq_served_free(served);
}

int main(void)
{
#define SERVED_TEST(name) cmocka_unit_test_setup_teardown(name, open_models, close_models)
	const struct CMUnitTest tests[] = {
		SERVED_TEST(as_much_is_reserved_as_the_worst_of_the_last_prompts_took),
		SERVED_TEST(dollars_are_reserved_by_whatever_is_more),
		SERVED_TEST(the_free_plan_holds_where_the_models_are_sold),
		SERVED_TEST(of_another_server_nothing_is_assumed),
		SERVED_TEST(a_plan_that_is_named_holds_anywhere),
		SERVED_TEST(the_users_limits_stand_above_the_servers_and_those_above_the_plans),
		SERVED_TEST(who_says_that_there_are_no_limits_is_believed),
		SERVED_TEST(what_cannot_be_kept_is_a_usage_error),
		SERVED_TEST(room_is_what_is_not_in_flight),
		SERVED_TEST(where_nobody_names_a_limit_room_follows_the_server),
		SERVED_TEST(a_server_that_names_its_limits_is_taken_by_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
