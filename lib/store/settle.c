#include "store/settle.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* One transaction places so many entries, each of which may cost a page. */
enum { PLACE_AT_ONCE = 2048, SHEETS = RQ_SETTLED + 1 };

/* An id or a time, and a number: all that key and value of an entry are, one behind the other. */
enum { LINE = RQ_KEY_ID + 8 };

/* What is to be placed in an index, in the order of keys. */
struct sheet {
	enum rq_table_number table;
	size_t key_size, value_size; /* of each line */
	unsigned char (*lines)[LINE];
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
		free(settling->sheets[i].lines);
	*settling = (struct settling) { .stale = false };
}

static void make_sheet(struct sheet *sheet, enum rq_table_number table, uint64_t most)
{
	*sheet = (struct sheet) { .table = table };
	sheet->lines = rq_alloc((size_t)most, LINE);
}

static void add(struct sheet *sheet, struct rq_span key, struct rq_span value)
{
	unsigned char *line = sheet->lines[sheet->count++];

	sheet->key_size = key.size;
	sheet->value_size = value.size;
	memcpy(line, key.data, key.size);
	memcpy(line + key.size, value.data, value.size);
}

static int compare_lines(const void *one, const void *other)
{
	return memcmp(one, other, LINE);
}

static void sort(struct settling *settling)
{
	for (size_t i = 0; i < SHEETS; i++)
		if (settling->sheets[i].count > 0)
			qsort(settling->sheets[i].lines, settling->sheets[i].count, LINE,
			      compare_lines);
}

/*
 * Of a damaged task, by the ids that can still be read: so its résumé waits for a repair, and
 * nobody says that the candidate is forgotten. Not by its own id, which another may have by now.
 */
static int load_remains(struct rq_session *session, uint64_t number,
			struct rq_entry entries[RQ_SETTLED], struct rq_error *err)
{
	static const enum rq_pack_id ids[RQ_TABLES] = {
		[RQ_T_BY_CANDIDATE] = RQ_PACK_CANDIDATE, [RQ_T_BY_USE] = RQ_PACK_RESUME
	};
	struct rq_key key = { .size = 0 };
	struct rq_span packed;

	rq_key_number(&key, number);
	if (rq_table_get(session->txn, RQ_T_TASKS, rq_key_span(&key), &packed, err) == -1)
		return -1;
	for (size_t i = 0; i < RQ_SETTLED; i++) {
		const enum rq_pack_id which = ids[rq_settled_tables[i]];
		const unsigned char *id = rq_pack_id(packed, which);

		entries[i] = (struct rq_entry) { .key.size = 0 };
		if (which == RQ_PACK_TASK || !id)
			continue;
		rq_key_bytes(&entries[i].key, id, RQ_KEY_ID);
		rq_key_number(&entries[i].key, number);
	}
	return 0;
}

/* Those of a task; none when it was erased. */
static int load_entries(struct rq_session *session, uint64_t number,
			struct rq_entry entries[RQ_SETTLED], struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_loaded loaded;
	int got = rq_session_load(session, number, &loaded, &why);

	if (got == -1 && why.code == RQ_DAMAGED)
		return load_remains(session, number, entries, err);
	if (got == -1) {
		*err = why;
		return -1;
	}
	for (size_t i = 0; i < RQ_SETTLED; i++)
		entries[i] = (struct rq_entry) { .key.size = 0 };
	if (got == 0)
		return 0;
	rq_settled_entries(&loaded.stored, entries);
	rq_task_free(&loaded.stored.task);
	return 0;
}

static int gather_tasks(struct rq_session *session, struct settling *settling, struct rq_error *err)
{
	const struct rq_marks *marks = &session->marks;
	struct rq_entry entries[RQ_SETTLED];

	for (size_t i = 0; i < RQ_SETTLED; i++)
		make_sheet(&settling->sheets[i], rq_settled_tables[i],
			   marks->next_task - marks->settled_task);
	for (uint64_t number = marks->settled_task; number < marks->next_task; number++) {
		if (load_entries(session, number, entries, err) == -1)
			return -1;
		for (size_t i = 0; i < RQ_SETTLED; i++)
			if (entries[i].key.size > 0)
				add(&settling->sheets[i], rq_key_span(&entries[i].key),
				    rq_key_span(&entries[i].value));
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

	make_sheet(sheet, RQ_T_BY_RESUME, room);
	rq_key_number(&from, marks->settled_resume);
	if (rq_table_walk(session->txn, RQ_T_RESUMES, rq_key_span(&from), &walk, err) == -1)
		return -1;
	while (sheet->count < room && (got = rq_table_next(&walk, &key, &value, err)) == 1)
		if (key.size == 8 + RQ_KEY_ID)
			add(sheet, (struct rq_span) { (const char *)key.data + 8, RQ_KEY_ID },
			    (struct rq_span) { key.data, 8 });
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
	for (size_t i = from; result == 0 && i < until; i++) {
		const unsigned char *line = sheet->lines[i];

		result = rq_table_place(
		    &walk, (struct rq_span) { line, sheet->key_size },
		    (struct rq_span) { line + sheet->key_size, sheet->value_size }, err);
	}
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

void rq_settle_behind(struct rq_embedded *store)
{
	struct rq_error later = { 0 };

	if (store->unsettled)
		(void)rq_settle(store, &later);
}
