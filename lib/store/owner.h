#ifndef RQ_STORE_OWNER_H
#define RQ_STORE_OWNER_H

/*
 * Who holds a lease: a process, told from all others by where it runs, its pid
 * and when it began, so that a pid that is used again is not taken for it.
 */

#include <stdbool.h>
#include <stdint.h>

struct rq_owner {
	uint64_t host;  /* this boot of this machine, and the pid namespace */
	uint64_t start; /* of the process, in ticks since boot; 0: unknown */
	uint32_t pid;
};

/* This process. */
struct rq_owner rq_owner_self(void);

bool rq_owner_same(const struct rq_owner *one, const struct rq_owner *other);

/*
 * Whether the process is certainly gone: it ran where self runs, and /proc
 * knows it no more (or only as a zombie). Of other hosts nothing is certain.
 */
bool rq_owner_is_dead(const struct rq_owner *owner, const struct rq_owner *self);

#endif
