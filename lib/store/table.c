#include "store/table.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "store/lmdb.h"
#include "store/seal.h"

/* --- sealed values --------------------------------------------------------- */

void rq_txn_leave_sealed(struct rq_txn *txn)
{
	txn->cipher = NULL;
}

static bool is_sealed(const struct rq_txn *txn, size_t table)
{
	return txn->cipher && txn->tables->options.sealed[table];
}

static struct rq_seal seal_of(const struct rq_txn *txn, size_t table, struct rq_span key)
{
	return (struct rq_seal) { txn->cipher, txn->tables->options.names[table], key };
}

/* The value that is sealed in another; false, and empty, when it does not open. */
static bool open_value(const struct rq_seal *seal, struct rq_span *value, struct rq_opened *opened)
{
	struct rq_error why = { 0 };

	if (opened->capacity < value->size) {
		opened->capacity = value->size + value->size / 2;
		opened->bytes = rq_resize(opened->bytes, opened->capacity, 1);
	}
	if (rq_seal_open(seal, *value, opened->bytes, &why) == -1) {
		*value = (struct rq_span) { "", 0 };
		return false;
	}
	*value = (struct rq_span) { opened->bytes, value->size - RQ_CIPHER_EXTRA };
	return true;
}

/* --- one entry -------------------------------------------------------------- */

int rq_table_get(struct rq_txn *txn, size_t table, struct rq_span key, struct rq_span *value,
		 struct rq_error *err)
{
	MDB_val wanted = rq_lmdb_val(key), found;
	int code = mdb_get(txn->mdb, txn->tables->handles[table], &wanted, &found);

	rq_lmdb_step(txn);
	if (code == MDB_NOTFOUND)
		return 0;
	if (code != 0)
		return rq_lmdb_fail(txn, code, err);
	*value = rq_lmdb_span(found);
	if (is_sealed(txn, table)) {
		const struct rq_seal seal = seal_of(txn, table, key);

		(void)open_value(&seal, value, &txn->tables->opened[table]);
	}
	return 1;
}

/* LMDB makes room in its page, and the value is sealed right there. */
static int put_sealed(struct rq_txn *txn, size_t table, struct rq_span key, struct rq_span value,
		      unsigned flags, struct rq_error *err)
{
	const struct rq_seal seal = seal_of(txn, table, key);
	MDB_val wanted = rq_lmdb_val(key), room = { value.size + RQ_CIPHER_EXTRA, NULL };
	int code =
	    mdb_put(txn->mdb, txn->tables->handles[table], &wanted, &room, flags | MDB_RESERVE);

	rq_lmdb_step(txn);
	if (code != 0)
		return rq_lmdb_fail(txn, code, err);
	rq_seal_close(&seal, value, room.mv_data);
	return 0;
}

static int put(struct rq_txn *txn, size_t table, struct rq_span key, struct rq_span value,
	       unsigned flags, struct rq_error *err)
{
	MDB_val wanted = rq_lmdb_val(key), given = rq_lmdb_val(value);
	int code;

	if (is_sealed(txn, table))
		return put_sealed(txn, table, key, value, flags, err);
	code = mdb_put(txn->mdb, txn->tables->handles[table], &wanted, &given, flags);
	rq_lmdb_step(txn);
	return code == 0 ? 0 : rq_lmdb_fail(txn, code, err);
}

int rq_table_put(struct rq_txn *txn, size_t table, struct rq_span key, struct rq_span value,
		 struct rq_error *err)
{
	return put(txn, table, key, value, 0, err);
}

int rq_table_append(struct rq_txn *txn, size_t table, struct rq_span key, struct rq_span value,
		    struct rq_error *err)
{
	return put(txn, table, key, value, MDB_APPEND, err);
}

int rq_table_delete(struct rq_txn *txn, size_t table, struct rq_span key, struct rq_error *err)
{
	MDB_val wanted = rq_lmdb_val(key);
	int code = mdb_del(txn->mdb, txn->tables->handles[table], &wanted, NULL);

	if (code == MDB_NOTFOUND)
		return 0;
	return code == 0 ? 1 : rq_lmdb_fail(txn, code, err);
}

int rq_table_count(struct rq_txn *txn, size_t table, size_t *count, struct rq_error *err)
{
	MDB_stat content;
	int code = mdb_stat(txn->mdb, txn->tables->handles[table], &content);

	if (code != 0)
		return rq_lmdb_fail(txn, code, err);
	*count = content.ms_entries;
	return 0;
}

/* --- in order ---------------------------------------------------------------- */

int rq_table_walk(struct rq_txn *txn, size_t table, struct rq_span from, struct rq_table_walk *walk,
		  struct rq_error *err)
{
	MDB_cursor *cursor;
	int code = mdb_cursor_open(txn->mdb, txn->tables->handles[table], &cursor);

	if (code != 0)
		return rq_lmdb_fail(txn, code, err);
	*walk = (struct rq_table_walk) {
		.txn = txn, .table = table, .cursor = cursor, .from = from, .seek = true
	};
	return 0;
}

void rq_table_seek(struct rq_table_walk *walk, struct rq_span from)
{
	walk->from = from;
	walk->seek = true;
}

int rq_table_next(struct rq_table_walk *walk, struct rq_span *key, struct rq_span *value,
		  struct rq_error *err)
{
	MDB_val found_key = rq_lmdb_val(walk->from), found;
	MDB_cursor_op step = MDB_NEXT;
	int code;

	if (walk->seek)
		step = walk->from.size > 0 ? MDB_SET_RANGE : MDB_FIRST;
	walk->seek = false;
	code = mdb_cursor_get(walk->cursor, &found_key, &found, step);
	rq_lmdb_step(walk->txn);
	if (code == MDB_NOTFOUND)
		return 0;
	if (code != 0)
		return rq_lmdb_fail(walk->txn, code, err);
	*key = rq_lmdb_span(found_key);
	*value = rq_lmdb_span(found);
	if (is_sealed(walk->txn, walk->table)) {
		const struct rq_seal seal = seal_of(walk->txn, walk->table, *key);

		walk->damaged = !open_value(&seal, value, &walk->opened);
	}
	return 1;
}

int rq_table_place(struct rq_table_walk *walk, struct rq_span key, struct rq_span value,
		   struct rq_error *err)
{
	MDB_val wanted = rq_lmdb_val(key), given = rq_lmdb_val(value);
	int code;

	assert(!is_sealed(walk->txn, walk->table)); /* only indexes are written so */
	code = mdb_cursor_put(walk->cursor, &wanted, &given, 0);
	rq_lmdb_step(walk->txn);
	return code == 0 ? 0 : rq_lmdb_fail(walk->txn, code, err);
}

void rq_table_end(struct rq_table_walk *walk)
{
	if (walk->cursor)
		mdb_cursor_close(walk->cursor);
	walk->cursor = NULL;
	free(walk->opened.bytes);
	walk->opened = (struct rq_opened) { NULL, 0 };
}
