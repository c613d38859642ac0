/* io/worker and io/sandbox: what a child may cost, and what it may not touch. */

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/reader.h"
#include "io/sandbox.h"
#include "io/worker.h"

enum { CHILD_SOCKET = 3, HALF_GIB = 1 << 29 };

enum request {
	ECHO = 1,
	STALL, /* an answer, and no ear for the next request */
	ABORT,
	SPIN,
	CRAWL, /* more than a second, of which little is spent on a processor */
	LEAVE,
	LIE,         /* a frame that claims a gigabyte */
	HALF,        /* a frame that is never finished */
	EAT,         /* all memory, as our code does */
	EAT_RAW,     /* all memory, as libraries do: abort() when there is none */
	GRAB,        /* 4 GiB at once */
	GRAB_SOME,   /* HALF_GIB */
	OPEN_WINDOW, /* the same of a file, to read it */
	FAULT,       /* a write to nowhere */
	READ_FILE,
	WRITE_FILE,
	SOCKET,
	EXEC,
	FORK,
	KILL_PARENT,
	TRACE,
	GROW_FILE,
	DESCRIPTORS,
	SIZE_OF_FD,
};

/* As a child does that shares its processor with many. */
static int crawl(void)
{
	for (int i = 0; i < 15; i++) {
		clock_t end = clock() + CLOCKS_PER_SEC / 50;

		while (clock() < end)
			;
		(void)usleep(100 * 1000);
	}
	return 0;
}

static int try_exec(void)
{
	char *const arguments[] = { "true", NULL };

	return execve("/bin/true", arguments, NULL);
}

static int try_grow(void)
{
	int fd = memfd_create("big", 0);

	return fd == -1 ? -1 : ftruncate(fd, (off_t)RQ_MAX_FILE_BYTES + 1);
}

/* Memory, or a file where there is one. */
static int try_map(int fd)
{
	const void *mapped = fd == -1 ? mmap(NULL, HALF_GIB, PROT_READ | PROT_WRITE,
					     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
				      : mmap(NULL, HALF_GIB, PROT_READ, MAP_PRIVATE, fd, 0);

	return mapped == MAP_FAILED ? -1 : 0;
}

static int count_descriptors(void)
{
	int count = 0;

	for (int fd = 0; fd < 256; fd++)
		count += fcntl(fd, F_GETFD) != -1;
	return count;
}

static void eat(enum request how)
{
	for (;;) {
		char *more = how == EAT ? rq_alloc(16, RQ_MIB(1)) : malloc(RQ_MIB(16));

		if (!more)
			abort();
		memset(more, 1, RQ_MIB(16));
	}
}

/* What the system says to it: 0 or more is allowed, else the error's number, negative. */
static int attempt(enum request what, int fd)
{
	struct stat status;
	int result = -1;

	errno = 0;
	switch (what) {
	case READ_FILE:
		result = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
		break;
	case WRITE_FILE:
		result = open("/tmp/rq-must-not-be", O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
		break;
	case SOCKET:
		result = socket(AF_INET, SOCK_STREAM, 0);
		break;
	case EXEC:
		result = try_exec();
		break;
	case FORK:
		result = fork();
		break;
	case KILL_PARENT:
		result = kill(getppid(), SIGUSR1);
		break;
	case TRACE:
		result = (int)syscall(101 /* ptrace */, 16, getppid(), 0, 0);
		break;
	case GROW_FILE:
		result = try_grow();
		break;
	case GRAB:
		result = mmap(NULL, (size_t)4 << 30, PROT_READ | PROT_WRITE,
			      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
			     ? -1
			     : 0;
		break;
	case GRAB_SOME:
		result = try_map(-1);
		break;
	case OPEN_WINDOW:
		result = try_map(fd);
		break;
	case CRAWL:
		return crawl();
	case DESCRIPTORS:
		return count_descriptors();
	case SIZE_OF_FD:
		return fstat(fd, &status) == 0 ? (int)status.st_size : -1;
	default:
		break;
	}
	return result >= 0 ? result : -errno;
}

static void misbehave(enum request what)
{
	static const unsigned lie[2] = { 1, 1U << 30 };
	static char *volatile nowhere; /* volatile: the compiler knows no more of it */

	switch (what) {
	case ABORT:
		abort();
	case SPIN:
		for (;;)
			;
	case LEAVE:
		_exit(7);
	case FAULT:
		*nowhere = 1;
		break;
	case LIE:
		(void)!write(CHILD_SOCKET, lie, sizeof lie);
		break;
	case HALF:
		(void)!write(CHILD_SOCKET, lie, 5);
		(void)pause();
		break;
	case EAT:
	case EAT_RAW:
		eat(what);
		break;
	default:
		break;
	}
}

static void serve(struct rq_channel *channel, void *context)
{
	const struct rq_sandbox *sandbox = context;
	struct rq_error err = { 0 };
	struct rq_frame frame;

	if (sandbox && rq_sandbox_enter(sandbox, &err) == -1) {
		(void)rq_channel_send(channel, 0, err.message, strlen(err.message), -1, &err);
		return;
	}
	while (rq_channel_receive(channel, &frame, &err) == 1) {
		char text[16];

		misbehave((enum request)frame.type);
		if (frame.type == ECHO) {
			(void)rq_channel_send(channel, ECHO, frame.data, frame.length, -1, &err);
			continue;
		}
		(void)snprintf(text, sizeof text, "%d",
			       attempt((enum request)frame.type, frame.fd));
		if (frame.fd != -1)
			(void)close(frame.fd);
		(void)rq_channel_send(channel, frame.type, text, strlen(text), -1, &err);
		if (frame.type == STALL)
			(void)pause();
	}
}

static const char *const nothing[] = { NULL };
static const struct rq_sandbox jail = { .readable = nothing,
					.memory = RQ_MIB(256),
					.file_bytes = RQ_MAX_FILE_BYTES,
					.descriptors = 32 };

static struct rq_worker *start(const struct rq_sandbox *sandbox, unsigned seconds)
{
	struct rq_sandbox copy = sandbox ? *sandbox : (struct rq_sandbox) { 0 };
	struct rq_worker_options options = { .serve = serve,
					     .context = sandbox ? &copy : NULL,
					     .seconds = seconds };
	struct rq_error err = { 0 };
	struct rq_worker *worker;

	assert_works(rq_worker_start(&options, &worker, &err), err);
	return worker;
}

/* Asks and waits: 1 answered, -1 dead. */
static int ask(struct rq_worker *worker, enum request what, const char *text, int fd,
	       struct rq_frame *frame, struct rq_error *err)
{
	struct rq_worker *const workers[] = { NULL, worker };
	int got = 0;

	if (rq_worker_ask(worker, what, text, strlen(text), fd, err) == -1)
		return -1;
	while (got == 0) {
		assert_works(rq_worker_wait(workers, 2, err), *err);
		got = rq_worker_receive(worker, frame, err);
	}
	return got;
}

static void assert_dies(enum request what, enum rq_code code)
{
	/* Only what is to run out of time may: a loaded machine needs long for the rest. */
	struct rq_worker *worker = start(&jail, code == RQ_TIMEOUT ? 1 : 60);
	struct rq_error err = { 0 };
	struct rq_frame frame;

	assert_fails(ask(worker, what, "", -1, &frame, &err), err, code);
	rq_worker_free(worker);
}

static void a_worker_answers_many_times(void **state)
{
	struct rq_worker *worker = start(NULL, 60);
	struct rq_error err = { 0 };
	struct rq_frame frame;

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(ask(worker, ECHO, i ? "" : "hello", -1, &frame, &err), 1);
		assert_string_equal(frame.data, i ? "" : "hello");
		assert_false(rq_worker_busy(worker));
	}
	rq_worker_free(worker);
}

static void a_request_that_a_stuck_worker_does_not_take_fails(void **state)
{
	struct rq_worker *worker = start(NULL, 60);
	char *large = rq_alloc(RQ_MIB(1) + 1, 1);
	struct rq_error err = { 0 };
	struct rq_frame frame;

	(void)state;
	memset(large, 'x', RQ_MIB(1));
	assert_int_equal(ask(worker, STALL, "", -1, &frame, &err), 1);
	assert_fails(ask(worker, ECHO, large, -1, &frame, &err), err, RQ_CRASHED);
	free(large);
	rq_worker_free(worker);
}

static void a_death_is_told_from_an_overrun(void **state)
{
	(void)state;
	assert_dies(ABORT, RQ_CRASHED);
	assert_dies(LEAVE, RQ_CRASHED);
#ifndef RQ_NO_SANDBOX /* a sanitizer has handlers of its own */
	assert_dies(FAULT, RQ_CRASHED);
#endif
	assert_dies(SPIN, RQ_TIMEOUT);
	assert_dies(HALF, RQ_TIMEOUT);
	assert_dies(LIE, RQ_CRASHED);
}

static void a_child_that_a_busy_machine_keeps_waiting_is_not_late(void **state)
{
	struct rq_worker *worker = start(NULL, 1);
	struct rq_error err = { 0 };
	struct rq_frame frame;

	(void)state;
	assert_int_equal(ask(worker, CRAWL, "", -1, &frame, &err), 1);
	rq_worker_free(worker);
}

static void a_descriptor_travels_along(void **state)
{
	struct rq_worker *worker = start(NULL, 10);
	struct rq_error err = { 0 };
	int fd = memfd_create("test", MFD_CLOEXEC);
	struct rq_frame frame;

	(void)state;
	assert_int_equal(write(fd, "12345", 5), 5);
	assert_int_equal(ask(worker, SIZE_OF_FD, "", fd, &frame, &err), 1);
	assert_string_equal(frame.data, "5");
	(void)close(fd);
	rq_worker_free(worker);
}

static void a_child_has_no_descriptor_of_its_parent(void **state)
{
	int secret = open("/dev/null", O_RDONLY);
	struct rq_worker *worker = start(NULL, 10);
	struct rq_error err = { 0 };
	struct rq_frame frame;

	(void)state;
	assert_true(secret >= 0);
	assert_int_equal(ask(worker, DESCRIPTORS, "", -1, &frame, &err), 1);
	assert_string_equal(frame.data, "4"); /* the three and its socket */
	(void)close(secret);
	rq_worker_free(worker);
}

static void the_terminals_signals_are_for_the_parent(void **state)
{
	struct rq_worker *worker;
	struct rq_error err = { 0 };
	struct rq_frame frame;
	void (*before)(int) = signal(SIGINT, SIG_IGN);

	(void)state;
	(void)setpgid(0, 0); /* a job of our own */
	worker = start(NULL, 10);
	assert_int_equal(ask(worker, ECHO, "up", -1, &frame, &err), 1);
	(void)kill(0, SIGINT); /* as Ctrl-C does to all of a job */
	assert_int_equal(ask(worker, ECHO, "still", -1, &frame, &err), 1);
	(void)signal(SIGINT, before);
	rq_worker_free(worker);
}

static void the_jail_keeps_it_from_the_system(void **state)
{
#ifdef RQ_NO_SANDBOX
	(void)state;
	skip();
#else
	static const enum request attempts[] = { READ_FILE,   WRITE_FILE, SOCKET,    EXEC, FORK,
						 KILL_PARENT, TRACE,      GROW_FILE, GRAB };
	static const struct rq_sandbox *const jails[] = { &jail, &rq_document_sandbox };

	(void)state;
	if (is_under_valgrind())
		skip();
	for (size_t j = 0; j < sizeof jails / sizeof jails[0]; j++) {
		struct rq_worker *worker = start(jails[j], 10);
		struct rq_error err = { 0 };
		struct rq_frame frame;

		for (size_t i = 0; i < sizeof attempts / sizeof attempts[0]; i++) {
			assert_int_equal(ask(worker, attempts[i], "", -1, &frame, &err), 1);
			if (frame.data[0] != '-')
				fail_msg("attempt %d was allowed: %s", (int)attempts[i],
					 frame.data);
		}
		assert_int_equal(ask(worker, ECHO, "well", -1, &frame, &err), 1);
		assert_string_equal(frame.data, "well");
		rq_worker_free(worker);
	}
#endif
}

static void files_to_read_have_address_space_of_their_own(void **state)
{
#ifdef RQ_NO_SANDBOX
	(void)state;
	skip();
#else
	struct rq_sandbox jails[] = { jail, jail };
	struct rq_error err = { 0 };
	struct rq_frame frame;
	int fd = memfd_create("fonts", MFD_CLOEXEC);

	(void)state;
	if (is_under_valgrind())
		skip();
	assert_return_code(ftruncate(fd, HALF_GIB), errno);
	jails[1].files = RQ_MIB(1024);
	for (size_t i = 0; i < 2; i++) {
		struct rq_worker *worker = start(&jails[i], 60);

		assert_int_equal(ask(worker, OPEN_WINDOW, "", fd, &frame, &err), 1);
		assert_int_equal(atoi(frame.data), i == 0 ? -ENOMEM : 0);
		assert_int_equal(ask(worker, GRAB_SOME, "", -1, &frame, &err), 1);
		assert_int_equal(atoi(frame.data), -ENOMEM);
		rq_worker_free(worker);
	}
	(void)close(fd);
#endif
}

static void memory_ends_at_the_limit(void **state)
{
	(void)state;
#ifdef RQ_NO_SANDBOX
	skip();
#else
	if (is_under_valgrind())
		skip();
	assert_dies(EAT, RQ_TOO_LARGE);
	assert_dies(EAT_RAW, RQ_TOO_LARGE);
#endif
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_worker_answers_many_times),
		cmocka_unit_test(a_request_that_a_stuck_worker_does_not_take_fails),
		cmocka_unit_test(a_death_is_told_from_an_overrun),
		cmocka_unit_test(a_child_that_a_busy_machine_keeps_waiting_is_not_late),
		cmocka_unit_test(a_descriptor_travels_along),
		cmocka_unit_test(a_child_has_no_descriptor_of_its_parent),
		cmocka_unit_test(the_terminals_signals_are_for_the_parent),
		cmocka_unit_test(the_jail_keeps_it_from_the_system),
		cmocka_unit_test(memory_ends_at_the_limit),
		cmocka_unit_test(files_to_read_have_address_space_of_their_own),
	};

	return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}
