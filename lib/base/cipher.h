#ifndef RQ_BASE_CIPHER_H
#define RQ_BASE_CIPHER_H

/*
 * Bytes sealed by a key: nobody reads them without it, and none can be changed, cut or put
 * elsewhere without that being noticed. XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03, by
 * libsodium) with a random nonce for each sealing, 192 bits, so that one key may seal as
 * often as it likes.
 *
 * The key lies in memory of its own that is locked, kept out of core files and cannot be
 * written to (sodium_malloc(3)).
 */

#include "base/error.h"
#include "base/span.h"

enum {
	RQ_CIPHER_KEY = 32,   /* bytes of a key */
	RQ_CIPHER_ID = 16,    /* bytes that tell keys apart, and nothing about them */
	RQ_CIPHER_EXTRA = 40, /* that sealed bytes are longer: nonce, tag */
};

struct rq_cipher;

/* A cipher with a copy of the key; the caller wipes its own. Free it. RQ_SYSTEM. */
int rq_cipher_new(const unsigned char key[RQ_CIPHER_KEY], struct rq_cipher **cipher,
		  struct rq_error *err);
void rq_cipher_free(struct rq_cipher *cipher); /* NULL is fine */

/* RQ_CIPHER_ID bytes, borrowed: a digest by the key, the same for the same key. */
const unsigned char *rq_cipher_id(const struct rq_cipher *cipher);

/*
 * Seals bytes into bytes.size + RQ_CIPHER_EXTRA others; they open only with the same bound,
 * which is not in them: what they belong to.
 */
void rq_cipher_seal(const struct rq_cipher *cipher, struct rq_span bound, struct rq_span bytes,
		    unsigned char *sealed);

/*
 * Opens sealed bytes into sealed.size - RQ_CIPHER_EXTRA others. RQ_DAMAGED, and nothing of
 * them is told: by another key, for another bound, changed or cut.
 */
int rq_cipher_open(const struct rq_cipher *cipher, struct rq_span bound, struct rq_span sealed,
		   unsigned char *bytes, struct rq_error *err);

#endif
