#include "tool/keyboard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum {
	ESCAPE = '\033',
	REST_MS = 50, /* the bytes of one key come at once */
	USUAL_ROWS = 24,
	USUAL_COLUMNS = 80,
	FEWEST_ROWS = 4,
	FEWEST_COLUMNS = 20
};

static void each_key_at_once(const struct rq_keyboard *keyboard)
{
	struct termios raw = keyboard->kept;

	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	(void)tcsetattr(keyboard->fd, TCSADRAIN, &raw);
}

/* The signal is read, as those that end a program. */
static int watch_size(struct rq_keyboard *keyboard, struct rq_error *err)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGWINCH);
	if (sigprocmask(SIG_BLOCK, &set, NULL) == 0)
		keyboard->size_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return keyboard->size_fd != -1 ? 0 : rq_fail_errno(err, RQ_SYSTEM, "cannot catch signals");
}

int rq_keyboard_open(struct rq_keyboard *keyboard, int stop_fd, struct rq_error *err)
{
	*keyboard = (struct rq_keyboard) { .fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY),
					   .stop_fd = stop_fd,
					   .size_fd = -1 };
	if (keyboard->fd == -1 || tcgetattr(keyboard->fd, &keyboard->kept) == -1)
		return rq_fail(err, RQ_SYSTEM, "there is no terminal to ask at: %s",
			       strerror(errno));
	if (watch_size(keyboard, err) == -1)
		return -1;
	each_key_at_once(keyboard);
	return 0;
}

void rq_keyboard_close(struct rq_keyboard *keyboard)
{
	if (keyboard->fd == -1)
		return;
	if (keyboard->size_fd != -1)
		(void)close(keyboard->size_fd);
	(void)tcsetattr(keyboard->fd, TCSADRAIN, &keyboard->kept);
	(void)close(keyboard->fd);
	keyboard->fd = -1;
}

/* --- keys ------------------------------------------------------------------------ */

/* What stands between "\033[" or "\033O" and the end of a key, with that end. */
static const struct {
	const char *bytes;
	enum rq_key key;
} keys[] = {
	{ "A", RQ_KEY_UP },         { "B", RQ_KEY_DOWN }, { "5~", RQ_KEY_PAGE_UP },
	{ "6~", RQ_KEY_PAGE_DOWN }, { "H", RQ_KEY_HOME }, { "1~", RQ_KEY_HOME },
	{ "7~", RQ_KEY_HOME },      { "F", RQ_KEY_END },  { "4~", RQ_KEY_END },
	{ "8~", RQ_KEY_END },
};

/* A byte that is there already; false: none is. */
static bool next_byte(const struct rq_keyboard *keyboard, char *byte)
{
	struct pollfd wait = { .fd = keyboard->fd, .events = POLLIN };

	return poll(&wait, 1, REST_MS) == 1 && read(keyboard->fd, byte, 1) == 1;
}

/* Behind an escape (ECMA-48: parameters, then a byte from "@" to "~"); a newline is of no key. */
static int rest_of_key(const struct rq_keyboard *keyboard)
{
	char bytes[8] = "", byte;
	size_t length = 0;

	if (!next_byte(keyboard, &byte))
		return ESCAPE;
	if (byte != '[' && byte != 'O')
		return byte == '\n' ? byte : RQ_KEY_OTHER;
	while (next_byte(keyboard, &byte)) {
		if (byte == '\n')
			return byte;
		if (length + 1 < sizeof bytes)
			bytes[length++] = byte;
		if (byte >= '@' && byte <= '~')
			break;
	}
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (strcmp(keys[i].bytes, bytes) == 0)
			return keys[i].key;
	return RQ_KEY_OTHER;
}

int rq_keyboard_key(struct rq_keyboard *keyboard, int *key, struct rq_error *err)
{
	struct pollfd wait[] = { { .fd = keyboard->fd, .events = POLLIN },
				 { .fd = keyboard->stop_fd, .events = POLLIN },
				 { .fd = keyboard->size_fd, .events = POLLIN } };
	struct signalfd_siginfo info;
	unsigned char byte;

	while (poll(wait, 3, -1) == -1)
		if (errno != EINTR)
			return rq_fail(err, RQ_SYSTEM, "terminal: %s", strerror(errno));
	if (wait[1].revents == 0 && wait[2].revents != 0 &&
	    read(keyboard->size_fd, &info, sizeof info) == sizeof info) {
		*key = RQ_KEY_RESIZED;
		return 0;
	}
	if (wait[1].revents != 0 || read(keyboard->fd, &byte, 1) != 1)
		return rq_fail(err, RQ_INTERRUPTED, "interrupted");
	*key = byte == ESCAPE ? rest_of_key(keyboard) : byte;
	return 0;
}

/* The bytes of a line that was cut somewhere, without the character that was cut. */
static size_t without_last(const char *line, size_t length)
{
	while (length > 0 && ((unsigned char)line[length - 1] & 0xc0) == 0x80)
		length--;
	return length > 0 ? length - 1 : 0;
}

int rq_keyboard_line(struct rq_keyboard *keyboard, char *line, size_t size, struct rq_error *err)
{
	size_t length = 0;
	int key = 0, result;

	(void)tcsetattr(keyboard->fd, TCSADRAIN, &keyboard->kept);
	while ((result = rq_keyboard_key(keyboard, &key, err)) == 0 && key != '\n')
		if (key < RQ_KEY_UP && length < size)
			line[length++] = (char)key;
	line[length < size ? length : without_last(line, length)] = '\0';
	each_key_at_once(keyboard);
	return result;
}

/* --- the window -------------------------------------------------------------------- */

static size_t at_least(size_t fewest, size_t usual, size_t said)
{
	if (said == 0)
		return usual;
	return said > fewest ? said : fewest;
}

void rq_keyboard_size(const struct rq_keyboard *keyboard, size_t *rows, size_t *columns)
{
	struct winsize size = { 0 };

	(void)ioctl(keyboard->fd, TIOCGWINSZ, &size);
	*rows = at_least(FEWEST_ROWS, USUAL_ROWS, size.ws_row);
	*columns = at_least(FEWEST_COLUMNS, USUAL_COLUMNS, size.ws_col);
}
