#ifndef RQ_BASE_LOG_H
#define RQ_BASE_LOG_H

/*
 * Diagnostics on standard error, one line each: for people "tool: source: message", for
 * collectors of logs as JSON or as logfmt (KEY=VALUE words; those with spaces, quotes or
 * "=" in quotes, with a backslash before quotes and backslashes). What a stranger brought
 * into them is escaped for a terminal (base/text.h) in each, so that it is one line and
 * reads alike. Records never come here, and what is said here never holds a résumé's text.
 *
 * Where standard error is the journal's, a line begins with its priority, "<4>"
 * (sd-daemon(3)); $JOURNAL_STREAM says where it is (systemd.exec(5)).
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/run.h"

/* In the order of RQ_LOG_FORMATS. */
enum rq_log_format { RQ_LOG_TEXT, RQ_LOG_JSON, RQ_LOG_LOGFMT };
#define RQ_LOG_FORMATS "text|json|logfmt"

/* Numbers as in syslog(3). */
enum rq_log_level { RQ_LOG_ERROR = 3, RQ_LOG_WARNING = 4, RQ_LOG_INFO = 6 };

enum { RQ_LOG_NO_DURATION = -1 };

struct rq_log {
	const char *tool;
	int format;   /* enum rq_log_format */
	bool journal; /* lines begin with their priority */
	char run_id[RQ_RUN_ID_SIZE];
};

/* Strings are borrowed, and NULL where there is nothing to say. */
struct rq_log_event {
	enum rq_log_level level;
	const char *source, *task_id, *stage;
	int64_t duration; /* ms, or RQ_LOG_NO_DURATION */
	const char *message;
};

/* Of this tool and run, in the format that is set. */
void rq_log_open(struct rq_log *log, const char *tool);

void rq_log(const struct rq_log *log, const struct rq_log_event *event);

#endif
