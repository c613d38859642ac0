#include "store/postgres_rekey.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/object.h"
#include "store/postgres_key.h"
#include "store/postgres_schema.h"

/* Values of one transaction: a few megabytes of results. */
enum { PAGE = 256 };

/* --- values, a page at a time ---------------------------------------------------------- */

struct page {
	enum rq_vault_place place;
	const char *where;       /* SQL: which values */
	char behind[RQ_ID_SIZE]; /* the page begins behind this id */
	char ahead[RQ_ID_SIZE];  /* and the next one behind that */
	size_t count;
};

static int fetch_page(struct rq_transaction *txn, const struct page *page, bool lock,
		      struct rq_fetched **rows, struct rq_error *err)
{
	const struct rq_vault_column *column = &rq_vault_columns[page->place];
	struct rq_args *args = rq_args_new();
	char *sql = rq_printf("SELECT %s, %s FROM %s WHERE %s > $1 AND %s ORDER BY %s LIMIT $2%s",
			      column->id, column->name, column->table, column->id, page->where,
			      column->id, lock ? " FOR UPDATE" : "");
	int result;

	rq_args_text(args, page->behind);
	rq_args_number(args, PAGE);
	result = rq_transaction_ask(txn, sql, args, rows, err);
	free(sql);
	return result;
}

/* A value of the page: *bytes are of a text, too. */
static int open_value(const struct rq_vault *vault, const struct page *page,
		      const struct rq_fetched *rows, size_t at, struct rq_bytes *bytes,
		      struct rq_error *err)
{
	const char *id = rq_fetched_text(rows, at, 0), *text;

	if (!rq_vault_columns[page->place].text)
		return rq_vault_open(vault, page->place, id, rows, at, 1, bytes, err);
	if (rq_vault_open_text(vault, page->place, id, rows, at, 1, &text, err) == -1)
		return -1;
	*bytes = (struct rq_bytes) { text, strlen(text) };
	return 0;
}

static void turn(struct page *page, const struct rq_fetched *rows)
{
	page->count = rq_fetched_count(rows);
	if (page->count > 0)
		rq_digest_copy_id(page->ahead, rq_fetched_text(rows, page->count - 1, 0));
}

/* --- under another key -------------------------------------------------------------------- */

static int write_page(struct rq_transaction *txn, const struct page *page,
		      const struct rq_fetched *rows, struct rq_error *err)
{
	const struct rq_vault_column *column = &rq_vault_columns[page->place];
	const struct rq_vault *vault = &txn->store->vault;
	struct rq_args *args = rq_args_new();
	size_t ids = rq_args_array(args, RQ_ARG_TEXT);
	size_t values = rq_args_array(args, column->text ? RQ_ARG_TEXT : RQ_ARG_BYTES);
	struct rq_bytes bytes;
	char *sql;
	int result = 0;

	for (size_t i = 0; result == 0 && i < rq_fetched_count(rows); i++) {
		const char *id = rq_fetched_text(rows, i, 0);

		result = open_value(vault, page, rows, i, &bytes, err);
		if (result == 0)
			rq_args_push_text(args, ids, id);
		if (result == 0 && column->text)
			rq_vault_push_text(vault, page->place, id, bytes.data, args, values);
		else if (result == 0)
			rq_vault_push_bytes(vault, page->place, id, bytes, args, values);
	}
	if (result == -1) {
		rq_args_free(args);
		return -1;
	}
	sql = rq_printf("UPDATE %s SET %s = v.value FROM unnest($1::text[], $2::%s[]) "
			"AS v (id, value) WHERE %s.%s = v.id",
			column->table, column->name, column->text ? "text" : "bytea", column->table,
			column->id);
	result = rq_transaction_write(txn, sql, args, err);
	free(sql);
	return result;
}

static int move_page(struct rq_transaction *txn, void *context, struct rq_error *err)
{
	struct page *page = context;
	struct rq_fetched *rows;
	int result;

	if (fetch_page(txn, page, true, &rows, err) == -1)
		return -1;
	turn(page, rows);
	result = page->count > 0 ? write_page(txn, page, rows, err) : 0;
	rq_fetched_free(rows);
	return result;
}

static int move_column(struct rq_store *store, enum rq_vault_place place,
		       const struct rq_key_move *move, struct rq_error *err)
{
	char *where = rq_postgres_key_pending(place, "", move);
	struct page page = { .place = place, .where = where };
	int result;

	do {
		result = rq_transaction_run(rq_postgres_of(store), move_page, &page, err);
		memcpy(page.behind, page.ahead, sizeof page.behind);
	} while (result == 0 && page.count == PAGE);
	free(where);
	return result;
}

static int move_all(const char *url, const struct rq_keyring *keys, const struct rq_key_move *move,
		    struct rq_error *err)
{
	const struct rq_store_options how = { .must_exist = true, .keys = keys };
	struct rq_store *store;
	int result = rq_postgres_open(url, &how, &store, err);

	if (result == -1)
		return -1;
	for (int i = 0; result == 0 && i < RQ_V_COLUMNS; i++)
		result = move_column(store, (enum rq_vault_place)i, move, err);
	rq_store_close(store);
	return result;
}

/* --- its beginning and its end -------------------------------------------------------------- */

struct plan {
	const struct rq_keyring *keys;
	bool decrypt;
	unsigned char from[RQ_CIPHER_ID], to[RQ_CIPHER_ID];
	struct rq_key_move move; /* these, or NULL */
	bool needless;           /* it is there already */
};

static struct rq_bytes bytes_of(const unsigned char *id)
{
	return (struct rq_bytes) { id ? (const char *)id : "", id ? RQ_CIPHER_ID : 0 };
}

static bool same(struct rq_bytes one, struct rq_bytes other)
{
	return one.length == other.length && memcmp(one.data, other.data, one.length) == 0;
}

static void set_id(struct rq_bytes bytes, unsigned char id[RQ_CIPHER_ID],
		   const unsigned char **there)
{
	if (bytes.length != RQ_CIPHER_ID)
		return;
	memcpy(id, bytes.data, RQ_CIPHER_ID);
	*there = id;
}

/* From what stands in rq_key: a new move, one that goes on, or none. */
static int begin_from(struct rq_link *link, struct plan *plan, struct rq_bytes id,
		      struct rq_bytes was, struct rq_error *err)
{
	const struct rq_bytes target =
	    bytes_of(plan->decrypt ? NULL : rq_cipher_id(rq_keyring_first(plan->keys)));

	if (was.data && !same(id, target))
		return rq_fail(err, RQ_USAGE,
			       "the store is on its way to another key: finish that first");
	set_id(target, plan->to, &plan->move.to);
	set_id(was.data ? was : id, plan->from, &plan->move.from);
	plan->needless = !was.data && same(id, target);
	if (plan->needless || was.data)
		return 0;
	return rq_postgres_key_guard(link, &plan->move, err) == -1
		   ? -1
		   : rq_postgres_key_set(link, target, id, err);
}

static int begin(struct rq_link *link, struct plan *plan, struct rq_error *err)
{
	struct rq_bytes id = bytes_of(NULL), was = { NULL, 0 };
	struct rq_fetched *rows;
	int result;

	if (rq_link_ask(link, "SELECT id, was FROM rq_key", NULL, &rows, err) == -1)
		return -1;
	if (rq_fetched_count(rows) > 0) {
		id = rq_fetched_bytes(rows, 0, 0);
		was = rq_fetched_bytes(rows, 0, 1);
	}
	result = begin_from(link, plan, id, was, err);
	rq_fetched_free(rows);
	return result;
}

/* The guard stays, for those who opened the store before. */
static int end(struct rq_link *link, struct plan *plan, struct rq_error *err)
{
	if (plan->decrypt)
		return rq_link_script(link,
				      "DELETE FROM rq_key; "
				      "UPDATE rq_schema SET oldest = 1 WHERE version = 3",
				      err);
	return rq_postgres_key_set(link, bytes_of(plan->to), (struct rq_bytes) { NULL, 0 }, err);
}

/* Who makes or changes tables waits for whoever is at it; so does this. */
static int alone(struct rq_link *link, struct plan *plan,
		 int (*work)(struct rq_link *link, struct plan *plan, struct rq_error *err),
		 struct rq_error *err)
{
	struct rq_error ignored = { 0 };

	if (rq_link_script(link, RQ_POSTGRES_BEGIN_ALONE, err) == 0 && work(link, plan, err) == 0 &&
	    rq_link_script(link, "COMMIT", err) == 0)
		return 0;
	(void)rq_link_script(link, "ROLLBACK", &ignored);
	return -1;
}

static int rekey(struct rq_link *link, const char *url, struct plan *plan, struct rq_error *err)
{
	struct rq_vault vault;

	/* The old key must be at hand before anything is begun. */
	if (rq_postgres_schema_open(link, true, NULL, err) == -1 ||
	    rq_postgres_key_open(link, plan->keys, true, &vault, err) == -1 ||
	    alone(link, plan, begin, err) == -1)
		return -1;
	if (plan->needless)
		return 0;
	if (move_all(url, plan->keys, &plan->move, err) == -1)
		return -1;
	return alone(link, plan, end, err);
}

int rq_postgres_rekey(const char *url, const struct rq_keyring *keys, bool decrypt, bool *done,
		      struct rq_error *err)
{
	struct plan plan = { .keys = keys, .decrypt = decrypt };
	struct rq_link *link;
	int result;

	if (rq_link_open(url, false, &link, err) == -1)
		return -1;
	result = rekey(link, url, &plan, err);
	rq_link_close(link);
	*done = !plan.needless;
	return result;
}

/* --- whether all opens, and is what it should be ------------------------------------------- */

/* Which values are JSON, and of which kind. */
static bool is_record(enum rq_vault_place place, enum rq_store_kind *kind)
{
	static const struct {
		enum rq_vault_place place;
		enum rq_store_kind kind;
	} records[] = {
		{ RQ_V_RESUME, RQ_STORED_RESUME }, { RQ_V_JOB, RQ_STORED_JOB },
		{ RQ_V_RECIPE, RQ_STORED_RECIPE }, { RQ_V_RESULT, RQ_STORED_RESULT },
		{ RQ_V_REVIEW, RQ_STORED_REVIEW },
	};

	for (size_t i = 0; i < sizeof records / sizeof records[0]; i++)
		if (records[i].place == place) {
			*kind = records[i].kind;
			return true;
		}
	return false;
}

static int check_value(const struct rq_vault *vault, const struct page *page,
		       const struct rq_fetched *rows, size_t at, struct rq_error *why)
{
	enum rq_store_kind kind;
	struct rq_bytes bytes;

	if (open_value(vault, page, rows, at, &bytes, why) == -1)
		return -1;
	return is_record(page->place, &kind)
		   ? rq_object_check(kind, rq_fetched_text(rows, at, 0), bytes, why)
		   : 0;
}

static int check_page(struct rq_transaction *txn, struct page *page,
		      struct rq_complaints *complaints, struct rq_error *err)
{
	const struct rq_vault_column *column = &rq_vault_columns[page->place];
	struct rq_fetched *rows;

	if (fetch_page(txn, page, false, &rows, err) == -1)
		return -1;
	turn(page, rows);
	for (size_t i = 0; i < page->count; i++) {
		struct rq_error why = { 0 };

		if (check_value(&txn->store->vault, page, rows, i, &why) == -1)
			rq_complain(complaints, "%s.%s of %.32s: damaged", column->table,
				    column->name, rq_fetched_text(rows, i, 0));
	}
	rq_fetched_free(rows);
	return 0;
}

static int check_column(struct rq_transaction *txn, enum rq_vault_place place,
			struct rq_complaints *complaints, struct rq_error *err)
{
	char *where = rq_printf("%s <> ''", rq_vault_columns[place].name);
	struct page page = { .place = place, .where = where };
	int result;

	do {
		result = check_page(txn, &page, complaints, err);
		memcpy(page.behind, page.ahead, sizeof page.behind);
	} while (result == 0 && page.count == PAGE);
	free(where);
	return result;
}

int rq_postgres_check_values(struct rq_transaction *txn, struct rq_complaints *complaints,
			     struct rq_error *err)
{
	const bool sealed = txn->store->vault.keys != NULL;
	enum rq_store_kind kind;

	for (int i = 0; i < RQ_V_COLUMNS; i++)
		if ((sealed || is_record((enum rq_vault_place)i, &kind)) &&
		    check_column(txn, (enum rq_vault_place)i, complaints, err) == -1)
			return -1;
	return 0;
}
