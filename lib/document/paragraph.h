#ifndef RQ_DOCUMENT_PARAGRAPH_H
#define RQ_DOCUMENT_PARAGRAPH_H

/*
 * A paragraph of a DOCX or an HTML page while its runs come in: the line in hand, to which
 * the reader adds text, links, and fields (a result that a code made, as of a
 * link or a page number). A line break makes a line of what is there.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/block.h"
#include "document/forming.h"
#include "document/parts.h"

enum { RQ_FIELDS = 4, RQ_FIELD_CODE = 512 };

struct rq_field {
	char code[RQ_FIELD_CODE]; /* HYPERLINK "https://…", PAGE, … */
	size_t start;             /* of its result in the text */
	bool shown;               /* past its code */
};

struct rq_paragraph {
	/* facts, set by whoever reads the properties */
	enum rq_line_kind kind;
	unsigned level; /* of a heading; 0 unknown */
	bool gap;
	float left;
	/* what came in */
	struct rq_forming line;
	struct rq_block boxes;  /* text boxes that hang on it: they follow it */
	bool began;             /* a line of it is out already */
	bool numbered;          /* has a page number */
	char target[RQ_TARGET]; /* of the link that is open, or empty */
	size_t link;            /* where its text begins */
	struct rq_field fields[RQ_FIELDS];
	size_t field_count; /* open ones; more than RQ_FIELDS are only counted */
};

/* For the first use; then again for the next paragraph. Free it. */
void rq_paragraph_init(struct rq_paragraph *paragraph);
void rq_paragraph_reset(struct rq_paragraph *paragraph);
void rq_paragraph_free(struct rq_paragraph *paragraph);

/* Links: their address follows their text unless that shows it. */
void rq_paragraph_begin_link(struct rq_paragraph *paragraph, const char *url);
int rq_paragraph_end_link(struct rq_paragraph *paragraph, struct rq_error *err);

/* Fields: begin, code in pieces, shown (the result begins), end. */
void rq_paragraph_begin_field(struct rq_paragraph *paragraph);
void rq_paragraph_field_code(struct rq_paragraph *paragraph, const char *code, size_t length);
void rq_paragraph_show_field(struct rq_paragraph *paragraph);
int rq_paragraph_end_field(struct rq_paragraph *paragraph, struct rq_error *err);

/* Whether text that comes now is a field's code, or the result of a page number. */
bool rq_paragraph_in_code(const struct rq_paragraph *paragraph);

/* Whether it is "Page 1 of 2" without its numbers. */
bool rq_paragraph_is_page_label(const struct rq_paragraph *paragraph);

/* Makes a line of what is there. */
int rq_paragraph_end_line(struct rq_paragraph *paragraph, struct rq_block *block, size_t cell,
			  unsigned page, struct rq_error *err);

#endif
