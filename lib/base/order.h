#ifndef RQ_BASE_ORDER_H
#define RQ_BASE_ORDER_H

/* Comparisons for qsort(3). */

/* Of doubles, the smallest first. */
int rq_order_doubles(const void *one, const void *other);

#endif
