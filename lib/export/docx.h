#ifndef RQ_EXPORT_DOCX_H
#define RQ_EXPORT_DOCX_H

/*
 * The parts of a DOCX (ECMA-376, transitional, the form that every word
 * processor reads) that do not depend on the text: styles and lists. Elements
 * stand in the order of the schema, which Word insists on.
 */

#include "export/look.h"
#include "export/manuscript.h"
#include "export/markup.h"

#define RQ_DOCX_WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

/* word/styles.xml: a paragraph style a role, and styles of runs. */
void rq_docx_styles(struct rq_markup *part, const struct rq_look *look, const char *language);

/* word/numbering.xml: one bulleted list, number 1. */
void rq_docx_numbering(struct rq_markup *part, const struct rq_look *look, bool leftwards);

/* Id of the style of a role ("Heading1"), of a run ("Inserted"; NULL for plain ones). Static. */
const char *rq_docx_line_style(enum rq_role role);
const char *rq_docx_run_style(enum rq_run_style style);

/* <name w:val="value"/>; <name w:val="NUMBER"/>, of points times a scale. */
void rq_docx_value(struct rq_markup *part, const char *name, const char *value);
void rq_docx_measure(struct rq_markup *part, const char *name, double points, int scale);

/* An attribute in twentieths of a point. */
void rq_docx_twips(struct rq_markup *part, const char *attribute, double points);

#endif
