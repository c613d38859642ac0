#ifndef RQ_STORE_FORMAT_H
#define RQ_STORE_FORMAT_H

/* What a store calls itself, "rq N": a program and the version of the tables' content. */

#include "store/table.h"

enum { RQ_FORMAT_SIZE = 32 };

/* Where it stands in the first table. */
#define RQ_FORMAT_KEY "format"

/* Writes the text; returns its length. */
size_t rq_format_write(int format, char text[RQ_FORMAT_SIZE]);

/*
 * The version that a text tells; RQ_STORE unless the options want it: says whose file it
 * is, or how old or new.
 */
int rq_format_check(const char *folder, const struct rq_tables_options *options,
		    struct rq_span text, struct rq_error *err);

#endif
