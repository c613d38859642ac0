#ifndef RQ_DOCUMENT_CONTENT_STATE_H
#define RQ_DOCUMENT_CONTENT_STATE_H

/*
 * A PDF's content while it is read, and what its objects are looked up by; for document/content and
 * those that read images.
 */

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stddef.h>

#include "document/content.h"
#include "document/operator.h"

/* The last name that was looked up: most writers set the same state before each piece of text. */
struct rq_asked {
	unsigned resources;          /* qpdf never gives a number twice */
	char name[RQ_OPERATOR_NAME]; /* "" before the first */
};

/* A group of content that is shown or not (document/optional). */
struct rq_group {
	int id; /* of its object */
	bool off;
};

/* What the name of a state says of transparency; each is negative where it says nothing. */
struct rq_said_transparency {
	double opacity;
	int blended, masked;
};

struct rq_content {
	qpdf_data qpdf;
	size_t unpacked; /* bytes so far */
	struct rq_asked state, space;
	struct rq_said_transparency transparency; /* by that state */
	size_t components;                        /* in that space */
	bool layered; /* it has groups, and says how they are when it is opened */
	struct rq_group *groups;
	size_t group_count, group_capacity;
	bool restated; /* that was written anew, or its pages were changed */
	bool lessened; /* pictures were, since it was last written */
	bool bomb;
	bool swells;
};

/* The numbers of an array of so many; false when it is none. */
bool rq_content_numbers(struct rq_content *content, qpdf_oh array, double *numbers, int count);

/* The only one of several; they may stand in an array. */
qpdf_oh rq_content_only(struct rq_content *content, qpdf_oh object);

/* An entry of a dictionary, or what it is when it is not there. */
int rq_content_integer(struct rq_content *content, qpdf_oh dictionary, const char *key, int usual);

/* Whether that is the one filter of a stream with such a dictionary. */
bool rq_content_is_packed_by(struct rq_content *content, qpdf_oh dictionary, const char *filter);

/* What the page says, or the nearest node of the tree above it that does (7.7.3.4). */
qpdf_oh rq_content_inherited(struct rq_content *content, qpdf_oh page, const char *key);
void rq_content_frame(struct rq_content *content, qpdf_oh page, struct rq_page_frame *frame);

/* What the name stands for in that part of the resources; null where there is none. */
qpdf_oh rq_content_look_up(struct rq_content *content, unsigned resources, const char *part,
			   const char *name);

/* What a stream holds. */
struct rq_held {
	char *bytes; /* free() */
	size_t length;
	bool whole; /* it was not broken anywhere */
};

/*
 * Unpacks a stream, however often it was packed (content_stream.c). False when it is none, or is
 * packed as pictures are; and when any of it is larger than RQ_MAX_CONTENT_BYTES, for which there
 * is never room, or that much was unpacked before: then the content is a bomb.
 */
bool rq_content_unpack(struct rq_content *content, qpdf_oh stream, struct rq_held *made);

/* The same of a page's contents, one or an array of them, with white space between; all whole. */
bool rq_content_join(struct rq_content *content, qpdf_oh contents, struct rq_held *made);

/* How many components a color has in that space: 1, 3, 4; 0 when it is none that is known. */
size_t rq_content_space_components(struct rq_content *content, qpdf_oh space);

#endif
