#include "export/canvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "export/catalog.h"
#include "export/look.h"
#include "export/missing.h"

enum { SHORT_RUN = 48 }; /* bytes that fit on a line of any page */

struct rq_canvas {
	struct rq_buffer bytes;
	struct rq_error failure; /* of bytes */
	cairo_surface_t *surface;
	cairo_t *cairo;
	PangoContext *rightwards, *leftwards; /* of lines that run so */
	struct rq_missing missing;
	size_t pages;
	char language[16];
};

struct link {
	size_t start, end; /* bytes of the text */
	char *address;
};

struct rq_setting {
	PangoLayout *layout;
	struct link *link;
	size_t links;
	unsigned color;
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

/* Han characters have forms of each country; Chinese has two, by which fonts are chosen. */
static void use_forms(PangoContext *context, const char *language)
{
	if (!language || !*language)
		return;
	if (strncmp(language, "zh", 2) == 0)
		language = strcmp(language, "zh-Hant") == 0 ? "zh-tw" : "zh-cn";
	pango_context_set_language(context, pango_language_from_string(language));
}

/* A page is no screen: glyphs stand where the font wants them, not where pixels are. */
static PangoContext *new_context(cairo_t *cairo, PangoDirection direction, const char *language)
{
	PangoContext *context = pango_cairo_create_context(cairo);
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_context_set_base_dir(context, direction);
	use_forms(context, language);
	return context;
}

struct rq_canvas *rq_canvas_new(const struct rq_canvas_info *info)
{
	struct rq_canvas *canvas = rq_alloc(1, sizeof *canvas);
	char made[24] = "";

	rq_buffer_init(&canvas->bytes, RQ_MAX_PRINTED_BYTES);
	canvas->surface =
	    cairo_pdf_surface_create_for_stream(keep, canvas, info->width, info->height);
	canvas->cairo = cairo_create(canvas->surface);
	canvas->rightwards = new_context(canvas->cairo, PANGO_DIRECTION_LTR, info->language);
	canvas->leftwards = new_context(canvas->cairo, PANGO_DIRECTION_RTL, info->language);
	rq_missing_init(&canvas->missing);
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
	g_object_unref(canvas->rightwards);
	g_object_unref(canvas->leftwards);
	cairo_destroy(canvas->cairo);
	cairo_surface_destroy(canvas->surface);
	rq_buffer_free(&canvas->bytes);
	rq_missing_free(&canvas->missing);
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
	rq_missing_warn(&canvas->missing, warnings);
	return rq_catalog_speak(canvas->bytes.data, canvas->bytes.length, canvas->language, out,
				err);
}

/* --- setting text ------------------------------------------------------------------------ */

static void add(PangoAttrList *list, PangoAttribute *attribute, size_t start, size_t end)
{
	attribute->start_index = (guint)start;
	attribute->end_index = (guint)end;
	pango_attr_list_insert(list, attribute);
}

static void add_color(PangoAttrList *list, unsigned rgb, size_t start, size_t end)
{
	guint16 red = (guint16)((rgb >> 16 & 0xff) * 0x101);
	guint16 green = (guint16)((rgb >> 8 & 0xff) * 0x101);

	add(list, pango_attr_foreground_new(red, green, (guint16)((rgb & 0xff) * 0x101)), start,
	    end);
}

static void style_run(PangoAttrList *list, const struct rq_run *run, const struct rq_typeface *face,
		      size_t start, size_t end)
{
	if (run->link)
		add_color(list, face->link, start, end);
	if (face->whole_runs && end - start <= SHORT_RUN)
		add(list, pango_attr_allow_breaks_new(FALSE), start, end);
	switch (run->style) {
	case RQ_RUN_STRONG:
		add(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), start, end);
		break;
	case RQ_RUN_SOFT:
		add(list, pango_attr_weight_new(PANGO_WEIGHT_NORMAL), start, end);
		add_color(list, face->soft, start, end);
		break;
	case RQ_RUN_DELETED:
		add(list, pango_attr_strikethrough_new(TRUE), start, end);
		add_color(list, RQ_COLOR_DELETED, start, end);
		break;
	case RQ_RUN_INSERTED:
		add(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), start, end);
		add_color(list, RQ_COLOR_INSERTED, start, end);
		break;
	case RQ_RUN_PLAIN:
	default:
		break;
	}
}

/*
 * Compounds and addresses stay on one line: a hyphen that a line's end leaves
 * behind is one of the word or of the setting, and who reads the text of the
 * page cannot tell which.
 */
static void keep_words(PangoAttrList *list, const char *text)
{
	for (size_t at = strspn(text, " "), end; text[at]; at = end + strspn(text + end, " ")) {
		end = at + strcspn(text + at, " ");
		if (end - at <= SHORT_RUN && at + strcspn(text + at, "-/") < end)
			add(list, pango_attr_allow_breaks_new(FALSE), at, end);
	}
}

static void add_link(struct rq_setting *setting, const char *address, size_t start, size_t end)
{
	setting->link = rq_resize(setting->link, setting->links + 1, sizeof *setting->link);
	setting->link[setting->links++] = (struct link) { start, end, rq_strdup(address) };
}

static void free_links(struct rq_setting *setting)
{
	for (size_t i = 0; i < setting->links; i++)
		free(setting->link[i].address);
	free(setting->link);
	setting->link = NULL;
	setting->links = 0;
}

/* The runs behind each other, with what has no font replaced. */
static void fill(struct rq_canvas *canvas, struct rq_setting *setting, const struct rq_run *run,
		 size_t count, const char *between, const struct rq_typeface *face)
{
	PangoAttrList *list = pango_attr_list_new();
	GString *text = g_string_new(NULL);

	free_links(setting);
	for (size_t i = 0; i < count; i++) {
		size_t start;

		if (i > 0)
			g_string_append(text, between);
		start = text->len;
		rq_missing_replace(&canvas->missing, run[i].text, text);
		style_run(list, &run[i], face, start, text->len);
		if (run[i].link)
			add_link(setting, run[i].link, start, text->len);
	}
	keep_words(list, text->str);
	/* fonts of some scripts are twice as high as their letters */
	add(list, pango_attr_line_height_new_absolute((int)(face->height * PANGO_SCALE)), 0,
	    text->len);
	pango_layout_set_text(setting->layout, text->str, (int)text->len);
	pango_layout_set_attributes(setting->layout, list);
	pango_attr_list_unref(list);
	(void)g_string_free(text, TRUE);
}

static void use_font(PangoLayout *layout, const struct rq_typeface *face)
{
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family(font, face->fonts);
	pango_font_description_set_absolute_size(font, face->size * PANGO_SCALE);
	pango_font_description_set_weight(font,
					  face->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
}

struct rq_setting *rq_canvas_set(struct rq_canvas *canvas, const struct rq_run *run, size_t count,
				 const char *between, const struct rq_typeface *face, double width)
{
	struct rq_setting *setting = rq_alloc(1, sizeof *setting);
	PangoLayout *layout =
	    pango_layout_new(face->right_to_left ? canvas->leftwards : canvas->rightwards);

	setting->layout = layout;
	setting->color = face->color;
	use_font(layout, face);
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_alignment(layout,
				   face->flush_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
	do
		fill(canvas, setting, run, count, between, face);
	while (pango_layout_get_unknown_glyphs_count(layout) > 0 &&
	       rq_missing_collect(&canvas->missing, layout));
	return setting;
}

void rq_setting_free(struct rq_setting *setting)
{
	if (!setting)
		return;
	free_links(setting);
	g_object_unref(setting->layout);
	free(setting);
}

size_t rq_setting_lines(const struct rq_setting *setting)
{
	return (size_t)pango_layout_get_line_count(setting->layout);
}

double rq_setting_width(const struct rq_setting *setting)
{
	PangoRectangle extents;

	pango_layout_get_extents(setting->layout, NULL, &extents);
	return (double)extents.width / PANGO_SCALE;
}

static double line_height(PangoLayoutIter *iterator)
{
	PangoRectangle extents;

	pango_layout_iter_get_line_extents(iterator, NULL, &extents);
	return (double)extents.height / PANGO_SCALE;
}

/* Of the line in hand, below its top. */
static double line_baseline(PangoLayoutIter *iterator)
{
	PangoRectangle extents;

	pango_layout_iter_get_line_extents(iterator, NULL, &extents);
	return (double)(pango_layout_iter_get_baseline(iterator) - extents.y) / PANGO_SCALE;
}

double rq_setting_baseline(const struct rq_setting *setting)
{
	PangoLayoutIter *iterator = pango_layout_get_iter(setting->layout);
	double baseline = line_baseline(iterator);

	pango_layout_iter_free(iterator);
	return baseline;
}

double rq_setting_height(const struct rq_setting *setting, size_t count)
{
	PangoLayoutIter *iterator = pango_layout_get_iter(setting->layout);
	double height = 0;

	for (size_t i = 0; i < count; i++) {
		height += line_height(iterator);
		if (!pango_layout_iter_next_line(iterator))
			break;
	}
	pango_layout_iter_free(iterator);
	return height;
}

/* --- drawing ------------------------------------------------------------------------------- */

static double part(unsigned rgb, unsigned shift)
{
	return (double)(rgb >> shift & 0xff) / 255;
}

static void use_color(struct rq_canvas *canvas, unsigned rgb)
{
	cairo_set_source_rgb(canvas->cairo, part(rgb, 16), part(rgb, 8), part(rgb, 0));
}

/* The part of a link that stands on a line, from its left edge at x. */
static void draw_link(struct rq_canvas *canvas, PangoLayoutLine *line, const struct link *link,
		      double x, double y, double height)
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
		double height = line_height(iterator);
		PangoLayoutLine *line = pango_layout_iter_get_line_readonly(iterator);

		pango_layout_iter_get_line_extents(iterator, NULL, &extents);
		for (size_t k = 0; i >= first && links && k < setting->links; k++)
			draw_link(canvas, line, &setting->link[k], x, y, height);
		if (i >= first && !links) {
			cairo_move_to(canvas->cairo, x + (double)extents.x / PANGO_SCALE,
				      y + line_baseline(iterator));
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
