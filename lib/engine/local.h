#ifndef RQ_ENGINE_LOCAL_H
#define RQ_ENGINE_LOCAL_H

/* The embedded engine: no network, no key, no cost. What it proposes: engine/propose.h. */

#include "engine/engine.h"

extern const struct rq_engine_class rq_engine_local;

#endif
