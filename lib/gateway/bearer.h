#ifndef RQ_GATEWAY_BEARER_H
#define RQ_GATEWAY_BEARER_H

/*
 * Who may do what: a file with a line for each bearer token (RFC 6750).
 *
 *   NAME SHA-256 SCOPE[,SCOPE...] [LIMITS]
 *
 * It holds digests, not tokens, which suffices because tokens are long and random. All lines are
 * compared, each in the same time, so that nobody learns by waiting how close a guess was.
 */

#include "base/error.h"
#include "store/limit.h"

enum rq_bearer_scope {
	RQ_SCOPE_SUBMIT = 1, /* hand in résumés and tasks */
	RQ_SCOPE_READ = 2,   /* look at tasks and results */
	RQ_SCOPE_STATS = 4,  /* look at counters: no personal datum */
};

struct rq_bearer {
	char name[64];           /* letters, digits, "-", "_", ".": for logs and file names */
	unsigned scopes;         /* enum rq_bearer_scope */
	struct rq_limits limits; /* of its requests; 0: none */
};

/*
 * The token that an Authorization header carries (NULL: no header): 1, or 0 when it is none of the
 * file's. RQ_USAGE with the line's number when the file is wrong; what rq_file_read() fails with.
 */
int rq_bearer_find(const char *path, const char *authorization, struct rq_bearer *bearer,
		   struct rq_error *err);

#endif
