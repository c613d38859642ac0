#ifndef RQ_REVIEW_LEDGER_H
#define RQ_REVIEW_LEDGER_H

/*
 * A file of decisions that grows by one line a decision, on the disk before
 * the next is asked for, so that a review can be left and taken up again.
 */

#include <stdbool.h>

#include "base/json.h"

struct rq_ledger;

/*
 * Opens the file, or makes it (mode 0600). Lines that are no decisions are
 * passed over; a last one that was cut off is ended. RQ_UNREADABLE, RQ_SYSTEM.
 */
int rq_ledger_open(const char *path, struct rq_ledger **opened, struct rq_error *err);
void rq_ledger_close(struct rq_ledger *ledger);

/* Whether the file has a decision about a task. */
bool rq_ledger_has(const struct rq_ledger *ledger, const char *task_id);

/* Writes a decision record; borrowed. RQ_SYSTEM: it may be there in part. */
int rq_ledger_add(struct rq_ledger *ledger, const json_t *decision, struct rq_error *err);

#endif
