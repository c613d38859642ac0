#ifndef RQ_ENGINE_MODEL_H
#define RQ_ENGINE_MODEL_H

/*
 * What is known of models: prices, limits, what they can do. That is data, not
 * code (models.json, which a person may replace): models come and go within
 * weeks. A model that the file does not name can be used all the same; then
 * nothing is assumed of it.
 *
 * Money is integer micro-dollars; prices are micro-dollars for a million tokens.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/json.h"

struct rq_model {
	const char *id;
	bool known;         /* the file names it */
	bool priced;        /* false: what it costs is unknown, so no budget can be kept */
	int64_t input;      /* price of tokens of a prompt */
	int64_t cached;     /* of those that the provider has in its cache */
	int64_t output;     /* of the answer, reasoning included */
	int batch_discount; /* per cent; 0: it cannot be used in batches */
	bool batch_cached;  /* the discount is given on the price of cached tokens too */
	int64_t context;    /* tokens of prompt and answer together; 0: unknown */
	int64_t max_output; /* tokens of an answer; 0: unknown */
	bool caching;       /* the provider caches what prompts begin with */
	bool strict_schema; /* it can be held to a JSON schema */
	bool effort;        /* it takes reasoning_effort */
	bool sampling;      /* it takes temperature and seed */
	const json_t *limits;
};

struct rq_models;

/*
 * Reads a file of models. path NULL: models.json in ../share/rq beside the folder of
 * the running program. RQ_NOT_FOUND, RQ_UNREADABLE, RQ_TOO_LARGE; RQ_USAGE names the place
 * that is wrong: "models.json: models/0/price/input: ...". Free it.
 */
int rq_models_open(const char *path, struct rq_models **models, struct rq_error *err);
void rq_models_free(struct rq_models *models);

/* The model to take when nobody named one; the models'. */
const char *rq_models_default(const struct rq_models *models);

/* The server that prices and limits are those of, and the plan to take when nobody named one. */
const char *rq_models_base_url(const struct rq_models *models);
const char *rq_models_plan(const struct rq_models *models);

/* The model of that name. Its id is borrowed from the caller when the file does not name it. */
struct rq_model rq_models_find(const struct rq_models *models, const char *id);

/*
 * The default limits of a plan ("free", "developer"), as --limit= has them:
 * "rpm=30,tpm=8000". NULL: none are known. The models'.
 */
const char *rq_model_limits(const struct rq_model *model, const char *plan);

/* Whether any model of the file has limits of that plan. */
bool rq_models_have_plan(const struct rq_models *models, const char *plan);

/* Tokens of a call as the provider counts them; cached is a part of prompt. */
struct rq_token_count {
	int64_t prompt, cached, completion;
};

/*
 * What a call costs, rounded up. With the estimate of the prompt, nothing
 * cached and the most that may be answered it is what to reserve.
 */
int64_t rq_model_cost(const struct rq_model *model, const struct rq_token_count *count, bool batch);

/* What the provider's cache (at the price that the call has), and the price of batches saved. */
struct rq_savings {
	int64_t cache, batch; /* micro-dollars */
};
struct rq_savings rq_model_saved(const struct rq_model *model, const struct rq_token_count *count,
				 bool batch);

#endif
