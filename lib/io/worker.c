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

#include "base/buffer.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/memory.h"

enum {
	HEADER = 8,       /* type and length, 4 bytes each, of this machine */
	PIECE = 64 << 10, /* grows with what came, not with what was promised */
	NO_MEMORY = 75,   /* how base/memory.h ends a process */
	CHANNEL_FD = 3,   /* of the child, behind the standard three */
	SPARE = 16 << 20, /* bytes that a process within its limits still gets */
	STILL = 200,      /* who has less than this part of a processor stands still */
};

struct rq_channel {
	int fd;
	unsigned char header[HEADER];
	size_t got; /* bytes of the header */
	struct rq_buffer payload;
	int passed; /* descriptor that came with this frame, or -1 */
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

/* --- frames ------------------------------------------------------------------ */

static void open_channel(struct rq_channel *channel, int fd)
{
	memset(channel, 0, sizeof *channel);
	channel->fd = fd;
	channel->passed = -1;
	rq_buffer_init(&channel->payload, RQ_MAX_FRAME_BYTES);
}

static void close_channel(struct rq_channel *channel)
{
	if (channel->fd >= 0)
		(void)close(channel->fd);
	if (channel->passed >= 0)
		(void)close(channel->passed);
	rq_buffer_free(&channel->payload);
	channel->fd = channel->passed = -1;
}

static void keep_passed(struct rq_channel *channel, struct msghdr *message)
{
	for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
		int fd;

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS ||
		    c->cmsg_len != CMSG_LEN(sizeof fd))
			continue;
		memcpy(&fd, CMSG_DATA(c), sizeof fd);
		if (channel->passed >= 0)
			(void)close(channel->passed);
		channel->passed = fd;
	}
}

/* recv(2) that keeps a descriptor that comes along: > 0, 0 the other side is gone, -1. */
static ssize_t receive_bytes(struct rq_channel *channel, void *bytes, size_t count, int flags)
{
	union {
		struct cmsghdr align;
		char space[CMSG_SPACE(sizeof(int))];
	} control;
	struct iovec part = { bytes, count };
	struct msghdr message = { .msg_iov = &part,
				  .msg_iovlen = 1,
				  .msg_control = control.space,
				  .msg_controllen = sizeof control.space };
	ssize_t got;

	do
		got = recvmsg(channel->fd, &message, flags | MSG_CMSG_CLOEXEC);
	while (got == -1 && errno == EINTR);
	if (got > 0)
		keep_passed(channel, &message);
	return got;
}

static uint32_t header_field(const struct rq_channel *channel, size_t at)
{
	uint32_t value;

	memcpy(&value, channel->header + at, sizeof value);
	return value;
}

/* How many bytes the frame still lacks; the next of them go to *into. */
static size_t missing(struct rq_channel *channel, void **into, struct rq_error *err)
{
	size_t left;

	if (channel->got < HEADER) {
		*into = channel->header + channel->got;
		return HEADER - channel->got;
	}
	left = header_field(channel, 4) - channel->payload.length;
	if (left > PIECE)
		left = PIECE;
	if (left > 0)
		(void)rq_buffer_reserve(&channel->payload, left, err);
	*into = channel->payload.data + channel->payload.length;
	return left;
}

static void hand_over(struct rq_channel *channel, struct rq_frame *frame)
{
	channel->payload.data[channel->payload.length] = '\0';
	frame->type = header_field(channel, 0);
	frame->data = channel->payload.data;
	frame->length = channel->payload.length;
	frame->fd = channel->passed;
	channel->passed = -1;
	channel->got = 0;
}

enum outcome { COMPLETE, NOT_YET, GONE, BROKEN };

static enum outcome receive(struct rq_channel *channel, int flags, struct rq_frame *frame)
{
	struct rq_error ignored = { 0 };

	if (channel->got == 0)
		rq_buffer_clear(&channel->payload);
	for (;;) {
		void *into;
		size_t count = missing(channel, &into, &ignored);
		ssize_t got;

		if (count == 0) {
			hand_over(channel, frame);
			return COMPLETE;
		}
		got = receive_bytes(channel, into, count, flags);
		if (got == 0)
			return GONE;
		if (got < 0)
			return errno == EAGAIN ? NOT_YET : GONE;
		if (channel->got < HEADER)
			channel->got += (size_t)got;
		else
			channel->payload.length += (size_t)got;
		if (channel->got == HEADER && header_field(channel, 4) > RQ_MAX_FRAME_BYTES)
			return BROKEN;
	}
}

static void attach(struct msghdr *message, char *space, size_t size, int fd)
{
	struct cmsghdr *c;

	message->msg_control = space;
	message->msg_controllen = size;
	c = CMSG_FIRSTHDR(message);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof fd);
	memcpy(CMSG_DATA(c), &fd, sizeof fd);
}

static int send_frame(struct rq_channel *channel, unsigned type, const void *data, size_t length,
		      int fd, int flags)
{
	union {
		struct cmsghdr align;
		char space[CMSG_SPACE(sizeof(int))];
	} control = { .space = { 0 } };
	uint32_t header[2] = { type, (uint32_t)length };
	struct iovec parts[2] = { { header, sizeof header }, { NULL, length } };
	struct msghdr message = { .msg_iov = parts, .msg_iovlen = 2 };

	memcpy(&parts[1].iov_base, &data, sizeof data); /* sendmsg() only reads it */
	if (fd >= 0)
		attach(&message, control.space, sizeof control.space, fd);
	while (parts[0].iov_len + parts[1].iov_len > 0) {
		ssize_t sent = sendmsg(channel->fd, &message, flags | MSG_NOSIGNAL);

		if (sent == -1 && errno == EINTR)
			continue;
		if (sent == -1)
			return -1;
		message.msg_control = NULL;
		message.msg_controllen = 0;
		for (int i = 0; i < 2; i++) {
			size_t part =
			    (size_t)sent < parts[i].iov_len ? (size_t)sent : parts[i].iov_len;

			parts[i].iov_base = (char *)parts[i].iov_base + part;
			parts[i].iov_len -= part;
			sent -= (ssize_t)part;
		}
	}
	return 0;
}

/* --- the child ------------------------------------------------------------------ */

int rq_channel_receive(struct rq_channel *channel, struct rq_frame *frame, struct rq_error *err)
{
	switch (receive(channel, 0, frame)) {
	case COMPLETE:
		return 1;
	case BROKEN:
	case NOT_YET:
		return rq_fail(err, RQ_SYSTEM, "a request that is no frame");
	case GONE:
	default:
		return 0;
	}
}

int rq_channel_send(struct rq_channel *channel, unsigned type, const void *data, size_t length,
		    int fd, struct rq_error *err)
{
	if (length > RQ_MAX_FRAME_BYTES)
		return rq_fail(err, RQ_TOO_LARGE, "an answer of more than %zu bytes",
			       RQ_MAX_FRAME_BYTES);
	if (send_frame(channel, type, data, length, fd, 0) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot answer");
	return 0;
}

/*
 * Libraries abort when an allocation fails. Whether it was that is seen by
 * asking for memory once more.
 */
static void on_abort(int number)
{
	/* NOLINTNEXTLINE(bugprone-signal-handler,cert-sig30-c): a bare system call */
	void *more = mmap(NULL, SPARE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (more == MAP_FAILED)
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
		_exit(1);
#ifndef RQ_NO_SANDBOX
	if (dup2(null, STDERR_FILENO) == -1) /* a sanitizer's report must be seen */
		_exit(1);
#endif
	if (dup2(*fd, CHANNEL_FD) == -1)
		_exit(1);
	*fd = CHANNEL_FD;
	(void)close_range(CHANNEL_FD + 1, ~0U, 0);
}

static _Noreturn void be_child(const struct rq_worker_options *options, int fd, pid_t parent)
{
	struct rq_channel channel;

	leave_parent(&fd, parent);
	open_channel(&channel, fd);
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
	open_channel(&(*worker)->channel, pair[0]);
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
	close_channel(&worker->channel);
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
		return rq_fail(err, RQ_TOO_LARGE, "ran out of memory (it may have %zu MiB)",
			       RQ_MAX_WORKER_MEMORY >> 20);
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
	if (send_frame(&worker->channel, type, data, length, fd, MSG_DONTWAIT) == 0)
		return 0;
	return explain_death(worker, err);
}

int rq_worker_receive(struct rq_worker *worker, struct rq_frame *frame, struct rq_error *err)
{
	assert(worker->busy);
	switch (receive(&worker->channel, MSG_DONTWAIT, frame)) {
	case COMPLETE:
		worker->busy = false;
		return 1;
	case NOT_YET:
		if (!is_overdue(worker))
			return 0;
		(void)reap(worker);
		return rq_fail(err, RQ_TIMEOUT, "took more than %u s", worker->seconds);
	case BROKEN:
		(void)reap(worker);
		return rq_fail(err, RQ_CRASHED, "the reader's answer is no answer");
	case GONE:
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
