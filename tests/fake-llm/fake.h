#ifndef FAKE_H
#define FAKE_H

/* All that the server knows: one struct, one thread. */

#include "count.h"
#include "dice.h"
#include "ledger.h"
#include "limits.h"
#include "models.h"
#include "timers.h"
#include "trouble.h"

struct file {
	char id[32];
	char *name, *purpose, *bytes;
	size_t length;
	int64_t created; /* ms since 1970 */
	struct file *next;
};

struct batch {
	struct fake *fake;
	json_t *json; /* as it is shown */
	struct batch *next;
};

struct fake {
	/* As it was started. */
	struct latency latency;
	bool refund; /* tokens that were charged and not used come back */
	bool caching;
	const char *key;     /* the only one that is let in; NULL: any, or none */
	int64_t batch_delay; /* ms from the making of a batch to its end */
	json_t *models;      /* NULL: all there are */
	int received;        /* descriptor that takes all bodies; -1: none */

	/* As it is now. */
	struct limits limits;
	struct rules rules;
	struct dice dice;
	struct timers timers;
	struct prefix_cache prefixes;
	struct ledger ledger;
	struct file *files; /* newest first, as batches are */
	struct batch *batches;
	long serial; /* of ids */
};

#endif
