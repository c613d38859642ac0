#include "engine/engine.h"

#include <string.h>

#include "engine/local.h"

static const struct rq_engine_class *const classes[] = { &rq_engine_local };

const struct rq_engine_class *rq_engine_find(const char *name)
{
	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
		if (strcmp(classes[i]->name, name) == 0)
			return classes[i];
	return NULL;
}

int rq_engine_open(const char *name, struct rq_engine **engine, struct rq_error *err)
{
	const struct rq_engine_class *class = rq_engine_find(name);

	if (!class)
		return rq_fail(err, RQ_USAGE, "no engine \"%s\"", name);
	return class->open(engine, err);
}

void rq_engine_free(struct rq_engine *engine)
{
	if (engine)
		engine->class->free(engine);
}

int rq_engine_start(struct rq_engine *engine, struct rq_proposal *proposal, struct rq_error *err)
{
	return engine->class->start(engine, proposal, err);
}

int rq_engine_wait(struct rq_engine *engine, int milliseconds, struct rq_proposal **done,
		   struct rq_error *err)
{
	return engine->class->wait(engine, milliseconds, done, err);
}
