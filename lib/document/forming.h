#ifndef RQ_DOCUMENT_FORMING_H
#define RQ_DOCUMENT_FORMING_H

/*
 * A line of a word processor's file, or of a page of HTML, while its text comes in: the text, and
 * what most of it looks like.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "document/document.h"

struct rq_forming {
	struct rq_buffer text; /* also what links append (document/link.h), which is not counted */
	size_t visible, bold;  /* characters that are no white space, and those of them */
	float size;            /* of most of it (Boyer and Moore's majority vote), … */
	size_t votes;          /* … so many characters more than others */
	struct rq_turning turning;
};

/* Free it with rq_forming_free(). */
void rq_forming_init(struct rq_forming *line);
void rq_forming_free(struct rq_forming *line);

/* Takes all out again: the next line begins. */
void rq_forming_clear(struct rq_forming *line);

/*
 * Text that comes behind what is there, of that face (document/turn.h) and size in points, 0
 * unknown. RQ_TOO_LARGE past RQ_MAX_TEXT_BYTES.
 */
int rq_forming_add(struct rq_forming *line, const char *text, size_t length, unsigned face,
		   float size, struct rq_error *err);

/* Whether there is nothing to see in it. */
bool rq_forming_is_blank(const struct rq_forming *line);

/* What it is as a line of the document: size, bold and turns; all else is the caller's. */
struct rq_line rq_forming_facts(const struct rq_forming *line);

/* How many characters of the text are no white space. */
size_t rq_forming_visible(const char *text, size_t length);

#endif
