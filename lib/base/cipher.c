#include "base/cipher.h"

#include <sodium.h>
#include <stdlib.h>

#include "base/memory.h"

enum {
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
};

_Static_assert(RQ_CIPHER_KEY == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "size of keys");
_Static_assert(RQ_CIPHER_EXTRA == NONCE + TAG, "size of what is added");
_Static_assert(RQ_CIPHER_ID >= crypto_generichash_BYTES_MIN, "an id that is too short");

struct rq_cipher {
	unsigned char *key;
	unsigned char id[RQ_CIPHER_ID];
};

int rq_cipher_new(const unsigned char key[RQ_CIPHER_KEY], struct rq_cipher **cipher,
		  struct rq_error *err)
{
	static const unsigned char purpose[] = "rq: which key is this";
	struct rq_cipher *made;

	if (sodium_init() == -1)
		return rq_fail(err, RQ_SYSTEM, "the system has no random numbers");
	made = rq_alloc(1, sizeof *made);
	made->key = sodium_malloc(RQ_CIPHER_KEY);
	if (!made->key) {
		free(made);
		return rq_fail_errno(err, RQ_SYSTEM, "no memory for a key");
	}
	for (size_t i = 0; i < RQ_CIPHER_KEY; i++)
		made->key[i] = key[i];
	(void)sodium_mprotect_readonly(made->key); /* where it fails, the key is only less safe */
	(void)crypto_generichash(made->id, sizeof made->id, purpose, sizeof purpose - 1, made->key,
				 RQ_CIPHER_KEY); /* always 0 */
	*cipher = made;
	return 0;
}

void rq_cipher_free(struct rq_cipher *cipher)
{
	if (!cipher)
		return;
	sodium_free(cipher->key);
	free(cipher);
}

const unsigned char *rq_cipher_id(const struct rq_cipher *cipher)
{
	return cipher->id;
}

void rq_cipher_seal(const struct rq_cipher *cipher, struct rq_span bound, struct rq_span bytes,
		    unsigned char *sealed)
{
	randombytes_buf(sealed, NONCE);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, NULL, bytes.data,
							 bytes.size, bound.data, bound.size, NULL,
							 sealed, cipher->key); /* always 0 */
}

int rq_cipher_open(const struct rq_cipher *cipher, struct rq_span bound, struct rq_span sealed,
		   unsigned char *bytes, struct rq_error *err)
{
	const unsigned char *nonce = sealed.data;

	if (sealed.size < RQ_CIPHER_EXTRA ||
	    crypto_aead_xchacha20poly1305_ietf_decrypt(bytes, NULL, NULL, nonce + NONCE,
						       sealed.size - NONCE, bound.data, bound.size,
						       nonce, cipher->key) == -1)
		return rq_fail(err, RQ_DAMAGED, "sealed bytes that were changed");
	return 0;
}
