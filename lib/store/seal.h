#ifndef RQ_STORE_SEAL_H
#define RQ_STORE_SEAL_H

/*
 * A store under a key: which of the keys at hand that is, and what its sealed values belong
 * to. A value is bound to its table and to its key there, so that none can be moved to
 * where it would say something else.
 */

#include "base/cipher.h"
#include "io/keyring.h"

/* Where the id of the store's key stands in its first table; without it the store is clear. */
#define RQ_SEAL_KEY "key"

/*
 * The key whose id a store has (empty: none, it is clear) among those at hand (NULL: none);
 * *cipher is NULL for a clear store. RQ_STORE, said of where: it needs a key that is not
 * there, or needs none though there are some, which then would protect nothing.
 */
int rq_seal_find(const char *where, struct rq_span id, const struct rq_keyring *keys,
		 const struct rq_cipher **cipher, struct rq_error *err);

/* What a value is sealed by, and what it belongs to. */
struct rq_seal {
	const struct rq_cipher *cipher;
	const char *table;
	struct rq_span key; /* at most RQ_SEAL_KEY_MAX bytes */
};

enum { RQ_SEAL_KEY_MAX = 511, RQ_SEAL_NAME_MAX = 32 };

/* Into value.size + RQ_CIPHER_EXTRA bytes, and back (RQ_DAMAGED), as base/cipher.h says. */
void rq_seal_close(const struct rq_seal *seal, struct rq_span value, unsigned char *sealed);
int rq_seal_open(const struct rq_seal *seal, struct rq_span sealed, unsigned char *value,
		 struct rq_error *err);

#endif
