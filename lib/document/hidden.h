#ifndef RQ_DOCUMENT_HIDDEN_H
#define RQ_DOCUMENT_HIDDEN_H

/*
 * What a document holds that nobody sees on its pages, and whether that is a
 * danger: keywords for machines, or words that tell a machine what to do. The
 * text itself ends here; records only say of what kind it was, how much, where
 * and what it carries.
 */

#include <stddef.h>

#include "base/json.h"

enum rq_hidden_kind {
	RQ_HIDDEN_VANISH,    /* marked as hidden, or in a layer that is off */
	RQ_HIDDEN_WHITE,     /* in the color of what is behind it */
	RQ_HIDDEN_TINY,      /* too small to read */
	RQ_HIDDEN_INVISIBLE, /* shown without ink */
	RQ_HIDDEN_CLIPPED,   /* cut off by a border */
	RQ_HIDDEN_COVERED,   /* something is painted over it */
	RQ_HIDDEN_OFF_PAGE,
	RQ_HIDDEN_TAGS,     /* written in tag characters (U+E0020 to U+E007E) */
	RQ_HIDDEN_METADATA, /* keywords and descriptions of the file */
	RQ_HIDDEN_KINDS,
};

/* The hidden text of one kind on one page. */
struct rq_hidden_text {
	enum rq_hidden_kind kind;
	unsigned page;     /* 0 where the format has none */
	size_t characters; /* without white space, also of what was not kept */
	char *kept;        /* UTF-8 to judge, up to RQ_MAX_HIDDEN_BYTES in all */
	size_t length;
};

/* Zero is one that is empty. */
struct rq_hidden {
	struct rq_hidden_text *texts;
	size_t count, capacity;
	size_t bytes; /* kept */
};

/* Puts text behind what there is of that kind on that page. A space keeps words apart. */
void rq_hidden_add(struct rq_hidden *hidden, enum rq_hidden_kind kind, unsigned page,
		   const char *text, size_t length);

/* What is put there from now on begins another word. */
void rq_hidden_break(struct rq_hidden *hidden);

/*
 * Appends a warning for each to the array: {"code": "hidden-text", "message",
 * "kind", "page", "count"}, and "carries": "instructions" when it speaks to
 * who reads résumés, "keywords" when it holds words that the visible text does
 * not have. Metadata without either is no warning: every file has some.
 */
void rq_hidden_warn(const struct rq_hidden *hidden, const char *visible, json_t *warnings);

void rq_hidden_free(struct rq_hidden *hidden);

#endif
