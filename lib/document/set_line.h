#ifndef RQ_DOCUMENT_SET_LINE_H
#define RQ_DOCUMENT_SET_LINE_H

/*
 * A line as it was set: its text, and where that stands, in any unit. Pages of PDF and scans
 * become such lines, and so does plain text, whose unit is a character.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/document.h"

struct rq_set_line {
	char *text; /* UTF-8, the owner's; bullet included */
	size_t length;
	enum rq_line_kind kind;
	unsigned level; /* of a heading; 0 unknown */
	unsigned page;
	unsigned column; /* of the page, from 1; 0: all across it */
	float size;
	bool bold; /* all of it; the next ones: its first word, its last */
	bool opens_bold, ends_bold;
	struct rq_turns turns; /* of the type, inside of the line */
	bool gap;              /* space above */
	bool hard;             /* ended on purpose: the next line does not continue it */
	double left, right;    /* of the text as set */
	size_t head;           /* bytes before the first wide gap; length when there is none */
	double head_right;     /* where they end; right when there is none */
	double tail_left;      /* where what is behind the last wide gap begins */
	double text_left;      /* where the text behind a bullet begins; left without one */
	double word;           /* width of the first word and a space */
	double top, bottom;    /* of the line on its page; 0 where there are none */
	double edge;  /* right edge of its column, what stands behind wide gaps left aside */
	double outer; /* the same with it */
};

#endif
