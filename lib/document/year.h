#ifndef RQ_DOCUMENT_YEAR_H
#define RQ_DOCUMENT_YEAR_H

/* The year that a text says, for those who ask what is a date by how it is set. */

#include <stddef.h>

/* The first one, 0 without any: "2019", "03/2019", "May 2019 – today". */
int rq_year_in(const char *text, size_t length);

#endif
