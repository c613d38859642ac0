#ifndef RQ_IO_OUTPUT_H
#define RQ_IO_OUTPUT_H

/*
 * Buffered writing that notices when the disk is full or nobody reads any more.
 * A file appears under its name whole or not at all: it is written beside it
 * and renamed when it is finished.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

struct rq_output {
	int fd;
	int stop_fd; /* readable when nobody who does not read is waited for; -1: none */
	struct rq_buffer buffer;
	char *path;      /* of what is being written, else NULL */
	char *temporary; /* the name of a file until it is whole, else NULL */
};

/* To a descriptor that is open already. Free it; that does not flush and does not close. */
void rq_output_init(struct rq_output *output, int fd);

/*
 * To a file that does not appear before rq_output_finish(). mode 0600 plus what
 * the umask allows. Freeing it unfinished removes the temporary file. What had the name is
 * replaced, be it a link: for names of our own, in folders that others may write to.
 */
int rq_output_create(struct rq_output *output, const char *path, struct rq_error *err);

/*
 * The same to where a person says: behind a link, the file that it leads to; a device, a pipe
 * (/dev/stdout, /dev/null) is no file to be replaced, and is written to as it is.
 */
int rq_output_open(struct rq_output *output, const char *path, struct rq_error *err);

/* Whether it is a file that rq_output_finish() gives its name. */
bool rq_output_is_file(const struct rq_output *output);

/*
 * On a file of lines that is open for reading and appending, before anything is
 * written: a last line that a crash or a full disk has cut ends, so that it does
 * not swallow the next. RQ_SYSTEM.
 */
int rq_output_end_last_line(struct rq_output *output, struct rq_error *err);

void rq_output_free(struct rq_output *output);

/* Whether a file's name is what a killed process left of one with the other name. */
bool rq_output_is_remnant(const char *name, const char *of);

/*
 * Appends; the bytes reach the descriptor when enough of them are there, and
 * only in whole calls' worth, so that a record is never cut by a later failure.
 * RQ_SYSTEM (disk full ...), RQ_PIPE_CLOSED.
 */
int rq_output_write(struct rq_output *output, const char *bytes, size_t count,
		    struct rq_error *err);
int rq_output_text(struct rq_output *output, const char *text, struct rq_error *err);
int rq_output_format(struct rq_output *output, struct rq_error *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Everything out now. RQ_INTERRUPTED when stop_fd is readable and nobody takes it within
 * a moment.
 */
int rq_output_flush(struct rq_output *output, struct rq_error *err);

/* Flush; a file is also synced and renamed to its name. */
int rq_output_finish(struct rq_output *output, struct rq_error *err);

#endif
