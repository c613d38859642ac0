#ifndef RQ_GATEWAY_LOOKUP_H
#define RQ_GATEWAY_LOOKUP_H

/* What may be looked at: a task, its result, counters. id is a task's; NULL for counters. */

#include "gateway/setup.h"

int rq_lookup_task(const struct rq_setup *setup, const char *id, struct rq_answer *answer);
int rq_lookup_result(const struct rq_setup *setup, const char *id, struct rq_answer *answer);
int rq_lookup_stats(const struct rq_setup *setup, const char *id, struct rq_answer *answer);

/* For Prometheus (report/exposition.h). */
int rq_lookup_metrics(const struct rq_setup *setup, const char *id, struct rq_answer *answer);

#endif
