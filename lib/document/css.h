#ifndef RQ_DOCUMENT_CSS_H
#define RQ_DOCUMENT_CSS_H

/*
 * What the style of an element of HTML says of who sees it: the declarations of
 * its own "style" attribute (CSS Style Attributes); no style sheet is read.
 */

#include <stdbool.h>

#include "document/hidden.h"

/*
 * Whether the declarations hide what they are of, and how: *kind is written only then. plain:
 * the page has no color behind its text but paper's. The style loses its white space.
 */
bool rq_css_hides(char *style, bool plain, enum rq_hidden_kind *kind);

#endif
