#ifndef RQ_DOCUMENT_YEAR_H
#define RQ_DOCUMENT_YEAR_H

/* Whether a text says a year, for those who ask what is a date by how it is set. */

#include <stdbool.h>
#include <stddef.h>

/* Whether it has one somewhere: "2019", "03/2019", "May 2019 – today". */
bool rq_year_is_in(const char *text, size_t length);

#endif
