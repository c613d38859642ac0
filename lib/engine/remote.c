#include "engine/remote.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "edit/edit.h"
#include "engine/chat.h"
#include "engine/refusal.h"
#include "engine/served.h"
#include "engine/server.h"
#include "io/quota.h"

/* An answer that cannot be used is asked for again BAD_ANSWERS times. */
enum { MAX_SERVED = 16, BAD_ANSWERS = 2, SHORTER_BYTES = 32 * 1024 };

/* A proposal on its way. */
struct call {
	struct rq_proposal *proposal;
	struct rq_served *served;
	struct rq_prompt prompt;
	struct rq_buffer body; /* of the request; empty: there is nothing to ask for */
	bool batch;            /* it is one of a batch, and priced so */
	struct call *next;     /* in a list */
};

struct remote {
	struct rq_engine engine;
	const struct rq_engine_options *options;
	struct rq_models *models;
	struct rq_server *server;
	struct rq_briefing briefing; /* of the posting that was asked about last */
	struct rq_template template; /* likewise */
	struct rq_served *served[MAX_SERVED];
	size_t served_count;
	struct call *idle; /* list: not sent, so done as soon as they are started */
};

/* --- life ------------------------------------------------------------------------ */

static void free_remote(struct rq_engine *engine)
{
	struct remote *remote = (struct remote *)engine;

	for (size_t i = 0; i < remote->served_count; i++)
		rq_served_free(remote->served[i]);
	rq_template_free(&remote->template);
	rq_briefing_free(&remote->briefing);
	rq_server_free(remote->server);
	rq_models_free(remote->models);
	free(remote);
}

static int open_remote(const struct rq_engine_options *options, struct rq_engine **engine,
		       struct rq_error *err)
{
	struct remote *remote = rq_alloc(1, sizeof *remote);

	remote->engine.class = &rq_engine_groq;
	remote->options = options;
	if (rq_models_open(options->models, &remote->models, err) == -1 ||
	    rq_server_open(options, rq_models_base_url(remote->models), &remote->server, err) ==
		-1) {
		free_remote(&remote->engine);
		return -1;
	}
	*engine = &remote->engine;
	return 0;
}

/* The model, which is looked up and asked for at its first task. */
static struct rq_served *served_of(struct remote *remote, const char *name, struct rq_error *err)
{
	struct rq_served **last = &remote->served[remote->served_count];

	for (size_t i = 0; i < remote->served_count; i++)
		if (strcmp(remote->served[i]->name, name) == 0)
			return remote->served[i];
	if (remote->served_count == MAX_SERVED) {
		(void)rq_fail(err, RQ_USAGE, "more than %d models in one run", MAX_SERVED);
		return NULL;
	}
	if (rq_server_has_model(remote->server, name, err) == -1 ||
	    rq_served_new(remote->models, remote->options, rq_server_url(remote->server), name,
			  last, err) == -1)
		return NULL;
	remote->served_count++;
	return *last;
}

/* --- a call ------------------------------------------------------------------------ */

static void free_call(struct call *call)
{
	rq_prompt_free(&call->prompt);
	rq_buffer_free(&call->body);
	free(call);
}

static void drop_remote(struct rq_engine *engine, struct rq_proposal *proposal)
{
	(void)engine;
	free_call(proposal->request);
	proposal->request = NULL;
}

static int64_t estimate_input(const struct call *call)
{
	return (int64_t)call->prompt.tokens + call->served->overhead;
}

static int write_call(struct remote *remote, struct call *call, struct rq_error *err)
{
	struct rq_proposal *proposal = call->proposal;
	const struct rq_model *model = &call->served->model;
	struct rq_prompt_options how = {
		.redact = json_is_true(json_object_get(proposal->recipe, "redact")),
		.notes = rq_json_array(proposal->recipe, "notes"),
		.max_bytes = proposal->shorter ? SHORTER_BYTES : 0,
	};
	struct rq_chat_options chat = {
		.model = model,
		.effort = rq_effort_find(rq_json_string(proposal->recipe, "effort")),
	};

	if (rq_briefing_fit(&remote->briefing, proposal->job, err) == -1 ||
	    rq_prompt_make(proposal->record, &remote->briefing, &how, &call->prompt, err) == -1)
		return -1;
	if (call->prompt.editable == 0)
		return 0;
	chat.max_tokens = rq_chat_room(&call->prompt, model, chat.effort, proposal->more_room);
	proposal->need = rq_served_need(call->served, estimate_input(call), chat.max_tokens);
	proposal->terms = &call->served->terms;
	proposal->warms = model->caching;
	if (rq_chat_request(&remote->template, &call->prompt, &chat, &call->body, err) == -1)
		return -1;
	rq_fingerprint_bytes(call->body.data, call->body.length, proposal->digest);
	rq_prompt_let_go(&call->prompt);
	return 0;
}

static int prepare_remote(struct rq_engine *engine, struct rq_proposal *proposal,
			  struct rq_error *err)
{
	struct remote *remote = (struct remote *)engine;
	const char *name = rq_json_string(proposal->recipe, "model");
	struct rq_served *served = served_of(remote, name ? name : "", err);
	struct call *call;

	if (!served)
		return -1;
	call = rq_alloc(1, sizeof *call);
	call->proposal = proposal;
	call->served = served;
	rq_buffer_init(&call->body, RQ_MAX_REQUEST_BYTES);
	proposal->request = call;
	if (write_call(remote, call, err) == 0)
		return 0;
	drop_remote(engine, proposal);
	return -1;
}

static size_t room_of_remote(const struct rq_engine *engine, const struct rq_proposal *proposal)
{
	const struct call *call = proposal->request;

	(void)engine;
	return rq_served_room(call->served);
}

static int start_remote(struct rq_engine *engine, struct rq_proposal *proposal,
			struct rq_error *err)
{
	struct remote *remote = (struct remote *)engine;
	struct call *call = proposal->request;
	struct rq_http_request request = {
		.method = RQ_HTTP_POST,
		.path = "/chat/completions",
		.body = call->body.data,
		.length = call->body.length,
		.context = call,
	};
	struct rq_error failure = { 0 };

	if (call->body.length > 0) {
		if (rq_server_ask(remote->server, &request, proposal->attempt,
				  proposal->candidate_id, &failure) == 0) {
			rq_served_begin(call->served);
			return 0;
		}
		if (rq_code_kind(failure.code) == RQ_FATAL) {
			*err = failure;
			return -1;
		}
	}
	proposal->err = failure;
	proposal->remedy = RQ_REMEDY_DEAD;
	proposal->settlement.charge = RQ_CHARGE_NONE;
	call->next = remote->idle;
	remote->idle = call;
	return 0;
}

/* --- its answer ----------------------------------------------------------------------- */

static json_t *usage_of(const struct call *call, const struct rq_chat_reply *reply, int64_t latency)
{
	const struct rq_model *model = &call->served->model;
	struct rq_savings saved = rq_model_saved(model, &reply->count, call->batch);
	json_t *usage = json_object();

	rq_json_set_integer(usage, "calls", 1);
	rq_json_set_integer(usage, "batch_calls", call->batch);
	rq_json_set_integer(usage, "prompt_tokens", reply->count.prompt);
	rq_json_set_integer(usage, "cached_tokens", reply->count.cached);
	rq_json_set_integer(usage, "completion_tokens", reply->count.completion);
	rq_json_set_integer(usage, "reasoning_tokens", reply->reasoning);
	rq_json_set_integer(usage, "cost_microusd",
			    rq_model_cost(model, &reply->count, call->batch));
	rq_json_set_integer(usage, "saved_microusd", saved.cache + saved.batch);
	rq_json_set_integer(usage, "cache_saved_microusd", saved.cache);
	rq_json_set_integer(usage, "batch_saved_microusd", saved.batch);
	rq_json_set_integer(usage, "latency_ms", latency);
	return usage;
}

/* It was answered with status 200: what the model says. */
static void read_reply(struct call *call, const struct rq_http_answer *answer)
{
	struct rq_proposal *proposal = call->proposal;
	struct rq_chat_reply reply;

	if (rq_chat_read(answer->body.data, answer->body.length, &reply, &proposal->err) == 0) {
		proposal->answer = reply.answer;
		reply.answer = NULL;
	}
	proposal->remedy = reply.cut ? RQ_REMEDY_ROOM : RQ_REMEDY_RETRY;
	proposal->again = BAD_ANSWERS;
	proposal->usage = usage_of(call, &reply, answer->total);
	rq_calibration_note(&call->served->calibration, estimate_input(call), reply.count.prompt);
	/* A server that does not count may have charged all that was reserved. */
	proposal->settlement.charge = reply.counted ? RQ_CHARGE_USAGE : RQ_CHARGE_ALL;
	proposal->settlement.endpoint = RQ_ENDPOINT_WELL;
	rq_chat_free(&reply);
}

/*
 * What was refused for a limit was a request all the same: so says OpenAI (rate limits), and
 * so a bucket of ours that is ahead of the server's comes down to it, instead of asking in vain.
 */
static enum rq_charge charge_of(const struct rq_refusal *refusal)
{
	if (refusal->billed)
		return RQ_CHARGE_ALL;
	return refusal->err.code == RQ_RATE_LIMITED ? RQ_CHARGE_USAGE : RQ_CHARGE_NONE;
}

static void read_refusal(struct call *call, const struct rq_refusal *refusal)
{
	struct rq_proposal *proposal = call->proposal;

	proposal->err = refusal->err;
	proposal->remedy = refusal->remedy;
	proposal->again = refusal->again;
	proposal->usage = json_object();
	rq_json_set_integer(proposal->usage, "calls", 1);
	rq_json_set_integer(proposal->usage, "refused", refusal->err.code == RQ_RATE_LIMITED);
	proposal->settlement.charge = charge_of(refusal);
	proposal->settlement.endpoint = refusal->ill ? RQ_ENDPOINT_ILL : RQ_ENDPOINT_WELL;
	proposal->settlement.gate = refusal->gate;
}

static void take_answer(struct call *call, const struct rq_http_answer *answer)
{
	struct rq_settlement *settlement = &call->proposal->settlement;
	struct rq_refusal refusal = { 0 };
	struct rq_quota quota;

	rq_quota_read(answer, &quota);
	if (answer->failure == RQ_HTTP_WELL && answer->status == 200) {
		read_reply(call, answer);
	} else {
		rq_refusal_read(answer, &refusal);
		read_refusal(call, &refusal);
	}
	settlement->told = quota.remaining_tokens >= 0 || quota.remaining_requests >= 0;
	settlement->remaining_tokens = quota.remaining_tokens;
	settlement->limit_tokens = quota.limit_tokens;
	settlement->remaining_requests = quota.remaining_requests;
	rq_served_end(call->served, &quota, refusal.remedy == RQ_REMEDY_WAIT || refusal.ill,
		      answer->total);
}

/* Nothing was sent: no line that an edit may touch, or (err) no way to send it. */
static void answer_idle(struct rq_proposal *proposal)
{
	if (proposal->err.code != RQ_OK)
		return;
	proposal->answer = rq_edits_none();
	proposal->usage = json_object();
	rq_json_set_integer(proposal->usage, "calls", 0);
}

static int wait_remote(struct rq_engine *engine, int milliseconds, int wake_fd,
		       struct rq_proposal **done, struct rq_error *err)
{
	struct remote *remote = (struct remote *)engine;
	struct rq_http_answer *answer;
	struct call *call = remote->idle;
	int got;

	if (call) {
		remote->idle = call->next;
		answer_idle(call->proposal);
	} else {
		got = rq_server_wait(remote->server, milliseconds, wake_fd, &answer, err);
		if (got != 1)
			return got;
		call = answer->context;
		take_answer(call, answer);
		rq_http_answer_free(answer);
	}
	*done = call->proposal;
	return 1;
}

static int restore_remote(struct rq_engine *engine, struct rq_proposal *proposal,
			  struct rq_error *err)
{
	const struct call *call = proposal->request;

	(void)engine;
	return rq_prompt_restore(&call->prompt, proposal->record, proposal->answer, err);
}

/* --- by other ways ---------------------------------------------------------------------- */

struct rq_server *rq_remote_server(struct rq_engine *engine)
{
	return ((struct remote *)engine)->server;
}

const struct rq_buffer *rq_remote_body(const struct rq_proposal *proposal)
{
	return &((const struct call *)proposal->request)->body;
}

void rq_remote_place(const struct rq_proposal *proposal, struct rq_batch *batch)
{
	const struct rq_served *served = ((const struct call *)proposal->request)->served;

	(void)snprintf(batch->scope, sizeof batch->scope, "%s", served->scope);
	(void)snprintf(batch->model, sizeof batch->model, "%s", served->name);
}

struct rq_need rq_remote_batch_need(const struct rq_proposal *proposal)
{
	const struct rq_model *model = &((const struct call *)proposal->request)->served->model;
	struct rq_need need = proposal->need;
	struct rq_token_count count = { .prompt = need.input_tokens,
					.completion = need.output_tokens };

	need.microusd = rq_model_cost(model, &count, true);
	return need;
}

void rq_remote_read(struct rq_proposal *proposal, const struct rq_http_answer *answer, bool batch)
{
	struct call *call = proposal->request;

	call->batch = batch;
	rq_served_begin(call->served);
	take_answer(call, answer);
}

const struct rq_engine_class rq_engine_groq = {
	.name = "groq",
	.version = "1",
	.remote = true,
	.open = open_remote,
	.prepare = prepare_remote,
	.drop = drop_remote,
	.room = room_of_remote,
	.start = start_remote,
	.wait = wait_remote,
	.restore = restore_remote,
	.free = free_remote,
};
