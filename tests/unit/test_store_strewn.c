#include "store_damage.h"

#include "store/care.h"
#include "store/merge.h"
#include "store/sieve.h"
#include "store/strewn.h"

/* Tables of lines by ids of tasks, and that of résumés. */
static const enum rq_table_number tables[] = { RQ_T_BY_ID, RQ_T_BY_CANDIDATE, RQ_T_BY_USE,
					       RQ_T_BY_RESUME };
enum { TABLES = sizeof tables / sizeof tables[0] };

static void enqueue_some(size_t settle_after, int count)
{
	store = open_store_with((struct rq_store_options) { .settle_after = settle_after });
	for (int i = 0; i < count; i += 10)
		enqueue_many(i, count - i < 10 ? count - i : 10);
}

static int read_runs(struct rq_session *session, void *context, struct rq_error *why)
{
	uint64_t number = 0;
	unsigned char id[RQ_KEY_ID] = { 0 };

	if (rq_strewn_next(session, RQ_T_BY_ID, id, &number, why) == -1)
		return -1;
	*(size_t *)context = session->runs.count;
	return 0;
}

static size_t runs(void)
{
	size_t count = 0;

	assert_int_equal(rq_session_read(rq_embedded_of(store), read_runs, &count, &err), 0);
	return count;
}

/* --- runs come, are merged, and go ------------------------------------------------------- */

static void a_task_is_known_whatever_run_has_it(void **state)
{
	enum { MANY = 2000 };

	(void)state;
	enqueue_some(10, MANY);
	for (int i = 0; i < MANY; i += 13) {
		struct rq_submission submission = make_submission(i);

		assert_int_equal(status_of(submission.task.task_id), RQ_TASK_QUEUED);
		assert_int_equal(enqueue_at(&submission, NOW), RQ_DUPLICATE);
	}
	assert_int_equal(counted("tasks", "queued"), MANY);
	assert_int_equal(counted("resumes", NULL), MANY);
	assert_sound();
}

/* Of two hundred settlings: who looks for an id has few places to look at. */
static void runs_of_about_the_same_size_become_one(void **state)
{
	(void)state;
	enqueue_some(10, 2000);
	assert_in_range(runs(), 1, RQ_RUNS_MAX / 2);
}

/* Beyond what is merged otherwise: so many records of a store that settles each by itself. */
static void there_is_always_room_for_another_run(void **state)
{
	enum { MANY = 2000, AT_ONCE = 10 };
	size_t most = 0, before = 0;
	bool by_force = false;

	(void)state;
	store = open_store_with((struct rq_store_options) { .settle_after = 1 });
	for (int i = 0; i < MANY; i += AT_ONCE) {
		size_t now;

		enqueue_many(i, AT_ONCE);
		now = runs();
		most = now > most ? now : most;
		by_force = by_force || now + RQ_RUNS_MAX / 4 == before + 1;
		before = now;
	}
	assert_int_equal(most, RQ_RUNS_MAX - 1);
	assert_true(by_force);
	for (int i = 0; i < MANY; i += 13) {
		struct rq_submission submission = make_submission(i);

		assert_int_equal(status_of(submission.task.task_id), RQ_TASK_QUEUED);
		assert_int_equal(enqueue_at(&submission, NOW), RQ_DUPLICATE);
	}
	assert_sound();
}

static void settle_in_shares_of(size_t settle_after, int from, int count)
{
	rq_store_close(store);
	store = open_store_with((struct rq_store_options) { .settle_after = settle_after });
	enqueue_many(from, count);
}

/* Its line stays, for nobody can tell any more whose it is. */
static void a_task_that_came_again_for_a_damaged_one_is_found(void **state)
{
	static const char key[8] = { 0, 0, 0, 0, 0, 0, 0, 1 };
	struct rq_submission first = make_submission(0);

	(void)state;
	enqueue_some(50, 50);
	do_it((struct damage) { RQ_T_TASKS, false, key, sizeof key, "x", 1 });
	assert_int_equal(enqueue_at(&first, NOW), RQ_ADMITTED);
	settle_in_shares_of(5, 50, 5);
	assert_true(runs() > 1);
	assert_int_equal(status_of(first.task.task_id), RQ_TASK_QUEUED);
	assert_int_equal(enqueue_at(&first, NOW), RQ_DUPLICATE);
	settle_in_shares_of(100, 55, 100);
	assert_int_equal(runs(), 1);
	assert_int_equal(status_of(first.task.task_id), RQ_TASK_QUEUED);
	assert_int_equal(enqueue_at(&first, NOW), RQ_DUPLICATE);
}

static int note_job(const struct rq_task *task, void *context, struct rq_error *why)
{
	char *jobs = context;
	size_t length = strlen(jobs);

	(void)why;
	(void)snprintf(jobs + length, 128 - length, "%s ", task->source);
	return 0;
}

static void tasks_of_a_candidate_come_oldest_first_from_all_runs(void **state)
{
	struct rq_submission mine = make_submission(1000);
	struct rq_filter filter = { .status = -1, .candidate_id = mine.task.candidate_id };
	char jobs[128] = "";

	(void)state;
	store = open_store_with((struct rq_store_options) { .settle_after = 10 });
	for (int i = 0; i < 12; i++) {
		struct rq_submission submission = make_submission(1000);

		enqueue_many(i * 10, 9);
		make_id(submission.task.job_id, "job", i);
		(void)snprintf(submission.task.source, sizeof submission.task.source, "%d", i);
		rq_task_identify(&submission.task);
		assert_int_equal(enqueue_at(&submission, NOW), RQ_ADMITTED);
	}
	assert_true(runs() > 1);
	assert_int_equal(rq_store_each(store, &filter, note_job, jobs, &err), 0);
	assert_string_equal(jobs, "0 1 2 3 4 5 6 7 8 9 10 11 ");
}

struct trace {
	unsigned char ids[3][RQ_KEY_ID];
	size_t found;
};

static size_t count_in(struct rq_span span, const struct trace *trace)
{
	size_t found = 0;

	for (size_t i = 0; i < 3; i++)
		found += memmem(span.data, span.size, trace->ids[i], RQ_KEY_ID) != NULL;
	return found;
}

static int look_for_ids(struct rq_session *session, void *context, struct rq_error *why)
{
	struct trace *trace = context;

	for (size_t i = 0; i < TABLES; i++) {
		struct rq_span key, value;
		struct rq_table_walk walk;

		if (rq_table_walk(session->txn, tables[i], (struct rq_span) { 0 }, &walk, why) ==
		    -1)
			return -1;
		while (rq_table_next(&walk, &key, &value, why) == 1)
			trace->found += count_in(key, trace) + count_in(value, trace);
		rq_table_end(&walk);
	}
	return 0;
}

/* How often the ids of a submission stand in keys and lines. */
static size_t traces_of(const struct rq_submission *submission)
{
	struct trace trace = { .found = 0 };

	rq_key_fold(submission->task.task_id, trace.ids[0]);
	rq_key_fold(submission->task.candidate_id, trace.ids[1]);
	rq_key_fold(submission->task.resume_id, trace.ids[2]);
	assert_int_equal(rq_session_read(rq_embedded_of(store), look_for_ids, &trace, &err), 0);
	return trace.found;
}

/* Each of them, so also those that a block is known by. */
static void no_line_and_no_key_keeps_an_id_that_was_forgotten(void **state)
{
	const struct rq_id_list none = { .count = 0 };

	(void)state;
	enqueue_some(50, 200);
	for (int i = 0; i < 200; i++) {
		struct rq_submission submission = make_submission(i);
		struct rq_forgotten forgotten = { .shared = 0 };

		assert_true(traces_of(&submission) >= 4);
		assert_int_equal(rq_embedded_forget(store, submission.task.candidate_id, &none, NOW,
						    &forgotten, &err),
				 0);
		assert_int_equal(forgotten.swept.tasks, 1);
		assert_int_equal(traces_of(&submission), 0);
		if (i % 50 == 0)
			assert_sound();
	}
	assert_int_equal(counted("resumes", NULL), 0);
	assert_sound();
}

struct sifting {
	unsigned char resume[RQ_KEY_ID];
	uint64_t runs;
};

static int sift(struct rq_session *session, void *context, struct rq_error *why)
{
	struct sifting *sifting = context;
	size_t count;

	return read_runs(session, &count, why) == -1
		   ? -1
		   : rq_sieve_look(session, sifting->resume, &sifting->runs, why);
}

static uint64_t runs_that_may_have(const struct rq_submission *submission)
{
	struct sifting sifting = { .runs = 0 };

	rq_key_fold(submission->task.resume_id, sifting.resume);
	assert_int_equal(rq_session_read(rq_embedded_of(store), sift, &sifting, &err), 0);
	return sifting.runs;
}

/* What is let through by chance is one in a hundred. */
static void a_sieve_lets_through_what_its_run_has(void **state)
{
	size_t by_chance = 0;

	(void)state;
	enqueue_some(600, 600);
	for (int i = 0; i < 600; i++) {
		struct rq_submission known = make_submission(i), other = make_submission(i + 600);

		assert_int_equal(runs_that_may_have(&known), 1);
		by_chance += runs_that_may_have(&other) != 0;
	}
	assert_in_range(by_chance, 0, 30);
}

static void no_sieve_tells_who_was_forgotten(void **state)
{
	const struct rq_id_list none = { .count = 0 };
	struct rq_submission submission = make_submission(7);
	struct rq_forgotten forgotten = { .shared = 0 };

	(void)state;
	enqueue_some(50, 50);
	assert_int_equal(runs_that_may_have(&submission), 1);
	assert_int_equal(
	    rq_embedded_forget(store, submission.task.candidate_id, &none, NOW, &forgotten, &err),
	    0);
	assert_int_equal(runs_that_may_have(&submission), 0);
	assert_sound();
}

static void a_run_whose_records_are_gone_is_gone(void **state)
{
	const struct rq_id_list none = { .count = 0 };

	(void)state;
	enqueue_some(10, 100);
	for (int i = 0; i < 90; i++) {
		struct rq_submission submission = make_submission(i);
		struct rq_forgotten forgotten = { .shared = 0 };

		assert_int_equal(rq_embedded_forget(store, submission.task.candidate_id, &none, NOW,
						    &forgotten, &err),
				 0);
	}
	enqueue_many(100, 10);
	assert_in_range(runs(), 1, 2);
	for (int i = 90; i < 110; i++)
		assert_int_equal(status_of(make_submission(i).task.task_id), RQ_TASK_QUEUED);
	assert_sound();
}

/* --- damage --------------------------------------------------------------------------------- */

/* The first block of a table, changed. */
struct change {
	enum rq_table_number table;
	void (*change)(struct rq_line *lines, size_t count);
};

static int change_block(struct rq_session *session, void *context, struct rq_error *why)
{
	const struct change *change = context;
	struct rq_line lines[200];
	struct rq_span key, value;
	struct rq_table_walk walk;
	unsigned char name[64];
	int got;

	if (rq_table_walk(session->txn, change->table, (struct rq_span) { 0 }, &walk, why) == -1)
		return -1;
	got = rq_table_next(&walk, &key, &value, why);
	assert_int_equal(got, 1);
	memcpy(lines, value.data, value.size);
	memcpy(name, key.data, key.size);
	rq_table_end(&walk);
	change->change(lines, value.size / sizeof lines[0]);
	return rq_table_put(session->txn, change->table, (struct rq_span) { name, key.size },
			    (struct rq_span) { lines, value.size }, why);
}

static void exchange(struct rq_line *lines, size_t count)
{
	struct rq_line first = lines[0];

	(void)count;
	lines[0] = lines[1];
	lines[1] = first;
}

static void rename_first(struct rq_line *lines, size_t count)
{
	(void)count;
	memset(lines[0].id, 0, sizeof lines[0].id);
}

/* To a number that nothing has. */
static void renumber_first(struct rq_line *lines, size_t count)
{
	(void)count;
	memset(lines[0].number, 7, sizeof lines[0].number);
}

static void assert_change_found(enum rq_table_number table,
				void (*how)(struct rq_line *lines, size_t count), const char *words)
{
	struct change change = { table, how };
	char line[128];

	(void)snprintf(line, sizeof line, "%s: %s", rq_table_names[table], words);
	(void)remove_store(NULL);
	(void)make_mixed_store(NULL);
	assert_int_equal(rq_session_write(rq_embedded_of(store), change_block, &change, &err), 0);
	assert_told(line);
}

static void a_block_out_of_order_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++)
		assert_change_found(tables[i], exchange, "damaged entries");
}

static void a_block_that_is_none_is_found(void **state)
{
	static const char stray[] = "of no run, and by no line at all";

	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		char words[64];

		(void)snprintf(words, sizeof words, "%s: damaged entries",
			       rq_table_names[tables[i]]);
		assert_found((struct damage) { .table = tables[i], .value = "12345", .size = 5 },
			     words);
		(void)remove_store(state);
		(void)make_mixed_store(state);
		assert_found(
		    (struct damage) { tables[i], false, stray, sizeof stray - 1, stray, 24 },
		    words);
	}
}

static int name_of_run(struct rq_session *session, void *context, struct rq_error *why)
{
	struct rq_key *name = context;
	size_t count;

	if (read_runs(session, &count, why) == -1)
		return -1;
	rq_key_number(name, session->runs.list[0].name);
	return 0;
}

/* It stands in front of all blocks of its run. */
static void an_entry_named_as_a_run_alone_hides_none_of_its_blocks(void **state)
{
	struct rq_key name = { .size = 0 };

	(void)state;
	enqueue_some(50, 50);
	assert_int_equal(rq_session_read(rq_embedded_of(store), name_of_run, &name, &err), 0);
	for (size_t i = 0; i < TABLES; i++)
		do_it((struct damage) { tables[i], false, (const char *)name.bytes, name.size, "",
					0 });
	assert_told("damaged entries");
	settle_in_shares_of(100, 50, 100);
	assert_int_equal(runs(), 1);
	for (int i = 0; i < 150; i++) {
		struct rq_submission submission = make_submission(i);

		assert_int_equal(status_of(submission.task.task_id), RQ_TASK_QUEUED);
		assert_int_equal(enqueue_at(&submission, NOW), RQ_DUPLICATE);
		assert_int_equal(runs_that_may_have(&submission), 1);
	}
	assert_sound();
}

static void a_line_of_nobody_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < 3; i++)
		assert_change_found(tables[i], renumber_first, "an entry for task number");
	assert_change_found(RQ_T_BY_RESUME, renumber_first,
			    "an entry for a résumé that does not exist");
}

/* The record misses its line, whose place another has. */
static void a_line_with_a_wrong_id_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_change_found(tables[i], rename_first, "");
		assert_told("not in by_");
	}
	assert_change_found(RQ_T_BY_RESUME, rename_first, "");
	assert_told("not in by_resume");
}

static void a_sieve_that_lets_nothing_through_is_found(void **state)
{
	static const char zeros[4080];

	(void)state;
	assert_found((struct damage) { .table = RQ_T_SIEVES, .value = zeros, .size = sizeof zeros },
		     "cannot be found by its id");
	assert_told("not in by_resume");
	(void)remove_store(state);
	(void)make_mixed_store(state);
	assert_found((struct damage) { .table = RQ_T_SIEVES, .value = "short", .size = 5 },
		     "cannot be found by its id");
}

/* As it would come back when the other goes: the first line of all, in a block of the last run. */
static int repeat_line(struct rq_session *session, void *context, struct rq_error *why)
{
	const enum rq_table_number *table = context;
	struct rq_key key = { .size = 0 };
	struct rq_span first, value;
	struct rq_table_walk walk;
	struct rq_line line;
	size_t count;

	assert_int_equal(read_runs(session, &count, why), 0);
	assert_true(count > 1);
	assert_int_equal(rq_table_walk(session->txn, *table, (struct rq_span) { 0 }, &walk, why),
			 0);
	assert_int_equal(rq_table_next(&walk, &first, &value, why), 1);
	memcpy(&line, value.data, sizeof line);
	rq_table_end(&walk);
	rq_key_number(&key, session->runs.list[count - 1].name);
	rq_key_bytes(&key, &line, sizeof line);
	return rq_table_put(session->txn, *table, rq_key_span(&key),
			    (struct rq_span) { &line, sizeof line }, why);
}

static void a_line_that_stands_twice_is_found(void **state)
{
	(void)remove_store(state);
	for (size_t i = 0; i < TABLES; i++) {
		enum rq_table_number table = tables[i];
		char words[64];

		(void)make_folder(state);
		enqueue_some(50, 50);
		settle_in_shares_of(5, 50, 5);
		assert_int_equal(rq_session_write(rq_embedded_of(store), repeat_line, &table, &err),
				 0);
		(void)snprintf(words, sizeof words, "%s: entries twice", rq_table_names[table]);
		assert_told(words);
		if (i + 1 < TABLES)
			(void)remove_store(state);
	}
}

/* What says which runs there are. */
static void a_damaged_list_of_runs_is_said(void **state)
{
	struct rq_submission first = make_submission(0);
	struct rq_task task;

	(void)state;
	do_it((struct damage) { RQ_T_META, false, "runs", 4, "nonsense", 7 });
	assert_int_equal(rq_store_task(store, first.task.task_id, &task, &err), -1);
	assert_non_null(strstr(err.message, "list of runs is damaged"));
}

/* --- what nobody but an enemy writes -------------------------------------------------------- */

/* The list of runs: the next name, then of each its name, first task, first résumé, sieve. */
static void write_runs(size_t count, uint64_t sieve_blocks)
{
	static unsigned char list[8 + 32 * (RQ_RUNS_MAX + 1)];
	const uint64_t numbers[] = { 1, 1, sieve_blocks };

	memset(list, 0, sizeof list);
	list[6] = 1;
	for (size_t i = 0; i < count; i++) {
		list[8 + 32 * i + 7] = (unsigned char)(i + 1);
		for (size_t k = 0; k < 3; k++)
			for (size_t byte = 0; byte < 8; byte++)
				list[8 + 32 * i + 8 + 8 * k + byte] =
				    (unsigned char)(numbers[k] >> (56 - 8 * byte));
	}
	do_it((struct damage) { RQ_T_META, false, "runs", 4, (const char *)list, 8 + 32 * count });
}

static int resift(struct rq_session *session, void *context, struct rq_error *why)
{
	(void)context;
	return rq_runs_sift(session, why);
}

static int add_none(struct rq_session *session, void *context, struct rq_error *why)
{
	(void)context;
	return rq_runs_add(session, NULL, 0, why);
}

static void a_list_without_room_is_refused(void **state)
{
	(void)state;
	write_runs(RQ_RUNS_MAX, 1);
	assert_int_equal(rq_session_write(rq_embedded_of(store), add_none, NULL, &err), -1);
	assert_non_null(strstr(err.message, "list of runs is damaged"));
}

static void a_sieve_is_dropped_however_large_it_is_said_to_be(void **state)
{
	const struct rq_id_list none = { .count = 0 };
	struct rq_submission submission = make_submission(0);
	struct rq_forgotten forgotten = { .shared = 0 };

	(void)state;
	write_runs(1, UINT64_MAX);
	assert_int_equal(
	    rq_embedded_forget(store, submission.task.candidate_id, &none, NOW, &forgotten, &err),
	    0);
}

static void number_last(struct rq_line *lines, size_t count)
{
	memset(lines[count - 1].number, 0xff, sizeof lines[0].number);
}

static int count_task(const struct rq_task *task, void *context, struct rq_error *why)
{
	(void)task;
	(void)why;
	++*(size_t *)context;
	return 0;
}

/* Behind the last of all numbers, looking does not begin anew. */
static void looking_ends_at_the_last_number(void **state)
{
	struct change change = { RQ_T_BY_CANDIDATE, number_last };
	size_t count = 0;

	(void)state;
	assert_int_equal(rq_session_write(rq_embedded_of(store), change_block, &change, &err), 0);
	for (int i = 0; i < 30; i++) {
		struct rq_submission submission = make_submission(i);
		struct rq_filter filter = { .status = -1,
					    .candidate_id = submission.task.candidate_id };

		assert_int_equal(rq_store_each(store, &filter, count_task, &count, &err), 0);
	}
	assert_int_equal(count, 29);
}

static void a_short_key_is_of_no_run(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++)
		do_it((struct damage) { tables[i], false, "\xff", 1, "", 0 });
	do_it((struct damage) { RQ_T_SIEVES, false, "\xff", 1, "", 0 });
	assert_told("by_id: damaged entries");
	assert_int_equal(rq_session_write(rq_embedded_of(store), resift, NULL, &err), 0);
}

int main(void)
{
#define PLACE_TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_store)
#define MIXED_TEST(name) cmocka_unit_test_setup_teardown(name, make_mixed_store, remove_store)
	const struct CMUnitTest tests[] = {
		PLACE_TEST(a_task_is_known_whatever_run_has_it),
		PLACE_TEST(runs_of_about_the_same_size_become_one),
		PLACE_TEST(there_is_always_room_for_another_run),
		PLACE_TEST(a_task_that_came_again_for_a_damaged_one_is_found),
		PLACE_TEST(tasks_of_a_candidate_come_oldest_first_from_all_runs),
		PLACE_TEST(no_line_and_no_key_keeps_an_id_that_was_forgotten),
		PLACE_TEST(a_sieve_lets_through_what_its_run_has),
		PLACE_TEST(no_sieve_tells_who_was_forgotten),
		PLACE_TEST(a_run_whose_records_are_gone_is_gone),
		MIXED_TEST(a_block_out_of_order_is_found),
		MIXED_TEST(a_block_that_is_none_is_found),
		PLACE_TEST(an_entry_named_as_a_run_alone_hides_none_of_its_blocks),
		MIXED_TEST(a_line_of_nobody_is_found),
		MIXED_TEST(a_line_with_a_wrong_id_is_found),
		MIXED_TEST(a_sieve_that_lets_nothing_through_is_found),
		MIXED_TEST(a_damaged_list_of_runs_is_said),
		MIXED_TEST(a_line_that_stands_twice_is_found),
		MIXED_TEST(a_list_without_room_is_refused),
		MIXED_TEST(a_sieve_is_dropped_however_large_it_is_said_to_be),
		MIXED_TEST(looking_ends_at_the_last_number),
		MIXED_TEST(a_short_key_is_of_no_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
