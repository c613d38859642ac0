#ifndef RQ_REVIEW_AGENDA_H
#define RQ_REVIEW_AGENDA_H

/*
 * What of some results a person is to decide about: tasks without a review, each once. Of a file
 * it is known beforehand how many they are, and which a ledger has a decision about already; a
 * pipe's results are shown as they come.
 */

#include <stdbool.h>
#include <stddef.h>

#include "review/ledger.h"

struct rq_agenda {
	struct rq_ledger *ledger; /* the caller's */
	json_t *shown;            /* an object with a member for each task */
	size_t count;             /* of tasks; 0: nobody knows */
	size_t number;  /* of the one that is shown, from 1, behind those decided before */
	size_t decided; /* of the count */
};

/*
 * Reads the descriptor if it is a file, and goes back to where it stood. Free the agenda, whatever
 * is returned. RQ_SYSTEM; RQ_INTERRUPTED when stop_fd becomes readable.
 */
int rq_agenda_open(struct rq_agenda *agenda, int fd, int stop_fd, struct rq_ledger *ledger,
		   struct rq_error *err);
void rq_agenda_free(struct rq_agenda *agenda);

/* Whether somebody is to be asked about a result now; it counts as shown then. */
bool rq_agenda_turn(struct rq_agenda *agenda, const json_t *result);

/* Keeps a decision about what is shown in the ledger; borrowed. As rq_ledger_add(). */
int rq_agenda_decide(struct rq_agenda *agenda, const json_t *decision, struct rq_error *err);

#endif
