/* Damage done below a store, to find it and to mend it. */

#include "store_fixture.h"

#include "store/embedded.h"
#include "store/tally.h"

static size_t wrong_lines;
static char all_lines[16384];

static inline void keep_line(const char *line, void *context)
{
	size_t length = strlen(all_lines);

	(void)context;
	wrong_lines++;
	(void)snprintf(all_lines + length, sizeof all_lines - length, "%s\n", line);
}

/* Damage done below the store, and how many lines the check has for it. */
struct damage {
	enum rq_table_number table;
	bool remove; /* the first entry; else set value, under key if there is one */
	const char *key;
	size_t key_size;
	const char *value;
	size_t size;
};

static inline int do_damage(struct rq_session *session, void *context, struct rq_error *why)
{
	const struct damage *damage = context;
	struct rq_span key = { damage->key, damage->key_size }, value;
	struct rq_span given = { damage->value, damage->size };
	struct rq_table_walk walk;
	char copy[64];
	int got = 1;

	if (!damage->key) {
		if (rq_table_walk(session->txn, damage->table, (struct rq_span) { 0 }, &walk,
				  why) == -1)
			return -1;
		got = rq_table_next(&walk, &key, &value, why);
		rq_table_end(&walk);
	}
	if (got != 1)
		return -1;
	memcpy(copy, key.data, key.size);
	key.data = copy;
	if (damage->remove)
		return rq_table_delete(session->txn, damage->table, key, why) == 1 ? 0 : -1;
	return rq_table_put(session->txn, damage->table, key, given, why);
}

static inline void do_it(struct damage damage)
{
	assert_int_equal(rq_session_write(rq_embedded_of(store), do_damage, &damage, &err), 0);
}

/* The check says these words, in one of its lines. */
static inline void assert_told(const char *words)
{
	size_t wrong = 0;

	wrong_lines = 0;
	all_lines[0] = '\0';
	assert_int_equal(
	    rq_store_check(store, &(struct rq_checking) { keep_line, NULL, NULL }, &wrong, &err),
	    0);
	assert_int_equal(wrong, wrong_lines);
	if (!strstr(all_lines, words))
		fail_msg("%zu wrong, but not \"%s\":\n%s", wrong, words, all_lines);
}

static inline void assert_found(struct damage damage, const char *words)
{
	do_it(damage);
	assert_told(words);
}

/* Two tasks with permits, one of which is done and was paid, and two in a batch. */
static inline int make_calls(void **state)
{
	struct rq_take take = { .scope = "api.example.com/big", .now = NOW };
	struct rq_batch_terms terms = { .lease = LEASE, .now = NOW };
	struct rq_batch batch = { .batch_id = "batch" };
	enum rq_refusal_reason why;
	struct rq_permit permits[4];
	struct rq_task tasks[4];
	int64_t next;

	(void)make_store(state);
	enqueue_many(0, 4);
	assert_int_equal(claim_at(NOW, tasks, 4), 4);
	for (int i = 0; i < 4; i++)
		permits[i] = (struct rq_permit) { .task = &tasks[i], .need = { 1, 10, 10, 100 } };
	assert_int_equal(rq_store_take(store, &take, permits, 2, &next, &err), 0);
	assert_int_equal(rq_store_batch_begin(store, &batch, permits + 2, 2, &terms, &why, &err),
			 0);
	assert_true(finish_as(&tasks[0], RQ_END_DONE, NOW));
	assert_sound();
	return 0;
}
