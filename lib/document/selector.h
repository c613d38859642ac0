#ifndef RQ_DOCUMENT_SELECTOR_H
#define RQ_DOCUMENT_SELECTOR_H

/*
 * Selectors of style sheets, and whether they are for an element (Selectors 4; CSS 2.2, 5 and
 * 6.4.3). Types, classes, ids, attributes, :root, :first-child, :not() and :is() of one of these,
 * descendants and children are compared. A selector with anything else is in doubt: what is
 * not compared is taken for true. One for a state that a page at rest is not in (:hover), for
 * what is no text of the page (::before) or of which nothing is compared is for nothing.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An open element, as selectors see it. */
struct rq_selector_element {
	const char *name;
	const char *attributes; /* name, value, …, each with its end, and "" behind the last */
	bool first;             /* child of its parent */
	bool root;
};

struct rq_selector_part;

struct rq_selector {
	struct rq_selector_part *parts;
	size_t count, capacity;
	uint32_t weight; /* specificity: ids, then classes, then types; below RQ_SELECTOR_MORE */
	bool doubt;
	bool never;   /* for nothing that is shown */
	bool invalid; /* browsers may not take the rule that it is of */
};

#define RQ_SELECTOR_MORE (UINT32_C(1) << 24)

/*
 * Reads a complex selector without commas. Names point into the text, where \001 stands
 * before a character that is part of a name although it means something in selectors.
 */
void rq_selector_read(struct rq_selector *selector, const char *text, size_t length);
void rq_selector_free(struct rq_selector *selector);

/*
 * Whether it is for the last of the open elements, of which the root is the first. quirks: the
 * page is one in which the case of ids and classes does not count.
 */
bool rq_selector_matches(const struct rq_selector *selector,
			 const struct rq_selector_element *elements, size_t count, bool quirks);

/* The value of an element's attribute, or NULL. */
const char *rq_selector_attribute(const struct rq_selector_element *element, const char *name);

#endif
