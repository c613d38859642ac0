#ifndef RQ_DOCUMENT_SCANNED_H
#define RQ_DOCUMENT_SCANNED_H

/*
 * A page as scanners write it: one JPEG that fills it, and nothing else. Such a
 * picture can be reduced while it is unpacked; whoever draws the page unpacks it whole.
 */

#include "document/content.h"

struct rq_scanned {
	char *jpeg; /* free() */
	size_t length;
	int quarters; /* that it is turned clockwise for display */
};

/* Whether the page, by its number from 0, is one, and shows the whole picture. */
bool rq_scanned_find(struct rq_content *content, size_t page, struct rq_scanned *scanned);

#endif
