#ifndef RQ_DOCUMENT_ODT_STYLE_H
#define RQ_DOCUMENT_ODT_STYLE_H

/*
 * Styles of OpenDocument (ISO/IEC 26300, part 1, section 16), as far as they
 * tell headings, bold, size, space, and what nobody sees.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/color.h"
#include "document/composer.h"
#include "document/xml.h"

enum { RQ_ODT_NAME_SIZE = 96 }; /* of a style; longer names are cut */

/* What a style, or nothing, says. */
enum rq_odt_says { RQ_ODT_UNSAID, RQ_ODT_NO, RQ_ODT_YES };

/* Of a color: no is none, or whichever can be read there; one that is said may not be known. */
struct rq_odt_color {
	enum rq_odt_says says;
	struct rq_color color;
};

struct rq_odt_look {
	float size; /* points; 0 unsaid, below 0 a factor of what stands above */
	enum rq_odt_says bold, italic, hidden;
	enum rq_sight sight;        /* by where and how wide letters are */
	float spacing;              /* points between them, beside the usual; 0 unsaid */
	struct rq_odt_color ink;    /* of letters, … */
	struct rq_odt_color mark;   /* … right behind them, … */
	struct rq_odt_color ground; /* … and behind all that they stand in */
	bool heading;
	float above, below; /* points */
};

struct rq_odt_styles;

struct rq_odt_styles *rq_odt_styles_new(void);
void rq_odt_styles_free(struct rq_odt_styles *styles);

/*
 * An element inside of the style tables begins: a style, or properties of the
 * one that began last. automatic: it is of this part of the document only.
 */
void rq_odt_styles_element(struct rq_odt_styles *styles, const struct rq_xml_element *element,
			   bool automatic);

/* Forgets the automatic ones. */
void rq_odt_styles_next_part(struct rq_odt_styles *styles);

/* What the style and those it is based on say; nothing when it is not known. */
struct rq_odt_look rq_odt_styles_find(const struct rq_odt_styles *styles, const char *family,
				      const char *name);

/* The color of pages; not known when they have several. */
struct rq_color rq_odt_styles_page(const struct rq_odt_styles *styles);

#endif
