#ifndef RQ_DOCUMENT_FILLED_H
#define RQ_DOCUMENT_FILLED_H

/*
 * What was filled in to the fields of a PDF's form and is left to the reader to draw (ISO 32000-1,
 * 12.7.3.3, "NeedAppearances"): programs that fill forms set values, not what they look like.
 */

#include "document/content_state.h"

/*
 * Gives the widget of a field of text or of choices a look that shows its value, where it has none,
 * or, with anew, whatever it has. Passwords are nobody's text. Other annotations stay as they are.
 */
void rq_filled_draw(struct rq_content *content, qpdf_oh annotation, bool anew);

/* Whether the form says that its looks are to be made anew. */
bool rq_filled_is_undrawn(struct rq_content *content);

#endif
