/* fake-llm: an OpenAI-compatible provider for tests, with Groq's manners, that misbehaves on
 * command. */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batches.h"
#include "files.h"
#include "server.h"
#include "tool/program.h"

struct wants {
	struct rq_program_wants common;
	long port, seed, median, sigma;
	const char *cert, *tls_key, *key, *limit, *models, *ledger, *calls, *received;
	struct rq_list rules;
	int64_t batch_delay;
	bool refund, no_cache;
};

static const char about[] =
    "Serve /openai/v1 (and /v1) on 127.0.0.1: chat/completions, models, files, batches.\n"
    "Print the port on standard output; end on SIGTERM.\n"
    "Answers to tailoring prompts are computed from their lines. Tokens of a text are\n"
    "its bytes / 4, rounded up, and 4 for each message; reasoning takes 60 (low), 300\n"
    "(medium) or 900 (high). Leading messages that an answered request had too count as cached.\n"
    "GET /ledger tells what was asked and charged; POST /control takes\n"
    "{\"clear\":true,\"rules\":[...],\"limit\":\"rpm=30\"}. Rules are in "
    "tests/fake-llm/trouble.h.\n";

static int add_rules(struct fake *fake, const struct rq_list *list, struct rq_error *err)
{
	for (size_t i = 0; i < list->count; i++) {
		json_t *rule;
		int result;

		if (rq_json_parse(list->item[i], strlen(list->item[i]), &rule, err) == -1)
			return -1;
		result = rules_add(&fake->rules, rule, err);
		json_decref(rule);
		if (result == -1)
			return -1;
	}
	return 0;
}

static int open_received(struct fake *fake, const char *path, struct rq_error *err)
{
	fake->received = -1;
	if (!path)
		return 0;
	fake->received = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	return fake->received == -1 ? rq_fail_errno(err, RQ_SYSTEM, "%s", path) : 0;
}

static int set_up(struct fake *fake, const struct wants *wants, struct rq_error *err)
{
	fake->latency = (struct latency) { (double)wants->median, (double)wants->sigma / 100 };
	fake->dice.state = (uint64_t)wants->seed;
	fake->refund = wants->refund;
	fake->caching = !wants->no_cache;
	fake->key = wants->key;
	fake->batch_delay = wants->batch_delay;
	if (wants->cert && !wants->tls_key)
		return rq_fail(err, RQ_USAGE, "--tls-cert needs --tls-key");
	if (ledger_open(&fake->ledger, wants->ledger, wants->calls, err) == -1 ||
	    open_received(fake, wants->received, err) == -1 ||
	    (wants->limit && limits_parse(&fake->limits, wants->limit, err) == -1) ||
	    (wants->models && models_read(wants->models, &fake->models, err) == -1))
		return -1;
	return add_rules(fake, &wants->rules, err);
}

static void tear_down(struct fake *fake)
{
	batches_free(fake);
	files_free(fake);
	rules_clear(&fake->rules);
	timers_free(&fake->timers);
	prefix_cache_free(&fake->prefixes);
	ledger_close(&fake->ledger);
	if (fake->received != -1)
		(void)close(fake->received);
	json_decref(fake->models);
}

static int serve(struct rq_program *program, const struct wants *wants, struct rq_error *err)
{
	struct server_options options = { .port = (unsigned short)wants->port,
					  .tls_cert = wants->cert,
					  .tls_key = wants->tls_key };
	struct fake fake = { 0 };
	struct server *server = NULL;
	int result = -1;

	if (set_up(&fake, wants, err) == 0 && rq_program_catch(program, err) == 0 &&
	    server_open(&fake, &options, &server, err) == 0) {
		printf("%u\n", server_port(server));
		(void)fflush(stdout);
		result = server_run(server, program->stop_fd, err);
	}
	server_free(server);
	tear_down(&fake);
	return result;
}

int main(int argc, char **argv)
{
	struct rq_program program = { .name = "fake-llm", .usage = "[OPTION]...", .about = about };
	struct wants wants = { .seed = 1, .batch_delay = 200 };
	const struct rq_option options[] = {
		RQ_PROGRAM_OPTIONS(program, wants.common),
		RQ_NUMBER('p', "port", NULL, &wants.port, 0, 65535, "listen there (any)"),
		RQ_TEXT(0, "tls-cert", "FILE", NULL, &wants.cert, "speak TLS: certificate (PEM)"),
		RQ_TEXT(0, "tls-key", "FILE", NULL, &wants.tls_key, "its key (PEM)"),
		RQ_TEXT(0, "key", "KEY", NULL, &wants.key, "let in only who has it (all)"),
		RQ_TEXT(0, "limit", "LIMITS", NULL, &wants.limit,
			"rps=,rpm=,rpd=,tpm=,tpd= (none)"),
		RQ_FLAG(0, "refund", &wants.refund, "give back tokens that were not used"),
		RQ_FLAG(0, "no-cache", &wants.no_cache, "count no prefix as cached"),
		RQ_TEXT(0, "models", "FILE", NULL, &wants.models,
			"sell only these, at their prices (lib/engine/models.json)"),
		RQ_TEXT(0, "ledger", "FILE", NULL, &wants.ledger, "append each charge as a line"),
		RQ_TEXT(0, "calls", "FILE", NULL, &wants.calls,
			"append the time and status of each chat request"),
		RQ_TEXT(0, "received", "FILE", NULL, &wants.received,
			"append each request's method, path and body"),
		RQ_NUMBER(0, "latency", NULL, &wants.median, 0, 600000, "median of it, ms (0)"),
		RQ_NUMBER(0, "sigma", NULL, &wants.sigma, 0, 300,
			  "its spread, hundredths: lognormal (0: none)"),
		RQ_NUMBER(0, "seed", NULL, &wants.seed, 0, 1000000000, "of all chance (1)"),
		RQ_DURATION(0, "batch-delay", NULL, &wants.batch_delay,
			    "from making a batch to its end (200ms)"),
		RQ_LIST(0, "rule", "JSON", &wants.rules,
			"something that goes wrong (again and again)"),
	};
	struct rq_error err = { 0 };
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (rq_program_begin(&program, &wants.common, argc, argv, &status)) {
		(void)serve(&program, &wants, &err);
		if (err.code == RQ_OK) /* a signal is how it ends */
			status = RQ_STATUS_DONE;
		else
			status = rq_program_finish(&program, NULL, &err);
	}
	rq_list_free(&wants.rules);
	return status;
}
