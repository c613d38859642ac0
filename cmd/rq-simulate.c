/* rq-simulate: when a night will be over, for how much, and whether it fits the limits. */

#include <string.h>
#include <unistd.h>

#include "base/money.h"
#include "engine/rehearsal.h"
#include "io/ndjson.h"
#include "io/record.h"
#include "tool/program.h"

enum { HAND = 64, MAX_HAND = 4096, MAX_PEOPLE = 10 * 1000 * 1000, MAX_TOKENS = 1000 * 1000 };

struct wants {
	struct rq_program_wants common;
	const char *models, *model, *plan, *limit, *server_limit, *budget;
	long resumes, jobs, prompt, cached, answer, reserve, in_flight;
	int64_t latency, deadline;
	bool refunds, batch, json;
};

/* --- what is asked ------------------------------------------------------------------- */

static int read_limits(const struct rq_models *models, const struct wants *wants,
		       struct rq_rehearsal_options *options, struct rq_error *err)
{
	const char *name = wants->plan ? wants->plan : rq_models_plan(models);
	const char *plan = rq_model_limits(options->model, name);

	if (wants->plan && !plan)
		return rq_fail(err, RQ_USAGE, "no limits of a plan \"%.40s\" are known for %.80s",
			       name, options->model->id);
	if (plan && rq_limits_parse(plan, &options->limits, err) == -1)
		return -1;
	options->server = options->limits;
	options->unlimited = wants->limit && strcmp(wants->limit, "none") == 0;
	if (options->unlimited)
		options->limits = (struct rq_limits) { 0 };
	else if (wants->limit && rq_limits_parse(wants->limit, &options->limits, err) == -1)
		return -1;
	if (!options->unlimited)
		options->server = options->limits;
	if (!wants->server_limit)
		return 0;
	options->server = (struct rq_limits) { 0 };
	if (strcmp(wants->server_limit, "none") == 0)
		return 0;
	return rq_limits_parse(wants->server_limit, &options->server, err);
}

static int read_wants(const struct rq_models *models, const struct wants *wants,
		      struct rq_rehearsal_options *options, struct rq_error *err)
{
	if (wants->resumes * wants->jobs > MAX_PEOPLE)
		return rq_fail(err, RQ_USAGE, "more than %d tasks at once are not simulated",
			       MAX_PEOPLE);
	if (wants->cached > wants->prompt || wants->answer > wants->reserve)
		return rq_fail(err, RQ_USAGE, "%s",
			       wants->cached > wants->prompt
				   ? "more of a prompt would be cached than it has: see --cached"
				   : "an answer would be longer than it may be: see --reserve");
	if (!options->model->priced)
		return rq_fail(err, RQ_USAGE, "no price of %.80s is known: see --models",
			       options->model->id);
	if (wants->batch && options->model->batch_discount == 0)
		return rq_fail(err, RQ_USAGE, "%.80s cannot be used in batches",
			       options->model->id);
	if (wants->budget && rq_money_parse(wants->budget, &options->budget_microusd, err) == -1)
		return -1;
	return read_limits(models, wants, options, err);
}

/* --- what is told -------------------------------------------------------------------- */

static json_t *record_of(const struct rq_rehearsal *sum)
{
	json_t *record = rq_record_new("simulation");

	rq_json_set_integer(record, "tasks", sum->tasks);
	rq_json_set_integer(record, "done", sum->done);
	rq_json_set_integer(record, "refused", sum->refused);
	rq_json_set_integer(record, "batches", sum->batches);
	rq_json_set_integer(record, "prompt_tokens", sum->used.prompt);
	rq_json_set_integer(record, "cached_tokens", sum->used.cached);
	rq_json_set_integer(record, "completion_tokens", sum->used.completion);
	rq_json_set_integer(record, "cost_microusd", sum->microusd);
	rq_json_set_integer(record, "seconds", (sum->duration + 999) / 1000);
	rq_json_set_string(record, "why", sum->why);
	return record;
}

static int tell(struct rq_output *out, const struct wants *wants, const struct rq_rehearsal *sum,
		struct rq_error *err)
{
	long long minutes = (sum->duration + 59999) / 60000;
	char money[RQ_MONEY_SIZE];
	json_t *record;
	int result;

	if (!wants->json)
		return rq_output_format(
		    out, err,
		    "%lld of %lld tasks done after %s%lld h %02lld min, for %s; %lld refused (429)"
		    "%s%s\n",
		    (long long)sum->done, (long long)sum->tasks, wants->batch ? "at most " : "",
		    minutes / 60, minutes % 60, rq_money_format(sum->microusd, money),
		    (long long)sum->refused, sum->why ? "; then stops it: " : "",
		    sum->why ? sum->why : "");
	record = record_of(sum);
	result = rq_ndjson_write(out, record, err);
	json_decref(record);
	return result;
}

static int simulate(const struct wants *wants, struct rq_output *out, struct rq_error *err)
{
	struct rq_rehearsal_options options = {
		.resumes = wants->resumes,
		.jobs = wants->jobs,
		.refunds = wants->refunds,
		.call = { wants->prompt, wants->cached, wants->answer },
		.reserve = wants->reserve,
		.latency = wants->latency,
		.in_flight = (size_t)wants->in_flight,
		.in_hand = HAND,
		.time = wants->deadline,
	};
	struct rq_rehearsal sum;
	struct rq_models *models;
	struct rq_model model;
	int result = -1;

	if (rq_models_open(wants->models, &models, err) == -1)
		return -1;
	model = rq_models_find(models, wants->model ? wants->model : rq_models_default(models));
	options.model = &model;
	if (read_wants(models, wants, &options, err) == 0) {
		(wants->batch ? rq_rehearse_batches : rq_rehearse)(&options, &sum);
		result = tell(out, wants, &sum, err);
	}
	rq_models_free(models);
	return result;
}

static const char about[] =
    "Tells when a night of so many tasks would be over, what it would cost, and\n"
    "how often the server would turn a call away. Asks no server, opens no "
    "store.\n";

static const struct wants unless_told = { .resumes = 1000,
					  .jobs = 1,
					  .prompt = 4000,
					  .answer = 1500,
					  .reserve = 2000,
					  .in_flight = HAND,
					  .latency = 4000 };

int main(int argc, char **argv)
{
	struct wants wants = unless_told;
	struct rq_error err = { 0 };
	struct rq_output out;
	struct rq_program program = { .name = "rq-simulate",
				      .usage = "[OPTION]...",
				      .about = about };
	const struct rq_option options[] = {
		RQ_PROGRAM_OPTIONS(program, wants.common),
		RQ_NUMBER('r', "resumes", NULL, &wants.resumes, 1, MAX_PEOPLE, "résumés (1000)"),
		RQ_NUMBER('j', "jobs", NULL, &wants.jobs, 1, MAX_PEOPLE, "jobs for each (1)"),
		RQ_NUMBER(0, "prompt", NULL, &wants.prompt, 1, MAX_TOKENS,
			  "tokens of a prompt (4000)"),
		RQ_NUMBER(0, "cached", NULL, &wants.cached, 0, MAX_TOKENS,
			  "of them, what all of a posting share (0)"),
		RQ_NUMBER(0, "answer", NULL, &wants.answer, 1, MAX_TOKENS,
			  "tokens of an answer (1500)"),
		RQ_NUMBER(0, "reserve", NULL, &wants.reserve, 1, MAX_TOKENS,
			  "tokens that it may have at most (2000)"),
		RQ_DURATION(0, "latency", NULL, &wants.latency, "from call to answer (4s)"),
		RQ_NUMBER(0, "in-flight", "RQ_IN_FLIGHT", &wants.in_flight, 1, MAX_HAND,
			  "requests under way at once (64)"),
		RQ_DURATION(0, "deadline", NULL, &wants.deadline,
			    "begin nothing after so long: 8h (none)"),
		RQ_TEXT(0, "budget-usd", "DOLLARS", "RQ_BUDGET_USD", &wants.budget,
			"spend no more than this in a day"),
		RQ_FLAG('b', "batch", &wants.batch, "by the provider's Batch API"),
		RQ_TEXT('m', "model", "NAME", "RQ_MODEL", &wants.model,
			"the model (models.json's)"),
		RQ_TEXT(0, "models", "FILE", "RQ_MODELS", &wants.models,
			"models, their prices and limits (models.json)"),
		RQ_TEXT(0, "plan", "NAME", "RQ_PLAN", &wants.plan,
			"whose limits in that file hold"),
		RQ_TEXT(0, "limit", "LIST", "RQ_LIMIT", &wants.limit,
			"limits that are kept: rps=30,rpm=1000,... or none"),
		RQ_TEXT(0, "server-limit", "LIST", NULL, &wants.server_limit,
			"the server's limits, where they are others; or none"),
		RQ_FLAG(0, "refund", &wants.refunds,
			"the server gives back tokens that an answer did not take"),
		RQ_FLAG(0, "json", &wants.json, "print a record"),
	};
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &wants.common, argc, argv, &status))
		return status;
	rq_output_init(&out, STDOUT_FILENO);
	(void)simulate(&wants, &out, &err);
	status = rq_program_finish(&program, &out, &err);
	rq_output_free(&out);
	return status;
}
