#ifndef RQ_GATEWAY_REQUEST_H
#define RQ_GATEWAY_REQUEST_H

/*
 * A request as a web server hands it over (CGI/1.1, RFC 3875, section 4): its head in environment
 * variables, its body on a descriptor. All of it is a stranger's.
 */

#include <stdbool.h>

#include "gateway/answer.h"

struct rq_request {
	const char *method; /* the environment's, as are the others; NULL where there is none */
	const char *query;
	const char *type; /* of the body */
	const char *authorization;
	const char *idempotency_key;
	const char *none_match;
	char *mount; /* what stands before /v1 in the URL, safe in a header; "" as a rule */
	char *path;  /* "/v1/..." or "/metrics": from the URL, decoded by the server */
	struct rq_buffer body;
};

/* Whether a web server has started this process. */
bool rq_request_is_cgi(void);

/* The head. Free it, whatever is returned. */
int rq_request_read(struct rq_request *request, struct rq_answer *answer);
void rq_request_free(struct rq_request *request);

/* The body, of at most limit bytes, from a descriptor, within RQ_MAX_BODY_SECONDS. */
int rq_request_read_body(struct rq_request *request, int fd, size_t limit,
			 struct rq_answer *answer);

/* Whether the body is of that media type ("multipart/form-data"), whatever its parameters. */
bool rq_request_is_of(const struct rq_request *request, const char *type);

/*
 * A parameter of the query, decoded: UTF-8. *value is the caller's (free()),
 * NULL when it is not there. One that is given twice is refused.
 */
int rq_request_parameter(const struct rq_request *request, const char *name, char **value,
			 struct rq_answer *answer);

#endif
