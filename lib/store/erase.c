#include "store/erase.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/ledger.h"
#include "store/permit.h"
#include "store/rule.h"
#include "store/strewn.h"
#include "store/tally.h"
#include "store/use.h"

/* Adds to *count when there was one. */
static int drop(struct rq_session *session, enum rq_table_number table, const struct rq_key *key,
		size_t *count, struct rq_error *err)
{
	int got = key->size > 0 ? rq_table_delete(session->txn, table, rq_key_span(key), err) : 0;

	if (got == 1 && count)
		++*count;
	return got == -1 ? -1 : 0;
}

static int drop_entries(struct rq_session *session, const struct rq_loaded *loaded,
			struct rq_error *err)
{
	struct rq_entry settled[RQ_SETTLED];
	struct rq_line lines[RQ_STREWN_TASK];

	rq_settled_entries(&loaded->stored, settled);
	rq_strewn_lines(&loaded->stored, lines);
	for (size_t i = 0; i < RQ_MOVING; i++)
		if (drop(session, rq_moving_tables[i], &loaded->entries[i].key, NULL, err) == -1)
			return -1;
	for (size_t i = 0; i < RQ_SETTLED; i++)
		if (drop(session, rq_settled_tables[i], &settled[i].key, NULL, err) == -1)
			return -1;
	for (size_t i = 0; i < RQ_STREWN_TASK; i++)
		if (rq_strewn_remove(session, rq_strewn_tables[i], &lines[i], err) == -1)
			return -1;
	return 0;
}

int rq_erase_task(struct rq_session *session, struct rq_loaded *loaded, int64_t now,
		  enum rq_audit_action why, struct rq_swept *swept, struct rq_error *err)
{
	const struct rq_task *task = &loaded->stored.task;
	struct rq_key key = { .size = 0 };

	rq_key_number(&key, loaded->stored.number);
	if (rq_permit_forfeit(session, &loaded->stored, now, err) == -1 ||
	    drop_entries(session, loaded, err) == -1 ||
	    drop(session, RQ_T_RESULTS, &key, &swept->results, err) == -1 ||
	    drop(session, RQ_T_GISTS, &key, NULL, err) == -1 ||
	    drop(session, RQ_T_REVIEWS, &key, &swept->reviews, err) == -1 ||
	    drop(session, RQ_T_TASKS, &key, &swept->tasks, err) == -1 ||
	    rq_ledger_note(session, why, task->task_id, NULL, NULL, err) == -1)
		return -1;
	rq_tally_add(session->tally, task->job_id, loaded->status, -1);
	return 0;
}

int rq_erase_resume(struct rq_session *session, uint64_t number,
		    const unsigned char folded[RQ_KEY_ID], enum rq_audit_action why,
		    struct rq_swept *swept, struct rq_error *err)
{
	const struct rq_line line = rq_line_make(folded, number);
	struct rq_key record = { .size = 0 }, use = { .size = 0 };

	rq_key_number(&record, number);
	rq_key_bytes(&record, folded, RQ_KEY_ID);
	rq_key_number(&use, number);
	if (drop(session, RQ_T_RESUMES, &record, &swept->resumes, err) == -1 ||
	    rq_strewn_remove(session, RQ_T_BY_RESUME, &line, err) == -1 ||
	    rq_ledger_note_folded(session, why, folded, err) == -1)
		return -1;
	return drop(session, RQ_T_USES, &use, NULL, err);
}

/* --- notes ------------------------------------------------------------------- */

struct recipes {
	struct rq_key *key;
	size_t count, capacity;
};

static int find_notes(struct rq_session *session, struct recipes *recipes, struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(session->txn, RQ_T_RECIPES, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1) {
		if (key.size != RQ_KEY_ID ||
		    !rq_rule_has_notes((struct rq_bytes) { value.data, value.size }))
			continue;
		recipes->key =
		    rq_grow(recipes->key, recipes->count, &recipes->capacity, sizeof *recipes->key);
		recipes->key[recipes->count] = (struct rq_key) { .size = 0 };
		rq_key_bytes(&recipes->key[recipes->count++], key.data, key.size);
	}
	rq_table_end(&walk);
	return got;
}

static void strike_out(struct recipes *recipes, const char *recipe)
{
	struct rq_key key = { .size = 0 };

	rq_key_id(&key, recipe);
	for (size_t i = 0; i < recipes->count; i++)
		if (memcmp(recipes->key[i].bytes, key.bytes, key.size) == 0) {
			recipes->key[i] = recipes->key[--recipes->count];
			return;
		}
}

/* Looks at tasks until each of the recipes is needed by one. */
static int strike_out_needed(struct rq_session *session, struct recipes *recipes,
			     struct rq_error *err)
{
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got = 0;

	if (rq_table_walk(session->txn, RQ_T_TASKS, (struct rq_span) { 0 }, &walk, err) == -1)
		return -1;
	while (recipes->count > 0 && (got = rq_table_next(&walk, &key, &value, err)) == 1) {
		struct rq_error why = { 0 };
		struct rq_stored stored;

		if (rq_unpack_task(value, &stored, &why) == -1)
			continue;
		strike_out(recipes, stored.task.recipe);
		rq_task_free(&stored.task);
	}
	rq_table_end(&walk);
	return got == -1 ? -1 : 0;
}

int rq_erase_notes(struct rq_session *session, struct rq_swept *swept, struct rq_error *err)
{
	struct recipes recipes = { 0 };
	int result = find_notes(session, &recipes, err);

	if (result == 0)
		result = strike_out_needed(session, &recipes, err);
	for (size_t i = 0; result == 0 && i < recipes.count; i++)
		result = drop(session, RQ_T_RECIPES, &recipes.key[i], &swept->notes, err);
	free(recipes.key);
	return result;
}
