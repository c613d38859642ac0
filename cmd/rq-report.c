/* rq-report: records, or a store, to figures for people and machines. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "report/csv.h"
#include "report/exposition.h"
#include "report/finding.h"
#include "report/gather.h"
#include "report/html.h"
#include "report/json.h"
#include "report/sheet.h"
#include "report/text.h"
#include "tool/loop.h"

struct wants {
	struct rq_program_wants common;
	const char *store, *output, *job, *status, *candidate, *title;
	int64_t since;
	int format; /* index in formats */
};

struct work {
	struct rq_program *program;
	const struct wants *wants;
	struct rq_loop loop;
	struct rq_output out;
	struct rq_summary summary;
	struct rq_page *page;         /* only for HTML */
	struct rq_workbook *workbook; /* only for XLSX */
	struct rq_store *store;
	size_t records;
};

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
	return rq_page_open(&work->page, err);
}

static int add_html(struct work *work, const json_t *record, struct rq_error *err)
{
	return rq_page_add(work->page, &work->summary, record, err);
}

static int write_html(struct work *work, struct rq_error *err)
{
	return rq_page_write(work->page, &work->summary, work->wants->title, rq_clock_now(),
			     &work->out, err);
}

static int begin_csv(struct work *work, struct rq_error *err)
{
	return rq_csv_begin(&work->out, err);
}

static int add_csv(struct work *work, const json_t *record, struct rq_error *err)
{
	return rq_csv_add(&work->out, record, err);
}

static int begin_xlsx(struct work *work, struct rq_error *err)
{
	return rq_workbook_open(&work->workbook, work->wants->title, err);
}

static int add_xlsx(struct work *work, const json_t *record, struct rq_error *err)
{
	return rq_workbook_add(work->workbook, &work->summary, record, err);
}

static int write_xlsx(struct work *work, struct rq_error *err)
{
	return rq_workbook_write(work->workbook, &work->out, err);
}

static int open_store(struct work *work, struct rq_error *err)
{
	struct rq_store_options how = { .must_exist = true };
	char *path = rq_program_store(work->wants->store);
	int result = rq_store_open(path, &how, &work->store, err);

	free(path);
	return result;
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
		    &work->out, &(struct rq_exposition) { counts, metrics, usage, rq_clock_now() },
		    err);
	json_decref(usage);
	json_decref(metrics);
	json_decref(counts);
	return result;
}

/* In the order of --format. NULL: nothing is to be done then. */
static const struct {
	int (*begin)(struct work *work, struct rq_error *err);
	int (*add)(struct work *work, const json_t *record, struct rq_error *err);
	int (*write)(struct work *work, struct rq_error *err);
	bool takes_no_records;
} formats[] = {
	{ .write = write_text },
	{ .write = write_json },
	{ .begin = begin_html, .add = add_html, .write = write_html },
	{ .begin = begin_csv, .add = add_csv },
	{ .begin = begin_xlsx, .add = add_xlsx, .write = write_xlsx },
	{ .write = write_prometheus, .takes_no_records = true },
};

/* --- records ------------------------------------------------------------------ */

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

/* Errors have no status; those of files belong to nobody and no job, and always count. */
static bool is_wanted(const struct wants *wants, const json_t *record)
{
	int64_t finished;

	if (is_equal(record, "type", "error"))
		return is_of(record, "job_id", wants->job) &&
		       is_of(record, "candidate_id", wants->candidate);
	if (!is_equal(record, "type", "result"))
		return true;
	finished = rq_finding_time(record, "finished_at");
	if (wants->since && finished != 0 && finished < wants->since)
		return false;
	return is_equal(record, "job_id", wants->job) &&
	       is_equal(record, "candidate_id", wants->candidate) &&
	       is_equal(record, "status", wants->status);
}

static int add_record(const json_t *record, void *context, struct rq_error *err)
{
	struct work *work = context;

	work->records++;
	if (!is_wanted(work->wants, record))
		return 0;
	rq_summary_add(&work->summary, record);
	rq_progress_step(&work->program->progress, is_equal(record, "type", "error"), NULL);
	if (!formats[work->wants->format].add)
		return 0;
	return formats[work->wants->format].add(work, record, err);
}

static int take_line(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	return add_record(line->record, context, err);
}

static int read_store(struct work *work, struct rq_error *err)
{
	struct rq_filter filter = { .status = -1,
				    .job_id = work->wants->job,
				    .candidate_id = work->wants->candidate };
	json_t *counts = NULL, *usage = NULL;
	int result = open_store(work, err);

	if (result == 0)
		result = rq_gather(work->store, &filter, add_record, work, err);
	if (result == 0)
		result = rq_store_counts(work->store, &counts, err);
	if (result == 0)
		result =
		    rq_store_usage(work->store, rq_clock_day(work->wants->since), 0, &usage, err);
	if (result == 0) {
		rq_summary_set_queue(&work->summary, counts);
		rq_costs_set_usage(&work->summary.costs, usage, work->wants->job);
	}
	json_decref(usage);
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
	if (rq_loop_run(&work->loop, err) == -1)
		return -1;
	return work->records == 0 && work->wants->store ? read_store(work, err) : 0;
}

static int report(struct work *work, struct rq_error *err)
{
	const struct wants *wants = work->wants;

	if (wants->output) {
		rq_output_free(&work->out);
		if (rq_output_create(&work->out, wants->output, err) == -1)
			return -1;
	}
	if (formats[wants->format].begin && formats[wants->format].begin(work, err) == -1)
		return -1;
	rq_program_show_progress(work->program);
	if (!formats[wants->format].takes_no_records && read_records(work, err) == -1)
		return -1;
	rq_progress_clear(&work->program->progress);
	if (formats[wants->format].write && formats[wants->format].write(work, err) == -1)
		return -1;
	return rq_output_finish(&work->out, err);
}

static int run(struct rq_program *program, const struct wants *wants)
{
	struct work work = { .program = program, .wants = wants };
	struct rq_error err = { 0 };
	int status;

	rq_output_init(&work.out, STDOUT_FILENO);
	rq_summary_init(&work.summary);
	work.loop = (struct rq_loop) {
		.program = program,
		.stage = "report",
		.take = take_line,
		.refuse = add_record, /* a line that is no record is an error to be counted */
		.pause_ms = -1,
		.context = &work,
	};
	(void)report(&work, &err);
	status = rq_program_finish(program, NULL, &err);
	rq_page_free(work.page);
	rq_workbook_free(work.workbook);
	rq_summary_free(&work.summary);
	rq_store_close(work.store);
	rq_output_free(&work.out);
	return status;
}

int main(int argc, char **argv)
{
	struct wants wants = { 0 };
	struct rq_program program = {
		.name = "rq-report",
		.usage = "[OPTION]... [<results.ndjson]",
		.about =
		    "Folds \"result\" and \"error\" records, or what a store holds, into figures:\n"
		    "counts, scores before and after, gaps, errors, timings.\n",
	};
	const struct rq_option options[] = {
		RQ_PROGRAM_OPTIONS(program, wants.common),
		RQ_TEXT('s', "store", "DIR", NULL, &wants.store,
			"report on this store when no record comes (a terminal: $RQ_STORE)"),
		RQ_CHOICE('f', "format", "RQ_FORMAT", &wants.format,
			  "text|json|html|csv|xlsx|prometheus", "what to make (text)"),
		RQ_TEXT('o', "output", "FILE", NULL, &wants.output,
			"write there, whole or not at all"),
		RQ_TEXT(0, "job", "ID", NULL, &wants.job, "only results of this job_id"),
		RQ_TEXT(0, "candidate", "ID", NULL, &wants.candidate,
			"only results of this candidate_id"),
		RQ_TEXT(0, "status", "STATUS", NULL, &wants.status, "only results of this status"),
		RQ_MOMENT(0, "since", &wants.since,
			  "only results finished since (RFC 3339, or 2h)"),
		RQ_TEXT(0, "title", "TEXT", NULL, &wants.title, "a title for the report"),
	};
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &wants.common, argc, argv, &status))
		return status;
	return run(&program, &wants);
}
