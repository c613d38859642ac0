#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/care.h"
#include "store/embedded.h"
#include "store/hosted.h"
#include "store/place.h"
#include "store/rebuild.h"

/* A store whose file is written anew. */
struct renewal {
	const char *where;
	struct rq_bench bench;
	const struct rq_mending *mending; /* NULL: a copy of all, as it is */
};

static int rebuild(const struct renewal *renewal, struct rq_error *err)
{
	struct rq_store_options how = { 0 };
	struct rq_store *store;
	int result;

	if (rq_embedded_open_alone(renewal->bench.folder, &how, &store, err) == -1)
		return -1;
	result = rq_rebuild(rq_embedded_of(store), renewal->mending, err);
	rq_store_close(store);
	return result;
}

static int copy(const struct renewal *renewal, struct rq_error *err)
{
	struct rq_store_options how = { .must_exist = true };
	struct rq_store *store;
	int result;

	if (rq_embedded_open_alone(renewal->where, &how, &store, err) == -1)
		return -1;
	if (rq_embedded_is_old(store) && !renewal->mending)
		result = rq_fail(err, RQ_STORE, "%s: of an older format: migrate it first",
				 renewal->where);
	else
		result =
		    rq_embedded_copy(store, renewal->bench.folder, renewal->mending != NULL, err);
	rq_store_close(store);
	return result;
}

static int renew(struct renewal *renewal, struct rq_error *err)
{
	char *folder = rq_swap_bench_of(renewal->where);
	int result = rq_bench_set(&renewal->bench, folder, err);

	if (result == 0)
		result = copy(renewal, err);
	if (result == 0 && renewal->mending)
		result = rebuild(renewal, err);
	if (result == 0)
		result = rq_embedded_verify(&renewal->bench, renewal->where, err);
	if (result == 0)
		result = rq_bench_install(&renewal->bench, renewal->where, err);
	rq_bench_clear(&renewal->bench);
	free(folder);
	return result;
}

static int renew_alone(struct renewal *renewal, int64_t patience, struct rq_error *err)
{
	struct rq_place_wants wants = { .must_exist = true };
	bool made;
	int lock, result;

	if (rq_place_prepare(renewal->where, &wants, &made, err) == -1 ||
	    rq_swap_lock(renewal->where, true, patience, &lock, err) == -1)
		return -1;
	result = renew(renewal, err);
	(void)close(lock);
	return result;
}

static int64_t size_of(const char *where)
{
	char *path = rq_printf("%s/%s", where, RQ_PLACE_DATA);
	struct stat status;
	int64_t size = stat(path, &status) == 0 ? (int64_t)status.st_blocks * 512 : 0;

	free(path);
	return size;
}

int rq_store_compact(const char *where, int64_t patience, struct rq_compaction *sizes,
		     struct rq_error *err)
{
	struct renewal renewal = { .where = where };

	if (rq_store_is_server(where))
		return rq_hosted_compact(where, sizes, err);
	sizes->before = size_of(where);
	if (renew_alone(&renewal, patience, err) == -1)
		return -1;
	sizes->after = size_of(where);
	return 0;
}

int rq_store_repair(const char *where, int64_t patience, const struct rq_mending *mending,
		    struct rq_error *err)
{
	struct renewal renewal = { .where = where, .mending = mending };

	if (rq_store_is_server(where))
		return rq_fail(err, RQ_USAGE, "a server repairs its tables itself");
	return renew_alone(&renewal, patience, err);
}

int rq_store_migrate(const char *where, int64_t patience, const struct rq_mending *mending,
		     struct rq_error *err)
{
	if (rq_store_is_server(where))
		return rq_hosted_migrate(where, err);
	return rq_store_repair(where, patience, mending, err);
}
