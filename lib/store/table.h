#ifndef RQ_STORE_TABLE_H
#define RQ_STORE_TABLE_H

/*
 * Named tables of bytes in one transactional file. A table maps keys (1 to
 * RQ_TABLE_KEY_MAX bytes) to values, in the order of the keys' bytes. Everything happens inside
 * a transaction, which is a callback: it returns 0 and its changes last, all of
 * them, or -1 and there were none. A write transaction that outgrows the file's
 * map is undone, the map doubled and the callback run again from its start, so
 * it must set all that it hands out anew.
 *
 * One writer at a time over all processes; readers never wait. Transactions do
 * not nest, and must be short: they never wait for anything outside.
 *
 * A file may be under a key: values of the tables that are to be sealed are then sealed in
 * it, each bound to its table and key (seal.h). They come out opened. One that does not open
 * is as good as damaged: it comes out empty, which no value of such a table is.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/cipher.h"
#include "base/error.h"
#include "base/span.h"
#include "io/keyring.h"

enum { RQ_TABLE_KEY_MAX = 511 };

struct rq_tables;
struct rq_txn;

struct rq_tables_options {
	const char *const *names; /* of the tables; a table's number is its place here */
	size_t count;
	const char *magic; /* what such files call themselves */
	int format;        /* and the version of their content */
	int oldest;        /* versions from this one on are opened as well; 0: none */
	size_t map_size;   /* bytes of address space at first; 0: the default */
	bool read_only;
	const bool *sealed; /* tables whose values are sealed in a file under a key; NULL: none */
	int sealed_format;  /* the version of such a file: who does not know of keys leaves it alone
			     */
	const struct rq_keyring *keys;  /* borrowed; the key of an old file is one of them */
	const struct rq_cipher *cipher; /* borrowed; the key of a new file; NULL: it is clear */
	bool clear_too;                 /* a clear file is opened though there are keys */
};

/*
 * Opens the file in a folder, creating it unless read_only. RQ_STORE: damaged,
 * not ours, of another format, no permission, no space; sealed by a key that is not there,
 * or not sealed though there is one.
 */
int rq_tables_open(const char *folder, const struct rq_tables_options *options,
		   struct rq_tables **opened, struct rq_error *err);
void rq_tables_close(struct rq_tables *tables);

/* The version of the content; the key that it is under, or NULL. */
int rq_tables_format(const struct rq_tables *tables);
const struct rq_cipher *rq_tables_cipher(const struct rq_tables *tables);

/* Run work in a transaction; a committed one is on the disk when this returns. */
int rq_tables_write(struct rq_tables *tables,
		    int (*work)(struct rq_txn *txn, void *context, struct rq_error *err),
		    void *context, struct rq_error *err);
int rq_tables_read(struct rq_tables *tables,
		   int (*work)(struct rq_txn *txn, void *context, struct rq_error *err),
		   void *context, struct rq_error *err);

/* From here on, sealed values come and go as they stand in the file, in this transaction. */
void rq_txn_leave_sealed(struct rq_txn *txn);

/*
 * 1 and *value, 0 when there is none. *value lasts until the next change, until another is
 * got from the same table, or until the end.
 */
int rq_table_get(struct rq_txn *txn, size_t table, struct rq_span key, struct rq_span *value,
		 struct rq_error *err);

/* Sets the value of a key. */
int rq_table_put(struct rq_txn *txn, size_t table, struct rq_span key, struct rq_span value,
		 struct rq_error *err);

/* The same for a key that is greater than all in the table: faster, and fills its pages. */
int rq_table_append(struct rq_txn *txn, size_t table, struct rq_span key, struct rq_span value,
		    struct rq_error *err);

/* 1 when the key was there, 0 when not. */
int rq_table_delete(struct rq_txn *txn, size_t table, struct rq_span key, struct rq_error *err);

/* How many keys a table has; does not count them. */
int rq_table_count(struct rq_txn *txn, size_t table, size_t *count, struct rq_error *err);

/* Going through a table in order. Nothing but rq_table_place() may change it meanwhile. */
struct rq_table_walk {
	struct rq_txn *txn;
	void *cursor;
	size_t table;
	struct rq_span from;
	bool seek;
	bool damaged; /* the value did not open */
	struct rq_opened {
		unsigned char *bytes;
		size_t capacity;
	} opened; /* the value in hand, if it was sealed */
};

/* Begins at the first key that is not less than from (size 0: the first of all). End it. */
int rq_table_walk(struct rq_txn *txn, size_t table, struct rq_span from, struct rq_table_walk *walk,
		  struct rq_error *err);
/* Goes on from there instead; from must last until the next step. */
void rq_table_seek(struct rq_table_walk *walk, struct rq_span from);
/*
 * 1 and the next entry, 0 at the end. The key lasts as long as the transaction's pages, the
 * value until the next step.
 */
int rq_table_next(struct rq_table_walk *walk, struct rq_span *key, struct rq_span *value,
		  struct rq_error *err);
/* Sets the value of a key and stands there: faster than put for keys that come in order. */
int rq_table_place(struct rq_table_walk *walk, struct rq_span key, struct rq_span value,
		   struct rq_error *err);
void rq_table_end(struct rq_table_walk *walk);

#endif
