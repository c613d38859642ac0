#ifndef RQ_DOCUMENT_CASCADE_H
#define RQ_DOCUMENT_CASCADE_H

/*
 * The open elements of a page of HTML while it is read, and how text in the innermost looks:
 * by the page's style sheets, the element's attributes and what it inherits (CSS 2.2, 6).
 */

#include "document/hidden.h"
#include "document/stylesheet.h"
#include "document/xml.h"

struct rq_cascade_element;

struct rq_cascade {
	struct rq_stylesheet *sheet;
	struct rq_cascade_element *elements;
	struct rq_selector_element *names; /* the same ones, as selectors see them */
	size_t count, capacity, name_capacity;
};

/* Reads the style sheets of a whole page first: they hold for what stands before them, too. */
int rq_cascade_init(struct rq_cascade *cascade, const char *page, size_t length,
		    struct rq_error *err);
void rq_cascade_free(struct rq_cascade *cascade);

/* For each element, in the order of the page. */
void rq_cascade_open(struct rq_cascade *cascade, const struct rq_xml_element *element);
void rq_cascade_close(struct rq_cascade *cascade);

/* Whether nobody sees anything of the innermost element, whatever its children are like. */
bool rq_cascade_is_gone(const struct rq_cascade *cascade);

/* Whether the innermost element stands apart from the text around it, at a side. */
bool rq_cascade_floats(const struct rq_cascade *cascade);

/* Whether nobody sees text that stands here, and how: *kind is written only then. */
bool rq_cascade_hides(const struct rq_cascade *cascade, enum rq_hidden_kind *kind);

#endif
