#ifndef RQ_STORE_LEDGER_H
#define RQ_STORE_LEDGER_H

/*
 * The audit (audit.h) as a table: entries of fixed size by their number, and at number 0
 * the head. What a transaction adds is written at once; the head with its commit.
 */

#include "store/session.h"

/* Adds an entry to the session's transaction; digest and by may be NULL. */
int rq_ledger_note(struct rq_session *session, enum rq_audit_action action, const char *id,
		   const char *digest, const char *by, struct rq_error *err);

/* The same of an id that is folded already. */
int rq_ledger_note_folded(struct rq_session *session, enum rq_audit_action action,
			  const unsigned char folded[RQ_KEY_ID], struct rq_error *err);

/* The head, if the transaction moved it. Of session.c. */
int rq_ledger_write(struct rq_session *session, struct rq_error *err);

/* Up to max entries behind a number; *count of them. RQ_DAMAGED. */
int rq_embedded_audit(struct rq_store *store, uint64_t behind, struct rq_audit_entry *entries,
		      size_t max, size_t *count, struct rq_error *err);
int rq_embedded_audit_head(struct rq_store *store, struct rq_audit_head *head,
			   struct rq_error *err);
int rq_embedded_audit_add(struct rq_store *store, const struct rq_audit_entry *entries,
			  size_t count, struct rq_error *err);

#endif
