#ifndef RQ_GATEWAY_SETUP_H
#define RQ_GATEWAY_SETUP_H

/* What the operator has set: for all requests the same. */

#include "engine/recipe.h"
#include "gateway/answer.h"
#include "store/store.h"

struct rq_setup {
	const char *store;             /* path or URL */
	const struct rq_keyring *keys; /* that it is encrypted with; NULL: none */
	const char *tokens; /* path of the file of tokens; NULL: nobody may do anything */
	const char *state;  /* folder of places, meters and keys */
	long places;        /* requests at once */
	size_t max_body;    /* bytes */
	struct rq_recipe_choice recipe; /* of what is queued, but for its vocabulary */
	const char *vocabulary;         /* path of more terms; NULL: none */
	int priority;
	int64_t ttl; /* ms */
};

/* Opens the store: to look at it, where it has to be there, or to put something in. */
int rq_setup_open_store(const struct rq_setup *setup, bool look, struct rq_store **store,
			struct rq_answer *answer);

#endif
