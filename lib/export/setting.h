#ifndef RQ_EXPORT_SETTING_H
#define RQ_EXPORT_SETTING_H

/*
 * Text set in lines, before it has a place on a page: by Pango, which knows
 * scripts, directions, and where a line may break. Measures are points.
 */

#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "export/manuscript.h"
#include "export/missing.h"

/* What all the texts of a document share. */
struct rq_setter {
	PangoContext *rightwards, *leftwards; /* of lines that run so */
	struct rq_missing missing;
};

/* language: "" or NULL where it is not known. */
void rq_setter_init(struct rq_setter *setter, cairo_t *cairo, const char *language);
void rq_setter_free(struct rq_setter *setter);

/* How a text is to be set. */
struct rq_typeface {
	const char *fonts;
	double size, height;        /* of the type, of a line */
	unsigned color, link, soft; /* 0xRRGGBB */
	bool bold;
	bool right_to_left; /* the direction of its lines */
	bool flush_right;   /* where its lines stand */
	bool whole_runs;    /* lines break between runs, not inside of short ones */
};

struct rq_setting_link {
	size_t start, end; /* bytes of the text */
	char *address;
};

struct rq_setting {
	PangoLayout *layout;
	struct rq_setting_link *link;
	size_t links;
	unsigned color; /* 0xRRGGBB */
};

/*
 * Runs set in lines of a width; between stands between the runs. Free it before
 * the setter.
 */
struct rq_setting *rq_setting_new(struct rq_setter *setter, const struct rq_run *run, size_t count,
				  const char *between, const struct rq_typeface *face,
				  double width);
void rq_setting_free(struct rq_setting *setting);

size_t rq_setting_lines(const struct rq_setting *setting);
double rq_setting_width(const struct rq_setting *setting); /* of its longest line */

/* Where its first line stands, and where the first count lines end, below the top of the first. */
double rq_setting_baseline(const struct rq_setting *setting);
double rq_setting_height(const struct rq_setting *setting, size_t count);

/* Of the line in hand: its height, and where its baseline stands below its top. */
double rq_setting_line_height(PangoLayoutIter *iterator);
double rq_setting_line_baseline(PangoLayoutIter *iterator);

#endif
