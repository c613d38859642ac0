#ifndef RQ_TOOL_RECIPE_H
#define RQ_TOOL_RECIPE_H

/* The options that make a recipe, which all tools share that queue tasks. */

#include "engine/recipe.h"
#include "tool/options.h"

struct rq_recipe_wants {
	const char *engine, *model, *models, *vocabulary;
	int redact, effort;
};

#define RQ_RECIPE_OPTIONS(wants)                                                                   \
	RQ_TEXT(0, "engine", "NAME", "RQ_ENGINE", &(wants).engine, "who proposes edits (local)"),  \
	    RQ_TEXT(0, "model", "NAME", "RQ_MODEL", &(wants).model, "the engine's model"),         \
	    RQ_TEXT(0, "models", "FILE", "RQ_MODELS", &(wants).models,                             \
		    "names the model when nobody does (models.json)"),                             \
	    RQ_CHOICE(0, "effort", "RQ_EFFORT", &(wants).effort, "low|medium|high",                \
		      "how long a model may think (low)"),                                         \
	    RQ_CHOICE(0, "redact", "RQ_REDACT", &(wants).redact, "on|off",                         \
		      "hide who it is from remote engines"),                                       \
	    RQ_TEXT(0, "vocabulary", "FILE", "RQ_VOCABULARY", &(wants).vocabulary,                 \
		    "more skills and aliases")

#endif
