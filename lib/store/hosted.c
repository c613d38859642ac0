#include "store/hosted.h"

#include <string.h>

#ifdef RQ_WITH_POSTGRES
#include "store/postgres.h"
#include "store/postgres_rekey.h"
#include "store/postgres_repair.h"
#endif

bool rq_store_is_server(const char *where)
{
	return strncmp(where, "postgresql://", 13) == 0 || strncmp(where, "postgres://", 11) == 0;
}

#ifdef RQ_WITH_POSTGRES

int rq_hosted_open(const char *url, const struct rq_store_options *options, struct rq_store **store,
		   struct rq_error *err)
{
	return rq_postgres_open(url, options, store, err);
}

int rq_hosted_compact(const char *url, struct rq_compaction *sizes, struct rq_error *err)
{
	return rq_postgres_compact(url, sizes, err);
}

int rq_hosted_repair(const char *url, const struct rq_keyring *keys,
		     const struct rq_mending *mending, struct rq_error *err)
{
	return rq_postgres_repair(url, keys, mending, err);
}

int rq_hosted_migrate(const char *url, const struct rq_keyring *keys, struct rq_error *err)
{
	return rq_postgres_migrate(url, keys, err);
}

int rq_hosted_rekey(const char *url, const struct rq_keyring *keys, bool decrypt, bool *done,
		    struct rq_error *err)
{
	return rq_postgres_rekey(url, keys, decrypt, done, err);
}

#else

static int refuse(struct rq_error *err)
{
	return rq_fail(err, RQ_USAGE,
		       "this rq was built without PostgreSQL (libpq): its stores are folders");
}

int rq_hosted_open(const char *url, const struct rq_store_options *options, struct rq_store **store,
		   struct rq_error *err)
{
	(void)url;
	(void)options;
	(void)store;
	return refuse(err);
}

int rq_hosted_compact(const char *url, struct rq_compaction *sizes, struct rq_error *err)
{
	(void)url;
	(void)sizes;
	return refuse(err);
}

int rq_hosted_repair(const char *url, const struct rq_keyring *keys,
		     const struct rq_mending *mending, struct rq_error *err)
{
	(void)url;
	(void)keys;
	(void)mending;
	return refuse(err);
}

int rq_hosted_migrate(const char *url, const struct rq_keyring *keys, struct rq_error *err)
{
	(void)url;
	(void)keys;
	return refuse(err);
}

int rq_hosted_rekey(const char *url, const struct rq_keyring *keys, bool decrypt, bool *done,
		    struct rq_error *err)
{
	(void)url;
	(void)keys;
	(void)decrypt;
	(void)done;
	return refuse(err);
}

#endif
