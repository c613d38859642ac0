#include "store/batch.h"

#include <string.h>

#include "io/record.h"

enum { NUMBERS = 8, TEXTS = 8 };
_Static_assert(8 * NUMBERS + TEXTS * 256 <= RQ_BATCH_MAX, "a record must fit");

static const char *const state_names[RQ_BATCH_STATES] = {
	[RQ_BATCH_INTENDED] = "intended",   [RQ_BATCH_UPLOADED] = "uploaded",
	[RQ_BATCH_SUBMITTED] = "submitted", [RQ_BATCH_ENDED] = "ended",
	[RQ_BATCH_CLOSED] = "closed",
};

const char *rq_batch_state_name(enum rq_batch_state state)
{
	return state_names[state];
}

static void set_word(json_t *record, const char *key, const char *word)
{
	if (word[0] != '\0')
		rq_json_set_string(record, key, word);
}

json_t *rq_batch_to_json(const struct rq_batch *batch)
{
	json_t *record = rq_record_new("batch");

	rq_json_set_string(record, "batch_id", batch->batch_id);
	rq_json_set_string(record, "state", rq_batch_state_name(batch->state));
	rq_json_set_string(record, "scope", batch->scope);
	rq_json_set_string(record, "model", batch->model);
	rq_json_set_integer(record, "tasks", batch->count);
	rq_json_set_integer(record, "left", batch->left);
	rq_record_set_time(record, "created_at", batch->created_at);
	rq_record_set_time(record, "expires_at", batch->expires_at);
	set_word(record, "remote_id", batch->remote_id);
	set_word(record, "input_file", batch->input_file);
	set_word(record, "output_file", batch->output_file);
	set_word(record, "error_file", batch->error_file);
	return record;
}

/* The texts of a batch, in the order in which they are written. */
struct text {
	char *text;
	size_t size;
};

static void list_texts(struct rq_batch *batch, struct text texts[TEXTS])
{
	const struct text all[TEXTS] = {
		{ batch->batch_id, sizeof batch->batch_id },
		{ batch->scope, sizeof batch->scope },
		{ batch->model, sizeof batch->model },
		{ batch->digest, sizeof batch->digest },
		{ batch->input_file, sizeof batch->input_file },
		{ batch->remote_id, sizeof batch->remote_id },
		{ batch->output_file, sizeof batch->output_file },
		{ batch->error_file, sizeof batch->error_file },
	};

	memcpy(texts, all, sizeof all);
}

size_t rq_batch_write(const struct rq_kept_batch *kept, unsigned char bytes[RQ_BATCH_MAX])
{
	struct rq_batch batch = kept->batch;
	const int64_t numbers[NUMBERS] = {
		(int64_t)batch.state,
		batch.created_at,
		batch.expires_at,
		batch.count,
		kept->deadline,
		(int64_t)kept->owner.host,
		(int64_t)kept->owner.start,
		(int64_t)kept->owner.pid,
	};
	unsigned char *end = bytes + sizeof numbers;
	struct text texts[TEXTS];

	list_texts(&batch, texts);
	rq_numbers_write(bytes, numbers, NUMBERS);
	for (size_t i = 0; i < TEXTS; i++) {
		size_t size = strlen(texts[i].text) + 1;

		memcpy(end, texts[i].text, size);
		end += size;
	}
	return (size_t)(end - bytes);
}

int rq_batch_save(struct rq_txn *txn, const struct rq_kept_batch *kept, struct rq_error *err)
{
	unsigned char bytes[RQ_BATCH_MAX];
	size_t size = rq_batch_write(kept, bytes);
	struct rq_key key = { .size = 0 };

	rq_key_id(&key, kept->batch.batch_id);
	return rq_table_put(txn, RQ_T_BATCHES, rq_key_span(&key), (struct rq_span) { bytes, size },
			    err);
}

static bool read_texts(const char *from, size_t size, struct rq_batch *batch)
{
	struct text texts[TEXTS];

	list_texts(batch, texts);
	for (size_t i = 0; i < TEXTS; i++) {
		size_t length = strnlen(from, size);

		if (length == size || length >= texts[i].size)
			return false;
		memcpy(texts[i].text, from, length + 1);
		from += length + 1;
		size -= length + 1;
	}
	return size == 0;
}

int rq_batch_read(struct rq_span value, struct rq_kept_batch *kept, struct rq_error *err)
{
	int64_t numbers[NUMBERS];

	*kept = (struct rq_kept_batch) { .deadline = 0 };
	if (value.size <= sizeof numbers || !read_texts((const char *)value.data + sizeof numbers,
							value.size - sizeof numbers, &kept->batch))
		return rq_fail(err, RQ_STORE, "a batch's record is damaged");
	rq_numbers_read(value.data, numbers, NUMBERS);
	if (numbers[0] < 0 || numbers[0] >= RQ_BATCH_STATES)
		return rq_fail(err, RQ_STORE, "a batch's record is damaged");
	kept->batch.state = (enum rq_batch_state)numbers[0];
	kept->batch.created_at = numbers[1];
	kept->batch.expires_at = numbers[2];
	kept->batch.count = numbers[3];
	kept->deadline = numbers[4];
	kept->owner = (struct rq_owner) { .host = (uint64_t)numbers[5],
					  .start = (uint64_t)numbers[6],
					  .pid = (uint32_t)numbers[7] };
	return 0;
}

int rq_batch_load(struct rq_txn *txn, const char *batch_id, struct rq_kept_batch *kept,
		  struct rq_error *err)
{
	struct rq_key key = { .size = 0 };
	struct rq_span value;
	int got;

	rq_key_id(&key, batch_id);
	got = rq_table_get(txn, RQ_T_BATCHES, rq_key_span(&key), &value, err);
	if (got == 1 && rq_batch_read(value, kept, err) == -1)
		return -1;
	return got;
}
