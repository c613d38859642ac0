#include "gateway/route.h"

#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "gateway/bearer.h"
#include "gateway/lookup.h"
#include "gateway/submit.h"
#include "gateway/turnstile.h"

enum { PATIENCE = 5000 }; /* ms for which a request waits for a place */

struct route {
	const char *path; /* with a task's id behind it where it ends in "/" */
	enum rq_bearer_scope scope;
	int (*look)(const struct rq_setup *setup, const char *id, struct rq_answer *answer);
	int (*submit)(const struct rq_setup *setup, const struct rq_request *request,
		      const struct rq_bearer *bearer, struct rq_answer *answer);
};

static const struct route routes[] = {
	{ "/v1/resumes", RQ_SCOPE_SUBMIT, NULL, rq_submit_resumes },
	{ "/v1/tasks", RQ_SCOPE_SUBMIT, NULL, rq_submit_task },
	{ "/v1/tasks/", RQ_SCOPE_READ, rq_lookup_task, NULL },
	{ "/v1/results/", RQ_SCOPE_READ, rq_lookup_result, NULL },
	{ "/v1/stats", RQ_SCOPE_STATS, rq_lookup_stats, NULL },
	{ "/metrics", RQ_SCOPE_STATS, rq_lookup_metrics, NULL },
};

/* The route that a path takes; *id is the task's, NULL without. */
static const struct route *find_route(const char *path, const char **id)
{
	for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) {
		size_t length = strlen(routes[i].path);

		*id = NULL;
		if (strcmp(path, routes[i].path) == 0 && path[length - 1] != '/')
			return &routes[i];
		if (routes[i].path[length - 1] == '/' &&
		    strncmp(path, routes[i].path, length) == 0 && rq_digest_is_id(path + length)) {
			*id = path + length;
			return &routes[i];
		}
	}
	return NULL;
}

static int check_method(const struct route *route, const char *method, struct rq_answer *answer)
{
	if (route->look ? strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0
			: strcmp(method, "POST") == 0)
		return 0;
	answer->allow = route->look ? "GET, HEAD" : "POST";
	return rq_answer_problem(answer, RQ_HTTP_METHOD, "method", "only %s is done here",
				 answer->allow);
}

/* Without a file of tokens the door is shut. */
static int admit(const struct rq_setup *setup, const struct route *route, const char *authorization,
		 struct rq_bearer *bearer, struct rq_answer *answer)
{
	struct rq_error err = { 0 };
	int found;

	if (!setup->tokens)
		(void)rq_fail(&err, RQ_SYSTEM, "no file of tokens: set RQ_GATEWAY_TOKENS");
	found = setup->tokens ? rq_bearer_find(setup->tokens, authorization, bearer, &err) : -1;
	if (found == -1) {
		err.code = RQ_SYSTEM;
		return rq_answer_failure(answer, &err);
	}
	if (found == 0)
		return rq_answer_problem(answer, RQ_HTTP_UNAUTHORIZED, "unauthorized",
					 "send a bearer token that is known here");
	if (!(bearer->scopes & route->scope))
		return rq_answer_problem(answer, RQ_HTTP_FORBIDDEN, "forbidden",
					 "the token has not the scope that this needs");
	return 0;
}

static int count(const struct rq_setup *setup, const struct rq_bearer *bearer,
		 struct rq_answer *answer)
{
	struct rq_error err = { 0 };
	int64_t wait;

	if (rq_turnstile_count(setup->state, bearer, rq_clock_now(), &wait, &err) == -1)
		return rq_answer_failure(answer, &err);
	if (wait == 0)
		return 0;
	answer->retry_after = wait;
	return rq_answer_problem(answer, RQ_HTTP_TOO_MANY, "rate-limited",
				 "more requests than the token may send");
}

static int enter(const struct rq_setup *setup, int *place, struct rq_answer *answer)
{
	struct rq_error err = { 0 };
	int entered = rq_turnstile_enter(setup->state, setup->places, PATIENCE, place, &err);

	if (entered == -1)
		return rq_answer_failure(answer, &err);
	if (entered == 1)
		return 0;
	answer->retry_after = PATIENCE;
	return rq_answer_problem(answer, RQ_HTTP_UNAVAILABLE, "busy",
				 "as many requests are worked on as may be at once");
}

void rq_route_answer(const struct rq_setup *setup, struct rq_request *request, int body,
		     struct rq_answer *answer)
{
	struct rq_bearer bearer;
	const char *id;
	const struct route *route = find_route(request->path, &id);
	int place = -1;

	if (!route) {
		(void)rq_answer_problem(answer, RQ_HTTP_NOT_FOUND, "not-found",
					"there is nothing under this path");
		return;
	}
	if (check_method(route, request->method, answer) == -1 ||
	    admit(setup, route, request->authorization, &bearer, answer) == -1 ||
	    count(setup, &bearer, answer) == -1 ||
	    (route->submit && rq_request_read_body(request, body, setup->max_body, answer) == -1) ||
	    enter(setup, &place, answer) == -1)
		return;
	if (route->submit)
		(void)route->submit(setup, request, &bearer, answer);
	else
		(void)route->look(setup, id, answer);
	(void)close(place);
}
