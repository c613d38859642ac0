#include "io/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "io/output.h"

enum { READ_AT_ONCE = 1 << 16 };

int rq_file_open(const char *path, struct rq_error *err)
{
	/* A pipe is open at once, and waited for where signals are heard. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd == -1)
		return rq_fail_errno(err, errno == ENOENT ? RQ_NOT_FOUND : RQ_UNREADABLE, "%s",
				     path);
	return fd;
}

/* Until there are bytes, or their end. SIGINT and SIGTERM, held up until then, do what they do. */
static void await_bytes(int fd)
{
	struct pollfd polled = { .fd = fd, .events = POLLIN };
	struct stat status;
	sigset_t mask;

	if (fstat(fd, &status) == -1 || S_ISREG(status.st_mode) ||
	    sigprocmask(SIG_BLOCK, NULL, &mask) == -1)
		return;
	(void)sigdelset(&mask, SIGINT);
	(void)sigdelset(&mask, SIGTERM);
	(void)ppoll(&polled, 1, NULL, &mask);
}

static int read_all(int fd, const char *path, struct rq_buffer *buffer, struct rq_error *err)
{
	for (;;) {
		char bytes[READ_AT_ONCE];
		ssize_t got;

		await_bytes(fd);
		got = read(fd, bytes, sizeof bytes);
		if (got == -1 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (got == -1)
			return rq_fail_errno(err, RQ_UNREADABLE, "%s", path);
		if (got == 0)
			return 0;
		if (rq_buffer_append(buffer, bytes, (size_t)got, err) == -1)
			return -1;
	}
}

int rq_file_read_open(int fd, const char *path, size_t limit, char **text, struct rq_error *err)
{
	struct rq_buffer buffer;
	int result;

	rq_buffer_init(&buffer, limit);
	result = read_all(fd, path, &buffer, err);
	if (result == 0)
		*text = rq_buffer_take(&buffer);
	rq_buffer_free(&buffer);
	return result;
}

int rq_file_read(const char *path, size_t limit, char **text, struct rq_error *err)
{
	int fd = rq_file_open(path, err), result;

	if (fd == -1)
		return -1;
	result = rq_file_read_open(fd, path, limit, text, err);
	(void)close(fd);
	return result;
}

int rq_file_write(const char *path, const char *bytes, size_t length, struct rq_error *err)
{
	struct rq_output out;
	int result = rq_output_create(&out, path, err);

	if (result == 0 && fchmod(out.fd, 0600) == -1)
		result = rq_fail_errno(err, RQ_SYSTEM, "%s", path);
	if (result == 0)
		result = rq_output_write(&out, bytes, length, err);
	if (result == 0)
		result = rq_output_finish(&out, err);
	rq_output_free(&out);
	return result;
}

/* Who may write to a folder may not always open it: then all of its file system is synced. */
static int sync_folder(const char *folder, const char *inside)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), result;
	bool whole = fd == -1 && errno == EACCES;

	if (whole)
		fd = open(inside, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return -1;
	result = whole ? syncfs(fd) : fsync(fd);
	if (result == -1 && errno == EINVAL) /* a file system that knows no such thing */
		result = 0;
	(void)close(fd);
	return result;
}

int rq_file_keep_name(const char *path, struct rq_error *err)
{
	char *copy = rq_strdup(path);
	const char *folder = dirname(copy);
	int result = 0;

	if (sync_folder(folder, path) == -1)
		result = rq_fail_errno(err, RQ_SYSTEM, "cannot sync %s", folder);
	free(copy);
	return result;
}

char *rq_file_beside_program(const char *relative)
{
	char program[RQ_MAX_NAME_BYTES + 1];
	ssize_t length = readlink("/proc/self/exe", program, RQ_MAX_NAME_BYTES);
	char *name;

	program[length > 0 ? length : 0] = '\0';
	name = strrchr(program, '/');
	if (name)
		*name = '\0';
	return rq_printf("%s/%s", name ? program : ".", relative);
}
