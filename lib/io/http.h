#ifndef RQ_IO_HTTP_H
#define RQ_IO_HTTP_H

/*
 * Requests to one server, hundreds at a time, by one thread: started here, sent
 * and answered while rq_http_wait() waits. HTTPS with its certificates checked
 * always, HTTP/2 where the server offers it, connections kept and shared,
 * proxies by the usual variables (HTTPS_PROXY, NO_PROXY). Nothing is followed
 * or repeated: a request leaves this machine once or not at all, since each may
 * be paid for.
 *
 * The program ignores SIGPIPE.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "io/http_answer.h"

struct rq_http;

struct rq_http_options {
	const char *base_url; /* "https://host/openai/v1": what every path is appended to */
	const char *bearer;   /* the key, or NULL; it goes to that server and nowhere else */
	const char *header;   /* one more, "Name: value", of every request; wiped too. Or NULL */
	const char *type;     /* of bodies; NULL: application/json */
	const char *ca_file;  /* PEM to trust instead of the system's certificates, or NULL */
	bool insecure;        /* take http:// to other machines than this one */
	size_t max_in_flight;
	size_t max_connections;  /* 0: as many as requests in flight */
	int64_t connect_timeout; /* ms */
	int64_t timeout;         /* ms for a request from start to end */
	const char *user_agent;
};

enum rq_http_method { RQ_HTTP_GET, RQ_HTTP_POST, RQ_HTTP_DELETE };

/* A field of a form; with a filename, a file. The bytes are borrowed until the answer. */
struct rq_http_part {
	const char *name, *filename;
	const char *data;
	size_t length;
};

struct rq_http_request {
	enum rq_http_method method;
	const char *path; /* "/chat/completions", perhaps with a query */
	/* Of a POST: JSON (or the type of the options), borrowed until the answer; or parts of a
	 * form (RFC 7578). */
	const char *body;
	size_t length;
	const struct rq_http_part *parts;
	size_t part_count;
	size_t max_body; /* bytes of the answer; 0: RQ_MAX_HTTP_BODY_BYTES */
	void *context;   /* the caller's, given back with the answer */
};

/* RQ_USAGE: a URL that io/origin.h refuses, a key that is none; RQ_SYSTEM. Free it. */
int rq_http_open(const struct rq_http_options *options, struct rq_http **opened,
		 struct rq_error *err);

/* Drops what is in flight, and wipes the key. */
void rq_http_free(struct rq_http *http);

/* Begins a request; it leaves in the next wait. RQ_AGAIN: max_in_flight are under way. */
int rq_http_start(struct rq_http *http, const struct rq_http_request *request,
		  struct rq_error *err);

/* How many were started and not yet given back. */
size_t rq_http_in_flight(const struct rq_http *http);

/*
 * Works on all requests and waits for one answer: 1 and *answer (the caller's,
 * in any order); 0 when so many milliseconds are over (-1: no limit) or
 * wake_fd (-1: none) became readable; -1 RQ_SYSTEM. That a request failed is
 * an answer too.
 */
int rq_http_wait(struct rq_http *http, int milliseconds, int wake_fd,
		 struct rq_http_answer **answer, struct rq_error *err);

#endif
