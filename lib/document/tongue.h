#ifndef RQ_DOCUMENT_TONGUE_H
#define RQ_DOCUMENT_TONGUE_H

/*
 * The languages that Tesseract reads. What it learned of them is mapped before
 * workers are forked, who may open no file; only one language is awake at a time,
 * for each takes a dozen megabytes. Only where rq is built with OCR.
 */

#include "base/error.h"

struct TessBaseAPI; /* Tesseract's */
struct rq_tongues;

/*
 * "eng+deu": names as Tesseract's, "," will do, too; RQ_OCR_DEFAULT. Where
 * document/language can tell all of them they are read one by one, others
 * together. RQ_USAGE when one or all of it is not installed. Free it.
 */
int rq_tongues_open(const char *languages, struct rq_tongues **tongues, struct rq_error *err);
void rq_tongues_free(struct rq_tongues *tongues);

/* Wakes the first language, as for each document. */
void rq_tongues_first(struct rq_tongues *tongues);

/* The language that is to be awake. Borrowed until another one is; NULL: without memory. */
struct TessBaseAPI *rq_tongues_awake(struct rq_tongues *tongues);

/* Until one is wanted none is awake, as far as that can be, and what reading took is free. */
void rq_tongues_rest(struct rq_tongues *tongues);

/* Wakes the language that a text is of; NULL when that is awake already, or none. */
struct TessBaseAPI *rq_tongues_of_text(struct rq_tongues *tongues, const char *text);

/* Tells how a page is turned; the caller's. NULL when that is not installed. */
struct TessBaseAPI *rq_tongues_turner(const struct rq_tongues *tongues);

#endif
