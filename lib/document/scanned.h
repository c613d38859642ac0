#ifndef RQ_DOCUMENT_SCANNED_H
#define RQ_DOCUMENT_SCANNED_H

/*
 * A page as scanners write it: one picture that fills it, and nothing else. Such a one can be
 * had in less memory than whoever draws the page as it is takes, who unpacks it whole.
 */

#include "document/image.h"

struct rq_scanned {
	struct rq_image image; /* to be unpacked by a part */
	bool pdf;              /* its file is one: of that page, in black and white, to be drawn */
	int quarters;          /* that a picture is turned clockwise for display */
};

/* Whether the page, by its number from 0, is one, and shows the whole picture. Free its image. */
bool rq_scanned_find(struct rq_content *content, size_t page, struct rq_scanned *scanned);

#endif
