#ifndef RQ_REVIEW_ERASED_H
#define RQ_REVIEW_ERASED_H

/*
 * Tasks that a store no longer has because a person was forgotten or their time had come: its audit
 * (store/audit.h) tells of them by their ids. Decisions about them stay in files that are given
 * again.
 */

#include <stdbool.h>

#include "store/care.h"

struct rq_erased {
	char task_id[RQ_ID_SIZE];
	bool erased; /* out */
};

/* Which of them were erased. Where the audit cannot be read, nobody knows, and none was. */
int rq_erased_find(struct rq_store *store, struct rq_erased *list, size_t count,
		   struct rq_error *err);

#endif
