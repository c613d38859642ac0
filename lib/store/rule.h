#ifndef RQ_STORE_RULE_H
#define RQ_STORE_RULE_H

/*
 * What becomes of a task: the rules that hold in every store, whatever database
 * stands behind it. Each works on a task that the caller has loaded and will keep.
 * No clock, no database.
 */

#include "store/metric.h"
#include "store/pack.h"
#include "store/scope.h"
#include "store/spending.h"
#include "store/store.h"

/* What a submission is to a task that is in the store already. */
enum rq_admission rq_rule_admission(const struct rq_stored *stored,
				    const struct rq_enqueue_options *options);

/* What it counts as in the usage that a task is RQ_CACHED, by the gist of its result. */
void rq_rule_reuse(struct rq_bytes gist, const struct rq_enqueue_options *options,
		   struct rq_usage *usage);

/*
 * What a submission makes of a task that is new (known is false) or runs again. Its
 * number, its time of creation and its fence stay: a worker of long ago must not return.
 */
void rq_rule_renew(struct rq_stored *stored, bool known, const struct rq_task *given, int64_t now);

/* Whether a claim asks for such tasks; and whether it may have this one now. */
bool rq_rule_is_wanted(const struct rq_claim *how, const struct rq_task *task);
bool rq_rule_is_free(const struct rq_stored *stored, int64_t now, const struct rq_owner *self);

/* The task is leased to self. */
void rq_rule_lease(struct rq_stored *stored, const struct rq_claim *how,
		   const struct rq_owner *self, struct rq_metrics *metrics);

/* Its lease ran out, or its worker died: it is ready again. */
void rq_rule_end_lease(struct rq_stored *stored, int64_t now, struct rq_metrics *metrics);

/* Orders struct rq_task as workers do them, for qsort(). */
int rq_rule_compare(const void *one, const void *other);

/* The outcome's task, if the worker or the batch still has it. */
bool rq_rule_is_in_hand(const struct rq_stored *stored, const struct rq_outcome *outcome);

/* How the task ends, and what is counted of that. */
void rq_rule_finish(struct rq_stored *stored, const struct rq_outcome *outcome, int64_t now,
		    struct rq_metrics *metrics);

/* Neither a worker nor a batch has the task any more. */
void rq_rule_let_go(struct rq_stored *stored);

/* The task is waiting, from run_at on: ready if that has passed. */
void rq_rule_await(struct rq_stored *stored, enum rq_task_status status, int64_t run_at,
		   int64_t now);

/* Remembers one more failure; the oldest goes when there are RQ_MAX_HISTORY. */
void rq_rule_note(struct rq_task *task, int64_t now, const struct rq_error *failure);

/* A decision about a result that ended then; standing is NULL when it is the first. */
struct rq_kept_review {
	int64_t at;
	struct rq_span decision;
};
enum rq_reception rq_rule_review(const struct rq_task *task, const struct rq_kept_review *standing,
				 const struct rq_review *review);

/* Whether a filter takes the task. */
bool rq_rule_matches(const struct rq_filter *filter, const struct rq_task *task);

/* The operator's hand: which states it changes, and into what. */
bool rq_rule_may_change(enum rq_task_status status, bool cancel);
void rq_rule_change(struct rq_stored *stored, bool cancel, int64_t now);

/* Of a task's permit: what its call took, by its charge (store.h). */
struct rq_need rq_rule_used(const struct rq_need *granted, enum rq_charge charge,
			    const struct rq_usage *usage);

/*
 * Whether a call may be made now, by the limits of its scope and the dollars of the day:
 * RQ_REFUSED_NOT, or why it has to wait; *next is when to ask again, or 0.
 */
enum rq_refusal_reason rq_rule_judge(const struct rq_scope *scope,
				     const struct rq_spending *spending, const struct rq_take *how,
				     const struct rq_need *need, int64_t *next);

/* What a review may ask for, told as a review is received: what is done answers, however old. */
struct rq_enqueue_options rq_rule_again(const struct rq_submission *again);

/* Whether a résumé's record says that it is this candidate's. */
bool rq_rule_is_of(struct rq_bytes record, const char *candidate_id);

/*
 * A résumé's record that said whose it was first, when it is another's now (the task's);
 * free(). NULL when it is none.
 */
char *rq_rule_pass_on(struct rq_bytes bytes, const struct rq_task *to);

/* Whether a recipe holds what somebody wrote who sent a result back: it speaks of a person. */
bool rq_rule_has_notes(struct rq_bytes recipe);

#endif
