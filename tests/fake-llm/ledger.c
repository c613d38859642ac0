#include "ledger.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/digest.h"

static int open_file(const char *path, int *fd, struct rq_error *err)
{
	*fd = path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
	return path && *fd == -1 ? rq_fail_errno(err, RQ_SYSTEM, "%s", path) : 0;
}

int ledger_open(struct ledger *ledger, const char *path, const char *calls_path,
		struct rq_error *err)
{
	*ledger = (struct ledger) {
		.fd = -1, .calls_fd = -1, .paid = json_array(), .answers = json_object()
	};
	return open_file(path, &ledger->fd, err) == -1 ||
		       open_file(calls_path, &ledger->calls_fd, err) == -1
		   ? -1
		   : 0;
}

void ledger_close(struct ledger *ledger)
{
	if (ledger->fd != -1)
		(void)close(ledger->fd);
	if (ledger->calls_fd != -1)
		(void)close(ledger->calls_fd);
	json_decref(ledger->paid);
	json_decref(ledger->answers);
}

static void set_tokens(json_t *object, const struct tokens *tokens)
{
	rq_json_set_integer(object, "prompt_tokens", tokens->prompt);
	rq_json_set_integer(object, "cached_tokens", tokens->cached);
	rq_json_set_integer(object, "completion_tokens", tokens->completion);
	rq_json_set_integer(object, "reasoning_tokens", tokens->reasoning);
}

/* The same messages have the same digest, whoever sends them and when. */
static void set_digest(json_t *entry, const json_t *messages)
{
	struct rq_digest digest;
	char id[RQ_ID_SIZE];
	json_t *message;
	size_t i;

	rq_digest_init(&digest);
	json_array_foreach (messages, i, message)
		rq_digest_add_field(&digest, rq_json_string(message, "content"));
	rq_digest_id(&digest, id);
	rq_json_set_string(entry, "prompt_digest", id);
}

void ledger_charge(struct ledger *ledger, const struct charge *charge)
{
	json_t *entry = json_object();
	char *line;

	rq_json_set_string(entry, "request_id", charge->request_id);
	rq_json_set_string(entry, "custom_id", charge->custom_id);
	rq_json_set_string(entry, "model", charge->model);
	set_digest(entry, charge->messages);
	set_tokens(entry, &charge->tokens);
	rq_json_set_integer(entry, "cost_microusd", charge->cost);
	rq_json_set_string(entry, "trouble", charge->trouble);
	ledger->cost += charge->cost;
	ledger->sum.prompt += charge->tokens.prompt;
	ledger->sum.cached += charge->tokens.cached;
	ledger->sum.completion += charge->tokens.completion;
	ledger->sum.reasoning += charge->tokens.reasoning;
	if (ledger->fd != -1) {
		line = rq_json_text(entry, 0);
		(void)dprintf(ledger->fd, "%s\n", line); /* one write(2): a kill cuts no line */
		free(line);
	}
	rq_json_append_take(ledger->paid, entry);
}

void ledger_asked(struct ledger *ledger, int status)
{
	if (ledger->calls_fd != -1)
		(void)dprintf(ledger->calls_fd, "{\"at\":%lld,\"status\":%d}\n",
			      (long long)rq_clock_now(), status);
	ledger->asked++;
	if (++ledger->in_flight > ledger->most_in_flight)
		ledger->most_in_flight = ledger->in_flight;
}

void ledger_answered(struct ledger *ledger, int status)
{
	char name[16];

	(void)snprintf(name, sizeof name, "%d", status);
	rq_json_set_integer(ledger->answers, name, rq_json_integer(ledger->answers, name, 0) + 1);
	ledger->in_flight--;
}

json_t *ledger_json(const struct ledger *ledger)
{
	json_t *json = json_object();

	rq_json_set_integer(json, "asked", ledger->asked);
	rq_json_set_integer(json, "paid", (json_int_t)json_array_size(ledger->paid));
	rq_json_set_integer(json, "most_in_flight", ledger->most_in_flight);
	rq_json_set_integer(json, "cost_microusd", ledger->cost);
	set_tokens(json, &ledger->sum);
	rq_json_set_take(json, "answers", json_deep_copy(ledger->answers));
	rq_json_set_take(json, "requests", json_deep_copy(ledger->paid));
	return json;
}
