/*
 * What a worker that a stranger has taken over writes to its parent: the parent
 * gets a frame within the limit that ends with a NUL, or is told that there is
 * none. It never waits for ever, and closes what came along.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "io/worker.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 1 << 12, CHANNEL_FD = 3 };

struct input {
	const uint8_t *data;
	size_t size;
};

/* Says the input instead of an answer, as it is, and ends. */
static void babble(struct rq_channel *channel, void *context)
{
	const struct input *input = context;
	struct rq_error err = { 0 };
	struct rq_frame frame;

	if (rq_channel_receive(channel, &frame, &err) == 1 &&
	    write(CHANNEL_FD, input->data, input->size) == -1)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	struct rq_worker_options options = { .serve = babble, .context = &input, .seconds = 5 };
	struct rq_error err = { 0 };
	struct rq_worker *worker;
	struct rq_frame frame;
	int got = 0;

	if (size > MAX_INPUT || rq_worker_start(&options, &worker, &err) == -1)
		return 0;
	if (rq_worker_ask(worker, 1, "", 0, -1, &err) == -1)
		abort();
	while (got == 0) {
		if (rq_worker_wait(&worker, 1, &err) == -1)
			abort();
		got = rq_worker_receive(worker, &frame, &err);
	}
	if (got == 1 && (frame.length > RQ_MAX_FRAME_BYTES || frame.data[frame.length] != '\0' ||
			 frame.fd != -1))
		abort();
	if (got == -1 && (err.code != RQ_CRASHED || err.message[0] == '\0'))
		abort();
	rq_worker_free(worker);
	return 0;
}
