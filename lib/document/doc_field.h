#ifndef RQ_DOCUMENT_DOC_FIELD_H
#define RQ_DOCUMENT_DOC_FIELD_H

/*
 * Fields of a Word 97 document ([MS-DOC] 2.8.25): marks in its text part instructions, which
 * nobody sees, from what they come to. Of the instructions it counts whether they lead somewhere
 * or stand for a page's number.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/composer.h"

enum { RQ_DOC_FIELDS = 16 }; /* inside each other; deeper ones are read as text */

struct rq_doc_field {
	bool result; /* past its instructions */
	bool link;   /* … which lead somewhere: a link is open */
	bool number; /* … or stand for the number of the page */
};

/* The fields that are open. */
struct rq_doc_fields {
	struct rq_doc_field fields[RQ_DOC_FIELDS];
	size_t depth;          /* also of those that are not looked at */
	size_t coded;          /* fields whose instructions go on */
	struct rq_buffer code; /* the instructions */
	char *url;             /* of the link that is open, or NULL */
};

/* None is open. Free them. */
void rq_doc_fields_init(struct rq_doc_fields *fields);
void rq_doc_fields_free(struct rq_doc_fields *fields);

/* None is open any more. */
void rq_doc_fields_reset(struct rq_doc_fields *fields);

/*
 * The marks: a field begins, its instructions end and what they come to begins, it ends. Links go
 * to the composer, whose failure is the end's. Marks that match none are passed over.
 */
void rq_doc_field_begin(struct rq_doc_fields *fields);
void rq_doc_field_show(struct rq_doc_fields *fields, struct rq_composer *composer);
int rq_doc_field_end(struct rq_doc_fields *fields, struct rq_composer *composer,
		     struct rq_error *err);

/* Whether text is not shown here: instructions, or the number of a page. */
bool rq_doc_field_conceals(const struct rq_doc_fields *fields);

/* A character of the text, which may be one of instructions. */
void rq_doc_field_add(struct rq_doc_fields *fields, int32_t unit);

#endif
