#ifndef RQ_REVIEW_FORM_H
#define RQ_REVIEW_FORM_H

/*
 * Decisions as people fill them into a table: the CSV of rq-report, or any with columns
 * "task_id" and "decision". Further ones that count: reason, note, reviewer, at, bulk,
 * seconds.
 */

#include "base/json.h"
#include "io/rows.h"

enum { RQ_FORM_COLUMNS = 8 };

struct rq_form {
	struct rq_rows rows;
	size_t column[RQ_FORM_COLUMNS]; /* where it stands, from 1; 0: it does not */
};

/*
 * Reads the names. RQ_USAGE when task_id or decision is not among them, or one of ours is
 * there twice. Free it.
 */
int rq_form_open(struct rq_form *form, struct rq_input *input, struct rq_error *err);
void rq_form_free(struct rq_form *form);

/*
 * The next row that decides, as a "decision" record, which is not checked yet; new. 1, 0
 * at the end, -1: what rq_rows_read() fails with.
 */
int rq_form_read(struct rq_form *form, json_t **record, struct rq_error *err);

#endif
