#include "engine/served.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "engine/chat.h"

static bool is_any_set(const struct rq_limits *limits)
{
	for (size_t i = 0; i < RQ_DIMENSIONS; i++)
		if (limits->rate[i] > 0)
			return true;
	return false;
}

static bool has_no_limits(const struct rq_engine_options *options)
{
	return options->limits && strcmp(options->limits, "none") == 0;
}

static int check_plan(const struct rq_engine_options *options, struct rq_error *err)
{
	struct rq_models *models;
	int result = 0;

	if (rq_models_open(options->models, &models, err) == -1)
		return -1;
	if (!rq_models_have_plan(models, options->plan))
		result = rq_fail(err, RQ_USAGE, "no model has limits of a plan \"%.40s\"",
				 options->plan);
	rq_models_free(models);
	return result;
}

int rq_served_check(const struct rq_engine_options *options, struct rq_error *err)
{
	struct rq_limits limits = { 0 };

	if (options->limits && !has_no_limits(options) &&
	    rq_limits_parse(options->limits, &limits, err) == -1)
		return -1;
	return options->plan ? check_plan(options, err) : 0;
}

/* What the plan says, if the server is the one that the file of models is about. */
static int read_plan(struct rq_served *served, const struct rq_models *models,
		     const struct rq_engine_options *options, const char *base_url,
		     struct rq_error *err)
{
	const char *plan = options->plan ? options->plan : rq_models_plan(models);
	const char *limits;

	if (!options->plan && strcmp(base_url, rq_models_base_url(models)) != 0)
		return 0;
	limits = rq_model_limits(&served->model, plan);
	if (limits)
		return rq_limits_parse(limits, &served->known, err);
	if (options->plan && served->model.known)
		return rq_fail(err, RQ_USAGE, "no limits of a plan \"%.40s\" are known for %.80s",
			       plan, served->name);
	return 0;
}

static void take_limits(struct rq_served *served)
{
	served->terms.limits = served->known;
	rq_limits_merge(&served->terms.limits, &served->own);
}

int rq_served_new(const struct rq_models *models, const struct rq_engine_options *options,
		  const char *base_url, const char *name, struct rq_served **served,
		  struct rq_error *err)
{
	struct rq_served *new = rq_alloc(1, sizeof *new);

	*served = new;
	new->name = rq_strdup(name);
	new->model = rq_models_find(models, new->name);
	new->overhead = rq_chat_overhead(&new->model);
	new->scope = rq_printf("%s %s", base_url, name);
	new->terms.scope = new->scope;
	new->most = options->in_flight;
	new->unlimited = has_no_limits(options);
	rq_window_init(&new->window, new->most);
	rq_calibration_init(&new->calibration);
	if (options->budgeted && !new->model.priced) {
		(void)rq_fail(err, RQ_USAGE,
			      "no price of %.80s is known, so no budget can be kept: see --models",
			      name);
	} else if (new->unlimited ||
		   (read_plan(new, models, options, base_url, err) == 0 &&
		    (!options->limits || rq_limits_parse(options->limits, &new->own, err) == 0))) {
		take_limits(new);
		new->adapts = !new->unlimited && !is_any_set(&new->terms.limits);
		return 0;
	}
	rq_served_free(new);
	return -1;
}

void rq_served_free(struct rq_served *served)
{
	if (!served)
		return;
	free(served->scope);
	free(served->name);
	free(served);
}

size_t rq_served_room(const struct rq_served *served)
{
	size_t most = served->adapts ? served->window.size : served->most;

	return most > served->in_flight ? most - served->in_flight : 0;
}

void rq_served_begin(struct rq_served *served)
{
	served->in_flight++;
}

/* Of what a server takes, its headers name requests a day and tokens a minute. */
static void heed(struct rq_served *served, const struct rq_quota *quota)
{
	if (served->unlimited || (quota->limit_requests <= 0 && quota->limit_tokens <= 0))
		return;
	if (quota->limit_requests > 0)
		served->known.rate[RQ_RPD] = quota->limit_requests;
	if (quota->limit_tokens > 0)
		served->known.rate[RQ_TPM] = quota->limit_tokens;
	served->adapts = false;
	take_limits(served);
}

void rq_served_end(struct rq_served *served, const struct rq_quota *quota, bool busy,
		   int64_t latency)
{
	served->in_flight--;
	heed(served, quota);
	if (served->adapts)
		rq_window_note(&served->window, busy, latency, rq_clock_steady());
}

struct rq_need rq_served_need(const struct rq_served *served, int64_t estimated, int64_t room)
{
	int64_t expected = rq_calibration_expect(&served->calibration, estimated);
	struct rq_token_count most = {
		.prompt = expected > estimated ? expected : estimated,
		.completion = room,
	};

	return (struct rq_need) {
		.requests = 1,
		.input_tokens = expected,
		.output_tokens = room,
		.microusd = rq_model_cost(&served->model, &most, false),
	};
}
