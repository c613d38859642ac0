#ifndef RQ_STORE_CHECK_H
#define RQ_STORE_CHECK_H

/* What a check of the store found wrong, a line each. */

#include <stdarg.h>

#include "store/session.h"

struct rq_complaints {
	void (*say)(const char *line, void *context);
	void *context;
	size_t wrong;
};

void rq_complain(struct rq_complaints *complaints, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void rq_complain_arguments(struct rq_complaints *complaints, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* Permits, batches and dollars against tasks and usage. -1 when it cannot go on. */
int rq_check_calls(struct rq_session *session, struct rq_complaints *complaints,
		   struct rq_error *err);

#endif
