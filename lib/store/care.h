#ifndef RQ_STORE_CARE_H
#define RQ_STORE_CARE_H

/*
 * What keeps a store healthy: copies, repair, retention, erasure. The first part
 * works on a store that is open, and others may use it meanwhile; the second on one
 * that nobody has open, and says RQ_AGAIN when somebody has for longer than it waits.
 */

#include "store/audit.h"
#include "store/store.h"

/* Whether it is on a server (postgresql://…), whose own tools copy, restore and repair it. */
bool rq_store_is_server(const char *where);

/* --- of an open store -------------------------------------------------------- */

/* The whole store as it is now, as a new store in that folder, which is made. */
int rq_store_copy(struct rq_store *store, const char *folder, struct rq_error *err);

/*
 * The whole store as it is now in one file, 0600, packed by Zstandard if wanted. It
 * was opened and checked when it appears under its name; a file of that name is
 * replaced. Nothing is left behind when it fails: RQ_SYSTEM (disk full ...),
 * RQ_STORE when the store is damaged, RQ_USAGE when something else has that name.
 */
int rq_store_backup(struct rq_store *store, const char *path, bool packed, struct rq_error *err);

/* How long records are kept, ms, by class; 0: for ever. */
struct rq_retention {
	int64_t now;
	int64_t results; /* tasks that are over, with result and review: since they ended */
	int64_t resumes; /* that no waiting task needs: since they were last enqueued */
	int64_t logs;    /* usage and closed batches, by day */
};

/* What was erased, and how many tasks a hold kept. */
struct rq_swept {
	size_t tasks, results, reviews, resumes;
	size_t notes; /* recipes that held somebody's notes */
	size_t usage, batches;
	size_t held;
};

/* Adds to a sum. */
void rq_swept_add(struct rq_swept *sum, const struct rq_swept *more);

/*
 * Erases what was kept for long enough, in short transactions; what was done by then
 * stands when it fails. The bytes leave the file with the next compaction.
 */
int rq_store_expire(struct rq_store *store, const struct rq_retention *how, struct rq_swept *swept,
		    struct rq_error *err);

/* A task or a candidate that may not be erased, neither by time nor by name. */
struct rq_hold {
	char id[RQ_ID_SIZE];
	bool candidate; /* all tasks of this candidate, also later ones, and the résumé */
	int64_t at;     /* ms: since when */
};

/* Holds a task (by its id) or a candidate, or releases it; *done: false when it was not held. */
int rq_store_hold(struct rq_store *store, const char *id, bool release, int64_t now, bool *done,
		  struct rq_error *err);

/* Calls visit for each hold; 0 to go on, -1 to fail. It must not use the store. */
int rq_store_holds(struct rq_store *store,
		   int (*visit)(const struct rq_hold *hold, void *context, struct rq_error *err),
		   void *context, struct rq_error *err);

/* What was erased of a person. */
struct rq_forgotten {
	struct rq_swept swept;
	size_t shared; /* résumés that another candidate has word for word, and keeps */
};

/*
 * Erases a candidate from every table, whatever the state of the tasks, also résumés whose
 * tasks have expired, and adds to *forgotten. RQ_USAGE, and nothing is erased, when a hold
 * keeps the candidate or one of the tasks. The bytes leave the file with the next compaction.
 */
int rq_store_forget(struct rq_store *store, const char *candidate_id, int64_t now,
		    struct rq_forgotten *forgotten, struct rq_error *err);

/* Up to max entries of the audit behind a number (0: from the first); *count. RQ_DAMAGED. */
int rq_store_audit(struct rq_store *store, uint64_t behind, struct rq_audit_entry *entries,
		   size_t max, size_t *count, struct rq_error *err);

/* Its head, as it was kept. */
int rq_store_audit_head(struct rq_store *store, struct rq_audit_head *head, struct rq_error *err);

/* Adds what happened outside of the store: of entries, action, id, digest and by are read. */
int rq_store_audit_add(struct rq_store *store, const struct rq_audit_entry *entries, size_t count,
		       struct rq_error *err);

/* How records come in, from the first to the last of them. */
struct rq_loading {
	int64_t now;
	bool told;   /* so far: this store's audit is the others', and tells of the records */
	bool parted; /* so far: it is not, or no longer: their entries are passed over */
};

/* A record of another store that comes into this one. */
struct rq_arrival {
	json_t *parcel;
	bool known;              /* out: there was nothing new in it */
	struct rq_error refusal; /* out: RQ_BAD_RECORD, and nothing of it was taken */
};

/*
 * Calls visit for each record, as a "stored" record (rq-record(5)), with the format
 * first, then the audit, and what is referred to before what refers to it. All are of one moment:
 * until it returns, a store's file cannot use pages again. visit returns 0 to go on, -1 to fail; it
 * must not use the store. What was counted so far (metrics) is a store's own, and left out.
 */
int rq_store_unload(struct rq_store *store,
		    int (*visit)(const json_t *parcel, void *context, struct rq_error *err),
		    void *context, struct rq_error *err);

/*
 * Takes what rq_store_unload() told, in that order, all in one commit; again is a no-op. The
 * audit is taken as it is where this store has none, or the beginning of it; else what comes in
 * is told of in this store's own.
 * Of a task that is here already the one that is over, or ended later, stands, and none
 * that is in hand here is replaced. Of usage the greater numbers stand. RQ_STORE when the
 * records are of a newer format.
 */
int rq_store_load(struct rq_store *store, struct rq_arrival *arrivals, size_t count,
		  struct rq_loading *how, struct rq_error *err);

/* --- of one that nobody has open ----------------------------------------------- */

/* A store that is to be had alone. */
struct rq_alone {
	const char *where;
	const struct rq_keyring *keys; /* as in struct rq_store_options */
	int64_t patience;              /* ms to wait until nobody has it open */
};

/* Bytes on the disk. */
struct rq_compaction {
	int64_t before, after;
};

/*
 * Writes the store's file anew: it gives space back, and no byte of what was erased is
 * left. RQ_STORE when it is damaged: repair it first. A server vacuums its tables instead,
 * whoever uses them.
 */
int rq_store_compact(const struct rq_alone *store, struct rq_compaction *sizes,
		     struct rq_error *err);

/*
 * Writes the store's file anew under the first of its keys, or, with decrypt, clear: no byte
 * of it is left as it was. *done: false when it was so already. A crash leaves the old file
 * or the new one. RQ_DAMAGED when a record does not open: repair the store first.
 * On a server records are moved a page at a time, whoever uses them, and again goes on.
 */
int rq_store_rekey(const struct rq_alone *store, bool decrypt, bool *done, struct rq_error *err);

/* Who hears what a repair had to mend. */
struct rq_mending {
	void (*say)(const char *line, void *context); /* a record, and what became of it */
	/*
	 * Takes what is left of a record of which nobody can tell what it was, and what it is
	 * called; of a task also its result. data may be NULL.
	 */
	int (*set_aside)(const char *name, struct rq_bytes record, struct rq_bytes result,
			 void *context, struct rq_error *err);
	void *context;
	rq_gist_maker *make_gist; /* NULL: gists stay as they are */
};

/*
 * Makes the store anew from its records: indexes, counters and dollars follow from
 * them, and what refers to something that is missing is mended. It passes its check
 * then, or stays as it was. A store of an older format becomes one of this.
 */
int rq_store_repair(const struct rq_alone *store, const struct rq_mending *mending,
		    struct rq_error *err);

/* Brings an older store up to date: a folder by a repair, a server while others use it. */
int rq_store_migrate(const struct rq_alone *store, const struct rq_mending *mending,
		     struct rq_error *err);

/*
 * The store (made, if there is none) becomes that of a backup, or of another store's
 * folder. It was checked by then. RQ_USAGE when a store is there, unless forced: what is
 * there is lost then; RQ_DAMAGED, RQ_STORE, RQ_NOT_FOUND for the backup.
 */
int rq_store_restore(const struct rq_alone *store, const char *from, bool force,
		     struct rq_error *err);

#endif
