#ifndef RQ_STORE_POSTGRES_KEY_H
#define RQ_STORE_POSTGRES_KEY_H

/*
 * Which key a store on a server is under (postgres_3.sql), and how it moves to another while
 * others use it: from the moment in which the move begins, the server takes only values
 * under the new key; those that are there are sealed anew, a page a transaction; and in the
 * meantime both keys open the store.
 */

#include "store/postgres.h"

/* In the transaction in which the tables are made: they are under that key from their birth. */
int rq_postgres_key_make(struct rq_link *link, const struct rq_cipher *cipher,
			 struct rq_error *err);

/* What opens the store that a link leads to. RQ_STORE as rq_seal_find() says; but with
 * clear_too one that is clear though there are keys is opened. */
int rq_postgres_key_open(struct rq_link *link, const struct rq_keyring *keys, bool clear_too,
			 struct rq_vault *vault, struct rq_error *err);

/* --- for who moves it (postgres_rekey.c) ---------------------------------------------- */

/* Ids of keys; NULL: none, so that to NULL decrypts. */
struct rq_key_move {
	const unsigned char *from, *to;
};

/* As SQL: a value of that column has yet to be moved; row is "NEW." or "". free(). */
char *rq_postgres_key_pending(enum rq_vault_place place, const char *row,
			      const struct rq_key_move *move);

/* From the end of the transaction on, the server refuses to be given what has yet to be moved. */
int rq_postgres_key_guard(struct rq_link *link, const struct rq_key_move *move,
			  struct rq_error *err);

/* Writes down which key it is under, and which before (data NULL: it does not move). */
int rq_postgres_key_set(struct rq_link *link, struct rq_bytes id, struct rq_bytes was,
			struct rq_error *err);

#endif
