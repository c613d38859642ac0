#ifndef RQ_MATCH_TENURE_H
#define RQ_MATCH_TENURE_H

/*
 * How long somebody has worked: the union of the intervals of the work
 * entries, so that jobs at the same time count once and gaps not at all. And
 * how long a sentence of a posting asks for.
 */

#include <stdint.h>

#include "base/json.h"
#include "match/token.h"

/*
 * Months of the "work" array of a JSON Resume. Both the first and the last
 * month of an entry count; of a year without a month its middle is taken, so
 * that 2019 to 2021 is 24 months (and 2019 to 2019 six). No or an unreadable
 * endDate is now (ms), as is one in the future; entries without a startDate
 * count nothing.
 */
int rq_tenure_months(const json_t *work, int64_t now);

/*
 * The months of the first "5+ years", "3-5 years" (the lower), "zwei Jahre",
 * "18 mois" from index *at of the tokens (parts) on, which moves behind it; 0
 * when there is none. Seven languages, up to 40 years.
 */
int rq_tenure_read(const struct rq_tokens *parts, size_t *at);

#endif
