#ifndef RQ_TOOL_PAGER_H
#define RQ_TOOL_PAGER_H

/*
 * A text at the terminal, a page at a time, with a question below it. Space and Page Down turn
 * the page, "-" and Page Up turn it back, arrows (or j, k) go a row, Home and End (or g, G) to
 * both ends; all others are answers. It fits the window, also when that changes.
 */

#include "io/output.h"
#include "report/wrap.h"
#include "tool/keyboard.h"

struct rq_pager {
	struct rq_keyboard *keyboard; /* borrowed, as the others */
	struct rq_output *screen;
	const char *status; /* what of how much is shown: a few words, for a row of its own */
	const char *question;
	struct rq_wrap text, asked; /* of the text, of the question */
	size_t rows, top;           /* of the text: that fit, that is shown first */
	bool placed;                /* there is room for the status */
};

/* Shows a text from its beginning; both texts are borrowed until the next is shown. */
int rq_pager_show(struct rq_pager *pager, const char *text, const char *question,
		  struct rq_error *err);

/* Shows again what it showed: something else was written to the terminal. */
int rq_pager_redraw(struct rq_pager *pager, struct rq_error *err);

/* The next key that is an answer; as rq_keyboard_key(). */
int rq_pager_key(struct rq_pager *pager, int *key, struct rq_error *err);

void rq_pager_free(struct rq_pager *pager);

#endif
