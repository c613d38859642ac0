#ifndef RQ_GATEWAY_MULTIPART_H
#define RQ_GATEWAY_MULTIPART_H

/*
 * A body of multipart/form-data (RFC 7578, RFC 2046): what browsers and most clients send files
 * in. Parts are split, nothing is decoded; what a part holds is for others to judge.
 */

#include <stddef.h>

#include "base/error.h"
#include "base/limits.h"

struct rq_part {
	char *name;       /* of the field: UTF-8 */
	char *file;       /* of the file as the client calls it: UTF-8, or NULL for a field */
	const char *data; /* in the body */
	size_t length;
};

struct rq_multipart {
	struct rq_part part[RQ_MAX_FORM_PARTS];
	size_t count;
};

/*
 * Splits a body, which the parts point into; type is its Content-Type. RQ_DAMAGED when it has
 * no boundary, or not its last one; RQ_TOO_MANY. Free it, whatever is returned.
 */
int rq_multipart_read(struct rq_multipart *form, const char *type, const char *body, size_t length,
		      struct rq_error *err);
void rq_multipart_free(struct rq_multipart *form);

#endif
