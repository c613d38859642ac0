#ifndef RQ_REPORT_SUM_H
#define RQ_REPORT_SUM_H

#include <stdint.h>

/* Adds a number above 0; a sum that would overflow stays at the largest number. */
void rq_sum_add(int64_t *sum, int64_t number);

#endif
