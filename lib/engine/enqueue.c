#include "engine/enqueue.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "io/ndjson.h"
#include "result/gist.h"
#include "resume/resume.h"
#include "store/object.h"

/* One commit takes a group of so many tasks, or of so many bytes of résumés. */
enum { GROUP = 256 };
#define GROUP_BYTES RQ_MIB(8)

struct rq_enqueuer {
	struct rq_store *store;
	struct rq_output *out;
	struct rq_enqueuer_options options;
	struct rq_submission submissions[GROUP];
	size_t count;
	char *resumes[GROUP]; /* texts that the submissions point to */
	size_t resume_count;
	size_t bytes;
};

static int put_job(struct rq_store *store, const struct rq_job *job, struct rq_error *err)
{
	json_t *json = rq_job_to_json(job);
	int result = rq_object_put(store, RQ_STORED_JOB, job->version, json, err);

	json_decref(json);
	return result;
}

int rq_enqueuer_open(struct rq_store *store, const struct rq_enqueuer_options *options,
		     struct rq_output *out, struct rq_enqueuer **enqueuer, struct rq_error *err)
{
	if (rq_object_put(store, RQ_STORED_RECIPE, options->recipe_id, options->recipe, err) == -1)
		return -1;
	for (size_t i = 0; i < options->job_count; i++)
		if (put_job(store, &options->jobs[i], err) == -1)
			return -1;
	*enqueuer = rq_alloc(1, sizeof **enqueuer);
	(*enqueuer)->store = store;
	(*enqueuer)->out = out;
	(*enqueuer)->options = *options;
	return 0;
}

static void drop_pending(struct rq_enqueuer *enqueuer)
{
	for (size_t i = 0; i < enqueuer->count; i++)
		rq_task_free(&enqueuer->submissions[i].task);
	for (size_t i = 0; i < enqueuer->resume_count; i++)
		free(enqueuer->resumes[i]);
	enqueuer->count = enqueuer->resume_count = enqueuer->bytes = 0;
}

void rq_enqueuer_free(struct rq_enqueuer *enqueuer)
{
	if (!enqueuer)
		return;
	drop_pending(enqueuer);
	free(enqueuer);
}

static int write_task(struct rq_enqueuer *enqueuer, const struct rq_submission *submission,
		      struct rq_error *err)
{
	json_t *record =
	    rq_task_to_json(&submission->task, rq_admission_name(submission->admission));
	int result = rq_ndjson_write(enqueuer->out, record, err);

	json_decref(record);
	return result;
}

/* Results that took no call have no tokens. */
static int64_t worth(struct rq_bytes bytes)
{
	struct rq_error ignored = { 0 };
	struct rq_gist gist;

	if (rq_gist_read(bytes.data, bytes.length, &gist, &ignored) == -1 ||
	    gist.prompt_tokens <= 0)
		return -1;
	return gist.cost_microusd > 0 ? gist.cost_microusd : 0;
}

int rq_enqueuer_flush(struct rq_enqueuer *enqueuer, struct rq_error *err)
{
	struct rq_enqueue_options how = { .now = rq_store_now(enqueuer->store),
					  .ttl = enqueuer->options.ttl,
					  .force = enqueuer->options.force,
					  .worth = worth };
	int result = 0;

	if (enqueuer->count > 0)
		result = rq_store_enqueue(enqueuer->store, enqueuer->submissions, enqueuer->count,
					  &how, err);
	for (size_t i = 0; result == 0 && i < enqueuer->count; i++)
		result = write_task(enqueuer, &enqueuer->submissions[i], err);
	drop_pending(enqueuer);
	return result == 0 ? rq_output_flush(enqueuer->out, err) : -1;
}

/* The end of a long path says more than its beginning. */
static void copy_source(struct rq_task *task, const json_t *record)
{
	const char *path = rq_json_string(rq_json_object(record, "source"), "path");
	size_t length = path ? strlen(path) : 0;

	if (length >= sizeof task->source) {
		path += length - sizeof task->source + 1;
		while (((unsigned char)*path & 0xc0) == 0x80)
			path++;
	}
	if (path)
		memcpy(task->source, path, strlen(path) + 1);
}

static struct rq_task make_task(const struct rq_enqueuer_options *options, const struct rq_job *job,
				const json_t *record)
{
	const char *model = rq_json_string(options->recipe, "model");
	struct rq_task task = { .priority = options->priority, .run_at = options->run_at };

	rq_digest_copy_id(task.candidate_id, rq_json_string(record, "candidate_id"));
	rq_digest_copy_id(task.resume_id, rq_json_string(record, "resume_id"));
	rq_digest_copy_id(task.job_id, job->id);
	rq_digest_copy_id(task.job_version, job->version);
	rq_digest_copy_id(task.recipe, options->recipe_id);
	(void)strncpy(task.engine, rq_json_string(options->recipe, "engine"),
		      sizeof task.engine - 1);
	if (model)
		(void)strncpy(task.model, model, sizeof task.model - 1);
	copy_source(&task, record);
	rq_task_identify(&task);
	return task;
}

/* The record's bytes for the store: as they came, unless its ids had to be set. The caller's. */
static char *text_to_store(json_t *record, const char *text, size_t length)
{
	char resume_id[RQ_ID_SIZE], candidate_id[RQ_ID_SIZE];

	rq_digest_copy_id(resume_id, rq_json_string(record, "resume_id"));
	rq_digest_copy_id(candidate_id, rq_json_string(record, "candidate_id"));
	rq_resume_identify(record, NULL);
	if (strcmp(resume_id, rq_json_string(record, "resume_id")) == 0 &&
	    strcmp(candidate_id, rq_json_string(record, "candidate_id")) == 0)
		return rq_strndup(text, length);
	return rq_json_text(record, 0);
}

/* Keeps a résumé's bytes until the next commit; commits now when that is full. */
static int hold(struct rq_enqueuer *enqueuer, const char *text, const char **held,
		struct rq_error *err)
{
	if ((enqueuer->count == GROUP || enqueuer->bytes >= GROUP_BYTES) &&
	    rq_enqueuer_flush(enqueuer, err) == -1)
		return -1;
	if (*held && enqueuer->resume_count > 0 &&
	    *held == enqueuer->resumes[enqueuer->resume_count - 1])
		return 0;
	*held = enqueuer->resumes[enqueuer->resume_count++] = rq_strdup(text);
	enqueuer->bytes += strlen(text);
	return 0;
}

/* A résumé that waits here or is stored; NULL when there is none. The caller's. */
static char *find_resume(const struct rq_enqueuer *enqueuer, const char *resume_id)
{
	struct rq_error ignored = { 0 };
	char *text = NULL;
	size_t length;

	for (size_t i = enqueuer->count; i-- > 0;)
		if (strcmp(enqueuer->submissions[i].task.resume_id, resume_id) == 0)
			return rq_strdup(enqueuer->submissions[i].resume.data);
	if (rq_store_get(enqueuer->store, RQ_STORED_RESUME, resume_id, &text, &length, &ignored) ==
	    -1)
		return NULL;
	return text;
}

/*
 * A copy in another format is answered as the résumé it is a copy of: one task.
 * Only where that is at hand, and of the same candidate, or a record could take
 * the place of another's.
 */
static json_t *find_original(const struct rq_enqueuer *enqueuer, const json_t *record, char **text)
{
	const char *id = rq_json_string(record, "duplicate_of");
	struct rq_error ignored = { 0 };
	json_t *original = NULL;

	*text = id && rq_digest_is_id(id) ? find_resume(enqueuer, id) : NULL;
	if (*text && rq_json_parse_object(*text, strlen(*text), &original, &ignored) == 0 &&
	    strcmp(rq_json_string(original, "candidate_id"),
		   rq_json_string(record, "candidate_id")) == 0)
		return original;
	json_decref(original);
	free(*text);
	return NULL;
}

int rq_enqueuer_add(struct rq_enqueuer *enqueuer, json_t *record, const char *text, size_t length,
		    struct rq_error *err)
{
	const char *held = NULL;
	int result = 0;
	json_t *original;
	char *stored, *found;

	if (rq_resume_check(record, err) == -1)
		return -1;
	stored = text_to_store(record, text, length);
	original = find_original(enqueuer, record, &found);
	if (original) {
		free(stored);
		stored = found;
		record = original;
	}
	for (size_t i = 0; result == 0 && i < enqueuer->options.job_count; i++) {
		result = hold(enqueuer, stored, &held, err);
		if (result == 0)
			enqueuer->submissions[enqueuer->count++] = (struct rq_submission) {
				.task = make_task(&enqueuer->options, &enqueuer->options.jobs[i],
						  record),
				.resume = { held, strlen(held) },
			};
	}
	json_decref(original);
	free(stored);
	return result;
}
