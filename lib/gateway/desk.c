#include "gateway/desk.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "engine/enqueue.h"
#include "io/file.h"
#include "io/ndjson.h"
#include "io/record.h"
#include "io/scratch.h"

/* All that is open while an order is taken. */
struct desk {
	const struct rq_setup *setup;
	const struct rq_order *order;
	json_t *errors;
	char *extra; /* text of more terms */
	struct rq_vocabulary *vocabulary;
	json_t *recipe;
	struct rq_store *store;
	struct rq_job job; /* its title is NULL until it is known */
	struct rq_scratch tasks;
	struct rq_enqueuer *enqueuer;
	struct rq_answer *answer;
};

static int fail(struct desk *desk, const struct rq_error *err)
{
	return rq_answer_failure(desk->answer, err);
}

/* What is wrong with a file of the operator's is nothing that the client can mend. */
static int fail_here(struct desk *desk, struct rq_error *err)
{
	err->code = RQ_SYSTEM;
	return rq_answer_failure(desk->answer, err);
}

/* --- the job ---------------------------------------------------------------------- */

static int find_job(struct desk *desk)
{
	const char *version = desk->order->job_version;
	struct rq_error err = { 0 };
	size_t length;
	char *text;
	json_t *json;
	int result;

	if (rq_store_get(desk->store, RQ_STORED_JOB, version, &text, &length, &err) == -1)
		return err.code == RQ_NOT_FOUND
			   ? rq_answer_problem(desk->answer, RQ_HTTP_UNPROCESSABLE, "no-such-job",
					       "there is no job of that version")
			   : fail(desk, &err);
	result = rq_json_parse_object(text, length, &json, &err);
	if (result == 0) {
		result = rq_job_from_json(json, "job", desk->vocabulary, &desk->job, &err);
		json_decref(json);
	}
	free(text);
	return result == 0 ? 0 : fail_here(desk, &err);
}

static int read_job(struct desk *desk)
{
	const struct rq_order *order = desk->order;
	struct rq_error err = { 0 };

	if (order->job_version)
		return find_job(desk);
	if (order->job
		? rq_job_from_json(order->job, "job", desk->vocabulary, &desk->job, &err)
		: rq_job_from_text(order->posting, "job", desk->vocabulary, &desk->job, &err))
		return fail(desk, &err);
	return 0;
}

/* --- opening ---------------------------------------------------------------------- */

static int read_recipe(struct desk *desk, char id[RQ_ID_SIZE])
{
	struct rq_recipe_choice choice = desk->setup->recipe;
	struct rq_error err = { 0 };

	if ((desk->setup->vocabulary &&
	     rq_file_read(desk->setup->vocabulary, RQ_MAX_VOCABULARY_BYTES, &desk->extra, &err) ==
		 -1) ||
	    rq_vocabulary_open(desk->extra, &desk->vocabulary, &err) == -1)
		return fail_here(desk, &err);
	choice.vocabulary = desk->extra;
	choice.vocabulary_id = rq_vocabulary_id(desk->vocabulary);
	return rq_recipe_make(&choice, id, &desk->recipe, &err) == 0 ? 0 : fail_here(desk, &err);
}

static int open_desk(struct desk *desk)
{
	struct rq_enqueuer_options options = { .jobs = &desk->job,
					       .job_count = 1,
					       .priority = desk->order->priority,
					       .ttl = desk->setup->ttl };
	struct rq_error err = { 0 };

	if (read_recipe(desk, options.recipe_id) == -1 ||
	    rq_setup_open_store(desk->setup, false, &desk->store, desk->answer) == -1 ||
	    read_job(desk) == -1)
		return -1;
	options.recipe = desk->recipe;
	if (rq_scratch_open(&desk->tasks, &err) == -1 ||
	    rq_enqueuer_open(desk->store, &options, &desk->tasks.out, &desk->enqueuer, &err) == -1)
		return fail(desk, &err);
	return 0;
}

static void close_desk(struct desk *desk)
{
	rq_enqueuer_free(desk->enqueuer);
	rq_scratch_close(&desk->tasks);
	if (desk->job.title)
		rq_job_free(&desk->job);
	rq_store_close(desk->store);
	json_decref(desk->recipe);
	rq_vocabulary_free(desk->vocabulary);
	free(desk->extra);
}

/* --- résumés ---------------------------------------------------------------------- */

/* A record that is none costs only itself. */
static int add(struct desk *desk, json_t *record, const char *text, size_t length)
{
	struct rq_error err = { 0 };

	if (rq_enqueuer_add(desk->enqueuer, record, text, length, &err) == 0)
		return 0;
	if (err.code != RQ_BAD_RECORD)
		return fail(desk, &err);
	rq_json_append_take(desk->errors, rq_record_error("enqueue", NULL, &err));
	return 0;
}

static int add_known(struct desk *desk)
{
	struct rq_error err = { 0 };
	size_t length;
	char *text;
	json_t *record;
	int result = -1;

	if (rq_store_get(desk->store, RQ_STORED_RESUME, desk->order->resume_id, &text, &length,
			 &err) == -1)
		return err.code == RQ_NOT_FOUND
			   ? rq_answer_problem(desk->answer, RQ_HTTP_UNPROCESSABLE,
					       "no-such-resume", "there is no such résumé")
			   : fail(desk, &err);
	if (rq_json_parse_object(text, length, &record, &err) == 0) {
		result = add(desk, record, text, length);
		json_decref(record);
	} else {
		(void)fail_here(desk, &err);
	}
	free(text);
	return result;
}

static int add_records(struct desk *desk)
{
	struct rq_error err = { 0 };
	struct rq_ndjson line;
	struct rq_input input;
	int result = 0;

	rq_input_init(&input, desk->order->records, -1, RQ_MAX_RECORD_BYTES);
	while (result == 0 && rq_ndjson_read(&input, &line, &err) == 1) {
		result = add(desk, line.record, line.text, line.length);
		json_decref(line.record);
	}
	rq_input_free(&input);
	return result == 0 && err.code != RQ_OK ? fail(desk, &err) : result;
}

/* What the enqueuer printed. */
static int collect(struct desk *desk, json_t *tasks)
{
	struct rq_error err = { 0 };
	struct rq_ndjson line;
	struct rq_input input;

	if (rq_enqueuer_flush(desk->enqueuer, &err) == -1 ||
	    rq_scratch_turn(&desk->tasks, &err) == -1)
		return fail(desk, &err);
	rq_input_init(&input, desk->tasks.fd, -1, RQ_MAX_RECORD_BYTES);
	while (rq_ndjson_read(&input, &line, &err) == 1)
		rq_json_append_take(tasks, line.record);
	rq_input_free(&input);
	return err.code == RQ_OK ? 0 : fail(desk, &err);
}

int rq_desk_take(const struct rq_setup *setup, const struct rq_order *order, json_t *tasks,
		 json_t *errors, struct rq_answer *answer)
{
	struct desk desk = { .setup = setup,
			     .order = order,
			     .errors = errors,
			     .tasks = { .fd = -1 },
			     .answer = answer };
	int result = open_desk(&desk);

	if (result == 0)
		result = order->records == -1 ? add_known(&desk) : add_records(&desk);
	if (result == 0)
		result = collect(&desk, tasks);
	close_desk(&desk);
	return result;
}
