#include "io/worker.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/memory.h"

enum {
	NO_MEMORY = 75,   /* how base/memory.h ends a process */
	NO_FILES = 76,    /* how a child ends that has no descriptor left to begin with */
	CHANNEL_FD = 3,   /* of the child, behind the standard three */
	SPARE = 16 << 20, /* bytes that a process within its limits still gets */
	STILL = 200,      /* who has less than this part of a processor stands still */
};

struct rq_worker {
	struct rq_channel channel;
	pid_t pid; /* 0: dead and reaped */
	unsigned seconds;
	bool busy;
	int64_t deadline;    /* when it is looked at whether it still works */
	int64_t asked, seen; /* its processor time when it was asked, and when it was looked at */
	int64_t looked;
};

/* --- the child ------------------------------------------------------------------ */

/*
 * Libraries abort when an allocation fails. Whether it was that is told by what the last call
 * said that failed, and by asking for memory once more.
 */
static void on_abort(int number)
{
	/* NOLINTNEXTLINE(bugprone-signal-handler,cert-sig30-c): the thread's own, only read */
	bool refused = errno == ENOMEM;
	/* NOLINTNEXTLINE(bugprone-signal-handler,cert-sig30-c): a bare system call */
	void *more = mmap(NULL, SPARE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (refused || more == MAP_FAILED)
		_exit(NO_MEMORY);
	(void)signal(number, SIG_DFL);
	(void)raise(number);
}

/* The terminal's signals are for the parent, which decides. */
static void leave_signals(void)
{
	static const int deaf[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP, SIGXFSZ };
	static const int plain[] = {
		SIGPIPE, SIGALRM, SIGUSR1, SIGUSR2, SIGCHLD, SIGWINCH,
#ifndef RQ_NO_SANDBOX /* a sanitizer's report must be seen */
		SIGSEGV, SIGBUS,  SIGILL,  SIGFPE,
#endif
	};
	sigset_t none;

	for (size_t i = 0; i < sizeof deaf / sizeof deaf[0]; i++)
		(void)signal(deaf[i], SIG_IGN);
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		(void)signal(plain[i], SIG_DFL);
	(void)signal(SIGABRT, on_abort);
	(void)signal(SIGTRAP, on_abort); /* how GLib aborts */
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* F_DUPFD and dup2() have errors of their own for a limit below what is wanted. */
static _Noreturn void give_up(void)
{
	_exit(errno == EMFILE || errno == ENFILE || errno == EINVAL || errno == EBADF ? NO_FILES
										      : 1);
}

/* What a library prints would stand among records or diagnostics. */
static void leave_parent(int *fd, pid_t parent)
{
	int null;

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) == -1 || getppid() != parent)
		_exit(1);
	leave_signals();
	*fd = fcntl(*fd, F_DUPFD, CHANNEL_FD + 1); /* out of the way of what follows */
	null = open("/dev/null", O_RDWR);
	if (*fd == -1 || null == -1 || dup2(null, STDIN_FILENO) == -1 ||
	    dup2(null, STDOUT_FILENO) == -1)
		give_up();
#ifndef RQ_NO_SANDBOX
	if (dup2(null, STDERR_FILENO) == -1) /* a sanitizer's report must be seen */
		give_up();
#endif
	if (dup2(*fd, CHANNEL_FD) == -1)
		give_up();
	*fd = CHANNEL_FD;
	(void)close_range(CHANNEL_FD + 1, ~0U, 0);
}

static _Noreturn void be_child(const struct rq_worker_options *options, int fd, pid_t parent)
{
	struct rq_channel channel;

	leave_parent(&fd, parent);
	rq_channel_open(&channel, fd);
	options->serve(&channel, options->context);
	_exit(0);
}

/* --- the parent ------------------------------------------------------------------ */

int rq_worker_start(const struct rq_worker_options *options, struct rq_worker **worker,
		    struct rq_error *err)
{
	pid_t parent = getpid(), pid;
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot make a socket");
	pid = fork();
	if (pid == 0)
		be_child(options, pair[1], parent);
	(void)close(pair[1]);
	if (pid == -1) {
		(void)close(pair[0]);
		return rq_fail_errno(err, RQ_SYSTEM, "cannot start a worker");
	}
	*worker = rq_alloc(1, sizeof **worker);
	rq_channel_open(&(*worker)->channel, pair[0]);
	(*worker)->pid = pid;
	(*worker)->seconds = options->seconds;
	return 0;
}

/*
 * A child that is about to die keeps its own status: a kill that comes then
 * changes nothing. One that only closed its socket is killed here.
 */
static int reap(struct rq_worker *worker)
{
	int status = 0;

	(void)kill(worker->pid, SIGKILL);
	while (waitpid(worker->pid, &status, 0) == -1 && errno == EINTR)
		;
	worker->pid = 0;
	worker->busy = false;
	rq_channel_close(&worker->channel);
	return status;
}

void rq_worker_free(struct rq_worker *worker)
{
	if (!worker)
		return;
	if (worker->pid > 0)
		(void)reap(worker);
	free(worker);
}

static int explain_death(struct rq_worker *worker, struct rq_error *err)
{
	int status = reap(worker);
	const char *name;

	if (WIFEXITED(status) && WEXITSTATUS(status) == NO_MEMORY)
		return rq_fail(err, RQ_TOO_LARGE, "needs more memory than a document may take");
	if (WIFEXITED(status) && WEXITSTATUS(status) == NO_FILES)
		return rq_fail(err, RQ_SYSTEM,
			       "cannot start a reader: too many open files (ulimit -n)");
	if (WIFEXITED(status))
		return rq_fail(err, RQ_CRASHED, "the reader ended with status %d",
			       WEXITSTATUS(status));
	if (WTERMSIG(status) == SIGXCPU)
		return rq_fail(err, RQ_TIMEOUT, "took more than %u s", worker->seconds);
	name = sigabbrev_np(WTERMSIG(status));
	return rq_fail(err, RQ_CRASHED, "the reader died of it (SIG%s)", name ? name : "?");
}

/* Milliseconds that the child has been on a processor. */
static int64_t processor_time(const struct rq_worker *worker)
{
	struct timespec time = { 0 };
	clockid_t clock;

	if (clock_getcpuclockid(worker->pid, &clock) == 0)
		(void)clock_gettime(clock, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void start_clock(struct rq_worker *worker)
{
	worker->looked = rq_clock_steady();
	worker->deadline = worker->looked + (int64_t)worker->seconds * 1000;
	worker->asked = worker->seen = processor_time(worker);
}

/* On a machine that has others to serve, a child gets more time as long as it works. */
static bool is_overdue(struct rq_worker *worker)
{
	int64_t limit = (int64_t)worker->seconds * 1000, now = rq_clock_steady(), used, left;

	if (now < worker->deadline)
		return false;
	used = processor_time(worker);
	left = limit - (used - worker->asked);
	if (left <= 0 || (used - worker->seen) * STILL < now - worker->looked)
		return true;
	worker->seen = used;
	worker->looked = now;
	worker->deadline = now + (left > limit / 4 ? left : limit / 4);
	return false;
}

int rq_worker_ask(struct rq_worker *worker, unsigned type, const void *data, size_t length, int fd,
		  struct rq_error *err)
{
	assert(!worker->busy && worker->pid > 0 && length <= RQ_MAX_FRAME_BYTES);
	worker->busy = true;
	start_clock(worker);
	/* An idle worker has read all before: what does not fit now shows that it is stuck. */
	if (rq_channel_write(&worker->channel, type, data, length, fd, false) == 0)
		return 0;
	return explain_death(worker, err);
}

int rq_worker_receive(struct rq_worker *worker, struct rq_frame *frame, struct rq_error *err)
{
	assert(worker->busy);
	switch (rq_channel_read(&worker->channel, false, frame)) {
	case RQ_ARRIVED:
		worker->busy = false;
		return 1;
	case RQ_NOT_YET:
		if (!is_overdue(worker))
			return 0;
		(void)reap(worker);
		return rq_fail(err, RQ_TIMEOUT, "took more than %u s", worker->seconds);
	case RQ_BROKEN:
		(void)reap(worker);
		return rq_fail(err, RQ_CRASHED, "the reader's answer is no answer");
	case RQ_GONE:
	default:
		return explain_death(worker, err);
	}
}

bool rq_worker_busy(const struct rq_worker *worker)
{
	return worker->busy;
}

int rq_worker_wait(struct rq_worker *const *workers, size_t count, struct rq_error *err)
{
	struct pollfd polled[RQ_MAX_WORKERS + 1];
	int64_t now = rq_clock_steady(), wait = INT32_MAX;
	nfds_t used = 0;

	assert(count <= RQ_MAX_WORKERS + 1);
	for (size_t i = 0; i < count; i++) {
		if (!workers[i] || !workers[i]->busy)
			continue;
		polled[used].fd = workers[i]->channel.fd;
		polled[used++].events = POLLIN;
		if (workers[i]->deadline - now < wait)
			wait = workers[i]->deadline - now;
	}
	if (used == 0)
		return 0;
	if (poll(polled, used, wait < 0 ? 0 : (int)wait) == -1 && errno != EINTR)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot wait for a worker");
	return 0;
}
