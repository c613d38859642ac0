#ifndef RQ_STORE_LMDB_H
#define RQ_STORE_LMDB_H

/*
 * The tables of table.h in LMDB, 0.9.24 and later, by the rules of its own
 * header; for lmdb.c (environment, transactions) and table.c (what is done in
 * them), and nobody else.
 */

#include <lmdb.h>
#include <stdint.h>
#include <sys/types.h>

#include "store/table.h"

struct rq_tables {
	MDB_env *env;
	MDB_dbi *handles;
	struct rq_tables_options options;
	char *folder;
	int format;                     /* as found or made */
	const struct rq_cipher *cipher; /* likewise; NULL: clear */
	struct rq_opened *opened;       /* of each table: the value that was got last */
	pid_t owner;
	int64_t readers_checked; /* steady clock */
	bool busy;               /* in a transaction */
	bool writes;             /* it has had one that may write */
	unsigned steps;          /* since the footprint was looked at */
	size_t before;           /* bytes of mapped files that counted before it was opened */
};

struct rq_txn {
	struct rq_tables *tables;
	MDB_txn *mdb;
	const struct rq_cipher *cipher; /* of the tables, unless values are to stay sealed */
	bool full;                      /* the map is too small */
};

/* Says what an error code of LMDB or of the system means for the store; -1. */
int rq_lmdb_fail(struct rq_txn *txn, int code, struct rq_error *err);

/* After each step that may have read pages: lets go of them when there are many. */
void rq_lmdb_step(struct rq_txn *txn);

/* The same bytes, borrowed, as LMDB has them: it takes without const what it only reads. */
MDB_val rq_lmdb_val(struct rq_span span);
struct rq_span rq_lmdb_span(MDB_val val);

#endif
