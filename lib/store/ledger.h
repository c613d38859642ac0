#ifndef RQ_STORE_LEDGER_H
#define RQ_STORE_LEDGER_H

/*
 * The audit (audit.h) as a table: entries of fixed size by their number, and at number 0
 * the head. What a transaction adds is written at once; the head with its commit.
 */

#include "store/session.h"

/* Adds an entry to the session's transaction, unless it is told; digest and by may be NULL. */
int rq_ledger_note(struct rq_session *session, enum rq_audit_action action, const char *id,
		   const char *digest, const char *by, struct rq_error *err);

/* The same of an id that is folded already. */
int rq_ledger_note_folded(struct rq_session *session, enum rq_audit_action action,
			  const unsigned char folded[RQ_KEY_ID], struct rq_error *err);

/*
 * An entry as it was made elsewhere, hash and all. *known: it is here. 0 when it stands behind
 * the last one now, or is known; 1 when another stands in its place; -1: RQ_BAD_RECORD when it
 * does not follow.
 */
int rq_ledger_continue(struct rq_session *session, const struct rq_audit_entry *entry, bool *known,
		       struct rq_error *err);

/* Of an entry of the table: RQ_DAMAGED when it is none. */
int rq_ledger_read(struct rq_span key, struct rq_span value, struct rq_audit_entry *entry,
		   struct rq_error *err);

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
