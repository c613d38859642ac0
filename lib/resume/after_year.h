#ifndef RQ_RESUME_AFTER_YEAR_H
#define RQ_RESUME_AFTER_YEAR_H

/*
 * What follows the year in a date that begins with it: "2019-03", "2019/03/15", "2015 / 07",
 * "2019 March", "2019年3月15日".
 */

#include "resume/point.h"

/*
 * Reads month and day behind the year that ends at i into the point that has it: where they end,
 * or i when the year is alone.
 */
size_t rq_after_year_read(const struct rq_scan *scan, size_t i, struct rq_point *point);

#endif
