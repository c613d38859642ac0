#include "store/parcel.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "io/record.h"
#include "store/parcel_member.h"

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

int rq_parcel_read_hold(const json_t *parcel, int64_t now, struct rq_hold *hold,
			struct rq_error *err)
{
	*hold =
	    (struct rq_hold) { .candidate = json_is_true(json_object_get(parcel, "candidate")) };
	if (rq_parcel_text(parcel, "id", hold->id, sizeof hold->id, false, err) == -1 ||
	    rq_parcel_time(parcel, "at", &hold->at, err) == -1)
		return -1;
	if (hold->at == 0)
		hold->at = now;
	return 0;
}

int rq_parcel_read_record(const json_t *parcel, char id[RQ_ID_SIZE], char **text,
			  struct rq_error *err)
{
	if (rq_parcel_text(parcel, "id", id, RQ_ID_SIZE, false, err) == -1)
		return -1;
	*text = rq_parcel_record(parcel, "record");
	return *text ? 0 : rq_fail(err, RQ_BAD_RECORD, "no \"record\"");
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

	if (rq_parcel_text(json, "batch_id", batch->batch_id, RQ_ID_SIZE, false, err) == -1)
		return -1;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (rq_parcel_text(json, names[i].key, names[i].text, names[i].size, true, err) ==
		    -1)
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
	return rq_parcel_number(json, "count", INT_MAX, &batch->count, err);
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
	if (rq_parcel_number(json, "sequence", INT64_MAX / 2, &sequence, err) == -1 ||
	    rq_parcel_time(json, "at", &entry->at, err) == -1 ||
	    rq_parcel_text(json, "id", entry->id, sizeof entry->id, true, err) == -1 ||
	    rq_parcel_text(json, "digest", entry->digest, sizeof entry->digest, true, err) == -1 ||
	    rq_parcel_text(json, "by", entry->by, sizeof entry->by, true, err) == -1 ||
	    rq_parcel_text(json, "hash", entry->hash, sizeof entry->hash, false, err) == -1)
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
	if (rq_parcel_text(json, "day", day, sizeof day, false, err) == -1 ||
	    rq_parcel_text(json, "model", line->model, sizeof line->model, false, err) == -1 ||
	    rq_parcel_text(json, "job_id", line->job_id, sizeof line->job_id, true, err) == -1)
		return -1;
	(void)snprintf(begun, sizeof begun, "%sT00:00:00Z", day);
	if (rq_clock_parse(begun, &line->day, err) == -1)
		return -1;
	if (line->day <= 0 || line->day != rq_clock_day(line->day))
		return rq_fail(err, RQ_BAD_RECORD, "\"day\" is no day");
	for (size_t i = 0; i < RQ_USAGE_FIELDS; i++)
		if ((i < RQ_USAGE_FIRST || json_object_get(json, rq_usage_name(i))) &&
		    rq_parcel_number(json, rq_usage_name(i), INT64_MAX / 1000000, &line->numbers[i],
				     err) == -1)
			return -1;
	return 0;
}
