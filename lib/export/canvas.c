#include "export/canvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "export/catalog.h"

struct rq_canvas {
	struct rq_buffer bytes;
	struct rq_error failure; /* of bytes */
	cairo_surface_t *surface;
	cairo_t *cairo;
	struct rq_setter setter;
	size_t pages;
	char language[16];
};

static cairo_status_t keep(void *context, const unsigned char *bytes, unsigned count)
{
	struct rq_canvas *canvas = context;

	return rq_buffer_append(&canvas->bytes, bytes, count, &canvas->failure) == 0
		   ? CAIRO_STATUS_SUCCESS
		   : CAIRO_STATUS_WRITE_ERROR;
}

static void describe(struct rq_canvas *canvas, cairo_pdf_metadata_t what, const char *text)
{
	if (text && *text)
		cairo_pdf_surface_set_metadata(canvas->surface, what, text);
}

struct rq_canvas *rq_canvas_new(const struct rq_canvas_info *info)
{
	struct rq_canvas *canvas = rq_alloc(1, sizeof *canvas);
	char made[24] = "";

	rq_buffer_init(&canvas->bytes, RQ_MAX_PRINTED_BYTES);
	canvas->surface =
	    cairo_pdf_surface_create_for_stream(keep, canvas, info->width, info->height);
	canvas->cairo = cairo_create(canvas->surface);
	rq_setter_init(&canvas->setter, canvas->cairo, info->language);
	(void)snprintf(canvas->language, sizeof canvas->language, "%s",
		       info->language ? info->language : "");
	describe(canvas, CAIRO_PDF_METADATA_TITLE, info->title);
	describe(canvas, CAIRO_PDF_METADATA_AUTHOR, info->author);
	describe(canvas, CAIRO_PDF_METADATA_CREATOR, "rq " RQ_VERSION);
	if (info->made_at) /* to the second: Cairo knows no fractions */
		(void)snprintf(made, sizeof made, "%.19sZ", info->made_at);
	describe(canvas, CAIRO_PDF_METADATA_CREATE_DATE, made);
	describe(canvas, CAIRO_PDF_METADATA_MOD_DATE, made);
	canvas->pages = 1;
	return canvas;
}

void rq_canvas_free(struct rq_canvas *canvas)
{
	if (!canvas)
		return;
	rq_setter_free(&canvas->setter);
	cairo_destroy(canvas->cairo);
	cairo_surface_destroy(canvas->surface);
	rq_buffer_free(&canvas->bytes);
	free(canvas);
}

void rq_canvas_next_page(struct rq_canvas *canvas)
{
	cairo_show_page(canvas->cairo);
	canvas->pages++;
}

size_t rq_canvas_pages(const struct rq_canvas *canvas)
{
	return canvas->pages;
}

int rq_canvas_finish(struct rq_canvas *canvas, struct rq_buffer *out, json_t *warnings,
		     struct rq_error *err)
{
	cairo_status_t status = cairo_status(canvas->cairo);

	cairo_surface_finish(canvas->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(canvas->surface);
	if (canvas->failure.code != RQ_OK)
		return rq_fail(err, canvas->failure.code, "%s", canvas->failure.message);
	if (status != CAIRO_STATUS_SUCCESS)
		return rq_fail(err, RQ_SYSTEM, "cannot write PDF: %s",
			       cairo_status_to_string(status));
	rq_missing_warn(&canvas->setter.missing, warnings);
	return rq_catalog_speak(canvas->bytes.data, canvas->bytes.length, canvas->language, out,
				err);
}

struct rq_setting *rq_canvas_set(struct rq_canvas *canvas, const struct rq_run *run, size_t count,
				 const char *between, const struct rq_typeface *face, double width)
{
	return rq_setting_new(&canvas->setter, run, count, between, face, width);
}

static double part(unsigned rgb, unsigned shift)
{
	return (double)(rgb >> shift & 0xff) / 255;
}

static void use_color(struct rq_canvas *canvas, unsigned rgb)
{
	cairo_set_source_rgb(canvas->cairo, part(rgb, 16), part(rgb, 8), part(rgb, 0));
}

/* The part of a link that stands on a line, from its left edge at x. */
static void draw_link(struct rq_canvas *canvas, PangoLayoutLine *line,
		      const struct rq_setting_link *link, double x, double y, double height)
{
	int *range, count;
	size_t line_start = (size_t)pango_layout_line_get_start_index(line);
	size_t line_end = line_start + (size_t)pango_layout_line_get_length(line);
	size_t start = link->start > line_start ? link->start : line_start;
	size_t end = link->end < line_end ? link->end : line_end;

	if (start >= end)
		return;
	pango_layout_line_get_x_ranges(line, (int)start, (int)end, &range, &count);
	for (int i = 0; i < 2 * count; i += 2) {
		double left = (double)range[i] / PANGO_SCALE;
		double right = (double)range[i + 1] / PANGO_SCALE;
		char *attributes = rq_printf("rect=[%.2f %.2f %.2f %.2f] uri='%s'", x + left, y,
					     right - left, height, link->address);

		cairo_tag_begin(canvas->cairo, CAIRO_TAG_LINK, attributes);
		cairo_tag_end(canvas->cairo, CAIRO_TAG_LINK);
		free(attributes);
	}
	g_free(range);
}

/* Goes through lines of a setting: their text, or (links) what is linked in them. */
static void draw_lines(struct rq_canvas *canvas, const struct rq_setting *setting, size_t first,
		       size_t count, double x, double y, bool links)
{
	PangoLayoutIter *iterator = pango_layout_get_iter(setting->layout);

	for (size_t i = 0; i < first + count; i++) {
		PangoRectangle extents;
		double height = rq_setting_line_height(iterator);
		PangoLayoutLine *line = pango_layout_iter_get_line_readonly(iterator);

		pango_layout_iter_get_line_extents(iterator, NULL, &extents);
		for (size_t k = 0; i >= first && links && k < setting->links; k++)
			draw_link(canvas, line, &setting->link[k], x, y, height);
		if (i >= first && !links) {
			cairo_move_to(canvas->cairo, x + (double)extents.x / PANGO_SCALE,
				      y + rq_setting_line_baseline(iterator));
			pango_cairo_show_layout_line(canvas->cairo, line);
		}
		y += i >= first ? height : 0;
		if (!pango_layout_iter_next_line(iterator))
			break;
	}
	pango_layout_iter_free(iterator);
}

void rq_canvas_open(struct rq_canvas *canvas, const char *element)
{
	cairo_tag_begin(canvas->cairo, element, NULL);
}

void rq_canvas_close(struct rq_canvas *canvas, const char *element)
{
	cairo_tag_end(canvas->cairo, element);
}

void rq_canvas_draw(struct rq_canvas *canvas, const struct rq_setting *setting, size_t first,
		    size_t count, double x, double y, const char *element)
{
	use_color(canvas, setting->color);
	if (element)
		cairo_tag_begin(canvas->cairo, element, NULL);
	draw_lines(canvas, setting, first, count, x, y, false);
	if (element)
		cairo_tag_end(canvas->cairo, element);
	/* behind the element: Cairo 1.16 marks no text of one that holds others */
	if (setting->links > 0)
		draw_lines(canvas, setting, first, count, x, y, true);
}

void rq_canvas_rule(struct rq_canvas *canvas, double x, double y, double width, double thickness,
		    unsigned color)
{
	use_color(canvas, color);
	cairo_rectangle(canvas->cairo, x, y, width, thickness);
	cairo_fill(canvas->cairo);
}
