#include "engine/local.h"

#include <stdlib.h>

#include "base/memory.h"
#include "engine/propose.h"

/* Proposals that nobody has fetched. */
enum { CAPACITY = 64 };

struct local {
	struct rq_engine engine;
	struct rq_proposal *done[CAPACITY];
	size_t first, count;
};

static int open_local(struct rq_engine **engine, struct rq_error *err)
{
	struct local *local = rq_alloc(1, sizeof *local);

	(void)err;
	local->engine.class = &rq_engine_local;
	*engine = &local->engine;
	return 0;
}

static int start_local(struct rq_engine *engine, struct rq_proposal *proposal, struct rq_error *err)
{
	struct local *local = (struct local *)engine;

	if (local->count == CAPACITY)
		return rq_fail(err, RQ_AGAIN, "the local engine holds %d proposals", CAPACITY);
	if (rq_json_object(proposal->record, "resume"))
		proposal->answer =
		    rq_propose(proposal->record, proposal->job, proposal->vocabulary);
	else
		(void)rq_fail(&proposal->err, RQ_BAD_RECORD, "the record holds no résumé");
	local->done[(local->first + local->count++) % CAPACITY] = proposal;
	return 0;
}

static int wait_local(struct rq_engine *engine, int milliseconds, struct rq_proposal **done,
		      struct rq_error *err)
{
	struct local *local = (struct local *)engine;

	(void)milliseconds;
	(void)err;
	if (local->count == 0)
		return 0;
	*done = local->done[local->first];
	local->first = (local->first + 1) % CAPACITY;
	local->count--;
	return 1;
}

static void free_local(struct rq_engine *engine)
{
	free(engine);
}

const struct rq_engine_class rq_engine_local = {
	.name = "local",
	.version = "1",
	.capacity = CAPACITY,
	.open = open_local,
	.start = start_local,
	.wait = wait_local,
	.free = free_local,
};
