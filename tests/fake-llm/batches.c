#include "batches.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "chat.h"
#include "files.h"

enum { PAGE = 20, MAX_OUTPUT = 1 << 28 };

/* Where the lines of a batch go when it ends. */
struct outcome {
	struct rq_buffer output, errors;
	size_t completed, failed;
};

static void set_status(struct batch *batch, const char *status)
{
	char *key = rq_printf("%s_at", status);

	rq_json_set_string(batch->json, "status", status);
	rq_json_set_integer(batch->json, key, rq_clock_now() / 1000);
	free(key);
}

static bool is(const struct batch *batch, const char *status)
{
	return strcmp(rq_json_string(batch->json, "status"), status) == 0;
}

static void set_counts(struct batch *batch, size_t total, size_t completed, size_t failed)
{
	json_t *counts = json_object();

	rq_json_set_integer(counts, "total", (json_int_t)total);
	rq_json_set_integer(counts, "completed", (json_int_t)completed);
	rq_json_set_integer(counts, "failed", (json_int_t)failed);
	rq_json_set_take(batch->json, "request_counts", counts);
}

/* --- reading the input ---------------------------------------------------------------- */

static void fail_batch(struct batch *batch, size_t line, const char *message)
{
	json_t *errors = json_array(), *error = json_object();

	rq_json_set_string(error, "code", "invalid_request");
	rq_json_set_string(error, "message", message);
	rq_json_set_integer(error, "line", (json_int_t)line);
	rq_json_append_take(errors, error);
	rq_json_set_take(batch->json, "errors", errors);
	set_status(batch, "failed");
}

/* The lines as an array (new), or NULL when one is no request: the batch fails. */
static json_t *read_lines(struct batch *batch)
{
	size_t length = 0, number = 0;
	const char *bytes =
	    files_find(batch->fake, rq_json_string(batch->json, "input_file_id"), &length);
	const char *end = bytes ? bytes + length : NULL, *at = bytes;
	json_t *lines = json_array(), *line;

	while (at && at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		struct rq_error err = { 0 };

		stop = stop ? stop : end;
		number++;
		if (rq_json_parse_object(at, (size_t)(stop - at), &line, &err) == -1 ||
		    (rq_json_append_take(lines, line), !rq_json_string(line, "custom_id")) ||
		    !rq_json_object(line, "body")) {
			json_decref(lines);
			fail_batch(batch, number, "a line needs custom_id, method, url and body");
			return NULL;
		}
		at = stop + 1;
	}
	return lines;
}

/* --- answering ------------------------------------------------------------------------- */

static void append_line(struct rq_buffer *buffer, const json_t *line)
{
	struct rq_error ignored = { 0 };

	if (rq_json_append(line, buffer, &ignored) == 0)
		(void)rq_buffer_append_text(buffer, "\n", &ignored);
}

static json_t *new_output(struct fake *fake, const json_t *line)
{
	json_t *output = json_object();
	char id[40];

	(void)snprintf(id, sizeof id, "batch_req_%ld", ++fake->serial);
	rq_json_set_string(output, "id", id);
	rq_json_set_string(output, "custom_id", rq_json_string(line, "custom_id"));
	rq_json_set_take(output, "response", json_null());
	rq_json_set_take(output, "error", json_null());
	return output;
}

static void answer_line(struct fake *fake, const json_t *line, struct outcome *outcome)
{
	struct reply reply;
	const struct rule *rule;
	int loss;
	json_t *output = new_output(fake, line), *response = json_object(), *body = NULL;
	struct rq_error ignored = { 0 };
	bool good;

	reply_begin(&reply, ++fake->serial);
	rule = chat_line(fake, rq_json_object(line, "body"), rq_json_string(line, "custom_id"),
			 &reply);
	loss = rule && rule->trouble->kind == LOSE ? rule->trouble->which : -1;
	good = reply.status == 200;
	(void)rq_json_parse(reply.body, reply.length, &body, &ignored);
	rq_json_set_integer(response, "status_code", reply.status);
	rq_json_set_string(response, "request_id", reply.id);
	rq_json_set_take(response, "body", body ? body : json_null());
	rq_json_set_take(output, "response", response);
	for (int i = loss == LINE_MISSING ? 1 : 0; i < (loss == LINE_TWICE ? 2 : 1); i++)
		append_line(good ? &outcome->output : &outcome->errors, output);
	*(good ? &outcome->completed : &outcome->failed) += 1;
	json_decref(output);
	reply_free(&reply);
}

static void refuse_line(struct fake *fake, const json_t *line, const char *status,
			struct outcome *outcome)
{
	json_t *output = new_output(fake, line), *error = json_object();
	char *code = rq_printf("batch_%s", status);

	rq_json_set_string(error, "code", code);
	rq_json_set_string(error, "message", "This request was not executed.");
	rq_json_set_take(output, "error", error);
	append_line(&outcome->errors, output);
	outcome->failed++;
	json_decref(output);
	free(code);
}

static void publish(struct batch *batch, const char *key, const struct rq_buffer *bytes)
{
	if (bytes->length > 0)
		rq_json_set_string(batch->json, key,
				   files_add(batch->fake, "batch.jsonl", "batch_output",
					     bytes->data, bytes->length));
}

/* The lines from the last to the first: clients must not count on their order. */
static void answer_lines(struct batch *batch, const json_t *lines, const char *status)
{
	size_t total = json_array_size(lines);
	size_t most = strcmp(status, "completed") == 0 ? total : total / 2;
	struct outcome outcome = { .completed = 0 };

	rq_buffer_init(&outcome.output, MAX_OUTPUT);
	rq_buffer_init(&outcome.errors, MAX_OUTPUT);
	for (size_t i = total; i-- > 0;)
		if (i < most)
			answer_line(batch->fake, json_array_get(lines, i), &outcome);
		else
			refuse_line(batch->fake, json_array_get(lines, i), status, &outcome);
	publish(batch, "output_file_id", &outcome.output);
	publish(batch, "error_file_id", &outcome.errors);
	set_counts(batch, total, outcome.completed, outcome.failed);
	set_status(batch, status);
	rq_buffer_free(&outcome.output);
	rq_buffer_free(&outcome.errors);
}

static void finish(void *context)
{
	struct batch *batch = context;
	const struct rule *rule;
	json_t *lines;
	const char *status = "completed";

	if (is(batch, "failed"))
		return;
	lines = read_lines(batch);
	if (!lines)
		return;
	rule = rules_pick(&batch->fake->rules, "batch", "", &batch->fake->dice);
	if (is(batch, "cancelling"))
		status = "cancelled";
	else if (rule && rule->trouble->kind == LOSE && rule->trouble->which == EXPIRED)
		status = "expired";
	if (rule && rule->trouble->kind == LOSE && rule->trouble->which == BATCH_FAILED)
		fail_batch(batch, 1, "the model does not support batches");
	else
		answer_lines(batch, lines, status);
	json_decref(lines);
}

static void begin(void *context)
{
	struct batch *batch = context;
	json_t *lines = read_lines(batch);

	if (!lines)
		return;
	set_counts(batch, json_array_size(lines), 0, 0);
	if (is(batch, "validating"))
		set_status(batch, "in_progress");
	json_decref(lines);
}

/* --- its doors --------------------------------------------------------------------------- */

static void copy_member(json_t *to, const json_t *from, const char *key)
{
	json_t *value = json_object_get(from, key);

	rq_json_set_take(to, key, value ? json_deep_copy(value) : json_null());
}

static void add_batch(struct fake *fake, const json_t *wanted)
{
	static const char *const unset[] = { "errors", "output_file_id", "error_file_id" };
	struct batch *batch = rq_alloc(1, sizeof *batch);
	int64_t now = rq_clock_steady();
	char id[40];

	(void)snprintf(id, sizeof id, "batch_%ld", ++fake->serial);
	*batch = (struct batch) { .fake = fake, .json = json_object(), .next = fake->batches };
	fake->batches = batch;
	rq_json_set_string(batch->json, "id", id);
	rq_json_set_string(batch->json, "object", "batch");
	copy_member(batch->json, wanted, "endpoint");
	copy_member(batch->json, wanted, "input_file_id");
	copy_member(batch->json, wanted, "completion_window");
	copy_member(batch->json, wanted, "metadata");
	for (size_t i = 0; i < sizeof unset / sizeof unset[0]; i++)
		rq_json_set_take(batch->json, unset[i], json_null());
	rq_json_set_integer(batch->json, "created_at", rq_clock_now() / 1000);
	rq_json_set_integer(batch->json, "expires_at", rq_clock_now() / 1000 + 86400);
	rq_json_set_string(batch->json, "status", "validating");
	set_counts(batch, 0, 0, 0);
	timers_add(&fake->timers, now + fake->batch_delay / 2, begin, batch);
	timers_add(&fake->timers, now + fake->batch_delay + 1, finish, batch);
}

void batches_make(struct fake *fake, const struct request *request, struct reply *reply)
{
	struct rq_error err = { 0 };
	size_t length;
	json_t *wanted = NULL;

	if (rq_json_parse_object(request->body, request->length, &wanted, &err) == -1) {
		reply_error(reply, 400, "invalid_request_error", NULL, "%s", err.message);
		return;
	}
	if (!files_find(fake, rq_json_string(wanted, "input_file_id"), &length)) {
		reply_error(reply, 400, "invalid_request_error", NULL, "no such input_file_id");
	} else {
		add_batch(fake, wanted);
		reply_json(reply, 200, json_deep_copy(fake->batches->json));
	}
	json_decref(wanted);
}

static bool is_asked_for(const json_t *ids, const char *id)
{
	json_t *wanted;
	size_t i;

	json_array_foreach (ids, i, wanted)
		if (strcmp(json_string_value(wanted), id) == 0)
			return true;
	return json_array_size(ids) == 0;
}

void batches_list(struct fake *fake, const struct request *request, struct reply *reply)
{
	const char *cursor = request_argument(request, "cursor");
	const char *limit = request_argument(request, "limit");
	size_t most = limit ? (size_t)strtoul(limit, NULL, 10) : PAGE;
	json_t *list = json_object(), *data = json_array(), *paging = json_object();
	const char *last = NULL;

	for (const struct batch *batch = fake->batches; batch; batch = batch->next) {
		const char *id = rq_json_string(batch->json, "id");

		if (!cursor && is_asked_for(json_object_get(request->query, "id"), id)) {
			if (json_array_size(data) == most) {
				rq_json_set_string(paging, "next_cursor", last);
				break;
			}
			rq_json_append_take(data, json_deep_copy(batch->json));
			last = id;
		}
		if (cursor && strcmp(cursor, id) == 0)
			cursor = NULL;
	}
	rq_json_set_string(list, "object", "list");
	rq_json_set_take(list, "data", data);
	rq_json_set_take(list, "paging", paging);
	reply_json(reply, 200, list);
}

static struct batch *named(const struct fake *fake, const struct request *request,
			   struct reply *reply)
{
	const char *id = strstr(request->path, "/batches/") + strlen("/batches/");
	size_t length = strcspn(id, "/");

	for (struct batch *batch = fake->batches; batch; batch = batch->next) {
		const char *known = rq_json_string(batch->json, "id");

		if (strlen(known) == length && strncmp(known, id, length) == 0)
			return batch;
	}
	reply_error(reply, 404, "invalid_request_error", "not_found", "No such batch: %s", id);
	return NULL;
}

void batches_show(struct fake *fake, const struct request *request, struct reply *reply)
{
	const struct batch *batch = named(fake, request, reply);

	if (batch)
		reply_json(reply, 200, json_deep_copy(batch->json));
}

void batches_cancel(struct fake *fake, const struct request *request, struct reply *reply)
{
	struct batch *batch = named(fake, request, reply);

	if (!batch)
		return;
	if (is(batch, "validating") || is(batch, "in_progress"))
		set_status(batch, "cancelling");
	reply_json(reply, 200, json_deep_copy(batch->json));
}

void batches_free(struct fake *fake)
{
	while (fake->batches) {
		struct batch *next = fake->batches->next;

		json_decref(fake->batches->json);
		free(fake->batches);
		fake->batches = next;
	}
}
