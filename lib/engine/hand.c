#include "engine/hand.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/memory.h"

enum { STEP_MS = 2000 };

void rq_hand_init(struct rq_hand *hand, struct rq_store *store, size_t size, int64_t lease)
{
	*hand = (struct rq_hand) {
		.store = store,
		.pantry = rq_pantry_new(store, size),
		.works = rq_alloc(size, sizeof(struct rq_work *)),
		.size = size,
		.lease = lease,
		.extended = rq_clock_steady(),
		.looked = rq_clock_steady(),
		.wall = rq_store_now(store),
	};
}

void rq_hand_free(struct rq_hand *hand)
{
	for (size_t i = 0; i < hand->count; i++)
		rq_work_free(hand->works[i], hand->pantry);
	rq_pantry_free(hand->pantry);
	free(hand->works);
	*hand = (struct rq_hand) { 0 };
}

size_t rq_hand_count(const struct rq_hand *hand, enum rq_work_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < hand->count; i++)
		count += hand->works[i]->state == state;
	return count;
}

size_t rq_hand_count_before(const struct rq_hand *hand, enum rq_work_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < hand->count; i++)
		count += hand->works[i]->state < state;
	return count;
}

struct rq_work *rq_hand_add(struct rq_hand *hand, const struct rq_task *task)
{
	struct rq_work *work = rq_work_new(task, hand->store);

	hand->works[hand->count++] = work;
	return work;
}

int rq_hand_claim(struct rq_hand *hand, const struct rq_claim *claim, size_t max, size_t *count,
		  struct rq_error *err)
{
	struct rq_task *tasks = rq_alloc(max, sizeof *tasks);
	int result;

	*count = 0;
	result = rq_store_claim(hand->store, claim, tasks, max, count, err);
	for (size_t i = 0; i < *count; i++)
		(void)rq_hand_add(hand, &tasks[i]);
	free(tasks);
	return result;
}

void rq_hand_drop(struct rq_hand *hand, enum rq_work_state state)
{
	size_t kept = 0;

	for (size_t i = 0; i < hand->count; i++) {
		if (hand->works[i]->state == state)
			rq_work_free(hand->works[i], hand->pantry);
		else
			hand->works[kept++] = hand->works[i];
	}
	hand->count = kept;
}

/* The works that are concluded, and their outcomes beside them. */
static size_t gather(const struct rq_hand *hand, struct rq_work **works,
		     struct rq_outcome *outcomes)
{
	size_t count = 0;

	for (size_t i = 0; i < hand->count; i++)
		if (hand->works[i]->state == RQ_WORK_CONCLUDED) {
			works[count] = hand->works[i];
			outcomes[count++] = hand->works[i]->outcome;
		}
	return count;
}

int rq_hand_finish(struct rq_hand *hand,
		   int (*take)(const struct rq_work *work, void *context, struct rq_error *err),
		   void *context, struct rq_error *err)
{
	size_t count = rq_hand_count(hand, RQ_WORK_CONCLUDED);
	struct rq_outcome *outcomes;
	struct rq_work **works;
	int result;

	if (count == 0)
		return 0;
	works = rq_alloc(count, sizeof(struct rq_work *));
	outcomes = rq_alloc(count, sizeof *outcomes);
	(void)gather(hand, works, outcomes);
	result = rq_store_finish(hand->store, outcomes, count, rq_store_now(hand->store), err);
	for (size_t i = 0; result == 0 && i < count; i++)
		if (!outcomes[i].lost)
			result = take(works[i], context, err);
	free(outcomes);
	free(works);
	rq_hand_drop(hand, RQ_WORK_CONCLUDED);
	return result;
}

/* The clock of the store moved otherwise than time has passed. */
static bool clock_was_set(struct rq_hand *hand, int64_t steady)
{
	int64_t wall = rq_store_now(hand->store);
	int64_t step = (wall - hand->wall) - (steady - hand->looked);

	hand->wall = wall;
	hand->looked = steady;
	return step > STEP_MS || step < -STEP_MS;
}

int rq_hand_keep(struct rq_hand *hand, struct rq_error *err)
{
	int64_t steady = rq_clock_steady();
	bool set = clock_was_set(hand, steady);
	struct rq_task *tasks;
	size_t lost;
	int result;

	if (hand->count == 0 || (!set && steady - hand->extended < hand->lease / 3))
		return 0;
	tasks = rq_alloc(hand->count, sizeof *tasks);
	for (size_t i = 0; i < hand->count; i++)
		tasks[i] = hand->works[i]->task;
	result = rq_store_extend(hand->store, tasks, hand->count,
				 rq_store_now(hand->store) + hand->lease, &lost, err);
	free(tasks);
	hand->extended = steady;
	return result;
}
