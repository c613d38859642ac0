#ifndef RQ_RESUME_MODEL_H
#define RQ_RESUME_MODEL_H

/*
 * JSON Resume, schema 1.3 (https://jsonresume.org/schema): its sections and
 * members in a fixed order, and the check of a document that somebody else
 * wrote. Nothing is required, unknown members are welcome; known ones must be
 * of their type, or an engine would trip over them.
 */

#include <stdbool.h>

#include "base/error.h"
#include "base/json.h"

enum rq_model_type {
	RQ_MODEL_TEXT,
	RQ_MODEL_DATE,  /* a string, ISO 8601 YYYY[-MM[-DD]] */
	RQ_MODEL_TEXTS, /* an array of strings */
	RQ_MODEL_OBJECT,
	RQ_MODEL_OBJECTS, /* an array of objects */
};

struct rq_model_member {
	const char *name; /* NULL ends the list */
	enum rq_model_type type;
	const struct rq_model_member *members; /* of objects */
};

/* The members of the document itself; static. */
const struct rq_model_member *rq_model_sections(void);

/* The member of that name among a list, which may be NULL; NULL when there is none. */
const struct rq_model_member *rq_model_find(const struct rq_model_member *members,
					    const char *name);

/* Whether a value is a JSON Resume at all: an object with one of its sections. */
bool rq_model_is_resume(const json_t *value);

/*
 * Checks types: RQ_BAD_RECORD, "/work/0/startDate: must be a date
 * YYYY[-MM[-DD]], found \"soon\"".
 */
int rq_model_check(const json_t *resume, struct rq_error *err);

/* The same for one value that stands at path as a member. */
int rq_model_check_member(const json_t *value, const struct rq_model_member *member,
			  const char *path, struct rq_error *err);

#endif
