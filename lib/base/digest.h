#ifndef RQ_BASE_DIGEST_H
#define RQ_BASE_DIGEST_H

/*
 * SHA-256 (FIPS 180-4, by libsodium). A whole digest names bytes ("what file
 * was this"); an id is its first 128 bits, and names records. Parts that make
 * an id together are added as fields, each with its length in front, so that
 * ("ab","c") and ("a","bc") differ.
 *
 * A fingerprint is BLAKE2b (RFC 7693) of 256 bits, as "b2sum -l 256" prints it: several
 * times as fast, for bytes that are hashed each time they are written.
 */

#include <stddef.h>

enum {
	RQ_DIGEST_SIZE = 65,        /* 64 hexadecimal digits and a NUL */
	RQ_ID_SIZE = 33,            /* 32 hexadecimal digits and a NUL */
	RQ_DIGEST_BASE64_SIZE = 45, /* 44 characters and a NUL */
};

struct rq_digest {
	unsigned char state[128]; /* of the library */
} __attribute__((aligned(16)));

void rq_digest_init(struct rq_digest *digest);
void rq_digest_add(struct rq_digest *digest, const void *bytes, size_t count);

/* One field: its length (8 bytes, big endian), then its bytes. NULL is the empty field. */
void rq_digest_add_field(struct rq_digest *digest, const char *text);

/* End the computation and write lower-case hexadecimal digits. */
void rq_digest_hex(struct rq_digest *digest, char hex[RQ_DIGEST_SIZE]);
void rq_digest_id(struct rq_digest *digest, char id[RQ_ID_SIZE]);

/* Of one run of bytes. */
void rq_digest_bytes(const void *bytes, size_t count, char hex[RQ_DIGEST_SIZE]);

/* The same in base64 (RFC 4648), as a Content-Security-Policy names what a page holds itself. */
void rq_digest_base64(const void *bytes, size_t count, char text[RQ_DIGEST_BASE64_SIZE]);

/* The fingerprint of one run of bytes; and of a text. */
void rq_fingerprint_bytes(const void *bytes, size_t count, char hex[RQ_DIGEST_SIZE]);
void rq_fingerprint_text(const char *text, char hex[RQ_DIGEST_SIZE]);

/* Whether two whole digests in hexadecimal are the same; it takes as long when they are not. */
int rq_digest_is_equal(const char one[RQ_DIGEST_SIZE], const char other[RQ_DIGEST_SIZE]);

/* Copies an id; text that is longer is cut, NULL gives "". */
void rq_digest_copy_id(char id[RQ_ID_SIZE], const char *text);

/* Whether text is an id: 32 lower-case hexadecimal digits. */
int rq_digest_is_id(const char *text);

#endif
