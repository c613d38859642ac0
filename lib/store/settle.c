#include "store/settle.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/merge.h"

/* The settled entries of some records, and their lines in the indexes by ids, in order. */
struct settling {
	struct rq_marks marks; /* as they were found */
	struct sheet {
		struct rq_key *keys;
		size_t count;
	} entries[RQ_SETTLED];
	struct rq_sheet lines[RQ_STREWN];
	bool stale; /* somebody else settled them; who erases some does so before */
};

bool rq_settle_is_due(const struct rq_session *session)
{
	const struct rq_marks *marks = &session->marks;
	const uint64_t enough = session->store->settle_after;

	return marks->next_task - marks->settled_task >= enough ||
	       marks->next_resume - marks->settled_resume >= enough;
}

/* --- what there is to place ------------------------------------------------------------- */

static void drop(struct settling *settling)
{
	for (size_t i = 0; i < RQ_SETTLED; i++)
		free(settling->entries[i].keys);
	for (size_t i = 0; i < RQ_STREWN; i++)
		free(settling->lines[i].lines);
	*settling = (struct settling) { .stale = false };
}

/* Those of an index are of the same size. */
static int compare_keys(const void *one, const void *other)
{
	const struct rq_key *a = one, *b = other;

	return memcmp(a->bytes, b->bytes, a->size);
}

static int compare_lines(const void *one, const void *other)
{
	return rq_line_compare(one, other);
}

static void sort(struct settling *settling)
{
	for (size_t i = 0; i < RQ_SETTLED; i++)
		qsort(settling->entries[i].keys, settling->entries[i].count, sizeof(struct rq_key),
		      compare_keys);
	for (size_t i = 0; i < RQ_STREWN; i++)
		qsort(settling->lines[i].lines, settling->lines[i].count, sizeof(struct rq_line),
		      compare_lines);
}

/* What a task has there. */
struct places {
	struct rq_entry entries[RQ_SETTLED]; /* key.size 0: none */
	struct rq_line lines[RQ_STREWN_TASK];
	bool has[RQ_STREWN_TASK];
};

/*
 * Of a damaged task, by the ids that can still be read: so its résumé waits for a repair, and
 * nobody says that the candidate is forgotten. Not by its own id, which another may have by now.
 */
static int find_remains(struct rq_session *session, uint64_t number, struct places *places,
			struct rq_error *err)
{
	static const enum rq_pack_id ids[RQ_TABLES] = {
		[RQ_T_BY_CANDIDATE] = RQ_PACK_CANDIDATE, [RQ_T_BY_USE] = RQ_PACK_RESUME
	};
	struct rq_key key = { .size = 0 };
	struct rq_span packed;

	rq_key_number(&key, number);
	if (rq_table_get(session->txn, RQ_T_TASKS, rq_key_span(&key), &packed, err) == -1)
		return -1;
	for (size_t i = 0; i < RQ_STREWN_TASK; i++) {
		const enum rq_pack_id which = ids[rq_strewn_tables[i]];
		const unsigned char *id = rq_pack_id(packed, which);

		places->has[i] = which != RQ_PACK_TASK && id;
		if (places->has[i])
			places->lines[i] = rq_line_make(id, number);
	}
	return 0;
}

/* None of a task that was erased. */
static int find_places(struct rq_session *session, uint64_t number, struct places *places,
		       struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_loaded loaded;
	int got = rq_session_load(session, number, &loaded, &why);

	*places = (struct places) { .has = { false } };
	if (got == -1 && why.code == RQ_DAMAGED)
		return find_remains(session, number, places, err);
	if (got == -1)
		*err = why;
	if (got != 1)
		return got;
	rq_settled_entries(&loaded.stored, places->entries);
	rq_strewn_lines(&loaded.stored, places->lines);
	for (size_t i = 0; i < RQ_STREWN_TASK; i++)
		places->has[i] = true;
	rq_task_free(&loaded.stored.task);
	return 0;
}

static void add(struct settling *settling, const struct places *places)
{
	for (size_t i = 0; i < RQ_SETTLED; i++) {
		struct sheet *sheet = &settling->entries[i];

		if (places->entries[i].key.size > 0)
			sheet->keys[sheet->count++] = places->entries[i].key;
	}
	for (size_t i = 0; i < RQ_STREWN_TASK; i++) {
		struct rq_sheet *sheet = &settling->lines[i];

		if (places->has[i])
			sheet->lines[sheet->count++] = places->lines[i];
	}
}

static int gather_tasks(struct rq_session *session, struct settling *settling, struct rq_error *err)
{
	const struct rq_marks *marks = &session->marks;
	size_t room = (size_t)(marks->next_task - marks->settled_task);
	struct places places;

	for (size_t i = 0; i < RQ_SETTLED; i++)
		settling->entries[i].keys = rq_alloc(room, sizeof(struct rq_key));
	for (size_t i = 0; i < RQ_STREWN_TASK; i++)
		settling->lines[i].lines = rq_alloc(room, sizeof(struct rq_line));
	for (uint64_t number = marks->settled_task; number < marks->next_task; number++) {
		if (find_places(session, number, &places, err) == -1)
			return -1;
		add(settling, &places);
	}
	return 0;
}

static int gather_resumes(struct rq_session *session, struct settling *settling,
			  struct rq_error *err)
{
	const struct rq_marks *marks = &session->marks;
	struct rq_sheet *sheet = &settling->lines[RQ_STREWN_TASK];
	size_t room = (size_t)(marks->next_resume - marks->settled_resume);
	struct rq_key from = { .size = 0 };
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got = 0;

	sheet->lines = rq_alloc(room, sizeof(struct rq_line));
	rq_key_number(&from, marks->settled_resume);
	if (rq_table_walk(session->txn, RQ_T_RESUMES, rq_key_span(&from), &walk, err) == -1)
		return -1;
	while (sheet->count < room && (got = rq_table_next(&walk, &key, &value, err)) == 1)
		if (key.size == 8 + RQ_KEY_ID)
			sheet->lines[sheet->count++] = rq_line_make(
			    (const unsigned char *)key.data + 8, rq_key_read_number(key.data));
	rq_table_end(&walk);
	return got == -1 ? -1 : 0;
}

static int gather(struct rq_session *session, void *context, struct rq_error *err)
{
	struct settling *settling = context;

	drop(settling); /* of a run that was undone */
	settling->marks = session->marks;
	for (size_t i = 0; i < RQ_STREWN; i++)
		settling->lines[i].table = rq_strewn_tables[i];
	if (gather_tasks(session, settling, err) == -1 ||
	    gather_resumes(session, settling, err) == -1)
		return -1;
	sort(settling);
	return 0;
}

/* --- placing it ----------------------------------------------------------------------------- */

static int place(struct rq_session *session, enum rq_table_number table, const struct sheet *sheet,
		 struct rq_error *err)
{
	struct rq_table_walk walk;
	int result = rq_table_walk(session->txn, table, (struct rq_span) { NULL, 0 }, &walk, err);

	if (result == -1)
		return -1;
	for (size_t i = 0; result == 0 && i < sheet->count; i++)
		result = rq_table_place(&walk, rq_key_span(&sheet->keys[i]),
					(struct rq_span) { "", 0 }, err);
	rq_table_end(&walk);
	return result;
}

/* It may run again, when the map is too small. */
static int place_all(struct rq_session *session, void *context, struct rq_error *err)
{
	struct settling *settling = context;
	const struct rq_marks *found = &settling->marks;
	struct rq_marks *marks = &session->marks;

	settling->stale = marks->settled_task != found->settled_task ||
			  marks->settled_resume != found->settled_resume;
	if (settling->stale || (found->next_task == marks->settled_task &&
				found->next_resume == marks->settled_resume))
		return 0;
	for (size_t i = 0; i < RQ_SETTLED; i++)
		if (place(session, rq_settled_tables[i], &settling->entries[i], err) == -1)
			return -1;
	if (rq_runs_add(session, settling->lines, RQ_STREWN, err) == -1)
		return -1;
	marks->settled_task = found->next_task;
	marks->settled_resume = found->next_resume;
	return rq_runs_merge(session, err);
}

int rq_settle_here(struct rq_session *session, struct rq_error *err)
{
	struct settling settling = { .stale = false };
	int result = gather(session, &settling, err);

	if (result == 0)
		result = place_all(session, &settling, err);
	drop(&settling);
	return result;
}

int rq_settle(struct rq_embedded *store, struct rq_error *err)
{
	struct settling settling = { .stale = false };
	int result = rq_session_read(store, gather, &settling, err);

	if (result == 0)
		result = rq_session_write(store, place_all, &settling, err);
	drop(&settling);
	return result;
}

void rq_settle_behind(struct rq_embedded *store)
{
	struct rq_error later = { 0 };

	if (store->unsettled)
		(void)rq_settle(store, &later);
}
