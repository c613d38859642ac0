#ifndef RQ_DOCUMENT_TYPE3_H
#define RQ_DOCUMENT_TYPE3_H

/*
 * Fonts of a PDF whose glyphs are drawn by operators (ISO 32000-1, 9.6.5): they say which letters
 * the glyphs are, and may draw nothing.
 */

#include "document/content_state.h"

/*
 * Whether the font is such a one and more of its codes than have no ink in any font, as spaces,
 * paint nothing, or in a color of their own.
 */
bool rq_type3_may_show_nothing(struct rq_content *content, qpdf_oh font);

#endif
