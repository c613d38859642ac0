#include "store/seal.h"

#include <assert.h>
#include <string.h>

int rq_seal_find(const char *where, struct rq_span id, const struct rq_keyring *keys,
		 const struct rq_cipher **cipher, struct rq_error *err)
{
	*cipher = NULL;
	if (id.size == 0)
		return !keys ? 0
			     : rq_fail(err, RQ_STORE,
				       "%s: not encrypted, though a key was given: "
				       "rq-admin rekey encrypts it",
				       where);
	if (!keys)
		return rq_fail(err, RQ_STORE, "%s: encrypted: give its key (--store-key)", where);
	if (id.size == RQ_CIPHER_ID)
		*cipher = rq_keyring_find(keys, id.data);
	return *cipher ? 0 : rq_fail(err, RQ_STORE, "%s: encrypted with another key", where);
}

/* The name of the table, a NUL, the key. */
static struct rq_span bind(const struct rq_seal *seal,
			   unsigned char bytes[RQ_SEAL_NAME_MAX + RQ_SEAL_KEY_MAX])
{
	size_t length = strlen(seal->table) + 1;

	assert(length <= RQ_SEAL_NAME_MAX && seal->key.size <= RQ_SEAL_KEY_MAX);
	memcpy(bytes, seal->table, length);
	memcpy(bytes + length, seal->key.data, seal->key.size);
	return (struct rq_span) { bytes, length + seal->key.size };
}

void rq_seal_close(const struct rq_seal *seal, struct rq_span value, unsigned char *sealed)
{
	unsigned char bytes[RQ_SEAL_NAME_MAX + RQ_SEAL_KEY_MAX];

	rq_cipher_seal(seal->cipher, bind(seal, bytes), value, sealed);
}

int rq_seal_open(const struct rq_seal *seal, struct rq_span sealed, unsigned char *value,
		 struct rq_error *err)
{
	unsigned char bytes[RQ_SEAL_NAME_MAX + RQ_SEAL_KEY_MAX];

	return rq_cipher_open(seal->cipher, bind(seal, bytes), sealed, value, err);
}
