#ifndef RQ_DOCUMENT_STYLES_H
#define RQ_DOCUMENT_STYLES_H

/*
 * The styles of WordprocessingML, as far as they tell headings, lists, bold, italic, size, and
 * whether anybody sees text.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "document/word_color.h"

enum rq_tristate { RQ_UNSET, RQ_NO, RQ_YES };

struct rq_style {
	char id[64];
	char base[64];  /* the style it is based on */
	bool heading;   /* by its name or outline level */
	unsigned level; /* of a heading, from 1; 0 where the file does not say */
	enum rq_tristate list;
	enum rq_tristate bold;
	enum rq_tristate italic;
	enum rq_tristate hidden;
	float size; /* points, 0 unset */
	struct rq_word_color ink, ground;
};

struct rq_styles {
	struct rq_style *items;
	size_t count;
	size_t capacity;
	float size;            /* of text without a style */
	struct rq_style base;  /* what holds where no style says otherwise */
	struct rq_theme theme; /* set before they are read */
};

/* Reads word/styles.xml, or a document in one file. */
int rq_styles_read(const char *bytes, size_t length, struct rq_styles *styles,
		   struct rq_error *err);
void rq_styles_free(struct rq_styles *styles);

/* The style with all that it inherits; an unknown or empty id is an empty style. */
struct rq_style rq_styles_resolve(const struct rq_styles *styles, const char *id);

/* Values of attributes: on unless it says off; half points to points. */
bool rq_word_is_on(const char *value);
float rq_word_points(const char *value);

/* The level that a name of Word's styles tells, from 1: "heading 2"; 0: none, as a title's. */
unsigned rq_word_level_of_name(const char *name);

/* The level of a heading that an outline level stands for, from 1; 0: none, it is of the text. */
unsigned rq_word_outline_level(const char *value);

#endif
