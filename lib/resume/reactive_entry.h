#ifndef RQ_RESUME_REACTIVE_ENTRY_H
#define RQ_RESUME_REACTIVE_ENTRY_H

/*
 * One item of a document of Reactive Resume (resume/reactive.h) to an entry of JSON Resume:
 * which member becomes which, and how.
 */

#include "base/json.h"
#include "document/document.h"
#include "resume/model.h"

/* What gathers over the items of a document. */
struct rq_reactive {
	json_t *unplaced;         /* an array */
	struct rq_document pages; /* the lines of all HTML, and what it hides */
};

/* An entry being made. */
struct rq_reactive_entry {
	const char *section;                   /* of JSON Resume, if there is such a one */
	const struct rq_model_member *members; /* of its entries; NULL: all is unplaced */
	json_t *made;                          /* an object */
};

/* Adds what an item says to the entry; what has no member there, or a taken one, is set aside. */
void rq_reactive_fill(struct rq_reactive *reactive, const struct rq_reactive_entry *entry,
		      json_t *item);

/* Keeps the texts and numbers of a value as unplaced, in order. */
void rq_reactive_set_aside(struct rq_reactive *reactive, json_t *value);

#endif
