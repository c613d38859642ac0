#ifndef RQ_DOCUMENT_SIDE_H
#define RQ_DOCUMENT_SIDE_H

/* What stands at one side of a gutter, by lines: for those who ask what is level with what. */

#include "document/word_box.h"

/* A line of one side: words from first on. */
struct rq_side_line {
	double top, bottom;
	size_t first, count;
	size_t bytes;
	double left; /* of its first word */
	bool bold;   /* its first word is */
	bool year;   /* says one */
	bool opens;  /* ends in a sign that joins it with the next line: "2014 –" */
	bool joins;  /* begins with such */
	bool beside; /* something of the other side is */
};

/* The words of one side, by lines. */
struct rq_side {
	struct rq_word_box **words;
	size_t count;
	struct rq_side_line *lines;
	size_t used;
};

/*
 * Reads what is left of middle, or the rest; freed by rq_side_free(). The words stay the caller's.
 */
void rq_side_read(struct rq_side *side, struct rq_word_box *words, size_t count, double middle,
		  bool left);

void rq_side_free(struct rq_side *side);

/*
 * Puts the words of the lines from first to before end level with a line of the other side, in
 * one line themselves.
 */
void rq_side_level(const struct rq_side *side, size_t first, size_t end,
		   const struct rq_side_line *row);

/* How much two extents have in common; negative: how far apart they are. */
double rq_side_shared(double top, double bottom, double other_top, double other_bottom);

#endif
