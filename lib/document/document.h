#ifndef RQ_DOCUMENT_DOCUMENT_H
#define RQ_DOCUMENT_DOCUMENT_H

/*
 * What every reader makes of a file: lines of text in reading order, with the
 * facts of layout that tell a heading from a sentence. Readers only report what
 * the file says; what it means is for lib/resume.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/json.h"
#include "document/hidden.h"
#include "document/turn.h"

enum rq_line_kind {
	RQ_LINE_TEXT,
	RQ_LINE_HEADING, /* the file itself calls it a heading (style, "#", <h2>) */
	RQ_LINE_ITEM,    /* an item of a list; the bullet is not in the text */
	RQ_LINE_ROW,     /* a table row; cells are separated by a tab */
};

struct rq_line {
	char *text; /* UTF-8, NFC, no newline, no unsafe character, not empty */
	enum rq_line_kind kind;
	unsigned page;  /* from 1; 0 where the format has no pages */
	unsigned level; /* of a heading, from 1, the outermost; 0 where the file does not say */
	float size;     /* of the type, in points; 0 when unknown */
	float left;     /* distance from the page's left edge, in points; 0 unknown */
	bool bold;      /* the whole line */
	bool gap;       /* more space above than inside a paragraph: a new block */
	struct rq_turns turns; /* of the type, inside of the line */
};

struct rq_document {
	const char *format; /* "pdf", "docx", …: what records say (document/detect.h); static */
	struct rq_line *lines;
	size_t count;
	size_t capacity;
	size_t text_bytes; /* of all lines */
	json_t *warnings;  /* array of {"code", "message", and "page" or "count" where it helps} */
	json_t *json;      /* a JSON document's value, else NULL; it has no lines */
	struct rq_hidden hidden; /* what was left out; the reader makes warnings of it */
	unsigned page;           /* of the lines that are added now; 0 where there are none */
	bool gap;                /* an empty line came last: the next one begins a block */
	unsigned depth;          /* how many others it is inside of (document/chunk) */
};

void rq_document_init(struct rq_document *document);
void rq_document_free(struct rq_document *document);

/*
 * Adds a line: brings text to NFC, folds white space (a run that holds a tab or
 * is three and more wide, and a leader of dots to what stands behind it, parts
 * columns: one tab; any other run, one space), takes out unsafe
 * characters (counted in warnings by kind and page), soft hyphens
 * and the icons of private fonts, parts Latin ligatures into letters, joins
 * nothing. Text in tag characters is hidden text. A byte that is no UTF-8
 * becomes U+FFFD. A line without text only sets gap on the next one. Returns
 * the line to set facts on in *line (may be NULL; valid until the next call),
 * or NULL when nothing was added. RQ_TOO_LARGE, RQ_TOO_MANY past the limits.
 */
int rq_document_add(struct rq_document *document, const char *text, size_t length,
		    struct rq_line **line, struct rq_error *err);

/* Adds {"code": code, "message": message} to the warnings; returns it, borrowed. */
json_t *rq_document_warn(struct rq_document *document, const char *code, const char *message);

/* Warnings of what was left out because nobody sees it; when all lines are there. */
void rq_document_warn_hidden(struct rq_document *document);

/* All lines, each ended by a newline: the text that is hashed and shown. free(). */
char *rq_document_text(const struct rq_document *document);

#endif
