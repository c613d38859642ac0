#ifndef RQ_DOCUMENT_CSS_PLACE_H
#define RQ_DOCUMENT_CSS_PLACE_H

/*
 * Whether an element of HTML is where nobody sees it, or has no room to show its text: far away,
 * cut off, or drawn together to nothing.
 */

#include <stdbool.h>

#include "document/css.h"
#include "document/hidden.h"

/* *how is written only where it is so. */
bool rq_css_is_away(const struct rq_css_style *style, enum rq_hidden_kind *how);

#endif
