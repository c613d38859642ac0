#include "tool/report_form.h"

#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "report/csv.h"
#include "report/exposition.h"
#include "report/gather.h"
#include "report/json.h"
#include "report/text.h"
#include "report/usage_text.h"

static int write_text(struct rq_reporting *work, struct rq_error *err)
{
	return rq_report_text(&work->out, &work->summary, work->wants->title,
			      rq_report_columns(STDOUT_FILENO), err);
}

static int write_json(struct rq_reporting *work, struct rq_error *err)
{
	return rq_report_json(&work->out, &work->summary, work->wants->title, rq_clock_now(), err);
}

static int begin_html(struct rq_reporting *work, struct rq_error *err)
{
	return rq_roster_open(&work->roster, err);
}

static bool is_error(const json_t *record)
{
	const char *type = rq_json_string(record, "type");

	return type && strcmp(type, "error") == 0;
}

static int add_html(struct rq_reporting *work, const json_t *record, const struct rq_gist *gist,
		    struct rq_error *err)
{
	if (gist)
		return rq_roster_result(work->roster, rq_summary_job(&work->summary, gist->job_id),
					record, gist, err);
	return is_error(record) ? rq_roster_error(work->roster, record, err) : 0;
}

static int write_html(struct rq_reporting *work, struct rq_error *err)
{
	struct rq_roster_source source = { rq_reporting_result, work };
	struct rq_page_options how = { .title = work->wants->title,
				       .now = rq_clock_now(),
				       .path = rq_output_is_file(&work->out) ? work->wants->output
									     : NULL,
				       .source = &source,
				       .usage = work->store ? &work->usage : NULL };

	return rq_page_write(work->roster, &work->summary, &how, &work->out, &work->pages, err);
}

static int begin_csv(struct rq_reporting *work, struct rq_error *err)
{
	return rq_csv_begin(&work->out, err);
}

static int add_csv(struct rq_reporting *work, const json_t *record, const struct rq_gist *gist,
		   struct rq_error *err)
{
	struct rq_table_row row;

	if (gist)
		rq_table_result(gist, &row);
	else if (!rq_table_error(record, &row))
		return 0;
	return rq_csv_add(&work->out, &row, err);
}

static int begin_xlsx(struct rq_reporting *work, struct rq_error *err)
{
	return rq_workbook_open(&work->workbook, work->wants->title, err);
}

static int add_xlsx(struct rq_reporting *work, const json_t *record, const struct rq_gist *gist,
		    struct rq_error *err)
{
	struct rq_table_row row;

	if (!gist)
		return rq_table_error(record, &row) ? rq_workbook_error(work->workbook, &row, err)
						    : 0;
	rq_table_result(gist, &row);
	return rq_workbook_result(work->workbook, &work->summary,
				  rq_summary_job(&work->summary, gist->job_id), &row, err);
}

static int write_xlsx(struct rq_reporting *work, struct rq_error *err)
{
	return rq_workbook_write(work->workbook, &work->out, err);
}

/* The store's counters, never its records: as fast with a long history. */
static int write_prometheus(struct rq_reporting *work, struct rq_error *err)
{
	json_t *counts = NULL, *metrics = NULL, *usage = NULL;
	int result = rq_reporting_open_store(work, err);

	if (result == 0)
		result = rq_store_counts(work->store, &counts, err);
	if (result == 0)
		result = rq_store_metrics(work->store, &metrics, err);
	if (result == 0)
		result = rq_store_usage(work->store, 0, 0, &usage, err);
	if (result == 0)
		result = rq_exposition_write(
		    &work->out,
		    &(struct rq_exposition) { counts, metrics, usage, rq_store_now(work->store) },
		    err);
	json_decref(usage);
	json_decref(metrics);
	json_decref(counts);
	return result;
}

static const struct rq_report_form forms[] = {
	[RQ_REPORT_TEXT] = { .write = write_text },
	[RQ_REPORT_JSON] = { .write = write_json },
	[RQ_REPORT_HTML] = { .begin = begin_html, .add = add_html, .write = write_html },
	[RQ_REPORT_CSV] = { .begin = begin_csv, .add = add_csv, .lists_all = true },
	[RQ_REPORT_XLSX] = { begin_xlsx, add_xlsx, write_xlsx, .lists_all = true },
	[RQ_REPORT_PROMETHEUS] = { .write = write_prometheus, .takes_no_records = true },
};

const struct rq_report_form *rq_report_form(enum rq_report_format format)
{
	return &forms[format];
}

int rq_report_usage(struct rq_reporting *work, struct rq_error *err)
{
	const struct rq_report_wants *wants = work->wants;
	const char *title = wants->title ? wants->title : "Usage and cost";
	int64_t now = rq_clock_now();

	if (wants->format != RQ_REPORT_TEXT && wants->format != RQ_REPORT_JSON)
		return rq_fail(err, RQ_USAGE, "--usage is told as text or json");
	if (rq_reporting_open_store(work, err) == -1 ||
	    rq_gather_usage(work->store, wants->job, wants->since, now, &work->usage, err) == -1)
		return -1;
	if (wants->format == RQ_REPORT_JSON)
		return rq_usage_json(&work->out, &work->usage, wants->title, now, err);
	return rq_usage_text(&work->out, &work->usage, title, rq_report_columns(STDOUT_FILENO),
			     err);
}
