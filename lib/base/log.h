#ifndef RQ_BASE_LOG_H
#define RQ_BASE_LOG_H

/*
 * Diagnostics for people, on standard error: "tool: source: message", one line
 * each, escaped for a terminal. Records never come here, and what is said here
 * never holds a résumé's text.
 */

/* source may be NULL. */
void rq_log(const char *tool, const char *source, const char *message);

#endif
