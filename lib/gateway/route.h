#ifndef RQ_GATEWAY_ROUTE_H
#define RQ_GATEWAY_ROUTE_H

/*
 * What there is under which path, for whom. In this order: is there such a thing, who asks, may
 * they, not too often, is the body small and whole, is there a place to work on it.
 */

#include "gateway/request.h"
#include "gateway/setup.h"

/* Answers a request whose head was read; its body comes from a descriptor. */
void rq_route_answer(const struct rq_setup *setup, struct rq_request *request, int body,
		     struct rq_answer *answer);

#endif
