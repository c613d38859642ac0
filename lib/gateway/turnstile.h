#ifndef RQ_GATEWAY_TURNSTILE_H
#define RQ_GATEWAY_TURNSTILE_H

/*
 * How many requests this host works on at once, and how many each token may send: each request is
 * a process of its own, so both are kept in files of a folder, best of tmpfs. A place is a lock
 * on a byte, which the kernel gives back however its process ends; a rate is a meter of
 * store/limit. Another host has places and meters of its own.
 */

#include <stdint.h>

#include "base/error.h"
#include "gateway/bearer.h"

/*
 * Takes one of so many places, waiting for it up to patience ms: 1, 0 when all stay taken, -1.
 * The place is this process's until *fd is closed.
 */
int rq_turnstile_enter(const char *folder, long places, int64_t patience, int *fd,
		       struct rq_error *err);

/* Counts a request of the token: *wait is 0, or it has to wait so many ms, and is not counted. */
int rq_turnstile_count(const char *folder, const struct rq_bearer *bearer, int64_t now,
		       int64_t *wait, struct rq_error *err);

#endif
