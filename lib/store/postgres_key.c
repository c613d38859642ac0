#include "store/postgres_key.h"

#include <stdlib.h>
#include <string.h>

#include "base/hex.h"
#include "base/memory.h"

#define HERE "the store"

static struct rq_span span_of(struct rq_bytes bytes)
{
	return (struct rq_span) { bytes.data, bytes.length };
}

/* --- which key it is --------------------------------------------------------------- */

/* Neither key may be missing while it moves from one to the other; one of them may be none. */
static int open_moving(struct rq_span id, struct rq_span was, const struct rq_keyring *keys,
		       struct rq_vault *vault, struct rq_error *err)
{
	const struct rq_cipher *before;

	vault->clear_too = id.size == 0 || was.size == 0;
	if (!keys)
		return rq_seal_find(HERE, id.size > 0 ? id : was, NULL, &before, err);
	if ((id.size > 0 && rq_seal_find(HERE, id, keys, &vault->cipher, err) == -1) ||
	    (was.size > 0 && rq_seal_find(HERE, was, keys, &before, err) == -1))
		return -1;
	return 0;
}

int rq_postgres_key_open(struct rq_link *link, const struct rq_keyring *keys, bool clear_too,
			 struct rq_vault *vault, struct rq_error *err)
{
	struct rq_span id = { NULL, 0 }, was = { NULL, 0 };
	struct rq_fetched *rows;
	int result = 0;

	*vault = (struct rq_vault) { .keys = keys };
	if (rq_link_ask(link, "SELECT id, was FROM rq_key", NULL, &rows, err) == -1)
		return -1;
	if (rq_fetched_count(rows) > 0) {
		id = span_of(rq_fetched_bytes(rows, 0, 0));
		was = span_of(rq_fetched_bytes(rows, 0, 1));
	}
	if (was.data)
		result = open_moving(id, was, keys, vault, err);
	else if (id.size == 0 && clear_too)
		vault->clear_too = true;
	else
		result = rq_seal_find(HERE, id, keys, &vault->cipher, err);
	rq_fetched_free(rows);
	return result;
}

/* --- what the server refuses --------------------------------------------------------- */

/* What a value of a column begins with when it is under a key, as SQL has it. */
static char *mark_of(const struct rq_vault_column *column, const unsigned char id[RQ_CIPHER_ID])
{
	unsigned char mark[RQ_VAULT_MARK];
	char digits[2 * RQ_VAULT_MARK + 1];

	rq_vault_mark(id, mark);
	rq_hex_write(mark, sizeof mark, digits);
	return rq_printf(column->text ? "'%s'" : "'\\x%s'", digits);
}

char *rq_postgres_key_pending(enum rq_vault_place place, const char *row,
			      const struct rq_key_move *move)
{
	const struct rq_vault_column *column = &rq_vault_columns[place];
	char *mark = mark_of(column, move->to ? move->to : move->from), *text;

	text = rq_printf("%s%s <> '' AND substr(%s%s, 1, %d) %s %s", row, column->name, row,
			 column->name, column->text ? 2 * RQ_VAULT_MARK : RQ_VAULT_MARK,
			 move->to ? "<>" : "=", mark);
	free(mark);
	return text;
}

int rq_postgres_key_guard(struct rq_link *link, const struct rq_key_move *move,
			  struct rq_error *err)
{
	int result = 0;

	for (int i = 0; result == 0 && i < RQ_V_COLUMNS; i++) {
		const struct rq_vault_column *column = &rq_vault_columns[i];
		char *pending = rq_postgres_key_pending((enum rq_vault_place)i, "NEW.", move);
		char *sql = rq_printf("CREATE OR REPLACE TRIGGER rq_key_%s "
				      "BEFORE INSERT OR UPDATE OF %s ON %s "
				      "FOR EACH ROW WHEN (%s) EXECUTE FUNCTION rq_refuse_key()",
				      column->name, column->name, column->table, pending);

		result = rq_link_script(link, sql, err);
		free(sql);
		free(pending);
	}
	return result;
}

/* --- what is written down ------------------------------------------------------------ */

int rq_postgres_key_set(struct rq_link *link, struct rq_bytes id, struct rq_bytes was,
			struct rq_error *err)
{
	struct rq_args *args = rq_args_new();

	rq_args_bytes(args, id);
	rq_args_bytes(args, was);
	if (rq_link_ask(link,
			"INSERT INTO rq_key VALUES (1, $1, $2) ON CONFLICT (one) DO UPDATE SET "
			"id = excluded.id, was = excluded.was",
			args, NULL, err) == -1)
		return -1;
	/* A program that knows nothing of keys must not write here. */
	return rq_link_script(link, "UPDATE rq_schema SET oldest = 3 WHERE version = 3", err);
}

int rq_postgres_key_make(struct rq_link *link, const struct rq_cipher *cipher, struct rq_error *err)
{
	const struct rq_key_move move = { .to = rq_cipher_id(cipher) };
	const struct rq_bytes id = { (const char *)move.to, RQ_CIPHER_ID }, none = { NULL, 0 };

	return rq_postgres_key_guard(link, &move, err) == -1
		   ? -1
		   : rq_postgres_key_set(link, id, none, err);
}
