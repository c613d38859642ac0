#ifndef RQ_STORE_POSTGRES_LEDGER_H
#define RQ_STORE_POSTGRES_LEDGER_H

/*
 * The audit (audit.h) on the server. An entry is written in the transaction of what it
 * tells, but not bound to others there: that would make every worker wait for the commits
 * of all others. From time to time, when a store is closed and before the log is read, the
 * entries that wait are put behind its last one, in the order in which they came.
 */

#include "store/postgres_transaction.h"

/* Adds an entry to the transaction, unless it is told; digest and who may be NULL. */
void rq_postgres_note(struct rq_transaction *txn, enum rq_audit_action action, const char *id,
		      const char *digest, const char *who);

/* What was added, as a statement. Of postgres_write.c. */
int rq_postgres_write_notes(struct rq_transaction *txn, struct rq_error *err);

/* A row of the log, all its columns in their order. RQ_DAMAGED. */
int rq_postgres_read_entry(const struct rq_fetched *rows, size_t at, struct rq_audit_entry *entry,
			   struct rq_error *err);

/* The end of the log, locked until the transaction ends; and entries and a head for it. */
extern const char rq_postgres_log_end[], rq_postgres_log_append[], rq_postgres_log_move[];

/* RQ_DAMAGED when it is none. */
int rq_postgres_read_head(const struct rq_fetched *rows, struct rq_audit_head *head,
			  struct rq_error *err);
struct rq_args *rq_postgres_head_args(const struct rq_audit_head *head);

/* Entries with their hashes, one after the other. */
struct rq_args *rq_postgres_entry_args(void);
void rq_postgres_push_entry(struct rq_args *args, const struct rq_audit_entry *entry);

/*
 * Binds what waits, for who reads next. -1: it cannot be, so who may only read sees what is
 * bound so far. A store that was opened for reading stays as it is.
 */
int rq_postgres_bring_up_to_date(struct rq_store *store, struct rq_error *err);

/* Binds the entries that wait, if nobody else is at it; patient: after whoever is. */
int rq_postgres_bind_notes(struct rq_postgres *store, bool patient, struct rq_error *err);

int rq_postgres_audit(struct rq_store *store, uint64_t behind, struct rq_audit_entry *entries,
		      size_t max, size_t *count, struct rq_error *err);
int rq_postgres_audit_head(struct rq_store *store, struct rq_audit_head *head,
			   struct rq_error *err);
int rq_postgres_audit_add(struct rq_store *store, const struct rq_audit_entry *entries,
			  size_t count, struct rq_error *err);

#endif
