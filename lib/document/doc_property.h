#ifndef RQ_DOCUMENT_DOC_PROPERTY_H
#define RQ_DOCUMENT_DOC_PROPERTY_H

/*
 * How the characters and paragraphs of a Word 97 document are set: runs of
 * properties by their place in the file ([MS-DOC] 2.4.6), changes of properties
 * ("sprm", 2.6), and the styles that they start from (2.9.271).
 */

#include "document/doc_run.h"
#include "document/word_color.h"

enum { RQ_DOC_SHADING = 10 }; /* bytes of what tells one (Shd, [MS-DOC] 2.9.247) */

struct rq_doc_look {
	unsigned size;    /* half points */
	unsigned stretch; /* percent of a letter's width; 0 unsaid */
	int spacing;      /* twips between letters, beside the usual */
	int raised;       /* half points above the line */
	bool bold, italic, vanished, deleted;
	struct rq_word_color ink, highlight, ground;
	unsigned symbol; /* a character of a symbol font that stands here instead; 0 none */
};

struct rq_doc_paragraph {
	unsigned style;
	unsigned level; /* of a heading; 0 unknown */
	bool heading, item;
	struct rq_word_color ground;
	unsigned nesting;       /* tables around it */
	bool cell_end, row_end; /* of the innermost one */
	struct rq_doc_bytes
	    cells;             /* at a row's end: the shadings of its cells, so many bytes each */
	unsigned above, below; /* twips of space */
	int left, first;       /* twips that it is indented, and its first line once more */
	int line;              /* twips of exact height; 0: as high as its type */
};

struct rq_doc_style;

struct rq_doc_properties {
	const struct rq_doc_file *file;
	struct rq_doc_style *styles;
	size_t count;
	/* what was asked for last */
	struct rq_doc_range look_range, paragraph_range;
	struct rq_doc_look look;
	struct rq_doc_paragraph paragraph;
};

/* The file must stay. Free it. */
void rq_doc_properties_init(struct rq_doc_properties *properties, const struct rq_doc_file *file);
void rq_doc_properties_free(struct rq_doc_properties *properties);

/* Of the character at that place in the main stream; until the next call. */
const struct rq_doc_look *rq_doc_look_at(struct rq_doc_properties *properties, size_t offset);
const struct rq_doc_paragraph *rq_doc_paragraph_at(struct rq_doc_properties *properties,
						   size_t offset);

#endif
