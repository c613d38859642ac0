#include "io/scratch.h"

#include <sys/mman.h>
#include <unistd.h>

enum { PIECE = 64 << 10 };

int rq_scratch_open(struct rq_scratch *scratch, struct rq_error *err)
{
	scratch->fd = memfd_create("rq-scratch", MFD_CLOEXEC);
	rq_output_init(&scratch->out, scratch->fd);
	return scratch->fd == -1 ? rq_fail_errno(err, RQ_SYSTEM, "no memory to write to") : 0;
}

int rq_scratch_turn(struct rq_scratch *scratch, struct rq_error *err)
{
	if (rq_output_flush(&scratch->out, err) == -1)
		return -1;
	if (lseek(scratch->fd, 0, SEEK_SET) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "what was written cannot be read");
	return 0;
}

int rq_scratch_drain(struct rq_scratch *scratch, struct rq_buffer *buffer, struct rq_error *err)
{
	ssize_t got;

	do {
		if (rq_buffer_reserve(buffer, PIECE, err) == -1)
			return -1;
		got = read(scratch->fd, buffer->data + buffer->length, PIECE);
		if (got == -1)
			return rq_fail_errno(err, RQ_SYSTEM, "what was written cannot be read");
		buffer->length += (size_t)got;
		buffer->data[buffer->length] = '\0';
	} while (got > 0);
	return 0;
}

void rq_scratch_close(struct rq_scratch *scratch)
{
	rq_output_free(&scratch->out);
	if (scratch->fd != -1)
		(void)close(scratch->fd);
	scratch->fd = -1;
}
