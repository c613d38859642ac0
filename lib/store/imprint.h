#ifndef RQ_STORE_IMPRINT_H
#define RQ_STORE_IMPRINT_H

/*
 * What a store holds, as one number: the sum of the fingerprints (base/digest.h) of its
 * records as another would take them, whatever their order. Two stores with the same
 * imprint tell the same. It finds accidents, not forgeries: for those there is the audit.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/json.h"

enum { RQ_IMPRINT_SIZE = 32 };

struct rq_imprint {
	unsigned char sum[RQ_IMPRINT_SIZE];
	size_t records;
};

/* A record by itself, its members in one order. */
void rq_imprint_of(const json_t *parcel, unsigned char bytes[RQ_IMPRINT_SIZE]);

void rq_imprint_add(struct rq_imprint *imprint, const unsigned char bytes[RQ_IMPRINT_SIZE]);
bool rq_imprint_same(const struct rq_imprint *one, const struct rq_imprint *other);
void rq_imprint_hex(const struct rq_imprint *imprint, char hex[RQ_DIGEST_SIZE]);

#endif
