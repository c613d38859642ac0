#ifndef RQ_NOTIFY_POST_H
#define RQ_NOTIFY_POST_H

/*
 * One message to one server: tried again with backoff while that may help, and given up
 * when the time is over, so that whoever waits for it waits no longer than it said.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/* All strings are borrowed. */
struct rq_post {
	const char *base_url, *path; /* see io/http.h */
	const char *header, *type;   /* or NULL, as there */
	const char *ca_file;         /* or NULL */
	bool insecure;
	int64_t deadline; /* steady ms */
	int stop_fd;      /* -1: none */
};

/*
 * 0 when the server took it (any 2xx). RQ_NETWORK, RQ_HTTP_5XX, RQ_RATE_LIMITED when it did
 * not until the deadline; RQ_HTTP_4XX, RQ_UNTRUSTED, RQ_USAGE at once; RQ_INTERRUPTED.
 */
int rq_post_send(const struct rq_post *post, const char *body, struct rq_error *err);

#endif
