/* rq-enqueue: resume records by jobs to tasks in the store; prints the task records. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "engine/enqueue.h"
#include "engine/recipe.h"
#include "io/file.h"
#include "io/progress.h"
#include "match/posting.h"
#include "tool/loop.h"
#include "tool/recipe.h"
#include "tool/storage.h"

enum { COMMIT_MS = 20, DEFAULT_PRIORITY = 5 };

struct wants {
	struct rq_program_wants common;
	struct rq_list jobs;
	struct rq_recipe_wants recipe;
	struct rq_storage_wants storage;
	long priority;
	int64_t ttl, not_before;
	bool force, no_score, print_job;
};

/* All that is open while the tool works. */
struct work {
	struct rq_program *program;
	struct rq_loop loop;
	struct rq_output out;
	char *extra; /* text of --vocabulary */
	struct rq_vocabulary *vocabulary;
	struct rq_postings postings;
	json_t *recipe;
	struct rq_storage storage;
	struct rq_store *store;
	struct rq_enqueuer *enqueuer;
};

static int take_record(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	struct work *work = context;

	if (strcmp(line->type, "resume") != 0)
		return rq_loop_pass(&work->loop, line, err);
	if (rq_enqueuer_add(work->enqueuer, line->record, line->text, line->length, err) == -1)
		return -1;
	rq_progress_step(&work->program->progress, false, NULL);
	return 0;
}

static int commit_pending(void *context, struct rq_error *err)
{
	struct work *work = context;

	return rq_enqueuer_flush(work->enqueuer, err);
}

static int print_jobs(struct work *work, struct rq_error *err)
{
	for (size_t i = 0; i < work->postings.count; i++) {
		json_t *record = rq_job_to_json(&work->postings.job[i]);
		int result = rq_ndjson_write(&work->out, record, err);

		json_decref(record);
		if (result == -1)
			return -1;
	}
	return 0;
}

static int tell_refused(void *context, const char *record, size_t length, struct rq_error *err)
{
	struct work *work = context;

	rq_program_tell_of(work->program, record, length);
	return rq_ndjson_write_text(&work->out, record, length, err);
}

/* With nothing asked for, every résumé would come out as it went in, and nobody would know why. */
static void tell_vague(const struct work *work)
{
	for (size_t i = 0; i < work->postings.count; i++) {
		const struct rq_job *job = &work->postings.job[i];

		if (job->count == 0 && job->months == 0 && job->education == RQ_DEGREE_NONE)
			rq_program_complain(work->program, job->title,
					    "nothing that this posting asks for was understood; "
					    "--print-job shows it for editing");
	}
}

/* In sandboxed workers, so before the store is open and signals are caught. */
static int read_jobs(struct work *work, const struct wants *wants, struct rq_error *err)
{
	const struct rq_refusals refusals = { tell_refused, work };

	if (wants->jobs.count == 0)
		return rq_fail(err, RQ_USAGE, "no job: give --job=FILE");
	if (wants->recipe.vocabulary &&
	    rq_file_read(wants->recipe.vocabulary, RQ_MAX_VOCABULARY_BYTES, &work->extra, err) ==
		-1)
		return -1;
	if (rq_vocabulary_open(work->extra, &work->vocabulary, err) == -1 ||
	    rq_postings_read(wants->jobs.item, wants->jobs.count, work->vocabulary, &refusals,
			     &work->postings, err) == -1)
		return -1;
	work->program->failed += work->postings.failed;
	tell_vague(work);
	if (work->postings.count > 0)
		return 0;
	(void)rq_output_flush(&work->out, err);
	return rq_fail(err, RQ_USAGE, "%s%s: no job could be read", wants->jobs.item[0],
		       wants->jobs.count > 1 ? " and others" : "");
}

static int open_store(struct work *work, const struct wants *wants, struct rq_error *err)
{
	struct rq_recipe_choice choice = {
		.engine = wants->recipe.engine,
		.model = wants->recipe.model,
		.models = wants->recipe.models,
		.effort = (enum rq_effort)wants->recipe.effort,
		.redact = wants->recipe.redact == 0,
		.no_score = wants->no_score,
		.vocabulary_id = rq_vocabulary_id(work->vocabulary),
		.vocabulary = work->extra,
	};
	struct rq_enqueuer_options options = {
		.jobs = work->postings.job,
		.job_count = work->postings.count,
		.priority = (int)wants->priority,
		.run_at = wants->not_before,
		.ttl = wants->ttl,
		.force = wants->force,
	};

	if (rq_recipe_make(&choice, options.recipe_id, &work->recipe, err) == -1 ||
	    rq_storage_find(&wants->storage, &work->storage, err) == -1 ||
	    rq_storage_open(&work->storage, (struct rq_store_options) { 0 }, &work->store, err) ==
		-1)
		return -1;
	options.recipe = work->recipe;
	return rq_enqueuer_open(work->store, &options, &work->out, &work->enqueuer, err);
}

static int enqueue(struct work *work, const struct wants *wants, struct rq_error *err)
{
	struct rq_program *program = work->program;
	int result;

	if (read_jobs(work, wants, err) == -1)
		return -1;
	if (wants->print_job)
		return print_jobs(work, err);
	if (rq_program_catch(program, err) == -1 || open_store(work, wants, err) == -1)
		return -1;
	rq_program_show_progress(program);
	work->loop = (struct rq_loop) {
		.program = program,
		.out = &work->out,
		.stage = "enqueue",
		.take = take_record,
		.idle = commit_pending,
		.pause_ms = COMMIT_MS,
		.context = work,
	};
	result = rq_loop_run(&work->loop, err);
	/* A signal ends the reading, not the work that was read. */
	if (result == 0 || err->code == RQ_INTERRUPTED) {
		struct rq_error failure = { 0 };

		if (rq_enqueuer_flush(work->enqueuer, &failure) == -1) {
			*err = failure;
			result = -1;
		}
	}
	rq_progress_end(&program->progress);
	return result;
}

static void close_all(struct work *work)
{
	rq_enqueuer_free(work->enqueuer);
	rq_store_close(work->store);
	rq_storage_free(&work->storage);
	rq_postings_free(&work->postings);
	rq_vocabulary_free(work->vocabulary);
	json_decref(work->recipe);
	rq_output_free(&work->out);
	free(work->extra);
}

static int run(struct rq_program *program, struct wants *wants, int argc, char **argv)
{
	struct work work = { .program = program };
	struct rq_error err = { 0 };
	int status;

	/* The shell makes several operands of --job=jobs/"*". */
	for (int i = program->operand; i < argc; i++)
		rq_list_add(&wants->jobs, argv[i]);
	rq_output_init(&work.out, STDOUT_FILENO);
	(void)enqueue(&work, wants, &err);
	status = rq_program_finish(program, &work.out, &err);
	close_all(&work);
	rq_list_free(&wants->jobs);
	return status;
}

int main(int argc, char **argv)
{
	struct wants wants = { .recipe = { .engine = "local" },
			       .priority = DEFAULT_PRIORITY,
			       .ttl = INT64_C(7) * 24 * 3600 * 1000 };
	struct rq_program program = {
		.name = "rq-enqueue",
		.operands = true,
		.usage = "[OPTION]... --job=FILE... <resumes.ndjson",
		.about = "Stores résumés and jobs and queues one task for each pair; prints the "
			 "\"task\"\n"
			 "records. Operands are more job files or folders.\n",
	};
	const struct rq_option options[] = {
		RQ_PROGRAM_OPTIONS(program, wants.common),
		RQ_STORAGE_OPTIONS(wants.storage),
		RQ_LIST('J', "job", "FILE", &wants.jobs,
			"a posting, or a folder of postings; may be repeated"),
		RQ_FLAG('p', "print-job", &wants.print_job,
			"print the job records with their requirements, and stop"),
		RQ_FLAG('f', "force", &wants.force, "run again what is done already"),
		RQ_RECIPE_OPTIONS(wants.recipe),
		RQ_FLAG(0, "no-score", &wants.no_score,
			"results without scores, for drafting only"),
		RQ_NUMBER(0, "priority", "RQ_PRIORITY", &wants.priority, 0, RQ_MAX_PRIORITY,
			  "0 is the most urgent, 9 the least (5)"),
		RQ_DURATION(0, "ttl", "RQ_TTL", &wants.ttl,
			    "for how long a result answers again (7d)"),
		RQ_MOMENT(0, "not-before", &wants.not_before,
			  "do not run before that time (RFC 3339)"),
	};
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &wants.common, argc, argv, &status)) {
		rq_list_free(&wants.jobs);
		return status;
	}
	return run(&program, &wants, argc, argv);
}
