#ifndef RQ_ENGINE_SERVED_H
#define RQ_ENGINE_SERVED_H

/*
 * A model as one server offers it: what is known of it, which limits hold, and
 * how many requests it may have at once. Limits are those of the plan in
 * models.json, corrected by what the server's headers say, under what the user
 * says. Where nobody names a limit, concurrency adapts instead (window.h).
 */

#include <stdbool.h>
#include <stddef.h>

#include "engine/calibration.h"
#include "engine/engine.h"
#include "engine/model.h"
#include "engine/window.h"
#include "io/quota.h"
#include "store/limit.h"

struct rq_served {
	char *name, *scope;
	struct rq_model model;
	int64_t overhead;       /* tokens of each request besides its prompt */
	struct rq_terms terms;  /* what holds now */
	struct rq_limits known; /* of the plan and the server */
	struct rq_limits own;   /* of the user */
	bool unlimited;         /* the user says that there are none */
	bool adapts;            /* nobody names a limit */
	struct rq_window window;
	struct rq_calibration calibration; /* of its prompts */
	size_t in_flight, most;            /* requests */
};

/*
 * Whether what the user says of limits can be meant, before any model is asked for: the list can
 * be read, and some model has that plan. RQ_USAGE; what rq_models_open() says when there is a
 * plan.
 */
int rq_served_check(const struct rq_engine_options *options, struct rq_error *err);

/*
 * The model of that name on the server at base_url. RQ_USAGE: limits that
 * cannot be read, a plan that the file of models does not have, a budget that
 * cannot be kept because there is no price. Free it with rq_served_free().
 */
int rq_served_new(const struct rq_models *models, const struct rq_engine_options *options,
		  const char *base_url, const char *name, struct rq_served **served,
		  struct rq_error *err);
void rq_served_free(struct rq_served *served);

/*
 * What a request may take at most, by the tokens that we estimate of it and the room of its
 * answer: of a limit as far as is known of the model, in dollars by the larger of what is known and
 * what is estimated, for a budget is never passed.
 */
struct rq_need rq_served_need(const struct rq_served *served, int64_t estimated, int64_t room);

/* How many requests may be started now. */
size_t rq_served_room(const struct rq_served *served);

/* One has been started; one has come back, after latency ms, or because the server is busy. */
void rq_served_begin(struct rq_served *served);
void rq_served_end(struct rq_served *served, const struct rq_quota *quota, bool busy,
		   int64_t latency);

#endif
