#ifndef RQ_STORE_SIEVE_H
#define RQ_STORE_SIEVE_H

/*
 * Which runs (run.h) may have something of a résumé: the résumé itself, or tasks that refer to
 * it. Most that is enqueued is of a résumé that the store does not have, and without a sieve each
 * run would cost some pages to learn that. A sieve lets through all that is in its run, and
 * one in a hundred that is not (a Bloom filter of ten bits for each id, in blocks that fill a
 * page).
 */

#include <stdint.h>

#include "base/error.h"
#include "store/key.h"

struct rq_session;
struct rq_run;

/* The sieve of a run that is written, whose sieve_blocks it sets. */
int rq_sieve_make(struct rq_session *session, struct rq_run *run, struct rq_error *err);

/* A bit for each run, by its place in the list, that may have something of the résumé. */
int rq_sieve_look(struct rq_session *session, const unsigned char resume[RQ_KEY_ID],
		  uint64_t *found, struct rq_error *err);

#endif
