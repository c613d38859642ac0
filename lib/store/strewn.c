#include "store/strewn.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/session.h"
#include "store/sieve.h"

#define RUNS_KEY "runs"

/* A block and the head that LMDB gives it are one page of 4,096 bytes. */
enum { BLOCK = 4080 / sizeof(struct rq_line), NAME = 8, RUN = 32 };

/*
 * What is settled so often is in a run that is merged from others, with the number that the store
 * settles at once; more only where there would be too many runs.
 */
enum { SETTLINGS_MERGED = 16, PARTS = RQ_RUNS_MAX / 4 };

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

static int compare(const struct rq_line *one, const struct rq_line *other)
{
	return memcmp(one, other, sizeof *one);
}

static struct rq_key key_of(const struct rq_run *run, const struct rq_line *last)
{
	struct rq_key key = { .size = 0 };

	rq_key_number(&key, run->name);
	rq_key_bytes(&key, last, sizeof *last);
	return key;
}

bool rq_run_has(const struct rq_run *run, struct rq_span key)
{
	return key.size > NAME && rq_key_read_number(key.data) == run->name;
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

static int read_runs(struct rq_session *session, struct rq_error *err)
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

static int write_runs(struct rq_session *session, struct rq_error *err)
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

/* Where the run stands that would have a number: behind others that begin with the same. */
static size_t run_of(const struct rq_runs *runs, size_t table, uint64_t number)
{
	size_t at = runs->count;

	while (at > 1) {
		const struct rq_run *run = &runs->list[at - 1];

		if ((table == RQ_T_BY_RESUME ? run->first_resume : run->first_task) <= number)
			break;
		at--;
	}
	return at > 0 ? at - 1 : 0;
}

/* --- looking ----------------------------------------------------------------------------- */

/* The first that is not less than a line. */
static size_t place_in(const struct rq_line *lines, size_t count, const struct rq_line *line)
{
	size_t from = 0;

	while (from < count) {
		size_t middle = from + (count - from) / 2;

		if (compare(&lines[middle], line) < 0)
			from = middle + 1;
		else
			count = middle;
	}
	return from;
}

/* The first line of a run that is not less than one: 1, 0, -1. */
static int find_line(struct rq_session *session, size_t table, const struct rq_run *run,
		     const struct rq_line *least, struct rq_line *found, struct rq_error *err)
{
	struct rq_key from = key_of(run, least);
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, table, rq_key_span(&from), &walk, err) == -1)
		return -1;
	got = rq_table_next(&walk, &key, &value, err);
	if (got == 1) {
		const struct rq_line *lines = value.data;
		size_t count = value.size / sizeof *lines;
		size_t at = rq_run_has(run, key) ? place_in(lines, count, least) : count;

		got = at < count;
		if (got == 1)
			*found = lines[at];
	}
	rq_table_end(&walk);
	return got;
}

/* The same for the least number under an id that is not less than one. */
static int find_number(struct rq_session *session, size_t table, const struct rq_run *run,
		       const unsigned char id[RQ_KEY_ID], uint64_t least, uint64_t *number,
		       struct rq_error *err)
{
	struct rq_line line = rq_line_make(id, least), found;
	int got = find_line(session, table, run, &line, &found, err);

	if (got != 1 || memcmp(found.id, id, RQ_KEY_ID) != 0)
		return got == -1 ? -1 : 0;
	*number = rq_line_number(&found);
	return 1;
}

/* No record has the last of all numbers: nothing is behind it. */
static int next_in(struct rq_session *session, size_t table, const unsigned char id[RQ_KEY_ID],
		   uint64_t these_runs, uint64_t *number, struct rq_error *err)
{
	const struct rq_runs *runs = &session->runs;
	const uint64_t least = *number + 1;
	int got = 0;

	if (least == 0)
		return 0;
	for (size_t i = run_of(runs, table, least); got == 0 && i < runs->count; i++)
		if ((these_runs >> i & 1) == 1)
			got = find_number(session, table, &runs->list[i], id, least, number, err);
	return got;
}

int rq_strewn_next(struct rq_session *session, size_t table, const unsigned char id[RQ_KEY_ID],
		   uint64_t *number, struct rq_error *err)
{
	return read_runs(session, err) == -1 ? -1
					     : next_in(session, table, id, UINT64_MAX, number, err);
}

/* Asked for one task after another of the same résumé, it looks once. */
static int sift(struct rq_session *session, const unsigned char resume[RQ_KEY_ID],
		struct rq_error *err)
{
	struct rq_runs *runs = &session->runs;

	if (runs->asked && memcmp(runs->resume, resume, RQ_KEY_ID) == 0)
		return 0;
	if (rq_sieve_look(session, resume, &runs->may_have, err) == -1)
		return -1;
	memcpy(runs->resume, resume, RQ_KEY_ID);
	runs->asked = true;
	return 0;
}

int rq_strewn_find(struct rq_session *session, size_t table, const unsigned char id[RQ_KEY_ID],
		   const unsigned char resume[RQ_KEY_ID], uint64_t *number, struct rq_error *err)
{
	if (read_runs(session, err) == -1 || sift(session, resume, err) == -1)
		return -1;
	return next_in(session, table, id, session->runs.may_have, number, err);
}

int rq_strewn_has(struct rq_session *session, size_t table, const struct rq_line *line,
		  struct rq_error *err)
{
	uint64_t number = rq_line_number(line) - 1;
	int got = rq_strewn_next(session, table, line->id, &number, err);

	return got == 1 ? number == rq_line_number(line) : got;
}

static bool is_known(const struct rq_runs *runs, struct rq_span key)
{
	for (size_t i = 0; i < runs->count; i++)
		if (rq_run_has(&runs->list[i], key))
			return true;
	return false;
}

int rq_strewn_read(struct rq_session *session, struct rq_span key, struct rq_span value,
		   const struct rq_line **lines, size_t *count, struct rq_error *err)
{
	const struct rq_line *all = value.data;
	size_t size = value.size / sizeof *all;

	if (read_runs(session, err) == -1)
		return -1;
	if (!is_known(&session->runs, key) || size == 0 || size > BLOCK ||
	    value.size % sizeof *all != 0 || key.size != NAME + sizeof *all ||
	    memcmp((const char *)key.data + NAME, &all[size - 1], sizeof *all) != 0)
		return 0;
	for (size_t i = 1; i < size; i++)
		if (compare(&all[i - 1], &all[i]) >= 0)
			return 0;
	*lines = all;
	*count = size;
	return 1;
}

/* --- a line that leaves --------------------------------------------------------------------- */

static int put_block(struct rq_session *session, size_t table, const struct rq_run *run,
		     const struct rq_line *lines, size_t count, struct rq_error *err)
{
	struct rq_key key = key_of(run, &lines[count - 1]);

	return rq_table_put(session->txn, table, rq_key_span(&key),
			    (struct rq_span) { lines, count * sizeof *lines }, err);
}

/* Takes over the lines of the block that would have one: 1 and how many, 0, -1. */
static int get_block(struct rq_session *session, size_t table, const struct rq_run *run,
		     const struct rq_line *line, struct rq_line lines[BLOCK], size_t *count,
		     struct rq_error *err)
{
	struct rq_key from = key_of(run, line);
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, table, rq_key_span(&from), &walk, err) == -1)
		return -1;
	got = rq_table_next(&walk, &key, &value, err);
	if (got == 1 && (!rq_run_has(run, key) || value.size > BLOCK * sizeof *lines))
		got = 0;
	if (got == 1) {
		*count = value.size / sizeof *lines;
		memcpy(lines, value.data, *count * sizeof *lines);
	}
	rq_table_end(&walk);
	return got;
}

int rq_strewn_remove(struct rq_session *session, size_t table, const struct rq_line *line,
		     struct rq_error *err)
{
	struct rq_line lines[BLOCK];
	const struct rq_run *run;
	struct rq_key last;
	size_t count = 0, at;
	int got;

	if (read_runs(session, err) == -1)
		return -1;
	if (session->runs.count == 0)
		return 0;
	run = &session->runs.list[run_of(&session->runs, table, rq_line_number(line))];
	got = get_block(session, table, run, line, lines, &count, err);
	at = got == 1 ? place_in(lines, count, line) : count;
	if (at == count || compare(&lines[at], line) != 0)
		return got == -1 ? -1 : 0;
	last = key_of(run, &lines[count - 1]);
	count--;
	for (size_t i = at; i < count; i++)
		lines[i] = lines[i + 1];
	if (at == count && rq_table_delete(session->txn, table, rq_key_span(&last), err) == -1)
		return -1;
	if (count > 0 && put_block(session, table, run, lines, count, err) == -1)
		return -1;
	return 1;
}

/* --- runs that come --------------------------------------------------------------------------- */

/* Lines in order, of which the first are written already. */
struct part {
	const struct rq_line *at, *end;
};

static const struct rq_line *next_line(struct part *parts, size_t count)
{
	struct part *least = NULL;

	for (size_t i = 0; i < count; i++)
		if (parts[i].at < parts[i].end && (!least || compare(parts[i].at, least->at) < 0))
			least = &parts[i];
	return least ? least->at++ : NULL;
}

/* Its name is greater than that of all others. */
static int append_block(struct rq_session *session, size_t table, const struct rq_run *run,
			const struct rq_line *lines, size_t count, struct rq_error *err)
{
	struct rq_key key = key_of(run, &lines[count - 1]);

	return rq_table_append(session->txn, table, rq_key_span(&key),
			       (struct rq_span) { lines, count * sizeof *lines }, err);
}

static int write_lines(struct rq_session *session, size_t table, const struct rq_run *run,
		       struct part *parts, size_t count, struct rq_error *err)
{
	struct rq_line block[BLOCK];
	const struct rq_line *line;
	size_t filled = 0;

	while ((line = next_line(parts, count))) {
		block[filled++] = *line;
		if (filled == BLOCK) {
			if (append_block(session, table, run, block, filled, err) == -1)
				return -1;
			filled = 0;
		}
	}
	return filled > 0 ? append_block(session, table, run, block, filled, err) : 0;
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

/* Of runs whose records are all gone, nothing is left. */
static int drop_empty(struct rq_session *session, struct rq_error *err)
{
	struct rq_runs *runs = &session->runs;
	size_t kept = 0;

	for (size_t i = 0; i < runs->count; i++) {
		const struct rq_line first = { { 0 }, { 0 } };
		struct rq_line found;
		int got = 0;

		for (size_t k = 0; got == 0 && k < RQ_STREWN; k++)
			got = find_line(session, rq_strewn_tables[k], &runs->list[i], &first,
					&found, err);
		if (got == -1)
			return -1;
		if (got == 1)
			runs->list[kept++] = runs->list[i];
		else if (rq_run_drop(session, RQ_T_SIEVES, &runs->list[i], err) == -1)
			return -1;
	}
	runs->count = kept;
	return 0;
}

int rq_strewn_add(struct rq_session *session, const struct rq_sheet *sheets, size_t count,
		  struct rq_error *err)
{
	struct rq_runs *runs = &session->runs;
	struct rq_run run;

	if (read_runs(session, err) == -1 || drop_empty(session, err) == -1)
		return -1;
	run = (struct rq_run) { runs->next_name++, session->marks.settled_task,
				session->marks.settled_resume, 0 };
	for (size_t i = 0; i < count; i++) {
		struct part part = { sheets[i].lines, sheets[i].lines + sheets[i].count };

		if (write_lines(session, sheets[i].table, &run, &part, 1, err) == -1)
			return -1;
	}
	if (rq_sieve_make(session, &run, err) == -1)
		return -1;
	runs->list[runs->count++] = run;
	return write_runs(session, err);
}

/* --- and are merged ------------------------------------------------------------------------------
 */

/* Records of the runs from one on, those that are gone included. */
static uint64_t size_from(const struct rq_session *session, size_t run)
{
	const struct rq_run *first = &session->runs.list[run];

	return session->marks.settled_task - first->first_task + session->marks.settled_resume -
	       first->first_resume;
}

/* The first of those that are to be merged: each is less than twice as large as what follows. */
static size_t first_to_merge(const struct rq_session *session)
{
	uint64_t part = size_from(session, 0) / PARTS;
	uint64_t settlings = SETTLINGS_MERGED * session->store->settle_after;
	uint64_t most = part > settlings ? part : settlings;
	size_t first = session->runs.count - 1;

	if (session->runs.count == RQ_RUNS_MAX)
		first -= PARTS;
	while (first > 0 && size_from(session, first - 1) <= most &&
	       size_from(session, first - 1) < 3 * size_from(session, first))
		first--;
	return first;
}

struct lines {
	struct rq_line *list;
	size_t count, capacity;
	size_t ends[RQ_RUNS_MAX]; /* of each run's */
};

static int gather_run(struct rq_session *session, size_t table, const struct rq_run *run,
		      struct lines *lines, struct rq_error *err)
{
	struct rq_key from = { .size = 0 };
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	rq_key_number(&from, run->name);
	if (rq_table_walk(session->txn, table, rq_key_span(&from), &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1 && rq_run_has(run, key)) {
		size_t more = value.size / sizeof *lines->list;

		if (more == 0)
			continue;
		while (lines->count + more > lines->capacity)
			lines->list = rq_grow(lines->list, lines->capacity, &lines->capacity,
					      sizeof *lines->list);
		memcpy(lines->list + lines->count, value.data, more * sizeof *lines->list);
		lines->count += more;
	}
	rq_table_end(&walk);
	return got == -1 ? -1 : 0;
}

static int merge_table(struct rq_session *session, size_t table, size_t first,
		       const struct rq_run *merged, struct rq_error *err)
{
	const struct rq_runs *runs = &session->runs;
	struct lines lines = { 0 };
	struct part parts[RQ_RUNS_MAX] = { { NULL, NULL } };
	int result = 0;

	for (size_t i = first; result == 0 && i < runs->count; i++) {
		result = gather_run(session, table, &runs->list[i], &lines, err);
		lines.ends[i] = lines.count;
	}
	for (size_t i = first; result == 0 && i < runs->count; i++) {
		parts[i - first] =
		    (struct part) { lines.list + (i == first ? 0 : lines.ends[i - 1]),
				    lines.list + lines.ends[i] };
		result = rq_run_drop(session, table, &runs->list[i], err);
	}
	if (result == 0)
		result = write_lines(session, table, merged, parts, runs->count - first, err);
	free(lines.list);
	return result;
}

int rq_strewn_merge(struct rq_session *session, struct rq_error *err)
{
	struct rq_runs *runs = &session->runs;
	size_t first = first_to_merge(session);
	struct rq_run merged = runs->list[first];

	if (first == runs->count - 1)
		return 0;
	merged.name = runs->next_name++;
	for (size_t i = 0; i < RQ_STREWN; i++)
		if (merge_table(session, rq_strewn_tables[i], first, &merged, err) == -1)
			return -1;
	for (size_t i = first; i < runs->count; i++)
		if (rq_run_drop(session, RQ_T_SIEVES, &runs->list[i], err) == -1)
			return -1;
	if (rq_sieve_make(session, &merged, err) == -1)
		return -1;
	runs->list[first] = merged;
	runs->count = first + 1;
	return write_runs(session, err);
}

int rq_strewn_sift(struct rq_session *session, struct rq_error *err)
{
	struct rq_runs *runs = &session->runs;

	if (read_runs(session, err) == -1)
		return -1;
	for (size_t i = 0; i < runs->count; i++)
		if (rq_run_drop(session, RQ_T_SIEVES, &runs->list[i], err) == -1 ||
		    rq_sieve_make(session, &runs->list[i], err) == -1)
			return -1;
	return runs->count > 0 ? write_runs(session, err) : 0;
}
