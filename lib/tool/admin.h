#ifndef RQ_TOOL_ADMIN_H
#define RQ_TOOL_ADMIN_H

/* What rq-admin can do: one command a function, in one table. */

#include <stdbool.h>
#include <stddef.h>

#include "store/care.h"
#include "tool/program.h"

struct rq_admin {
	struct rq_program *program;
	struct rq_output *out;
	struct rq_alone alone;   /* the store, for the commands that want it alone */
	struct rq_store *store;  /* opened for the commands that want it open */
	struct rq_filter filter; /* which tasks */
	bool narrowed;           /* the filter was meant: commands that change may use it */
	bool all;                /* batches: closed ones, too */
	bool json;               /* records instead of lines */
	char **ids;              /* operands: tasks by name, instead of the filter; a path */
	size_t id_count;
	bool approve_all;              /* review: all that need no second look */
	const char *result_status;     /* review: only results of this status, or NULL */
	const char *reviewer;          /* review: who approves all, or NULL */
	bool table;                    /* review: decisions come as CSV */
	bool packed;                   /* backup: by Zstandard */
	struct rq_list exports;        /* forget: folders that documents went to */
	struct rq_list recordings;     /* forget: folders that exchanges went to */
	const char *from, *to;         /* copy: these stores, or NULL */
	const char *email;             /* forget: whoever has this address, or NULL */
	bool release;                  /* hold: no longer */
	struct rq_retention retention; /* expire: but for its now */
	bool repair;                   /* check: mend what is wrong */
	bool force;                    /* restore: in place of a store */
	bool decrypt;                  /* rekey: without a key from now on */
	bool verify, head, add;        /* audit: instead of printing it */
	const char *since_head;        /* audit: a hash that was noted, or NULL */
};

bool rq_admin_knows(const char *name);

/* Runs a command that is known. RQ_USAGE when it lacks something. */
int rq_admin_run(struct rq_admin *admin, const char *name, struct rq_error *err);

#endif
