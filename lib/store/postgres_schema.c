#include "store/postgres_schema.h"

#include <stdlib.h>

#include "base/memory.h"
#include "store/postgres_key.h"

extern const char first_start[] __asm__("_binary_postgres_1_sql_start");
extern const char first_end[] __asm__("_binary_postgres_1_sql_end");
extern const char second_start[] __asm__("_binary_postgres_2_sql_start");
extern const char second_end[] __asm__("_binary_postgres_2_sql_end");
extern const char third_start[] __asm__("_binary_postgres_3_sql_start");
extern const char third_end[] __asm__("_binary_postgres_3_sql_end");

static const struct {
	const char *start, *end;
} steps[RQ_POSTGRES_SCHEMA] = { { first_start, first_end },
				{ second_start, second_end },
				{ third_start, third_end } };

/* *version is 0 when there are no tables. */
static int look(struct rq_link *link, int64_t *version, int64_t *oldest, struct rq_error *err)
{
	struct rq_fetched *rows;
	int64_t there;

	*version = *oldest = 0;
	/* Not to_regclass(): behind a lock it still answers as before it. */
	if (rq_link_ask(link,
			"SELECT count(*) FROM pg_class WHERE relname = 'rq_schema' "
			"AND relkind = 'r' AND pg_table_is_visible(oid)",
			NULL, &rows, err) == -1)
		return -1;
	there = rq_fetched_number(rows, 0, 0);
	rq_fetched_free(rows);
	if (!there)
		return 0;
	if (rq_link_ask(link, "SELECT max(version), max(oldest) FROM rq_schema", NULL, &rows,
			err) == -1)
		return -1;
	*version = rq_fetched_number(rows, 0, 0);
	*oldest = rq_fetched_number(rows, 0, 1);
	rq_fetched_free(rows);
	return 0;
}

static int apply(struct rq_link *link, int64_t from, struct rq_error *err)
{
	for (int64_t i = from; i < RQ_POSTGRES_SCHEMA; i++) {
		char *sql = rq_strndup(steps[i].start, (size_t)(steps[i].end - steps[i].start));
		int result = rq_link_script(link, sql, err);

		free(sql);
		if (result == -1)
			return -1;
	}
	return 0;
}

static int bring_up(struct rq_link *link, const struct rq_cipher *cipher, struct rq_error *err)
{
	int64_t from, oldest;

	if (look(link, &from, &oldest, err) == -1 || apply(link, from, err) == -1)
		return -1;
	return from == 0 && cipher ? rq_postgres_key_make(link, cipher, err) : 0;
}

int rq_postgres_schema_migrate(struct rq_link *link, const struct rq_cipher *cipher,
			       struct rq_error *err)
{
	struct rq_error ignored = { 0 };

	if (rq_link_script(link, RQ_POSTGRES_BEGIN_ALONE, err) == 0 &&
	    bring_up(link, cipher, err) == 0 && rq_link_script(link, "COMMIT", err) == 0)
		return 0;
	(void)rq_link_script(link, "ROLLBACK", &ignored);
	return -1;
}

int rq_postgres_schema_open(struct rq_link *link, bool must_exist, const struct rq_cipher *cipher,
			    struct rq_error *err)
{
	int64_t version, oldest;

	if (look(link, &version, &oldest, err) == -1)
		return -1;
	if (version == 0 && must_exist)
		return rq_fail(err, RQ_NOT_FOUND,
			       "there is no store in this database (by its search_path)");
	if (version == 0)
		return rq_postgres_schema_migrate(link, cipher, err);
	if (oldest > RQ_POSTGRES_SCHEMA)
		return rq_fail(err, RQ_STORE,
			       "the store was made by a newer rq (schema %lld; this one knows %d)",
			       (long long)version, RQ_POSTGRES_SCHEMA);
	if (version < RQ_POSTGRES_SCHEMA)
		return rq_fail(err, RQ_STORE,
			       "the store has schema %lld; this rq needs %d; see rq-admin migrate",
			       (long long)version, RQ_POSTGRES_SCHEMA);
	return 0;
}
