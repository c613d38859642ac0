#ifndef RQ_EXPORT_CANVAS_H
#define RQ_EXPORT_CANVAS_H

/*
 * Pages of a PDF with real text on them, by Cairo (PDF 1.5, fonts embedded as
 * subsets, structure tags). Measures are points, y grows downwards from the top
 * of the page. What goes wrong inside is kept and told at the end.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/json.h"
#include "export/setting.h"

struct rq_canvas;

struct rq_canvas_info {
	double width, height;
	const char *title, *author, *language; /* "" or NULL where there is none */
	const char *made_at;                   /* RFC 3339, or NULL */
};

/* The first page is begun. Free it. */
struct rq_canvas *rq_canvas_new(const struct rq_canvas_info *info);
void rq_canvas_free(struct rq_canvas *canvas);

void rq_canvas_next_page(struct rq_canvas *canvas);
size_t rq_canvas_pages(const struct rq_canvas *canvas);

/*
 * The end: appends the PDF to out. Adds a warning "no-font" to warnings, when
 * characters had no font and stand as "?". RQ_SYSTEM, RQ_TOO_LARGE.
 */
int rq_canvas_finish(struct rq_canvas *canvas, struct rq_buffer *out, json_t *warnings,
		     struct rq_error *err);

/* Runs set for its pages, as rq_setting_new(). Free it before the canvas. */
struct rq_setting *rq_canvas_set(struct rq_canvas *canvas, const struct rq_run *run, size_t count,
				 const char *between, const struct rq_typeface *face, double width);

/*
 * Draws count lines from the first on, the top of the first at y, and their
 * links; as a structure element ("P", "H1") for who listens to the page, NULL
 * for decoration.
 */
void rq_canvas_draw(struct rq_canvas *canvas, const struct rq_setting *setting, size_t first,
		    size_t count, double x, double y, const char *element);

/* What is drawn in between belongs to a structure element that holds others ("L"). */
void rq_canvas_open(struct rq_canvas *canvas, const char *element);
void rq_canvas_close(struct rq_canvas *canvas, const char *element);

/* A horizontal line; decoration. */
void rq_canvas_rule(struct rq_canvas *canvas, double x, double y, double width, double thickness,
		    unsigned color);

#endif
