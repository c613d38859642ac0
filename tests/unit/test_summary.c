#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "io/record.h"
#include "report.h"

static json_t *parse(const char *text)
{
	struct rq_error err = { 0 };
	json_t *value;

	assert_works(rq_json_parse_object(text, strlen(text), &value, &err), err);
	return value;
}

static void add(struct rq_summary *summary, const char *text)
{
	take_text(summary, NULL, text);
}

/* A result for a job with the figures that a test is about. */
static void add_result(struct rq_summary *summary, const char *job, int evidence, int before,
		       int after)
{
	char *text = rq_printf(
	    "{\"type\":\"result\",\"v\":1,\"job_id\":\"%s\",\"status\":\"ok\",\"cached\":false,"
	    "\"job\":{\"title\":\"Job %s\",\"company\":null},\"source\":{\"path\":\"p %d\"},"
	    "\"score\":{\"before\":{\"evidence\":%d,\"literal\":%d},\"after\":{\"evidence\":%d,"
	    "\"literal\":%d},\"ceiling\":%d,\"gaps\":[]}}",
	    job, job, evidence, evidence, before, evidence, after, after);

	add(summary, text);
	free(text);
}

/* --- census ----------------------------------------------------------------- */

static void names_are_counted_and_ranked(void **state)
{
	const struct rq_count *top[2];
	struct rq_census census;

	(void)state;
	rq_census_init(&census, 10);
	rq_census_add(&census, "b", 1);
	rq_census_add(&census, "a", 1);
	rq_census_add(&census, "c", 3);
	rq_census_add(&census, "c", 2);
	assert_int_equal(rq_census_top(&census, top, 2), 2);
	assert_string_equal(top[0]->name, "c");
	assert_int_equal(top[0]->count, 5);
	assert_string_equal(top[1]->name, "a");
	assert_int_equal(rq_census_total(&census), 7);
	rq_census_free(&census);
}

static void a_full_census_counts_the_rest_as_other(void **state)
{
	struct rq_census census;

	(void)state;
	rq_census_init(&census, 2);
	for (int i = 0; i < 100; i++) {
		char name[16];

		(void)snprintf(name, sizeof name, "n%d", i);
		rq_census_add(&census, name, 1);
	}
	rq_census_add(&census, "n1", 1);
	assert_int_equal(census.count, 2);
	assert_int_equal(census.entry[1].count, 2);
	assert_int_equal(census.other, 98);
	assert_int_equal(rq_census_total(&census), 101);
	rq_census_free(&census);
}

static void a_long_name_is_cut_between_characters(void **state)
{
	char name[4 * RQ_MAX_CENSUS_BYTES + 1] = "";
	struct rq_census census;

	(void)state;
	rq_census_init(&census, 2);
	for (int i = 0; i < RQ_MAX_CENSUS_BYTES; i++)
		strcat(name, "€");
	rq_census_add(&census, name, 1);
	rq_census_add(&census, name, 1);
	assert_int_equal(census.count, 1);
	assert_int_equal(census.entry[0].count, 2);
	assert_int_equal(strlen(census.entry[0].name), RQ_MAX_CENSUS_BYTES / 3 * 3);
	rq_census_free(&census);
}

/* --- spread ---------------------------------------------------------------- */

static void quantiles_are_nearest_ranks(void **state)
{
	struct rq_spread spread;

	(void)state;
	rq_spread_init(&spread, 1);
	assert_int_equal(rq_spread_quantile(&spread, 50), 0);
	assert_int_equal(rq_spread_mean(&spread), 0);
	for (int i = 1; i <= 101; i++)
		rq_spread_add(&spread, i);
	assert_int_equal(rq_spread_quantile(&spread, 50), 51);
	assert_int_equal(rq_spread_quantile(&spread, 0), 1);
	assert_int_equal(rq_spread_quantile(&spread, 25), 26);
	assert_int_equal(rq_spread_quantile(&spread, 100), 101);
	assert_int_equal(rq_spread_mean(&spread), 51);
	rq_spread_free(&spread);
}

static void quantiles_of_scores_are_exact_to_the_unit(void **state)
{
	struct rq_spread spread;

	(void)state;
	rq_spread_init(&spread, 10);
	for (int i = 0; i <= 10000; i++)
		rq_spread_add(&spread, i);
	for (int percent = 0; percent <= 100; percent++)
		assert_in_range(rq_spread_quantile(&spread, percent) + 10, percent * 100,
				percent * 100 + 20);
	assert_true(spread.bin_count <= 1024);
	rq_spread_free(&spread);
}

static void a_quantile_never_leaves_what_was_counted(void **state)
{
	static const int64_t alone[] = { 7, 14 }; /* above and below the middle of their bins */

	(void)state;
	for (size_t i = 0; i < sizeof alone / sizeof alone[0]; i++) {
		struct rq_spread spread;

		rq_spread_init(&spread, 10);
		rq_spread_add(&spread, alone[i]);
		assert_int_equal(rq_spread_quantile(&spread, 50), alone[i]);
		rq_spread_free(&spread);
	}
}

static void large_numbers_are_known_to_a_few_thousandths(void **state)
{
	int64_t number = INT64_C(123456789012);
	struct rq_spread spread;

	(void)state;
	rq_spread_init(&spread, 1);
	rq_spread_add(&spread, 1);
	rq_spread_add(&spread, number);
	rq_spread_add(&spread, INT64_MAX);
	rq_spread_add(&spread, -5);
	assert_int_equal(spread.least, 0);
	assert_true(llabs(rq_spread_quantile(&spread, 75) - number) < number / 400);
	assert_int_equal(spread.sum, INT64_MAX);
	assert_true(spread.bin_count < 40000);
	rq_spread_free(&spread);
}

/* --- summary --------------------------------------------------------------- */

static void inputs_are_results_and_errors(void **state)
{
	struct rq_summary summary;

	(void)state;
	rq_summary_init(&summary);
	add_result(&summary, "j", 5000, 1000, 2000);
	add(&summary, "{\"type\":\"error\",\"v\":1,\"stage\":\"ingest\",\"code\":\"encrypted\","
		      "\"message\":\"needs a password\",\"source\":\"a.zip!/b.pdf\"}");
	add(&summary, "{\"type\":\"error\",\"v\":1,\"stage\":\"optimize\",\"code\":\"bad-answer\","
		      "\"message\":\"dead\",\"task_id\":\"t1\",\"job_id\":\"j\"}");
	add(&summary, "{\"type\":\"resume\",\"v\":1}");
	add(&summary, "{\"type\":\"job\",\"v\":1}");
	add(&summary, "{\"type\":\"task\",\"v\":1,\"status\":\"duplicate\"}");
	add(&summary, "{\"type\":\"poem\",\"v\":1}");
	assert_int_equal(summary.results, 1);
	assert_int_equal(summary.errors, 2);
	assert_int_equal(rq_census_total(&summary.codes), 2);
	assert_string_equal(summary.codes.entry[0].name, "ingest encrypted");
	assert_int_equal(summary.mishap_count, 2);
	assert_string_equal(summary.mishaps[0].source, "a.zip!/b.pdf");
	assert_string_equal(summary.mishaps[1].source, "t1");
	assert_int_equal(summary.job_count, 1);
	assert_int_equal(summary.job[0]->errors, 1);
	assert_int_equal(summary.resumes, 1);
	assert_int_equal(summary.jobs_seen, 1);
	assert_int_equal(summary.others, 1);
	assert_string_equal(summary.tasks.entry[0].name, "duplicate");
	rq_summary_free(&summary);
}

static void a_candidate_of_several_jobs_is_one(void **state)
{
	struct rq_summary summary;

	(void)state;
	rq_summary_init(&summary);
	for (int i = 0; i < 3000; i++) {
		char *text =
		    rq_printf("{\"type\":\"result\",\"v\":1,\"candidate_id\":\"%016x%016x\","
			      "\"job_id\":\"%d\",\"status\":\"ok\"}",
			      1 + i % 1000, 7, i / 1000);

		add(&summary, text);
		free(text);
	}
	add(&summary, "{\"type\":\"result\",\"v\":1,\"candidate_id\":\"nobody\"}");
	assert_int_equal(summary.results, 3001);
	assert_int_equal(summary.candidates.count, 1000);
	rq_summary_free(&summary);
}

static void each_job_has_its_own_figures(void **state)
{
	struct rq_summary summary;

	(void)state;
	rq_summary_init(&summary);
	add_result(&summary, "a", 2000, 1000, 1500);
	add_result(&summary, "a", 9000, 4000, 4000);
	add_result(&summary, "a", 5000, 3000, 5000);
	add_result(&summary, "b", 100, 100, 100);
	assert_int_equal(summary.job_count, 2);
	assert_string_equal(summary.job[0]->title, "Job a");
	assert_null(summary.job[0]->company);
	assert_int_equal(rq_spread_quantile(&summary.job[0]->evidence, 50), 5000);
	assert_int_equal(rq_spread_quantile(&summary.job[0]->literal_after, 50), 4000);
	assert_int_equal(summary.job[0]->closer, 2);
	assert_int_equal(summary.job[0]->best[0].evidence, 9000);
	assert_int_equal(summary.job[0]->best[2].evidence, 2000);
	assert_int_equal(summary.job[1]->results, 1);
	rq_summary_free(&summary);
}

static void the_best_list_keeps_the_best(void **state)
{
	struct rq_summary summary;

	(void)state;
	rq_summary_init(&summary);
	for (int i = 0; i < 50; i++)
		add_result(&summary, "a", (i * 37) % 50 * 100, 0, 0);
	assert_int_equal(summary.job[0]->best_count, RQ_MAX_REPORT_BEST);
	for (int i = 0; i < RQ_MAX_REPORT_BEST; i++)
		assert_int_equal(summary.job[0]->best[i].evidence, (49 - i) * 100);
	rq_summary_free(&summary);
}

static void gaps_are_named_as_the_posting_spells_them(void **state)
{
	static const char text[] =
	    "{\"type\":\"result\",\"v\":1,\"job_id\":\"a\",\"status\":\"ok\",\"score\":{\"terms\":["
	    "{\"req\":\"m1\",\"any\":[\"PostgreSQL\",\"MySQL\"],\"kind\":\"must\",\"credit\":0},"
	    "{\"req\":\"n1\",\"any\":[\"Kafka\"],\"kind\":\"nice\",\"credit\":0}],"
	    "\"gaps\":[\"m1\",\"n1\",\"unheard of\",{\"req\":\"m1\"}]}}";
	json_t *record = parse(text);
	struct rq_finding finding;
	char label[64], small[12];
	bool must;

	(void)state;
	rq_finding_read(record, &finding);
	assert_string_equal(rq_finding_gap(&finding, 0, label, sizeof label, &must),
			    "PostgreSQL or MySQL");
	assert_true(must);
	assert_string_equal(rq_finding_gap(&finding, 1, label, sizeof label, &must), "Kafka");
	assert_false(must);
	assert_string_equal(rq_finding_gap(&finding, 2, label, sizeof label, &must), "unheard of");
	assert_string_equal(rq_finding_gap(&finding, 3, label, sizeof label, &must),
			    "PostgreSQL or MySQL");
	assert_string_equal(rq_finding_gap(&finding, 0, small, sizeof small, &must), "PostgreSQL ");
	json_decref(record);
}

static void what_the_cache_gave_is_saved_not_spent(void **state)
{
	static const char fresh[] =
	    "{\"type\":\"result\",\"v\":1,\"status\":\"ok\",\"cached\":false,\"usage\":"
	    "{\"cost_microusd\":700,\"prompt_tokens\":10},"
	    "\"created_at\":\"2026-11-24T01:00:00.000Z\",\"finished_at\":\"2026-11-24T01:00:01."
	    "500Z\"}";
	static const char cached[] =
	    "{\"type\":\"result\",\"v\":1,\"status\":\"unchanged\",\"cached\":true,\"usage\":"
	    "{\"cost_microusd\":300},"
	    "\"created_at\":\"2026-11-20T01:00:00.000Z\",\"finished_at\":\"2026-11-20T01:00:01."
	    "500Z\"}";
	struct rq_summary summary;

	(void)state;
	rq_summary_init(&summary);
	add(&summary, fresh);
	add(&summary, cached);
	add(&summary, cached);
	assert_int_equal(summary.usage.cost_microusd, 700);
	assert_int_equal(summary.saved.cost_microusd, 600);
	assert_int_equal(summary.waited.count, 1);
	assert_int_equal(summary.waited.most, 1500);
	assert_int_equal(rq_summary_cache_rate(&summary), 6667);
	rq_summary_free(&summary);
}

static void a_store_knows_more_calls_than_results_tell_of(void **state)
{
	static const char result[] =
	    "{\"type\":\"result\",\"v\":1,\"engine\":\"groq\",\"model\":\"m\",\"cached\":%s,"
	    "\"usage\":{\"prompt_tokens\":100,\"cost_microusd\":600}}";
	static const char known[] = "[{\"day\":\"2026-11-24\",\"model\":\"m\",\"job_id\":\"a\","
				    "\"calls\":3,\"cost_microusd\":1300,"
				    "\"unsettled_microusd\":100},"
				    "{\"day\":\"2026-11-24\",\"model\":\"m\",\"job_id\":\"b\","
				    "\"calls\":9,\"cost_microusd\":9000}]";
	struct rq_error err = { 0 };
	struct rq_usage_figures figures;
	struct rq_summary summary;
	const struct rq_cost *cost = &summary.costs.of[0];
	char text[256];
	json_t *usage;

	(void)state;
	rq_summary_init(&summary);
	for (int i = 0; i < 3; i++) {
		(void)snprintf(text, sizeof text, result, i < 2 ? "false" : "true");
		add(&summary, text);
	}
	add(&summary, "{\"type\":\"result\",\"v\":1,\"engine\":\"local\",\"model\":null}");
	assert_int_equal(summary.costs.count, 1);
	assert_string_equal(cost->model, "m");
	assert_int_equal(cost->results, 2);
	assert_int_equal(cost->usage.calls, 2);
	assert_int_equal(rq_cost_per_thousand(cost), 600000);

	assert_works(rq_json_parse(known, strlen(known), &usage, &err), err);
	rq_usage_init(&figures);
	rq_usage_fold(&figures, usage, "a", 0, MADE_AT);
	rq_costs_set_usage(&summary.costs, &figures.models);
	rq_usage_free(&figures);
	assert_int_equal(cost->usage.calls, 3);
	assert_int_equal(cost->usage.prompt_tokens, 0);
	assert_int_equal(rq_cost_per_thousand(cost), 700000);
	json_decref(usage);
	rq_summary_free(&summary);
}

static void models_past_the_limit_are_one_row(void **state)
{
	struct rq_costs costs = { 0 };
	struct rq_gist gist = { .cost_microusd = 1 };
	char model[32];

	(void)state;
	for (int i = 0; i < 3 * RQ_MAX_REPORT_MODELS; i++) {
		(void)snprintf(model, sizeof model, "model %d", i);
		gist.model = model;
		rq_costs_add(&costs, &gist);
	}
	assert_int_equal(costs.count, RQ_MAX_REPORT_MODELS + 1);
	assert_string_equal(costs.of[RQ_MAX_REPORT_MODELS].model, "");
	assert_int_equal(costs.of[RQ_MAX_REPORT_MODELS].results, 2 * RQ_MAX_REPORT_MODELS);
}

static void sums_do_not_overflow(void **state)
{
	static const char text[] =
	    "{\"type\":\"result\",\"v\":1,\"usage\":{\"cost_microusd\":9223372036854775807,"
	    "\"prompt_tokens\":-9223372036854775807}}";
	struct rq_summary summary;

	(void)state;
	rq_summary_init(&summary);
	add(&summary, text);
	add(&summary, text);
	assert_true(summary.usage.cost_microusd == INT64_MAX);
	assert_int_equal(summary.usage.prompt_tokens, 0);
	rq_summary_free(&summary);
}

static void records_of_wrong_types_are_counted_all_the_same(void **state)
{
	struct rq_summary summary;

	(void)state;
	rq_summary_init(&summary);
	add(&summary, "{\"type\":\"result\",\"v\":1,\"job_id\":7,\"status\":[],\"score\":\"high\","
		      "\"edits\":{},\"rejected\":[1,null],\"warnings\":[{}],\"gaps\":3,\"job\":1}");
	add(&summary,
	    "{\"type\":\"result\",\"v\":1,\"job_id\":\"a\",\"score\":{\"before\":"
	    "{\"evidence\":99999,\"literal\":-3},\"gaps\":[null,[]],\"terms\":[null,1]}}");
	add(&summary, "{\"type\":\"error\",\"v\":1,\"code\":null,\"message\":{}}");
	assert_int_equal(summary.results, 2);
	assert_int_equal(summary.status[RQ_FINDING_OTHER], 2);
	assert_int_equal(summary.errors, 1);
	assert_int_equal(summary.job[0]->evidence.count, 0);
	assert_string_equal(summary.codes.entry[0].name, "unknown unknown");
	rq_summary_free(&summary);
}

static void a_long_name_of_a_model_is_cut_between_characters(void **state)
{
	const struct rq_count *top[1];
	struct rq_summary summary;
	char *model = rq_alloc(1000, 1), *text;

	(void)state;
	for (size_t i = 0; i < 300; i++)
		memcpy(model + 3 * i, "\u65e5", 3);
	text = rq_printf("{\"type\":\"result\",\"v\":1,\"engine\":\"e\",\"model\":\"%s\"}", model);
	rq_summary_init(&summary);
	add(&summary, text);
	assert_int_equal(rq_census_top(&summary.engines, top, 1), 1);
	assert_true(rq_text_is_utf8(top[0]->name, strlen(top[0]->name)));
	rq_summary_free(&summary);
	free(text);
	free(model);
}

static void too_many_jobs_are_one_row(void **state)
{
	struct rq_summary summary;
	char id[16];

	(void)state;
	rq_summary_init(&summary);
	for (int i = 0; i < RQ_MAX_REPORT_JOBS + 30; i++) {
		(void)snprintf(id, sizeof id, "j%d", i);
		add_result(&summary, id, 100, 0, 0);
	}
	add_result(&summary, "j0", 100, 0, 0);
	assert_int_equal(summary.job_count, RQ_MAX_REPORT_JOBS + 1);
	assert_int_equal(summary.job[0]->results, 2);
	assert_int_equal(summary.job[RQ_MAX_REPORT_JOBS]->results, 30);
	assert_null(summary.job[RQ_MAX_REPORT_JOBS]->title);
	rq_summary_free(&summary);
}

static void an_id_is_kept_whole(void **state)
{
	static const char id[] = "0123456789abcdef0123456789abcdef";
	struct rq_summary summary;

	(void)state;
	rq_summary_init(&summary);
	add_result(&summary, id, 100, 0, 0);
	assert_string_equal(summary.job[0]->id, id);
	rq_summary_free(&summary);
}

static void add_review(struct rq_summary *summary, const char *members)
{
	char text[400];

	(void)snprintf(text, sizeof text,
		       "{\"type\":\"result\",\"v\":1,\"review\":{%s},\"edits\":["
		       "{\"op\":\"summary\",\"after\":\"ééééééééééééééééééééééééééééééééééééééé"
		       "éééééééééééééééééééééééééééééé\"}]}", /* 69 characters */
		       members);
	add(summary, text);
}

static void reviews_are_counted_for_each_reviewer(void **state)
{
	struct rq_summary summary;
	const struct rq_reviews *reviews = &summary.reviews;

	(void)state;
	rq_summary_init(&summary);
	add_review(&summary, "\"decision\":\"approved\",\"reviewer\":\"Ada\",\"seconds\":1");
	add_review(&summary, "\"decision\":\"approved\",\"reviewer\":\"Ada\",\"seconds\":2");
	add_review(&summary, "\"decision\":\"rejected\",\"reviewer\":\"Ada\",\"seconds\":0");
	add_review(&summary, "\"decision\":\"approved\",\"bulk\":true,\"seconds\":0");
	add_review(&summary, "\"decision\":\"perhaps\"");
	add(&summary, "{\"type\":\"result\",\"v\":1}");
	assert_int_equal(rq_reviews_decided(&reviews->all), 4);
	assert_int_equal(rq_reviews_approved(&reviews->all), 7500);
	assert_int_equal(reviews->all.hasty, 1);
	assert_int_equal(reviews->all.bulk, 1);
	assert_int_equal(reviews->count, 2);
	assert_string_equal(reviews->reviewer[0].name, "Ada");
	assert_int_equal(reviews->reviewer[0].figures.hasty, 1);
	assert_int_equal(reviews->reviewer[0].figures.decided[RQ_DECLINED], 1);
	assert_string_equal(reviews->reviewer[1].name, "");
	assert_int_equal(reviews->reviewer[1].figures.bulk, 1);
	rq_summary_free(&summary);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_counted_and_ranked),
		cmocka_unit_test(a_full_census_counts_the_rest_as_other),
		cmocka_unit_test(a_long_name_is_cut_between_characters),
		cmocka_unit_test(quantiles_are_nearest_ranks),
		cmocka_unit_test(quantiles_of_scores_are_exact_to_the_unit),
		cmocka_unit_test(a_quantile_never_leaves_what_was_counted),
		cmocka_unit_test(large_numbers_are_known_to_a_few_thousandths),
		cmocka_unit_test(inputs_are_results_and_errors),
		cmocka_unit_test(a_candidate_of_several_jobs_is_one),
		cmocka_unit_test(each_job_has_its_own_figures),
		cmocka_unit_test(the_best_list_keeps_the_best),
		cmocka_unit_test(gaps_are_named_as_the_posting_spells_them),
		cmocka_unit_test(what_the_cache_gave_is_saved_not_spent),
		cmocka_unit_test(a_store_knows_more_calls_than_results_tell_of),
		cmocka_unit_test(models_past_the_limit_are_one_row),
		cmocka_unit_test(sums_do_not_overflow),
		cmocka_unit_test(records_of_wrong_types_are_counted_all_the_same),
		cmocka_unit_test(a_long_name_of_a_model_is_cut_between_characters),
		cmocka_unit_test(too_many_jobs_are_one_row),
		cmocka_unit_test(an_id_is_kept_whole),
		cmocka_unit_test(reviews_are_counted_for_each_reviewer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
