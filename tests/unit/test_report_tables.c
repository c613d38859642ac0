#include "report.h"

#include "report/csv.h"
#include "report/exposition.h"
#include "report/sheet.h"

struct tables {
	struct rq_summary summary;
	struct rq_output csv;
	struct rq_workbook *workbook;
};

static int take_row(const json_t *record, const struct rq_gist *gist, void *context,
		    struct rq_error *err)
{
	struct tables *tables = context;
	struct rq_table_row row;

	rq_summary_add(&tables->summary, record, gist);
	if (gist)
		rq_table_result(gist, &row);
	else if (!rq_table_error(record, &row))
		return 0;
	if (rq_csv_add(&tables->csv, &row, err) == -1)
		return -1;
	if (!gist)
		return rq_workbook_error(tables->workbook, &row, err);
	return rq_workbook_result(tables->workbook, &tables->summary,
				  rq_summary_job(&tables->summary, gist->job_id), &row, err);
}

static void take(struct tables *tables, const char *text)
{
	struct rq_error err = { 0 };
	json_t *record;

	assert_works(rq_json_parse_object(text, strlen(text), &record, &err), err);
	assert_works(rq_gather_record(record, take_row, tables, &err), err);
	json_decref(record);
}

static void open_tables(struct tables *tables)
{
	struct rq_error err = { 0 };

	rq_summary_init(&tables->summary);
	rq_output_init(&tables->csv, -1);
	assert_works(rq_csv_begin(&tables->csv, &err), err);
	assert_works(rq_workbook_open(&tables->workbook, NULL, &err), err);
}

static void close_tables(struct tables *tables)
{
	rq_workbook_free(tables->workbook);
	rq_output_free(&tables->csv);
	rq_summary_free(&tables->summary);
}

static void a_row_is_a_line_and_a_formula_is_text(void **state)
{
	struct rq_error err = { 0 };
	struct tables tables;
	struct rq_output file;

	(void)state;
	open_tables(&tables);
	take(&tables,
	     "{\"type\":\"result\",\"v\":1,\"job_id\":\"j\",\"status\":\"ok\","
	     "\"job\":{\"title\":\"[a]:*?/\\\\ a title longer than a sheet's name may be\"},"
	     "\"resume\":{\"basics\":{\"name\":\"=1+1\"}},\"usage\":{\"cost_microusd\":12}}");
	take(&tables,
	     "{\"type\":\"result\",\"v\":1,\"resume\":{\"basics\":{\"name\":\"\\u202e\"}}}");
	take(&tables,
	     "{\"type\":\"error\",\"v\":1,\"code\":\"encrypted\",\"message\":\"a \\\"quote\\\"\"}");
	take(&tables, "{\"type\":\"task\",\"v\":1}");
	assert_int_equal(occurrences(tables.csv.buffer.data, "\r\n"), 4);
	assert_non_null(strstr(tables.csv.buffer.data, "\"'=1+1\""));
	assert_non_null(strstr(tables.csv.buffer.data, ",0.000012,"));
	assert_non_null(strstr(tables.csv.buffer.data, "a \"\"quote\"\""));
	rq_output_init(&file, -1);
	assert_works(rq_workbook_write(tables.workbook, &file, &err), err);
	assert_memory_equal(file.buffer.data, "PK", 2);
	rq_output_free(&file);
	close_tables(&tables);
}

static void a_workbook_that_is_given_up_is_freed(void **state)
{
	struct tables tables;

	(void)state;
	open_tables(&tables);
	take(&tables, "{\"type\":\"result\",\"v\":1,\"job_id\":\"j\"}");
	close_tables(&tables);
}

static void odd_counters_make_an_exposition_all_the_same(void **state)
{
	json_t *counts = json_loads("{\"tasks\":{\"a\\\"b\\n\\\\\":1}}", 0, NULL);
	json_t *metrics =
	    json_loads("{\"counters\":{\"errors.timeout\":2,\"errors\":3},"
		       "\"histograms\":{\"wait_ms\":{\"buckets\":[{\"le\":50,\"count\":1},"
		       "{\"count\":2}],\"sum\":700}}}",
		       0, NULL);
	json_t *usage = json_loads("[{\"model\":\"m\",\"calls\":1},{\"calls\":2},7]", 0, NULL);
	struct rq_error err = { 0 };
	struct rq_output out;

	(void)state;
	rq_output_init(&out, -1);
	assert_works(rq_exposition_write(
			 &out, &(struct rq_exposition) { counts, metrics, usage, MADE_AT }, &err),
		     err);
	assert_non_null(strstr(out.buffer.data, "rq_tasks{status=\"a\\\"b\\n\\\\\"} 1\n"));
	assert_non_null(strstr(out.buffer.data, "rq_errors_total{code=\"timeout\"} 2\n"));
	assert_non_null(strstr(out.buffer.data, "rq_queue_wait_seconds_bucket{le=\"0.05\"} 1\n"));
	assert_non_null(strstr(out.buffer.data, "rq_queue_wait_seconds_bucket{le=\"+Inf\"} 3\n"));
	assert_non_null(strstr(out.buffer.data, "rq_queue_wait_seconds_sum 0.700\n"));
	assert_non_null(strstr(out.buffer.data, "rq_calls_total{model=\"m\"} 1\n"));
	rq_output_free(&out);
	rq_output_init(&out, -1);
	assert_works(rq_exposition_write(&out, &(struct rq_exposition) { .now = MADE_AT }, &err),
		     err);
	rq_output_free(&out);
	json_decref(usage);
	json_decref(metrics);
	json_decref(counts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_a_line_and_a_formula_is_text),
		cmocka_unit_test(a_workbook_that_is_given_up_is_freed),
		cmocka_unit_test(odd_counters_make_an_exposition_all_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
