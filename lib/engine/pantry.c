#include "engine/pantry.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/wording.h"
#include "engine/recipe.h"
#include "store/object.h"

/* Kept besides what is held: postings come again. */
enum { SPARE = 8 };

/* One recipe, or one job as drawn under a recipe's vocabulary. */
struct item {
	char id[RQ_ID_SIZE]; /* "" on an empty place */
	unsigned held;
	unsigned used; /* on the pantry's clock */
	json_t *recipe;
	struct rq_vocabulary *vocabulary;
	struct rq_job job;
};

struct rq_pantry {
	struct rq_store *store;
	unsigned clock;
	size_t size; /* of each shelf */
	struct item *recipes;
	struct item *jobs;
	struct rq_wordings *wordings;
};

struct rq_pantry *rq_pantry_new(struct rq_store *store, size_t size)
{
	struct rq_pantry *pantry = rq_alloc(1, sizeof *pantry);

	pantry->store = store;
	pantry->size = size + SPARE;
	pantry->recipes = rq_alloc(pantry->size, sizeof *pantry->recipes);
	pantry->jobs = rq_alloc(pantry->size, sizeof *pantry->jobs);
	pantry->wordings = rq_wordings_new();
	return pantry;
}

static void empty(struct item *item)
{
	json_decref(item->recipe);
	rq_vocabulary_free(item->vocabulary);
	rq_job_free(&item->job);
	*item = (struct item) { 0 };
}

void rq_pantry_free(struct rq_pantry *pantry)
{
	if (!pantry)
		return;
	for (size_t i = 0; i < pantry->size; i++) {
		empty(&pantry->recipes[i]);
		empty(&pantry->jobs[i]);
	}
	free(pantry->recipes);
	free(pantry->jobs);
	rq_wordings_free(pantry->wordings);
	free(pantry);
}

static struct item *find(struct item *shelf, size_t size, const char *id)
{
	for (size_t i = 0; i < size; i++)
		if (*id && strcmp(shelf[i].id, id) == 0)
			return &shelf[i];
	return NULL;
}

/* The place of the item that nobody holds and that was used longest ago, emptied. */
static struct item *make_room(struct item *shelf, size_t size, struct rq_error *err)
{
	struct item *oldest = NULL;

	for (size_t i = 0; i < size; i++)
		if (shelf[i].held == 0 && (!oldest || shelf[i].used < oldest->used))
			oldest = &shelf[i];
	if (!oldest) {
		(void)rq_fail(err, RQ_AGAIN, "more than %zu jobs or recipes in hand", size);
		return NULL;
	}
	empty(oldest);
	return oldest;
}

static int fill_recipe(struct rq_pantry *pantry, const char *id, struct item *item,
		       struct rq_error *err)
{
	if (rq_object_get(pantry->store, RQ_STORED_RECIPE, id, &item->recipe, err) == -1 ||
	    rq_vocabulary_open(rq_json_string(item->recipe, "vocabulary"), &item->vocabulary,
			       err) == -1)
		return -1;
	return rq_recipe_check(item->recipe, rq_vocabulary_id(item->vocabulary), err);
}

static int fill_job(struct rq_pantry *pantry, const char *id,
		    const struct rq_vocabulary *vocabulary, struct item *item, struct rq_error *err)
{
	json_t *json;
	int result;

	if (rq_object_get(pantry->store, RQ_STORED_JOB, id, &json, err) == -1)
		return -1;
	result = rq_job_from_json(json, id, vocabulary, &item->job, err);
	json_decref(json);
	return result;
}

static struct item *get_recipe(struct rq_pantry *pantry, const char *id, struct rq_error *err)
{
	struct item *item = find(pantry->recipes, pantry->size, id);

	if (item)
		return item;
	item = make_room(pantry->recipes, pantry->size, err);
	if (!item)
		return NULL;
	if (fill_recipe(pantry, id, item, err) == -1) {
		empty(item);
		return NULL;
	}
	memcpy(item->id, id, RQ_ID_SIZE);
	return item;
}

static struct item *get_job(struct rq_pantry *pantry, const char *id,
			    const struct rq_vocabulary *vocabulary, struct rq_error *err)
{
	struct item *item = find(pantry->jobs, pantry->size, id);

	if (item)
		return item;
	item = make_room(pantry->jobs, pantry->size, err);
	if (!item)
		return NULL;
	if (fill_job(pantry, id, vocabulary, item, err) == -1) {
		empty(item);
		return NULL;
	}
	memcpy(item->id, id, RQ_ID_SIZE);
	return item;
}

int rq_pantry_get(struct rq_pantry *pantry, const struct rq_task *task, struct rq_supply *supply,
		  struct rq_error *err)
{
	struct item *recipe = get_recipe(pantry, task->recipe, err);
	struct item *job =
	    recipe ? get_job(pantry, task->job_version, recipe->vocabulary, err) : NULL;

	if (!job)
		return -1;
	recipe->held++;
	job->held++;
	recipe->used = job->used = ++pantry->clock;
	*supply =
	    (struct rq_supply) { &job->job, recipe->recipe, recipe->vocabulary, pantry->wordings };
	return 0;
}

void rq_pantry_done(struct rq_pantry *pantry, const struct rq_task *task)
{
	struct item *recipe = find(pantry->recipes, pantry->size, task->recipe);
	struct item *job = find(pantry->jobs, pantry->size, task->job_version);

	if (recipe && job) {
		recipe->held--;
		job->held--;
	}
}
