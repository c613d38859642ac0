#ifndef RQ_GATEWAY_SUBMIT_H
#define RQ_GATEWAY_SUBMIT_H

/*
 * POST /v1/resumes and POST /v1/tasks: from a body to an order. The answer, 202, is given when the
 * tasks are durable; rq-gateway(8) tells of parts, parameters and members.
 */

#include "gateway/bearer.h"
#include "gateway/request.h"
#include "gateway/setup.h"

/* A document or a container: the body itself, or parts "resume" and "job" of a form. */
int rq_submit_resumes(const struct rq_setup *setup, const struct rq_request *request,
		      const struct rq_bearer *bearer, struct rq_answer *answer);

/* A JSON object with "resume" or "resume_id", "job" or "job_version". */
int rq_submit_task(const struct rq_setup *setup, const struct rq_request *request,
		   const struct rq_bearer *bearer, struct rq_answer *answer);

#endif
