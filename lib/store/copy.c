#include "store/copy.h"

#include <string.h>

#include "base/limits.h"
#include "store/format.h"
#include "store/seal.h"

/* One transaction takes so much; its pages are in memory until it ends. */
#define COPY_AT_ONCE RQ_MIB(16)

/* How far the copy has come: the next table and key. */
struct place {
	size_t table;
	unsigned char key[RQ_TABLE_KEY_MAX];
	size_t key_size; /* 0: from its beginning */
};

struct copy {
	struct rq_txn *from;
	struct rq_tables *to;
	size_t tables;
	const bool *wanted;
	bool sealed;        /* values go over as they are */
	struct place place; /* of what lasts */
	struct place ahead; /* of the transaction under way */
};

static bool is_called(struct rq_span key, const char *name)
{
	return key.size == strlen(name) && memcmp(key.data, name, key.size) == 0;
}

/* What the first table says of its file, the new one has already: so the order is not kept. */
static int put(struct rq_txn *to, size_t table, struct rq_span key, struct rq_span value,
	       struct rq_error *err)
{
	if (table > 0)
		return rq_table_append(to, table, key, value, err);
	if (is_called(key, RQ_FORMAT_KEY) || is_called(key, RQ_SEAL_KEY))
		return 0;
	return rq_table_put(to, table, key, value, err);
}

/* Copies from a table until room is used up (1, *ahead says where to go on) or it ends (0). */
static int copy_table(const struct copy *copy, struct rq_txn *to, struct place *ahead, size_t *room,
		      struct rq_error *err)
{
	struct rq_span key = { ahead->key, ahead->key_size }, value;
	struct rq_table_walk walk;
	int got;

	if (rq_table_walk(copy->from, ahead->table, key, &walk, err) == -1)
		return -1;
	while ((got = rq_table_next(&walk, &key, &value, err)) == 1) {
		if (key.size + value.size > *room && *room < COPY_AT_ONCE) {
			memcpy(ahead->key, key.data, key.size);
			ahead->key_size = key.size;
			break;
		}
		if (walk.damaged)
			got =
			    rq_fail(err, RQ_DAMAGED, "a sealed record is damaged: check the store");
		if (got == -1 || put(to, ahead->table, key, value, err) == -1) {
			got = -1;
			break;
		}
		*room -= key.size + value.size < *room ? key.size + value.size : *room;
	}
	rq_table_end(&walk);
	return got;
}

static int copy_some(struct rq_txn *to, void *context, struct rq_error *err)
{
	struct copy *copy = context;
	size_t room = COPY_AT_ONCE;

	copy->ahead = copy->place;
	if (copy->sealed)
		rq_txn_leave_sealed(to);
	while (copy->ahead.table < copy->tables) {
		int got = copy->wanted[copy->ahead.table]
			      ? copy_table(copy, to, &copy->ahead, &room, err)
			      : 0;

		if (got != 0)
			return got == 1 ? 0 : -1;
		copy->ahead.table++;
		copy->ahead.key_size = 0;
	}
	return 0;
}

static int copy_all(struct rq_txn *from, void *context, struct rq_error *err)
{
	struct copy *copy = context;

	copy->from = from;
	if (copy->sealed)
		rq_txn_leave_sealed(from);
	while (copy->place.table < copy->tables) {
		if (rq_tables_write(copy->to, copy_some, copy, err) == -1)
			return -1;
		copy->place = copy->ahead;
	}
	return 0;
}

int rq_tables_copy(struct rq_tables *from, struct rq_tables *to, size_t tables, const bool *wanted,
		   struct rq_error *err)
{
	struct copy copy = { .to = to, .tables = tables, .wanted = wanted };

	copy.sealed = rq_tables_cipher(from) == rq_tables_cipher(to);
	return rq_tables_read(from, copy_all, &copy, err);
}
