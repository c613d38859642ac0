/* rq-report: records, or a store, to figures for people and machines. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "report/gather.h"
#include "report/html.h"
#include "report/json.h"
#include "report/text.h"
#include "tool/loop.h"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_HTML };

struct wants {
	struct rq_program_wants common;
	const char *store, *output, *job, *status, *title;
	int64_t since;
	int format; /* enum format */
};

struct work {
	struct rq_program *program;
	const struct wants *wants;
	struct rq_loop loop;
	struct rq_output out;
	struct rq_summary summary;
	struct rq_page *page; /* only for FORMAT_HTML */
	struct rq_store *store;
	size_t records;
};

static bool is_equal(const json_t *record, const char *key, const char *wanted)
{
	const char *value = rq_json_string(record, key);

	return !wanted || (value && strcmp(value, wanted) == 0);
}

/* Errors have no status, and those of files belong to no job: they always count. */
static bool is_wanted(const struct wants *wants, const json_t *record)
{
	const char *finished = rq_json_string(record, "finished_at");
	struct rq_error ignored = { 0 };
	int64_t when;

	if (!is_equal(record, "type", "result"))
		return true;
	if (wants->since && finished && rq_clock_parse(finished, &when, &ignored) == 0 &&
	    when < wants->since)
		return false;
	return is_equal(record, "job_id", wants->job) && is_equal(record, "status", wants->status);
}

static int add_record(const json_t *record, void *context, struct rq_error *err)
{
	struct work *work = context;

	work->records++;
	if (!is_wanted(work->wants, record))
		return 0;
	rq_summary_add(&work->summary, record);
	rq_progress_step(&work->program->progress, is_equal(record, "type", "error"), NULL);
	return work->page ? rq_page_add(work->page, &work->summary, record, err) : 0;
}

static int take_line(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	return add_record(line->record, context, err);
}

static int read_store(struct work *work, struct rq_error *err)
{
	struct rq_filter filter = { .status = -1, .job_id = work->wants->job };
	struct rq_store_options how = { .must_exist = true };
	char *path = rq_program_store(work->wants->store);
	json_t *counts = NULL;
	int result = rq_store_open(path, &how, &work->store, err);

	if (result == 0)
		result = rq_gather(work->store, &filter, add_record, work, err);
	if (result == 0)
		result = rq_store_counts(work->store, &counts, err);
	if (result == 0)
		rq_summary_set_queue(&work->summary, counts);
	json_decref(counts);
	free(path);
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

static int write_report(struct work *work, struct rq_error *err)
{
	const struct wants *wants = work->wants;
	int result;

	if (wants->format == FORMAT_HTML)
		result = rq_page_write(work->page, &work->summary, wants->title, rq_clock_now(),
				       &work->out, err);
	else if (wants->format == FORMAT_JSON)
		result =
		    rq_report_json(&work->out, &work->summary, wants->title, rq_clock_now(), err);
	else
		result = rq_report_text(&work->out, &work->summary, wants->title,
					rq_report_columns(STDOUT_FILENO), err);
	return result == 0 ? rq_output_finish(&work->out, err) : -1;
}

static int report(struct work *work, struct rq_error *err)
{
	const struct wants *wants = work->wants;

	if (wants->output) {
		rq_output_free(&work->out);
		if (rq_output_create(&work->out, wants->output, err) == -1)
			return -1;
	}
	if (wants->format == FORMAT_HTML && rq_page_open(&work->page, err) == -1)
		return -1;
	rq_progress_begin(&work->program->progress, work->program->name,
			  (enum rq_progress_mode)work->program->progress_mode, 0);
	if (read_records(work, err) == -1)
		return -1;
	rq_progress_clear(&work->program->progress);
	return write_report(work, err);
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
		RQ_CHOICE('f', "format", "RQ_FORMAT", &wants.format, "text|json|html",
			  "what to make (text)"),
		RQ_TEXT('o', "output", "FILE", NULL, &wants.output,
			"write there, whole or not at all"),
		RQ_TEXT(0, "job", "ID", NULL, &wants.job, "only results of this job_id"),
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
