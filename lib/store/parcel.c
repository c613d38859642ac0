#include "store/parcel.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hex.h"
#include "base/limits.h"
#include "base/memory.h"
#include "io/record.h"

json_t *rq_parcel_new(const char *kind)
{
	json_t *parcel = rq_record_new("stored");

	rq_json_set_string(parcel, "kind", kind);
	return parcel;
}

int rq_parcel_hand(const struct rq_parcel_taker *to, json_t *parcel, struct rq_error *err)
{
	int result = parcel ? to->visit(parcel, to->context, err) : -1;

	json_decref(parcel);
	return result;
}

int rq_parcel_hand_usage(const struct rq_parcel_taker *to, const json_t *list, struct rq_error *err)
{
	int result = 0;

	for (size_t i = 0; result == 0 && i < json_array_size(list); i++) {
		json_t *parcel = rq_parcel_new("usage");

		rq_json_set_take(parcel, "usage", json_incref(json_array_get(list, i)));
		result = rq_parcel_hand(to, parcel, err);
	}
	return result;
}

json_t *rq_parcel_head(void)
{
	json_t *head = rq_parcel_new("store");

	rq_json_set_integer(head, "format", RQ_PARCEL_FORMAT);
	return head;
}

int rq_parcel_read_head(const json_t *parcel, struct rq_error *err)
{
	if (rq_json_integer(parcel, "format", INT64_MAX) <= RQ_PARCEL_FORMAT)
		return 0;
	return rq_fail(err, RQ_STORE, "exported by a newer rq, or no export at all");
}

json_t *rq_parcel_hold(const struct rq_hold *hold)
{
	json_t *parcel = rq_parcel_new("hold");

	rq_json_set_string(parcel, "id", hold->id);
	rq_json_set_take(parcel, "candidate", json_boolean(hold->candidate));
	rq_record_set_time(parcel, "at", hold->at);
	return parcel;
}

int rq_parcel_set_record(json_t *parcel, const char *key, struct rq_span text, struct rq_error *err)
{
	struct rq_error why = { 0 };
	json_t *record;

	if (rq_json_parse_object(text.data, text.size, &record, &why) == -1)
		return rq_fail(err, RQ_STORE, "a record is damaged: check the store (%s)",
			       why.message);
	rq_json_set_take(parcel, key, record);
	return 0;
}

/* --- members -------------------------------------------------------------------- */

int rq_parcel_time(const json_t *object, const char *key, int64_t *when, struct rq_error *err)
{
	const json_t *member = json_object_get(object, key);

	*when = 0;
	if (!member)
		return 0;
	if (!json_is_string(member))
		return rq_fail(err, RQ_BAD_RECORD, "\"%s\" is no time", key);
	if (rq_clock_parse(json_string_value(member), when, err) == -1)
		return -1;
	return *when > 0 ? 0 : rq_fail(err, RQ_BAD_RECORD, "\"%s\" was before 1970", key);
}

void rq_parcel_set_bytes(json_t *object, const char *key, struct rq_span bytes)
{
	char *text = rq_alloc(2 * bytes.size + 1, 1);

	rq_hex_write(bytes.data, bytes.size, text);
	rq_json_set_string(object, key, text);
	free(text);
}

int rq_parcel_bytes(const json_t *object, const char *key, unsigned char **bytes, size_t *size,
		    struct rq_error *err)
{
	const json_t *member = json_object_get(object, key);
	size_t length = json_string_length(member);
	const char *text = json_string_value(member);

	*bytes = NULL;
	*size = length / 2;
	if (!member)
		return 0;
	if (!text || length % 2 != 0 || *size > RQ_MAX_PARCEL_BYTES)
		return rq_fail(err, RQ_BAD_RECORD, "\"%s\" holds no bytes", key);
	*bytes = rq_alloc(*size + 1, 1);
	if (rq_hex_read(text, *size, *bytes) == 0)
		return 0;
	free(*bytes);
	*bytes = NULL;
	return rq_fail(err, RQ_BAD_RECORD, "\"%s\" holds no bytes", key);
}

/* A text that may be no longer than size - 1 bytes; optional: "" when it is missing. */
static int read_text(const json_t *object, const char *key, char *text, size_t size, bool optional,
		     struct rq_error *err)
{
	const json_t *member = json_object_get(object, key);
	size_t length = json_string_length(member);

	text[0] = '\0';
	if (!member && optional)
		return 0;
	if (!json_is_string(member) || length >= size || (length == 0 && !optional))
		return rq_fail(err, RQ_BAD_RECORD, "\"%s\" is missing or too long", key);
	memcpy(text, json_string_value(member), length + 1);
	return 0;
}

int rq_parcel_read_hold(const json_t *parcel, int64_t now, struct rq_hold *hold,
			struct rq_error *err)
{
	*hold =
	    (struct rq_hold) { .candidate = json_is_true(json_object_get(parcel, "candidate")) };
	if (read_text(parcel, "id", hold->id, sizeof hold->id, false, err) == -1 ||
	    rq_parcel_time(parcel, "at", &hold->at, err) == -1)
		return -1;
	if (hold->at == 0)
		hold->at = now;
	return 0;
}

int rq_parcel_read_record(const json_t *parcel, char id[RQ_ID_SIZE], char **text,
			  struct rq_error *err)
{
	if (read_text(parcel, "id", id, RQ_ID_SIZE, false, err) == -1)
		return -1;
	*text = rq_parcel_record(parcel, "record");
	return *text ? 0 : rq_fail(err, RQ_BAD_RECORD, "no \"record\"");
}

char *rq_parcel_record(const json_t *object, const char *key)
{
	const json_t *record = rq_json_object(object, key);

	return record ? rq_json_text(record, 0) : NULL;
}

static int read_number(const json_t *object, const char *key, int64_t most, int64_t *number,
		       struct rq_error *err)
{
	const json_t *member = json_object_get(object, key);

	*number = json_integer_value(member);
	if (json_is_integer(member) && *number >= 0 && *number <= most)
		return 0;
	return rq_fail(err, RQ_BAD_RECORD, "\"%s\" is no number from 0 to %lld", key,
		       (long long)most);
}

/* --- a task ------------------------------------------------------------------------ */

void rq_parcel_set_task(json_t *parcel, const struct rq_stored *stored)
{
	rq_json_set_take(parcel, "task", rq_task_to_json(&stored->task, NULL));
	rq_json_set_integer(parcel, "fence", (json_int_t)stored->task.fence);
	rq_record_set_time(parcel, "deadline", stored->deadline);
	if (stored->provisional)
		rq_json_set_take(parcel, "provisional", json_true());
}

static int read_ids(const json_t *json, struct rq_task *task, struct rq_error *err)
{
	struct rq_task named;

	if (read_text(json, "task_id", task->task_id, RQ_ID_SIZE, false, err) == -1 ||
	    read_text(json, "candidate_id", task->candidate_id, RQ_ID_SIZE, false, err) == -1 ||
	    read_text(json, "resume_id", task->resume_id, RQ_ID_SIZE, false, err) == -1 ||
	    read_text(json, "job_id", task->job_id, RQ_ID_SIZE, false, err) == -1 ||
	    read_text(json, "job_version", task->job_version, RQ_ID_SIZE, false, err) == -1 ||
	    read_text(json, "recipe", task->recipe, RQ_ID_SIZE, false, err) == -1 ||
	    read_text(json, "batch_id", task->batch_id, RQ_ID_SIZE, true, err) == -1)
		return -1;
	named = *task;
	rq_task_identify(&named);
	if (strcmp(named.task_id, task->task_id) != 0)
		return rq_fail(err, RQ_BAD_RECORD, "\"task_id\" is not that of its parts");
	return 0;
}

static int read_texts(const json_t *json, struct rq_task *task, struct rq_error *err)
{
	if (read_text(json, "engine", task->engine, sizeof task->engine, false, err) == -1 ||
	    read_text(json, "model", task->model, sizeof task->model, true, err) == -1)
		return -1;
	return read_text(json, "source", task->source, sizeof task->source, true, err);
}

static int read_times(const json_t *json, struct rq_task *task, struct rq_error *err)
{
	if (rq_parcel_time(json, "run_at", &task->run_at, err) == -1 ||
	    rq_parcel_time(json, "created_at", &task->created_at, err) == -1)
		return -1;
	return rq_parcel_time(json, "finished_at", &task->finished_at, err);
}

static int read_counts(const json_t *json, struct rq_task *task, struct rq_error *err)
{
	int64_t priority, attempts;

	if (read_number(json, "priority", RQ_MAX_PRIORITY, &priority, err) == -1 ||
	    read_number(json, "attempts", INT_MAX, &attempts, err) == -1)
		return -1;
	task->priority = (int)priority;
	task->attempts = (int)attempts;
	return 0;
}

static int read_failure(const json_t *json, struct rq_failure *failure, struct rq_error *err)
{
	int64_t attempt;

	if (rq_parcel_time(json, "at", &failure->at, err) == -1 ||
	    read_number(json, "attempt", INT_MAX, &attempt, err) == -1 ||
	    read_text(json, "message", failure->message, sizeof failure->message, true, err) == -1)
		return -1;
	failure->attempt = (int)attempt;
	failure->code =
	    rq_code_find(rq_json_string(json, "code") ? rq_json_string(json, "code") : "");
	return 0;
}

static int read_history(const json_t *json, struct rq_task *task, struct rq_error *err)
{
	const json_t *history = rq_json_array(json, "history");
	size_t count = json_array_size(history);

	if (count > RQ_MAX_HISTORY)
		return rq_fail(err, RQ_BAD_RECORD, "\"history\" is longer than %d", RQ_MAX_HISTORY);
	if (count == 0)
		return 0;
	task->failures = rq_alloc(count, sizeof *task->failures);
	task->failure_count = count;
	for (size_t i = 0; i < count; i++)
		if (read_failure(json_array_get(history, i), &task->failures[i], err) == -1)
			return -1;
	return 0;
}

/* That it is over has a time, that somebody has it has an end, and nothing else has. */
static int check_state(const struct rq_stored *stored, struct rq_error *err)
{
	const struct rq_task *task = &stored->task;
	enum rq_task_status status = task->status;

	if (rq_task_is_over(status) != (task->finished_at > 0) ||
	    (status == RQ_TASK_LEASED) != (stored->deadline > 0) ||
	    (status == RQ_TASK_SUBMITTED) != (task->batch_id[0] != '\0'))
		return rq_fail(err, RQ_BAD_RECORD, "a task that is \"%s\" has other members",
			       rq_task_status_name(status));
	return 0;
}

int rq_parcel_task(const json_t *parcel, struct rq_stored *stored, struct rq_error *err)
{
	const json_t *json = rq_json_object(parcel, "task");
	struct rq_task *task = &stored->task;
	const char *name = rq_json_string(json, "status");
	int status = name ? rq_task_status_find(name) : -1;
	int64_t fence;

	*stored = (struct rq_stored) { 0 };
	if (status == -1)
		return rq_fail(err, RQ_BAD_RECORD, "no \"task\" with a \"status\"");
	task->status = (enum rq_task_status)status;
	if (read_ids(json, task, err) == -1 || read_texts(json, task, err) == -1 ||
	    read_times(json, task, err) == -1 || read_counts(json, task, err) == -1 ||
	    read_history(json, task, err) == -1 ||
	    read_number(parcel, "fence", INT64_MAX / 2, &fence, err) == -1 ||
	    rq_parcel_time(parcel, "deadline", &stored->deadline, err) == -1)
		return -1;
	task->fence = (uint64_t)fence;
	stored->provisional = json_is_true(json_object_get(parcel, "provisional"));
	return check_state(stored, err);
}

/* --- a batch --------------------------------------------------------------------------- */

void rq_parcel_set_batch(json_t *parcel, const struct rq_batch *batch)
{
	json_t *json = json_object();

	rq_json_set_string(json, "batch_id", batch->batch_id);
	rq_json_set_string(json, "scope", batch->scope);
	rq_json_set_string(json, "model", batch->model);
	rq_json_set_string(json, "digest", batch->digest);
	rq_json_set_string(json, "input_file", batch->input_file);
	rq_json_set_string(json, "remote_id", batch->remote_id);
	rq_json_set_string(json, "output_file", batch->output_file);
	rq_json_set_string(json, "error_file", batch->error_file);
	rq_json_set_string(json, "state", rq_batch_state_name(batch->state));
	rq_record_set_time(json, "created_at", batch->created_at);
	rq_record_set_time(json, "expires_at", batch->expires_at);
	rq_json_set_integer(json, "count", batch->count);
	rq_json_set_take(parcel, "batch", json);
}

static int read_state(const json_t *json, struct rq_batch *batch, struct rq_error *err)
{
	const char *name = rq_json_string(json, "state");

	for (int i = 0; name && i < RQ_BATCH_STATES; i++)
		if (strcmp(name, rq_batch_state_name((enum rq_batch_state)i)) == 0) {
			batch->state = (enum rq_batch_state)i;
			return 0;
		}
	return rq_fail(err, RQ_BAD_RECORD, "\"state\" is none of a batch");
}

static int read_names(const json_t *json, struct rq_batch *batch, struct rq_error *err)
{
	struct {
		const char *key;
		char *text;
		size_t size;
	} names[] = {
		{ "scope", batch->scope, sizeof batch->scope },
		{ "model", batch->model, sizeof batch->model },
		{ "digest", batch->digest, sizeof batch->digest },
		{ "input_file", batch->input_file, sizeof batch->input_file },
		{ "remote_id", batch->remote_id, sizeof batch->remote_id },
		{ "output_file", batch->output_file, sizeof batch->output_file },
		{ "error_file", batch->error_file, sizeof batch->error_file },
	};

	if (read_text(json, "batch_id", batch->batch_id, RQ_ID_SIZE, false, err) == -1)
		return -1;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (read_text(json, names[i].key, names[i].text, names[i].size, true, err) == -1)
			return -1;
	return 0;
}

int rq_parcel_batch(const json_t *parcel, struct rq_batch *batch, struct rq_error *err)
{
	const json_t *json = rq_json_object(parcel, "batch");

	*batch = (struct rq_batch) { .count = 0 };
	if (read_names(json, batch, err) == -1 || read_state(json, batch, err) == -1 ||
	    rq_parcel_time(json, "created_at", &batch->created_at, err) == -1 ||
	    rq_parcel_time(json, "expires_at", &batch->expires_at, err) == -1)
		return -1;
	return read_number(json, "count", INT_MAX, &batch->count, err);
}

/* --- the audit ------------------------------------------------------------------------- */

void rq_parcel_set_audit(json_t *parcel, const struct rq_audit_entry *entry)
{
	rq_json_set_take(parcel, "entry", rq_audit_record(entry));
}

/* Nothing, or digits that fill a field of that size. */
static bool is_hex(const char *text, size_t size)
{
	return text[0] == '\0' ||
	       (strlen(text) == size - 1 && strspn(text, "0123456789abcdef") == size - 1);
}

int rq_parcel_audit(const json_t *parcel, struct rq_audit_entry *entry, struct rq_error *err)
{
	const json_t *json = rq_json_object(parcel, "entry");
	const char *name = rq_json_string(json, "action");
	int action = name ? rq_audit_action_find(name) : -1;
	int64_t sequence;

	*entry = (struct rq_audit_entry) { .sequence = 0 };
	if (action == -1)
		return rq_fail(err, RQ_BAD_RECORD, "\"action\" is none of an audit");
	entry->action = (enum rq_audit_action)action;
	if (read_number(json, "sequence", INT64_MAX / 2, &sequence, err) == -1 ||
	    rq_parcel_time(json, "at", &entry->at, err) == -1 ||
	    read_text(json, "id", entry->id, sizeof entry->id, true, err) == -1 ||
	    read_text(json, "digest", entry->digest, sizeof entry->digest, true, err) == -1 ||
	    read_text(json, "by", entry->by, sizeof entry->by, true, err) == -1 ||
	    read_text(json, "hash", entry->hash, sizeof entry->hash, false, err) == -1)
		return -1;
	entry->sequence = (uint64_t)sequence;
	if (is_hex(entry->id, RQ_ID_SIZE) && is_hex(entry->digest, RQ_DIGEST_SIZE) &&
	    is_hex(entry->by, RQ_ID_SIZE))
		return 0;
	return rq_fail(err, RQ_BAD_RECORD, "an entry of an audit has only digests");
}

/* --- usage -------------------------------------------------------------------------------- */

int rq_parcel_usage(const json_t *parcel, struct rq_usage_line *line, struct rq_error *err)
{
	const json_t *json = rq_json_object(parcel, "usage");
	char day[RQ_TIME_SIZE], begun[RQ_TIME_SIZE + sizeof "T00:00:00Z"];

	*line = (struct rq_usage_line) { 0 };
	if (read_text(json, "day", day, sizeof day, false, err) == -1 ||
	    read_text(json, "model", line->model, sizeof line->model, false, err) == -1 ||
	    read_text(json, "job_id", line->job_id, sizeof line->job_id, true, err) == -1)
		return -1;
	(void)snprintf(begun, sizeof begun, "%sT00:00:00Z", day);
	if (rq_clock_parse(begun, &line->day, err) == -1)
		return -1;
	if (line->day <= 0 || line->day != rq_clock_day(line->day))
		return rq_fail(err, RQ_BAD_RECORD, "\"day\" is no day");
	for (size_t i = 0; i < RQ_USAGE_FIELDS; i++)
		if ((i < RQ_USAGE_FIRST || json_object_get(json, rq_usage_name(i))) &&
		    read_number(json, rq_usage_name(i), INT64_MAX / 1000000, &line->numbers[i],
				err) == -1)
			return -1;
	return 0;
}
