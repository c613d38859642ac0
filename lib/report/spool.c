#include "report/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"

int rq_spool_open(struct rq_spool *spool, struct rq_error *err)
{
	const char *folder = getenv("TMPDIR");
	char *path;
	int fd;

	if (!folder || *folder == '\0')
		folder = "/tmp";
	path = rq_printf("%s/rq-report.XXXXXX", folder);
	fd = mkostemp(path, O_CLOEXEC);
	rq_output_init(&spool->out, fd);
	if (fd == -1)
		(void)rq_fail_errno(err, RQ_SYSTEM, "cannot make a temporary file in %s", folder);
	else
		(void)unlink(path);
	free(path);
	return fd == -1 ? -1 : 0;
}

void rq_spool_close(struct rq_spool *spool)
{
	if (spool->out.fd != -1)
		(void)close(spool->out.fd);
	rq_output_free(&spool->out);
}

int rq_spool_read(struct rq_spool *spool, uint64_t offset, void *bytes, size_t length,
		  struct rq_error *err)
{
	char *at = bytes;

	if (rq_output_flush(&spool->out, err) == -1)
		return -1;
	while (length > 0) {
		ssize_t got = pread(spool->out.fd, at, length, (off_t)offset);

		if (got == -1 && errno == EINTR)
			continue;
		if (got == -1)
			return rq_fail_errno(err, RQ_SYSTEM, "cannot read the temporary file");
		if (got == 0)
			return rq_fail(err, RQ_SYSTEM, "the temporary file is cut short");
		at += got;
		offset += (uint64_t)got;
		length -= (size_t)got;
	}
	return 0;
}

int rq_spool_copy(struct rq_spool *spool, uint64_t offset, uint64_t length, struct rq_output *to,
		  struct rq_error *err)
{
	char piece[1 << 14];

	while (length > 0) {
		size_t size = length < sizeof piece ? (size_t)length : sizeof piece;

		if (rq_spool_read(spool, offset, piece, size, err) == -1 ||
		    rq_output_write(to, piece, size, err) == -1)
			return -1;
		offset += size;
		length -= size;
	}
	return 0;
}
