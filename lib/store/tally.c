#include "store/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/session.h"

enum { NUMBERS = 8 * RQ_TASK_STATUSES };

struct rq_tally {
	struct rq_tally_line *lines; /* [0]: all */
	size_t count, capacity;
};

static struct rq_tally_line *add_line(struct rq_tally *tally, const char *job_id)
{
	struct rq_tally_line *line;

	tally->lines = rq_grow(tally->lines, tally->count, &tally->capacity, sizeof *tally->lines);
	line = &tally->lines[tally->count++];
	*line = (struct rq_tally_line) { 0 };
	memcpy(line->job_id, job_id, strlen(job_id) + 1);
	return line;
}

struct rq_tally *rq_tally_new(void)
{
	struct rq_tally *tally = rq_alloc(1, sizeof *tally);

	(void)add_line(tally, "");
	return tally;
}

void rq_tally_free(struct rq_tally *tally)
{
	if (!tally)
		return;
	free(tally->lines);
	free(tally);
}

/* Tasks of a job tend to come together, so the last line is looked at first. */
static struct rq_tally_line *line_of(struct rq_tally *tally, const char *job_id)
{
	for (size_t i = tally->count; i > 1; i--)
		if (strcmp(tally->lines[i - 1].job_id, job_id) == 0)
			return &tally->lines[i - 1];
	return add_line(tally, job_id);
}

void rq_tally_add(struct rq_tally *tally, const char *job_id, enum rq_task_status status,
		  int64_t count)
{
	line_of(tally, job_id)->tasks[status] += count;
	tally->lines[0].tasks[status] += count;
}

const struct rq_tally_line *rq_tally_lines(const struct rq_tally *tally, size_t *count)
{
	*count = tally->count;
	return tally->lines;
}

static struct rq_key key_of(const char *job_id, bool all)
{
	struct rq_key key = { .size = 0 };

	rq_key_byte(&key, all ? 't' : 'j');
	if (!all)
		rq_key_id(&key, job_id);
	return key;
}

int rq_tally_read(struct rq_span key, struct rq_span value, struct rq_tally_line *line,
		  struct rq_error *err)
{
	const unsigned char *bytes = value.data;

	if (key.size == 0 || value.size < NUMBERS || value.size - NUMBERS >= RQ_ID_SIZE)
		return rq_fail(err, RQ_STORE, "a counter is damaged");
	*line = (struct rq_tally_line) { 0 };
	rq_numbers_read(bytes, line->tasks, RQ_TASK_STATUSES);
	memcpy(line->job_id, bytes + NUMBERS, value.size - NUMBERS);
	return 0;
}

static int get_line(struct rq_txn *txn, const char *job_id, bool all, struct rq_tally_line *line,
		    struct rq_error *err)
{
	struct rq_key key = key_of(job_id, all);
	struct rq_span value;
	int got = rq_table_get(txn, RQ_T_COUNTERS, rq_key_span(&key), &value, err);

	*line = (struct rq_tally_line) { 0 };
	return got == 1 ? rq_tally_read(rq_key_span(&key), value, line, err) : got;
}

int rq_tally_get(struct rq_txn *txn, const char *job_id, struct rq_tally_line *line,
		 struct rq_error *err)
{
	return get_line(txn, job_id, job_id[0] == '\0', line, err);
}

static int write_line(const struct rq_tally_line *change, bool all, struct rq_txn *txn,
		      struct rq_error *err)
{
	struct rq_key key = key_of(change->job_id, all);
	unsigned char bytes[NUMBERS + RQ_ID_SIZE];
	struct rq_tally_line line;
	size_t length = strlen(change->job_id);

	if (get_line(txn, change->job_id, all, &line, err) == -1)
		return -1;
	for (size_t i = 0; i < RQ_TASK_STATUSES; i++)
		line.tasks[i] += change->tasks[i];
	rq_numbers_write(bytes, line.tasks, RQ_TASK_STATUSES);
	memcpy(bytes + NUMBERS, change->job_id, length);
	return rq_table_put(txn, RQ_T_COUNTERS, rq_key_span(&key),
			    (struct rq_span) { bytes, NUMBERS + length }, err);
}

int rq_tally_write(const struct rq_tally *tally, struct rq_txn *txn, struct rq_error *err)
{
	if (tally->count == 1) /* no job, so no change */
		return 0;
	for (size_t i = 0; i < tally->count; i++)
		if (write_line(&tally->lines[i], i == 0, txn, err) == -1)
			return -1;
	return 0;
}
