#ifndef RQ_BASE_MONEY_H
#define RQ_BASE_MONEY_H

/* Money is whole micro-dollars, so that sums are exact. */

#include <stdint.h>

#include "base/error.h"

enum { RQ_MONEY_SIZE = 32 }; /* room for a formatted amount with its NUL */

/* "$12.50"; below a dollar to four places, "$0.0013". Returns text. */
const char *rq_money_format(int64_t microusd, char text[RQ_MONEY_SIZE]);

/* Reads dollars, "12.50": digits, and up to six behind a point. RQ_USAGE when it is not. */
int rq_money_parse(const char *text, int64_t *microusd, struct rq_error *err);

#endif
