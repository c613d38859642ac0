#ifndef RQ_TOOL_STORAGE_H
#define RQ_TOOL_STORAGE_H

/* The store that a tool works on: where it is, what opens it. */

#include "store/care.h"
#include "tool/options.h"

struct rq_storage_wants {
	const char *store, *key_file;
};

/* The rows that every tool has that opens the store. */
#define RQ_STORAGE_OPTIONS(wants)                                                                  \
	RQ_TEXT('s', "store", "DIR", "RQ_STORE", &(wants).store,                                   \
		"where all is kept (~/.local/state/rq)"),                                          \
	    RQ_STORAGE_KEY(wants)
#define RQ_STORAGE_KEY(wants)                                                                      \
	RQ_TEXT(0, "store-key", "FILE", "RQ_STORE_KEY_FILE", &(wants).key_file,                    \
		"the key that the store is encrypted with")

struct rq_storage {
	char *where;
	struct rq_keyring *keys; /* NULL: none */
};

/*
 * Finds the store: as given, or $RQ_STORE, or $XDG_STATE_HOME/rq, or ~/.local/state/rq, whose
 * parents are then made; and reads its keys, if it has some (io/keyring.h; RQ_STORE). Free it in
 * any case. From here on a store's file that is cut off or does not answer ends the tool with a
 * message and RQ_STATUS_FATAL. Call it after the workers are forked.
 */
int rq_storage_find(const struct rq_storage_wants *wants, struct rq_storage *storage,
		    struct rq_error *err);
void rq_storage_free(struct rq_storage *storage);

/* Opens it; how's keys are set here. It must be closed before the storage is freed. */
int rq_storage_open(const struct rq_storage *storage, struct rq_store_options how,
		    struct rq_store **store, struct rq_error *err);

#endif
