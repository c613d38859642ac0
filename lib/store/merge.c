#include "store/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/session.h"
#include "store/sieve.h"

/*
 * What is settled so often is in a run that is merged from others, with the number that the store
 * settles at once; more only where there would be too many runs.
 */
enum { SETTLINGS_MERGED = 16, PARTS = RQ_RUNS_MAX / 4 };

/* --- runs that come --------------------------------------------------------------------------- */

/* Lines in order, of which the first are written already. */
struct part {
	const struct rq_line *at, *end;
};

static const struct rq_line *next_line(struct part *parts, size_t count)
{
	struct part *least = NULL;

	for (size_t i = 0; i < count; i++)
		if (parts[i].at < parts[i].end &&
		    (!least || rq_line_compare(parts[i].at, least->at) < 0))
			least = &parts[i];
	return least ? least->at++ : NULL;
}

/* Its name is greater than that of all others. */
static int append_block(struct rq_session *session, size_t table, const struct rq_run *run,
			const struct rq_line *lines, size_t count, struct rq_error *err)
{
	struct rq_key key = rq_run_key(run, &lines[count - 1]);

	return rq_table_append(session->txn, table, rq_key_span(&key),
			       (struct rq_span) { lines, count * sizeof *lines }, err);
}

static int write_lines(struct rq_session *session, size_t table, const struct rq_run *run,
		       struct part *parts, size_t count, struct rq_error *err)
{
	struct rq_line block[RQ_BLOCK_LINES];
	const struct rq_line *line;
	size_t filled = 0;

	while ((line = next_line(parts, count))) {
		block[filled++] = *line;
		if (filled == RQ_BLOCK_LINES) {
			if (append_block(session, table, run, block, filled, err) == -1)
				return -1;
			filled = 0;
		}
	}
	return filled > 0 ? append_block(session, table, run, block, filled, err) : 0;
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
			got = rq_run_find(session, rq_strewn_tables[k], &runs->list[i], &first,
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

int rq_runs_add(struct rq_session *session, const struct rq_sheet *sheets, size_t count,
		struct rq_error *err)
{
	struct rq_runs *runs = &session->runs;
	struct rq_run run;

	if (rq_runs_read(session, err) == -1 || drop_empty(session, err) == -1)
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
	return rq_runs_write(session, err);
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

int rq_runs_merge(struct rq_session *session, struct rq_error *err)
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
	return rq_runs_write(session, err);
}

int rq_runs_sift(struct rq_session *session, struct rq_error *err)
{
	struct rq_runs *runs = &session->runs;
	int result = rq_runs_read(session, err);

	for (size_t i = 0; result == 0 && i < runs->count; i++) {
		result = rq_run_drop(session, RQ_T_SIEVES, &runs->list[i], err);
		if (result == 0)
			result = rq_sieve_make(session, &runs->list[i], err);
	}
	return result == 0 && runs->count > 0 ? rq_runs_write(session, err) : result;
}
