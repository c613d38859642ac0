#ifndef RQ_DOCUMENT_RTF_TEXT_H
#define RQ_DOCUMENT_RTF_TEXT_H

/*
 * The characters of an RTF file: bytes in the code page of their font, Unicode
 * with a fallback for old readers, and whether anybody sees them.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/composer.h"
#include "document/rtf_table.h"

/* Colors are told by their numbers in the table; 0 behind something is none. */
enum { RQ_RTF_NOT_KNOWN = -1 };

/* What letters, a paragraph or a cell stand on: a pattern of two colors. */
struct rq_rtf_shading {
	int paper, ink;
	int share; /* of the ink, in 10000 */
};

/* The color that it comes to; 0 as well when the table does not have it. */
int rq_rtf_shading_color(const struct rq_rtf_shading *shading, const struct rq_rtf_tables *tables);

enum { RQ_RTF_DEFAULT_SIZE = 24 }; /* half points */

/* How text is set: properties that a group inherits. */
struct rq_rtf_look {
	unsigned page; /* code page of the font, 0 the file's */
	int size;      /* half points */
	int color;
	int highlight;
	struct rq_rtf_shading shading;
	int ground;   /* the color behind its paragraph, … */
	long left;    /* … where its first line begins, in twips, … */
	int line;     /* … and the exact height of its lines; 0: none */
	int stretch;  /* percent of a letter's width; 0 unsaid */
	long spacing; /* twips between letters, beside the usual */
	int raised;   /* half points above or below the line */
	bool bold, italic, vanished, deleted;
};

struct rq_rtf_text {
	struct rq_composer *composer;
	const struct rq_rtf_tables *tables;
	unsigned page;        /* of fonts that do not say */
	size_t bad;           /* characters that could not be read */
	struct rq_buffer raw; /* bytes that wait for the rest of their character, … */
	struct rq_buffer text;
	int32_t high; /* … and the first half of a surrogate pair; 0 none */
};

void rq_rtf_text_init(struct rq_rtf_text *text, struct rq_composer *composer,
		      const struct rq_rtf_tables *tables);
void rq_rtf_text_free(struct rq_rtf_text *text);

/* Bytes; all that come without a flush between them are read as one. */
int rq_rtf_text_bytes(struct rq_rtf_text *text, const struct rq_rtf_look *look, const char *bytes,
		      size_t length, struct rq_error *err);

/* A character; and "\u" with its number, which may be half of one. Flush before. */
int rq_rtf_text_character(struct rq_rtf_text *text, const struct rq_rtf_look *look,
			  int32_t character, struct rq_error *err);
int rq_rtf_text_unicode(struct rq_rtf_text *text, const struct rq_rtf_look *look, int number,
			struct rq_error *err);

/* The bytes that wait, to the composer: before the look changes. */
int rq_rtf_text_flush(struct rq_rtf_text *text, const struct rq_rtf_look *look,
		      struct rq_error *err);

#endif
