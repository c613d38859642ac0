#ifndef RQ_DOCUMENT_RTF_STATE_H
#define RQ_DOCUMENT_RTF_STATE_H

/* What is known in the middle of an RTF file; shared by the files that read it. */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "document/composer.h"
#include "document/rtf_table.h"
#include "document/rtf_text.h"

enum {
	RQ_RTF_MAX_FIELD = 4096, /* bytes of a field's instructions that are looked at */
	RQ_RTF_MAX_CELLS = 64,   /* whose shading is known; Word allows 63 in a row */
};

enum rq_rtf_destination {
	RQ_RTF_TO_BODY,
	RQ_RTF_TO_FONTS,
	RQ_RTF_TO_COLORS,
	RQ_RTF_TO_STYLES,
	RQ_RTF_TO_FIELD, /* instructions of a field */
};

enum rq_rtf_skip {
	RQ_RTF_KEEP,
	RQ_RTF_SKIP_SOFT, /* but something inside is meant for readers like this one */
	RQ_RTF_SKIP_HARD,
};

enum rq_rtf_leave {
	RQ_RTF_LEAVE_NOTHING,
	RQ_RTF_LEAVE_STORY,
	RQ_RTF_LEAVE_SHAPE,
	RQ_RTF_LEAVE_LINK
};

/* What a group inherits, and what its end gives back. */
struct rq_rtf_state {
	enum rq_rtf_destination to;
	enum rq_rtf_skip skip;
	enum rq_rtf_leave leave; /* what ends with the group */
	struct rq_rtf_look look;
	int fallback; /* characters behind "\u" for old readers */
	int nested;   /* tables around the paragraph */
	int above, below;
	int left, first, line;  /* twips, as its indents and "\\sl" say */
	bool in_table, heading; /* the paragraph */
	struct rq_rtf_shading shading;
	bool inner;     /* rows of a table inside of a cell are defined */
	unsigned level; /* of a heading; 0 unknown */
};

struct rq_rtf {
	struct rq_rtf_tables tables;
	struct rq_rtf_text text;
	struct rq_composer *composer;
	struct rq_rtf_state states[RQ_MAX_RTF_GROUPS];
	size_t depth; /* of groups: states[depth] is now */
	struct rq_buffer field;
	char *url; /* of the link that is open */
	int default_font;
	int ignore;                  /* characters of a fallback that are still to come */
	bool begun;                  /* a group has */
	bool star;                   /* "\*" came last */
	bool item;                   /* the paragraph has a bullet or number */
	bool backed;                 /* the page has a background */
	size_t shapes;               /* that are open: they may be filled */
	int below;                   /* space under the last paragraph */
	int cells[RQ_RTF_MAX_CELLS]; /* colors of those of the row */
	size_t defined, cell;
	struct rq_rtf_shading shading; /* of the cell that is being defined */
};

/* What a control word does: its number, and what else the table of words says. */
typedef int rq_rtf_handler(struct rq_rtf *rtf, int number, int value, struct rq_error *err);

static inline struct rq_rtf_state *rq_rtf_now(struct rq_rtf *rtf)
{
	return &rtf->states[rtf->depth];
}

#endif
