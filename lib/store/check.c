#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/check.h"
#include "store/embedded.h"
#include "store/kept_gist.h"
#include "store/review.h"
#include "store/strewn.h"
#include "store/use.h"

struct check {
	struct rq_complaints complaints;
	struct rq_session *session;
	size_t expected[RQ_TABLES]; /* entries, as the records have it */
	struct rq_tally *tally;     /* tasks, counted anew */
	rq_gist_maker *make_gist;   /* NULL: gists are not looked into */
	struct rq_error *err;       /* for what stops the check itself */
};

void rq_complain_arguments(struct rq_complaints *complaints, const char *format, va_list arguments)
{
	struct rq_error line = { 0 };
	char text[200];

	(void)vsnprintf(text, sizeof text, format, arguments);
	(void)rq_fail(&line, RQ_STORE, "%s", text);
	complaints->wrong++;
	complaints->say(line.message, complaints->context);
}

void rq_complain(struct rq_complaints *complaints, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	rq_complain_arguments(complaints, format, arguments);
	va_end(arguments);
}

static bool same(struct rq_span one, struct rq_span other)
{
	return one.size == other.size && memcmp(one.data, other.data, one.size) == 0;
}

/* --- from records to indexes ----------------------------------------------- */

/* 1 when the table has the key, with that value if there is one; 0 when not. */
static int has_entry(struct check *check, enum rq_table_number table, const struct rq_key *key,
		     const struct rq_key *value)
{
	struct rq_span found;
	int got = rq_table_get(check->session->txn, table, rq_key_span(key), &found, check->err);

	return got == 1 && value ? same(found, rq_key_span(value)) : got;
}

static int expect(struct check *check, const struct rq_stored *stored, enum rq_table_number table,
		  const struct rq_entry *entry)
{
	int got;

	if (entry->key.size == 0)
		return 0;
	got = has_entry(check, table, &entry->key, &entry->value);
	if (got == 1)
		check->expected[table]++;
	else if (got == 0)
		rq_complain(&check->complaints, "task %s: not in %s", stored->task.task_id,
			    rq_table_names[table]);
	return got == -1 ? -1 : 0;
}

static int expect_line(struct check *check, const struct rq_stored *stored,
		       enum rq_table_number table, const struct rq_line *line)
{
	int got = rq_strewn_has(check->session, table, line, check->err);

	check->expected[table] += got == 1;
	if (got == 0)
		rq_complain(&check->complaints, "task %s: not in %s", stored->task.task_id,
			    rq_table_names[table]);
	return got == -1 ? -1 : 0;
}

static int check_entries(struct check *check, const struct rq_stored *stored)
{
	struct rq_entry moving[RQ_MOVING], settled[RQ_SETTLED];
	struct rq_line lines[RQ_STREWN_TASK];

	rq_moving_entries(stored, moving);
	for (size_t i = 0; i < RQ_MOVING; i++)
		if (expect(check, stored, rq_moving_tables[i], &moving[i]) == -1)
			return -1;
	if (stored->number >= check->session->marks.settled_task)
		return 0;
	rq_settled_entries(stored, settled);
	for (size_t i = 0; i < RQ_SETTLED; i++)
		if (expect(check, stored, rq_settled_tables[i], &settled[i]) == -1)
			return -1;
	rq_strewn_lines(stored, lines);
	for (size_t i = 0; i < RQ_STREWN_TASK; i++)
		if (expect_line(check, stored, rq_strewn_tables[i], &lines[i]) == -1)
			return -1;
	return 0;
}

/* 1 when the task has a review, in whatever state; 0 when not. */
static int find_review(struct check *check, const struct rq_stored *stored,
		       const struct rq_key *key)
{
	struct rq_error failure = { 0 };
	struct rq_kept_review review;
	struct rq_span value;
	int got =
	    rq_table_get(check->session->txn, RQ_T_REVIEWS, rq_key_span(key), &value, check->err);

	if (got == 1 && rq_review_read(value, &review, &failure) == -1)
		rq_complain(&check->complaints, "task %s: a review with a damaged record",
			    stored->task.task_id);
	return got;
}

static int check_gist(struct check *check, const struct rq_stored *stored)
{
	enum rq_gist_state state = RQ_GIST_RIGHT;
	struct rq_buffer fresh;
	int result;

	rq_buffer_init(&fresh, RQ_MAX_GIST_BYTES);
	result = rq_kept_gist_judge(check->session->txn, stored->number, stored->task.finished_at,
				    check->make_gist, &state, &fresh, check->err);
	rq_buffer_free(&fresh);
	if (state != RQ_GIST_RIGHT)
		rq_complain(&check->complaints, "task %s: %s", stored->task.task_id,
			    rq_outline_words(state));
	return result;
}

static int check_references(struct check *check, const struct rq_stored *stored)
{
	const struct rq_task *task = &stored->task;
	struct rq_key key = { .size = 0 };
	uint64_t number;
	int got, reviewed, outlined;

	rq_key_number(&key, stored->number);
	got = has_entry(check, RQ_T_RESULTS, &key, NULL);
	if (got == -1)
		return -1;
	check->expected[RQ_T_RESULTS] += (size_t)got;
	if (got == 0 && task->status == RQ_TASK_DONE)
		rq_complain(&check->complaints, "task %s: done without a result", task->task_id);
	reviewed = find_review(check, stored, &key);
	if (reviewed == -1)
		return -1;
	check->expected[RQ_T_REVIEWS] += (size_t)reviewed;
	outlined = has_entry(check, RQ_T_GISTS, &key, NULL);
	if (outlined == -1)
		return -1;
	check->expected[RQ_T_GISTS] += (size_t)outlined;
	if (got == 0 && outlined == 1)
		rq_complain(&check->complaints, "task %s: a gist without a result", task->task_id);
	if (got == 1 && task->status == RQ_TASK_DONE && check->make_gist &&
	    check_gist(check, stored) == -1)
		return -1;
	if (got == 0 && reviewed == 1)
		rq_complain(&check->complaints, "task %s: a review without a result",
			    task->task_id);
	if (rq_task_is_over(task->status))
		return 0;
	got = rq_session_find_resume(check->session, task->resume_id, &number, check->err);
	if (got == 0)
		rq_complain(&check->complaints, "task %s: its résumé %s is missing", task->task_id,
			    task->resume_id);
	return got == -1 ? -1 : 0;
}

static int check_task(struct check *check, struct rq_span key, struct rq_span value)
{
	struct rq_error failure = { 0 };
	struct rq_loaded found;
	struct rq_stored stored;
	uint64_t number = rq_session_number_in(key);
	int got;

	check->expected[RQ_T_TASKS]++;
	if (rq_unpack_task(value, &stored, &failure) == -1) {
		rq_complain(&check->complaints, "task number %llu: its record is damaged",
			    (unsigned long long)number);
		return 0;
	}
	stored.number = number;
	rq_tally_add(check->tally, stored.task.job_id, stored.task.status, 1);
	got = check_entries(check, &stored);
	if (got == 0)
		got = check_references(check, &stored);
	if (got == 0) {
		got = rq_session_find_twin(check->session, &stored.task, &found, check->err);
		if (got == 0 || (got == 1 && found.stored.number != number))
			rq_complain(&check->complaints, "task %s: cannot be found by its id",
				    stored.task.task_id);
		if (got == 1)
			rq_task_free(&found.stored.task);
	}
	rq_task_free(&stored.task);
	return got == -1 ? -1 : 0;
}

static int check_resume(struct check *check, struct rq_span key, struct rq_span value)
{
	struct rq_line line;
	uint64_t number = 0;
	int64_t when;
	int got;

	if (key.size != 8 + RQ_KEY_ID) {
		rq_complain(&check->complaints, "a résumé with a damaged key");
		return 0;
	}
	if (value.size == 0)
		rq_complain(&check->complaints, "résumé number %llu: empty",
			    (unsigned long long)rq_key_read_number(key.data));
	got = rq_use_find(check->session->txn, rq_key_read_number(key.data), &when, check->err);
	if (got == -1)
		return -1;
	if (got == 0)
		rq_complain(&check->complaints, "résumé number %llu: not in uses",
			    (unsigned long long)rq_key_read_number(key.data));
	check->expected[RQ_T_USES] += got == 1;
	if (rq_key_read_number(key.data) >= check->session->marks.settled_resume)
		return 0;
	line = rq_line_make((const unsigned char *)key.data + 8, rq_key_read_number(key.data));
	got = rq_strewn_has(check->session, RQ_T_BY_RESUME, &line, check->err);
	check->expected[RQ_T_BY_RESUME] += got == 1;
	if (got == 1)
		got = rq_strewn_find(check->session, RQ_T_BY_RESUME, line.id, line.id, &number,
				     check->err);
	if (got == 0)
		rq_complain(&check->complaints, "résumé number %llu: not in by_resume",
			    (unsigned long long)rq_key_read_number(key.data));
	return got == -1 ? -1 : 0;
}

/* --- from indexes to records ----------------------------------------------- */

static bool belongs(const struct rq_entry *entries, const enum rq_table_number *tables,
		    size_t count, enum rq_table_number table, struct rq_span key,
		    struct rq_span value)
{
	for (size_t i = 0; i < count; i++)
		if (tables[i] == table)
			return same(rq_key_span(&entries[i].key), key) &&
			       same(rq_key_span(&entries[i].value), value);
	return true;
}

/* An entry that no record asks for. The number of its task stands at the end of its key. */
static int check_entry(struct check *check, enum rq_table_number table, struct rq_span key,
		       struct rq_span value)
{
	uint64_t number = rq_session_number_in(key);
	struct rq_entry moving[RQ_MOVING], settled[RQ_SETTLED];
	struct rq_error failure = { 0 };
	struct rq_loaded loaded;
	bool fits = true;
	int got = rq_session_load(check->session, number, &loaded, &failure);

	if (got == -1 && failure.code == RQ_DAMAGED) /* it has been named already */
		return 0;
	if (got == -1) {
		*check->err = failure;
		return -1;
	}
	if (got == 0) {
		rq_complain(&check->complaints,
			    "%s: an entry for task number %llu, which does not exist",
			    rq_table_names[table], (unsigned long long)number);
		return 0;
	}
	rq_moving_entries(&loaded.stored, moving);
	rq_settled_entries(&loaded.stored, settled);
	fits = belongs(moving, rq_moving_tables, RQ_MOVING, table, key, value) &&
	       belongs(settled, rq_settled_tables, RQ_SETTLED, table, key, value);
	if (!fits)
		rq_complain(&check->complaints, "%s: a wrong entry for task %s",
			    rq_table_names[table], loaded.stored.task.task_id);
	rq_task_free(&loaded.stored.task);
	return 0;
}

static int check_use(struct check *check, struct rq_span key)
{
	unsigned char folded[RQ_KEY_ID];
	int got = key.size == 8
		      ? rq_use_resume(check->session, rq_session_number_in(key), folded, check->err)
		      : 0;

	if (got == 0)
		rq_complain(&check->complaints, "uses: an entry for a résumé that does not exist");
	return got == -1 ? -1 : 0;
}

static int walk_table(struct check *check, enum rq_table_number table)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(check->session->txn, table, (struct rq_span) { 0 }, &walk, check->err) ==
	    -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, check->err)) == 1) {
		if (table == RQ_T_TASKS)
			got = check_task(check, key, value);
		else if (table == RQ_T_RESUMES)
			got = check_resume(check, key, value);
		else if (table == RQ_T_USES)
			got = check_use(check, key);
		else
			got = check_entry(check, table, key, value);
		if (got == -1)
			break;
	}
	rq_table_end(&walk);
	return got;
}

/*
 * Every record has found its entries; entries beyond those are strays, which are then looked for.
 */
static int check_strays(struct check *check, enum rq_table_number table)
{
	size_t count;

	if (rq_table_count(check->session->txn, table, &count, check->err) == -1)
		return -1;
	return count == check->expected[table] ? 0 : walk_table(check, table);
}

/* --- all of it --------------------------------------------------------------------------- */

static int check_all(struct rq_session *session, void *context, struct rq_error *err)
{
	static const enum rq_table_number others[] = { RQ_T_USES, RQ_T_RESULTS, RQ_T_REVIEWS,
						       RQ_T_GISTS };
	struct check *check = context;
	int result;

	check->session = session;
	check->err = err;
	check->tally = rq_tally_new();
	result = walk_table(check, RQ_T_TASKS);
	if (result == 0)
		result = walk_table(check, RQ_T_RESUMES);
	for (size_t i = 0; result == 0 && i < RQ_MOVING; i++)
		result = check_strays(check, rq_moving_tables[i]);
	for (size_t i = 0; result == 0 && i < RQ_SETTLED; i++)
		result = check_strays(check, rq_settled_tables[i]);
	for (size_t i = 0; result == 0 && i < RQ_STREWN; i++)
		result =
		    rq_check_lines(session, rq_strewn_tables[i],
				   check->expected[rq_strewn_tables[i]], &check->complaints, err);
	for (size_t i = 0; result == 0 && i < sizeof others / sizeof others[0]; i++)
		result = check_strays(check, others[i]);
	if (result == 0)
		result = rq_check_records(session, &check->complaints, err);
	if (result == 0)
		result = rq_check_counters(session, check->tally, &check->complaints, err);
	if (result == 0)
		result = rq_check_calls(session, &check->complaints, err);
	rq_tally_free(check->tally);
	return result;
}

int rq_embedded_check(struct rq_store *store, const struct rq_checking *how, size_t *wrong,
		      struct rq_error *err)
{
	struct check check = { .complaints = { how->say, how->context, 0 },
			       .make_gist = how->make_gist };

	if (rq_session_read(rq_embedded_of(store), check_all, &check, err) == -1)
		return -1;
	*wrong = check.complaints.wrong;
	return 0;
}
