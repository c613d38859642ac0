#include "engine/local.h"

#include <stdlib.h>

#include "base/memory.h"
#include "engine/propose.h"

/* Proposals are done as soon as they are started, and wait here to be fetched. */
struct local {
	struct rq_engine engine;
	struct rq_proposal **done;
	size_t first, count, capacity;
};

static int open_local(const struct rq_engine_options *options, struct rq_engine **engine,
		      struct rq_error *err)
{
	struct local *local = rq_alloc(1, sizeof *local);

	(void)options;
	(void)err;
	local->engine.class = &rq_engine_local;
	*engine = &local->engine;
	return 0;
}

static int prepare_local(struct rq_engine *engine, struct rq_proposal *proposal,
			 struct rq_error *err)
{
	(void)engine;
	if (rq_json_object(proposal->record, "resume"))
		return 0;
	return rq_fail(err, RQ_BAD_RECORD, "the record holds no résumé");
}

static void drop_local(struct rq_engine *engine, struct rq_proposal *proposal)
{
	(void)engine;
	(void)proposal;
}

static size_t room_of_local(const struct rq_engine *engine, const struct rq_proposal *proposal)
{
	(void)engine;
	(void)proposal;
	return SIZE_MAX;
}

static int start_local(struct rq_engine *engine, struct rq_proposal *proposal, struct rq_error *err)
{
	struct local *local = (struct local *)engine;

	(void)err;
	proposal->answer =
	    rq_propose(proposal->record, proposal->job, proposal->vocabulary, proposal->wordings);
	proposal->usage = json_object();
	rq_json_set_integer(proposal->usage, "calls", 1);
	local->done =
	    rq_grow(local->done, local->count, &local->capacity, sizeof(struct rq_proposal *));
	local->done[local->count++] = proposal;
	return 0;
}

static int wait_local(struct rq_engine *engine, int milliseconds, int wake_fd,
		      struct rq_proposal **done, struct rq_error *err)
{
	struct local *local = (struct local *)engine;

	(void)milliseconds;
	(void)wake_fd;
	(void)err;
	if (local->first == local->count) {
		local->first = local->count = 0;
		return 0;
	}
	*done = local->done[local->first++];
	return 1;
}

static int restore_local(struct rq_engine *engine, struct rq_proposal *proposal,
			 struct rq_error *err)
{
	(void)engine;
	(void)proposal;
	(void)err;
	return 0;
}

static void free_local(struct rq_engine *engine)
{
	free(((struct local *)engine)->done);
	free(engine);
}

const struct rq_engine_class rq_engine_local = {
	.name = "local",
	.version = "1",
	.open = open_local,
	.prepare = prepare_local,
	.drop = drop_local,
	.room = room_of_local,
	.start = start_local,
	.wait = wait_local,
	.restore = restore_local,
	.free = free_local,
};
