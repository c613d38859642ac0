#include "gateway/turnstile.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/memory.h"

/* Opens a file of the folder, which is made when it is not there. */
static int open_file(const char *folder, const char *name, struct rq_error *err)
{
	char *path = rq_printf("%s/%s", folder, name);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd == -1 && errno == ENOENT && (mkdir(folder, 0700) == 0 || errno == EEXIST))
		fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd == -1)
		(void)rq_fail_errno(err, RQ_SYSTEM, "%s: cannot open", path);
	free(path);
	return fd;
}

/* The lock is of the open file, so that a child that is run meanwhile does not lose it. */
static int lock_place(int fd, int command, long place)
{
	struct flock lock = {
		.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = place, .l_len = 1
	};

	return fcntl(fd, command, &lock);
}

/* 1 when one was free, 0, -1. */
static int try_places(int fd, long places)
{
	for (long i = 0; i < places; i++) {
		if (lock_place(fd, F_OFD_SETLK, i) == 0)
			return 1;
		if (errno != EAGAIN && errno != EACCES)
			return -1;
	}
	return 0;
}

static void wake(int number)
{
	(void)number; /* that the wait is interrupted is all */
}

/*
 * Waits in the kernel for one of the places: a thousand who look again and again would take
 * the time of those who work. 1 when it is free, 0 when the time is over, -1.
 */
static int wait_for_place(int fd, long place, int64_t patience)
{
	const struct sigaction action = { .sa_handler = wake };
	struct itimerval timer = { .it_value = { .tv_sec = patience / 1000,
						 .tv_usec = patience % 1000 * 1000 },
				   .it_interval = { .tv_usec = 100000 } };
	struct sigaction before;
	int locked, code;

	(void)sigaction(SIGALRM, &action, &before);
	(void)setitimer(ITIMER_REAL, &timer, NULL);
	locked = lock_place(fd, F_OFD_SETLKW, place);
	code = errno;
	(void)setitimer(ITIMER_REAL, &(struct itimerval) { .it_value = { 0 } }, NULL);
	(void)sigaction(SIGALRM, &before, NULL);
	errno = code;
	if (locked == 0)
		return 1;
	return code == EINTR ? 0 : -1;
}

int rq_turnstile_enter(const char *folder, long places, int64_t patience, int *fd,
		       struct rq_error *err)
{
	int file = open_file(folder, "places", err);
	int got;

	if (file == -1)
		return -1;
	got = try_places(file, places);
	if (got == 0)
		got = wait_for_place(file, getpid() % places, patience);
	if (got == 1) {
		*fd = file;
		return 1;
	}
	if (got == -1)
		(void)rq_fail_errno(err, RQ_SYSTEM, "%s: cannot lock a place", folder);
	(void)close(file);
	return got;
}

/* The meter is there only for a token that has a limit. */
static int is_limited(const struct rq_bearer *bearer)
{
	for (int i = 0; i < RQ_DIMENSIONS; i++)
		if (bearer->limits.rate[i] > 0)
			return 1;
	return 0;
}

int rq_turnstile_count(const char *folder, const struct rq_bearer *bearer, int64_t now,
		       int64_t *wait, struct rq_error *err)
{
	const struct rq_need need = { .requests = 1 };
	struct rq_meter meter = { .at = now };
	char *name;
	int fd, result = 0;

	*wait = 0;
	if (!is_limited(bearer))
		return 0;
	name = rq_printf("meter-%s", bearer->name);
	fd = open_file(folder, name, err);
	free(name);
	if (fd == -1)
		return -1;
	if (flock(fd, LOCK_EX) == -1)
		result = rq_fail_errno(err, RQ_SYSTEM, "%s: cannot lock a meter", folder);
	/* What is not whole counts as new: it only lets somebody in. */
	if (result == 0 && pread(fd, &meter, sizeof meter, 0) != (ssize_t)sizeof meter)
		meter = (struct rq_meter) { .at = now };
	if (result == 0) {
		(void)rq_meter_refill(&meter, &bearer->limits, now);
		*wait = rq_meter_wait(&meter, &bearer->limits, &need);
		if (*wait == 0)
			rq_meter_take(&meter, &bearer->limits, &need);
		if (pwrite(fd, &meter, sizeof meter, 0) != (ssize_t)sizeof meter)
			result = rq_fail_errno(err, RQ_SYSTEM, "%s: cannot write", folder);
	}
	(void)close(fd);
	return result;
}
