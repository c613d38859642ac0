#include "engine/batch_api.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "engine/refusal.h"

enum { TRIES = 4, PAUSE_MS = 500, MAX_PAGES = 1000, MAX_COPIES = 16 };

#define ENDPOINT "/v1/chat/completions"

/* --- a call ------------------------------------------------------------------------ */

static bool is_success(const struct rq_http_answer *answer)
{
	return answer->failure == RQ_HTTP_WELL && answer->status >= 200 && answer->status < 300;
}

/* One try: 0 and *answer, or -1 and what it means; *again: it may go better later. */
static int call_once(struct rq_server *server, const struct rq_http_request *request,
		     struct rq_http_answer **answer, bool *again, struct rq_error *err)
{
	struct rq_refusal refusal;

	*again = false;
	if (rq_server_call(server, request, answer, err) == -1)
		return -1;
	if (is_success(*answer))
		return 0;
	rq_refusal_read(*answer, &refusal);
	*again = refusal.remedy == RQ_REMEDY_RETRY || refusal.remedy == RQ_REMEDY_AWAIT ||
		 refusal.remedy == RQ_REMEDY_WAIT;
	if ((*answer)->status == 404)
		(void)rq_fail(err, RQ_NOT_FOUND, "%s: the server has none", request->path);
	else
		*err = refusal.err;
	rq_http_answer_free(*answer);
	return -1;
}

static int call(struct rq_server *server, const struct rq_http_request *request,
		struct rq_http_answer **answer, struct rq_error *err)
{
	for (int tries = 1;; tries++) {
		struct rq_error failure = { 0 };
		bool again;

		if (call_once(server, request, answer, &again, &failure) == 0)
			return 0;
		if (!again || tries == TRIES) {
			*err = failure;
			return -1;
		}
		(void)poll(NULL, 0, PAUSE_MS << tries);
	}
}

/* The same, and the answer is a JSON object; new. */
static int call_json(struct rq_server *server, const struct rq_http_request *request, bool once,
		     json_t **object, struct rq_error *err)
{
	struct rq_http_answer *answer;
	bool again;
	int result = once ? call_once(server, request, &answer, &again, err)
			  : call(server, request, &answer, err);

	if (result == -1)
		return -1;
	result = rq_json_parse_object(answer->body.data, answer->body.length, object, err);
	rq_http_answer_free(answer);
	return result;
}

static int copy_id(const json_t *object, const char *key, char id[RQ_MAX_PROVIDER_ID + 1],
		   struct rq_error *err)
{
	const char *text = rq_json_string(object, key);

	id[0] = '\0';
	if (!text)
		return 0;
	if (strlen(text) > RQ_MAX_PROVIDER_ID || strspn(text, "abcdefghijklmnopqrstuvwxyz"
							      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
							      "0123456789-_.") != strlen(text))
		return rq_fail(err, RQ_BAD_ANSWER, "the server's %s is no name", key);
	memcpy(id, text, strlen(text) + 1);
	return 0;
}

/* --- what is said of a batch ------------------------------------------------------------ */

static enum rq_progress_of_batch progress_of(const char *status)
{
	static const char *const stopped[] = { "failed", "expired", "cancelled" };

	for (size_t i = 0; status && i < sizeof stopped / sizeof stopped[0]; i++)
		if (strcmp(status, stopped[i]) == 0)
			return RQ_BATCH_STOPPED;
	return status && strcmp(status, "completed") == 0 ? RQ_BATCH_COMPLETED : RQ_BATCH_WORKING;
}

/* Groq's documents show a bare array of errors, the libraries one inside of an object. */
static void read_why(const json_t *batch, const char *status, char why[160])
{
	const json_t *errors = json_object_get(batch, "errors"), *first;
	const char *message;

	if (json_is_object(errors))
		errors = rq_json_array(errors, "data");
	first = json_array_get(errors, 0);
	message = rq_json_string(first, "message");
	(void)rq_text_escape(message ? message : status, why, 160);
}

static int read_report(const json_t *batch, struct rq_batch_report *report, struct rq_error *err)
{
	const char *status = rq_json_string(batch, "status");

	*report = (struct rq_batch_report) {
		.progress = progress_of(status),
		.expires_at = rq_json_integer(batch, "expires_at", 0) * 1000,
	};
	if (copy_id(batch, "id", report->remote_id, err) == -1 ||
	    copy_id(batch, "output_file_id", report->output_file, err) == -1 ||
	    copy_id(batch, "error_file_id", report->error_file, err) == -1)
		return -1;
	if (report->remote_id[0] == '\0')
		return rq_fail(err, RQ_BAD_ANSWER, "the server's batch has no id");
	if (report->progress == RQ_BATCH_STOPPED)
		read_why(batch, status, report->why);
	return 0;
}

/* --- the calls ---------------------------------------------------------------------------- */

int rq_batch_upload(struct rq_server *server, const char *name, const char *lines, size_t length,
		    char file[RQ_MAX_PROVIDER_ID + 1], struct rq_error *err)
{
	const struct rq_http_part parts[] = {
		{ .name = "purpose", .data = "batch", .length = strlen("batch") },
		{ .name = "file", .filename = name, .data = lines, .length = length },
	};
	const struct rq_http_request request = {
		.method = RQ_HTTP_POST,
		.path = "/files",
		.parts = parts,
		.part_count = sizeof parts / sizeof parts[0],
	};
	json_t *object;
	int result;

	if (call_json(server, &request, true, &object, err) == -1)
		return -1;
	result = copy_id(object, "id", file, err);
	json_decref(object);
	if (result == 0 && file[0] == '\0')
		return rq_fail(err, RQ_BAD_ANSWER, "the server's file has no id");
	return result;
}

int rq_batch_create(struct rq_server *server, const char *file, const char *batch_id,
		    struct rq_batch_report *report, struct rq_error *err)
{
	json_t *wish = json_object(), *metadata = json_object(), *batch;
	struct rq_http_request request = { .method = RQ_HTTP_POST, .path = "/batches" };
	char *body;
	int result;

	rq_json_set_string(wish, "input_file_id", file);
	rq_json_set_string(wish, "endpoint", ENDPOINT);
	rq_json_set_string(wish, "completion_window", "24h");
	rq_json_set_string(metadata, "rq_batch", batch_id);
	rq_json_set_take(wish, "metadata", metadata);
	body = rq_json_text(wish, 0);
	json_decref(wish);
	request.body = body;
	request.length = strlen(body);
	result = call_json(server, &request, true, &batch, err);
	free(body);
	if (result == -1)
		return -1;
	result = read_report(batch, report, err);
	json_decref(batch);
	return result;
}

/* Looks through one page of a list for what fits; *next is the way to the next page, or NULL. */
static const json_t *look_through(const json_t *page, const char *kind, const char *name,
				  const char **next)
{
	const json_t *list = rq_json_array(page, "data");

	*next = rq_json_string(rq_json_object(page, "paging"), "next_cursor");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *one = json_array_get(list, i);
		const json_t *holder =
		    strcmp(kind, "rq_batch") == 0 ? rq_json_object(one, "metadata") : one;
		const char *found = rq_json_string(holder, kind);

		if (found && strcmp(found, name) == 0)
			return one;
	}
	return NULL;
}

/* The batch or file by a name of ours: 1 and *found (new), 0, -1. */
static int find(struct rq_server *server, const char *list, const char *kind, const char *name,
		json_t **found, struct rq_error *err)
{
	char *path = rq_strdup(list);
	int result = 0;

	for (int pages = 0; result == 0 && path && pages < MAX_PAGES; pages++) {
		const struct rq_http_request request = { .method = RQ_HTTP_GET, .path = path };
		const json_t *one;
		const char *next = NULL;
		json_t *page;

		result = call_json(server, &request, false, &page, err);
		free(path);
		path = NULL;
		if (result == -1)
			break;
		one = look_through(page, kind, name, &next);
		if (one) {
			*found = json_deep_copy(one);
			result = 1;
		} else if (next && strspn(next, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVW"
						"XYZ0123456789-_.=") == strlen(next)) {
			path = rq_printf("%s?cursor=%s", list, next);
		}
		json_decref(page);
	}
	free(path);
	return result;
}

int rq_batch_find(struct rq_server *server, const char *batch_id, struct rq_batch_report *report,
		  struct rq_error *err)
{
	json_t *batch;
	int found = find(server, "/batches", "rq_batch", batch_id, &batch, err);

	if (found != 1)
		return found;
	found = read_report(batch, report, err) == 0 ? 1 : -1;
	json_decref(batch);
	return found;
}

int rq_batch_show(struct rq_server *server, const char *remote_id, struct rq_batch_report *report,
		  struct rq_error *err)
{
	char *path = rq_printf("/batches/%s", remote_id);
	const struct rq_http_request request = { .method = RQ_HTTP_GET, .path = path };
	json_t *batch;
	int result = call_json(server, &request, false, &batch, err);

	free(path);
	if (result == -1)
		return -1;
	result = read_report(batch, report, err);
	json_decref(batch);
	return result;
}

int rq_batch_cancel(struct rq_server *server, const char *remote_id, struct rq_error *err)
{
	char *path = rq_printf("/batches/%s/cancel", remote_id);
	const struct rq_http_request request = {
		.method = RQ_HTTP_POST, .path = path, .body = "{}", .length = 2
	};
	struct rq_http_answer *answer;
	int result = call(server, &request, &answer, err);

	free(path);
	if (result == 0)
		rq_http_answer_free(answer);
	return result;
}

int rq_batch_fetch(struct rq_server *server, const char *file, struct rq_http_answer **answer,
		   struct rq_error *err)
{
	char *path = rq_printf("/files/%s/content", file);
	const struct rq_http_request request = { .method = RQ_HTTP_GET,
						 .path = path,
						 .max_body = RQ_MAX_BATCH_BYTES };
	int result = call(server, &request, answer, err);

	free(path);
	return result;
}

int rq_batch_delete(struct rq_server *server, const char *file, struct rq_error *err)
{
	char *path = rq_printf("/files/%s", file);
	const struct rq_http_request request = { .method = RQ_HTTP_DELETE, .path = path };
	struct rq_http_answer *answer;
	struct rq_error failure = { 0 };
	int result = 0;

	if (file[0] != '\0' && call(server, &request, &answer, &failure) == 0)
		rq_http_answer_free(answer);
	if (failure.code != RQ_OK && failure.code != RQ_NOT_FOUND) {
		*err = failure;
		result = -1;
	}
	free(path);
	return result;
}

int rq_batch_delete_named(struct rq_server *server, const char *name, struct rq_error *err)
{
	char id[RQ_MAX_PROVIDER_ID + 1];
	json_t *file;
	int found;

	for (int deleted = 0; deleted <= MAX_COPIES; deleted++) {
		found = find(server, "/files", "filename", name, &file, err);
		if (found != 1)
			return found;
		found = copy_id(file, "id", id, err) == -1 ? -1 : rq_batch_delete(server, id, err);
		json_decref(file);
		if (found == -1)
			return -1;
	}
	return rq_fail(err, RQ_BAD_ANSWER, "the server lists %.64s however often it is deleted",
		       name);
}
