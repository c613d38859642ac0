#include "report.h"

#include <stdio.h>

#include "base/text.h"
#include "report/json.h"
#include "report/text.h"
#include "report/writer.h"

static const char queue[] = "{\"tasks\":{\"queued\":3,\"done\":9,\"dead\":0},\"resumes\":12,"
			    "\"results\":9}";

/* The text report of the fixture; free(). */
static char *text_report(size_t columns, const char *title)
{
	struct rq_error err = { 0 };
	struct rq_summary summary;
	struct rq_output out;
	json_t *counts;
	char *text;

	rq_summary_init(&summary);
	take_file(&summary, NULL, MIXED);
	assert_works(rq_json_parse(queue, strlen(queue), &counts, &err), err);
	rq_summary_set_queue(&summary, counts);
	json_decref(counts);
	rq_output_init(&out, -1);
	assert_works(rq_report_text(&out, &summary, title, columns, &err), err);
	text = rq_buffer_take(&out.buffer);
	rq_output_free(&out);
	rq_summary_free(&summary);
	return text;
}

static json_t *json_report(const char *path)
{
	struct rq_error err = { 0 };
	struct rq_summary summary;
	struct rq_output out;
	json_t *report;

	rq_summary_init(&summary);
	if (path)
		take_file(&summary, NULL, path);
	rq_output_init(&out, -1);
	assert_works(rq_report_json(&out, &summary, "Tonight", MADE_AT, &err), err);
	assert_int_equal(occurrences(out.buffer.data, "\n"), 1);
	assert_works(rq_json_parse_object(out.buffer.data, out.buffer.length, &report, &err), err);
	rq_output_free(&out);
	rq_summary_free(&summary);
	return report;
}

static void the_text_accounts_for_every_input(void **state)
{
	char *text = text_report(80, NULL);

	(void)state;
	assert_non_null(strstr(text, "Inputs 10 = results 7 + errors 3\n"));
	assert_non_null(strstr(text, "  ok                 3    42.9 %\n"));
	assert_non_null(strstr(text, "  from cache         2    28.6 %\n"));
	assert_non_null(strstr(text, "cvs.zip!/locked.pdf: encrypted: the PDF needs a password\n"));
	assert_non_null(strstr(text, "rules      number 1, scope 1, term 1\n"));
	free(text);
}

static void each_job_shows_its_figures_and_gaps(void **state)
{
	char *text = text_report(80, NULL);

	(void)state;
	assert_non_null(strstr(text, "Backend Engineer, Nordwind Systems: 5 results\n"));
	assert_non_null(strstr(text, "evidence   median  61.2 %"));
	assert_non_null(strstr(text, "gaps       Kafka 4, Kubernetes 3,"));
	assert_non_null(strstr(text, "6 applied, 3 rejected; literal rose for 3 of 5\n"));
	assert_non_null(strstr(text, "Registered Nurse, Ward Seven: 2 results, 1 error\n"));
	free(text);
}

static void the_queue_is_shown_beside(void **state)
{
	char *text = text_report(80, NULL);

	(void)state;
	assert_non_null(strstr(text, "\nQueue\n  queued             3\n  done               9\n"));
	assert_null(strstr(text, "dead  "));
	free(text);
}

/* The tables of candidates are aligned by columns, not bytes or characters. */
static void tables_fit_the_terminal(void **state)
{
	static const size_t widths[] = { 40, 60, 72, 80, 120, 160 };

	(void)state;
	for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
		char *text = text_report(widths[i], NULL), *at = strstr(text, "best by evidence");
		size_t width = 0;

		assert_non_null(at);
		at = strchr(at, '\n') + 1;
		for (int row = 0; row < 5; row++) {
			char *end = strchr(at, '\n');

			*end = '\0';
			if (row == 0)
				width = rq_text_columns(at);
			assert_int_equal(rq_text_columns(at), width);
			assert_true(width <= widths[i]);
			at = end + 1;
		}
		free(text);
	}
}

static void a_name_cannot_speak_to_the_terminal(void **state)
{
	static const char record[] =
	    "{\"type\":\"result\",\"v\":1,\"job_id\":\"j\\u001b[2J\",\"status\":\"ok\",\"job\":"
	    "{\"title\":\"T\\u001b[2J\"},\"resume\":{\"basics\":{\"name\":\"N\\u001b[2J\"}},"
	    "\"engine\":\"e\\u001b\",\"warnings\":[\"w\\u001b\"],\"score\":{\"before\":"
	    "{\"evidence\":1},\"gaps\":[\"g\\u001b\"]},"
	    "\"rejected\":[{\"rule\":\"r\\u001b\"}]}";
	static const char error[] =
	    "{\"type\":\"error\",\"v\":1,\"source\":\"s\\u001b\",\"stage\":"
	    "\"s\\u001b\",\"code\":\"c\\u001b\",\"message\":\"m\\u001b\\n\"}";
	static const char task[] = "{\"type\":\"task\",\"v\":1,\"status\":\"t\\u001b\"}";
	struct rq_error err = { 0 };
	struct rq_summary summary;
	struct rq_output out;

	(void)state;
	rq_summary_init(&summary);
	take_text(&summary, NULL, record);
	take_text(&summary, NULL, error);
	take_text(&summary, NULL, task);
	rq_output_init(&out, -1);
	assert_works(rq_report_text(&out, &summary, "\033[2J", 80, &err), err);
	assert_null(strchr(out.buffer.data, '\033'));
	assert_non_null(strstr(out.buffer.data, "N\\u{1b}[2J"));
	rq_output_free(&out);
	rq_summary_free(&summary);
}

static void the_json_report_is_one_record(void **state)
{
	json_t *report = json_report(MIXED), *jobs = rq_json_array(report, "jobs");
	json_t *job = json_array_get(jobs, 0);

	(void)state;
	assert_string_equal(rq_json_string(report, "type"), "report");
	assert_int_equal(rq_json_integer(report, "v", 0), 1);
	assert_string_equal(rq_json_string(report, "title"), "Tonight");
	assert_string_equal(rq_json_string(report, "created_at"), "2026-11-24T01:00:00.000Z");
	assert_int_equal(rq_json_integer(report, "inputs", 0), 10);
	assert_int_equal(rq_json_integer(report, "cache_hit_rate", 0), 2857);
	assert_int_equal(rq_json_integer(rq_json_object(report, "status"), "ok", 0), 3);
	assert_int_equal(json_array_size(jobs), 2);
	assert_int_equal(rq_json_integer(rq_json_object(job, "evidence"), "median", 0), 6120);
	assert_string_equal(rq_json_string(json_array_get(rq_json_array(job, "gaps"), 0), "term"),
			    "Kafka");
	assert_string_equal(
	    rq_json_string(json_array_get(rq_json_array(report, "error_codes"), 0), "stage"),
	    "ingest");
	json_decref(report);
}

static void a_report_of_nothing_is_a_report(void **state)
{
	json_t *report = json_report(NULL);

	(void)state;
	assert_int_equal(rq_json_integer(report, "inputs", -1), 0);
	assert_int_equal(json_array_size(rq_json_array(report, "jobs")), 0);
	json_decref(report);
}

static void a_report_on_a_thousand_jobs_is_written_whole(void **state)
{
	FILE *file = tmpfile();
	struct rq_error err = { 0 };
	struct rq_summary summary;
	struct rq_output out;
	char record[600], company[201];

	(void)state;
	assert_non_null(file);
	memset(company, 'c', sizeof company - 1);
	company[sizeof company - 1] = '\0';
	rq_summary_init(&summary);
	for (int i = 0; i < RQ_MAX_REPORT_JOBS * RQ_MAX_REPORT_BEST; i++) {
		(void)snprintf(
		    record, sizeof record,
		    "{\"type\":\"result\",\"v\":1,\"job_id\":\"%032d\",\"job\":{\"title\":"
		    "\"t\",\"company\":\"%s\"},\"source\":{\"path\":\"%s\"}}",
		    i % RQ_MAX_REPORT_JOBS, company, company);
		take_text(&summary, NULL, record);
	}
	rq_output_init(&out, fileno(file));
	assert_works(rq_report_json(&out, &summary, NULL, MADE_AT, &err), err);
	assert_works(rq_output_flush(&out, &err), err);
	assert_int_equal(fseek(file, 0, SEEK_END), 0);
	assert_true(ftell(file) > (long)RQ_MAX_RECORD_BYTES);
	rq_output_free(&out);
	rq_summary_free(&summary);
	(void)fclose(file);
}

static void units_read_well(void **state)
{
	char text[32];

	(void)state;
	assert_string_equal(rq_percent(7683, text), "76.8");
	assert_string_equal(rq_percent(10000, text), "100.0");
	assert_string_equal(rq_percent(RQ_FINDING_NO_SCORE, text), "–");
	assert_string_equal(rq_duration(999, text), "999 ms");
	assert_string_equal(rq_duration(64500, text), "1 min 4 s");
	assert_string_equal(rq_duration(90000000, text), "1 d 1 h");
}

static void a_full_disk_is_noticed(void **state)
{
	int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
	struct rq_error err = { 0 };
	struct rq_summary summary;
	struct rq_output out;

	(void)state;
	if (fd == -1)
		skip();
	rq_summary_init(&summary);
	for (int i = 0; i < RQ_MAX_REPORT_JOBS; i++) {
		char record[200];

		(void)snprintf(record, sizeof record,
			       "{\"type\":\"result\",\"v\":1,\"job_id\":\"%d\","
			       "\"score\":{\"before\":{\"evidence\":1}}}",
			       i);
		take_text(&summary, NULL, record);
	}
	rq_output_init(&out, fd);
	assert_fails(rq_report_text(&out, &summary, NULL, 80, &err), err, RQ_SYSTEM);
	rq_output_free(&out);
	rq_summary_free(&summary);
	(void)close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_text_accounts_for_every_input),
		cmocka_unit_test(each_job_shows_its_figures_and_gaps),
		cmocka_unit_test(the_queue_is_shown_beside),
		cmocka_unit_test(tables_fit_the_terminal),
		cmocka_unit_test(a_name_cannot_speak_to_the_terminal),
		cmocka_unit_test(the_json_report_is_one_record),
		cmocka_unit_test(a_report_of_nothing_is_a_report),
		cmocka_unit_test(a_report_on_a_thousand_jobs_is_written_whole),
		cmocka_unit_test(units_read_well),
		cmocka_unit_test(a_full_disk_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
