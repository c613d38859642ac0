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
	const struct rq_alone *store;
	struct rq_bench bench;
	const struct rq_mending *mending; /* NULL: a copy of all, as it is */
	bool rekey;                       /* it becomes clear, or is under the first key then */
	bool decrypt;
	bool needless; /* out: it is so already */
};

/* What opens the new file. */
static const struct rq_keyring *keys_of(const struct renewal *renewal)
{
	return renewal->decrypt ? NULL : renewal->store->keys;
}

static int rebuild(const struct renewal *renewal, struct rq_error *err)
{
	struct rq_store_options how = { .keys = renewal->store->keys };
	struct rq_store *store;
	int result;

	if (rq_embedded_open_alone(renewal->bench.folder, &how, &store, err) == -1)
		return -1;
	result = rq_rebuild(rq_embedded_of(store), renewal->mending, err);
	rq_store_close(store);
	return result;
}

static int copy_store(struct renewal *renewal, struct rq_store *store, struct rq_error *err)
{
	struct rq_copy_wants wants = { .records_only = renewal->mending != NULL,
				       .cipher = rq_embedded_cipher(store) };

	if (rq_embedded_is_old(store) && !renewal->mending)
		return rq_fail(err, RQ_STORE, "%s: of an older format: migrate it first",
			       renewal->store->where);
	if (renewal->rekey)
		wants.cipher = renewal->decrypt ? NULL : rq_keyring_first(renewal->store->keys);
	renewal->needless = renewal->rekey && wants.cipher == rq_embedded_cipher(store);
	if (renewal->needless)
		return 0;
	return rq_embedded_copy(store, renewal->bench.folder, &wants, err);
}

static int copy(struct renewal *renewal, struct rq_error *err)
{
	struct rq_store_options how = { .must_exist = true,
					.keys = renewal->store->keys,
					.clear_too = renewal->rekey };
	struct rq_store *store;
	int result;

	if (rq_embedded_open_alone(renewal->store->where, &how, &store, err) == -1)
		return -1;
	result = copy_store(renewal, store, err);
	rq_store_close(store);
	return result;
}

static int put_in_place(struct renewal *renewal, struct rq_error *err)
{
	const char *where = renewal->store->where;

	if (renewal->mending && rebuild(renewal, err) == -1)
		return -1;
	if (rq_embedded_verify(&renewal->bench, keys_of(renewal), where, err) == -1)
		return -1;
	return rq_bench_install(&renewal->bench, where, err);
}

static int renew(struct renewal *renewal, struct rq_error *err)
{
	char *folder = rq_swap_bench_of(renewal->store->where);
	int result = rq_bench_set(&renewal->bench, folder, err);

	if (result == 0)
		result = copy(renewal, err);
	if (result == 0 && !renewal->needless)
		result = put_in_place(renewal, err);
	rq_bench_clear(&renewal->bench);
	free(folder);
	return result;
}

static int renew_alone(struct renewal *renewal, struct rq_error *err)
{
	const struct rq_alone *store = renewal->store;
	struct rq_place_wants wants = { .must_exist = true };
	bool made;
	int lock, result;

	if (rq_place_prepare(store->where, &wants, &made, err) == -1 ||
	    rq_swap_lock(store->where, true, store->patience, &lock, err) == -1)
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

int rq_store_compact(const struct rq_alone *store, struct rq_compaction *sizes,
		     struct rq_error *err)
{
	struct renewal renewal = { .store = store };

	if (rq_store_is_server(store->where))
		return rq_hosted_compact(store->where, sizes, err);
	sizes->before = size_of(store->where);
	if (renew_alone(&renewal, err) == -1)
		return -1;
	sizes->after = size_of(store->where);
	return 0;
}

int rq_store_rekey(const struct rq_alone *store, bool decrypt, bool *done, struct rq_error *err)
{
	struct renewal renewal = { .store = store, .rekey = true, .decrypt = decrypt };

	if (!store->keys && !decrypt)
		return rq_fail(err, RQ_USAGE, "rekey: with which key? (--store-key)");
	if (rq_store_is_server(store->where))
		return rq_hosted_rekey(store->where, store->keys, decrypt, done, err);
	if (renew_alone(&renewal, err) == -1)
		return -1;
	*done = !renewal.needless;
	return 0;
}

int rq_store_repair(const struct rq_alone *store, const struct rq_mending *mending,
		    struct rq_error *err)
{
	struct renewal renewal = { .store = store, .mending = mending };

	if (rq_store_is_server(store->where))
		return rq_hosted_repair(store->where, store->keys, mending, err);
	return renew_alone(&renewal, err);
}

int rq_store_migrate(const struct rq_alone *store, const struct rq_mending *mending,
		     struct rq_error *err)
{
	if (rq_store_is_server(store->where))
		return rq_hosted_migrate(store->where, store->keys, err);
	return rq_store_repair(store, mending, err);
}
