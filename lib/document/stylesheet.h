#ifndef RQ_DOCUMENT_STYLESHEET_H
#define RQ_DOCUMENT_STYLESHEET_H

/*
 * The style sheets of a page, as far as they decide whether text is seen: their rules, and which
 * of two prevails (CSS Syntax 3; CSS 2.2, 6.4). Whatever is in doubt, a selector or a condition
 * ("@media", "@supports") that is not understood, counts where it takes text from sight, which
 * is then reported, and not where it would show some. "@import" is not followed.
 */

#include "base/error.h"
#include "document/css.h"
#include "document/css_variable.h"
#include "document/selector.h"

/* Weights above those of selectors: of an attribute "style", and of "!important". */
#define RQ_STYLE_OWN RQ_SELECTOR_MORE
#define RQ_STYLE_IMPORTANT (RQ_SELECTOR_MORE << 1)

struct rq_stylesheet;

/* quirks: the page has no document type, so the case of ids and classes does not count. */
struct rq_stylesheet *rq_stylesheet_new(bool quirks);
void rq_stylesheet_free(struct rq_stylesheet *sheet); /* or NULL */

/*
 * Adds a sheet for those media, which prevails over those before. RQ_TOO_LARGE over
 * RQ_MAX_STYLE_BYTES or RQ_MAX_STYLE_RULES in all, RQ_TOO_DEEP over RQ_MAX_STYLE_DEPTH.
 */
int rq_stylesheet_add(struct rq_stylesheet *sheet, const char *media, const char *text,
		      size_t length, struct rq_error *err);

/* Those of all its sheets; more may be added. */
struct rq_css_variables *rq_stylesheet_variables(struct rq_stylesheet *sheet);

/* Adds what the rules say of the last of the open elements, of which the root is the first. */
void rq_stylesheet_apply(const struct rq_stylesheet *sheet,
			 const struct rq_selector_element *elements, size_t count,
			 struct rq_css_style *style);

#endif
