#ifndef RQ_STORE_AUDIT_H
#define RQ_STORE_AUDIT_H

/*
 * What was done with people's data, in order: a log to which only entries are added, in
 * the transaction of what they tell, each bound to the one before by a hash. Its head, the
 * last entry's number and hash, is kept beside it, so that an end that was cut off shows.
 * No entry names a person: they have ids and fingerprints only, and stay when a person is
 * forgotten. Who can write the file can write the whole log anew; a head that was noted
 * elsewhere shows even that.
 *
 * The hash is the fingerprint (base/digest.h) of seven lines, each ended by a newline: the
 * hash before (64 zeros for the first), sequence, time (RFC 3339), action, id, digest, by;
 * what an entry lacks is an empty line.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"

enum rq_audit_action {
	RQ_AUDIT_READ,      /* a résumé or a posting came into the store; id: its own */
	RQ_AUDIT_SENT,      /* a request may leave from here on; digest: of its body */
	RQ_AUDIT_RECEIVED,  /* a result was kept; digest: of the record */
	RQ_AUDIT_DECIDED,   /* a person did; digest: of the decision, by: of who it was */
	RQ_AUDIT_EXPORTED,  /* a document was made of a result; digest: of what was told of it */
	RQ_AUDIT_EXPIRED,   /* a task or a résumé was erased by time */
	RQ_AUDIT_FORGOTTEN, /* and because a person was */
};
enum { RQ_AUDIT_ACTIONS = 7 };

struct rq_audit_entry {
	uint64_t sequence; /* from 1, without gaps */
	int64_t at;        /* ms */
	enum rq_audit_action action;
	char id[RQ_ID_SIZE];         /* task_id, but for what was read or erased */
	char digest[RQ_DIGEST_SIZE]; /* "" : none */
	char by[RQ_ID_SIZE];         /* the fingerprint of a name, cut to an id; "": none */
	char hash[RQ_DIGEST_SIZE];
};

/* "read" and the like; static. */
const char *rq_audit_action_name(enum rq_audit_action action);

/* The action of that name, or -1. */
int rq_audit_action_find(const char *name);

/* The beginning of the log, before its first entry. */
struct rq_audit_head {
	uint64_t sequence;
	char hash[RQ_DIGEST_SIZE];
};
struct rq_audit_head rq_audit_beginning(void);

/* The hash that an entry has behind another. */
void rq_audit_hash(const struct rq_audit_entry *entry, const char *previous,
		   char hash[RQ_DIGEST_SIZE]);

/* An "audit" record (rq-record(5)); new. */
json_t *rq_audit_record(const struct rq_audit_entry *entry);

/*
 * Whether an entry follows from the one that was seen last: 0, and it is the last then; or
 * RQ_DAMAGED, which says how not, and it is taken for the last all the same.
 */
int rq_audit_follow(struct rq_audit_head *last, const struct rq_audit_entry *entry,
		    struct rq_error *err);

/* Whether it may come behind the last one of a log: RQ_BAD_RECORD when not. */
int rq_audit_continues(const struct rq_audit_head *last, const struct rq_audit_entry *entry,
		       struct rq_error *err);

/* Whether the last one is the head that was kept: RQ_DAMAGED when not. */
int rq_audit_close(const struct rq_audit_head *last, const struct rq_audit_head *head,
		   struct rq_error *err);

#endif
