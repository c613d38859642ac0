#ifndef RQ_TESTS_MATCH_KIT_H
#define RQ_TESTS_MATCH_KIT_H

/* For tests of lib/match: the built-in vocabulary for all of a file's tests, jobs written as JSON.
 */

#include "unit.h"

#include "base/memory.h"
#include "match/job.h"

static struct rq_vocabulary *vocabulary;

static inline int open_vocabulary(void **state)
{
	struct rq_error err = { 0 };

	(void)state;
	return rq_vocabulary_open(NULL, &vocabulary, &err);
}

static inline int close_vocabulary(void **state)
{
	(void)state;
	rq_vocabulary_free(vocabulary);
	return 0;
}

/* JSON with ' for ". */
static inline json_t *parse(const char *text)
{
	char *quoted = rq_strdup(text);
	struct rq_error err = { 0 };
	json_t *json = NULL;

	for (char *c = quoted; *c; c++)
		if (*c == '\'')
			*c = '"';
	assert_works(rq_json_parse(quoted, strlen(quoted), &json, &err), err);
	free(quoted);
	return json;
}

/* The same as a job; free it. */
static inline void read_job(const char *text, struct rq_job *job)
{
	struct rq_error err = { 0 };
	json_t *json = parse(text);

	assert_works(rq_job_from_json(json, "file", vocabulary, job, &err), err);
	json_decref(json);
}

#endif
