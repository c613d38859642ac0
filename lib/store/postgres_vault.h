#ifndef RQ_STORE_POSTGRES_VAULT_H
#define RQ_STORE_POSTGRES_VAULT_H

/*
 * What seals the records of a store on a server before they leave this machine, and opens
 * those that come. A value is bound to its column and to the id of its row (seal.h), and
 * says which key it is under, so that a store moves to another one while it is used.
 */

#include "store/postgres_args.h"
#include "store/postgres_link.h"
#include "store/seal.h"

struct rq_vault {
	const struct rq_cipher *cipher; /* what is written is sealed by it; NULL: nothing is */
	const struct rq_keyring *keys;  /* at hand; NULL: none */
	bool clear_too;                 /* some values are clear so far, or again */
};

/* A column that is sealed: its table, the table's key, whether it is text (hexadecimal then). */
struct rq_vault_column {
	const char *table, *id, *name;
	bool text;
};
enum rq_vault_place {
	RQ_V_RESUME,
	RQ_V_JOB,
	RQ_V_RECIPE,
	RQ_V_RESULT,
	RQ_V_GIST,
	RQ_V_REVIEW,
	RQ_V_BATCH,
	RQ_V_SOURCE,
	RQ_V_FAILURES,
	RQ_V_COLUMNS
};
extern const struct rq_vault_column rq_vault_columns[RQ_V_COLUMNS];

/* What sealed values of a key begin with: RQ_VAULT_MARK bytes. */
enum { RQ_VAULT_MARK = 20 };
void rq_vault_mark(const unsigned char id[RQ_CIPHER_ID], unsigned char mark[RQ_VAULT_MARK]);

/* The next argument, or the next element of an array, as it is to be kept in the row of an
 * id. Bytes whose data is NULL, and a text that is "", stay so. */
void rq_vault_bytes(const struct rq_vault *vault, enum rq_vault_place place, const char *id,
		    struct rq_bytes bytes, struct rq_args *args);
void rq_vault_push_bytes(const struct rq_vault *vault, enum rq_vault_place place, const char *id,
			 struct rq_bytes bytes, struct rq_args *args, size_t array);
void rq_vault_push_text(const struct rq_vault *vault, enum rq_vault_place place, const char *id,
			const char *text, struct rq_args *args, size_t array);

/*
 * A value that was fetched, opened; it lasts as the rows. RQ_DAMAGED: it was changed, or is of
 * another row. RQ_STORE: it is under a key that is not at hand, which the store was given
 * after this process opened it.
 */
int rq_vault_open(const struct rq_vault *vault, enum rq_vault_place place, const char *id,
		  const struct rq_fetched *rows, size_t row, int column, struct rq_bytes *bytes,
		  struct rq_error *err);
int rq_vault_open_text(const struct rq_vault *vault, enum rq_vault_place place, const char *id,
		       const struct rq_fetched *rows, size_t row, int column, const char **text,
		       struct rq_error *err);

#endif
