#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "report/cost.h"
#include "report/savings.h"
#include "report/timeline.h"
#include "report/usage.h"

#define DAY (INT64_C(24) * 60 * 60 * 1000)

static int64_t moment(const char *text)
{
	struct rq_error err = { 0 };
	int64_t when;

	assert_works(rq_clock_parse(text, &when, &err), err);
	return when;
}

static void add_line(json_t *lines, const char *day, const char *model, const char *job,
		     json_int_t microusd)
{
	json_t *line = json_pack("{s:s,s:s,s:s,s:i,s:I}", "day", day, "model", model, "job_id", job,
				 "calls", 1, "cost_microusd", microusd);

	assert_non_null(line);
	(void)json_array_append_new(lines, line);
}

static void sums_are_by_day_model_and_job(void **state)
{
	struct rq_usage_figures figures;
	json_t *lines = json_array();

	(void)state;
	add_line(lines, "2026-11-20", "small", "a", 100);
	add_line(lines, "2026-11-20", "large", "b", 700);
	add_line(lines, "2026-11-21", "large", "a", 50);
	rq_usage_init(&figures);
	rq_usage_fold(&figures, lines, NULL, 0, moment("2026-11-22T12:00:00Z"));
	assert_int_equal(figures.total.cost_microusd, 850);
	assert_int_equal(figures.days.count, 2);
	assert_string_equal(figures.days.row[0].id, "2026-11-20");
	assert_int_equal(figures.days.row[0].usage.cost_microusd, 800);
	assert_string_equal(figures.models.row[0].id, "large"); /* the dearest first */
	assert_int_equal(figures.models.row[0].usage.calls, 2);
	assert_string_equal(figures.jobs.row[0].id, "b");
	rq_usage_free(&figures);
	rq_usage_fold(&figures, lines, "a", moment("2026-11-21T09:00:00Z"),
		      moment("2026-11-22T12:00:00Z"));
	assert_int_equal(figures.total.cost_microusd, 50);
	assert_int_equal(figures.month_dollars, 150); /* since is for the rows only */
	rq_usage_free(&figures);
	json_decref(lines);
}

static void add_saved(json_t *lines, int batch_calls, int saved, int cache, int batch)
{
	(void)json_array_append_new(
	    lines, json_pack("{s:s,s:s,s:s,s:i,s:i,s:i,s:i,s:i,s:i}", "day", "2026-11-20", "model",
			     "m", "job_id", "a", "calls", 5, "batch_calls", batch_calls,
			     "saved_microusd", saved, "cache_saved_microusd", cache,
			     "batch_saved_microusd", batch, "reused_microusd", 1));
}

/* Of before, a line without batches was saved by the prompt cache; one with them, by either. */
static void savings_are_told_apart_as_far_as_they_can_be(void **state)
{
	struct rq_usage_figures figures;
	json_t *lines = json_array();

	(void)state;
	add_saved(lines, 5, 110, 30, 80);
	add_saved(lines, 0, 7, 0, 0);
	add_saved(lines, 3, 1000, 0, 0);
	rq_usage_init(&figures);
	rq_usage_fold(&figures, lines, NULL, 0, moment("2026-11-22T12:00:00Z"));
	assert_int_equal(rq_saving_of(&figures.total, RQ_SAVING_PROMPT_CACHE), 37);
	assert_int_equal(rq_saving_of(&figures.total, RQ_SAVING_BATCH), 80);
	assert_int_equal(rq_saving_of(&figures.total, RQ_SAVING_UNKNOWN), 1000);
	assert_int_equal(rq_saving_of(&figures.total, RQ_SAVING_RESULT_CACHE), 3);
	assert_int_equal(rq_saving_sum(&figures.total), 1120);
	rq_usage_free(&figures);
	json_decref(lines);
}

/* Results that are piped tell of savings as the lines of a store do. */
static void results_tell_savings_apart_likewise(void **state)
{
	struct rq_gist gist = { .model = "m", .calls = 1, .saved_microusd = 7 };
	struct rq_costs costs = { 0 };

	(void)state;
	rq_costs_add(&costs, &gist);
	gist.batch_calls = 1;
	rq_costs_add(&costs, &gist);
	assert_int_equal(rq_saving_of(&costs.of[0].usage, RQ_SAVING_PROMPT_CACHE), 7);
	assert_int_equal(rq_saving_of(&costs.of[0].usage, RQ_SAVING_UNKNOWN), 7);
}

/* The 28th: 70 on the 26th and 27th, 5 today; two days of November are left. */
static void the_forecast_goes_on_as_the_last_full_days(void **state)
{
	struct rq_usage_figures figures;
	json_t *lines = json_array();

	(void)state;
	add_line(lines, "2026-10-31", "m", "a", 100000);
	add_line(lines, "2026-11-26", "m", "a", 40);
	add_line(lines, "2026-11-27", "m", "a", 100);
	add_line(lines, "2026-11-28", "m", "a", 5);
	rq_usage_init(&figures);
	rq_usage_fold(&figures, lines, NULL, 0, moment("2026-11-28T12:00:00Z"));
	assert_string_equal(figures.month, "2026-11");
	assert_int_equal(figures.month_dollars, 145);
	assert_int_equal(figures.day_mean, 70);
	assert_int_equal(figures.month_forecast, 145 + 2 * 70);
	rq_usage_free(&figures);

	/* On the first of a month the days before it are what there is to go by. */
	rq_usage_fold(&figures, lines, NULL, 0, moment("2026-12-01T00:30:00Z"));
	assert_int_equal(figures.month_dollars, 0);
	assert_int_equal(figures.day_mean, (40 + 100 + 5) / 5);
	assert_int_equal(figures.month_forecast, 30 * 29);
	rq_usage_free(&figures);
	json_decref(lines);
}

static void on_the_first_day_today_is_the_forecast(void **state)
{
	struct rq_usage_figures figures;
	json_t *lines = json_array();

	(void)state;
	add_line(lines, "2026-11-29", "m", "a", 10);
	rq_usage_init(&figures);
	rq_usage_fold(&figures, lines, NULL, 0, moment("2026-11-29T12:00:00Z"));
	assert_int_equal(figures.month_forecast, 20);
	rq_usage_free(&figures);
	json_decref(lines);
}

static void lines_are_needed_from_the_month_or_the_week(void **state)
{
	(void)state;
	assert_int_equal(rq_usage_from(moment("2026-11-24T10:00:00Z")),
			 moment("2026-11-01T00:00:00Z"));
	assert_int_equal(rq_usage_from(moment("2026-12-03T10:00:00Z")),
			 moment("2026-11-26T00:00:00Z"));
}

static void names_past_the_limit_are_one_row(void **state)
{
	struct rq_usage_figures figures;
	json_t *lines = json_array();
	char model[32];

	(void)state;
	for (int i = 0; i < 2 * RQ_MAX_REPORT_MODELS; i++) {
		(void)snprintf(model, sizeof model, "model %d\x1b[2J", i);
		add_line(lines, "2026-11-24", model, "a", i < RQ_MAX_REPORT_MODELS ? 1000 : 1);
	}
	(void)json_array_append_new(lines, json_pack("{s:s}", "day", "nonsense"));
	rq_usage_init(&figures);
	rq_usage_fold(&figures, lines, NULL, 0, moment("2026-11-24T12:00:00Z"));
	assert_int_equal(figures.models.count, RQ_MAX_REPORT_MODELS + 1);
	assert_string_equal(figures.models.row[RQ_MAX_REPORT_MODELS].id, "");
	assert_int_equal(figures.models.row[RQ_MAX_REPORT_MODELS].usage.calls,
			 RQ_MAX_REPORT_MODELS);
	for (size_t i = 0; i < figures.models.count; i++)
		assert_null(strchr(figures.models.row[i].id, '\x1b'));
	rq_usage_free(&figures);
	json_decref(lines);
}

/* --- over time ------------------------------------------------------------------- */

static int64_t calls_in(const struct rq_timeline *timeline)
{
	int64_t calls = 0;

	for (int i = 0; i < RQ_CHART_BARS; i++)
		calls += timeline->span[i].calls;
	return calls;
}

static void a_night_finds_room_in_any_order(void **state)
{
	static const int minutes[] = { 300, 0, 299, 17, 480, 1, 240 };
	int64_t night = moment("2026-11-24T22:00:00Z");
	struct rq_timeline timeline = { 0 };

	(void)state;
	for (size_t i = 0; i < 7; i++)
		rq_timeline_add(&timeline, night + minutes[i] * 60000, 100, 5);
	assert_int_equal(calls_in(&timeline), 7);
	assert_int_equal(timeline.width, 16 * 60000); /* the least of which 48 are eight hours */
	assert_true(timeline.first * timeline.width <= night);
	assert_int_equal(timeline.span[night / timeline.width - timeline.first].calls, 2);
}

static void a_stray_time_costs_detail_and_nothing_else(void **state)
{
	struct rq_timeline timeline = { 0 };

	(void)state;
	rq_timeline_add(&timeline, INT64_MAX, 1, 1);
	rq_timeline_add(&timeline, 1, INT64_MAX, INT64_MAX);
	rq_timeline_add(&timeline, 2, INT64_MAX, INT64_MAX);
	rq_timeline_add(&timeline, 0, 1, 1);
	rq_timeline_add(&timeline, -5, 1, 1);
	assert_int_equal(calls_in(&timeline), 3);
	assert_int_equal(timeline.span[0].latency_ms, INT64_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_are_by_day_model_and_job),
		cmocka_unit_test(savings_are_told_apart_as_far_as_they_can_be),
		cmocka_unit_test(results_tell_savings_apart_likewise),
		cmocka_unit_test(the_forecast_goes_on_as_the_last_full_days),
		cmocka_unit_test(on_the_first_day_today_is_the_forecast),
		cmocka_unit_test(lines_are_needed_from_the_month_or_the_week),
		cmocka_unit_test(names_past_the_limit_are_one_row),
		cmocka_unit_test(a_night_finds_room_in_any_order),
		cmocka_unit_test(a_stray_time_costs_detail_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
