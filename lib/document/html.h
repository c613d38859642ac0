#ifndef RQ_DOCUMENT_HTML_H
#define RQ_DOCUMENT_HTML_H

/*
 * HTML: its text in blocks as a page would show them, without scripts, styles,
 * comments, lists of its own sections, and what is hidden (document/cascade).
 */

#include "document/document.h"

/* Appends to a document that is initialised. The limits of XML, style sheets and text. */
int rq_html_read(const char *bytes, size_t length, struct rq_document *document,
		 struct rq_error *err);

/* The same for HTML inside of another format: it is UTF-8, whatever it says. */
int rq_html_read_text(const char *text, size_t length, struct rq_document *document,
		      struct rq_error *err);

#endif
