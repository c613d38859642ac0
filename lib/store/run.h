#ifndef RQ_STORE_RUN_H
#define RQ_STORE_RUN_H

/*
 * Sorted runs, of which indexes by ids are made (strewn.h): which there are, and lines and blocks
 * of one. A block and the head that LMDB gives it are one page of 4,096 bytes.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "store/key.h"

struct rq_session;

/* An id, and the number of a record that has it. */
struct rq_line {
	unsigned char id[RQ_KEY_ID];
	unsigned char number[8];
};

/* Of a block; and bytes of the run's name in front of the block's key. */
enum { RQ_BLOCK_LINES = 4080 / sizeof(struct rq_line), RQ_RUN_NAME = 8 };

struct rq_line rq_line_make(const unsigned char id[RQ_KEY_ID], uint64_t number);
uint64_t rq_line_number(const struct rq_line *line);
int rq_line_compare(const struct rq_line *one, const struct rq_line *other);

/* Where the first of lines in order stands that is not less than one. */
size_t rq_line_place(const struct rq_line *lines, size_t count, const struct rq_line *line);

enum { RQ_RUNS_MAX = 64 };

/* The runs there are, by number of record; each has those from its first on to the next one's. */
struct rq_runs {
	uint64_t next_name; /* 0: not read yet */
	size_t count;
	struct rq_run {
		uint64_t name;
		uint64_t first_task, first_resume;
		uint64_t sieve_blocks; /* of its sieve (sieve.h) */
	} list[RQ_RUNS_MAX];
	bool asked; /* for a résumé, and which of these may have something of it: */
	unsigned char resume[RQ_KEY_ID];
	uint64_t may_have;
};

/* The session has them from then on. RQ_STORE when the list is damaged. */
int rq_runs_read(struct rq_session *session, struct rq_error *err);
int rq_runs_write(struct rq_session *session, struct rq_error *err);

/* The key of the block whose last line that is. */
struct rq_key rq_run_key(const struct rq_run *run, const struct rq_line *last);

/* The first line of a run in a table that is not less than one: 1, 0, -1. */
int rq_run_find(struct rq_session *session, size_t table, const struct rq_run *run,
		const struct rq_line *least, struct rq_line *found, struct rq_error *err);

/* Whether a key is of a run; and without all that a table has of it. */
bool rq_run_has(const struct rq_run *run, struct rq_span key);
int rq_run_drop(struct rq_session *session, size_t table, const struct rq_run *run,
		struct rq_error *err);

#endif
