#ifndef RQ_DOCUMENT_WORD_STATE_H
#define RQ_DOCUMENT_WORD_STATE_H

/* A part of a DOCX while it is read: what document/word and its two halves share. */

#include "document/paragraph.h"
#include "document/word.h"
#include "document/word_name.h"
#include "document/word_shape.h"
#include "document/xml.h"

enum {
	RQ_WORD_ALTERNATIVES = 16, /* inside each other */
	RQ_WORD_LEVELS = 64,       /* tables and text boxes inside each other */
};

struct rq_word_run {
	enum rq_tristate bold;
	enum rq_tristate italic;
	enum rq_tristate hidden;
	struct rq_word_color ink, ground;
	struct rq_word_color fill; /* of its letters, over the ink */
	bool gone;                 /* by how it is set, and how: */
	enum rq_hidden_kind how;
	float size;
	struct rq_style style;
};

/* How a paragraph is set. */
struct rq_word_setting {
	struct rq_style style;
	bool styled; /* it names one */
	struct rq_word_color ground;
	bool gone;
	enum rq_hidden_kind how;
};

/* A table, a text box or a margin (header, footer, note): lines inside it wait there. */
struct rq_word_level {
	bool table;
	struct rq_block row; /* of a table */
	size_t cell;
	struct rq_style style; /* of a table */
	struct rq_word_color ground, cell_ground;
	bool gone, row_gone; /* with all that is in it, and how: */
	enum rq_hidden_kind how;
	struct rq_block *margin;   /* of a margin: where its lines go */
	struct rq_paragraph *host; /* else than of a table: the paragraph that goes on behind it */
	struct rq_word_setting host_setting;
};

struct rq_word {
	struct rq_word_part *part;
	struct rq_block *block;
	struct rq_error *err;
	struct rq_paragraph *paragraph; /* open, or NULL */
	struct rq_paragraph *spare;     /* the last one, to be used again */
	struct rq_word_setting setting; /* of the paragraph */
	struct rq_word_color paper;     /* what the pages are colored with */
	struct rq_word_run run;
	struct rq_word_shape shape;
	bool in_properties;         /* of the paragraph */
	bool in_mark;               /* in those of the mark at its end */
	bool in_fill;               /* of letters */
	enum rq_word_name in_table; /* in properties of a table, row or cell: which */
	bool in_text;               /* w:t */
	bool in_code;               /* w:instrText */
	bool gap;                   /* above the next paragraph */
	unsigned skip;              /* open elements, from one on that is left out */
	struct rq_word_level levels[RQ_WORD_LEVELS];
	size_t depth;
	size_t choices[RQ_WORD_ALTERNATIVES]; /* of open alternatives: text written before the
						 choice */
	size_t choice_count;
	size_t written; /* characters of text so far */
	unsigned page;
	struct rq_word_names names;
};

/* Structure (document/word_block): paragraphs and what holds them. Errors go to word->err. */
void rq_word_begin_paragraph(struct rq_word *word);
void rq_word_end_paragraph(struct rq_word *word);
void rq_word_end_line(struct rq_word *word);
void rq_word_add_chunk(struct rq_word *word, const struct rq_xml_element *element);
void rq_word_begin_table(struct rq_word *word);
void rq_word_end_cell(struct rq_word *word);
void rq_word_end_row(struct rq_word *word);
void rq_word_end_table(struct rq_word *word);
void rq_word_begin_box(struct rq_word *word);
void rq_word_begin_margin(struct rq_word *word, struct rq_block *margin);
void rq_word_end_box(struct rq_word *word); /* or margin */

/* Content (document/word_text): text, fields, links and the properties of both. */
void rq_word_add_text(struct rq_word *word, const char *text, size_t length);
void rq_word_begin_field(struct rq_word *word, const struct rq_xml_element *element);
void rq_word_begin_link(struct rq_word *word, const struct rq_xml_element *element);
void rq_word_add_content(struct rq_word *word, enum rq_word_name name,
			 const struct rq_xml_element *element);
void rq_word_paragraph_property(struct rq_word *word, enum rq_word_name name,
				const struct rq_xml_element *element);

/* Sight (document/word_sight): who sees text that stands here, by all that is around it. */
bool rq_word_hides(const struct rq_word *word, enum rq_hidden_kind *kind);
float rq_word_size(const struct rq_word *word); /* of the run */
void rq_word_table_property(struct rq_word *word, enum rq_word_name name,
			    const struct rq_xml_element *element);
void rq_word_place_paragraph(struct rq_word *word, enum rq_word_name name,
			     const struct rq_xml_element *element);
void rq_word_set_run(struct rq_word *word, enum rq_word_name name,
		     const struct rq_xml_element *element);
void rq_word_fill_letters(struct rq_word *word, const struct rq_xml_element *element);

#endif
