#ifndef RQ_TOOL_VERDICTS_H
#define RQ_TOOL_VERDICTS_H

/*
 * Decisions on their way into the store, many a commit, and what became of each. One about a
 * task that was erased is counted and passed over, for nothing is left that it could be about.
 */

#include "review/decision.h"
#include "tool/admin.h"

struct rq_verdicts;

/* The admin is borrowed: its store takes them, its output is told. Free it. */
struct rq_verdicts *rq_verdicts_new(struct rq_admin *admin);
void rq_verdicts_free(struct rq_verdicts *verdicts);

/*
 * A "decision" record; borrowed. RQ_BAD_RECORD when it is none, when it approves what is held
 * back, or sends back what was sent back too often.
 */
int rq_verdicts_take(struct rq_verdicts *verdicts, const json_t *record, struct rq_error *err);

/* A decision that needs nothing of the store; takes its kept. */
int rq_verdicts_add(struct rq_verdicts *verdicts, const struct rq_decision *decision,
		    struct rq_error *err);

/* Counts one that stands already. */
void rq_verdicts_know(struct rq_verdicts *verdicts);

/* What was taken so far is in the store. */
int rq_verdicts_commit(struct rq_verdicts *verdicts, struct rq_error *err);

/* The last commit, complaints about tasks that nobody knows, and how many became what. */
int rq_verdicts_end(struct rq_verdicts *verdicts, struct rq_error *err);

#endif
