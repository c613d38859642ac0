#ifndef RQ_STORE_KEY_H
#define RQ_STORE_KEY_H

/*
 * Keys: bytes whose order is the order of what they stand for. Numbers and
 * times are eight bytes, big endian; ids are sixteen.
 */

#include <stddef.h>
#include <stdint.h>

#include "store/table.h"

enum { RQ_KEY_ID = 16, RQ_KEY_MAX = 40 };

struct rq_key {
	unsigned char bytes[RQ_KEY_MAX];
	size_t size; /* 0: no key */
};

/* Append a part; the sum of parts stays within RQ_KEY_MAX. */
void rq_key_byte(struct rq_key *key, int byte);
void rq_key_number(struct rq_key *key, uint64_t number);
void rq_key_time(struct rq_key *key, int64_t milliseconds);
void rq_key_id(struct rq_key *key, const char *id);
void rq_key_bytes(struct rq_key *key, const void *bytes, size_t size);

/* Read a part back. */
uint64_t rq_key_read_number(const void *bytes);
int64_t rq_key_read_time(const void *bytes);

/* Whole numbers of a record, one behind another, in the same form. */
void rq_numbers_write(void *to, const int64_t *numbers, size_t count);
void rq_numbers_read(const void *from, int64_t *numbers, size_t count);

/* Borrowed: as long as the key. */
struct rq_span rq_key_span(const struct rq_key *key);

/*
 * The sixteen bytes that stand for an id: its digits, or, of a text that is no
 * id (a candidate named by hand), the beginning of its digest.
 */
void rq_key_fold(const char *id, unsigned char folded[RQ_KEY_ID]);

/* Eight bytes that tell texts apart well enough to group by (FNV-1a, 64 bits). */
uint64_t rq_key_hash(const char *first, const char *second);

#endif
