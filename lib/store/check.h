#ifndef RQ_STORE_CHECK_H
#define RQ_STORE_CHECK_H

/* What a check of the store found wrong, a line each. */

#include <stdarg.h>

#include "store/session.h"
#include "store/tally.h"

struct rq_complaints {
	void (*say)(const char *line, void *context);
	void *context;
	size_t wrong;
};

void rq_complain(struct rq_complaints *complaints, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void rq_complain_arguments(struct rq_complaints *complaints, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* The counters of tasks against the tasks, counted anew. -1 when it cannot go on. */
int rq_check_counters(struct rq_session *session, const struct rq_tally *counted,
		      struct rq_complaints *complaints, struct rq_error *err);

/* Whether records open, and are the JSON that they should be. -1 when it cannot go on. */
int rq_check_records(struct rq_session *session, struct rq_complaints *complaints,
		     struct rq_error *err);

/*
 * Permits, batches and dollars against tasks and usage; whether limits, batches, dollars and
 * metrics can be read. -1 when it cannot go on.
 */
int rq_check_calls(struct rq_session *session, struct rq_complaints *complaints,
		   struct rq_error *err);

/*
 * The lines of an index by ids: that they are whole and, when there are more than records
 * have found, whose they are.
 */
int rq_check_lines(struct rq_session *session, enum rq_table_number table, size_t expected,
		   struct rq_complaints *complaints, struct rq_error *err);

#endif
