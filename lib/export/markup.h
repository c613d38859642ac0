#ifndef RQ_EXPORT_MARKUP_H
#define RQ_EXPORT_MARKUP_H

/*
 * Writing XML 1.0, by libxml2's writer: what is opened is closed, what is text
 * is escaped. Names and values are UTF-8 without control characters, which a
 * manuscript's texts are. A failure is kept until the end tells of it.
 */

#include "base/buffer.h"

struct rq_markup;

struct rq_markup *rq_markup_new(void);

/* The end of every document: closes what is open, appends the bytes to out, frees. RQ_TOO_LARGE,
 * RQ_SYSTEM. */
int rq_markup_finish(struct rq_markup *markup, struct rq_buffer *out, struct rq_error *err);

/* <?xml version="1.0" encoding="UTF-8" standalone="yes"?> */
void rq_markup_declare(struct rq_markup *markup);

/* Attributes come between the opening and the first content; a NULL value leaves one out. */
void rq_markup_open(struct rq_markup *markup, const char *name);
void rq_markup_attribute(struct rq_markup *markup, const char *name, const char *value);
void rq_markup_text(struct rq_markup *markup, const char *text);
void rq_markup_close(struct rq_markup *markup);

/* <name/> with one attribute; <name>text</name>. */
void rq_markup_empty(struct rq_markup *markup, const char *name, const char *attribute,
		     const char *value);
void rq_markup_element(struct rq_markup *markup, const char *name, const char *text);

/* Markup of our own, as it is. */
void rq_markup_raw(struct rq_markup *markup, const char *markup_text, size_t length);

#endif
