#ifndef FAKE_REQUEST_H
#define FAKE_REQUEST_H

/* A request as it came, read whole, and where it leads. */

#include "fake.h"
#include "reply.h"

struct request {
	const char *method, *path;
	const char *type, *authorization, *sentry_auth; /* headers, or NULL */
	json_t *query;                                  /* each name with the array of its values */
	const char *body;                               /* ends with a NUL */
	size_t length;
};

/* The first value of that name in the query, or NULL. */
const char *request_argument(const struct request *request, const char *name);

/* Fills in the reply, whatever the request is. */
void request_answer(struct fake *fake, const struct request *request, struct reply *reply);

/* Whether it is one that the limits and the ledger speak of. */
bool request_is_chat(const struct request *request);

#endif
