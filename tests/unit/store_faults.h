/*
 * A database that fails at every call in turn. Each operation on the store is tried with
 * its first call to LMDB failing, then its second, and so on: it must say so, change
 * nothing, and then, with nothing failing, do what it is for as if it were the first time.
 */

#include <dlfcn.h>
#include <errno.h>
#include <lmdb.h>

#include "store_damage.h"

/* --- the database -------------------------------------------------------------------- */

static long left = -1; /* calls before the one that fails; -1: none does */
static bool tripped;

static bool trips(void)
{
	if (left < 0)
		return false;
	if (left-- > 0)
		return false;
	tripped = true;
	return true;
}

/* The library's functions under their own names; each may fail instead. */
#define FAILING(name, parameters, arguments)                                                       \
	int name parameters                                                                        \
	{                                                                                          \
		static int(*real) parameters;                                                      \
                                                                                                   \
		if (!real)                                                                         \
			*(void **)&real = dlsym(RTLD_NEXT, #name);                                 \
		return trips() ? EIO : real arguments;                                             \
	}

FAILING(mdb_get, (MDB_txn * txn, MDB_dbi dbi, MDB_val *key, MDB_val *data), (txn, dbi, key, data))
FAILING(mdb_put, (MDB_txn * txn, MDB_dbi dbi, MDB_val *key, MDB_val *data, unsigned flags),
	(txn, dbi, key, data, flags))
FAILING(mdb_del, (MDB_txn * txn, MDB_dbi dbi, MDB_val *key, MDB_val *data), (txn, dbi, key, data))
FAILING(mdb_stat, (MDB_txn * txn, MDB_dbi dbi, MDB_stat *stat), (txn, dbi, stat))
FAILING(mdb_cursor_open, (MDB_txn * txn, MDB_dbi dbi, MDB_cursor **cursor), (txn, dbi, cursor))
FAILING(mdb_cursor_get, (MDB_cursor * cursor, MDB_val *key, MDB_val *data, MDB_cursor_op op),
	(cursor, key, data, op))

/* Reading is done when its transaction ends, so only the end of one that writes may fail. */
static MDB_txn *writing;

int mdb_txn_begin(MDB_env *env, MDB_txn *parent, unsigned flags, MDB_txn **txn)
{
	static int (*real)(MDB_env *, MDB_txn *, unsigned, MDB_txn **);
	int code;

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "mdb_txn_begin");
	code = trips() ? EIO : real(env, parent, flags, txn);
	if (code == 0 && !(flags & MDB_RDONLY))
		writing = *txn;
	else if (code == 0 && *txn == writing)
		writing = NULL; /* which has ended, and its address is another's now */
	return code;
}

int mdb_txn_commit(MDB_txn *txn)
{
	static int (*real)(MDB_txn *);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "mdb_txn_commit");
	if (txn != writing || !trips())
		return real(txn);
	mdb_txn_abort(txn);
	return EIO;
}

/* Tries it until no call of it fails. The operation returns 0, or more; or -1. */
static inline void try_each_call(const char *name, int (*operation)(void))
{
	long failed = 0;

	do {
		int result;

		err = (struct rq_error) { 0 };
		tripped = false;
		left = failed;
		result = operation();
		left = -1;
		if (tripped && (result != -1 || !strstr(err.message, strerror(EIO))))
			fail_msg("%s says \"%s\" when call %ld of it fails", name, err.message,
				 failed);
		if (!tripped && result == -1)
			fail_msg("%s fails after call %ld of it: %s", name, failed, err.message);
		failed++;
	} while (tripped);
	assert_true(failed > 1);
}

static inline void try_all(const char *name, int (*operation)(void))
{
	try_each_call(name, operation);
	assert_sound();
}
#define TRY(operation) try_all(#operation, operation)
#define TRY_DAMAGED(operation) try_each_call(#operation, operation)
