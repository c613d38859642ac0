#ifndef FAKE_LEDGER_H
#define FAKE_LEDGER_H

/*
 * What was asked of the server and what it charged, so that a test can hold the
 * client's books against it. A request is charged when it is taken on, whether
 * or not its answer arrives. With files, each charge is a line there at once, and
 * each chat request, charged or refused, with the time (ms) at which it came.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"
#include "models.h"

struct ledger {
	int fd;          /* of the file; -1: none */
	int calls_fd;    /* likewise */
	json_t *paid;    /* one object a charge */
	json_t *answers; /* how many replies of each status to chat requests */
	long asked, in_flight, most_in_flight;
	int64_t cost; /* micro-dollars */
	struct tokens sum;
};

/* Charges go to path, calls to calls_path; NULL: to no file. RQ_SYSTEM. */
int ledger_open(struct ledger *ledger, const char *path, const char *calls_path,
		struct rq_error *err);
void ledger_close(struct ledger *ledger);

struct charge {
	const char *request_id, *model, *custom_id; /* custom_id: of a line of a batch, else NULL */
	const json_t *messages;
	const char *trouble; /* the rule that met it, or NULL */
	struct tokens tokens;
	int64_t cost;
};

void ledger_charge(struct ledger *ledger, const struct charge *charge);

/* A chat request came, which that status will answer; one was answered (0: its connection was
 * broken). */
void ledger_asked(struct ledger *ledger, int status);
void ledger_answered(struct ledger *ledger, int status);

/* All of it; new. */
json_t *ledger_json(const struct ledger *ledger);

#endif
