#ifndef RQ_DOCUMENT_ODT_TEXT_H
#define RQ_DOCUMENT_ODT_TEXT_H

/* What is known in the middle of an OpenDocument part, and its characters. */

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"
#include "document/composer.h"
#include "document/odt_style.h"
#include "document/xml.h"

enum { RQ_ODT_MAX_URL = 1024 };

/* What an element's end does. */
enum rq_odt_end {
	RQ_ODT_END_NOTHING,
	RQ_ODT_END_PARAGRAPH,
	RQ_ODT_END_CELL,
	RQ_ODT_END_ROW,
	RQ_ODT_END_STORY,
	RQ_ODT_END_LINK,
};

/* What an element hands down to those inside it. */
struct rq_odt_level {
	struct rq_look look;
	bool skipped, text; /* inside a paragraph: text counts */
	float spacing;      /* points between letters, beside the usual */
	struct rq_color ink;
	struct rq_odt_color mark, ground; /* behind it; of the page where they say nothing */
	enum rq_odt_end end;
	enum rq_line_kind kind; /* of the paragraph */
	bool apart;
};

struct rq_odt_reading {
	struct rq_odt_styles *styles;
	struct rq_composer *composer;
	struct rq_error *err;
	struct rq_odt_level levels[RQ_MAX_XML_DEPTH + 2];
	size_t depth;
	bool automatic; /* styles of this part only */
	bool space;     /* white space here is none: it begins a paragraph or follows another */
	bool item;      /* the next paragraph begins an item */
	bool linked;
	float below; /* space under the last paragraph */
	char url[RQ_ODT_MAX_URL];
};

static inline struct rq_odt_level *rq_odt_now(struct rq_odt_reading *reading)
{
	return &reading->levels[reading->depth];
}

/* Text of the page as it is; none of it is white space that means nothing. */
void rq_odt_put(struct rq_odt_reading *reading, const char *text, size_t length);

/* Text of the file; and <text:s>, which stands for spaces. */
void rq_odt_put_characters(struct rq_odt_reading *reading, const char *text, size_t length);
void rq_odt_put_spaces(struct rq_odt_reading *reading, const struct rq_xml_element *element);

/* What the element's style says goes to its level, and is returned. */
struct rq_odt_look rq_odt_apply_style(struct rq_odt_reading *reading,
				      const struct rq_xml_element *element, const char *family);

#endif
