#include "store/settle.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* One transaction places so many entries, each of which may cost a page. */
enum { PLACE_AT_ONCE = 2048, SHEETS = RQ_SETTLED + 1 };

/* What is to be placed in an index, in the order of keys. */
struct sheet {
	enum rq_table_number table;
	struct rq_entry *entries;
	size_t count;
};

struct settling {
	struct rq_marks marks; /* as they were found */
	struct sheet sheets[SHEETS];
	size_t sheet, at; /* where to go on */
	bool stale;       /* somebody else settled them; who erases some does so before */
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
	for (size_t i = 0; i < SHEETS; i++)
		free(settling->sheets[i].entries);
	*settling = (struct settling) { .stale = false };
}

static int compare_entries(const void *one, const void *other)
{
	const struct rq_entry *a = one, *b = other;

	return memcmp(a->key.bytes, b->key.bytes, a->key.size);
}

static void sort(struct settling *settling)
{
	for (size_t i = 0; i < SHEETS; i++)
		if (settling->sheets[i].count > 0)
			qsort(settling->sheets[i].entries, settling->sheets[i].count,
			      sizeof(struct rq_entry), compare_entries);
}

/* 1 with a task's entries; 0: it was erased, or is damaged. */
static int load_entries(struct rq_session *session, uint64_t number,
			struct rq_entry entries[RQ_SETTLED], struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_loaded loaded;
	int got = rq_session_load(session, number, &loaded, &why);

	if (got == 1) {
		rq_settled_entries(&loaded.stored, entries);
		rq_task_free(&loaded.stored.task);
	}
	if (got != -1 || why.code == RQ_DAMAGED)
		return got == 1;
	*err = why;
	return -1;
}

static int gather_tasks(struct rq_session *session, struct settling *settling, struct rq_error *err)
{
	const struct rq_marks *marks = &session->marks;
	struct rq_entry entries[RQ_SETTLED];

	for (size_t i = 0; i < RQ_SETTLED; i++) {
		struct sheet *sheet = &settling->sheets[i];

		sheet->table = rq_settled_tables[i];
		sheet->entries = rq_alloc((size_t)(marks->next_task - marks->settled_task),
					  sizeof *sheet->entries);
	}
	for (uint64_t number = marks->settled_task; number < marks->next_task; number++) {
		int got = load_entries(session, number, entries, err);

		if (got == -1)
			return -1;
		for (size_t i = 0; got == 1 && i < RQ_SETTLED; i++)
			settling->sheets[i].entries[settling->sheets[i].count++] = entries[i];
	}
	return 0;
}

static int gather_resumes(struct rq_session *session, struct settling *settling,
			  struct rq_error *err)
{
	const struct rq_marks *marks = &session->marks;
	struct sheet *sheet = &settling->sheets[RQ_SETTLED];
	size_t room = (size_t)(marks->next_resume - marks->settled_resume);
	struct rq_key from = { .size = 0 };
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got = 0;

	sheet->table = RQ_T_BY_RESUME;
	sheet->entries = rq_alloc(room, sizeof *sheet->entries);
	rq_key_number(&from, marks->settled_resume);
	if (rq_table_walk(session->txn, RQ_T_RESUMES, rq_key_span(&from), &walk, err) == -1)
		return -1;
	while (sheet->count < room && (got = rq_table_next(&walk, &key, &value, err)) == 1) {
		struct rq_entry *entry = &sheet->entries[sheet->count++];

		rq_key_bytes(&entry->key, (const char *)key.data + 8, RQ_KEY_ID);
		rq_key_bytes(&entry->value, key.data, 8);
	}
	rq_table_end(&walk);
	return got == -1 ? -1 : 0;
}

static int gather(struct rq_session *session, void *context, struct rq_error *err)
{
	struct settling *settling = context;

	drop(settling); /* of a run that was undone */
	settling->marks = session->marks;
	if (gather_tasks(session, settling, err) == -1 ||
	    gather_resumes(session, settling, err) == -1)
		return -1;
	sort(settling);
	return 0;
}

/* --- placing it ----------------------------------------------------------------------------- */

static int place(struct rq_session *session, const struct sheet *sheet, size_t from, size_t until,
		 struct rq_error *err)
{
	struct rq_table_walk walk;
	int result =
	    rq_table_walk(session->txn, sheet->table, (struct rq_span) { NULL, 0 }, &walk, err);

	if (result == -1)
		return -1;
	for (size_t i = from; result == 0 && i < until; i++)
		result = rq_table_place(&walk, rq_key_span(&sheet->entries[i].key),
					rq_key_span(&sheet->entries[i].value), err);
	rq_table_end(&walk);
	return result;
}

static void move_marks(struct rq_session *session, const struct settling *settling)
{
	session->marks.settled_task = settling->marks.next_task;
	session->marks.settled_resume = settling->marks.next_resume;
}

int rq_settle_here(struct rq_session *session, struct rq_error *err)
{
	struct settling settling = { .stale = false };
	int result = gather(session, &settling, err);

	for (size_t i = 0; result == 0 && i < SHEETS; i++)
		result = place(session, &settling.sheets[i], 0, settling.sheets[i].count, err);
	if (result == 0)
		move_marks(session, &settling);
	drop(&settling);
	return result;
}

static bool is_stale(const struct rq_session *session, const struct settling *settling)
{
	return session->marks.settled_task != settling->marks.settled_task ||
	       session->marks.settled_resume != settling->marks.settled_resume;
}

/* It may run again, when the map is too small. */
static int place_some(struct rq_session *session, void *context, struct rq_error *err)
{
	struct settling *settling = context;
	const struct sheet *sheet = &settling->sheets[settling->sheet];
	size_t left = sheet->count - settling->at;

	settling->stale = is_stale(session, settling);
	return settling->stale
		   ? 0
		   : place(session, sheet, settling->at,
			   settling->at + (left < PLACE_AT_ONCE ? left : PLACE_AT_ONCE), err);
}

static int end(struct rq_session *session, void *context, struct rq_error *err)
{
	struct settling *settling = context;

	(void)err;
	settling->stale = is_stale(session, settling);
	if (!settling->stale)
		move_marks(session, settling);
	return 0;
}

static int place_sheet(struct rq_embedded *store, struct settling *settling, struct rq_error *err)
{
	const struct sheet *sheet = &settling->sheets[settling->sheet];

	for (settling->at = 0; !settling->stale && settling->at < sheet->count;
	     settling->at += PLACE_AT_ONCE)
		if (rq_session_write(store, place_some, settling, err) == -1)
			return -1;
	return 0;
}

int rq_settle(struct rq_embedded *store, struct rq_error *err)
{
	struct settling settling = { .stale = false };
	int result = rq_session_read(store, gather, &settling, err);

	for (settling.sheet = 0; result == 0 && settling.sheet < SHEETS; settling.sheet++)
		result = place_sheet(store, &settling, err);
	if (result == 0 && !settling.stale)
		result = rq_session_write(store, end, &settling, err);
	drop(&settling);
	return result;
}
