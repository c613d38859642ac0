#ifndef RQ_DOCUMENT_COMPOSER_H
#define RQ_DOCUMENT_COMPOSER_H

/*
 * Runs of text to lines, for the formats of word processors: paragraphs, rows
 * of tables, boxes beside the text, headers and footers. A reader says what it
 * meets in the order of the file; what comes out is in the order of reading:
 * headers, body, notes, footers; a row by document/block.h, a box behind the
 * paragraph it hangs on. What nobody sees is left out and counted.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "document/document.h"
#include "document/legible.h"

struct rq_composer;

enum rq_place {
	RQ_PLACE_HEADER, /* of pages; what repeats is kept once, as in the footer */
	RQ_PLACE_BODY,
	RQ_PLACE_NOTES,
	RQ_PLACE_FOOTER,
	RQ_PLACE_COUNT,
};

/* How a run of text is set. */
struct rq_look {
	float size; /* points, 0 unknown; the composer finds out whether it can be read */
	bool bold;
	bool italic;
	enum rq_sight sight;
};

/* Lines go to the document, which must outlive the composer. Free it. */
struct rq_composer *rq_composer_new(struct rq_document *document);
void rq_composer_free(struct rq_composer *composer);

/* UTF-8 behind what stands in the line. RQ_TOO_LARGE past the limit of text, as all below. */
int rq_composer_text(struct rq_composer *composer, const struct rq_look *look, const char *text,
		     size_t length, struct rq_error *err);

/* The paragraph is a heading of that level, from 1. */
void rq_composer_level(struct rq_composer *composer, unsigned level);

/* Ends the line but not the paragraph. space: the paragraph stands apart from the one above. */
int rq_composer_break(struct rq_composer *composer, enum rq_line_kind kind, bool space,
		      struct rq_error *err);

/*
 * Ends the paragraph. A bullet at its start makes an item of a text. space: it
 * stands apart from the one above.
 */
int rq_composer_end(struct rq_composer *composer, enum rq_line_kind kind, bool space,
		    struct rq_error *err);

/*
 * A row begins inside what is open (rows may stand in cells); ends its cell;
 * ends itself. Without a row that is open the last two do nothing.
 */
void rq_composer_open_row(struct rq_composer *composer);
int rq_composer_end_cell(struct rq_composer *composer, struct rq_error *err);
int rq_composer_end_row(struct rq_composer *composer, struct rq_error *err);
size_t rq_composer_rows(const struct rq_composer *composer); /* how many are open */

/* Opens rows, or ends them, until so many are open. */
int rq_composer_set_rows(struct rq_composer *composer, size_t rows, struct rq_error *err);

/*
 * Here stands the number of the page, which is left out; so is the line, when
 * it is of a header or footer and has hardly more ("Page 1 of 2").
 */
void rq_composer_page_number(struct rq_composer *composer);

/* What stands in the line so far vanished, as is only now known. */
void rq_composer_hide_line(struct rq_composer *composer);

/*
 * Something that is set apart begins in the middle of a line: a header, a note,
 * a box. The line goes on after close.
 */
void rq_composer_open(struct rq_composer *composer, enum rq_place place);
void rq_composer_open_box(struct rq_composer *composer);
int rq_composer_close(struct rq_composer *composer, struct rq_error *err);

/* A link begins; ends, and leads there (document/link.h). Links inside links are ignored. */
void rq_composer_open_link(struct rq_composer *composer);
int rq_composer_end_link(struct rq_composer *composer, const char *url, size_t length,
			 struct rq_error *err);

/* Ends all that is open and gives the document its lines and warnings. Call it once. */
int rq_composer_finish(struct rq_composer *composer, struct rq_error *err);

#endif
