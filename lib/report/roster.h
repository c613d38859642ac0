#ifndef RQ_REPORT_ROSTER_H
#define RQ_REPORT_ROSTER_H

/*
 * The rows of a page's tables, kept in a temporary file (TMPDIR, without a name)
 * until their place comes; memory holds a few bytes for each. Of a result that
 * is known by its gist only, the details are read when its row is written, and
 * only for the best of each job: a page for 100,000 candidates is no use.
 */

#include "report/writer.h"
#include "result/gist.h"

struct rq_roster;

enum { RQ_ROSTER_NO_JOB = -1, RQ_ROSTER_ERRORS = -2 };

/* Where whole results come from: *record is new, or NULL when it is gone meanwhile. */
struct rq_roster_source {
	int (*read)(void *context, const char *task_id, json_t **record, struct rq_error *err);
	void *context;
};

/* An empty one. RQ_SYSTEM when there is no room for the temporary file. Free it. */
int rq_roster_open(struct rq_roster **roster, struct rq_error *err);
void rq_roster_free(struct rq_roster *roster);

/* The row of a result of a job (its number, or NO_JOB). record may be NULL. */
int rq_roster_result(struct rq_roster *roster, long job, const json_t *record,
		     const struct rq_gist *gist, struct rq_error *err);
/* The row of an error. */
int rq_roster_error(struct rq_roster *roster, const json_t *record, struct rq_error *err);

/* All rows are there: brings them in order, in each job the best first, equals as they came. */
void rq_roster_sort(struct rq_roster *roster);

/* How many rows a job has (or NO_JOB, or ERRORS). */
size_t rq_roster_count(const struct rq_roster *roster, long job);

/* Writes so many of them, beginning with one. source may be NULL when all records were given. */
void rq_roster_write(struct rq_roster *roster, long job, size_t first, size_t count,
		     const struct rq_roster_source *source, struct rq_writer *w);

#endif
