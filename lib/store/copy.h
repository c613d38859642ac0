#ifndef RQ_STORE_COPY_H
#define RQ_STORE_COPY_H

/*
 * All entries of one file of tables into another, which is new, in order. What is
 * copied is what the tables hold, not pages: so the other has no gaps, and no byte
 * of anything that was erased.
 */

#include "store/table.h"

/*
 * The state is that of one moment, and nobody has to wait for it, but while it is
 * copied the file it comes from cannot use the pages again that become free.
 * Both have the same tables: so many, of which those are copied that are wanted.
 * Under the same key, values go over sealed; otherwise they are opened and sealed anew, and
 * one that does not open is RQ_DAMAGED.
 */
int rq_tables_copy(struct rq_tables *from, struct rq_tables *to, size_t tables, const bool *wanted,
		   struct rq_error *err);

#endif
