#include "store/key.h"

#include <assert.h>
#include <string.h>

#include "base/digest.h"
#include "base/hex.h"

static void write_number(unsigned char *to, uint64_t number)
{
	for (int i = 0; i < 8; i++)
		to[i] = (unsigned char)(number >> (56 - 8 * i));
}

void rq_key_bytes(struct rq_key *key, const void *bytes, size_t size)
{
	assert(key->size + size <= RQ_KEY_MAX);
	memcpy(key->bytes + key->size, bytes, size);
	key->size += size;
}

void rq_key_byte(struct rq_key *key, int byte)
{
	unsigned char one = (unsigned char)byte;

	rq_key_bytes(key, &one, 1);
}

void rq_key_number(struct rq_key *key, uint64_t number)
{
	unsigned char bytes[8];

	write_number(bytes, number);
	rq_key_bytes(key, bytes, sizeof bytes);
}

/* With the sign bit turned round, times before 1970 sort before later ones. */
void rq_key_time(struct rq_key *key, int64_t milliseconds)
{
	rq_key_number(key, (uint64_t)milliseconds ^ (UINT64_C(1) << 63));
}

uint64_t rq_key_read_number(const void *bytes)
{
	const unsigned char *from = bytes;
	uint64_t number = 0;

	for (int i = 0; i < 8; i++)
		number = number << 8 | from[i];
	return number;
}

int64_t rq_key_read_time(const void *bytes)
{
	return (int64_t)(rq_key_read_number(bytes) ^ (UINT64_C(1) << 63));
}

void rq_key_id(struct rq_key *key, const char *id)
{
	unsigned char folded[RQ_KEY_ID];

	rq_key_fold(id, folded);
	rq_key_bytes(key, folded, sizeof folded);
}

void rq_numbers_write(void *to, const int64_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		write_number((unsigned char *)to + 8 * i, (uint64_t)numbers[i]);
}

void rq_numbers_read(const void *from, int64_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		numbers[i] = (int64_t)rq_key_read_number((const unsigned char *)from + 8 * i);
}

struct rq_span rq_key_span(const struct rq_key *key)
{
	return (struct rq_span) { key->bytes, key->size };
}

void rq_key_fold(const char *id, unsigned char folded[RQ_KEY_ID])
{
	char digits[RQ_ID_SIZE];

	if (!rq_digest_is_id(id)) {
		struct rq_digest digest;

		rq_digest_init(&digest);
		rq_digest_add_field(&digest, id);
		rq_digest_id(&digest, digits);
		id = digits;
	}
	(void)rq_hex_read(id, RQ_KEY_ID, folded);
}

static uint64_t add_text(uint64_t hash, const char *text)
{
	for (;; text++) {
		hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
		if (*text == '\0')
			return hash;
	}
}

uint64_t rq_key_hash(const char *first, const char *second)
{
	return add_text(add_text(UINT64_C(0xcbf29ce484222325), first), second);
}
