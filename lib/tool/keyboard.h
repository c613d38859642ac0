#ifndef RQ_TOOL_KEYBOARD_H
#define RQ_TOOL_KEYBOARD_H

/* Keys and lines from the terminal, whatever standard input is. */

#include <stddef.h>
#include <termios.h>

#include "base/error.h"

struct rq_keyboard {
	int fd;      /* of the terminal, for reading and writing; -1: closed */
	int stop_fd; /* readable when the program should stop; -1 for none */
	struct termios kept;
};

/* RQ_SYSTEM without a terminal. Close it, or the terminal stays without echo. */
int rq_keyboard_open(struct rq_keyboard *keyboard, int stop_fd, struct rq_error *err);
void rq_keyboard_close(struct rq_keyboard *keyboard);

/* The next key as it is pressed. RQ_INTERRUPTED at a signal, and when the terminal is gone. */
int rq_keyboard_key(struct rq_keyboard *keyboard, char *key, struct rq_error *err);

/* A line as it is typed and mended, without its newline; what does not fit is left out. */
int rq_keyboard_line(struct rq_keyboard *keyboard, char *line, size_t size, struct rq_error *err);

#endif
