#ifndef RQ_DOCUMENT_ODT_PART_H
#define RQ_DOCUMENT_ODT_PART_H

/*
 * One XML part of an OpenDocument text to a composer: its styles, its headers
 * and footers, its body.
 */

#include "document/composer.h"
#include "document/odt_style.h"

/*
 * Reads a part: styles first (styles.xml), then the body (content.xml), or one
 * that is both. What it says of styles is added. RQ_UNSUPPORTED when the body
 * is a table or slides.
 */
int rq_odt_part_read(const char *bytes, size_t length, struct rq_odt_styles *styles,
		     struct rq_composer *composer, struct rq_error *err);

#endif
