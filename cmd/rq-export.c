/* rq-export: result records to the documents that a recruiter sends. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "export/delivery.h"
#include "export/filename.h"
#include "export/workshop.h"
#include "io/record.h"
#include "result/finding.h"
#include "tool/loop.h"

enum { PAUSE_MS = 20 };

struct wants {
	struct rq_program_wants common;
	const char *formats, *output;
	int template, paper; /* enum rq_template, enum rq_paper */
	bool all, changes;
	long jobs;
	bool format[RQ_PRINT_FORMATS];
};

struct work {
	struct rq_program *program;
	const struct wants *wants;
	struct rq_loop loop;
	struct rq_output out;
	struct rq_workshop *workshop;
	struct rq_delivery *delivery;
	enum rq_print_format last; /* format of each result */
	bool spoilt;               /* a document of the result in hand failed */
	size_t kept;               /* results that nobody approved */
};

/* --- one document ------------------------------------------------------------------ */

/* The ids of a result, its document's name and time: what is needed once the document is made. */
static json_t *describe(const json_t *result)
{
	static const char *const kept[] = { "task_id",     "candidate_id", "resume_id",  "job_id",
					    "job_version", "recipe",       "finished_at" };
	json_t *about = json_object();
	char *stem = rq_filename_stem(result);

	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
		rq_json_set_string(about, kept[i], rq_json_string(result, kept[i]));
	rq_json_set_string(about, "stem", stem);
	free(stem);
	return about;
}

static void copy_ids(json_t *record, const json_t *about)
{
	static const char *const ids[] = { "task_id", "candidate_id", "resume_id",
					   "job_id",  "job_version",  "recipe" };

	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
		rq_json_set_string(record, ids[i], rq_json_string(about, ids[i]));
}

static int tell_failed(struct work *work, const struct rq_made *made, struct rq_error *err)
{
	json_t *record = rq_record_error("export", NULL, &made->failure);
	const char *task = rq_json_string(made->about, "task_id");
	int result;

	copy_ids(record, made->about);
	rq_json_set_string(record, "format", rq_print_extension(made->format));
	rq_program_complain(work->program, task, made->failure.message);
	work->program->failed++;
	result = rq_ndjson_write(&work->out, record, err);
	json_decref(record);
	return result;
}

static void complain_of_warnings(struct work *work, const json_t *record)
{
	const json_t *warnings = rq_json_array(record, "warnings");

	for (size_t i = 0; i < json_array_size(warnings); i++)
		rq_program_complain(work->program, rq_json_string(record, "path"),
				    rq_json_string(json_array_get(warnings, i), "message"));
}

static int deliver(struct work *work, const struct rq_made *made, struct rq_error *err)
{
	const char *extension = rq_print_extension(made->format);
	const char *finished = rq_json_string(made->about, "finished_at");
	const char *stem = rq_json_string(made->about, "stem");
	char *name = rq_printf("%s%s", stem, work->wants->changes ? "--changes" : "");
	json_t *record = rq_record_new("export");
	struct rq_error ignored = { 0 };
	int64_t when = 0;
	int result;

	if (finished)
		(void)rq_clock_parse(finished, &when, &ignored);
	copy_ids(record, made->about);
	rq_json_set_string(record, "document", work->wants->changes ? "changes" : "resume");
	rq_json_set_string(record, "format", extension);
	rq_json_set_take(record, "warnings", json_incref(made->warnings));
	result = rq_delivery_put(work->delivery, name, extension, made->bytes.data,
				 made->bytes.length, when / 1000, record, err);
	if (result == 0) {
		complain_of_warnings(work, record);
		result = rq_ndjson_write(&work->out, record, err);
	}
	json_decref(record);
	free(name);
	return result;
}

/* A result is done with the last of its documents. */
static void show_progress(struct work *work, const struct rq_made *made)
{
	work->spoilt |= made->failure.code != RQ_OK;
	if (made->format != work->last)
		return;
	rq_progress_step(&work->program->progress, work->spoilt,
			 rq_json_string(made->about, "stem"));
	work->spoilt = false;
}

/* The first document that is in hand: 1, 0 when none is. */
static int finish_one(struct work *work, struct rq_error *err)
{
	struct rq_made made;
	int got = rq_workshop_fetch(work->workshop, &made, err);

	if (got != 1)
		return got;
	if (made.failure.code != RQ_OK)
		got = tell_failed(work, &made, err) == 0 ? 1 : -1;
	else
		got = deliver(work, &made, err) == 0 ? 1 : -1;
	show_progress(work, &made);
	rq_made_free(&made);
	return got;
}

static int finish_all(void *context, struct rq_error *err)
{
	struct work *work = context;
	int got;

	while ((got = finish_one(work, err)) == 1)
		;
	work->loop.pause_ms = -1;
	return got == 0 ? rq_output_flush(&work->out, err) : -1;
}

/* --- records ------------------------------------------------------------------------- */

/*
 * Approved by a person; what the guard held back needs more than that. What was sent back is
 * no answer any more: its document would take the place of the newer one.
 */
static bool is_wanted(const struct wants *wants, const json_t *result)
{
	const char *status = rq_json_string(result, "status");
	const char *decision = rq_json_string(rq_json_object(result, "review"), "decision");

	if (wants->all)
		return !decision || strcmp(decision, "returned") != 0;
	return decision && strcmp(decision, "approved") == 0 && status &&
	       !rq_finding_is_held(rq_finding_status(status));
}

static int take_record(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	struct work *work = context;

	if (strcmp(line->type, "result") != 0)
		return rq_loop_pass(&work->loop, line, err);
	if (!is_wanted(work->wants, line->record)) {
		work->kept++;
		return rq_loop_pass(&work->loop, line, err);
	}
	work->loop.pause_ms = PAUSE_MS;
	for (int i = 0; i < RQ_PRINT_FORMATS; i++) {
		if (!work->wants->format[i])
			continue;
		while (rq_workshop_full(work->workshop))
			if (finish_one(work, err) == -1)
				return -1;
		if (rq_workshop_want(work->workshop, (enum rq_print_format)i, line->text,
				     line->length, describe(line->record), err) == -1)
			return -1;
	}
	return 0;
}

/* --- the whole -------------------------------------------------------------------------- */

static int read_formats(struct wants *wants, struct rq_error *err)
{
	const char *list = wants->formats   ? wants->formats
			   : wants->changes ? "html,pdf"
					    : "docx,pdf";

	for (;;) {
		size_t length = strcspn(list, ",");
		int format = rq_print_find(list, length);

		if (format == -1)
			return rq_fail(err, RQ_USAGE,
				       "--format: \"%.*s\" is none of docx pdf html markdown text "
				       "json",
				       (int)length, list);
		if (wants->changes && format == RQ_PRINT_JSON)
			return rq_fail(err, RQ_USAGE, "--changes has no JSON: that is the result");
		wants->format[format] = true;
		if (!list[length])
			return 0;
		list += length + 1;
	}
}

static void say_kept(const struct work *work)
{
	char *message;

	if (work->kept == 0)
		return;
	if (work->wants->all)
		message = rq_printf("%zu result%s passed on that %s sent back", work->kept,
				    rq_text_s(work->kept), work->kept == 1 ? "was" : "were");
	else
		message =
		    rq_printf("%zu result%s without approval passed on (--all exports %s)",
			      work->kept, rq_text_s(work->kept), work->kept == 1 ? "it" : "them");
	rq_program_complain(work->program, NULL, message);
	free(message);
}

static int export(struct work *work, struct rq_error *err)
{
	const struct wants *wants = work->wants;
	struct rq_workshop_options options = {
		.work = wants->changes ? RQ_PRINT_CHANGES : RQ_PRINT_RESUME,
		.look = rq_look((enum rq_template)wants->template, (enum rq_paper)wants->paper),
		.fonts = wants->format[RQ_PRINT_PDF],
		.workers = (size_t)wants->jobs,
	};

	if (rq_workshop_open(&options, &work->workshop, err) == -1 ||
	    rq_program_catch(work->program, err) == -1 ||
	    rq_delivery_open(wants->output, &work->delivery, err) == -1)
		return -1;
	for (int i = 0; i < RQ_PRINT_FORMATS; i++)
		if (wants->format[i])
			work->last = (enum rq_print_format)i;
	rq_program_show_progress(work->program);
	work->loop = (struct rq_loop) {
		.program = work->program,
		.out = &work->out,
		.stage = "export",
		.take = take_record,
		.idle = finish_all,
		.pause_ms = -1,
		.context = work,
	};
	if (rq_loop_run(&work->loop, err) == -1 || finish_all(work, err) == -1 ||
	    rq_delivery_finish(work->delivery, err) == -1)
		return -1;
	rq_progress_end(&work->program->progress);
	say_kept(work);
	return 0;
}

static int run(struct rq_program *program, struct wants *wants)
{
	struct work work = { .program = program, .wants = wants };
	struct rq_error err = { 0 };
	int status;

	rq_output_init(&work.out, STDOUT_FILENO);
	if (!wants->output)
		(void)rq_fail(&err, RQ_USAGE, "no place to export to: give --output");
	else if (read_formats(wants, &err) == 0)
		(void)export(&work, &err);
	rq_workshop_free(work.workshop);
	rq_delivery_free(work.delivery);
	status = rq_program_finish(program, &work.out, &err);
	rq_output_free(&work.out);
	return status;
}

int main(int argc, char **argv)
{
	struct wants wants = { .template = RQ_TEMPLATE_MODERN };
	struct rq_program program = {
		.name = "rq-export",
		.usage = "[OPTION]... --output=DIR|FILE.zip <results.ndjson",
		.about = "Makes documents of approved \"result\" records and prints an \"export\"\n"
			 "record for each. Other records, and results that nobody approved, are\n"
			 "passed on.\n",
	};
	const struct rq_option options[] = {
		RQ_PROGRAM_OPTIONS(program, wants.common),
		RQ_TEXT('o', "output", "PATH", NULL, &wants.output,
			"a folder, or a file that ends in .zip"),
		RQ_TEXT('f', "format", "LIST", "RQ_EXPORT_FORMAT", &wants.formats,
			"docx pdf html markdown text json, with commas (docx,pdf)"),
		RQ_FLAG('a', "all", &wants.all,
			"also what nobody approved, but not what was sent back"),
		RQ_FLAG(0, "changes", &wants.changes,
			"not the résumé, but what was changed in it, for the candidate"),
		RQ_CHOICE('t', "template", "RQ_TEMPLATE", &wants.template, "plain|modern",
			  "how documents look (modern)"),
		RQ_CHOICE(0, "paper", "RQ_PAPER", &wants.paper, "a4|letter", "size of pages (a4)"),
		RQ_NUMBER('j', "jobs", "RQ_JOBS", &wants.jobs, 0, RQ_MAX_WORKERS,
			  "make so many documents at once (0: one a processor)"),
	};
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &wants.common, argc, argv, &status))
		return status;
	return run(&program, &wants);
}
