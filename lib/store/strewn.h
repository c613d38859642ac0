#ifndef RQ_STORE_STREWN_H
#define RQ_STORE_STREWN_H

/*
 * Indexes by digests. Where an entry of such an index belongs, nobody can foresee: put in one by
 * one, each costs a page of its own, and the more of them the larger the store is. So the entries
 * of thousands of records are sorted and written behind all others, as a run, into which nothing is
 * put any more. Who looks for an id looks into each run; so that there are few, the newest are
 * merged as more come, those of about the same size with one another, up to a quarter of a million
 * records (sixteen settlings), which is what one transaction may well take.
 *
 * An entry is a line: an id and the number of a record that has it. Of the same run, lines of an
 * index lie in order, in blocks that fill a page; the key of a block is the run's name and the
 * block's last line, so the first block whose key is not less than a line is the one that has
 * it. A run has the lines of neighbouring numbers, and runs stand in the order of those: so the
 * numbers under an id come in order, and whoever erases a record knows which run has its lines.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "store/key.h"

struct rq_session;

struct rq_line {
	unsigned char id[RQ_KEY_ID];
	unsigned char number[8];
};
struct rq_line rq_line_make(const unsigned char id[RQ_KEY_ID], uint64_t number);
uint64_t rq_line_number(const struct rq_line *line);

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

/* The lines of one index, in order. */
struct rq_sheet {
	size_t table;
	struct rq_line *lines;
	size_t count;
};

/* The least number above *number that an index has under an id: 1 and it, 0, -1. */
int rq_strewn_next(struct rq_session *session, size_t table, const unsigned char id[RQ_KEY_ID],
		   uint64_t *number, struct rq_error *err);

/* The same, looked for only in runs that may have something of a résumé. */
int rq_strewn_find(struct rq_session *session, size_t table, const unsigned char id[RQ_KEY_ID],
		   const unsigned char resume[RQ_KEY_ID], uint64_t *number, struct rq_error *err);

/* Whether there is such a line where it belongs; and without it from now on: 1, 0, -1. */
int rq_strewn_has(struct rq_session *session, size_t table, const struct rq_line *line,
		  struct rq_error *err);
int rq_strewn_remove(struct rq_session *session, size_t table, const struct rq_line *line,
		     struct rq_error *err);

/*
 * A run of what is settled by this session: sheets have the lines of all records from the marks on,
 * which are moved next. Then merge.
 */
int rq_strewn_add(struct rq_session *session, const struct rq_sheet *sheets, size_t count,
		  struct rq_error *err);
int rq_strewn_merge(struct rq_session *session, struct rq_error *err);

/* Whether a key is of a run; and without all that a table has of it. */
bool rq_run_has(const struct rq_run *run, struct rq_span key);
int rq_run_drop(struct rq_session *session, size_t table, const struct rq_run *run,
		struct rq_error *err);

/* All sieves anew, after records were erased: so that none tells what there was. */
int rq_strewn_sift(struct rq_session *session, struct rq_error *err);

/*
 * The lines of a block, borrowed from its value: 1; 0 when it is damaged: of no run, under a key
 * that is not its own, or out of order; -1.
 */
int rq_strewn_read(struct rq_session *session, struct rq_span key, struct rq_span value,
		   const struct rq_line **lines, size_t *count, struct rq_error *err);

#endif
