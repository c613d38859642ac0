#include "store/imprint.h"

#include <stdlib.h>
#include <string.h>

#include "base/hex.h"

void rq_imprint_of(const json_t *parcel, unsigned char bytes[RQ_IMPRINT_SIZE])
{
	char *text = rq_json_text(parcel, 1), hex[RQ_DIGEST_SIZE];

	rq_fingerprint_text(text, hex);
	(void)rq_hex_read(hex, RQ_IMPRINT_SIZE, bytes);
	free(text);
}

void rq_imprint_add(struct rq_imprint *imprint, const unsigned char bytes[RQ_IMPRINT_SIZE])
{
	unsigned carry = 0;

	for (size_t i = 0; i < RQ_IMPRINT_SIZE; i++) {
		carry += (unsigned)imprint->sum[i] + bytes[i];
		imprint->sum[i] = (unsigned char)carry;
		carry >>= 8;
	}
	imprint->records++;
}

bool rq_imprint_same(const struct rq_imprint *one, const struct rq_imprint *other)
{
	return one->records == other->records && memcmp(one->sum, other->sum, RQ_IMPRINT_SIZE) == 0;
}

void rq_imprint_hex(const struct rq_imprint *imprint, char hex[RQ_DIGEST_SIZE])
{
	rq_hex_write(imprint->sum, RQ_IMPRINT_SIZE, hex);
}
