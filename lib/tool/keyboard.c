#include "tool/keyboard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

static void each_key_at_once(const struct rq_keyboard *keyboard)
{
	struct termios raw = keyboard->kept;

	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	(void)tcsetattr(keyboard->fd, TCSADRAIN, &raw);
}

int rq_keyboard_open(struct rq_keyboard *keyboard, int stop_fd, struct rq_error *err)
{
	*keyboard = (struct rq_keyboard) { .fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY),
					   .stop_fd = stop_fd };
	if (keyboard->fd == -1 || tcgetattr(keyboard->fd, &keyboard->kept) == -1)
		return rq_fail(err, RQ_SYSTEM, "there is no terminal to ask at: %s",
			       strerror(errno));
	each_key_at_once(keyboard);
	return 0;
}

void rq_keyboard_close(struct rq_keyboard *keyboard)
{
	if (keyboard->fd == -1)
		return;
	(void)tcsetattr(keyboard->fd, TCSADRAIN, &keyboard->kept);
	(void)close(keyboard->fd);
	keyboard->fd = -1;
}

int rq_keyboard_key(struct rq_keyboard *keyboard, char *key, struct rq_error *err)
{
	struct pollfd wait[] = { { .fd = keyboard->fd, .events = POLLIN },
				 { .fd = keyboard->stop_fd, .events = POLLIN } };

	while (poll(wait, 2, -1) == -1)
		if (errno != EINTR)
			return rq_fail(err, RQ_SYSTEM, "terminal: %s", strerror(errno));
	if (wait[1].revents != 0 || read(keyboard->fd, key, 1) != 1)
		return rq_fail(err, RQ_INTERRUPTED, "interrupted");
	return 0;
}

int rq_keyboard_line(struct rq_keyboard *keyboard, char *line, size_t size, struct rq_error *err)
{
	size_t length = 0;
	char byte = 0;
	int result;

	(void)tcsetattr(keyboard->fd, TCSADRAIN, &keyboard->kept);
	while ((result = rq_keyboard_key(keyboard, &byte, err)) == 0 && byte != '\n')
		if (length + 1 < size)
			line[length++] = byte;
	line[length] = '\0';
	each_key_at_once(keyboard);
	return result;
}
