#ifndef RQ_STORE_POSTGRES_LEDGER_H
#define RQ_STORE_POSTGRES_LEDGER_H

/*
 * The audit (audit.h) on the server. An entry is written in the transaction of what it
 * tells, but not bound to others there: that would make every worker wait for the commits
 * of all others. From time to time, when a store is closed and before the log is read, the
 * entries that wait are put behind its last one, in the order in which they came.
 */

#include "store/postgres_transaction.h"

/* Adds an entry to the transaction, at its time; digest and who may be NULL. */
void rq_postgres_note(struct rq_transaction *txn, enum rq_audit_action action, const char *id,
		      const char *digest, const char *who);

/* What was added, as a statement. Of postgres_write.c. */
int rq_postgres_write_notes(struct rq_transaction *txn, struct rq_error *err);

/* Binds the entries that wait, if nobody else is at it; patient: after whoever is. */
int rq_postgres_bind_notes(struct rq_postgres *store, bool patient, struct rq_error *err);

int rq_postgres_audit(struct rq_store *store, uint64_t behind, struct rq_audit_entry *entries,
		      size_t max, size_t *count, struct rq_error *err);
int rq_postgres_audit_head(struct rq_store *store, struct rq_audit_head *head,
			   struct rq_error *err);
int rq_postgres_audit_add(struct rq_store *store, const struct rq_audit_entry *entries,
			  size_t count, struct rq_error *err);

#endif
