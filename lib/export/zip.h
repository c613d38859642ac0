#ifndef RQ_EXPORT_ZIP_H
#define RQ_EXPORT_ZIP_H

/*
 * Writing a zip, member after member, by libarchive. The bytes go to a function
 * as they come, so that a zip may be larger than memory. Times are UTC, names
 * UTF-8: the same members give the same bytes.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct rq_zip;

/* Takes bytes of the zip: 0, or -1 and the zip is broken. */
typedef int rq_zip_sink(void *context, const void *bytes, size_t count, struct rq_error *err);

/* Begins a zip. Free it, after rq_zip_finish() if it is to be whole. */
int rq_zip_open(rq_zip_sink *sink, void *context, struct rq_zip **zip, struct rq_error *err);
void rq_zip_free(struct rq_zip *zip);

/* A member; seconds since 1970 as its time. The sink's error, RQ_SYSTEM. */
int rq_zip_add(struct rq_zip *zip, const char *name, const void *bytes, size_t length,
	       int64_t seconds, struct rq_error *err);

/* The directory at the end. */
int rq_zip_finish(struct rq_zip *zip, struct rq_error *err);

#endif
