#include "store/run.h"

#include <string.h>

#include "store/session.h"

#define RUNS_KEY "runs"

enum { RUN = 32 }; /* bytes of one in the list */

struct rq_line rq_line_make(const unsigned char id[RQ_KEY_ID], uint64_t number)
{
	struct rq_key key = { .size = 0 };
	struct rq_line line;

	rq_key_bytes(&key, id, RQ_KEY_ID);
	rq_key_number(&key, number);
	memcpy(&line, key.bytes, sizeof line);
	return line;
}

uint64_t rq_line_number(const struct rq_line *line)
{
	return rq_key_read_number(line->number);
}

int rq_line_compare(const struct rq_line *one, const struct rq_line *other)
{
	return memcmp(one, other, sizeof *one);
}

struct rq_key rq_run_key(const struct rq_run *run, const struct rq_line *last)
{
	struct rq_key key = { .size = 0 };

	rq_key_number(&key, run->name);
	rq_key_bytes(&key, last, sizeof *last);
	return key;
}

bool rq_run_has(const struct rq_run *run, struct rq_span key)
{
	return key.size >= RQ_RUN_NAME && rq_key_read_number(key.data) == run->name;
}

size_t rq_line_place(const struct rq_line *lines, size_t count, const struct rq_line *line)
{
	size_t from = 0;

	while (from < count) {
		size_t middle = from + (count - from) / 2;

		if (rq_line_compare(&lines[middle], line) < 0)
			from = middle + 1;
		else
			count = middle;
	}
	return from;
}

/* --- which runs there are -------------------------------------------------------------- */

/* False when they cannot be so: there is always room for one more, and for its name. */
static bool unpack_runs(struct rq_span value, struct rq_runs *runs)
{
	const unsigned char *bytes = value.data;

	if (value.size % RUN != 8 || value.size / RUN >= RQ_RUNS_MAX)
		return false;
	*runs =
	    (struct rq_runs) { .next_name = rq_key_read_number(bytes), .count = value.size / RUN };
	for (size_t i = 0; i < runs->count; i++) {
		const unsigned char *run = bytes + 8 + RUN * i;

		runs->list[i] =
		    (struct rq_run) { rq_key_read_number(run), rq_key_read_number(run + 8),
				      rq_key_read_number(run + 16), rq_key_read_number(run + 24) };
		if (runs->list[i].name >= runs->next_name || runs->list[i].sieve_blocks == 0)
			return false;
	}
	return runs->next_name > 0;
}

int rq_runs_read(struct rq_session *session, struct rq_error *err)
{
	const struct rq_span key = { RUNS_KEY, sizeof RUNS_KEY - 1 };
	struct rq_runs *runs = &session->runs;
	struct rq_span value;
	int got;

	if (runs->next_name > 0)
		return 0;
	got = rq_table_get(session->txn, RQ_T_META, key, &value, err);
	if (got != 1) {
		runs->next_name = got == 0;
		return got;
	}
	if (!unpack_runs(value, runs)) {
		runs->next_name = 0;
		return rq_fail(err, RQ_STORE, "the store's list of runs is damaged");
	}
	return 0;
}

int rq_runs_write(struct rq_session *session, struct rq_error *err)
{
	const struct rq_span key = { RUNS_KEY, sizeof RUNS_KEY - 1 };
	struct rq_runs *runs = &session->runs;
	unsigned char bytes[8 + RUN * RQ_RUNS_MAX];
	struct rq_key part = { .size = 0 };

	runs->asked = false;
	rq_key_number(&part, runs->next_name);
	memcpy(bytes, part.bytes, 8);
	for (size_t i = 0; i < runs->count; i++) {
		part.size = 0;
		rq_key_number(&part, runs->list[i].name);
		rq_key_number(&part, runs->list[i].first_task);
		rq_key_number(&part, runs->list[i].first_resume);
		rq_key_number(&part, runs->list[i].sieve_blocks);
		memcpy(bytes + 8 + RUN * i, part.bytes, RUN);
	}
	return rq_table_put(session->txn, RQ_T_META, key,
			    (struct rq_span) { bytes, 8 + RUN * runs->count }, err);
}

/* --- of one ------------------------------------------------------------------------------ */

int rq_run_find(struct rq_session *session, size_t table, const struct rq_run *run,
		const struct rq_line *least, struct rq_line *found, struct rq_error *err)
{
	struct rq_key from = rq_run_key(run, least);
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, table, rq_key_span(&from), &walk, err) == -1)
		return -1;
	got = rq_table_next(&walk, &key, &value, err);
	if (got == 1) {
		const struct rq_line *lines = value.data;
		size_t count = value.size / sizeof *lines;
		size_t at = rq_run_has(run, key) ? rq_line_place(lines, count, least) : count;

		got = at < count;
		if (got == 1)
			*found = lines[at];
	}
	rq_table_end(&walk);
	return got;
}

int rq_run_drop(struct rq_session *session, size_t table, const struct rq_run *run,
		struct rq_error *err)
{
	unsigned char bytes[RQ_TABLE_KEY_MAX];
	struct rq_key from = { .size = 0 };
	int got;

	rq_key_number(&from, run->name);
	do {
		struct rq_span key, value;
		struct rq_table_walk walk;

		if (rq_table_walk(session->txn, table, rq_key_span(&from), &walk, err) == -1)
			return -1;
		got = rq_table_next(&walk, &key, &value, err);
		if (got == 1 && !rq_run_has(run, key))
			got = 0;
		if (got == 1) {
			memcpy(bytes, key.data, key.size);
			key.data = bytes;
		}
		rq_table_end(&walk);
		if (got == 1)
			got = rq_table_delete(session->txn, table, key, err);
	} while (got == 1);
	return got;
}
