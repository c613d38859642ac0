#ifndef RQ_STORE_SESSION_H
#define RQ_STORE_SESSION_H

/*
 * One transaction on the embedded store, and the rules that hold in each: which
 * tables there are, which index entries a task has, and what is counted.
 *
 * Every index entry is a function of the task's record. A record is loaded,
 * changed and saved; saving moves the entries that differ and the counters.
 *
 * Entries that never change (by id, candidate, résumé, job, creation) are written in bulk,
 * for thousands of tasks at once (settle.h): numbers below marks.settled have them,
 * the newest tasks do not yet, and are found by looking through the end of the task
 * table (newest.h). Those by ids are lines of sorted runs (strewn.h).
 */

#include "store/audit.h"
#include "store/backend.h"
#include "store/metric.h"
#include "store/newest.h"
#include "store/owner.h"
#include "store/pack.h"
#include "store/run.h"
#include "store/table.h"

enum rq_table_number {
	RQ_T_META,         /* format, marks */
	RQ_T_RESUMES,      /* number, resume_id -> record */
	RQ_T_JOBS,         /* job_version -> record */
	RQ_T_RECIPES,      /* digest -> record */
	RQ_T_TASKS,        /* number -> task */
	RQ_T_RESULTS,      /* number of the task -> record */
	RQ_T_READY,        /* priority, job, engine, run_at, number: may be claimed now */
	RQ_T_WAITING,      /* run_at, number: will be ready then */
	RQ_T_LEASES,       /* deadline, number -> owner */
	RQ_T_BY_STATUS,    /* status, number */
	RQ_T_EXPIRY,       /* finished_at, number: what retention will look at */
	RQ_T_BY_ID,        /* runs of task_id, number */
	RQ_T_BY_RESUME,    /* runs of resume_id, number of the résumé */
	RQ_T_BY_CANDIDATE, /* runs of candidate_id, number */
	RQ_T_BY_JOB,       /* job_id, number */
	RQ_T_BY_CREATED,   /* created_at, number */
	RQ_T_COUNTERS,     /* "t" or "j", job_id -> tasks per status, job_id */
	RQ_T_USAGE,        /* day, model, job_id -> what it cost, job_id */
	RQ_T_SPENDING,     /* day -> dollars; "reserved" -> dollars */
	RQ_T_SCOPES,       /* server and model -> its limits, what was taken from them */
	RQ_T_PERMITS,      /* number of a task in hand -> what was granted for its call */
	RQ_T_BATCHES,      /* batch_id -> batch */
	RQ_T_BY_BATCH,     /* batch_id, number: submitted tasks */
	RQ_T_METRICS,      /* name -> numbers */
	RQ_T_REVIEWS,      /* number of the task -> time, what a person decided about its result */
	RQ_T_GISTS,  /* number of the task -> when it ended, what reports add up of its result */
	RQ_T_BY_USE, /* runs of resume_id, number of a task that refers to it */
	RQ_T_USES,   /* number of a résumé -> when it was last enqueued */
	RQ_T_HOLDS,  /* "t", task_id or "c", candidate_id -> time, id: not to be erased */
	RQ_T_SIEVES, /* run, number of a block -> block of its sieve */
	RQ_T_AUDIT,  /* number of an entry -> entry; 0 -> number, hash of the last one */
	RQ_TABLES
};
extern const char *const rq_table_names[RQ_TABLES];

/*
 * Tables with texts, or with what people can be told by: their values are sealed in a store
 * under a key. The others have ids, times and counts.
 */
extern const bool rq_table_sealed[RQ_TABLES];

/*
 * The indexes that change with a task, and those that do not: by what comes in order, or at few
 * places, and those by ids, of which the last is of résumés.
 */
enum { RQ_MOVING = 6, RQ_SETTLED = 2, RQ_STREWN_TASK = 3, RQ_STREWN };
extern const enum rq_table_number rq_moving_tables[RQ_MOVING];
extern const enum rq_table_number rq_settled_tables[RQ_SETTLED];
extern const enum rq_table_number rq_strewn_tables[RQ_STREWN];

/* An index entry; key.size 0: the task has none there. */
struct rq_entry {
	struct rq_key key;
	struct rq_key value;
};
void rq_moving_entries(const struct rq_stored *stored, struct rq_entry entries[RQ_MOVING]);
void rq_settled_entries(const struct rq_stored *stored, struct rq_entry entries[RQ_SETTLED]);
void rq_strewn_lines(const struct rq_stored *stored, struct rq_line lines[RQ_STREWN_TASK]);

/* How far numbers have been given out, and up to where entries are settled. */
struct rq_marks {
	uint64_t next_task, settled_task;
	uint64_t next_resume, settled_resume;
};

struct rq_tally; /* changes of counters, written once at the end */

struct rq_embedded {
	struct rq_store store; /* first: a struct rq_store is the head of this one */
	struct rq_tables *tables;
	int lock;                      /* on the folder, shared, or -1 */
	const struct rq_keyring *keys; /* that it was opened with; NULL: none */
	struct rq_newest *newest;
	struct rq_owner self;
	uint64_t settle_after;  /* this many newest records are settled */
	int64_t owners_checked; /* steady clock: when dead workers were last looked for */
	bool unsettled;         /* enough newest records have come together */
	int64_t commit_ms;      /* the last write took so long; -1: it is counted already */
};

struct rq_session {
	struct rq_embedded *store;
	struct rq_txn *txn;
	struct rq_marks marks;
	struct rq_runs runs; /* once they are asked for (run.h) */
	struct rq_tally *tally;
	struct rq_metrics *metrics;
	struct rq_audit_head audit; /* once an entry was added (ledger.h): of the last one */
	bool audit_moved;
	int64_t audit_at; /* when the first was */
	bool told;        /* the log has the entries already: none are added */
};

typedef int rq_session_work(struct rq_session *session, void *context, struct rq_error *err);

/* Run work in a transaction (table.h); marks and counters are kept with it. */
int rq_session_write(struct rq_embedded *store, rq_session_work *work, void *context,
		     struct rq_error *err);
int rq_session_read(struct rq_embedded *store, rq_session_work *work, void *context,
		    struct rq_error *err);

/* A task that was loaded, with its entries as they stand in the indexes. */
struct rq_loaded {
	struct rq_stored stored;
	struct rq_entry entries[RQ_MOVING];
	bool exists; /* false for a new one */
	enum rq_task_status status;
};

/*
 * By number: 1, 0 when there is none, -1 (RQ_DAMAGED: the record is no task). Free with
 * rq_task_free(&loaded->stored.task).
 */
int rq_session_load(struct rq_session *session, uint64_t number, struct rq_loaded *loaded,
		    struct rq_error *err);
/* By task_id: likewise, but one whose record is damaged is as good as none. */
int rq_session_find(struct rq_session *session, const char *task_id, struct rq_loaded *loaded,
		    struct rq_error *err);
/*
 * By the task_id of one that arrives with its resume_id: likewise, but where the résumé is not
 * known, no look is spent on its tasks (sieve.h).
 */
int rq_session_find_twin(struct rq_session *session, const struct rq_task *arriving,
			 struct rq_loaded *loaded, struct rq_error *err);
/* The task of a lease that still holds: 1; 0 when it is somebody else's, or gone; -1. */
int rq_session_find_leased(struct rq_session *session, const struct rq_task *task,
			   struct rq_loaded *loaded, struct rq_error *err);
/* Writes the record (a new one under the next number), its moving entries and counters. */
int rq_session_save(struct rq_session *session, struct rq_loaded *loaded, struct rq_error *err);

/* The same for a record whose moving entries and place in the counters are missing. */
int rq_session_adopt(struct rq_session *session, struct rq_loaded *loaded, struct rq_error *err);

/*
 * Calls visit for the tasks that an index by ids has under one, such as RQ_T_BY_USE under that of
 * their résumé, settled ones only; it returns 0 to go on, 1 to stop: 1; 0 when all were seen; -1.
 */
int rq_session_each(struct rq_session *session, enum rq_table_number index,
		    const unsigned char folded[RQ_KEY_ID],
		    int (*visit)(struct rq_session *session, const struct rq_stored *stored,
				 void *context, struct rq_error *err),
		    void *context, struct rq_error *err);

/* The number of a résumé: 1, 0, -1; its record; and a new one. */
int rq_session_find_resume(struct rq_session *session, const char *resume_id, uint64_t *number,
			   struct rq_error *err);
int rq_session_get_resume(struct rq_session *session, const char *resume_id, struct rq_span *record,
			  struct rq_error *err);
int rq_session_add_resume(struct rq_session *session, const char *resume_id, struct rq_bytes resume,
			  struct rq_error *err);

/* The key of a résumé's record. */
struct rq_key rq_session_resume_key(uint64_t number, const char *resume_id);

/* The number at the end of an index key. */
uint64_t rq_session_number_in(struct rq_span key);

#endif
