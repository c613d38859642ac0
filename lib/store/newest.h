#ifndef RQ_STORE_NEWEST_H
#define RQ_STORE_NEWEST_H

/*
 * The newest tasks and résumés: those whose entries by id are not yet settled
 * in the indexes. Each process knows them by a table in memory, which it makes
 * and keeps up to date by reading the ends of the task and résumé tables.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct rq_newest;
struct rq_session;

enum rq_newest_kind { RQ_NEWEST_TASK, RQ_NEWEST_RESUME };

struct rq_newest *rq_newest_new(void);
void rq_newest_free(struct rq_newest *newest);

/* Forgets everything: after a transaction that was undone. */
void rq_newest_clear(struct rq_newest *newest);

/* The number of a folded id among the newest: 1, 0, -1. */
int rq_newest_find(struct rq_session *session, enum rq_newest_kind kind,
		   const unsigned char *folded, uint64_t *number, struct rq_error *err);

/* One that was just added in this session, with marks already moved. */
void rq_newest_add(struct rq_session *session, enum rq_newest_kind kind,
		   const unsigned char *folded, uint64_t number);

#endif
