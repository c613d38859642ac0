#ifndef RQ_DOCUMENT_WORD_COLOR_H
#define RQ_DOCUMENT_WORD_COLOR_H

/*
 * Colors of a DOCX, of letters and of what is behind them, as its elements say them (ISO/IEC
 * 29500-1, 17.3.2 and 20.1.6): by digits, by the name of one of its theme, or mixed by a pattern.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "document/color.h"
#include "document/xml.h"

/* What is said of a color: nothing, one that is known, or one that is not. */
struct rq_word_color {
	bool said;
	struct rq_color color;
};

enum { RQ_THEME_COLORS = 4 };

/* Those of a theme between which text vanishes: dark 1, light 1, dark 2, light 2. */
struct rq_theme {
	struct rq_color colors[RQ_THEME_COLORS];
};

/* What a document without a theme has; then what its part says. */
void rq_theme_init(struct rq_theme *theme);
int rq_theme_read(const char *bytes, size_t length, struct rq_theme *theme, struct rq_error *err);

/* One by its name: "background1", "bg1", "lt1", …; one that is not known for other names. */
struct rq_color rq_theme_find(const struct rq_theme *theme, const char *name);

/* w:color; "auto" is a color that can be read, whichever that is. */
struct rq_word_color rq_word_color_read(const struct rq_xml_element *element,
					const struct rq_theme *theme);

/* w:background, of pages. */
struct rq_word_color rq_word_color_page(const struct rq_xml_element *element,
					const struct rq_theme *theme);

/* w:shd, which may say nothing ("clear" of no color). */
struct rq_word_color rq_word_color_shading(const struct rq_xml_element *element,
					   const struct rq_theme *theme);

/* w:highlight by its value. */
struct rq_word_color rq_word_color_highlight(const char *value);

/* What a pattern shows that is ink, black unless it is said, for that share of it, 0 to 1. */
struct rq_word_color rq_word_color_mix(struct rq_word_color ink, struct rq_word_color fill,
				       double share);

/* The first if it says anything, or else the second. */
struct rq_word_color rq_word_color_or(struct rq_word_color first, struct rq_word_color second);

#endif
