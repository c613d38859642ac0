#include "engine/again.h"

#include <stdlib.h>
#include <string.h>

#include "engine/recipe.h"
#include "match/vocabulary.h"

static int load_recipe(struct rq_store *store, const char *id, json_t **recipe,
		       struct rq_error *err)
{
	size_t length;
	char *text;
	int result;

	if (rq_store_get(store, RQ_STORED_RECIPE, id, &text, &length, err) == -1)
		return -1;
	result = rq_json_parse_object(text, length, recipe, err);
	free(text);
	return result;
}

static int store_recipe(struct rq_store *store, const char *id, const json_t *recipe,
			struct rq_error *err)
{
	char *text = rq_json_text(recipe, 0);
	int result = rq_store_put(store, RQ_STORED_RECIPE, id,
				  (struct rq_bytes) { text, strlen(text) }, err);

	free(text);
	return result;
}

/* Changes the task's recipe to the one with the note. */
static int annotate(struct rq_store *store, const char *note, struct rq_task *task,
		    struct rq_error *err)
{
	struct rq_vocabulary *vocabulary = NULL;
	json_t *recipe, *annotated = NULL;
	int result;

	if (load_recipe(store, task->recipe, &recipe, err) == -1)
		return -1;
	result = rq_vocabulary_open(rq_json_string(recipe, "vocabulary"), &vocabulary, err);
	if (result == 0)
		result = rq_recipe_annotate(recipe, note, rq_vocabulary_id(vocabulary),
					    task->recipe, &annotated, err);
	if (result == 0)
		result = store_recipe(store, task->recipe, annotated, err);
	rq_vocabulary_free(vocabulary);
	json_decref(annotated);
	json_decref(recipe);
	return result;
}

int rq_again(struct rq_store *store, const char *task_id, const char *note, int64_t now,
	     struct rq_submission *submission, struct rq_error *err)
{
	struct rq_task task;

	if (rq_store_task(store, task_id, &task, err) == -1)
		return -1;
	rq_task_free(&task);
	if (annotate(store, note, &task, err) == -1)
		return -1;
	task.status = RQ_TASK_QUEUED;
	task.attempts = 0;
	task.batch_id[0] = '\0';
	task.created_at = task.run_at = now;
	task.finished_at = 0;
	rq_task_identify(&task);
	*submission = (struct rq_submission) { .task = task };
	return 0;
}
