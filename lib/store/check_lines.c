#include <string.h>

#include "store/check.h"
#include "store/strewn.h"

/* One of an index by ids. */
struct line {
	enum rq_table_number table;
	const struct rq_line *line;
};

static int complain_of_task(struct rq_session *session, const struct line *at,
			    struct rq_complaints *complaints, struct rq_error *err)
{
	struct rq_line lines[RQ_STREWN_TASK];
	struct rq_error why = { 0 };
	struct rq_loaded loaded;
	uint64_t number = rq_line_number(at->line);
	bool own = false;
	int got = rq_session_load(session, number, &loaded, &why);

	if (got == -1 && why.code == RQ_DAMAGED) /* it has been named already */
		return 0;
	if (got == -1)
		*err = why;
	if (got == 0)
		rq_complain(complaints, "%s: an entry for task number %llu, which does not exist",
			    rq_table_names[at->table], (unsigned long long)number);
	if (got != 1)
		return got;
	rq_strewn_lines(&loaded.stored, lines);
	for (size_t i = 0; i < RQ_STREWN_TASK; i++)
		own = own || (rq_strewn_tables[i] == at->table &&
			      memcmp(&lines[i], at->line, sizeof lines[i]) == 0);
	if (!own)
		rq_complain(complaints, "%s: a wrong entry for task %s", rq_table_names[at->table],
			    loaded.stored.task.task_id);
	rq_task_free(&loaded.stored.task);
	return own;
}

static int complain_of_resume(struct rq_session *session, const struct line *at,
			      struct rq_complaints *complaints, struct rq_error *err)
{
	struct rq_key key = { .size = 0 };
	struct rq_span value;
	int got;

	rq_key_number(&key, rq_line_number(at->line));
	rq_key_bytes(&key, at->line->id, RQ_KEY_ID);
	got = rq_table_get(session->txn, RQ_T_RESUMES, rq_key_span(&key), &value, err);
	if (got == 0)
		rq_complain(complaints, "%s: an entry for a résumé that does not exist",
			    rq_table_names[at->table]);
	return got;
}

/* Whether a record has that line. */
typedef int see(struct rq_session *session, const struct line *at, struct rq_complaints *complaints,
		struct rq_error *err);

static int see_nothing(struct rq_session *session, const struct line *at,
		       struct rq_complaints *complaints, struct rq_error *err)
{
	(void)session;
	(void)at;
	(void)complaints;
	(void)err;
	return 1;
}

/* Counts those lines, with a word for each block that has none. */
static int go_through(struct rq_session *session, enum rq_table_number table, see *see_line,
		      size_t *count, struct rq_complaints *complaints, struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	*count = 0;
	if (rq_table_walk(session->txn, table, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1) {
		const struct rq_line *lines;
		size_t size = 0;

		got = rq_strewn_read(session, key, value, &lines, &size, err);
		if (got == 0 && see_line == see_nothing)
			rq_complain(complaints, "%s: damaged entries", rq_table_names[table]);
		for (size_t i = 0; got != -1 && i < size; i++) {
			const struct line line = { table, &lines[i] };

			got = see_line(session, &line, complaints, err);
			*count += got == 1;
		}
		if (got == -1)
			break;
	}
	rq_table_end(&walk);
	return got;
}

int rq_check_lines(struct rq_session *session, enum rq_table_number table, size_t expected,
		   struct rq_complaints *complaints, struct rq_error *err)
{
	size_t count;

	if (go_through(session, table, see_nothing, &count, complaints, err) == -1)
		return -1;
	if (count == expected)
		return 0;
	if (go_through(session, table,
		       table == RQ_T_BY_RESUME ? complain_of_resume : complain_of_task, &count,
		       complaints, err) == -1)
		return -1;
	if (count > expected)
		rq_complain(complaints, "%s: entries twice, or out of place: %zu",
			    rq_table_names[table], count - expected);
	return 0;
}
