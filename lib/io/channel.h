#ifndef RQ_IO_CHANNEL_H
#define RQ_IO_CHANNEL_H

/*
 * Two processes that speak over a socket in frames: a type, a length that is
 * checked before anything is allocated, bytes, perhaps a descriptor. Neither
 * trusts the other.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

struct rq_frame {
	unsigned type;    /* what it means is between the two sides */
	const char *data; /* ends with a NUL; valid until the next frame is read */
	size_t length;
	int fd; /* came along and is the receiver's to close, or -1 */
};

enum { RQ_FRAME_HEADER = 8 }; /* type and length, 4 bytes each, of this machine */

struct rq_channel {
	int fd;
	unsigned char header[RQ_FRAME_HEADER];
	size_t got; /* bytes of the header */
	struct rq_buffer payload;
	int passed; /* descriptor that came with this frame, or -1 */
};

/* Over a socket, which is the channel's from then on, until it is closed. */
void rq_channel_open(struct rq_channel *channel, int fd);
void rq_channel_close(struct rq_channel *channel);

/* --- for a side that waits --- */

/* The next frame: 1, 0 when the other side is gone, -1. */
int rq_channel_receive(struct rq_channel *channel, struct rq_frame *frame, struct rq_error *err);

/* Sends a frame; fd -1 for none, else it is sent along and stays the caller's. */
int rq_channel_send(struct rq_channel *channel, unsigned type, const void *data, size_t length,
		    int fd, struct rq_error *err);

/* --- for a side that need not --- */

enum rq_arrival {
	RQ_ARRIVED,
	RQ_NOT_YET, /* not all of it; call again */
	RQ_GONE,    /* the other side is */
	RQ_BROKEN,  /* what came is no frame */
};

enum rq_arrival rq_channel_read(struct rq_channel *channel, bool wait, struct rq_frame *frame);

/* Sends a frame of at most RQ_MAX_FRAME_BYTES; -1 with errno, also when it would have to wait. */
int rq_channel_write(struct rq_channel *channel, unsigned type, const void *data, size_t length,
		     int fd, bool wait);

#endif
