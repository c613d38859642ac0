#ifndef RQ_DOCUMENT_MARKDOWN_H
#define RQ_DOCUMENT_MARKDOWN_H

/*
 * The marks inside one line of Markdown, taken off (CommonMark 0.30, section 6), and what Pandoc
 * adds to them: attributes, spans and fences of divisions (Pandoc User's Guide, "Divs and Spans").
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/turn.h"

/*
 * Appends the line as a reader of the page sees it: without emphasis, code
 * marks and HTML tags; links as "text (url)" unless the text shows the url,
 * pictures as nothing. *strong is set when all of it is strong, *turns (may be NULL) to where
 * emphasis begins and ends.
 */
int rq_markdown_inline(const char *line, size_t length, struct rq_buffer *out, bool *strong,
		       struct rq_turns *turns, struct rq_error *err);

/* Whether the line begins or ends a division: "::: {.entry}", "::: entry", ":::". */
bool rq_markdown_is_fence(const char *line, size_t length);

/* The length of a heading without the attributes at its end: "Skills {#skills .section}". */
size_t rq_markdown_trim_attributes(const char *line, size_t length);

/* Whether the line is a row of a table's ruler: "|---|:--:|". */
bool rq_markdown_is_ruler(const char *line, size_t length);

/* "| a | b |" to "a\tb", appended. */
int rq_markdown_row(const char *line, size_t length, struct rq_buffer *out, struct rq_error *err);

#endif
