#include "store/strewn.h"

#include <string.h>

#include "store/session.h"
#include "store/sieve.h"

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

/* The same for the least number under an id that is not less than one. */
static int find_number(struct rq_session *session, size_t table, const struct rq_run *run,
		       const unsigned char id[RQ_KEY_ID], uint64_t least, uint64_t *number,
		       struct rq_error *err)
{
	struct rq_line line = rq_line_make(id, least), found;
	int got = rq_run_find(session, table, run, &line, &found, err);

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
	return rq_runs_read(session, err) == -1
		   ? -1
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
	if (rq_runs_read(session, err) == -1 || sift(session, resume, err) == -1)
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

	if (rq_runs_read(session, err) == -1)
		return -1;
	if (!is_known(&session->runs, key) || size == 0 || size > RQ_BLOCK_LINES ||
	    value.size % sizeof *all != 0 || key.size != RQ_RUN_NAME + sizeof *all ||
	    memcmp((const char *)key.data + RQ_RUN_NAME, &all[size - 1], sizeof *all) != 0)
		return 0;
	for (size_t i = 1; i < size; i++)
		if (rq_line_compare(&all[i - 1], &all[i]) >= 0)
			return 0;
	*lines = all;
	*count = size;
	return 1;
}

/* --- a line that leaves --------------------------------------------------------------------- */

static int put_block(struct rq_session *session, size_t table, const struct rq_run *run,
		     const struct rq_line *lines, size_t count, struct rq_error *err)
{
	struct rq_key key = rq_run_key(run, &lines[count - 1]);

	return rq_table_put(session->txn, table, rq_key_span(&key),
			    (struct rq_span) { lines, count * sizeof *lines }, err);
}

/* Takes over the lines of the block that would have one: 1 and how many, 0, -1. */
static int get_block(struct rq_session *session, size_t table, const struct rq_run *run,
		     const struct rq_line *line, struct rq_line lines[RQ_BLOCK_LINES],
		     size_t *count, struct rq_error *err)
{
	struct rq_key from = rq_run_key(run, line);
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, table, rq_key_span(&from), &walk, err) == -1)
		return -1;
	got = rq_table_next(&walk, &key, &value, err);
	if (got == 1 && (!rq_run_has(run, key) || value.size > RQ_BLOCK_LINES * sizeof *lines))
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
	struct rq_line lines[RQ_BLOCK_LINES];
	const struct rq_run *run;
	struct rq_key last;
	size_t count = 0, at;
	int got;

	if (rq_runs_read(session, err) == -1)
		return -1;
	if (session->runs.count == 0)
		return 0;
	run = &session->runs.list[run_of(&session->runs, table, rq_line_number(line))];
	got = get_block(session, table, run, line, lines, &count, err);
	at = got == 1 ? rq_line_place(lines, count, line) : count;
	if (at == count || rq_line_compare(&lines[at], line) != 0)
		return got == -1 ? -1 : 0;
	last = rq_run_key(run, &lines[count - 1]);
	count--;
	for (size_t i = at; i < count; i++)
		lines[i] = lines[i + 1];
	if (at == count && rq_table_delete(session->txn, table, rq_key_span(&last), err) == -1)
		return -1;
	if (count > 0 && put_block(session, table, run, lines, count, err) == -1)
		return -1;
	return 1;
}
