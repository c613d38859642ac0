#ifndef RQ_DOCUMENT_DOC_COLOR_H
#define RQ_DOCUMENT_DOC_COLOR_H

/*
 * Colors of a Word 97 document, of letters and of what is behind them: by their parts (COLORREF,
 * [MS-DOC] 2.9.43), by number (Ico, 2.9.119), or mixed by a pattern (Shd and Shd80, 2.9.247).
 */

#include "document/doc_file.h"
#include "document/word_color.h"

/* Of letters: "automatic" is a color that can be read, whichever that is. */
struct rq_word_color rq_doc_color(struct rq_doc_bytes parts);
struct rq_word_color rq_doc_color_number(unsigned number);

/* Behind letters: nothing is said by "no highlight", nor by a shading without colors. */
struct rq_word_color rq_doc_color_highlight(unsigned number);
struct rq_word_color rq_doc_color_shading(struct rq_doc_bytes shading);
struct rq_word_color rq_doc_color_old_shading(unsigned shading);

#endif
