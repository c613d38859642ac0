#ifndef RQ_STORE_POSTGRES_COUNT_H
#define RQ_STORE_POSTGRES_COUNT_H

/* What calls cost, as the server has it: of the days from $1 to before $2. */

#include "store/postgres_link.h"

extern const char rq_postgres_usage_sql[];

/* Its rows as a list (store.h); new. RQ_STORE when they are damaged. */
int rq_postgres_list_usage(const struct rq_fetched *rows, json_t **list, struct rq_error *err);

#endif
