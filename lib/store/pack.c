#include "store/pack.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "base/limits.h"
#include "base/memory.h"

/* The checksum of version 1 missed changes of the last four bytes. */
enum { VERSION = 2, WEAK_SUM = 1 };
enum { IDS = 6, SUM_SIZE = 4, ID_AT = 6 };
enum { READY = 1, PROVISIONAL = 2, IN_BATCH = 4 };

_Static_assert(RQ_MAX_HISTORY *(8 + 4 + 1 + 32 + 1 + sizeof((struct rq_failure *)0)->message) +
		       2048 <=
		   RQ_PACK_MAX,
	       "a task with a full history must fit");

/* --- the ids, in the order in which they are written ----------------------- */

static char *id_of(struct rq_task *task, int which)
{
	char *const ids[IDS] = { task->task_id, task->candidate_id, task->resume_id,
				 task->job_id,  task->job_version,  task->recipe };

	return ids[which];
}

static const char *const_id_of(const struct rq_task *task, int which)
{
	const char *const ids[IDS] = { task->task_id, task->candidate_id, task->resume_id,
				       task->job_id,  task->job_version,  task->recipe };

	return ids[which];
}

/* --- writing --------------------------------------------------------------- */

struct writer {
	unsigned char *at;
};

static void write_bytes(struct writer *out, const void *bytes, size_t size)
{
	memcpy(out->at, bytes, size);
	out->at += size;
}

static void write_number(struct writer *out, uint64_t number, int size)
{
	for (int i = size - 1; i >= 0; i--)
		*out->at++ = (unsigned char)(number >> (8 * i));
}

static void write_text(struct writer *out, const char *text)
{
	size_t length = strlen(text);

	assert(length <= 255);
	write_number(out, length, 1);
	write_bytes(out, text, length);
}

/* Eight bytes at a time: it stands watch against damaged disks, not against people. */
static uint32_t checksum(const unsigned char *bytes, size_t size, int version)
{
	uint64_t sum = UINT64_C(0x9e3779b97f4a7c15) ^ size;

	while (size > 0) {
		size_t step = size < 8 ? size : 8;
		uint64_t word = 0;

		memcpy(&word, bytes, step);
		sum = (sum ^ word) * UINT64_C(0xff51afd7ed558ccd);
		sum ^= sum >> 32;
		bytes += step;
		size -= step;
	}
	if (version == WEAK_SUM)
		return (uint32_t)(sum ^ sum >> 32);
	return (uint32_t)(sum * UINT64_C(0xff51afd7ed558ccd) >> 32);
}

static void write_fixed(struct writer *out, const struct rq_stored *stored, unsigned texts)
{
	const struct rq_task *task = &stored->task;
	unsigned flags = (stored->ready ? READY : 0) | (stored->provisional ? PROVISIONAL : 0) |
			 (task->batch_id[0] ? IN_BATCH : 0);

	write_number(out, VERSION, 1);
	write_number(out, task->status, 1);
	write_number(out, (unsigned)task->priority, 1);
	write_number(out, flags, 1);
	write_number(out, texts, 1);
	write_number(out, task->failure_count, 1);
	for (int i = 0; i < IDS; i++) {
		rq_key_fold(const_id_of(task, i), out->at);
		out->at += RQ_KEY_ID;
	}
	write_number(out, (unsigned)task->attempts, 4);
	write_number(out, (uint64_t)task->run_at, 8);
	write_number(out, (uint64_t)task->created_at, 8);
	write_number(out, (uint64_t)task->finished_at, 8);
	write_number(out, task->fence, 8);
	write_number(out, (uint64_t)stored->deadline, 8);
	write_number(out, stored->owner.host, 8);
	write_number(out, stored->owner.start, 8);
	write_number(out, stored->owner.pid, 4);
}

size_t rq_pack_task(const struct rq_stored *stored, unsigned char bytes[RQ_PACK_MAX])
{
	const struct rq_task *task = &stored->task;
	struct writer out = { bytes };
	unsigned texts = 0; /* the ids that are no digits are kept as texts, too */

	assert(task->failure_count <= RQ_MAX_HISTORY);
	for (int i = 0; i < IDS; i++)
		if (!rq_digest_is_id(const_id_of(task, i)))
			texts |= 1U << i;
	write_fixed(&out, stored, texts);
	for (int i = 0; i < IDS; i++)
		if (texts & 1U << i)
			write_text(&out, const_id_of(task, i));
	write_text(&out, task->engine);
	write_text(&out, task->model);
	write_text(&out, task->source);
	if (task->batch_id[0])
		write_text(&out, task->batch_id);
	for (size_t i = 0; i < task->failure_count; i++) {
		const struct rq_failure *failure = &task->failures[i];

		write_number(&out, (uint64_t)failure->at, 8);
		write_number(&out, (unsigned)failure->attempt, 4);
		write_text(&out, rq_code_name(failure->code)); /* numbers may change, names not */
		write_text(&out, failure->message);
	}
	write_number(&out, checksum(bytes, (size_t)(out.at - bytes), VERSION), SUM_SIZE);
	return (size_t)(out.at - bytes);
}

/* --- reading --------------------------------------------------------------- */

struct reader {
	const unsigned char *at;
	size_t left;
	bool bad;
};

static uint64_t read_number(struct reader *in, int size)
{
	uint64_t number = 0;

	if (in->left < (size_t)size) {
		in->bad = true;
		return 0;
	}
	for (int i = 0; i < size; i++)
		number = number << 8 | *in->at++;
	in->left -= (size_t)size;
	return number;
}

static void read_text(struct reader *in, char *text, size_t size)
{
	size_t length = (size_t)read_number(in, 1);

	if (length >= size || length > in->left)
		in->bad = true;
	if (in->bad)
		return;
	memcpy(text, in->at, length);
	text[length] = '\0';
	in->at += length;
	in->left -= length;
}

static void read_id(struct reader *in, char *id)
{
	if (in->left < RQ_KEY_ID) {
		in->bad = true;
		return;
	}
	rq_hex_write(in->at, RQ_KEY_ID, id);
	in->at += RQ_KEY_ID;
	in->left -= RQ_KEY_ID;
}

static void read_failure(struct reader *in, struct rq_failure *failure)
{
	char name[32] = "";

	failure->at = (int64_t)read_number(in, 8);
	failure->attempt = (int)read_number(in, 4);
	read_text(in, name, sizeof name);
	failure->code = rq_code_find(name);
	read_text(in, failure->message, sizeof failure->message);
}

static bool is_known(uint64_t version)
{
	return version == VERSION || version == WEAK_SUM;
}

static void read_task(struct reader *in, struct rq_stored *stored)
{
	struct rq_task *task = &stored->task;
	unsigned texts, status, flags;

	in->bad = !is_known(read_number(in, 1));
	status = (unsigned)read_number(in, 1);
	task->status = (enum rq_task_status)status;
	task->priority = (int)read_number(in, 1);
	flags = (unsigned)read_number(in, 1);
	stored->ready = flags & READY;
	stored->provisional = flags & PROVISIONAL;
	texts = (unsigned)read_number(in, 1);
	task->failure_count = (size_t)read_number(in, 1);
	if (status >= RQ_TASK_STATUSES || task->failure_count > RQ_MAX_HISTORY ||
	    task->priority > RQ_MAX_PRIORITY)
		in->bad = true;
	for (int i = 0; i < IDS; i++)
		read_id(in, id_of(task, i));
	task->attempts = (int)read_number(in, 4);
	task->run_at = (int64_t)read_number(in, 8);
	task->created_at = (int64_t)read_number(in, 8);
	task->finished_at = (int64_t)read_number(in, 8);
	task->fence = read_number(in, 8);
	stored->deadline = (int64_t)read_number(in, 8);
	stored->owner.host = read_number(in, 8);
	stored->owner.start = read_number(in, 8);
	stored->owner.pid = (uint32_t)read_number(in, 4);
	for (int i = 0; i < IDS; i++)
		if (texts & 1U << i) {
			memset(id_of(task, i), 0, RQ_ID_SIZE);
			read_text(in, id_of(task, i), RQ_ID_SIZE);
		}
	read_text(in, task->engine, sizeof task->engine);
	read_text(in, task->model, sizeof task->model);
	read_text(in, task->source, sizeof task->source);
	if (flags & IN_BATCH)
		read_text(in, task->batch_id, sizeof task->batch_id);
	if (in->bad || task->failure_count == 0)
		return;
	task->failures = rq_alloc(task->failure_count, sizeof *task->failures);
	for (size_t i = 0; i < task->failure_count; i++)
		read_failure(in, &task->failures[i]);
}

int rq_unpack_task(struct rq_span bytes, struct rq_stored *stored, struct rq_error *err)
{
	struct reader in = { bytes.data, bytes.size, false };
	struct reader sum;

	*stored = (struct rq_stored) { 0 };
	if (bytes.size <= SUM_SIZE)
		return rq_fail(err, RQ_DAMAGED, "a task's record is damaged");
	in.left -= SUM_SIZE;
	sum = (struct reader) { in.at + in.left, SUM_SIZE, false };
	if (read_number(&sum, SUM_SIZE) == checksum(in.at, in.left, *in.at)) {
		read_task(&in, stored);
		if (!in.bad && in.left == 0)
			return 0;
	}
	rq_task_free(&stored->task);
	*stored = (struct rq_stored) { 0 };
	return rq_fail(err, RQ_DAMAGED, "a task's record is damaged");
}

const unsigned char *rq_pack_id(struct rq_span bytes, enum rq_pack_id which)
{
	size_t at = ID_AT + (size_t)which * RQ_KEY_ID;

	return bytes.size >= at + RQ_KEY_ID ? (const unsigned char *)bytes.data + at : NULL;
}
