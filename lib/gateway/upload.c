#include "gateway/upload.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "io/file.h"
#include "io/ndjson.h"
#include "io/scratch.h"

enum { MAX_SHOWN_NAME = 255 };

/* Runs the reader on a file; its records come out of *records. */
static int start(int file, int *records, pid_t *child, struct rq_error *err)
{
	char *program = rq_file_beside_program("rq-ingest");
	/* One worker: other requests are worked on meanwhile. */
	char name[] = "rq-ingest", quiet[] = "--progress=never", alone[] = "--jobs=1";
	char *arguments[] = { name, quiet, alone, NULL };
	posix_spawn_file_actions_t actions;
	int ends[2], code;

	if (pipe2(ends, O_CLOEXEC) == -1) {
		free(program);
		return rq_fail_errno(err, RQ_SYSTEM, "no pipe");
	}
	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawn_file_actions_adddup2(&actions, file, STDIN_FILENO);
	(void)posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	/* What it complains of is in the records, and holds names of files. */
	(void)posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	code = posix_spawn(child, program, &actions, NULL, arguments, environ);
	(void)posix_spawn_file_actions_destroy(&actions);
	(void)close(ends[1]);
	if (code == 0) {
		free(program);
		*records = ends[0];
		return 0;
	}
	(void)close(ends[0]);
	errno = code;
	(void)rq_fail_errno(err, RQ_SYSTEM, "%s: cannot be run", program);
	free(program);
	return -1;
}

/* The last part of a name, safe to show: whose folders they were in is nobody's business. */
static char *show_name(const char *name)
{
	char shown[MAX_SHOWN_NAME + 1];
	const char *last = name ? name : "";

	for (const char *at = last; *at; at++)
		if (*at == '/' || *at == '\\')
			last = at + 1;
	return rq_strdup(*last ? rq_text_escape(last, shown, sizeof shown) : "upload");
}

/* "stdin" and "stdin!/team/jane.pdf", as rq-ingest calls them, with the upload's name; or NULL. */
static char *rename_source(const char *source, const char *name)
{
	static const char input[] = "stdin";
	size_t length = sizeof input - 1;

	if (!source || strncmp(source, input, length) != 0 ||
	    (source[length] != '\0' && source[length] != '!'))
		return NULL;
	return rq_printf("%s%s", name, source + length);
}

static void set_source(json_t *record, const char *name)
{
	json_t *source = rq_json_object(record, "source");
	const char *old =
	    source ? rq_json_string(source, "path") : rq_json_string(record, "source");
	char *new = rename_source(old, name);

	if (new)
		rq_json_set_string(source ? source : record, source ? "path" : "source", new);
	free(new);
}

static int read_records(const struct rq_upload *upload, struct rq_input *input,
			int (*take)(json_t *record, void *context, struct rq_error *err),
			void *context, struct rq_error *err)
{
	char *name = show_name(upload->name);
	int result = 0, got;

	while (result == 0) {
		int64_t left = upload->deadline - rq_clock_steady();
		struct rq_ndjson line;

		got = left > 0 ? rq_input_wait(input, (int)left, err) : 0;
		if (got == 0)
			result = rq_fail(err, RQ_TIMEOUT,
					 "the documents cannot be read within %d seconds",
					 RQ_MAX_READING_SECONDS);
		if (got == 1)
			got = rq_ndjson_read(input, &line, err);
		if (got == 1) {
			set_source(line.record, name);
			result = take(line.record, context, err);
			json_decref(line.record);
		}
		if (got != 1)
			break;
	}
	free(name);
	return result == -1 || got == -1 ? -1 : 0;
}

/* Kills the reader when its records are not wanted any more; its workers die with it. */
static int wait_for(pid_t child, bool wanted, struct rq_error *err)
{
	int status = 0;

	if (!wanted)
		(void)kill(child, SIGKILL);
	while (waitpid(child, &status, 0) == -1 && errno == EINTR)
		continue;
	if (!wanted)
		return -1;
	if (WIFEXITED(status) && WEXITSTATUS(status) <= 1)
		return 0;
	return rq_fail(err, RQ_SYSTEM, "rq-ingest ended before it was done");
}

/* A file for the reader, only in memory: what somebody sent leaves nothing behind. */
static int run_reader(const struct rq_upload *upload, int *records, pid_t *child,
		      struct rq_error *err)
{
	struct rq_scratch scratch;
	int result = rq_scratch_open(&scratch, err);

	if (result == 0)
		result = rq_output_write(&scratch.out, upload->data, upload->length, err);
	if (result == 0)
		result = rq_scratch_turn(&scratch, err);
	if (result == 0)
		result = start(scratch.fd, records, child, err);
	rq_scratch_close(&scratch);
	return result;
}

int rq_upload_read(const struct rq_upload *upload,
		   int (*take)(json_t *record, void *context, struct rq_error *err), void *context,
		   struct rq_error *err)
{
	struct rq_input input;
	pid_t child = 0;
	int records = -1, result;

	if (run_reader(upload, &records, &child, err) == -1)
		return -1;
	rq_input_init(&input, records, -1, RQ_MAX_RECORD_BYTES);
	result = read_records(upload, &input, take, context, err);
	rq_input_free(&input);
	(void)close(records);
	return wait_for(child, result == 0, err);
}
