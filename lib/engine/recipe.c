#include "engine/recipe.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "edit/guard.h"
#include "engine/engine.h"
#include "engine/model.h"
#include "engine/prompt.h"
#include "match/score.h"
#include "store/task.h"

static bool is_model(const char *name)
{
	size_t length = strlen(name), step;

	if (length >= sizeof((struct rq_task *)0)->model || !rq_text_is_utf8(name, length))
		return false;
	for (size_t at = 0; at < length; at += step) {
		int32_t character = rq_text_decode(name + at, length - at, &step);

		if (character == '\n' || character == '\t' || rq_text_is_unsafe(character))
			return false;
	}
	return true;
}

/* The model that was chosen, or what models.json names for a remote engine. free(). */
static int choose_model(const struct rq_recipe_choice *choice, bool remote, char **model,
			struct rq_error *err)
{
	struct rq_models *models;

	*model = rq_strdup(choice->model);
	if (!*model && remote) {
		if (rq_models_open(choice->models, &models, err) == -1)
			return -1;
		*model = rq_strdup(rq_models_default(models));
		rq_models_free(models);
	}
	if (!*model || is_model(*model))
		return 0;
	free(*model);
	*model = NULL;
	return rq_fail(err, RQ_USAGE, "a model's name is UTF-8 of at most %zu bytes",
		       sizeof((struct rq_task *)0)->model - 1);
}

/* The versions of the code that cooks. */
static void set_versions(json_t *recipe, const struct rq_engine_class *class,
			 const char *vocabulary_id)
{
	char prompt[RQ_ID_SIZE];

	rq_prompt_id(prompt);
	rq_json_set_string(recipe, "engine_version", class->version);
	if (class->remote)
		rq_json_set_string(recipe, "prompt", prompt);
	rq_json_set_string(recipe, "guard_version", RQ_GUARD_VERSION);
	rq_json_set_string(recipe, "score_version", RQ_SCORE_VERSION);
	rq_json_set_string(recipe, "vocabulary_id", vocabulary_id);
}

static void identify(const json_t *recipe, char id[RQ_ID_SIZE])
{
	struct rq_digest digest;
	char *text = rq_json_text(recipe, 1);

	rq_digest_init(&digest);
	rq_digest_add(&digest, text, strlen(text));
	rq_digest_id(&digest, id);
	free(text);
}

int rq_recipe_make(const struct rq_recipe_choice *choice, char id[RQ_ID_SIZE], json_t **recipe,
		   struct rq_error *err)
{
	const struct rq_engine_class *class = rq_engine_find(choice->engine);
	char *model;

	if (!class)
		return rq_fail(err, RQ_USAGE, "no engine \"%s\"", choice->engine);
	if (choose_model(choice, class->remote, &model, err) == -1)
		return -1;
	*recipe = json_object();
	rq_json_set_string(*recipe, "engine", class->name);
	rq_json_set_string(*recipe, "model", model);
	if (class->remote)
		rq_json_set_string(*recipe, "effort", rq_effort_name(choice->effort));
	rq_json_set_take(*recipe, "redact", json_boolean(choice->redact));
	if (choice->no_score)
		rq_json_set_take(*recipe, "score", json_false());
	rq_json_set_string(*recipe, "vocabulary", choice->vocabulary);
	set_versions(*recipe, class, choice->vocabulary_id);
	identify(*recipe, id);
	free(model);
	return 0;
}

int rq_recipe_annotate(const json_t *recipe, const char *note, const char *vocabulary_id,
		       char id[RQ_ID_SIZE], json_t **annotated, struct rq_error *err)
{
	const char *engine = rq_json_string(recipe, "engine");
	const struct rq_engine_class *class = engine ? rq_engine_find(engine) : NULL;
	json_t *notes;

	if (!class)
		return rq_fail(err, RQ_STALE_RECIPE, "its engine is no longer there");
	if (json_array_size(rq_json_array(recipe, "notes")) >= RQ_MAX_NOTES)
		return rq_fail(err, RQ_TOO_LARGE,
			       "sent back %d times already: decide, or reject it", RQ_MAX_NOTES);
	*annotated = json_deep_copy(recipe);
	notes = rq_json_array(*annotated, "notes");
	if (!notes) {
		notes = json_array();
		rq_json_set_take(*annotated, "notes", notes);
	}
	rq_json_append_take(notes, json_string(note));
	set_versions(*annotated, class, vocabulary_id);
	identify(*annotated, id);
	return 0;
}

static bool names(const json_t *recipe, const char *key, const char *mine)
{
	const char *theirs = rq_json_string(recipe, key);

	return theirs && strcmp(theirs, mine) == 0;
}

int rq_recipe_check(const json_t *recipe, const char *vocabulary_id, struct rq_error *err)
{
	const char *engine = rq_json_string(recipe, "engine");
	const struct rq_engine_class *class = engine ? rq_engine_find(engine) : NULL;
	char prompt[RQ_ID_SIZE];

	rq_prompt_id(prompt);
	if (class && names(recipe, "engine_version", class->version) &&
	    (!class->remote || names(recipe, "prompt", prompt)) &&
	    names(recipe, "guard_version", RQ_GUARD_VERSION) &&
	    names(recipe, "score_version", RQ_SCORE_VERSION) &&
	    names(recipe, "vocabulary_id", vocabulary_id))
		return 0;
	return rq_fail(err, RQ_STALE_RECIPE,
		       "enqueued for another version of rq or of its vocabulary: enqueue it again");
}
