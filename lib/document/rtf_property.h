#ifndef RQ_DOCUMENT_RTF_PROPERTY_H
#define RQ_DOCUMENT_RTF_PROPERTY_H

/* RTF's properties of text, paragraphs, cells and files, set by control words. */

#include "document/rtf_state.h"

/* What a word sets: its value in the table of words. */
enum rq_rtf_text_property {
	RQ_RTF_BOLD,
	RQ_RTF_ITALIC,
	RQ_RTF_VANISHED,
	RQ_RTF_DELETED,
	RQ_RTF_SIZE,
	RQ_RTF_FONT,
	RQ_RTF_COLOR,
	RQ_RTF_HIGHLIGHT,
	RQ_RTF_STRETCH,
	RQ_RTF_SPACING,
	RQ_RTF_QUARTERS, /* points of spacing */
	RQ_RTF_RAISED,   /* or below the line, which makes no difference */
};

enum rq_rtf_paragraph_property {
	RQ_RTF_STYLE,
	RQ_RTF_OUTLINE,
	RQ_RTF_IN_TABLE,
	RQ_RTF_NESTED,
	RQ_RTF_ABOVE,
	RQ_RTF_LEFT,
	RQ_RTF_FIRST,
	RQ_RTF_LINE, /* less than nothing: of exactly that height */
	RQ_RTF_BELOW,
};

enum rq_rtf_file_property {
	RQ_RTF_FALLBACK,
	RQ_RTF_CODEPAGE,
	RQ_RTF_DEFAULT_FONT,
};

/* The definition of a row says what its cells stand on. */
enum rq_rtf_cell_property {
	RQ_RTF_ROW_BEGINS,
	RQ_RTF_CELL_ENDS,
};

enum rq_rtf_shading_property {
	RQ_RTF_SHADING_PAPER,
	RQ_RTF_SHADING_INK,
	RQ_RTF_SHADING_SHARE,
};

rq_rtf_handler rq_rtf_set_text;
rq_rtf_handler rq_rtf_set_paragraph;
rq_rtf_handler rq_rtf_set_file;
rq_rtf_handler rq_rtf_define_cell;
rq_rtf_handler rq_rtf_shade_text;
rq_rtf_handler rq_rtf_shade_paragraph;
rq_rtf_handler rq_rtf_shade_cell;

/* The number of a code page comes in value. */
rq_rtf_handler rq_rtf_set_code_page;

/* "\plain" and "\pard" */
rq_rtf_handler rq_rtf_reset_text;
rq_rtf_handler rq_rtf_reset_paragraph;

#endif
