#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "io/file.h"
#include "io/zstd.h"
#include "store/care.h"
#include "store/embedded.h"
#include "store/place.h"
#include "store/swap.h"

/* --- whether a file is a sound store ---------------------------------------- */

static void keep_first(const char *line, void *context)
{
	struct rq_error *first = context;

	if (first->code == RQ_OK)
		(void)rq_fail(first, RQ_STORE, "%s", line);
}

static int check_store(struct rq_store *store, const char *name, struct rq_error *err)
{
	struct rq_error first = { 0 };
	const struct rq_checking how = { keep_first, &first, NULL };
	size_t wrong;

	if (rq_store_check(store, &how, &wrong, err) == -1)
		return -1;
	if (wrong > 0)
		return rq_fail(err, RQ_STORE, "%s: %zu wrong, first: %s", name, wrong,
			       first.message);
	return 0;
}

int rq_embedded_verify(const struct rq_bench *bench, const struct rq_keyring *keys,
		       const char *name, struct rq_error *err)
{
	struct rq_store_options how = { .must_exist = true, .keys = keys };
	struct rq_error why = { 0 };
	struct rq_store *store;
	int result;

	if (rq_embedded_open_alone(bench->folder, &how, &store, &why) == -1)
		return rq_fail(err, RQ_STORE, "%s: %s", name, why.message);
	/* What is old is checked when it is migrated. */
	result = rq_embedded_is_old(store) ? 0 : check_store(store, name, err);
	rq_store_close(store);
	return result;
}

/* --- making one --------------------------------------------------------------- */

static int open_file(const char *path, int *file, struct rq_error *err)
{
	*file = open(path, O_RDONLY | O_CLOEXEC);
	if (*file == -1)
		return rq_fail_errno(err, errno == ENOENT ? RQ_NOT_FOUND : RQ_UNREADABLE, "%s",
				     path);
	return 0;
}

/* Before it has its name: what cannot be unpacked again is no backup. */
static int test_packed(const char *temporary, uint64_t size, struct rq_error *err)
{
	uint64_t unpacked;
	int file, result;

	if (open_file(temporary, &file, err) == -1)
		return -1;
	result = rq_zstd_unpack(file, NULL, &unpacked, err);
	(void)close(file);
	if (result == 0 && unpacked != size)
		return rq_fail(err, RQ_SYSTEM, "%s: not what was written", temporary);
	return result;
}

static int create_private(struct rq_output *out, const char *path, struct rq_error *err)
{
	if (rq_output_create(out, path, err) == -1)
		return -1;
	return fchmod(out->fd, 0600) == 0 ? 0 : rq_fail_errno(err, RQ_SYSTEM, "%s", path);
}

static int pack(int file, uint64_t size, const char *path, struct rq_error *err)
{
	struct rq_output out;
	int result = create_private(&out, path, err);

	if (result == 0)
		result = rq_zstd_pack(file, &out, err);
	if (result == 0)
		result = rq_output_flush(&out, err);
	if (result == 0)
		result = test_packed(out.temporary, size, err);
	if (result == 0)
		result = rq_output_finish(&out, err);
	rq_output_free(&out);
	return result == 0 ? rq_file_keep_name(path, err) : -1;
}

static int deliver_packed(const struct rq_bench *bench, const char *path, struct rq_error *err)
{
	struct stat status;
	int file, result;

	if (open_file(bench->file, &file, err) == -1)
		return -1;
	result = fstat(file, &status) == 0 ? pack(file, (uint64_t)status.st_size, path, err)
					   : rq_fail_errno(err, RQ_SYSTEM, "%s", bench->file);
	(void)close(file);
	return result;
}

/* A file takes the place of what is there: not of a device, a pipe or a link. */
static int check_place(const char *path, struct rq_error *err)
{
	struct stat there;

	if (lstat(path, &there) == 0 && !S_ISREG(there.st_mode))
		return rq_fail(err, RQ_USAGE, "%s: there is something else than a file", path);
	return 0;
}

int rq_store_backup(struct rq_store *store, const char *path, bool packed, struct rq_error *err)
{
	char *folder;
	struct rq_bench bench;
	int result;

	if (check_place(path, err) == -1)
		return -1;
	folder = rq_printf("%s.part", path);
	result = rq_bench_set(&bench, folder, err);
	if (result == 0)
		result = rq_store_copy(store, bench.folder, err);
	if (result == 0)
		result = rq_embedded_verify(&bench, rq_embedded_of(store)->keys, "the copy", err);
	if (result == 0)
		result = packed ? deliver_packed(&bench, path, err)
				: rq_bench_deliver(&bench, path, err);
	rq_bench_clear(&bench);
	free(folder);
	return result;
}

/* --- and back ------------------------------------------------------------------ */

static int copy_bytes(int file, struct rq_output *out, struct rq_error *err)
{
	char bytes[1 << 16];
	ssize_t got;

	while ((got = read(file, bytes, sizeof bytes)) != 0) {
		if (got == -1 && errno != EINTR)
			return rq_fail_errno(err, RQ_UNREADABLE, "cannot read");
		if (got > 0 && rq_output_write(out, bytes, (size_t)got, err) == -1)
			return -1;
	}
	return 0;
}

static int fetch_file(const struct rq_bench *bench, const char *from, struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_output out;
	uint64_t size;
	int file, result;

	if (open_file(from, &file, err) == -1)
		return -1;
	result = create_private(&out, bench->file, &why);
	if (result == 0)
		result = rq_zstd_is(file) ? rq_zstd_unpack(file, &out, &size, &why)
					  : copy_bytes(file, &out, &why);
	if (result == 0)
		result = rq_output_finish(&out, &why);
	rq_output_free(&out);
	(void)close(file);
	return result == 0 ? 0 : rq_fail(err, why.code, "%s: %s", from, why.message);
}

/* Another store's folder: as it is at this moment, whoever uses it. */
static int fetch_store(const struct rq_bench *bench, const struct rq_keyring *keys,
		       const char *from, struct rq_error *err)
{
	struct rq_store_options how = { .read_only = true, .keys = keys };
	struct rq_store *store;
	int result;

	if (rq_store_open(from, &how, &store, err) == -1)
		return -1;
	result = rq_store_copy(store, bench->folder, err);
	rq_store_close(store);
	return result;
}

static int fetch(const struct rq_bench *bench, const struct rq_keyring *keys, const char *from,
		 struct rq_error *err)
{
	struct stat status;

	if (stat(from, &status) == -1)
		return rq_fail_errno(err, errno == ENOENT ? RQ_NOT_FOUND : RQ_UNREADABLE, "%s",
				     from);
	if (S_ISDIR(status.st_mode))
		return fetch_store(bench, keys, from, err);
	if (S_ISREG(status.st_mode) && status.st_size == 0)
		return rq_fail(err, RQ_DAMAGED, "%s: empty", from);
	return fetch_file(bench, from, err);
}

/* In a child, for a file that lies about its pages, or lost some, kills whoever reads it. */
static int verify_apart(const struct rq_bench *bench, const struct rq_keyring *keys,
			const char *name, struct rq_error *err)
{
	struct rq_error found = { 0 };
	int ends[2], status;
	pid_t child;
	bool told;

	if (pipe2(ends, O_CLOEXEC) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot make a pipe");
	child = fork();
	if (child == 0) {
		(void)signal(SIGBUS, SIG_DFL);
		(void)rq_embedded_verify(bench, keys, name, &found);
		_exit(write(ends[1], &found, sizeof found) == sizeof found ? 0 : 1);
	}
	(void)close(ends[1]);
	told = child != -1 && read(ends[0], &found, sizeof found) == sizeof found;
	(void)close(ends[0]);
	if (child == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot start a process");
	(void)waitpid(child, &status, 0);
	if (!told)
		return rq_fail(err, RQ_DAMAGED, "%s: damaged: it cannot be read to its end", name);
	*err = found;
	return found.code == RQ_OK ? 0 : -1;
}

static int replace(const struct rq_alone *store, const char *from, struct rq_error *err)
{
	char *folder = rq_swap_bench_of(store->where);
	struct rq_bench bench;
	int result = rq_bench_set(&bench, folder, err);

	if (result == 0)
		result = fetch(&bench, store->keys, from, err);
	if (result == 0)
		result = verify_apart(&bench, store->keys, from, err);
	if (result == 0)
		result = rq_bench_install(&bench, store->where, err);
	rq_bench_clear(&bench);
	free(folder);
	return result;
}

int rq_store_restore(const struct rq_alone *store, const char *from, bool force,
		     struct rq_error *err)
{
	const char *where = store->where;
	struct rq_place_wants wants = { 0 };
	bool made;
	int lock, result;

	if (rq_store_is_server(where))
		return rq_fail(err, RQ_USAGE,
			       "a store on a server is restored by its own tools: see pg_restore");
	if (rq_place_prepare(where, &wants, &made, err) == -1 ||
	    rq_swap_lock(where, true, store->patience, &lock, err) == -1)
		return -1;
	if (!force && rq_place_has_data(where))
		result = rq_fail(err, RQ_USAGE, "%s: a store is here already (--force replaces it)",
				 where);
	else
		result = replace(store, from, err);
	(void)close(lock);
	if (result == 0)
		result = rq_file_keep_name(where, err);
	else if (made)
		(void)rmdir(where);
	return result;
}
