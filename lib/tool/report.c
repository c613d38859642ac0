#include "tool/report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "report/csv.h"
#include "report/exposition.h"
#include "report/gather.h"
#include "report/html.h"
#include "report/json.h"
#include "report/pages.h"
#include "report/redone.h"
#include "report/sheet.h"
#include "report/text.h"
#include "report/usage_text.h"
#include "review/reviewed.h"
#include "tool/bias.h"
#include "tool/loop.h"
#include "tool/verify.h"

struct work {
	struct rq_program *program;
	const struct rq_report_wants *wants;
	struct rq_loop loop;
	struct rq_output out;
	struct rq_summary summary;
	struct rq_usage_figures usage;
	struct rq_redone redone;
	struct rq_roster *roster;     /* only for HTML */
	struct rq_workbook *workbook; /* only for XLSX */
	struct rq_storage storage;
	struct rq_store *store;
	size_t records, pages; /* pages: of HTML */
};

static bool is_equal(const json_t *record, const char *key, const char *wanted)
{
	const char *value = rq_json_string(record, key);

	return !wanted || (value && strcmp(value, wanted) == 0);
}

/* Whether the record is of what is wanted, or does not say. */
static bool is_of(const json_t *record, const char *key, const char *wanted)
{
	return !rq_json_string(record, key) || is_equal(record, key, wanted);
}

/* --- formats ------------------------------------------------------------------ */

static int write_text(struct work *work, struct rq_error *err)
{
	return rq_report_text(&work->out, &work->summary, work->wants->title,
			      rq_report_columns(STDOUT_FILENO), err);
}

static int write_json(struct work *work, struct rq_error *err)
{
	return rq_report_json(&work->out, &work->summary, work->wants->title, rq_clock_now(), err);
}

static int begin_html(struct work *work, struct rq_error *err)
{
	return rq_roster_open(&work->roster, err);
}

static int add_html(struct work *work, const json_t *record, const struct rq_gist *gist,
		    struct rq_error *err)
{
	if (gist)
		return rq_roster_result(work->roster, rq_summary_job(&work->summary, gist->job_id),
					record, gist, err);
	return is_equal(record, "type", "error") ? rq_roster_error(work->roster, record, err) : 0;
}

/* The details of a result of which only the gist was read. */
static int read_result(void *context, const char *task_id, json_t **record, struct rq_error *err)
{
	struct work *work = context;
	struct rq_error failure = { 0 };
	struct rq_task task = { 0 };

	if (rq_store_task(work->store, task_id, &task, &failure) == 0)
		(void)rq_reviewed_result(work->store, &task, record, &failure);
	rq_task_free(&task);
	if (failure.code == RQ_OK || failure.code == RQ_NOT_FOUND)
		return 0;
	*err = failure;
	return -1;
}

static int write_html(struct work *work, struct rq_error *err)
{
	struct rq_roster_source source = { read_result, work };
	struct rq_page_options how = { .title = work->wants->title,
				       .now = rq_clock_now(),
				       .path = rq_output_is_file(&work->out) ? work->wants->output
									     : NULL,
				       .source = &source,
				       .usage = work->store ? &work->usage : NULL };

	return rq_page_write(work->roster, &work->summary, &how, &work->out, &work->pages, err);
}

static int begin_csv(struct work *work, struct rq_error *err)
{
	return rq_csv_begin(&work->out, err);
}

static int add_csv(struct work *work, const json_t *record, const struct rq_gist *gist,
		   struct rq_error *err)
{
	struct rq_table_row row;

	if (gist)
		rq_table_result(gist, &row);
	else if (!rq_table_error(record, &row))
		return 0;
	return rq_csv_add(&work->out, &row, err);
}

static int begin_xlsx(struct work *work, struct rq_error *err)
{
	return rq_workbook_open(&work->workbook, work->wants->title, err);
}

static int add_xlsx(struct work *work, const json_t *record, const struct rq_gist *gist,
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

static int write_xlsx(struct work *work, struct rq_error *err)
{
	return rq_workbook_write(work->workbook, &work->out, err);
}

static int open_store(struct work *work, struct rq_error *err)
{
	if (rq_storage_find(&work->wants->storage, &work->storage, err) == -1)
		return -1;
	return rq_storage_open(&work->storage, (struct rq_store_options) { .read_only = true },
			       &work->store, err);
}

/* The store's counters, never its records: as fast with a long history. */
static int write_prometheus(struct work *work, struct rq_error *err)
{
	json_t *counts = NULL, *metrics = NULL, *usage = NULL;
	int result = open_store(work, err);

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

static int write_usage(struct work *work, struct rq_error *err)
{
	const struct rq_report_wants *wants = work->wants;
	const char *title = wants->title ? wants->title : "Usage and cost";
	int64_t now = rq_clock_now();

	if (wants->format != RQ_REPORT_TEXT && wants->format != RQ_REPORT_JSON)
		return rq_fail(err, RQ_USAGE, "--usage is told as text or json");
	if (open_store(work, err) == -1 ||
	    rq_gather_usage(work->store, wants->job, wants->since, now, &work->usage, err) == -1)
		return -1;
	if (wants->format == RQ_REPORT_JSON)
		return rq_usage_json(&work->out, &work->usage, wants->title, now, err);
	return rq_usage_text(&work->out, &work->usage, title, rq_report_columns(STDOUT_FILENO),
			     err);
}

/* NULL: nothing is to be done then. */
static const struct {
	int (*begin)(struct work *work, struct rq_error *err);
	int (*add)(struct work *work, const json_t *record, const struct rq_gist *gist,
		   struct rq_error *err);
	int (*write)(struct work *work, struct rq_error *err);
	bool takes_no_records;
	bool lists_all; /* also what was sent back and done again */
} formats[] = {
	[RQ_REPORT_TEXT] = { .write = write_text },
	[RQ_REPORT_JSON] = { .write = write_json },
	[RQ_REPORT_HTML] = { .begin = begin_html, .add = add_html, .write = write_html },
	[RQ_REPORT_CSV] = { .begin = begin_csv, .add = add_csv, .lists_all = true },
	[RQ_REPORT_XLSX] = { begin_xlsx, add_xlsx, write_xlsx, .lists_all = true },
	[RQ_REPORT_PROMETHEUS] = { .write = write_prometheus, .takes_no_records = true },
};

/* --- records ------------------------------------------------------------------ */

/* Errors have no status; those of files belong to nobody and no job, and always count. */
static bool is_wanted_error(const struct rq_report_wants *wants, const json_t *record)
{
	return !is_equal(record, "type", "error") ||
	       (is_of(record, "job_id", wants->job) &&
		is_of(record, "candidate_id", wants->candidate));
}

static bool is_wanted(const struct rq_report_wants *wants, const struct rq_gist *gist)
{
	return (!wants->since || gist->finished_at == 0 || gist->finished_at >= wants->since) &&
	       (!wants->job || strcmp(gist->job_id, wants->job) == 0) &&
	       (!wants->candidate || strcmp(gist->candidate_id, wants->candidate) == 0) &&
	       (!wants->status || strcmp(gist->status_name, wants->status) == 0);
}

static int put(const json_t *record, const struct rq_gist *gist, void *context,
	       struct rq_error *err)
{
	struct work *work = context;

	rq_summary_add(&work->summary, record, gist);
	if (!formats[work->wants->format].add)
		return 0;
	return formats[work->wants->format].add(work, record, gist, err);
}

/* Another result has taken its place in figures and on the page. */
static int put_redone(const json_t *record, const struct rq_gist *gist, void *context,
		      struct rq_error *err)
{
	struct work *work = context;

	(void)record;
	(void)err;
	rq_summary_add_redone(&work->summary, gist);
	return 0;
}

static int add_as_it_is(const json_t *record, const struct rq_gist *gist, void *context,
			struct rq_error *err)
{
	struct work *work = context;
	bool failed = !gist && is_equal(record, "type", "error");

	work->records++;
	if (gist)
		rq_redone_see(&work->redone, gist);
	if (gist ? !is_wanted(work->wants, gist) : !is_wanted_error(work->wants, record))
		return 0;
	rq_progress_step(&work->program->progress, failed, NULL);
	if (gist && !formats[work->wants->format].lists_all &&
	    rq_redone_keep(&work->redone, record, gist))
		return 0;
	return put(record, gist, work, err);
}

/* The whole result is needed, and is then taken for one that never had a score. */
static int add_without_score(struct work *work, const json_t *record, const struct rq_gist *gist,
			     struct rq_error *err)
{
	json_t *read = NULL, *bare;
	int result;

	if (!record && read_result(work, gist->task_id, &read, err) == -1)
		return -1;
	if (!record && !read)
		return 0; /* gone meanwhile */
	bare = json_deep_copy(record ? record : read);
	(void)json_object_del(bare, "score");
	result = rq_gather_record(bare, add_as_it_is, work, err);
	json_decref(bare);
	json_decref(read);
	return result;
}

static int add(const json_t *record, const struct rq_gist *gist, void *context,
	       struct rq_error *err)
{
	struct work *work = context;

	return gist && work->wants->no_score ? add_without_score(work, record, gist, err)
					     : add_as_it_is(record, gist, work, err);
}

static int take_line(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	return rq_gather_record(line->record, add, context, err);
}

/* A line that is no record is an error to be counted. */
static int take_refused(const json_t *record, void *context, struct rq_error *err)
{
	return add(record, NULL, context, err);
}

static int read_store(struct work *work, struct rq_error *err)
{
	struct rq_filter filter = { .status = -1,
				    .job_id = work->wants->job,
				    .candidate_id = work->wants->candidate };
	json_t *counts = NULL;
	int result = open_store(work, err);

	if (result == 0)
		result = rq_gather(work->store, &filter, add, work, err);
	if (result == 0)
		result = rq_redone_release(&work->redone, put, put_redone, work, err);
	if (result == 0)
		result = rq_store_counts(work->store, &counts, err);
	if (result == 0)
		result = rq_gather_usage(work->store, work->wants->job, work->wants->since,
					 rq_store_now(work->store), &work->usage, err);
	if (result == 0) {
		rq_summary_set_queue(&work->summary, counts);
		rq_costs_set_usage(&work->summary.costs, &work->usage.models);
	}
	json_decref(counts);
	return result;
}

/*
 * The store answers when nobody pipes: on a terminal, or when the option names it and no record
 * came. The environment names it for the whole pipe, and an empty pipe is an empty report.
 */
static int read_records(struct work *work, struct rq_error *err)
{
	if (isatty(STDIN_FILENO))
		return read_store(work, err);
	if (rq_loop_run(&work->loop, err) == -1 ||
	    rq_redone_release(&work->redone, put, put_redone, work, err) == -1)
		return -1;
	return work->records == 0 && work->wants->storage.store ? read_store(work, err) : 0;
}

/* Whether who somebody is changes what becomes of them. */
static int report_bias(struct work *work, struct rq_error *err)
{
	const struct rq_report_wants *wants = work->wants;
	const struct rq_bias_wants bias = {
		.sample = wants->bias_canary ? (size_t)wants->sample : 0,
		.groups = wants->groups,
		.filter = { .status = -1, .job_id = wants->job, .candidate_id = wants->candidate },
		.since = wants->since,
		.json = wants->format == RQ_REPORT_JSON,
	};

	if (!bias.json && wants->format != RQ_REPORT_TEXT)
		return rq_fail(err, RQ_USAGE,
			       "--bias-canary and --groups are told as text or json");
	if (open_store(work, err) == -1 ||
	    rq_bias_report(work->program, work->store, &bias, &work->out, err) == -1)
		return -1;
	return rq_output_finish(&work->out, err);
}

static int verify(struct work *work, struct rq_error *err)
{
	if (open_store(work, err) == -1 ||
	    rq_verify_report(work->program, work->store, work->wants->verify, &work->out, err) ==
		-1)
		return -1;
	return rq_output_finish(&work->out, err);
}

static int report(struct work *work, struct rq_error *err)
{
	const struct rq_report_wants *wants = work->wants;

	if (wants->output) {
		rq_output_free(&work->out);
		if (rq_output_open(&work->out, wants->output, err) == -1)
			return -1;
	}
	if (wants->verify)
		return verify(work, err);
	if (wants->bias_canary || wants->groups)
		return report_bias(work, err);
	if (wants->usage)
		return write_usage(work, err) == 0 ? rq_output_finish(&work->out, err) : -1;
	if (formats[wants->format].begin && formats[wants->format].begin(work, err) == -1)
		return -1;
	rq_program_show_progress(work->program);
	if (!formats[wants->format].takes_no_records && read_records(work, err) == -1)
		return -1;
	rq_progress_clear(&work->program->progress);
	if (formats[wants->format].write && formats[wants->format].write(work, err) == -1)
		return -1;
	if (rq_output_finish(&work->out, err) == -1)
		return -1;
	return rq_output_is_file(&work->out) && work->pages
		   ? rq_pages_prune(wants->output, work->pages, err)
		   : 0;
}

int rq_report_run(struct rq_program *program, const struct rq_report_wants *wants,
		  struct rq_error *err)
{
	struct work work = { .program = program, .wants = wants };
	int result;

	rq_output_init(&work.out, STDOUT_FILENO);
	rq_summary_init(&work.summary);
	rq_usage_init(&work.usage);
	rq_redone_init(&work.redone);
	work.loop = (struct rq_loop) {
		.program = program,
		.stage = "report",
		.take = take_line,
		.refuse = take_refused,
		.pause_ms = -1,
		.context = &work,
	};
	result = report(&work, err);
	rq_roster_free(work.roster);
	rq_workbook_free(work.workbook);
	rq_summary_free(&work.summary);
	rq_usage_free(&work.usage);
	rq_redone_free(&work.redone);
	rq_store_close(work.store);
	rq_storage_free(&work.storage);
	rq_output_free(&work.out);
	return result;
}
