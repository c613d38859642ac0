#include "engine/rehearsal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/memory.h"
#include "engine/warmth.h"
#include "engine/window.h"
#include "store/rule.h"
#include "store/scope.h"
#include "store/spending.h"

/* BYTES_PER_TOKEN: as engine/estimate has it of English. A batch answers within BATCH_MS. */
enum { DAY_MS = 24 * 3600 * 1000, BYTES_PER_TOKEN = 4, BATCH_MS = DAY_MS };

/* A call under way. */
struct flight {
	int64_t lands; /* ms */
	int64_t number;
	bool refused, cached;
	int64_t gate; /* when it is refused: ms to wait */
	struct rq_grant grant;
};

struct night {
	const struct rq_rehearsal_options *options;
	struct rq_rehearsal *sum;
	int64_t now, start, next; /* ms; next: when a refused permit may be asked for again */
	int64_t fresh;            /* number of the next task that is not in hand yet */
	int64_t *hand;            /* numbers of tasks that wait, as they came */
	size_t hand_count;
	struct flight *flights;
	size_t flight_count;
	struct rq_warmth *warmth;
	struct rq_window window;
	struct rq_limits limits; /* ours, as we know them by now */
	struct rq_scope scope;
	struct rq_meter server;
	struct rq_spending spending;
	bool closed; /* nothing more begins */
};

/* --- what a call takes ------------------------------------------------------------- */

/* Of a task the limiter's parts want to know its posting only. */
static struct rq_task task_of(const struct night *night, int64_t number)
{
	struct rq_task task = { 0 };

	(void)snprintf(task.task_id, sizeof task.task_id, "%lld", (long long)number);
	(void)snprintf(task.job_version, sizeof task.job_version, "%lld",
		       (long long)(number % night->options->jobs));
	return task;
}

static struct rq_need need_of(const struct rq_rehearsal_options *options, bool batch)
{
	struct rq_token_count most = { .prompt = options->call.prompt,
				       .completion = options->reserve };

	return (struct rq_need) { 1, most.prompt, most.completion,
				  rq_model_cost(options->model, &most, batch) };
}

static struct rq_token_count count_of(const struct rq_rehearsal_options *options, bool cached)
{
	struct rq_token_count count = options->call;

	if (!cached)
		count.cached = 0;
	return count;
}

static void add_answer(struct rq_rehearsal *sum, const struct rq_token_count *count, int64_t cost)
{
	sum->done++;
	sum->used.prompt += count->prompt;
	sum->used.cached += count->cached;
	sum->used.completion += count->completion;
	sum->microusd += cost;
}

/* --- beginning --------------------------------------------------------------------- */

static bool adapts(const struct night *night)
{
	for (size_t i = 0; i < RQ_DIMENSIONS; i++)
		if (night->limits.rate[i] > 0)
			return false;
	return !night->options->unlimited;
}

static size_t room(const struct night *night)
{
	size_t most = adapts(night) ? night->window.size : night->options->in_flight;

	return most > night->flight_count ? most - night->flight_count : 0;
}

static void fill_hand(struct night *night)
{
	while (night->hand_count < night->options->in_hand && night->fresh < night->sum->tasks)
		night->hand[night->hand_count++] = night->fresh++;
}

/* The first task in hand that need not let another of its posting go ahead. */
static bool find_ready(const struct night *night, size_t *place)
{
	for (*place = 0; *place < night->hand_count; ++*place) {
		struct rq_task task = task_of(night, night->hand[*place]);

		if (!night->options->model->caching ||
		    rq_warmth_of(night->warmth, &task, night->now) != RQ_WARMING)
			return true;
	}
	return false;
}

static void close_for(struct night *night, const char *why)
{
	night->closed = true;
	night->sum->why = why;
}

/* Waits until then, unless the night is over by then. */
static void await(struct night *night, int64_t until, const char *why)
{
	if (night->options->time > 0 && until >= night->start + night->options->time)
		close_for(night, why);
	else
		night->next = until;
}

/* Whether a permit is to be had; else it is known when, or that it never will be. */
static bool may_begin(struct night *night, const struct rq_need *need)
{
	int64_t budget = night->options->budget_microusd, wait, dollars;
	enum rq_refusal_reason why;

	rq_scope_advance(&night->scope, night->now);
	night->scope.limits = night->limits;
	wait = rq_scope_wait(&night->scope, need, night->now, &why);
	dollars = rq_spending_wait(&night->spending, budget, need->microusd);
	if (why == RQ_REFUSED_NEVER)
		close_for(night, "a call is larger than a limit");
	else if (dollars == -1 && need->microusd > budget)
		close_for(night, "a call is dearer than the budget");
	else if (dollars == -1)
		await(night, rq_clock_day(night->now) + DAY_MS, "the budget of the day");
	else if (wait > 0 || dollars > 0)
		await(night, night->now + (wait > dollars ? wait : dollars), "the limits");
	else
		return true;
	return false;
}

/* What the server says to a call at once; it then answers, or does not. */
static void arrive(struct night *night, struct flight *flight)
{
	const struct rq_limits *limits = &night->options->server;
	int64_t wait;

	(void)rq_meter_refill(&night->server, limits, night->now);
	wait = rq_meter_refusal(&night->server, limits, &flight->grant.need);
	flight->refused = wait > 0;
	flight->gate = wait > 0 ? wait : 0;
	flight->lands = night->now + (wait > 0 ? 0 : night->options->latency);
	if (wait == 0)
		rq_meter_take(&night->server, limits, &flight->grant.need);
}

static void begin(struct night *night, size_t place, const struct rq_need *need)
{
	struct flight *flight = &night->flights[night->flight_count++];
	struct rq_task task = task_of(night, night->hand[place]);

	*flight = (struct flight) { .number = night->hand[place] };
	flight->grant = rq_scope_grant(&night->scope, need);
	flight->cached = night->options->model->caching &&
			 rq_warmth_of(night->warmth, &task, night->now) == RQ_WARM;
	night->spending.reserved[RQ_RESERVED_CALLS] += need->microusd;
	if (night->options->model->caching)
		rq_warmth_sent(night->warmth, &task, night->now);
	arrive(night, flight);
	night->hand_count--;
	memmove(&night->hand[place], &night->hand[place + 1],
		(night->hand_count - place) * sizeof night->hand[0]);
}

static void begin_all(struct night *night)
{
	struct rq_need need = need_of(night->options, false);
	size_t place;

	if (night->next > night->now)
		return;
	night->next = 0;
	fill_hand(night);
	if (night->hand_count > 0 && night->options->time > 0 &&
	    night->now >= night->start + night->options->time)
		close_for(night, "the deadline");
	while (!night->closed && room(night) > 0 && find_ready(night, &place) &&
	       may_begin(night, &need)) {
		begin(night, place, &need);
		fill_hand(night);
	}
}

/* --- ending ------------------------------------------------------------------------ */

/* Of its limits a server names requests of a day and tokens of a minute. */
static void hear_limits(struct night *night, struct rq_settlement *settlement)
{
	const struct rq_limits *limits = &night->options->server;

	(void)rq_meter_refill(&night->server, limits, night->now);
	settlement->remaining_requests = settlement->remaining_tokens = -1;
	if (limits->rate[RQ_RPD] > 0)
		settlement->remaining_requests = rq_meter_left(&night->server, limits, RQ_RPD);
	if (limits->rate[RQ_TPM] > 0)
		settlement->remaining_tokens = rq_meter_left(&night->server, limits, RQ_TPM);
	settlement->told = settlement->remaining_requests >= 0 || settlement->remaining_tokens >= 0;
	if (night->options->unlimited || !settlement->told)
		return;
	for (size_t i = 0; i < RQ_DIMENSIONS; i++)
		if ((i == RQ_RPD || i == RQ_TPM) && night->limits.rate[i] == 0)
			night->limits.rate[i] = limits->rate[i];
}

static struct rq_usage usage_of(const struct flight *flight, const struct rq_token_count *count)
{
	if (flight->refused)
		return (struct rq_usage) { 0 };
	return (struct rq_usage) { .prompt_tokens = count->prompt,
				   .cached_tokens = count->cached,
				   .completion_tokens = count->completion };
}

static void land(struct night *night, const struct flight *flight)
{
	const struct rq_rehearsal_options *options = night->options;
	struct rq_token_count count = count_of(options, flight->cached);
	int64_t cost = rq_model_cost(options->model, &count, false);
	struct rq_usage usage = usage_of(flight, &count);
	struct rq_settlement settlement = {
		.charge = RQ_CHARGE_USAGE, /* what was refused was a request all the same */
		.endpoint = RQ_ENDPOINT_WELL,
		.gate = flight->gate,
	};
	struct rq_task task = task_of(night, flight->number);
	struct rq_need used;

	used = rq_rule_used(&flight->grant.need, settlement.charge, &usage);
	if (options->refunds && !flight->refused)
		rq_meter_settle(&night->server, &options->server, &flight->grant.need, &used);
	hear_limits(night, &settlement);
	rq_scope_settle(&night->scope, &flight->grant, &used, &settlement, night->now);
	rq_window_note(&night->window, flight->refused, options->latency, night->now);
	if (options->model->caching)
		rq_warmth_answered(night->warmth, &task, !flight->refused, night->now);
	night->spending.reserved[RQ_RESERVED_CALLS] -= flight->grant.need.microusd;
	if (flight->refused) {
		night->sum->refused++;
		night->hand[night->hand_count++] = flight->number;
		return;
	}
	night->spending.cost += cost;
	add_answer(night->sum, &count, cost);
	night->sum->duration = night->now - night->start;
}

static void land_all(struct night *night)
{
	size_t left = 0, count = night->flight_count;

	for (size_t i = 0; i < count; i++) {
		struct flight *flight = &night->flights[i];

		if (flight->lands <= night->now) {
			night->flight_count--;
			land(night, flight);
		} else if (left++ != i) {
			night->flights[left - 1] = *flight;
		}
	}
}

/* The clock jumps to what happens next. False: nothing does. */
static bool advance(struct night *night)
{
	int64_t then = night->closed ? 0 : night->next;

	for (size_t i = 0; i < night->flight_count; i++)
		if (then == 0 || night->flights[i].lands < then)
			then = night->flights[i].lands;
	if (then == 0)
		return false;
	if (rq_clock_day(then) > rq_clock_day(night->now))
		night->spending.cost = 0;
	night->now = then;
	return true;
}

void rq_rehearse(const struct rq_rehearsal_options *options, struct rq_rehearsal *rehearsal)
{
	struct night night = {
		.options = options,
		.sum = rehearsal,
		.now = DAY_MS, /* any midnight but that of 1970, which stands for no time */
		.start = DAY_MS,
		.limits = options->limits,
		.server.at = DAY_MS,
		.hand = rq_alloc(options->in_hand + options->in_flight, sizeof *night.hand),
		.flights = rq_alloc(options->in_flight, sizeof *night.flights),
		.warmth = rq_warmth_new(),
	};
	struct rq_need need = need_of(options, false);

	*rehearsal = (struct rq_rehearsal) { .tasks = options->resumes * options->jobs };
	rq_window_init(&night.window, options->in_flight);
	if (rq_meter_never(&options->server, &need))
		close_for(&night, "a call is larger than a limit of the server");
	do {
		land_all(&night);
		begin_all(&night);
	} while (advance(&night));
	rq_warmth_free(night.warmth);
	free(night.flights);
	free(night.hand);
}

/* --- batches ----------------------------------------------------------------------- */

/* How many tasks one batch takes. */
static int64_t lines_of_batch(const struct rq_rehearsal_options *options)
{
	int64_t fit = (int64_t)RQ_MAX_BATCH_BYTES / (options->call.prompt * BYTES_PER_TOKEN + 1);

	if (fit < 1)
		return 1;
	return fit < (int64_t)RQ_MAX_BATCH_LINES ? fit : (int64_t)RQ_MAX_BATCH_LINES;
}

void rq_rehearse_batches(const struct rq_rehearsal_options *options, struct rq_rehearsal *rehearsal)
{
	struct rq_need need = need_of(options, true);
	struct rq_token_count count = count_of(options, false);
	struct rq_spending spending = { 0 };
	int64_t most = lines_of_batch(options), cost = rq_model_cost(options->model, &count, true);

	*rehearsal = (struct rq_rehearsal) { .tasks = options->resumes * options->jobs };
	while (rehearsal->done < rehearsal->tasks) {
		int64_t left = rehearsal->tasks - rehearsal->done,
			lines = left < most ? left : most;

		if (rq_spending_wait(&spending, options->budget_microusd, lines * need.microusd) !=
		    0) {
			rehearsal->why = "the budget of the day";
			break;
		}
		spending.reserved[RQ_RESERVED_BATCHES] += lines * need.microusd;
		rehearsal->batches++;
		while (lines-- > 0)
			add_answer(rehearsal, &count, cost);
	}
	if (rehearsal->done > 0)
		rehearsal->duration = BATCH_MS;
}
