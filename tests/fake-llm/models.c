#include "models.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "io/file.h"

enum { MILLION = 1000000, INPUT = 150000, CACHED = 75000, OUTPUT = 600000 };

int models_read(const char *path, json_t **models, struct rq_error *err)
{
	json_t *file;
	char *text;
	int result;

	if (rq_file_read(path, RQ_MIB(1), &text, err) == -1)
		return -1;
	result = rq_json_parse_object(text, strlen(text), &file, err);
	free(text);
	if (result == -1)
		return -1;
	*models = json_incref(rq_json_array(file, "models"));
	json_decref(file);
	return *models ? 0 : rq_fail(err, RQ_USAGE, "%s: no \"models\"", path);
}

static json_t *find(const json_t *models, const char *id)
{
	json_t *model;
	size_t i;

	json_array_foreach (models, i, model) {
		const char *name = rq_json_string(model, "id");

		if (name && strcmp(name, id) == 0)
			return model;
	}
	return NULL;
}

int models_have(const json_t *models, const char *model)
{
	return !models || find(models, model);
}

int64_t models_cost(const json_t *models, const char *model, const struct tokens *tokens, int batch)
{
	const json_t *price = rq_json_object(find(models, model), "price");
	int64_t input = rq_json_integer(price, "input", INPUT);
	int64_t cached = batch ? input : rq_json_integer(price, "cached_input", CACHED);
	int64_t output = rq_json_integer(price, "output", OUTPUT);
	int64_t part = batch ? 2 : 1;
	int64_t cost = (tokens->prompt - tokens->cached) * input + tokens->cached * cached +
		       tokens->completion * output;

	return (cost + part * MILLION - 1) / (part * MILLION);
}

static void add_model(json_t *data, const char *id)
{
	json_t *entry = json_object();

	rq_json_set_string(entry, "id", id);
	rq_json_set_string(entry, "object", "model");
	rq_json_set_string(entry, "owned_by", "fake");
	rq_json_set_take(entry, "active", json_true());
	rq_json_append_take(data, entry);
}

json_t *models_list(const json_t *models)
{
	json_t *list = json_object(), *data = json_array(), *model;
	size_t i;

	json_array_foreach (models, i, model)
		add_model(data, rq_json_string(model, "id"));
	if (!models)
		add_model(data, "openai/gpt-oss-120b");
	rq_json_set_string(list, "object", "list");
	rq_json_set_take(list, "data", data);
	return list;
}
