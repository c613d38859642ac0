#include "io/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/failpoint.h"
#include "base/limits.h"
#include "base/memory.h"

enum { WRITE_AT_ONCE = 1 << 16, GRACE_MS = 1000 };

/* Behind a file's name until it is finished; mkostemp() puts letters and digits for each X. */
#define MARK ".part-"
#define UNFINISHED MARK "XXXXXX"

void rq_output_init(struct rq_output *output, int fd)
{
	*output = (struct rq_output) { .fd = fd, .stop_fd = -1 };
	rq_buffer_init(&output->buffer, WRITE_AT_ONCE + RQ_MAX_RECORD_BYTES);
}

int rq_output_create(struct rq_output *output, const char *path, struct rq_error *err)
{
	mode_t mask = umask(0);

	(void)umask(mask);
	rq_output_init(output, -1);
	output->path = rq_strdup(path);
	output->temporary = rq_printf("%s" UNFINISHED, path);
	output->fd = mkostemp(output->temporary, O_CLOEXEC);
	if (output->fd == -1 || fchmod(output->fd, 0666 & ~mask) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot create %s", path);
	return 0;
}

static int open_as_it_is(struct rq_output *output, const char *path, struct rq_error *err)
{
	rq_output_init(output, open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC));
	output->path = rq_strdup(path);
	return output->fd == -1 ? rq_fail_errno(err, RQ_SYSTEM, "cannot open %s", path) : 0;
}

int rq_output_open(struct rq_output *output, const char *path, struct rq_error *err)
{
	struct stat there;
	char *real;
	int result;

	if (stat(path, &there) == 0 && !S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode))
		return open_as_it_is(output, path, err);
	real = realpath(path, NULL);
	result = rq_output_create(output, real ? real : path, err);
	free(real);
	return result;
}

bool rq_output_is_file(const struct rq_output *output)
{
	return output->temporary != NULL;
}

int rq_output_end_last_line(struct rq_output *output, struct rq_error *err)
{
	off_t size = lseek(output->fd, 0, SEEK_END);
	char last = '\n';

	if (size > 0 && pread(output->fd, &last, 1, size - 1) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot read what is to be continued");
	return last == '\n' ? 0 : rq_output_text(output, "\n", err);
}

void rq_output_free(struct rq_output *output)
{
	if (output->path && output->fd != -1) {
		(void)close(output->fd);
		if (output->temporary)
			(void)unlink(output->temporary);
	}
	rq_buffer_free(&output->buffer);
	free(output->path);
	free(output->temporary);
	*output = (struct rq_output) { .fd = -1 };
}

bool rq_output_is_remnant(const char *name, const char *of)
{
	size_t length = strlen(of);

	return strlen(name) == length + strlen(UNFINISHED) && strncmp(name, of, length) == 0 &&
	       strncmp(name + length, MARK, strlen(MARK)) == 0;
}

/* Only what a reader takes: a file takes all, and all at once, so that others may append, too. */
static bool may_block(const struct rq_output *output)
{
	struct stat status;

	return output->stop_fd != -1 && fstat(output->fd, &status) == 0 && !S_ISREG(status.st_mode);
}

/* Waits until it takes something; false: it takes nothing, and we are to stop. */
static bool is_read(const struct rq_output *output)
{
	struct pollfd polled[] = { { .fd = output->fd, .events = POLLOUT },
				   { .fd = output->stop_fd, .events = POLLIN } };

	return poll(polled, 2, -1) <= 0 || polled[0].revents != 0 || polled[1].revents == 0 ||
	       poll(polled, 1, GRACE_MS) != 0;
}

int rq_output_flush(struct rq_output *output, struct rq_error *err)
{
	bool waits = may_block(output);
	size_t at = 0;

	rq_failpoint();
	while (at < output->buffer.length) {
		size_t left = output->buffer.length - at;
		ssize_t wrote;

		if (waits && !is_read(output))
			return rq_fail(err, RQ_INTERRUPTED, "nobody reads the output");
		/* So much a pipe takes without waiting, once it takes something. */
		wrote = write(output->fd, output->buffer.data + at,
			      waits && left > PIPE_BUF ? PIPE_BUF : left);
		if (wrote == -1 && errno == EINTR)
			continue;
		if (wrote == -1 && errno == EPIPE)
			return rq_fail(err, RQ_PIPE_CLOSED, "nobody reads the output");
		if (wrote == -1)
			return rq_fail_errno(err, RQ_SYSTEM, "cannot write %s",
					     output->path ? output->path : "output");
		at += (size_t)wrote;
	}
	rq_buffer_clear(&output->buffer);
	rq_failpoint();
	return 0;
}

static int make_room(struct rq_output *output, struct rq_error *err)
{
	return output->buffer.length >= WRITE_AT_ONCE ? rq_output_flush(output, err) : 0;
}

int rq_output_write(struct rq_output *output, const char *bytes, size_t count, struct rq_error *err)
{
	if (make_room(output, err) == -1)
		return -1;
	return rq_buffer_append(&output->buffer, bytes, count, err);
}

int rq_output_text(struct rq_output *output, const char *text, struct rq_error *err)
{
	return rq_output_write(output, text, strlen(text), err);
}

int rq_output_format(struct rq_output *output, struct rq_error *err, const char *format, ...)
{
	va_list arguments;
	int result;

	if (make_room(output, err) == -1)
		return -1;
	va_start(arguments, format);
	result = rq_buffer_append_arguments(&output->buffer, err, format, arguments);
	va_end(arguments);
	return result;
}

int rq_output_finish(struct rq_output *output, struct rq_error *err)
{
	if (rq_output_flush(output, err) == -1)
		return -1;
	if (!output->temporary)
		return 0;
	if (fsync(output->fd) == -1 || rename(output->temporary, output->path) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot finish %s", output->path);
	(void)close(output->fd);
	output->fd = -1;
	return 0;
}
