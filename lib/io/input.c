#include "io/input.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_AT_ONCE = 1 << 16 };

void rq_input_init(struct rq_input *input, int fd, int stop_fd, size_t max_line)
{
	*input = (struct rq_input) { .fd = fd, .stop_fd = stop_fd };
	rq_buffer_init(&input->buffer, max_line + READ_AT_ONCE);
}

void rq_input_free(struct rq_input *input)
{
	rq_buffer_free(&input->buffer);
}

static size_t max_line(const struct rq_input *input)
{
	return input->buffer.limit - READ_AT_ONCE;
}

/* Waits for bytes or the end: 1, 0 when the time is over, -1. */
static int wait_for_bytes(const struct rq_input *input, int milliseconds, struct rq_error *err)
{
	struct pollfd polled[] = { { .fd = input->fd, .events = POLLIN },
				   { .fd = input->stop_fd, .events = POLLIN } };
	int ready;

	do
		ready = poll(polled, input->stop_fd == -1 ? 1 : 2, milliseconds);
	while (ready == -1 && errno == EINTR);
	if (ready == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot wait for input");
	if (polled[1].revents)
		return rq_fail(err, RQ_INTERRUPTED, "interrupted");
	return ready > 0;
}

/* Moves what is left to the front and reads more behind it: 1, 0 at the end, -1. */
static int read_more(struct rq_input *input, struct rq_error *err)
{
	struct rq_buffer *buffer = &input->buffer;
	ssize_t got;

	if (input->start > 0) {
		buffer->length -= input->start;
		memmove(buffer->data, buffer->data + input->start, buffer->length);
		input->start = 0;
	}
	if (rq_buffer_reserve(buffer, READ_AT_ONCE, err) == -1)
		return -1;
	if (wait_for_bytes(input, -1, err) == -1)
		return -1;
	do
		got = read(input->fd, buffer->data + buffer->length, READ_AT_ONCE);
	while (got == -1 && errno == EINTR);
	if (got == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot read");
	buffer->length += (size_t)got;
	if (got == 0)
		input->ended = true;
	return got > 0;
}

static char *find_newline(struct rq_input *input)
{
	char *from = input->buffer.data + input->start + input->searched;
	size_t count = input->buffer.length - input->start - input->searched;
	char *newline = memchr(from, '\n', count);

	if (!newline)
		input->searched += count;
	return newline;
}

/* Gives the bytes from start to end as a line and steps over its newline. */
static void give_line(struct rq_input *input, size_t end, char **line, size_t *length)
{
	char *text = input->buffer.data + input->start;

	*line = text;
	*length = end - input->start;
	input->carriage = *length > 0 && text[*length - 1] == '\r';
	*length -= input->carriage;
	text[*length] = '\0';
	input->start = end < input->buffer.length ? end + 1 : end;
	input->searched = 0;
	input->number++;
}

/* Steps over a line that is too long, however long it is. */
static int skip_line(struct rq_input *input, struct rq_error *err)
{
	char *newline;

	while (!(newline = find_newline(input))) {
		input->start = input->buffer.length;
		input->searched = 0;
		if (input->ended)
			break;
		if (read_more(input, err) == -1)
			return -1;
	}
	if (newline)
		input->start = (size_t)(newline - input->buffer.data) + 1;
	input->searched = 0;
	input->number++;
	return rq_fail(err, RQ_TOO_LARGE, "longer than %zu bytes", max_line(input));
}

int rq_input_line(struct rq_input *input, char **line, size_t *length, struct rq_error *err)
{
	for (;;) {
		char *newline = find_newline(input);
		size_t end =
		    newline ? (size_t)(newline - input->buffer.data) : input->buffer.length;

		if (end - input->start > max_line(input))
			return skip_line(input, err);
		if (newline || (input->ended && end > input->start)) {
			give_line(input, end, line, length);
			return 1;
		}
		if (input->ended)
			return 0;
		if (read_more(input, err) == -1)
			return -1;
	}
}

int rq_input_wait(struct rq_input *input, int milliseconds, struct rq_error *err)
{
	if (input->ended || find_newline(input))
		return 1;
	return wait_for_bytes(input, milliseconds, err);
}

size_t rq_input_count_lines(int fd)
{
	char piece[1 << 16];
	off_t at = lseek(fd, 0, SEEK_CUR);
	struct stat status;
	size_t lines = 0;
	ssize_t got;

	if (at == -1 || fstat(fd, &status) == -1 || !S_ISREG(status.st_mode))
		return 0;
	while ((got = pread(fd, piece, sizeof piece, at)) > 0) {
		for (const char *next = piece, *end = piece + got;
		     (next = memchr(next, '\n', (size_t)(end - next))); next++)
			lines++;
		at += got;
	}
	return lines;
}
