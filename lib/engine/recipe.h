#ifndef RQ_ENGINE_RECIPE_H
#define RQ_ENGINE_RECIPE_H

/*
 * The recipe: all that shapes an answer apart from the résumé and the job.
 * Its digest is part of every task's id, so another engine, model, vocabulary
 * or a new version of the code that judges makes new tasks by itself. The store
 * keeps the whole of it; tasks carry the digest.
 */

#include <stdbool.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"
#include "engine/chat.h"

struct rq_recipe_choice {
	const char *engine;
	const char *model;     /* NULL: none, or the one that models.json names */
	const char *models;    /* path of that file; NULL: the one that comes with rq */
	enum rq_effort effort; /* of a remote engine */
	bool redact;
	bool no_score;             /* results are without scores */
	const char *vocabulary_id; /* rq_vocabulary_id() with the extra terms */
	const char *vocabulary;    /* text of the extra terms, NULL for none */
};

/*
 * The recipe; new. Its digest goes to id. RQ_USAGE when the engine is unknown or
 * the model is no name that a task can hold; what rq_models_open() fails with.
 */
int rq_recipe_make(const struct rq_recipe_choice *choice, char id[RQ_ID_SIZE], json_t **recipe,
		   struct rq_error *err);

/*
 * The same recipe as this program cooks it, with one more of the "notes" of people who
 * sent an answer back; new. Its digest goes to id. RQ_TOO_LARGE when there are
 * RQ_MAX_NOTES already.
 */
int rq_recipe_annotate(const json_t *recipe, const char *note, const char *vocabulary_id,
		       char id[RQ_ID_SIZE], json_t **annotated, struct rq_error *err);

/*
 * Whether this program still cooks by that recipe: RQ_STALE_RECIPE when it was
 * made for other versions of engine, prompt, guard, scorer or built-in vocabulary.
 */
int rq_recipe_check(const json_t *recipe, const char *vocabulary_id, struct rq_error *err);

#endif
