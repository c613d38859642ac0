#ifndef RQ_TESTS_ENQUEUE_KIT_H
#define RQ_TESTS_ENQUEUE_KIT_H

/* A task in a store as rq-enqueue makes it, with all that it needs. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/enqueue.h"
#include "engine/recipe.h"
#include "unit.h"

/* Queues one person's résumé for a posting, by the engine "local"; its id goes to task_id. */
static inline void enqueue_person(struct rq_store *store, const char *name,
				  char task_id[RQ_ID_SIZE])
{
	struct rq_error err = { 0 };
	struct rq_vocabulary *vocabulary;
	struct rq_enqueuer_options options = { .ttl = 1000000 };
	struct rq_enqueuer *enqueuer;
	struct rq_output out;
	json_t *recipe, *record, *task;
	struct rq_job job;
	int ends[2];
	char line[4096];
	ssize_t got;

	assert_works(rq_vocabulary_open(NULL, &vocabulary, &err), err);
	assert_works(
	    rq_job_from_text("Engineer\n\nRequired: Python\n", "job", vocabulary, &job, &err), err);
	assert_works(rq_recipe_make(&(struct rq_recipe_choice) { .engine = "local",
								 .vocabulary_id =
								     rq_vocabulary_id(vocabulary) },
				    options.recipe_id, &recipe, &err),
		     err);
	options.jobs = &job;
	options.job_count = 1;
	options.recipe = recipe;
	assert_int_equal(pipe(ends), 0);
	rq_output_init(&out, ends[1]);
	assert_works(rq_enqueuer_open(store, &options, &out, &enqueuer, &err), err);
	record = json_pack("{s:s, s:i, s:s, s:{s:{s:s}}, s:{}}", "type", "resume", "v", 1, "text",
			   name, "resume", "basics", "name", name, "provenance");
	assert_works(rq_enqueuer_add(enqueuer, record, "{}", 2, &err), err);
	assert_works(rq_enqueuer_flush(enqueuer, &err), err);
	got = read(ends[0], line, sizeof line);
	assert_true(got > 0);
	assert_works(rq_json_parse_object(line, (size_t)got, &task, &err), err);
	strcpy(task_id, rq_json_string(task, "task_id"));
	json_decref(task);
	json_decref(record);
	json_decref(recipe);
	rq_enqueuer_free(enqueuer);
	rq_output_free(&out);
	(void)close(ends[0]);
	(void)close(ends[1]);
	rq_job_free(&job);
	rq_vocabulary_free(vocabulary);
}

#endif
