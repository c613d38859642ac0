#include "io/keyring.h"

#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "base/limits.h"
#include "base/memory.h"
#include "io/secret.h"

struct rq_keyring {
	struct rq_cipher *keys[RQ_MAX_STORE_KEYS];
	size_t count;
};

static int add_key(struct rq_keyring *keyring, const char *line, size_t length, const char *path,
		   struct rq_error *err)
{
	unsigned char key[RQ_CIPHER_KEY];
	int result;

	if (keyring->count == RQ_MAX_STORE_KEYS)
		return rq_fail(err, RQ_UNREADABLE, "%s: more than %d keys", path,
			       RQ_MAX_STORE_KEYS);
	if (length != 2 * sizeof key || rq_hex_read(line, sizeof key, key) == -1)
		return rq_fail(err, RQ_UNREADABLE,
			       "%s: key %zu is not 64 hexadecimal digits (openssl rand -hex 32)",
			       path, keyring->count + 1);
	result = rq_cipher_new(key, &keyring->keys[keyring->count], err);
	explicit_bzero(key, sizeof key);
	keyring->count += result == 0;
	return result;
}

static int add_keys(struct rq_keyring *keyring, const char *text, const char *path,
		    struct rq_error *err)
{
	for (const char *line = text; *line; line += strspn(line, "\r\n")) {
		size_t length = strcspn(line, "\r\n");

		if (length > 0 && add_key(keyring, line, length, path, err) == -1)
			return -1;
		line += length;
	}
	return keyring->count > 0 ? 0 : rq_fail(err, RQ_UNREADABLE, "%s: no key in it", path);
}

int rq_keyring_read(const char *path, struct rq_keyring **keyring, struct rq_error *err)
{
	struct rq_keyring *made;
	char *text;
	int result;

	if (rq_secret_read_private(path, RQ_MAX_KEY_BYTES, &text, err) == -1)
		return -1;
	made = rq_alloc(1, sizeof *made);
	result = add_keys(made, text, path, err);
	rq_secret_free(text);
	if (result == 0)
		*keyring = made;
	else
		rq_keyring_free(made);
	return result;
}

void rq_keyring_free(struct rq_keyring *keyring)
{
	if (!keyring)
		return;
	for (size_t i = 0; i < keyring->count; i++)
		rq_cipher_free(keyring->keys[i]);
	free(keyring);
}

const struct rq_cipher *rq_keyring_first(const struct rq_keyring *keyring)
{
	return keyring->keys[0];
}

const struct rq_cipher *rq_keyring_find(const struct rq_keyring *keyring, const void *id)
{
	for (size_t i = 0; i < keyring->count; i++)
		if (memcmp(rq_cipher_id(keyring->keys[i]), id, RQ_CIPHER_ID) == 0)
			return keyring->keys[i];
	return NULL;
}
