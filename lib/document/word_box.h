#ifndef RQ_DOCUMENT_WORD_BOX_H
#define RQ_DOCUMENT_WORD_BOX_H

/* A word that stands somewhere on a page. */

#include <stdbool.h>
#include <stddef.h>

/* Of the type's size: so much of their height may letters of neighbouring lines have in common. */
#define RQ_WORD_TOUCH 0.1

struct rq_word_box {
	const char *text; /* UTF-8 without white space; the caller's */
	size_t length;
	double left, top, right, bottom; /* points from the page's upper left corner */
	float size;                      /* of the type */
	bool bold;
	bool italic;
	bool symbol;   /* of a font of signs: a bullet where it begins a line */
	bool space;    /* white space was between it and the word before */
	bool joined;   /* of the layout: it goes on with the word before, as letters set apart do */
	unsigned mark; /* of its glyphs, for who made it */
	size_t joints; /* glyphs less one; 0 where they are not known */
	double slack;  /* free points between its glyphs, in all */
	double apart;  /* of the layout: from the word before it, as it is read; 0: the first */
	unsigned column; /* of the layout: of the page, from 1; 0: all across it */
	bool cell;       /* of the layout: behind the gutter between the cells of rows */
	size_t strip;    /* of the layout: words that no white line parts have the same */
};

bool rq_word_has_letter(const struct rq_word_box *word);

/* For qsort(3): the leftmost first, the uppermost, the one whose middle is uppermost. */
int rq_word_by_left(const void *one, const void *other);
int rq_word_by_top(const void *one, const void *other);
int rq_word_by_middle(const void *one, const void *other);

/* Sorts by one of them; words that come in order, as most do, cost no more than a look at each. */
void rq_word_sort(struct rq_word_box *words, size_t count,
		  int (*compare)(const void *, const void *));

/* Tells the cells of rows, the gutter between which is at middle; sorts by the top edge. */
void rq_word_set_cells(struct rq_word_box *words, size_t count, double middle);

#endif
