#include "store/embedded.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "io/file.h"
#include "store/copy.h"
#include "store/ledger.h"
#include "store/place.h"
#include "store/rebuild.h"

/* Newest records until they are settled: reading so many takes a new process about 2 ms. */
enum { FORMAT = 5, SEALED_FORMAT = 6, SETTLE_AFTER = 16384 };
/* How often to look for a task, ms. */
enum { LOOK_MS = 100 };
/* How long to wait, ms, while the file is being replaced. */
enum { PATIENCE = 60 * 1000 };

struct rq_embedded *rq_embedded_of(struct rq_store *store)
{
	return (struct rq_embedded *)(void *)store;
}

static void close_store(struct rq_store *store)
{
	struct rq_embedded *embedded = rq_embedded_of(store);

	rq_tables_close(embedded->tables);
	if (embedded->lock != -1)
		(void)close(embedded->lock);
	rq_newest_free(embedded->newest);
	free(embedded);
}

static struct rq_tables_options tables_of(const struct rq_store_options *options)
{
	return (struct rq_tables_options) { .names = rq_table_names,
					    .count = RQ_TABLES,
					    .format = FORMAT,
					    .map_size = options->map_size,
					    .read_only = options->read_only,
					    .sealed = rq_table_sealed,
					    .sealed_format = SEALED_FORMAT,
					    .keys = options->keys,
					    .cipher = options->keys
							  ? rq_keyring_first(options->keys)
							  : NULL,
					    .clear_too = options->clear_too };
}

const struct rq_cipher *rq_embedded_cipher(struct rq_store *store)
{
	return rq_tables_cipher(rq_embedded_of(store)->tables);
}

int rq_embedded_copy(struct rq_store *store, const char *folder, const struct rq_copy_wants *wants,
		     struct rq_error *err)
{
	bool wanted[RQ_TABLES];
	struct rq_tables_options how = tables_of(&(struct rq_store_options) { 0 });
	struct rq_place_wants place = { 0 };
	struct rq_tables *tables;
	bool made;
	int result;

	how.cipher = wants->cipher;
	if (rq_place_prepare(folder, &place, &made, err) == -1 ||
	    rq_tables_open(folder, &how, &tables, err) == -1)
		return -1;
	for (size_t i = 0; i < RQ_TABLES; i++)
		wanted[i] = !wants->records_only || !rq_rebuild_makes((enum rq_table_number)i);
	result = rq_tables_copy(rq_embedded_of(store)->tables, tables, RQ_TABLES, wanted, err);
	rq_tables_close(tables);
	return result;
}

static int copy(struct rq_store *store, const char *folder, struct rq_error *err)
{
	const struct rq_copy_wants wants = { .cipher = rq_embedded_cipher(store) };

	return rq_embedded_copy(store, folder, &wants, err);
}

/* Who has its file has its clock. */
static int64_t now(struct rq_store *store)
{
	(void)store;
	return rq_clock_now();
}

/* Nobody tells of a task, so it is looked for ten times a second. */
static int wait_a_moment(struct rq_store *store, int64_t milliseconds, int wake_fd,
			 struct rq_error *err)
{
	struct pollfd polled = { .fd = wake_fd, .events = POLLIN };

	(void)store;
	(void)err;
	(void)poll(&polled, 1, milliseconds < LOOK_MS ? (int)milliseconds : LOOK_MS);
	return 0;
}

static const struct rq_backend backend = {
	.close = close_store,
	.now = now,
	.put = rq_embedded_put,
	.get = rq_embedded_get,
	.resumes = rq_embedded_resumes,
	.enqueue = rq_embedded_enqueue,
	.claim = rq_embedded_claim,
	.extend = rq_embedded_extend,
	.finish = rq_embedded_finish,
	.review = rq_embedded_review,
	.take = rq_embedded_take,
	.batch_begin = rq_embedded_batch_begin,
	.batch_claim = rq_embedded_batch_claim,
	.batch_update = rq_embedded_batch_update,
	.batch_release = rq_embedded_batch_release,
	.batches = rq_embedded_batches,
	.next_due = rq_embedded_next_due,
	.wait = wait_a_moment,
	.task = rq_embedded_task,
	.see = rq_embedded_see,
	.change = rq_embedded_change,
	.counts = rq_embedded_counts,
	.usage = rq_embedded_usage,
	.metrics = rq_embedded_metrics,
	.check = rq_embedded_check,
	.copy = copy,
	.expire = rq_embedded_expire,
	.forget = rq_embedded_forget,
	.unload = rq_embedded_unload,
	.load = rq_embedded_load,
	.hold = rq_embedded_hold,
	.holds = rq_embedded_holds,
	.audit = rq_embedded_audit,
	.audit_head = rq_embedded_audit_head,
	.audit_add = rq_embedded_audit_add,
};

static struct rq_embedded *new_store(struct rq_tables *tables, int lock,
				     const struct rq_store_options *options)
{
	struct rq_embedded *embedded = rq_alloc(1, sizeof *embedded);

	embedded->store.backend = &backend;
	embedded->tables = tables;
	embedded->lock = lock;
	embedded->keys = options->keys;
	embedded->newest = rq_newest_new();
	embedded->self = rq_owner_self();
	embedded->commit_ms = -1;
	embedded->settle_after = options->settle_after ? options->settle_after : SETTLE_AFTER;
	return embedded;
}

bool rq_embedded_is_old(struct rq_store *store)
{
	return rq_tables_format(rq_embedded_of(store)->tables) < FORMAT;
}

/* Whoever opens a store first makes the file in which its users stand; it may be kept as it is. */
static int open_for_all(const char *folder, const struct rq_tables_options *how,
			struct rq_tables **tables, struct rq_error *err)
{
	char *lock = rq_printf("%s/%s", folder, RQ_PLACE_LOCK);
	struct rq_error ignored = { 0 };
	int result = rq_tables_open(folder, how, tables, err);

	(void)rq_place_give(lock, folder, &ignored);
	free(lock);
	return result;
}

int rq_embedded_open_alone(const char *folder, const struct rq_store_options *options,
			   struct rq_store **store, struct rq_error *err)
{
	struct rq_tables_options how = tables_of(options);
	struct rq_tables *tables;

	how.oldest = RQ_OLDEST_FORMAT;
	if (open_for_all(folder, &how, &tables, err) == -1)
		return -1;
	*store = &new_store(tables, -1, options)->store;
	return 0;
}

/* A new file has its name when it is whole: who is stopped on the way leaves none behind. */
static int make_file(const char *folder, const struct rq_tables_options *how, struct rq_error *err)
{
	char *name = rq_swap_bench_of(folder);
	struct rq_tables *tables;
	struct rq_bench bench;
	int result = rq_bench_set(&bench, name, err);

	if (result == 0)
		result = rq_tables_open(bench.folder, how, &tables, err);
	if (result == 0) {
		rq_tables_close(tables);
		result = rq_bench_install(&bench, folder, err);
	}
	rq_bench_clear(&bench);
	free(name);
	return result;
}

/*
 * 1: alone with the folder; 0: another process was faster, and perhaps has the file open for as
 * long as it runs; -1.
 */
static int lock_to_make(const char *folder, int *lock, struct rq_error *err)
{
	int64_t until = rq_clock_steady() + PATIENCE;

	for (;;) {
		struct rq_error why = { 0 };

		if (rq_swap_lock(folder, true, LOOK_MS, lock, &why) == 0)
			return 1;
		if (rq_place_has_data(folder))
			return 0;
		if (why.code == RQ_AGAIN && rq_clock_steady() < until)
			continue;
		*err = why;
		return -1;
	}
}

static int make_store(const char *folder, const struct rq_tables_options *how, struct rq_error *err)
{
	int lock, result = lock_to_make(folder, &lock, err);

	if (result != 1)
		return result;
	result = rq_place_has_data(folder) ? 0 : make_file(folder, how, err);
	(void)close(lock);
	return result == 0 ? rq_file_keep_name(folder, err) : -1;
}

static int open_tables(const char *folder, const struct rq_tables_options *how, int *lock,
		       struct rq_tables **tables, struct rq_error *err)
{
	if ((!rq_place_has_data(folder) && !how->read_only && make_store(folder, how, err) == -1) ||
	    rq_swap_lock(folder, false, PATIENCE, lock, err) == -1)
		return -1;
	if (open_for_all(folder, how, tables, err) == 0)
		return 0;
	(void)close(*lock);
	return -1;
}

int rq_embedded_open(const char *folder, const struct rq_store_options *options,
		     struct rq_store **store, struct rq_error *err)
{
	struct rq_place_wants wants = { .must_exist = options->must_exist || options->read_only,
					.force_network = options->force_network };
	struct rq_tables_options how = tables_of(options);
	struct rq_tables *tables;
	bool made;
	int lock;

	if (rq_place_prepare(folder, &wants, &made, err) == -1)
		return -1;
	if (open_tables(folder, &how, &lock, &tables, err) == -1) {
		if (made)
			(void)rmdir(folder);
		return -1;
	}
	*store = &new_store(tables, lock, options)->store;
	return 0;
}
