/* rq-ingest: documents, folders, containers or standard input to resume records. */

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/text.h"
#include "document/ocr.h"
#include "io/ndjson.h"
#include "resume/intake.h"
#include "tool/program.h"

enum { FLUSH_MS = 50 };

struct wants {
	struct rq_program_wants common;
	long jobs;
	const char *ocr; /* languages, or NULL */
};

/* Records go out as they come, a reader downstream never waits for a full buffer. */
static int copy_records(struct rq_program *program, struct rq_intake *intake, struct rq_output *out,
			struct rq_error *err)
{
	int64_t flushed = rq_clock_steady();
	struct rq_intake_item item;
	int got;

	while ((got = rq_intake_next(intake, &item, err)) == 1) {
		if (rq_ndjson_write_text(out, item.text, item.length, err) == -1)
			return -1;
		if (item.failed) {
			program->failed++;
			rq_program_tell_of(program, item.text, item.length);
		}
		rq_progress_step(&program->progress, item.failed, item.source);
		if (rq_clock_steady() - flushed < FLUSH_MS)
			continue;
		if (rq_output_flush(out, err) == -1)
			return -1;
		flushed = rq_clock_steady();
	}
	return got;
}

/* Nobody should wonder where ".DS_Store" and "~$cv.docx" went. */
static void say_skipped(struct rq_program *program, size_t count)
{
	char message[64];

	if (count == 0)
		return;
	(void)snprintf(message, sizeof message, "%zu system or hidden file%s skipped", count,
		       rq_text_s(count));
	rq_program_complain(program, NULL, message);
}

static void ingest(struct rq_program *program, const struct wants *wants, int argc, char **argv,
		   struct rq_output *out, struct rq_error *err)
{
	struct rq_intake_options options = { .want = RQ_INTAKE_RESUMES,
					     .workers = (size_t)wants->jobs,
					     .stage = "ingest" };
	struct rq_intake *intake = NULL;

	if (program->operand == argc && isatty(STDIN_FILENO)) {
		(void)rq_fail(err, RQ_USAGE, "no document: give a path");
		return;
	}
	if ((wants->ocr && rq_ocr_open(wants->ocr, &options.ocr, err) == -1) ||
	    rq_intake_open(&options, &intake, err) == -1)
		goto out;
	for (int i = program->operand; i < argc; i++)
		rq_intake_add(intake, argv[i]);
	if (program->operand == argc)
		rq_intake_add(intake, "-");
	rq_progress_begin(&program->progress, program->name,
			  (enum rq_progress_mode)program->progress_mode, 0);
	if (copy_records(program, intake, out, err) == 0) {
		rq_progress_end(&program->progress);
		say_skipped(program, rq_intake_skipped(intake));
	}
out:
	rq_intake_free(intake);
	rq_ocr_free(options.ocr);
}

int main(int argc, char **argv)
{
	struct wants wants = { .jobs = 0 };
	struct rq_program program = {
		.name = "rq-ingest",
		.operands = true,
		.usage = "[OPTION]... [PATH]...",
		.about =
		    "Reads résumés from documents, folders and archives (or standard input) and\n"
		    "prints one \"resume\" record for each, or an \"error\" record.\n",
	};
	const struct rq_option options[] = {
		RQ_PROGRAM_OPTIONS(program, wants.common),
		RQ_NUMBER('j', "jobs", "RQ_JOBS", &wants.jobs, 0, RQ_MAX_WORKERS,
			  "read so many documents at once (0: two a processor)"),
		RQ_TEXT_OR(0, "ocr", "LANGS", RQ_OCR_DEFAULT, "RQ_OCR", &wants.ocr,
			   "read scans, too, in these languages (eng)"),
	};
	struct rq_error err = { 0 };
	struct rq_output out;
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &wants.common, argc, argv, &status))
		return status;
	rq_output_init(&out, STDOUT_FILENO);
	ingest(&program, &wants, argc, argv, &out, &err);
	status = rq_program_finish(&program, &out, &err);
	rq_output_free(&out);
	return status;
}
