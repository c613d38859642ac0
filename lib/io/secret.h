#ifndef RQ_IO_SECRET_H
#define RQ_IO_SECRET_H

/*
 * Keys, and addresses that are as good as keys: from a file or the environment, never
 * from the command line, which everybody on the machine may read.
 */

#include <stddef.h>

#include "base/error.h"

/*
 * The first line of the file, else of the variable of that name; *secret is
 * NULL when there is neither. RQ_NOT_FOUND, RQ_UNREADABLE, RQ_TOO_LARGE of the file.
 */
int rq_secret_read(const char *path, const char *environment, char **secret, struct rq_error *err);

/*
 * A whole file of up to limit bytes that nobody else may use: RQ_UNREADABLE when its group or
 * others may. A file of root's its group may read, which is how systemd hands one over.
 */
int rq_secret_read_private(const char *path, size_t limit, char **secret, struct rq_error *err);

/* Wipes it; NULL is fine. */
void rq_secret_free(char *secret);

#endif
