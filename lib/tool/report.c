#include "tool/report.h"

#include <string.h>
#include <unistd.h>

#include "report/gather.h"
#include "report/pages.h"
#include "tool/bias.h"
#include "tool/report_form.h"
#include "tool/verify.h"

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
	struct rq_reporting *work = context;

	rq_summary_add(&work->summary, record, gist);
	if (!work->form->add)
		return 0;
	return work->form->add(work, record, gist, err);
}

/* Another result has taken its place in figures and on the page. */
static int put_redone(const json_t *record, const struct rq_gist *gist, void *context,
		      struct rq_error *err)
{
	struct rq_reporting *work = context;

	(void)record;
	(void)err;
	rq_summary_add_redone(&work->summary, gist);
	return 0;
}

static int add_as_it_is(const json_t *record, const struct rq_gist *gist, void *context,
			struct rq_error *err)
{
	struct rq_reporting *work = context;
	bool failed = !gist && is_equal(record, "type", "error");

	work->records++;
	if (gist)
		rq_redone_see(&work->redone, gist);
	if (gist ? !is_wanted(work->wants, gist) : !is_wanted_error(work->wants, record))
		return 0;
	rq_progress_step(&work->program->progress, failed, NULL);
	if (gist && !work->form->lists_all && rq_redone_keep(&work->redone, record, gist))
		return 0;
	return put(record, gist, work, err);
}

/* The whole result is needed, and is then taken for one that never had a score. */
static int add_without_score(struct rq_reporting *work, const json_t *record,
			     const struct rq_gist *gist, struct rq_error *err)
{
	json_t *read = NULL, *bare;
	int result;

	if (!record && rq_reporting_result(work, gist->task_id, &read, err) == -1)
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
	struct rq_reporting *work = context;

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

/* How often the store answered is counted for all of it alone, and since it was made. */
static int read_requests(struct rq_reporting *work, struct rq_error *err)
{
	const struct rq_report_wants *wants = work->wants;
	json_t *metrics = NULL;
	int result = 0;

	if (!wants->job && !wants->candidate && !wants->status && !wants->since)
		result = rq_store_metrics(work->store, &metrics, err);
	if (result == 0)
		rq_summary_set_requests(&work->summary, metrics);
	json_decref(metrics);
	return result;
}

static int read_store(struct rq_reporting *work, struct rq_error *err)
{
	struct rq_filter filter = { .status = -1,
				    .job_id = work->wants->job,
				    .candidate_id = work->wants->candidate };
	json_t *counts = NULL;
	int result = rq_reporting_open_store(work, err);

	if (result == 0)
		result = rq_gather(work->store, &filter, add, work, err);
	if (result == 0)
		result = rq_redone_release(&work->redone, put, put_redone, work, err);
	if (result == 0)
		result = rq_store_counts(work->store, &counts, err);
	if (result == 0)
		result = read_requests(work, err);
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
static int read_records(struct rq_reporting *work, struct rq_error *err)
{
	if (isatty(STDIN_FILENO))
		return read_store(work, err);
	if (rq_loop_run(&work->loop, err) == -1 ||
	    rq_redone_release(&work->redone, put, put_redone, work, err) == -1)
		return -1;
	return work->records == 0 && work->wants->storage.store ? read_store(work, err) : 0;
}

/* Whether who somebody is changes what becomes of them. */
static int report_bias(struct rq_reporting *work, struct rq_error *err)
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
	if (rq_reporting_open_store(work, err) == -1 ||
	    rq_bias_report(work->program, work->store, &bias, &work->out, err) == -1)
		return -1;
	return rq_output_finish(&work->out, err);
}

static int verify(struct rq_reporting *work, struct rq_error *err)
{
	if (rq_reporting_open_store(work, err) == -1 ||
	    rq_verify_report(work->program, work->store, work->wants->verify, &work->out, err) ==
		-1)
		return -1;
	return rq_output_finish(&work->out, err);
}

static int report(struct rq_reporting *work, struct rq_error *err)
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
		return rq_report_usage(work, err) == 0 ? rq_output_finish(&work->out, err) : -1;
	if (work->form->begin && work->form->begin(work, err) == -1)
		return -1;
	rq_program_show_progress(work->program);
	if (!work->form->takes_no_records && read_records(work, err) == -1)
		return -1;
	rq_progress_clear(&work->program->progress);
	if (work->form->write && work->form->write(work, err) == -1)
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
	struct rq_reporting work = { .program = program,
				     .wants = wants,
				     .form = rq_report_form((enum rq_report_format)wants->format) };
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
