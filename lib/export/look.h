#ifndef RQ_EXPORT_LOOK_H
#define RQ_EXPORT_LOOK_H

/*
 * How a document looks: a template and a size of paper. Measures are points
 * (1/72 inch), colors 0xRRGGBB.
 */

#include "export/manuscript.h"

enum rq_template {
	RQ_TEMPLATE_PLAIN,  /* black on white, no rule: for a program that reads it */
	RQ_TEMPLATE_MODERN, /* one color, a rule under each title */
};

/* What a change takes away and brings. */
enum { RQ_COLOR_DELETED = 0x9c2a1c, RQ_COLOR_INSERTED = 0x17573f };

enum rq_paper { RQ_PAPER_A4, RQ_PAPER_LETTER };

/* How the lines of a role are set. */
struct rq_line_look {
	double size;
	double above, below; /* space; above is dropped at the top of a page */
	unsigned color;
	bool bold;
};

struct rq_look {
	double width, height, margin;
	const char *fonts;       /* of a page, the first that is there: "A,B,sans-serif" */
	const char *office_font; /* that word processors have */
	struct rq_line_look line[RQ_ROLE_ITEM + 1];
	unsigned link, soft; /* colors */
	const char *between; /* ways to reach somebody */
	const char *joint; /* between a head and its aside; NULL: that is at the line's other end */
	double indent;     /* of items */
	double rule;       /* thickness of the line under a heading, 0 for none */
	double leading;    /* height of a line, in sizes of its type */
};

/* The same in smaller type and margins: as small as is still read with ease. */
struct rq_look rq_look_dense(const struct rq_look *look);

/*
 * The same in the same type and width with less space between lines: by from 0, which changes
 * nothing, to 1, as little as nobody sees who has not the other beside it.
 */
struct rq_look rq_look_tighter(const struct rq_look *look, double by);

/* Static. */
const struct rq_look *rq_look(enum rq_template template, enum rq_paper paper);

#endif
