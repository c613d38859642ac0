#include "io/channel.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/limits.h"

enum { PIECE = 64 << 10 }; /* grows with what came, not with what was promised */

void rq_channel_open(struct rq_channel *channel, int fd)
{
	memset(channel, 0, sizeof *channel);
	channel->fd = fd;
	channel->passed = -1;
	rq_buffer_init(&channel->payload, RQ_MAX_FRAME_BYTES);
}

void rq_channel_close(struct rq_channel *channel)
{
	if (channel->fd >= 0)
		(void)close(channel->fd);
	if (channel->passed >= 0)
		(void)close(channel->passed);
	rq_buffer_free(&channel->payload);
	channel->fd = channel->passed = -1;
}

static void keep_passed(struct rq_channel *channel, struct msghdr *message)
{
	for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
		int fd;

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS ||
		    c->cmsg_len != CMSG_LEN(sizeof fd))
			continue;
		memcpy(&fd, CMSG_DATA(c), sizeof fd);
		if (channel->passed >= 0)
			(void)close(channel->passed);
		channel->passed = fd;
	}
}

/* recv(2) that keeps a descriptor that comes along: > 0, 0 the other side is gone, -1. */
static ssize_t receive_bytes(struct rq_channel *channel, void *bytes, size_t count, int flags)
{
	union {
		struct cmsghdr align;
		char space[CMSG_SPACE(sizeof(int))];
	} control;
	struct iovec part = { bytes, count };
	struct msghdr message = { .msg_iov = &part,
				  .msg_iovlen = 1,
				  .msg_control = control.space,
				  .msg_controllen = sizeof control.space };
	ssize_t got;

	do
		got = recvmsg(channel->fd, &message, flags | MSG_CMSG_CLOEXEC);
	while (got == -1 && errno == EINTR);
	if (got > 0)
		keep_passed(channel, &message);
	return got;
}

static uint32_t header_field(const struct rq_channel *channel, size_t at)
{
	uint32_t value;

	memcpy(&value, channel->header + at, sizeof value);
	return value;
}

/* How many bytes the frame still lacks; the next of them go to *into. */
static size_t missing(struct rq_channel *channel, void **into, struct rq_error *err)
{
	size_t left;

	if (channel->got < RQ_FRAME_HEADER) {
		*into = channel->header + channel->got;
		return RQ_FRAME_HEADER - channel->got;
	}
	left = header_field(channel, 4) - channel->payload.length;
	if (left > PIECE)
		left = PIECE;
	if (left > 0)
		(void)rq_buffer_reserve(&channel->payload, left, err);
	*into = channel->payload.data + channel->payload.length;
	return left;
}

static void hand_over(struct rq_channel *channel, struct rq_frame *frame)
{
	channel->payload.data[channel->payload.length] = '\0';
	frame->type = header_field(channel, 0);
	frame->data = channel->payload.data;
	frame->length = channel->payload.length;
	frame->fd = channel->passed;
	channel->passed = -1;
	channel->got = 0;
}

enum rq_arrival rq_channel_read(struct rq_channel *channel, bool wait, struct rq_frame *frame)
{
	struct rq_error ignored = { 0 };

	if (channel->got == 0)
		rq_buffer_clear(&channel->payload);
	for (;;) {
		void *into;
		size_t count = missing(channel, &into, &ignored);
		ssize_t got;

		if (count == 0) {
			hand_over(channel, frame);
			return RQ_ARRIVED;
		}
		got = receive_bytes(channel, into, count, wait ? 0 : MSG_DONTWAIT);
		if (got == 0)
			return RQ_GONE;
		if (got < 0)
			return errno == EAGAIN ? RQ_NOT_YET : RQ_GONE;
		if (channel->got < RQ_FRAME_HEADER)
			channel->got += (size_t)got;
		else
			channel->payload.length += (size_t)got;
		if (channel->got == RQ_FRAME_HEADER &&
		    header_field(channel, 4) > RQ_MAX_FRAME_BYTES)
			return RQ_BROKEN;
	}
}

static void attach(struct msghdr *message, char *space, size_t size, int fd)
{
	struct cmsghdr *c;

	message->msg_control = space;
	message->msg_controllen = size;
	c = CMSG_FIRSTHDR(message);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof fd);
	memcpy(CMSG_DATA(c), &fd, sizeof fd);
}

int rq_channel_write(struct rq_channel *channel, unsigned type, const void *data, size_t length,
		     int fd, bool wait)
{
	union {
		struct cmsghdr align;
		char space[CMSG_SPACE(sizeof(int))];
	} control = { .space = { 0 } };
	uint32_t header[2] = { type, (uint32_t)length };
	struct iovec parts[2] = { { header, sizeof header }, { NULL, length } };
	struct msghdr message = { .msg_iov = parts, .msg_iovlen = 2 };

	memcpy(&parts[1].iov_base, &data, sizeof data); /* sendmsg() only reads it */
	if (fd >= 0)
		attach(&message, control.space, sizeof control.space, fd);
	while (parts[0].iov_len + parts[1].iov_len > 0) {
		ssize_t sent =
		    sendmsg(channel->fd, &message, MSG_NOSIGNAL | (wait ? 0 : MSG_DONTWAIT));

		if (sent == -1 && errno == EINTR)
			continue;
		if (sent == -1)
			return -1;
		message.msg_control = NULL;
		message.msg_controllen = 0;
		for (int i = 0; i < 2; i++) {
			size_t part =
			    (size_t)sent < parts[i].iov_len ? (size_t)sent : parts[i].iov_len;

			parts[i].iov_base = (char *)parts[i].iov_base + part;
			parts[i].iov_len -= part;
			sent -= (ssize_t)part;
		}
	}
	return 0;
}

/* --- for a side that waits ---------------------------------------------------------- */

int rq_channel_receive(struct rq_channel *channel, struct rq_frame *frame, struct rq_error *err)
{
	switch (rq_channel_read(channel, true, frame)) {
	case RQ_ARRIVED:
		return 1;
	case RQ_BROKEN:
	case RQ_NOT_YET:
		return rq_fail(err, RQ_SYSTEM, "a request that is no frame");
	case RQ_GONE:
	default:
		return 0;
	}
}

int rq_channel_send(struct rq_channel *channel, unsigned type, const void *data, size_t length,
		    int fd, struct rq_error *err)
{
	if (length > RQ_MAX_FRAME_BYTES)
		return rq_fail(err, RQ_TOO_LARGE, "an answer of more than %zu bytes",
			       RQ_MAX_FRAME_BYTES);
	if (rq_channel_write(channel, type, data, length, fd, true) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot answer");
	return 0;
}
