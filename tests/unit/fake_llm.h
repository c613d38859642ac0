#ifndef RQ_TESTS_FAKE_LLM_H
#define RQ_TESTS_FAKE_LLM_H

/* A provider for one test: tests/fake-llm as a child, on a port of its own. */

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

enum { FAKE_ARGUMENTS = 12 };

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

#endif
