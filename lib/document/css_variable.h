#ifndef RQ_DOCUMENT_CSS_VARIABLE_H
#define RQ_DOCUMENT_CSS_VARIABLE_H

/*
 * Variables of style sheets (CSS Variables 1), each with one value for the whole page: that of
 * its root, or the only one; of others nobody here knows which is whose.
 */

#include <stdbool.h>
#include <stddef.h>

struct rq_css_variable;

/* Begins as { 0 }. Free it. */
struct rq_css_variables {
	struct rq_css_variable *list;
	size_t count, capacity;
};

void rq_css_variables_free(struct rq_css_variables *variables);

/* Both strings are copied. root: it is for the page. Those past RQ_MAX_STYLE_VARIABLES are not
 * kept. */
void rq_css_variables_add(struct rq_css_variables *variables, const char *name, const char *value,
			  bool root);

/* What "var(--name)" or "var(--name,value)" stands for; the value itself when it is not known. */
const char *rq_css_variables_find(const struct rq_css_variables *variables, const char *value);

#endif
