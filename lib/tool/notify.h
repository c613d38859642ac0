#ifndef RQ_TOOL_NOTIFY_H
#define RQ_TOOL_NOTIFY_H

/*
 * What rq-notify does once its options are read: reads what there is to tell, and tells
 * it to a webhook, to Sentry, by mail.
 */

#include <stdbool.h>
#include <stdint.h>

#include "tool/program.h"

enum rq_notify_when { RQ_NOTIFY_ALWAYS, RQ_NOTIFY_TROUBLE };

/* NULL and 0: not given. */
struct rq_notify_wants {
	const char *webhook_file, *dsn_file; /* else $RQ_WEBHOOK, $RQ_SENTRY_DSN */
	const char *mail, *sendmail, *name, *ca_file;
	bool insecure;
	bool dry_run;     /* print what would be sent */
	long status;      /* of the run; -1: not given */
	int when;         /* enum rq_notify_when */
	int64_t patience; /* ms for each of the three */
};

/* Whoever could not be told is counted as failed. RQ_USAGE when there is nobody to tell. */
int rq_notify_run(struct rq_program *program, const struct rq_notify_wants *wants,
		  struct rq_output *out, struct rq_error *err);

#endif
