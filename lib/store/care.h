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

/* Bytes on the disk. */
struct rq_compaction {
	int64_t before, after;
};

/*
 * Writes the store's file anew: it gives space back, and no byte of what was erased
 * is left. RQ_STORE when it is damaged: repair it first.
 */
int rq_store_compact(const char *where, int64_t patience, struct rq_compaction *sizes,
		     struct rq_error *err);

/* Who hears what a repair had to mend. */
struct rq_mending {
	void (*say)(const char *line, void *context); /* a record, and what became of it */
	/* Takes what is left of a task of which nobody can tell what it was; data may be NULL. */
	int (*set_aside)(uint64_t number, struct rq_bytes task, struct rq_bytes result,
			 void *context, struct rq_error *err);
	void *context;
};

/*
 * Makes the store anew from its records: indexes, counters and dollars follow from
 * them, and what refers to something that is missing is mended. It passes its check
 * then, or stays as it was.
 */
int rq_store_repair(const char *where, int64_t patience, const struct rq_mending *mending,
		    struct rq_error *err);

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
