#ifndef RQ_DOCUMENT_OPERATOR_H
#define RQ_DOCUMENT_OPERATOR_H

/*
 * A PDF's content stream as operators with their operands (ISO 32000-1, 7.8.2).
 * What is malformed is skipped, as viewers do.
 */

#include <stdbool.h>
#include <stddef.h>

/* An operator's name, one to three characters, as a number. */
#define RQ_VERB2(a, b) ((unsigned)(a) << 8 | (unsigned)(b))
#define RQ_VERB3(a, b, c) (RQ_VERB2(a, b) << 8 | (unsigned)(c))

enum {
	RQ_OPERANDS = 6, /* numbers that an operator has at most; of more, the last */
	RQ_OPERATOR_NAME = 128,
	RQ_SHOWN_TEXT = 256, /* bytes of a string that are kept */
};

struct rq_operator {
	unsigned verb; /* 'q', RQ_VERB2('T', 'j') */
	double numbers[RQ_OPERANDS];
	size_t count;
	char name[RQ_OPERATOR_NAME]; /* the last name, with its slash, or "" */
	bool optional;               /* the one before it begins with /OC: it may name a layer */
	char text[RQ_SHOWN_TEXT];    /* strings, put together; what is not ASCII is a space */
	size_t text_length;          /* what of them is kept */
	size_t shown;                /* bytes of all strings */
	double adjusted; /* the sum of the numbers inside of an array: thousandths of the type's
			    size */
};

struct rq_operators {
	const char *at, *end;
};

/* The next one; false at the end. An inline image is one operator, "EI". */
bool rq_operator_next(struct rq_operators *operators, struct rq_operator *one);

/* The same, without its operands: which one it is, and where it ends. */
bool rq_operator_skip(struct rq_operators *operators, unsigned *verb);

#endif
