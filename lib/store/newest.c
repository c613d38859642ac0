#include "store/newest.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/session.h"

enum { KINDS = 2, FIRST_SLOTS = 1024 };

struct slot {
	unsigned char id[RQ_KEY_ID];
	uint64_t number; /* 0: free */
};

/* Open addressing, at most half full. */
struct known {
	struct slot *slots;
	size_t capacity, count;
	uint64_t first; /* what was settled when it was made */
	uint64_t next;  /* known up to here */
};

struct rq_newest {
	struct known known[KINDS];
};

struct rq_newest *rq_newest_new(void)
{
	return rq_alloc(1, sizeof(struct rq_newest));
}

void rq_newest_free(struct rq_newest *newest)
{
	if (!newest)
		return;
	rq_newest_clear(newest);
	free(newest);
}

void rq_newest_clear(struct rq_newest *newest)
{
	for (int i = 0; i < KINDS; i++) {
		free(newest->known[i].slots);
		newest->known[i] = (struct known) { 0 };
	}
}

/* --- the table in memory --------------------------------------------------- */

/* Ids are digests, but their first digits may be chosen; so they are mixed. */
static struct slot *slot_of(const struct known *known, const unsigned char *id)
{
	size_t mask = known->capacity - 1, at;
	uint64_t words[2];

	memcpy(words, id, sizeof words);
	at = (size_t)((words[0] ^ words[1]) * UINT64_C(0x9e3779b97f4a7c15) >> 20) & mask;
	while (known->slots[at].number != 0 && memcmp(known->slots[at].id, id, RQ_KEY_ID) != 0)
		at = (at + 1) & mask;
	return &known->slots[at];
}

static void set(struct known *known, const unsigned char *id, uint64_t number)
{
	struct slot *slot = slot_of(known, id);

	if (slot->number == 0)
		known->count++;
	memcpy(slot->id, id, RQ_KEY_ID);
	slot->number = number;
}

static void make_room(struct known *known)
{
	struct known larger = *known;

	if (known->capacity > 0 && known->count < known->capacity / 2)
		return;
	larger.capacity = known->capacity ? known->capacity * 2 : FIRST_SLOTS;
	larger.slots = rq_alloc(larger.capacity, sizeof *larger.slots);
	larger.count = 0;
	for (size_t i = 0; i < known->capacity; i++)
		if (known->slots[i].number != 0)
			set(&larger, known->slots[i].id, known->slots[i].number);
	free(known->slots);
	*known = larger;
}

static void add(struct known *known, const unsigned char *id, uint64_t number)
{
	make_room(known);
	set(known, id, number);
	known->next = number + 1;
}

/* --- keeping it up to date ------------------------------------------------- */

static void bounds(const struct rq_session *session, enum rq_newest_kind kind, uint64_t *settled,
		   uint64_t *next)
{
	const struct rq_marks *marks = &session->marks;

	*settled = kind == RQ_NEWEST_TASK ? marks->settled_task : marks->settled_resume;
	*next = kind == RQ_NEWEST_TASK ? marks->next_task : marks->next_resume;
}

static int read_end(struct rq_session *session, enum rq_newest_kind kind, struct known *known,
		    uint64_t next, struct rq_error *err)
{
	enum rq_table_number table = kind == RQ_NEWEST_TASK ? RQ_T_TASKS : RQ_T_RESUMES;
	struct rq_key from = { .size = 0 };
	struct rq_span key, value;
	struct rq_table_walk walk;
	int got;

	rq_key_number(&from, known->next);
	if (rq_table_walk(session->txn, table, rq_key_span(&from), &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1) {
		const unsigned char *id = kind == RQ_NEWEST_TASK
					      ? rq_pack_id(value, RQ_PACK_TASK)
					      : (const unsigned char *)key.data + 8;

		if (id)
			add(known, id, rq_key_read_number(key.data));
	}
	rq_table_end(&walk);
	known->next = next;
	return got;
}

static int catch_up(struct rq_session *session, enum rq_newest_kind kind, struct rq_error *err)
{
	struct known *known = &session->store->newest->known[kind];
	uint64_t settled, next;

	bounds(session, kind, &settled, &next);
	if (known->first != settled) {
		free(known->slots);
		*known = (struct known) { .first = settled, .next = settled };
	}
	return known->next < next ? read_end(session, kind, known, next, err) : 0;
}

int rq_newest_find(struct rq_session *session, enum rq_newest_kind kind,
		   const unsigned char *folded, uint64_t *number, struct rq_error *err)
{
	const struct known *known = &session->store->newest->known[kind];
	const struct slot *slot;

	if (catch_up(session, kind, err) == -1)
		return -1;
	if (known->capacity == 0)
		return 0;
	slot = slot_of(known, folded);
	*number = slot->number;
	return slot->number != 0;
}

void rq_newest_add(struct rq_session *session, enum rq_newest_kind kind,
		   const unsigned char *folded, uint64_t number)
{
	struct known *known = &session->store->newest->known[kind];

	/* Otherwise it is read with the others when one is looked for. */
	if (known->first != 0 && known->next == number)
		add(known, folded, number);
}
