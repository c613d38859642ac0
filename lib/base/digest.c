#include "base/digest.h"

#include <sodium.h>
#include <string.h>

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct rq_digest), "state too small");

static crypto_hash_sha256_state *state_of(struct rq_digest *digest)
{
	return (crypto_hash_sha256_state *)(void *)digest->state;
}

void rq_digest_init(struct rq_digest *digest)
{
	(void)crypto_hash_sha256_init(state_of(digest)); /* always 0 */
}

void rq_digest_add(struct rq_digest *digest, const void *bytes, size_t count)
{
	(void)crypto_hash_sha256_update(state_of(digest), bytes, count);
}

void rq_digest_add_field(struct rq_digest *digest, const char *text)
{
	size_t length = text ? strlen(text) : 0;
	unsigned char prefix[8];

	for (int i = 0; i < 8; i++)
		prefix[i] = (unsigned char)(length >> (56 - 8 * i));
	rq_digest_add(digest, prefix, sizeof prefix);
	rq_digest_add(digest, text ? text : "", length);
}

void rq_digest_hex(struct rq_digest *digest, char hex[RQ_DIGEST_SIZE])
{
	unsigned char bytes[crypto_hash_sha256_BYTES];

	(void)crypto_hash_sha256_final(state_of(digest), bytes);
	(void)sodium_bin2hex(hex, RQ_DIGEST_SIZE, bytes, sizeof bytes);
}

void rq_digest_id(struct rq_digest *digest, char id[RQ_ID_SIZE])
{
	char hex[RQ_DIGEST_SIZE];

	rq_digest_hex(digest, hex);
	memcpy(id, hex, RQ_ID_SIZE - 1);
	id[RQ_ID_SIZE - 1] = '\0';
}

void rq_digest_bytes(const void *bytes, size_t count, char hex[RQ_DIGEST_SIZE])
{
	struct rq_digest digest;

	rq_digest_init(&digest);
	rq_digest_add(&digest, bytes, count);
	rq_digest_hex(&digest, hex);
}

void rq_digest_base64(const void *bytes, size_t count, char text[RQ_DIGEST_BASE64_SIZE])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	(void)crypto_hash_sha256(hash, bytes, count);
	(void)sodium_bin2base64(text, RQ_DIGEST_BASE64_SIZE, hash, sizeof hash,
				sodium_base64_VARIANT_ORIGINAL);
}

void rq_fingerprint_bytes(const void *bytes, size_t count, char hex[RQ_DIGEST_SIZE])
{
	unsigned char hash[crypto_generichash_BYTES];

	/* Finds out, once, what the processor can do; if that fails it is only slower. */
	const int known = sodium_init();

	(void)known;
	(void)crypto_generichash(hash, sizeof hash, bytes, count, NULL, 0); /* always 0 */
	(void)sodium_bin2hex(hex, RQ_DIGEST_SIZE, hash, sizeof hash);
}

void rq_fingerprint_text(const char *text, char hex[RQ_DIGEST_SIZE])
{
	rq_fingerprint_bytes(text, strlen(text), hex);
}

int rq_digest_is_equal(const char one[RQ_DIGEST_SIZE], const char other[RQ_DIGEST_SIZE])
{
	return sodium_memcmp(one, other, RQ_DIGEST_SIZE) == 0;
}

int rq_digest_is_id(const char *text)
{
	return strspn(text, "0123456789abcdef") == RQ_ID_SIZE - 1 && text[RQ_ID_SIZE - 1] == '\0';
}

void rq_digest_copy_id(char id[RQ_ID_SIZE], const char *text)
{
	size_t length = text ? strnlen(text, RQ_ID_SIZE - 1) : 0;

	if (length > 0)
		memcpy(id, text, length);
	id[length] = '\0';
}
