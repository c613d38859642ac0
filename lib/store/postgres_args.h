#ifndef RQ_STORE_POSTGRES_ARGS_H
#define RQ_STORE_POSTGRES_ARGS_H

/*
 * What a statement is given, in PostgreSQL's binary form: $1, $2 and so on in the
 * order in which they are begun. An argument is one value, or an array, of which
 * unnest() makes rows: so one statement takes a thousand records in one round trip,
 * and no byte of them is ever part of a statement's text.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "store/store.h"

enum rq_arg_type { RQ_ARG_NUMBER, RQ_ARG_TEXT, RQ_ARG_BYTES }; /* bigint, text, bytea */

struct rq_args;

struct rq_args *rq_args_new(void);
void rq_args_free(struct rq_args *args);

/* The next argument, one value. Bytes whose data is NULL are SQL's null. */
void rq_args_number(struct rq_args *args, int64_t number);
void rq_args_text(struct rq_args *args, const char *text);
void rq_args_bytes(struct rq_args *args, struct rq_bytes bytes);

/* The next argument, an array without elements; its number, from 0. */
size_t rq_args_array(struct rq_args *args, enum rq_arg_type type);

/* Elements of an array; of its type. */
void rq_args_push_number(struct rq_args *args, size_t array, int64_t number);
void rq_args_push_text(struct rq_args *args, size_t array, const char *text);
void rq_args_push_bytes(struct rq_args *args, size_t array, struct rq_bytes bytes);

/*
 * An array whose elements are all alike becomes that one value: true. An array without elements
 * stays one.
 */
bool rq_args_fold(struct rq_args *args, size_t array);
size_t rq_args_elements(const struct rq_args *args, size_t array);

/* The arguments as libpq takes them, borrowed. RQ_TOO_LARGE when one is more than it takes. */
struct rq_args_view {
	int count;
	const unsigned *types; /* OIDs */
	const char *const *values;
	const int *lengths;
	const int *formats; /* all binary */
};
int rq_args_view(struct rq_args *args, struct rq_args_view *view, struct rq_error *err);

#endif
