#ifndef FAKE_MODELS_H
#define FAKE_MODELS_H

/*
 * What the server sells: the models of a file in the form of
 * lib/engine/models.json, with their prices. Without a file every model is there
 * and costs what gpt-oss-120b costs.
 */

#include <stdint.h>

#include "base/json.h"

/* Tokens of one answer. cached is a part of prompt, reasoning a part of completion. */
struct tokens {
	int64_t prompt, cached, completion, reasoning;
};

/* Reads the file; *models is new. */
int models_read(const char *path, json_t **models, struct rq_error *err);

/* Whether it is sold; models NULL: yes. */
int models_have(const json_t *models, const char *model);

/* In micro-dollars, rounded up; a batch costs half, and its cached tokens no less. */
int64_t models_cost(const json_t *models, const char *model, const struct tokens *tokens,
		    int batch);

/* The answer to GET /models; new. */
json_t *models_list(const json_t *models);

#endif
