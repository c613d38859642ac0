#ifndef RQ_REPORT_DIFFERENCE_H
#define RQ_REPORT_DIFFERENCE_H

/* What differs between two texts, in whole words. */

#include <stddef.h>

/*
 * *start bytes at the beginning and *end bytes at the end of both are alike;
 * what is between them differs.
 */
void rq_difference(const char *before, const char *after, size_t *start, size_t *end);

#endif
