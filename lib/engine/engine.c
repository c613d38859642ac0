#include "engine/engine.h"

#include <string.h>

#include "engine/local.h"
#include "engine/remote.h"

static const struct rq_engine_class *const classes[] = { &rq_engine_local, &rq_engine_groq };

const struct rq_engine_class *rq_engine_find(const char *name)
{
	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
		if (strcmp(classes[i]->name, name) == 0)
			return classes[i];
	return NULL;
}

bool rq_engine_is_remote(const char *name)
{
	const struct rq_engine_class *class = rq_engine_find(name);

	return class && class->remote;
}

int rq_engine_open(const char *name, const struct rq_engine_options *options,
		   struct rq_engine **engine, struct rq_error *err)
{
	const struct rq_engine_class *class = rq_engine_find(name);

	if (!class)
		return rq_fail(err, RQ_USAGE, "no engine \"%s\"", name);
	return class->open(options, engine, err);
}

void rq_engine_free(struct rq_engine *engine)
{
	if (engine)
		engine->class->free(engine);
}

struct rq_engine *rq_engines_get(struct rq_engines *engines, const char *name, struct rq_error *err)
{
	for (size_t i = 0; i < engines->count; i++)
		if (strcmp(engines->engine[i]->class->name, name) == 0)
			return engines->engine[i];
	if (engines->count == RQ_MAX_ENGINES) {
		(void)rq_fail(err, RQ_USAGE, "more than %d engines", RQ_MAX_ENGINES);
		return NULL;
	}
	if (rq_engine_open(name, engines->options, &engines->engine[engines->count], err) == -1)
		return NULL;
	return engines->engine[engines->count++];
}

void rq_engines_free(struct rq_engines *engines)
{
	for (size_t i = 0; i < engines->count; i++)
		rq_engine_free(engines->engine[i]);
	engines->count = 0;
}

int rq_engine_prepare(struct rq_engine *engine, struct rq_proposal *proposal, struct rq_error *err)
{
	return engine->class->prepare(engine, proposal, err);
}

void rq_engine_drop(struct rq_engine *engine, struct rq_proposal *proposal)
{
	engine->class->drop(engine, proposal);
}

size_t rq_engine_room(const struct rq_engine *engine, const struct rq_proposal *proposal)
{
	return engine->class->room(engine, proposal);
}

int rq_engine_start(struct rq_engine *engine, struct rq_proposal *proposal, struct rq_error *err)
{
	return engine->class->start(engine, proposal, err);
}

int rq_engine_wait(struct rq_engine *engine, int milliseconds, int wake_fd,
		   struct rq_proposal **done, struct rq_error *err)
{
	return engine->class->wait(engine, milliseconds, wake_fd, done, err);
}

int rq_engine_restore(struct rq_engine *engine, struct rq_proposal *proposal, struct rq_error *err)
{
	return engine->class->restore(engine, proposal, err);
}
