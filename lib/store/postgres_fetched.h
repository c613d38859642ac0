#ifndef RQ_STORE_POSTGRES_FETCHED_H
#define RQ_STORE_POSTGRES_FETCHED_H

/*
 * The rows of an answer; columns count from 0. A null is 0, "", or no bytes. Texts and bytes
 * last as the rows.
 */

#include <stdbool.h>
#include <stdint.h>

#include "store/store.h"

struct rq_fetched;

void rq_fetched_free(struct rq_fetched *rows);
size_t rq_fetched_count(const struct rq_fetched *rows);
int64_t rq_fetched_number(const struct rq_fetched *rows, size_t row, int column);
const char *rq_fetched_text(const struct rq_fetched *rows, size_t row, int column);
struct rq_bytes rq_fetched_bytes(const struct rq_fetched *rows, size_t row, int column);
/* Memory that lasts as the rows. */
void *rq_fetched_room(const struct rq_fetched *rows, size_t size);
/* Copies a text into a field of that size: false when it is longer. */
bool rq_fetched_copy(const struct rq_fetched *rows, size_t row, int column, char *text,
		     size_t size);

#endif
