#ifndef RQ_DOCUMENT_NAVIGATION_H
#define RQ_DOCUMENT_NAVIGATION_H

/*
 * Which elements "nav" of a page of HTML only list its own sections: nothing but links to places
 * on the page that are there. They say nothing that the sections do not, and look like headings.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct rq_navigation {
	bool *lists; /* for each "nav" in the order of the page */
	size_t count, capacity;
};

/* Reads a whole page, a string, to the end. */
int rq_navigation_init(struct rq_navigation *navigation, const char *page, size_t length,
		       struct rq_error *err);
void rq_navigation_free(struct rq_navigation *navigation);

#endif
