#ifndef RQ_STORE_CARE_H
#define RQ_STORE_CARE_H

/*
 * What keeps a store healthy: copies, repair, retention, erasure. The first part
 * works on a store that is open, and others may use it meanwhile; the second on one
 * that nobody has open, and says RQ_AGAIN when somebody has for longer than
 * patience (ms).
 */

#include "store/store.h"

/* --- of an open store -------------------------------------------------------- */

/* The whole store as it is now, as a new store in that folder, which is made. */
int rq_store_copy(struct rq_store *store, const char *folder, struct rq_error *err);

/*
 * The whole store as it is now in one file, 0600, packed by Zstandard if wanted. It
 * was opened and checked when it appears under its name; a file of that name is
 * replaced. Nothing is left behind when it fails: RQ_SYSTEM (disk full ...),
 * RQ_STORE when the store is damaged.
 */
int rq_store_backup(struct rq_store *store, const char *path, bool packed, struct rq_error *err);

/* --- of one that nobody has open ----------------------------------------------- */

struct rq_restoring {
	bool force; /* what is there may be lost */
	int64_t patience;
};

/*
 * The store in folder where (made, if there is none) becomes that of a backup, or of
 * another store's folder. It was checked by then. RQ_USAGE when a store is there,
 * unless forced; RQ_DAMAGED, RQ_STORE, RQ_NOT_FOUND for the backup.
 */
int rq_store_restore(const char *where, const char *from, const struct rq_restoring *how,
		     struct rq_error *err);

#endif
