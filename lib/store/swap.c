#include "store/swap.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/failpoint.h"
#include "base/memory.h"
#include "io/file.h"
#include "store/place.h"

enum { ASK_AGAIN_MS = 20 };

int rq_swap_lock(const char *folder, bool alone, int64_t patience, int *lock, struct rq_error *err)
{
	int64_t until = rq_clock_steady() + patience;
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd == -1)
		return rq_fail_errno(err, RQ_STORE, "%s", folder);
	while (flock(fd, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == -1) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			(void)rq_fail_errno(err, RQ_STORE, "cannot lock %s", folder);
		else if (rq_clock_steady() >= until)
			(void)rq_fail(err, RQ_AGAIN,
				      alone ? "%s: other processes have it open; try again when "
					      "they have ended"
					    : "%s: its file is being replaced; try again",
				      folder);
		if (err->code != RQ_OK) {
			(void)close(fd);
			return -1;
		}
		rq_clock_sleep(ASK_AGAIN_MS);
	}
	*lock = fd;
	return 0;
}

/* --- the bench ------------------------------------------------------------- */

char *rq_swap_bench_of(const char *folder)
{
	return rq_printf("%s/%s", folder, RQ_PLACE_BENCH);
}

/* All that is in it is ours, also under names of which only a killed process knew. */
static void empty(const struct rq_bench *bench)
{
	DIR *directory = opendir(bench->folder);
	const struct dirent *entry;

	if (!directory)
		return;
	/* NOLINTNEXTLINE(concurrency-mt-unsafe): no threads */
	while ((entry = readdir(directory)))
		if (entry->d_type != DT_DIR)
			(void)unlinkat(dirfd(directory), entry->d_name, 0);
	(void)closedir(directory);
}

int rq_bench_set(struct rq_bench *bench, const char *folder, struct rq_error *err)
{
	*bench = (struct rq_bench) { .lock = -1 };
	if (mkdir(folder, 0700) == -1 && errno != EEXIST)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot make %s", folder);
	if (rq_swap_lock(folder, true, 0, &bench->lock, err) == -1)
		return -1;
	bench->folder = rq_strdup(folder);
	bench->file = rq_printf("%s/%s", folder, RQ_PLACE_DATA);
	empty(bench);
	return 0;
}

void rq_bench_clear(struct rq_bench *bench)
{
	if (bench->lock == -1) /* somebody else's */
		return;
	empty(bench);
	(void)rmdir(bench->folder);
	(void)close(bench->lock);
	free(bench->folder);
	free(bench->file);
	*bench = (struct rq_bench) { .lock = -1 };
}

int rq_bench_deliver(struct rq_bench *bench, const char *path, struct rq_error *err)
{
	rq_failpoint();
	if (rename(bench->file, path) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot put %s in its place", path);
	rq_failpoint();
	return rq_file_keep_name(path, err);
}

int rq_bench_install(struct rq_bench *bench, const char *folder, struct rq_error *err)
{
	char *path = rq_printf("%s/%s", folder, RQ_PLACE_DATA);
	int result = rq_place_give(bench->file, folder, err);

	if (result == 0)
		result = rq_bench_deliver(bench, path, err);
	free(path);
	return result;
}
