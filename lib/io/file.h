#ifndef RQ_IO_FILE_H
#define RQ_IO_FILE_H

/* Whole small files of the user's own: vocabularies, keys, recordings; where ours are. */

#include <stddef.h>

#include "base/error.h"

/*
 * The bytes of a file as a string (free()). Of a pipe, whoever writes to it is waited for, and
 * SIGINT or SIGTERM end the program meanwhile, also one that otherwise only notes them: so this
 * is for what is read before any work is in hand. RQ_NOT_FOUND, RQ_UNREADABLE, RQ_TOO_LARGE past
 * limit bytes.
 */
int rq_file_read(const char *path, size_t limit, char **text, struct rq_error *err);

/* Its two halves. A descriptor to be closed, for the second alone; -1. */
int rq_file_open(const char *path, struct rq_error *err);

/* From where it stands to its end; path is for messages. */
int rq_file_read_open(int fd, const char *path, size_t limit, char **text, struct rq_error *err);

/* Writes one whole or not at all (io/output.h), 0600. RQ_SYSTEM. */
int rq_file_write(const char *path, const char *bytes, size_t length, struct rq_error *err);

/*
 * The name of a file or folder lasts, as does what was removed beside it: fsync(2) of the
 * folder that it stands in, or, where that cannot be opened but written to, of all of its
 * file system. RQ_SYSTEM.
 */
int rq_file_keep_name(const char *path, struct rq_error *err);

/*
 * The path of what is installed beside the program that runs: "rq-x" in its own folder,
 * "../share/rq/x" next to it, in the build folder alike; free().
 */
char *rq_file_beside_program(const char *relative);

#endif
