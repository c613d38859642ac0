#ifndef RQ_STORE_POSTGRES_TRANSACTION_H
#define RQ_STORE_POSTGRES_TRANSACTION_H

/*
 * One transaction on the server. Rows are locked and loaded, changed in memory by the
 * rules of every store, and written back in a few statements that take arrays. Statements
 * go out together with the next that is waited for, the last ones with the COMMIT, so most
 * transactions take two round trips, however many tasks they are about. Locks are taken in
 * one order: tasks (by task_id), scopes, reserved dollars.
 *
 * A transaction that clashes with another is run again, and so is one whose connection
 * was lost (failover, restart), when a new connection comes about in time. Whether a
 * commit came through whose answer was lost, the server is asked (pg_xact_status): so
 * nothing is lost and nothing done twice.
 */

#include "store/metric.h"
#include "store/postgres.h"
#include "store/postgres_failover.h"
#include "store/postgres_row.h"
#include "store/tally.h"

struct rq_transaction;

/* What becomes of an answer; the rows are its, to be freed. */
typedef int rq_answer_reader(struct rq_transaction *txn, struct rq_fetched *rows, void *context,
			     struct rq_error *err);

struct rq_due {
	rq_answer_reader *reader;
	void *context;
};

struct rq_transaction {
	struct rq_postgres *store;
	struct rq_link *link;
	struct rq_tally *tally;     /* changes of counters, written at the end */
	struct rq_metrics *metrics; /* likewise */
	struct rq_row **rows;       /* tasks that were loaded or made, to be written when changed */
	size_t count, capacity;
	bool sorted;      /* by task_id */
	int64_t *numbers; /* reserved for new tasks */
	size_t next_number;
	struct rq_scope *scopes; /* loaded, to be written */
	size_t scope_count;
	int64_t reserved[2];   /* changes, by enum rq_reserved */
	struct rq_args *notes; /* for the audit (postgres_ledger.h) */
	bool told;             /* which has them already: none are added */
	struct rq_args *sums;
	size_t sum_count;
	bool written;        /* something was written already, beside the rows */
	bool looks;          /* nothing will be written */
	char xid[24];        /* what the server calls the transaction; "" while it has no name */
	struct rq_due *dues; /* answers that are due */
	size_t due_count, due_capacity;
};

/* Returns 0, and its changes last, or -1. It may run several times, and sets all it hands out anew.
 */
typedef int rq_transaction_work(struct rq_transaction *txn, void *context, struct rq_error *err);

int rq_transaction_run(struct rq_postgres *store, rq_transaction_work *work, void *context,
		       struct rq_error *err);

/* The same for one that only reads, all of it as of one moment. */
int rq_transaction_look(struct rq_postgres *store, rq_transaction_work *work, void *context,
			struct rq_error *err);

/*
 * Within a transaction: a statement, which goes out with the next that is waited for; args
 * are freed. Its answer is read by reader (NULL: by nobody) with that context.
 */
int rq_transaction_add(struct rq_transaction *txn, const char *sql, struct rq_args *args,
		       rq_answer_reader *reader, void *context, struct rq_error *err);

/* The same for one that writes, and has no answer. */
int rq_transaction_write(struct rq_transaction *txn, const char *sql, struct rq_args *args,
			 struct rq_error *err);

/* Waits for the answers to all that was added. */
int rq_transaction_wait(struct rq_transaction *txn, struct rq_error *err);

/* A statement, and what was added before it, now; args are freed. *rows are the caller's. */
int rq_transaction_ask(struct rq_transaction *txn, const char *sql, struct rq_args *args,
		       struct rq_fetched **rows, struct rq_error *err);

/* Locks and loads the tasks of those ids; find() knows them then, also those that there are not. */
int rq_transaction_load(struct rq_transaction *txn, const char *const *task_ids, size_t count,
			struct rq_error *err);

/* Locks and loads tasks by what stands behind WHERE; they are rows[*first] and on. */
int rq_transaction_select(struct rq_transaction *txn, const char *where, struct rq_args *args,
			  size_t *first, struct rq_error *err);

/* A task that was loaded by its id: never NULL; exists tells whether there is one. */
struct rq_row *rq_transaction_find(struct rq_transaction *txn, const char *task_id);

/* Reserves places in the order of arrival for so many tasks, by the next that is waited for. */
int rq_transaction_number(struct rq_transaction *txn, size_t count, struct rq_error *err);

/* The row is to be written: a new one under the next number. Counts its change of status. */
void rq_transaction_save(struct rq_transaction *txn, struct rq_row *row);

/* Adds to a sum (postgres_1.sql); 0 is nothing. */
void rq_transaction_sum(struct rq_transaction *txn, const char *topic, int64_t day,
			const char *model, const char *name, const char *field, int64_t amount);

#endif
