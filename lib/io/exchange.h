#ifndef RQ_IO_EXCHANGE_H
#define RQ_IO_EXCHANGE_H

/*
 * One request and its answer, as libcurl sees it. Which run at the same time,
 * and who waits for them, is io/http.c's.
 */

#include <curl/curl.h>

#include "io/http.h"

/* What all requests to one server have in common. Only the headers hold the key. */
struct rq_exchange_terms {
	char *base_url, *ca_file, *user_agent;
	bool loopback, tls;
	int64_t connect_timeout, timeout;
	struct curl_slist *plain, *json; /* headers; json goes on with plain */
};

/* RQ_USAGE, RQ_SYSTEM; free it in any case, which wipes the key. */
int rq_exchange_agree(struct rq_exchange_terms *terms, const struct rq_http_options *options,
		      struct rq_error *err);
void rq_exchange_terms_free(struct rq_exchange_terms *terms);

struct rq_exchange {
	CURL *easy;
	struct rq_exchange *next, **link; /* in a list of io/http.c */
	curl_mime *form;
	const char *body;     /* borrowed from the request */
	size_t length, given; /* given: bytes that curl has taken */
	size_t header_bytes;
	bool too_large;
	int64_t started; /* steady ms */
	struct rq_http_answer *answer;
	char message[CURL_ERROR_SIZE];
};

/* Ready for one request after the other; NULL when libcurl is out of order. Free it. */
struct rq_exchange *rq_exchange_new(const struct rq_exchange_terms *terms);
void rq_exchange_free(struct rq_exchange *exchange);

/* Prepares easy for the request; whoever runs it concludes it. -1: libcurl refuses. */
int rq_exchange_prepare(struct rq_exchange *exchange, const struct rq_exchange_terms *terms,
			const struct rq_http_request *request);

/* The answer, the caller's; the exchange may be prepared again. */
struct rq_http_answer *rq_exchange_conclude(struct rq_exchange *exchange, CURLcode code);

#endif
