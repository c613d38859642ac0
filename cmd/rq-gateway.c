/* rq-gateway: a CGI program through which other programs hand in résumés and fetch results. */

#include <unistd.h>

#include "base/limits.h"
#include "gateway/route.h"
#include "tool/program.h"
#include "tool/recipe.h"
#include "tool/storage.h"

enum { DEFAULT_PRIORITY = 5, DEFAULT_PLACES = 16 };

struct wants {
	struct rq_program_wants common;
	struct rq_recipe_wants recipe;
	struct rq_storage_wants storage;
	const char *tokens, *state;
	long places, max_body, priority;
	int64_t ttl;
};

/* unfit: why nothing can be answered, if it has a code. */
static int answer_request(struct rq_program *program, const struct rq_setup *setup,
			  const struct rq_error *unfit)
{
	struct rq_request request;
	struct rq_answer answer;
	struct rq_error err = { 0 };
	struct rq_output out;
	bool head;
	int status;

	rq_answer_init(&answer);
	rq_output_init(&out, STDOUT_FILENO);
	if (rq_request_read(&request, &answer) == 0) {
		if (unfit->code == RQ_OK)
			rq_route_answer(setup, &request, STDIN_FILENO, &answer);
		else
			(void)rq_answer_failure(&answer, unfit);
	}
	if (answer.failure[0])
		rq_program_complain(program, NULL, answer.failure);
	head = request.method && request.method[0] == 'H';
	(void)rq_answer_write(&answer, request.none_match, head, &out, &err);
	status = rq_program_finish(program, &out, &err);
	rq_output_free(&out);
	rq_answer_free(&answer);
	rq_request_free(&request);
	return status;
}

static int run(struct rq_program *program, const struct wants *wants)
{
	struct rq_error err = { 0 };
	struct rq_storage storage;
	struct rq_setup setup = {
		.tokens = wants->tokens,
		.state = wants->state,
		.places = wants->places,
		.max_body = (size_t)wants->max_body,
		.recipe = { .engine = wants->recipe.engine,
			    .model = wants->recipe.model,
			    .models = wants->recipe.models,
			    .effort = (enum rq_effort)wants->recipe.effort,
			    .redact = wants->recipe.redact == 0 },
		.vocabulary = wants->recipe.vocabulary,
		.priority = (int)wants->priority,
		.ttl = wants->ttl,
	};
	int status;

	if (!rq_request_is_cgi()) {
		(void)rq_fail(&err, RQ_USAGE, "this is for a web server to run: see rq-gateway(8)");
		return rq_program_finish(program, NULL, &err);
	}
	(void)rq_storage_find(&wants->storage, &storage, &err);
	setup.store = storage.where;
	setup.keys = storage.keys;
	status = answer_request(program, &setup, &err);
	rq_storage_free(&storage);
	return status;
}

int main(int argc, char **argv)
{
	struct wants wants = { .recipe = { .engine = "local" },
			       .state = "/run/rq-gateway",
			       .places = DEFAULT_PLACES,
			       .max_body = (long)RQ_MAX_BODY_BYTES,
			       .priority = DEFAULT_PRIORITY,
			       .ttl = INT64_C(7) * 24 * 3600 * 1000 };
	struct rq_program program = {
		.name = "rq-gateway",
		.usage = "[OPTION]...",
		.about =
		    "Answers one request that a web server hands over by CGI/1.1: programs hand "
		    "in résumés\nand fetch results. Options are set by their environment "
		    "variables there.\n",
	};
	const struct rq_option options[] = {
		RQ_PROGRAM_OPTIONS(program, wants.common),
		RQ_STORAGE_OPTIONS(wants.storage),
		RQ_TEXT(0, "tokens", "FILE", "RQ_GATEWAY_TOKENS", &wants.tokens,
			"who may do what; without it nobody may"),
		RQ_TEXT(0, "state", "DIR", "RQ_GATEWAY_STATE", &wants.state,
			"rates, places and idempotency keys (/run/rq-gateway)"),
		RQ_NUMBER(0, "places", "RQ_GATEWAY_PLACES", &wants.places, 1, RQ_MAX_AT_ONCE,
			  "requests that are worked on at once (16)"),
		RQ_NUMBER(0, "max-body", "RQ_GATEWAY_MAX_BODY", &wants.max_body, 1,
			  (long)RQ_MAX_BODY_BYTES, "bytes of a request (33554432)"),
		RQ_RECIPE_OPTIONS(wants.recipe),
		RQ_NUMBER(0, "priority", "RQ_PRIORITY", &wants.priority, 0, RQ_MAX_PRIORITY,
			  "0 is the most urgent, 9 the least (5)"),
		RQ_DURATION(0, "ttl", "RQ_TTL", &wants.ttl,
			    "for how long a result answers again (7d)"),
	};
	/* A query without "=" may arrive as arguments (RFC 3875, section 4.4): a stranger's. */
	int arguments = rq_request_is_cgi() ? 1 : argc, status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &wants.common, arguments, argv, &status))
		return status;
	return run(&program, &wants);
}
