#ifndef RQ_DOCUMENT_OPTIONAL_H
#define RQ_DOCUMENT_OPTIONAL_H

/*
 * Layers of a PDF: groups of content that a viewer shows or not (ISO 32000-1,
 * 8.11). What counts is how they are when the file is opened to be seen: as it says,
 * and then as those of its groups wish that are set by themselves. What a viewer makes of its
 * zoom, its language or its user does not, nor which groups exclude each other, which only matters
 * once somebody turns one on.
 */

#include <stdbool.h>

#include "document/content.h"

/*
 * Reads which groups are off; once, before anything is asked. Where more has to be done for that
 * than readers do, or a list is broken, it writes into the file how they are.
 */
void rq_optional_read(struct rq_content *content);

/* Whether what "/OC /name BDC" begins is not shown. */
bool rq_optional_hides_marked(struct rq_content *content, unsigned resources, const char *name);

/* Whether what "/name Do" paints is not shown wherever it stands. */
bool rq_optional_hides_object(struct rq_content *content, unsigned resources, const char *name);

#endif
