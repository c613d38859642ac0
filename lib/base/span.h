#ifndef RQ_BASE_SPAN_H
#define RQ_BASE_SPAN_H

/* Bytes that are somebody else's: where they are, and how many. */

#include <stddef.h>

struct rq_span {
	const void *data;
	size_t size;
};

#endif
