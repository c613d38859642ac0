#ifndef RQ_TOOL_LOOP_H
#define RQ_TOOL_LOOP_H

/*
 * The loop over standard input that a tool is a callback of. A line that is no
 * record, or that the tool refuses, becomes an "error" record on the output and
 * a complaint; the others go on.
 */

#include "io/ndjson.h"
#include "tool/program.h"

struct rq_loop {
	struct rq_program *program;
	struct rq_output *out; /* for error records and what is passed on */
	const char *stage;     /* of error records */

	size_t max_line; /* bytes; 0: RQ_MAX_RECORD_BYTES */
	size_t number;   /* of the line that take has, from 1 */

	/*
	 * Takes one record; the line is its only until it returns. A failure of
	 * kind RQ_REJECTED or RQ_LIMIT costs this line, any other ends the loop.
	 */
	int (*take)(const struct rq_ndjson *line, void *context, struct rq_error *err);

	/* Takes the error record of a refused line; NULL: it is written to out. */
	int (*refuse)(const json_t *record, void *context, struct rq_error *err);

	/* Called when no line came for pause_ms (-1: never). take and idle may change pause_ms. */
	int (*idle)(void *context, struct rq_error *err);
	int pause_ms;
	void *context;
};

/* Runs to the end of standard input: 0, or -1 with what stopped it. */
int rq_loop_run(struct rq_loop *loop, struct rq_error *err);

/*
 * What the loop does about a line that failed: an error record and a complaint, if it is
 * one that costs only that line; else -1 and *err is the failure.
 */
int rq_loop_refuse(struct rq_loop *loop, size_t number, const struct rq_error *failure,
		   struct rq_error *err);

/* Passes a record on as it came: for types that a tool does not handle. */
int rq_loop_pass(struct rq_loop *loop, const struct rq_ndjson *line, struct rq_error *err);

#endif
