#ifndef RQ_DOCUMENT_SIGHTED_H
#define RQ_DOCUMENT_SIGHTED_H

/*
 * The words that Tesseract found on a page, as document/layout takes them. Only
 * where rq is built with OCR.
 */

#include <stddef.h>

#include "document/layout.h"

struct TessBaseAPI; /* Tesseract's, which has recognized a picture */

/* Begins as { 0 }; it owns the texts of the words. Free it. */
struct rq_sighted {
	struct rq_word_box *words;
	size_t count, capacity;
	double unit;   /* points in a pixel */
	double top;    /* where the picture begins on the page, in points */
	size_t unsure; /* lines left out because hardly a word in them was sure */
};

void rq_sighted_free(struct rq_sighted *all);

/* Appends the words of a picture. */
void rq_sighted_add(struct rq_sighted *all, struct TessBaseAPI *reader);

/*
 * Reads the picture of the last words, from that one on, once more: all but what
 * has "@" in it, for a reader who knows a language's accents need not know that
 * sign.
 */
void rq_sighted_replace(struct rq_sighted *all, size_t from, struct TessBaseAPI *reader);

/* When all is there: bullets go to their words. */
void rq_sighted_finish(struct rq_sighted *all);

#endif
