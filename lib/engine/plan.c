#include "engine/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/money.h"
#include "base/text.h"
#include "engine/work.h"
#include "io/record.h"

enum { MAX_LANES = 16, DAY_MS = 24 * 3600 * 1000 };

/* The calls that count against the same limits, on a clock of their own. */
struct lane {
	const struct rq_terms *terms;
	struct rq_meter meter;
	int64_t now;           /* ms since the beginning */
	struct rq_need sample; /* what was needed so far, together */
	size_t count;
};

struct planning {
	struct rq_store *store;
	const struct rq_plan_options *options;
	struct rq_plan *plan;
	struct rq_pantry *pantry;
	struct rq_engines engines;
	struct lane lanes[MAX_LANES];
	size_t lane_count;
	size_t made;  /* prompts */
	int64_t time; /* ms from the beginning within which calls must begin */
};

static struct lane *lane_of(struct planning *p, const struct rq_terms *terms)
{
	for (size_t i = 0; i < p->lane_count; i++)
		if (p->lanes[i].terms == terms)
			return &p->lanes[i];
	if (p->lane_count == MAX_LANES)
		return NULL;
	p->lanes[p->lane_count] = (struct lane) { .terms = terms };
	return &p->lanes[p->lane_count++];
}

static void add(struct rq_need *sum, const struct rq_need *need)
{
	sum->requests += need->requests;
	sum->input_tokens += need->input_tokens;
	sum->output_tokens += need->output_tokens;
	sum->microusd += need->microusd;
}

/* --- when a call could begin ------------------------------------------------------- */

static void say_why(struct rq_plan *plan, const char *what, const char *scope)
{
	if (plan->why[0] == '\0')
		(void)snprintf(plan->why, sizeof plan->why, "%s%s%s", what, scope ? " of " : "",
			       scope ? scope : "");
}

/* The limiter's own arithmetic, on a clock that jumps from permit to permit. */
static void count_call(struct planning *p, struct lane *lane, const struct rq_need *need)
{
	const struct rq_limits *limits = &lane->terms->limits;
	struct rq_plan *plan = p->plan;

	plan->remote++;
	add(&plan->need, need);
	if (rq_meter_never(limits, need)) {
		say_why(plan, "a call is larger than a limit", lane->terms->scope);
		return;
	}
	lane->now += rq_meter_wait(&lane->meter, limits, need);
	(void)rq_meter_refill(&lane->meter, limits, lane->now);
	rq_meter_take(&lane->meter, limits, need);
	if (lane->now / 1000 > plan->seconds)
		plan->seconds = lane->now / 1000;
	if (p->options->budget_microusd > 0 && plan->need.microusd > p->options->budget_microusd)
		say_why(plan, "the budget of the day", NULL);
	else if (lane->now > p->time)
		say_why(plan,
			p->options->deadline > 0 ? "the deadline, by the limits"
						 : "the limits of a day",
			lane->terms->scope);
	else
		plan->today++;
}

/* --- what each call takes -------------------------------------------------------------- */

static int plan_task(struct planning *p, const struct rq_task *task, struct rq_error *err)
{
	struct rq_error failure = { 0 };
	struct rq_task copy = *task;
	struct rq_engine *engine = rq_engines_get(&p->engines, task->engine, err);
	struct rq_work *work;
	struct lane *lane;

	if (!engine)
		return -1;
	copy.failures = NULL;
	copy.failure_count = 0;
	work = rq_work_new(&copy, p->store);
	if (rq_work_prepare(work, engine, p->pantry, &failure) == 0) {
		lane = work->proposal.terms ? lane_of(p, work->proposal.terms) : NULL;
		if (lane) {
			count_call(p, lane, &work->proposal.need);
			add(&lane->sample, &work->proposal.need);
			lane->count++;
		}
	}
	p->made++;
	rq_work_free(work, p->pantry);
	if (failure.code == RQ_OK || rq_code_kind(failure.code) != RQ_FATAL)
		return 0;
	*err = failure;
	return -1;
}

/* One more like those that were looked at. */
static void plan_alike(struct planning *p)
{
	struct lane *lane = p->lane_count > 0 ? &p->lanes[0] : NULL;
	struct rq_need mean;
	int64_t count;

	for (size_t i = 1; i < p->lane_count; i++)
		if (p->lanes[i].count > lane->count)
			lane = &p->lanes[i];
	if (!lane)
		return;
	count = (int64_t)lane->count;
	mean = (struct rq_need) {
		.requests = 1,
		.input_tokens = lane->sample.input_tokens / count,
		.output_tokens = lane->sample.output_tokens / count,
		.microusd = lane->sample.microusd / count,
	};
	count_call(p, lane, &mean);
}

static int visit(const struct rq_task *task, void *context, struct rq_error *err)
{
	struct planning *p = context;
	const struct rq_plan_options *options = p->options;

	if ((task->status != RQ_TASK_QUEUED && task->status != RQ_TASK_RETRY) ||
	    (options->engine && strcmp(options->engine, task->engine) != 0) ||
	    (options->model && strcmp(options->model, task->model) != 0))
		return 0;
	p->plan->tasks++;
	if (!rq_engine_is_remote(task->engine))
		return 0;
	if (options->sample == 0 || p->made < options->sample)
		return plan_task(p, task, err);
	plan_alike(p);
	return 0;
}

/* Damaged records are left out; *damage says so of the first that were met. */
static int plan_waiting(struct planning *p, enum rq_task_status status, struct rq_error *damage,
			struct rq_error *err)
{
	const struct rq_filter filter = { .status = (int)status };
	struct rq_error failure = { 0 };

	if (rq_store_each(p->store, &filter, visit, p, &failure) == 0)
		return 0;
	if (failure.code != RQ_DAMAGED) {
		*err = failure;
		return -1;
	}
	if (damage->code == RQ_OK)
		*damage = failure;
	return 0;
}

int rq_plan_make(struct rq_store *store, const struct rq_plan_options *options,
		 struct rq_plan *plan, struct rq_error *err)
{
	static const enum rq_task_status waiting[] = { RQ_TASK_QUEUED, RQ_TASK_RETRY };
	struct planning p = { .store = store, .options = options, .plan = plan };
	struct rq_error damage = { 0 };
	int result = 0;

	*plan = (struct rq_plan) { 0 };
	p.engines.options = &options->remote;
	p.pantry = rq_pantry_new(store, 1);
	p.time = options->deadline > 0 ? options->deadline - rq_clock_now() : DAY_MS;
	for (size_t i = 0; result == 0 && i < sizeof waiting / sizeof waiting[0]; i++)
		result = plan_waiting(&p, waiting[i], &damage, err);
	rq_pantry_free(p.pantry);
	rq_engines_free(&p.engines);
	if (result == 0 && damage.code != RQ_OK) {
		*err = damage;
		return -1;
	}
	return result;
}

/* --- as it is told ------------------------------------------------------------------------ */

json_t *rq_plan_record(const struct rq_plan *plan)
{
	json_t *record = rq_record_new("estimate");

	rq_json_set_integer(record, "tasks", (json_int_t)plan->tasks);
	rq_json_set_integer(record, "remote", (json_int_t)plan->remote);
	rq_json_set_integer(record, "input_tokens", plan->need.input_tokens);
	rq_json_set_integer(record, "output_tokens", plan->need.output_tokens);
	rq_json_set_integer(record, "cost_microusd", plan->need.microusd);
	rq_json_set_integer(record, "seconds", plan->seconds);
	rq_json_set_integer(record, "today", (json_int_t)plan->today);
	rq_json_set_string(record, "why", plan->why[0] ? plan->why : NULL);
	return record;
}

char *rq_plan_line(const struct rq_plan *plan)
{
	char money[RQ_MONEY_SIZE];
	char *fits = plan->today == plan->remote
			 ? rq_strdup("")
			 : rq_printf("; %zu of them fit: %s", plan->today, plan->why);
	char *line =
	    rq_printf("%zu task%s, %zu of them remote: %lld tokens in, at most %lld out, "
		      "at most %s, %lld s by the limits%s",
		      plan->tasks, rq_text_s(plan->tasks), plan->remote,
		      (long long)plan->need.input_tokens, (long long)plan->need.output_tokens,
		      rq_money_format(plan->need.microusd, money), (long long)plan->seconds, fits);

	free(fits);
	return line;
}
