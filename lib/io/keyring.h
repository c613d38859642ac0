#ifndef RQ_IO_KEYRING_H
#define RQ_IO_KEYRING_H

/*
 * The keys of a store's key file, one a line: 64 hexadecimal digits, as "openssl rand -hex 32"
 * prints them. What is new is sealed by the first; all of them open. So a new key is put
 * before the old one, and the old one stays as long as something is under it.
 */

#include "base/cipher.h"

struct rq_keyring;

/*
 * Reads a file that nobody else may read (io/secret.h). RQ_UNREADABLE also when a line is no
 * key, when there is none, or more than RQ_MAX_STORE_KEYS. Free it.
 */
int rq_keyring_read(const char *path, struct rq_keyring **keyring, struct rq_error *err);
void rq_keyring_free(struct rq_keyring *keyring); /* NULL is fine */

/* The first key; that of an id (RQ_CIPHER_ID bytes), or NULL. Borrowed. */
const struct rq_cipher *rq_keyring_first(const struct rq_keyring *keyring);
const struct rq_cipher *rq_keyring_find(const struct rq_keyring *keyring, const void *id);

#endif
