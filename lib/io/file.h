#ifndef RQ_IO_FILE_H
#define RQ_IO_FILE_H

/* Whole small files of the user's own: vocabularies, keys, settings. */

#include <stddef.h>

#include "base/error.h"

/*
 * The bytes of a regular file as a string (free()). RQ_NOT_FOUND,
 * RQ_UNREADABLE, RQ_TOO_LARGE past limit bytes.
 */
int rq_file_read(const char *path, size_t limit, char **text, struct rq_error *err);

#endif
