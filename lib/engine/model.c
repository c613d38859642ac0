#include "engine/model.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "io/file.h"

/* Far above any price or context there is; products of them stay far below 2^63. */
enum { MAX_PRICE = 1000000000, MAX_TOKENS = 10000000 };

struct rq_models {
	json_t *file;
	json_t *list; /* the file's */
};

/* --- the file ------------------------------------------------------------- */

/* Where in the file a value stands, for messages. */
struct place {
	const char *path;  /* of the file */
	const char *where; /* "models/0/price" */
	struct rq_error *err;
};

static int refuse(const struct place *place, const char *key, const char *what)
{
	return rq_fail(place->err, RQ_USAGE, "%s: %s%s%s: %s", place->path, place->where,
		       *place->where ? "/" : "", key, what);
}

static int check_number(const struct place *place, const json_t *object, const char *key,
			json_int_t max, bool needed)
{
	const json_t *value = json_object_get(object, key);

	if (!value && !needed)
		return 0;
	if (json_is_integer(value) && json_integer_value(value) >= 0 &&
	    json_integer_value(value) <= max)
		return 0;
	return refuse(place, key, "must be a whole number that is not negative and not huge");
}

static int check_flag(const struct place *place, const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	return !value || json_is_boolean(value) ? 0 : refuse(place, key, "must be true or false");
}

/* A member that nobody reads is a slip of the pen: "ouput" would mean output is free. */
static int check_members(const struct place *place, json_t *object, const char *const *known)
{
	const char *key;
	json_t *value;

	if (!json_is_object(object))
		return rq_fail(place->err, RQ_USAGE, "%s: %s: must be an object", place->path,
			       place->where);
	json_object_foreach (object, key, value) {
		size_t i = 0;

		while (known[i] && strcmp(known[i], key) != 0)
			i++;
		if (!known[i])
			return refuse(place, key, "is no member that is known");
	}
	return 0;
}

static int check_price(const struct place *place, json_t *price)
{
	static const char *const known[] = { "input", "cached_input", "output", NULL };

	if (!price)
		return 0;
	if (check_members(place, price, known) == -1 ||
	    check_number(place, price, "input", MAX_PRICE, true) == -1 ||
	    check_number(place, price, "cached_input", MAX_PRICE, false) == -1 ||
	    check_number(place, price, "output", MAX_PRICE, true) == -1)
		return -1;
	if (rq_json_integer(price, "cached_input", 0) > rq_json_integer(price, "input", 0))
		return refuse(place, "cached_input", "must not be more than input");
	return 0;
}

static int check_batch(const struct place *place, json_t *batch)
{
	static const char *const known[] = { "discount", "of_cached", NULL };

	if (!batch)
		return 0;
	if (check_members(place, batch, known) == -1 ||
	    check_number(place, batch, "discount", 99, true) == -1)
		return -1;
	return check_flag(place, batch, "of_cached");
}

static int check_limits(const struct place *place, json_t *limits)
{
	const char *plan;
	json_t *value;

	if (limits && !json_is_object(limits))
		return rq_fail(place->err, RQ_USAGE, "%s: %s: must be an object", place->path,
			       place->where);
	json_object_foreach (limits, plan, value)
		if (!json_is_string(value))
			return refuse(place, plan, "must be a text like \"rpm=30,tpm=8000\"");
	return 0;
}

static int check_inside(const struct place *place, const char *key, json_t *value,
			int (*check)(const struct place *, json_t *))
{
	char *where = rq_printf("%s/%s", place->where, key);
	struct place inside = { place->path, where, place->err };
	int result = check(&inside, value);

	free(where);
	return result;
}

static int check_model(const struct place *place, json_t *model)
{
	static const char *const known[] = {
		"id",      "context",       "max_output",       "price",    "batch",
		"caching", "strict_schema", "reasoning_effort", "sampling", "limits",
		NULL,
	};
	static const char *const flags[] = { "caching", "strict_schema", "reasoning_effort",
					     "sampling" };
	const char *id = rq_json_string(model, "id");

	if (check_members(place, model, known) == -1)
		return -1;
	if (!id || !*id)
		return refuse(place, "id", "must be the model's name");
	for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
		if (check_flag(place, model, flags[i]) == -1)
			return -1;
	if (check_number(place, model, "context", MAX_TOKENS, false) == -1 ||
	    check_number(place, model, "max_output", MAX_TOKENS, false) == -1 ||
	    check_inside(place, "price", json_object_get(model, "price"), check_price) == -1 ||
	    check_inside(place, "batch", json_object_get(model, "batch"), check_batch) == -1)
		return -1;
	return check_inside(place, "limits", json_object_get(model, "limits"), check_limits);
}

static const json_t *find(const json_t *list, const char *id)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *name = rq_json_string(json_array_get(list, i), "id");

		if (name && strcmp(name, id) == 0)
			return json_array_get(list, i);
	}
	return NULL;
}

static int check_file(const char *path, json_t *file, struct rq_error *err)
{
	static const char *const known[] = { "checked", "base_url", "plan",
					     "default", "models",   NULL };
	struct place place = { path, "", err };
	json_t *list = rq_json_array(file, "models");

	if (check_members(&place, file, known) == -1)
		return -1;
	if (!list)
		return rq_fail(err, RQ_USAGE, "%s: models: must be a list", path);
	for (size_t i = 0; i < json_array_size(list); i++) {
		char *where = rq_printf("models/%zu", i);
		struct place inside = { path, where, err };
		json_t *model = json_array_get(list, i);
		int result = check_model(&inside, model);

		if (result == 0 && find(list, rq_json_string(model, "id")) != model)
			result = refuse(&inside, "id", "stands there twice");
		free(where);
		if (result == -1)
			return -1;
	}
	if (!rq_json_string(file, "base_url") || !rq_json_string(file, "plan"))
		return rq_fail(err, RQ_USAGE, "%s: base_url and plan: must be texts", path);
	if (!rq_json_string(file, "default") || !find(list, rq_json_string(file, "default")))
		return rq_fail(err, RQ_USAGE, "%s: default: must name one of the models", path);
	return 0;
}

int rq_models_open(const char *path, struct rq_models **models, struct rq_error *err)
{
	char *found = path ? rq_strdup(path) : rq_file_beside_program("../share/rq/models.json"),
	     *text = NULL;
	struct rq_error failure = { 0 };
	json_t *file = NULL;
	int result = rq_file_read(found, RQ_MAX_MODELS_BYTES, &text, err);

	if (result == 0 && rq_json_parse_object(text, strlen(text), &file, &failure) == -1)
		result = rq_fail(err, RQ_USAGE, "%s: %s", found, failure.message);
	if (result == 0)
		result = check_file(found, file, err);
	if (result == 0) {
		*models = rq_alloc(1, sizeof **models);
		**models = (struct rq_models) { file, rq_json_array(file, "models") };
	} else {
		json_decref(file);
	}
	free(text);
	free(found);
	return result;
}

void rq_models_free(struct rq_models *models)
{
	if (!models)
		return;
	json_decref(models->file);
	free(models);
}

/* --- a model -------------------------------------------------------------- */

const char *rq_models_default(const struct rq_models *models)
{
	return rq_json_string(models->file, "default");
}

const char *rq_models_base_url(const struct rq_models *models)
{
	return rq_json_string(models->file, "base_url");
}

const char *rq_models_plan(const struct rq_models *models)
{
	return rq_json_string(models->file, "plan");
}

struct rq_model rq_models_find(const struct rq_models *models, const char *id)
{
	const json_t *model = find(models->list, id);
	const json_t *price = rq_json_object(model, "price");
	const json_t *batch = rq_json_object(model, "batch");
	json_int_t input = rq_json_integer(price, "input", 0);

	if (!model)
		return (struct rq_model) { .id = id, .sampling = true };
	return (struct rq_model) {
		.id = rq_json_string(model, "id"),
		.known = true,
		.priced = price,
		.input = input,
		.cached = rq_json_integer(price, "cached_input", input),
		.output = rq_json_integer(price, "output", 0),
		.batch_discount = (int)rq_json_integer(batch, "discount", 0),
		.batch_cached = json_is_true(json_object_get(batch, "of_cached")),
		.context = rq_json_integer(model, "context", 0),
		.max_output = rq_json_integer(model, "max_output", 0),
		.caching = json_is_true(json_object_get(model, "caching")),
		.strict_schema = json_is_true(json_object_get(model, "strict_schema")),
		.effort = json_is_true(json_object_get(model, "reasoning_effort")),
		.sampling = json_is_true(json_object_get(model, "sampling")),
		.limits = rq_json_object(model, "limits"),
	};
}

const char *rq_model_limits(const struct rq_model *model, const char *plan)
{
	return rq_json_string(model->limits, plan);
}

bool rq_models_have_plan(const struct rq_models *models, const char *plan)
{
	const json_t *model;
	size_t i;

	json_array_foreach (models->list, i, model)
		if (rq_json_string(rq_json_object(model, "limits"), plan))
			return true;
	return false;
}

/* --- money ---------------------------------------------------------------- */

/* What a provider says is a stranger's number. */
static int64_t bound(int64_t tokens, int64_t max)
{
	if (tokens < 0)
		return 0;
	return tokens < max ? tokens : max;
}

int64_t rq_model_cost(const struct rq_model *model, const struct rq_token_count *count, bool batch)
{
	int64_t prompt = bound(count->prompt, MAX_TOKENS);
	int64_t cached = bound(count->cached, prompt);
	int64_t per_cent = 100, sum;

	if (batch) {
		per_cent -= model->batch_discount;
		if (!model->batch_cached && model->batch_discount > 0)
			cached = 0;
	}
	sum = (prompt - cached) * model->input + cached * model->cached +
	      bound(count->completion, MAX_TOKENS) * model->output;
	return (sum * per_cent + 99999999) / 100000000;
}

struct rq_savings rq_model_saved(const struct rq_model *model, const struct rq_token_count *count,
				 bool batch)
{
	struct rq_token_count uncached = { count->prompt, 0, count->completion };
	int64_t full = rq_model_cost(model, &uncached, batch);

	return (struct rq_savings) { .cache = full - rq_model_cost(model, count, batch),
				     .batch = rq_model_cost(model, &uncached, false) - full };
}
