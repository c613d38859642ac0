#ifndef RQ_ENGINE_TEMPLATE_H
#define RQ_ENGINE_TEMPLATE_H

/*
 * A request without its candidate: rules, posting, schema and parameters as JSON, and
 * where the candidate belongs. It is the same for all candidates of a posting, so it is
 * written for the first of them and kept until another posting comes.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/json.h"
#include "engine/model.h"
#include "engine/prompt.h"

enum rq_effort { RQ_EFFORT_LOW, RQ_EFFORT_MEDIUM, RQ_EFFORT_HIGH };

/* "low" and the like; static. Find takes what is no such name (or NULL) for low. */
const char *rq_effort_name(enum rq_effort effort);
enum rq_effort rq_effort_find(const char *name);

/* Zeroed, it is for nothing yet. Free it. */
struct rq_template {
	struct rq_buffer head, tail; /* around the candidate's JSON string; no room, no end */
	char *rules, *posting;       /* whose it is */
	const struct rq_model *model;
	enum rq_effort effort;
};

void rq_template_free(struct rq_template *template);

/* Makes it that of the prompt's posting; the model must outlive it. RQ_TOO_LARGE. */
int rq_template_fit(struct rq_template *template, const struct rq_prompt *prompt,
		    const struct rq_model *model, enum rq_effort effort, struct rq_error *err);

/* Appends the request for a candidate whose answer may take so many tokens. RQ_TOO_LARGE. */
int rq_template_fill(const struct rq_template *template, const char *candidate, int64_t max_tokens,
		     struct rq_buffer *body, struct rq_error *err);

/* The schema that the model's answers are held to; NULL when it cannot be. New. */
json_t *rq_template_schema(const struct rq_model *model);

#endif
