#ifndef RQ_STORE_SWAP_H
#define RQ_STORE_SWAP_H

/*
 * How the file of a store takes the place of another. Whoever has a store open
 * shares a lock of its folder (flock(2)); to put another file there, nobody may.
 * The new file is made ready in a folder of its own, the bench, and takes its
 * place by a rename, so that a crash leaves the old file or the new one; what has
 * its place then keeps it.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/*
 * Locks a folder, shared or alone, waiting up to patience ms: RQ_AGAIN when others
 * are in the way longer than that. *lock is to be closed; with it the lock ends.
 */
int rq_swap_lock(const char *folder, bool alone, int64_t patience, int *lock, struct rq_error *err);

/* A folder in which one process makes a file ready. */
struct rq_bench {
	char *folder;
	char *file; /* in it: of the tables */
	int lock;
};

/*
 * Makes a bench (its parent must exist), or takes one that a crash left behind,
 * and empties it. RQ_AGAIN when somebody works there. Clear it in any case.
 */
int rq_bench_set(struct rq_bench *bench, const char *folder, struct rq_error *err);
void rq_bench_clear(struct rq_bench *bench); /* nothing of it is left */

/* The bench of a store's folder; free(). */
char *rq_swap_bench_of(const char *folder);

/*
 * The file becomes that of the store in a folder, which is locked alone and not open. It
 * belongs to whom the folder belongs to, also when root replaces it.
 */
int rq_bench_install(struct rq_bench *bench, const char *folder, struct rq_error *err);

/* The file becomes the one of that path. */
int rq_bench_deliver(struct rq_bench *bench, const char *path, struct rq_error *err);

#endif
