#ifndef RQ_TOOL_KEYBOARD_H
#define RQ_TOOL_KEYBOARD_H

/* Keys and lines from the terminal, whatever standard input is. */

#include <stddef.h>
#include <termios.h>

#include "base/error.h"

/* Keys that are no bytes: what terminals send as "\033[A" and the like. */
enum rq_key {
	RQ_KEY_UP = 256,
	RQ_KEY_DOWN,
	RQ_KEY_PAGE_UP,
	RQ_KEY_PAGE_DOWN,
	RQ_KEY_HOME,
	RQ_KEY_END,
	RQ_KEY_OTHER,   /* one that nobody asked for */
	RQ_KEY_RESIZED, /* no key: the window has another size */
};

struct rq_keyboard {
	int fd;      /* of the terminal, for reading and writing; -1: closed */
	int stop_fd; /* readable when the program should stop; -1 for none */
	int size_fd; /* readable when the window was given another size */
	struct termios kept;
};

/* RQ_SYSTEM without a terminal. Close it, or the terminal stays without echo. */
int rq_keyboard_open(struct rq_keyboard *keyboard, int stop_fd, struct rq_error *err);
void rq_keyboard_close(struct rq_keyboard *keyboard);

/*
 * The next key as it is pressed: a byte, or one of enum rq_key. RQ_INTERRUPTED at a signal, and
 * when the terminal is gone.
 */
int rq_keyboard_key(struct rq_keyboard *keyboard, int *key, struct rq_error *err);

/* A line as it is typed and mended, without its newline; what does not fit is left out. */
int rq_keyboard_line(struct rq_keyboard *keyboard, char *line, size_t size, struct rq_error *err);

/* The window, never smaller than a few words; 24 rows of 80 columns where nobody says. */
void rq_keyboard_size(const struct rq_keyboard *keyboard, size_t *rows, size_t *columns);

#endif
