#ifndef RQ_ENGINE_HAND_H
#define RQ_ENGINE_HAND_H

/*
 * The tasks that are in hand: claimed together, concluded one by one, committed
 * in groups. Their leases are kept from running out.
 */

#include <stddef.h>
#include <stdint.h>

#include "engine/work.h"
#include "store/store.h"

struct rq_hand {
	struct rq_store *store;
	struct rq_pantry *pantry;
	struct rq_work **works; /* in the order of their claims */
	size_t count, size;     /* how many there are, and may be */
	int64_t lease;          /* ms */
	int64_t extended;       /* ms, steady: when leases were last made longer */
	int64_t looked;         /* ms, steady: when both clocks were last looked at */
	int64_t wall;           /* ms: what the store's clock showed then */
};

/* Empty. The store must outlive it. Free it; that gives nothing back. */
void rq_hand_init(struct rq_hand *hand, struct rq_store *store, size_t size, int64_t lease);
void rq_hand_free(struct rq_hand *hand);

/* How many are in a state, or have not come as far. */
size_t rq_hand_count(const struct rq_hand *hand, enum rq_work_state state);
size_t rq_hand_count_before(const struct rq_hand *hand, enum rq_work_state state);

/* Takes a task that needs no claim; it is swallowed. There must be room. Borrowed. */
struct rq_work *rq_hand_add(struct rq_hand *hand, const struct rq_task *task);

/* Lets go of all in a state without a word to the store. */
void rq_hand_drop(struct rq_hand *hand, enum rq_work_state state);

/* Claims up to max tasks, which are then in hand; *count of them. */
int rq_hand_claim(struct rq_hand *hand, const struct rq_claim *claim, size_t max, size_t *count,
		  struct rq_error *err);

/*
 * Commits all that is concluded in one transaction, then has take called for
 * each of them that was not lost, and lets go of them.
 */
int rq_hand_finish(struct rq_hand *hand,
		   int (*take)(const struct rq_work *work, void *context, struct rq_error *err),
		   void *context, struct rq_error *err);

/*
 * Makes leases longer well before they end, and when the clock that they hold by was set:
 * so before anything is claimed, or what is in hand could be claimed once more.
 */
int rq_hand_keep(struct rq_hand *hand, struct rq_error *err);

#endif
