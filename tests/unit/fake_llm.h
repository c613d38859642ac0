#ifndef RQ_TESTS_FAKE_LLM_H
#define RQ_TESTS_FAKE_LLM_H

/* A provider for one test: tests/fake-llm as a child, on a port of its own. */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/json.h"
#include "base/memory.h"
#include "io/http.h"
#include "unit.h"

enum {
	FAKE_ARGUMENTS = 12,
	FAKE_PATIENCE = 20000, /* ms, of a client: far more than any test takes */
};

/* Arguments of a server that behaves. */
static const char *const fake_llm_plain[] = { NULL };

struct fake_llm {
	pid_t pid;
	char url[64]; /* "http://127.0.0.1:40001/openai/v1" */
};

/* build/debug/tests/unit/test_x.t, and the server beside its folder. */
static inline void fake_llm_path(char path[512])
{
	ssize_t length = readlink("/proc/self/exe", path, 400);

	assert_true(length > 0);
	path[length] = '\0';
	for (int up = 0; up < 2; up++)
		*strrchr(path, '/') = '\0';
	strcat(path, "/fake-llm/fake-llm");
}

/* The arguments end with NULL. Over TLS, scheme is "https". */
static inline struct fake_llm fake_llm_start(const char *scheme, const char *const *arguments)
{
	struct fake_llm fake = { 0 };
	char path[512], port[16] = "", *argv[FAKE_ARGUMENTS + 2] = { path };
	int out[2];

	fake_llm_path(path);
	for (int i = 0; i < FAKE_ARGUMENTS && arguments[i]; i++)
		memcpy(&argv[i + 1], &arguments[i], sizeof argv[0]);
	assert_int_equal(pipe(out), 0);
	fake.pid = fork();
	if (fake.pid == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
		(void)dup2(out[1], STDOUT_FILENO);
		execv(path, argv);
		_exit(127);
	}
	(void)close(out[1]);
	assert_true(read(out[0], port, sizeof port - 1) > 0);
	(void)close(out[0]);
	port[strcspn(port, "\n")] = '\0';
	(void)snprintf(fake.url, sizeof fake.url, "%s://127.0.0.1:%s/openai/v1", scheme, port);
	return fake;
}

static inline void fake_llm_stop(struct fake_llm *fake)
{
	int status;

	(void)kill(fake->pid, SIGTERM);
	assert_int_equal(waitpid(fake->pid, &status, 0), fake->pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* --- its client ------------------------------------------------------------------------ */

static inline struct rq_http *fake_llm_client(const char *url, const char *ca_file,
					      size_t in_flight)
{
	struct rq_http_options options = { .base_url = url,
					   .bearer = "gsk_secret",
					   .ca_file = ca_file,
					   .max_in_flight = in_flight,
					   .connect_timeout = FAKE_PATIENCE,
					   .timeout = FAKE_PATIENCE,
					   .user_agent = "rq/test" };
	struct rq_error err = { 0 };
	struct rq_http *http = NULL;

	assert_works(rq_http_open(&options, &http, &err), err);
	return http;
}

static inline struct rq_http_answer *fake_llm_answer(struct rq_http *http)
{
	struct rq_http_answer *answer = NULL;
	struct rq_error err = { 0 };

	assert_int_equal(rq_http_wait(http, FAKE_PATIENCE, -1, &answer, &err), 1);
	return answer;
}

static inline struct rq_http_answer *fake_llm_ask(struct rq_http *http,
						  const struct rq_http_request *request)
{
	struct rq_error err = { 0 };

	assert_works(rq_http_start(http, request, &err), err);
	return fake_llm_answer(http);
}

/* What the server says it was asked and charged for. */
static inline json_int_t fake_llm_count(const char *url, const char *key)
{
	char *root = rq_strndup(url, strlen(url) - strlen("/openai/v1"));
	struct rq_http *http = fake_llm_client(root, NULL, 1);
	struct rq_http_answer *answer = fake_llm_ask(
	    http, &(struct rq_http_request) { .method = RQ_HTTP_GET, .path = "/ledger" });
	struct rq_error err = { 0 };
	json_t *ledger = NULL;
	json_int_t count;

	assert_works(rq_json_parse_object(answer->body.data, answer->body.length, &ledger, &err),
		     err);
	count = rq_json_integer(ledger, key, -1);
	json_decref(ledger);
	rq_http_answer_free(answer);
	rq_http_free(http);
	free(root);
	return count;
}

#endif
