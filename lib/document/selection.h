#ifndef RQ_DOCUMENT_SELECTION_H
#define RQ_DOCUMENT_SELECTION_H

/* Glyphs of a page as poppler selects them, from one corner to another. */

#include <poppler.h>
#include <stdbool.h>

#include "document/outline.h"

/* All of it is its own. */
struct rq_selection {
	char *text; /* UTF-8, with marks of direction */
	/* of the characters, but for those marks; in the order of the page */
	struct rq_area *boxes;
	guint count;
	GList *attributes; /* PopplerTextAttributes */
};

/* False where nothing is selected. The corners are in points. Free it in any case. */
bool rq_selection_take(PopplerPage *page, const struct rq_area *corners,
		       struct rq_selection *selection);
void rq_selection_free(struct rq_selection *selection);

#endif
