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

#include "store/run.h"

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
 * The lines of a block, borrowed from its value: 1; 0 when it is damaged: of no run, under a key
 * that is not its own, or out of order; -1.
 */
int rq_strewn_read(struct rq_session *session, struct rq_span key, struct rq_span value,
		   const struct rq_line **lines, size_t *count, struct rq_error *err);

#endif
