#include "gateway/submit.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "gateway/desk.h"
#include "gateway/multipart.h"
#include "gateway/replay.h"
#include "gateway/upload.h"
#include "io/ndjson.h"
#include "io/scratch.h"

/* A submission while it is taken in. */
struct submission {
	const struct rq_setup *setup;
	const struct rq_request *request;
	struct rq_answer *answer;
	struct rq_order order;
	struct rq_multipart form;
	char *job;    /* as it was given */
	json_t *json; /* of the body, or of the job */
	char *name;   /* of the body as a file */
	struct rq_scratch resumes;
	size_t records;
	json_t *tasks, *errors;
	struct rq_digest digest; /* of all that matters: two submissions are the same when it is */
};

static void begin(struct submission *submission, const struct rq_setup *setup,
		  const struct rq_request *request, struct rq_answer *answer)
{
	*submission = (struct submission) { .setup = setup,
					    .request = request,
					    .answer = answer,
					    .order = { .records = -1, .priority = setup->priority },
					    .resumes = { .fd = -1 },
					    .tasks = json_array(),
					    .errors = json_array() };
	rq_digest_init(&submission->digest);
	rq_digest_add_field(&submission->digest, request->path);
}

static void end(struct submission *submission)
{
	rq_scratch_close(&submission->resumes);
	rq_multipart_free(&submission->form);
	json_decref(submission->json);
	json_decref(submission->tasks);
	json_decref(submission->errors);
	free(submission->name);
	free(submission->job);
}

static int refuse(struct submission *submission, const char *detail)
{
	return rq_answer_problem(submission->answer, RQ_HTTP_BAD_REQUEST, "bad-request", "%s",
				 detail);
}

/* --- the answer ------------------------------------------------------------------- */

/* The members of the only task stand at the top as well: most submissions are of one. */
static void tell(struct submission *submission)
{
	const json_t *only =
	    json_array_size(submission->tasks) == 1 ? json_array_get(submission->tasks, 0) : NULL;
	json_t *body = json_object();

	if (only) {
		const char *task_id = rq_json_string(only, "task_id");

		rq_json_set_string(body, "task_id", task_id);
		rq_json_set_string(body, "status", rq_json_string(only, "status"));
		submission->answer->location =
		    rq_printf("%s/v1/tasks/%s", submission->request->mount, task_id);
	}
	(void)json_object_set(body, "tasks", submission->tasks);
	(void)json_object_set(body, "errors", submission->errors);
	rq_answer_json_take(submission->answer, RQ_HTTP_ACCEPTED, body);
}

/* When nothing could be queued, the first error says why, and all of them are there. */
static int tell_errors(struct submission *submission)
{
	const json_t *first = json_array_get(submission->errors, 0);
	const char *code = first ? rq_json_string(first, "code") : NULL;
	const char *message = first ? rq_json_string(first, "message") : NULL;
	json_t *more = json_object();

	(void)json_object_set(more, "errors", submission->errors);
	return rq_answer_problem_with(submission->answer, RQ_HTTP_UNPROCESSABLE,
				      code ? code : "empty",
				      message ? message : "there is no résumé in it", more);
}

static int queue(struct submission *submission)
{
	struct rq_answer *answer = submission->answer;

	if (submission->order.records != -1 && submission->records == 0)
		return tell_errors(submission);
	if (rq_desk_take(submission->setup, &submission->order, submission->tasks,
			 submission->errors, answer) == -1)
		return -1;
	if (json_array_size(submission->tasks) == 0)
		return tell_errors(submission);
	tell(submission);
	return 0;
}

/* Does it once for each key. prepare makes an order of what came. */
static int answer_once(struct submission *submission, const struct rq_bearer *bearer,
		       int (*prepare)(struct submission *submission))
{
	const struct rq_setup *setup = submission->setup;
	char fingerprint[RQ_DIGEST_SIZE];
	struct rq_replay replay;
	struct rq_error err = { 0 };
	int result;

	rq_digest_hex(&submission->digest, fingerprint);
	result =
	    rq_replay_begin(&replay, setup->state, bearer->name,
			    submission->request->idempotency_key, fingerprint, submission->answer);
	if (result != 0)
		return result == 1 ? 0 : -1;
	result = prepare(submission);
	if (result == 0)
		result = queue(submission);
	/* It is queued whether or not it can be said again. */
	(void)rq_replay_end(&replay, submission->answer, &err);
	return result;
}

/* --- the job ---------------------------------------------------------------------- */

/* The version of one that is known, a job file, or a posting. */
static int set_job(struct submission *submission)
{
	struct rq_order *order = &submission->order;
	struct rq_error err = { 0 };
	const char *job = submission->job;

	if (!job)
		return refuse(submission, "no job: give its version as the parameter job, or a "
					  "posting as the part job of a form");
	if (!rq_text_is_utf8(job, strlen(job)))
		return refuse(submission, "the job is no UTF-8");
	if (rq_digest_is_id(job)) {
		order->job_version = job;
	} else if (job[strspn(job, " \t\r\n")] == '{') {
		if (rq_json_parse_object(job, strlen(job), &submission->json, &err) == -1)
			return rq_answer_failure(submission->answer, &err);
		order->job = submission->json;
	} else {
		order->posting = job;
	}
	return 0;
}

/* Takes job. Of two, nobody could tell which is meant. */
static int note_job(struct submission *submission, char *job)
{
	if (submission->job) {
		free(job);
		return refuse(submission, "more than one job: give it once");
	}
	submission->job = job;
	rq_digest_add_field(&submission->digest, job);
	return 0;
}

/* --- documents -------------------------------------------------------------------- */

static int keep(json_t *record, void *context, struct rq_error *err)
{
	struct submission *submission = context;
	const char *type = rq_json_string(record, "type");

	if (submission->records + json_array_size(submission->errors) == RQ_MAX_UPLOADED)
		return rq_fail(err, RQ_TOO_MANY, "more than %d documents in one request",
			       RQ_MAX_UPLOADED);
	if (strcmp(type, "resume") != 0) {
		rq_json_append_take(submission->errors, json_incref(record));
		return 0;
	}
	submission->records++;
	return rq_ndjson_write(&submission->resumes.out, record, err);
}

static int read_document(struct submission *submission, const char *name, const char *data,
			 size_t length, int64_t deadline, struct rq_error *err)
{
	const struct rq_upload upload = { name, data, length, deadline };

	return rq_upload_read(&upload, keep, submission, err);
}

static bool is_resume(const struct rq_part *part)
{
	return strcmp(part->name, "resume") == 0;
}

static int read_documents(struct submission *submission, struct rq_error *err)
{
	int64_t deadline = rq_clock_steady() + INT64_C(1000) * RQ_MAX_READING_SECONDS;
	const struct rq_buffer *body = &submission->request->body;

	if (rq_scratch_open(&submission->resumes, err) == -1)
		return -1;
	if (submission->form.count == 0 && read_document(submission, submission->name, body->data,
							 body->length, deadline, err) == -1)
		return -1;
	for (size_t i = 0; i < submission->form.count; i++) {
		const struct rq_part *part = &submission->form.part[i];

		if (is_resume(part) && read_document(submission, part->file, part->data,
						     part->length, deadline, err) == -1)
			return -1;
	}
	return rq_scratch_turn(&submission->resumes, err);
}

static int prepare_documents(struct submission *submission)
{
	struct rq_error err = { 0 };

	if (set_job(submission) == -1)
		return -1;
	if (read_documents(submission, &err) == -1)
		return rq_answer_failure(submission->answer, &err);
	submission->order.records = submission->resumes.fd;
	return 0;
}

/* --- bodies ----------------------------------------------------------------------- */

static int read_form(struct submission *submission)
{
	const struct rq_request *request = submission->request;
	struct rq_error err = { 0 };
	size_t resumes = 0;

	if (rq_multipart_read(&submission->form, request->type, request->body.data,
			      request->body.length, &err) == -1)
		return refuse(submission, err.message);
	for (size_t i = 0; i < submission->form.count; i++) {
		const struct rq_part *part = &submission->form.part[i];

		if (strcmp(part->name, "job") == 0) {
			if (memchr(part->data, '\0', part->length))
				return refuse(submission, "the job is no text");
			if (note_job(submission, rq_strndup(part->data, part->length)) == -1)
				return -1;
		} else if (is_resume(part)) {
			char hex[RQ_DIGEST_SIZE];

			resumes++;
			rq_digest_bytes(part->data, part->length, hex);
			rq_digest_add_field(&submission->digest, part->file);
			rq_digest_add_field(&submission->digest, hex);
		}
	}
	return resumes > 0 ? 0 : refuse(submission, "the form has no part named resume");
}

static int read_raw(struct submission *submission)
{
	const struct rq_request *request = submission->request;

	if (request->body.length == 0)
		return refuse(submission, "the body is empty");
	if (rq_request_parameter(request, "name", &submission->name, submission->answer) == -1)
		return -1;
	rq_digest_add_field(&submission->digest, submission->name);
	rq_digest_add(&submission->digest, request->body.data, request->body.length);
	return 0;
}

int rq_submit_resumes(const struct rq_setup *setup, const struct rq_request *request,
		      const struct rq_bearer *bearer, struct rq_answer *answer)
{
	struct submission submission;
	char *job;
	int result;

	/* What curl says when nobody tells it what it sends. */
	if (rq_request_is_of(request, "application/x-www-form-urlencoded"))
		return rq_answer_problem(answer, RQ_HTTP_MEDIA_TYPE, "unsupported",
					 "send the document's bytes, or multipart/form-data");
	begin(&submission, setup, request, answer);
	result = rq_request_parameter(request, "job", &job, answer);
	if (result == 0 && job)
		result = note_job(&submission, job);
	if (result == 0)
		result = rq_request_is_of(request, "multipart/form-data") ? read_form(&submission)
									  : read_raw(&submission);
	if (result == 0)
		result = answer_once(&submission, bearer, prepare_documents);
	end(&submission);
	return result;
}

/* --- tasks ------------------------------------------------------------------------ */

static int set_priority(struct submission *submission)
{
	const json_t *priority = json_object_get(submission->json, "priority");
	json_int_t number = json_integer_value(priority);

	if (!priority)
		return 0;
	if (!json_is_integer(priority) || number < 0 || number > RQ_MAX_PRIORITY)
		return refuse(submission, "priority is a number from 0 to 9");
	submission->order.priority = (int)number;
	return 0;
}

/* A job is text, or an object; a version is an id. */
static int set_members(struct submission *submission)
{
	const json_t *job = json_object_get(submission->json, "job");
	const char *version = rq_json_string(submission->json, "job_version");
	struct rq_order *order = &submission->order;

	order->posting = json_string_value(job);
	order->job = json_is_object(job) ? job : NULL;
	order->job_version = version && rq_digest_is_id(version) ? version : NULL;
	if ((order->posting != NULL) + (order->job != NULL) + (order->job_version != NULL) != 1)
		return refuse(submission,
			      "give either job, a posting or an object, or job_version");
	return set_priority(submission);
}

static int prepare_task(struct submission *submission)
{
	json_t *resume = rq_json_object(submission->json, "resume");
	const char *resume_id = rq_json_string(submission->json, "resume_id");
	struct rq_error err = { 0 };

	if (set_members(submission) == -1)
		return -1;
	if ((resume != NULL) == (resume_id && rq_digest_is_id(resume_id)))
		return refuse(submission, "give either resume, a record, or resume_id");
	if (!resume) {
		submission->order.resume_id = resume_id;
		return 0;
	}
	if (rq_scratch_open(&submission->resumes, &err) == -1 ||
	    rq_ndjson_write(&submission->resumes.out, resume, &err) == -1 ||
	    rq_scratch_turn(&submission->resumes, &err) == -1)
		return rq_answer_failure(submission->answer, &err);
	submission->order.records = submission->resumes.fd;
	submission->records = 1;
	return 0;
}

int rq_submit_task(const struct rq_setup *setup, const struct rq_request *request,
		   const struct rq_bearer *bearer, struct rq_answer *answer)
{
	struct submission submission;
	struct rq_error err = { 0 };
	int result;

	if (!rq_request_is_of(request, "application/json"))
		return rq_answer_problem(answer, RQ_HTTP_MEDIA_TYPE, "unsupported",
					 "send application/json");
	begin(&submission, setup, request, answer);
	rq_digest_add(&submission.digest, request->body.data, request->body.length);
	if (rq_json_parse_object(request->body.data, request->body.length, &submission.json,
				 &err) == -1)
		result = refuse(&submission, err.message);
	else
		result = answer_once(&submission, bearer, prepare_task);
	end(&submission);
	return result;
}
