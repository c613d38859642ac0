#ifndef RQ_STORE_PLACE_H
#define RQ_STORE_PLACE_H

/* The folder of a store: whether there is one, and whether a path may become one. */

#include <stdbool.h>

#include "base/error.h"

/* What stands in its folder: the tables, who uses them, and what is made ready in their place. */
#define RQ_PLACE_DATA "data.mdb"
#define RQ_PLACE_LOCK "lock.mdb"
#define RQ_PLACE_BENCH "next"

struct rq_place_wants {
	bool must_exist;
	bool force_network;
};

/*
 * Makes sure that folder is fit to be opened as a store: it holds one, or is
 * empty, or can be made (0700; its parent must exist). *made tells whether it
 * was made here. Nothing is created when it fails: RQ_STORE for a file, a
 * folder with other things or that anybody may write to, links in place of its
 * files, a network file system, a full disk; RQ_NOT_FOUND with must_exist.
 */
int rq_place_prepare(const char *folder, const struct rq_place_wants *wants, bool *made,
		     struct rq_error *err);

/* Whether the tables are there. */
bool rq_place_has_data(const char *folder);

/* What root makes in a folder is given to whom that belongs to: it would shut them out. RQ_SYSTEM.
 */
int rq_place_give(const char *file, const char *folder, struct rq_error *err);

/* Whether a file system, by statfs's f_type, is one whose locks and maps cannot be relied on. */
bool rq_place_is_network(unsigned long type);

#endif
