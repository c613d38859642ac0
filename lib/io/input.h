#ifndef RQ_IO_INPUT_H
#define RQ_IO_INPUT_H

/*
 * Lines from a descriptor, bounded: a line that is too long is skipped whole
 * and reported, the next one is read all the same. Waiting can be cut short by
 * a time or by a signal (see tool/program.h), so that a slow stream never holds
 * up what was already read.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

struct rq_input {
	int fd;
	int stop_fd;   /* readable when the program should stop; -1 for none */
	size_t number; /* of the line last given, from 1 */
	struct rq_buffer buffer;
	size_t start;    /* of what is not given yet */
	size_t searched; /* of that, bytes known to hold no newline */
	bool carriage;   /* whether the line last given had a CR before its newline */
	bool ended;
};

/* Lines longer than max_line bytes are refused. Free it; the descriptor stays open. */
void rq_input_init(struct rq_input *input, int fd, int stop_fd, size_t max_line);
void rq_input_free(struct rq_input *input);

/*
 * The next line without its newline (and without a CR before it), terminated;
 * the input's until the next call. 1, 0 at the end, -1: RQ_TOO_LARGE (go on
 * with the next line), RQ_SYSTEM (no more of it can be read), RQ_INTERRUPTED.
 */
int rq_input_line(struct rq_input *input, char **line, size_t *length, struct rq_error *err);

/*
 * Whether rq_input_line() would return at once, waiting so many milliseconds
 * for it (-1: as long as it takes): 1, 0 when the time is over, -1.
 */
int rq_input_wait(struct rq_input *input, int milliseconds, struct rq_error *err);

/* How many lines are still to be read, where the descriptor is a file; else 0. It is not moved. */
size_t rq_input_count_lines(int fd);

#endif
