#include "notify/mail.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"

enum { MOST_ADDRESS = 254 }; /* RFC 5321, section 4.5.3.1.3, without its brackets */

bool rq_mail_is_address(const char *text)
{
	size_t length = strlen(text);

	if (length == 0 || length > MOST_ADDRESS || *text == '-')
		return false;
	for (const char *c = text; *c; c++)
		if (*c <= ' ' || *c > '~' || strchr("(),:;<>[\\]\"", *c))
			return false;
	return true;
}

char *rq_mail_message(const struct rq_news *news, const char *address)
{
	char *title = rq_news_title(news), *text = rq_news_text(news);
	char *message = rq_printf("To: %s\n"
				  "Subject: %s\n"
				  "Auto-Submitted: auto-generated\n"
				  "MIME-Version: 1.0\n"
				  "Content-Type: text/plain; charset=us-ascii\n"
				  "\n%s\n\n%s",
				  address, title, title, text);

	free(title);
	free(text);
	return message;
}

/* The message as a file that is nowhere; -1 and errno. */
static int file_of(const char *message)
{
	size_t length = strlen(message);
	int fd = memfd_create("mail", MFD_CLOEXEC);

	if (fd != -1 && (write(fd, message, length) != (ssize_t)length || lseek(fd, 0, SEEK_SET))) {
		(void)close(fd);
		return -1;
	}
	return fd;
}

static int start(const char *program, int input, pid_t *child, struct rq_error *err)
{
	static char flag_i[] = "-i", flag_t[] = "-t";
	char *name = rq_strdup(program), *argv[] = { name, flag_i, flag_t, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t set;
	int code;

	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	(void)posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
	(void)posix_spawnattr_init(&attributes);
	(void)sigemptyset(&set); /* what we block and ignore is our own affair */
	(void)posix_spawnattr_setsigmask(&attributes, &set);
	(void)sigaddset(&set, SIGPIPE);
	(void)posix_spawnattr_setsigdefault(&attributes, &set);
	(void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	code = posix_spawn(child, program, &actions, &attributes, argv, environ);
	(void)posix_spawnattr_destroy(&attributes);
	(void)posix_spawn_file_actions_destroy(&actions);
	free(name);
	if (code == 0)
		return 0;
	errno = code;
	return rq_fail_errno(err, RQ_SYSTEM, "%s", program);
}

/* Waits for its end, but only so long; then ends it. */
static int await(pid_t child, int64_t patience, int stop_fd, struct rq_error *err)
{
	int pidfd = (int)syscall(SYS_pidfd_open, child, 0), status = 0;
	struct pollfd polled[2] = { { .fd = pidfd, .events = POLLIN },
				    { .fd = stop_fd, .events = POLLIN } };
	int result = 0;

	if (pidfd != -1 && poll(polled, 2, (int)patience) >= 0 && polled[0].revents == 0) {
		(void)kill(child, SIGKILL);
		result = polled[1].revents ? rq_fail(err, RQ_INTERRUPTED, "interrupted")
					   : rq_fail(err, RQ_NETWORK, "sendmail took too long");
	}
	while (waitpid(child, &status, 0) == -1 && errno == EINTR)
		;
	if (pidfd != -1)
		(void)close(pidfd);
	if (result == 0 && WIFSIGNALED(status))
		return rq_fail(err, RQ_NETWORK, "sendmail died of signal %d", WTERMSIG(status));
	if (result == 0 && WEXITSTATUS(status) != 0)
		return rq_fail(err, RQ_NETWORK, "sendmail exited %d", WEXITSTATUS(status));
	return result;
}

int rq_mail_send(const char *program, const char *message, int64_t patience, int stop_fd,
		 struct rq_error *err)
{
	int input = file_of(message), result;
	pid_t child;

	if (input == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot hold a mail");
	result = start(program, input, &child, err);
	(void)close(input);
	return result == 0 ? await(child, patience, stop_fd, err) : -1;
}
