#include "engine/again.h"

#include "engine/recipe.h"
#include "match/vocabulary.h"
#include "store/object.h"

/* Changes the task's recipe to the one with the note. */
static int annotate(struct rq_store *store, const char *note, struct rq_task *task,
		    struct rq_error *err)
{
	struct rq_vocabulary *vocabulary = NULL;
	json_t *recipe, *annotated = NULL;
	int result;

	if (rq_object_get(store, RQ_STORED_RECIPE, task->recipe, &recipe, err) == -1)
		return -1;
	result = rq_vocabulary_open(rq_json_string(recipe, "vocabulary"), &vocabulary, err);
	if (result == 0)
		result = rq_recipe_annotate(recipe, note, rq_vocabulary_id(vocabulary),
					    task->recipe, &annotated, err);
	if (result == 0)
		result = rq_object_put(store, RQ_STORED_RECIPE, task->recipe, annotated, err);
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
	rq_task_free(&task); /* its failures are not those of the new one */
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
