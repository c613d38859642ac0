#include "document/pdf.h"

#include <math.h>
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/layout.h"
#include "document/margin.h"

enum {
	TAIL = 2048,         /* where a whole file has its end mark */
	NEAR = 0x1800,       /* of 0xffff: two values of a color that nobody tells apart */
	LIGHT = 0xc000,      /* brighter text may be invisible on its background */
	MIN_LETTERS = 16,    /* before a page can be called garbled */
	MAX_RENDERED = 2000, /* points: a page's side that is looked at as a picture */
};

static const double SPLIT = 0.3;   /* of the type's size: glyphs so far apart are two words */
static const double NARROW = 0.13; /* likewise: no space is narrower */
static const float SMALLEST = 4;   /* points: nobody reads less */
static const double SCAN_RESOLUTION = 300.0 / 72; /* pixels in a point */

struct pdf {
	PopplerDocument *document;
	struct rq_set_lines lines;
	double height;         /* of the tallest page */
	size_t letters, noise; /* characters with and without a meaning */
	struct rq_document *out;
	struct rq_error *err;
};

/* What a run of glyphs has in common. */
struct look {
	GList *at; /* poppler's attributes */
	gint end;  /* the last glyph that has it */
	float size;
	PopplerColor color;
	bool bold, symbol, icon, light;
};

/* One page's glyphs as poppler gives them. */
struct page {
	PopplerPage *handle;
	unsigned number;
	double width, height;
	char *text;
	PopplerRectangle *boxes;
	guint count;
	GList *attributes;
	cairo_surface_t *picture; /* made when it is needed */
	struct rq_word_box *words;
	size_t word_count, word_capacity;
};

/* --- hidden text ------------------------------------------------------------------ */

static bool is_light(const PopplerColor *color)
{
	return color->red > LIGHT && color->green > LIGHT && color->blue > LIGHT;
}

static void draw(struct page *page)
{
	int width = (int)fmin(page->width, MAX_RENDERED);
	int height = (int)fmin(page->height, MAX_RENDERED);
	cairo_t *cairo;

	page->picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
	cairo = cairo_create(page->picture);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	poppler_page_render(page->handle, cairo);
	cairo_destroy(cairo);
	cairo_surface_flush(page->picture);
}

/* Whether the pixel there has nearly that color. */
static bool is_near(const struct page *page, double x, double y, const PopplerColor *color)
{
	int width = cairo_image_surface_get_width(page->picture);
	int height = cairo_image_surface_get_height(page->picture);
	const unsigned char *data = cairo_image_surface_get_data(page->picture);
	unsigned pixel;
	int values[3], wanted[3] = { color->red, color->green, color->blue };

	if (!data || x < 0 || y < 0 || x >= width || y >= height)
		return true;
	memcpy(&pixel,
	       data + (size_t)y * (size_t)cairo_image_surface_get_stride(page->picture) +
		   (size_t)x * sizeof pixel,
	       sizeof pixel);
	values[0] = (int)(pixel >> 16 & 0xff) * 257;
	values[1] = (int)(pixel >> 8 & 0xff) * 257;
	values[2] = (int)(pixel & 0xff) * 257;
	for (int i = 0; i < 3; i++)
		if (abs(values[i] - wanted[i]) > NEAR)
			return false;
	return true;
}

/* White on white: what is around the glyph, as the page is drawn, has its own color. */
static bool is_invisible(struct page *page, const PopplerRectangle *box, const PopplerColor *color)
{
	double middle = (box->y1 + box->y2) / 2, center = (box->x1 + box->x2) / 2;

	if (!page->picture)
		draw(page);
	return is_near(page, box->x1 - 1, middle, color) &&
	       is_near(page, box->x2 + 1, middle, color) &&
	       is_near(page, center, box->y1 - 1, color) &&
	       is_near(page, center, box->y2 + 1, color);
}

/* --- words ----------------------------------------------------------------------------- */

static bool has_mark(const char *name, const char *const *marks)
{
	for (; name && *marks; marks++)
		if (strcasestr(name, *marks))
			return true;
	return false;
}

static bool is_bold_font(const char *name)
{
	static const char *const marks[] = {
		"bold", "black", "heavy", "cmbx", "sfbx", "-bd", NULL
	};

	return has_mark(name, marks);
}

/* Bullets and arrows, under the codes of letters. */
static bool is_symbol_font(const char *name)
{
	static const char *const marks[] = { "wingding", "webding",    "dingbat", "cmsy",
					     "msam",     "openSymbol", NULL };

	return has_mark(name, marks);
}

/* A telephone or an envelope, under the code of a letter: nothing to be read. */
static bool is_icon_font(const char *name)
{
	static const char *const marks[] = { "awesome",  "marvosym",   "icon",
					     "phosphor", "academicon", "ionic",
					     "entypo",   "simpleico",  NULL };

	return has_mark(name, marks);
}

/* The look of the glyph with that number; fonts are only looked at when it changes. */
static void follow_look(struct look *look, gint index)
{
	const PopplerTextAttributes *next = NULL;

	if (look->end >= index)
		return;
	for (; look->at; look->at = look->at->next) {
		next = look->at->data;
		if (next && next->end_index >= index)
			break;
	}
	if (!look->at || !next)
		return;
	look->end = next->end_index;
	look->size = (float)next->font_size;
	look->color = next->color;
	look->bold = is_bold_font(next->font_name);
	look->symbol = is_symbol_font(next->font_name);
	look->icon = is_icon_font(next->font_name);
	look->light = is_light(&next->color);
}

/* Whether the glyph stands so close behind the word that it is part of it. */
static bool touches(const struct rq_word_box *word, const PopplerRectangle *box, double unit,
		    double widest)
{
	double apart = box->x1 - word->right;

	return fabs(box->y2 - word->bottom) < SPLIT * unit && apart < widest * unit &&
	       apart > -SPLIT * unit - unit;
}

static void extend(struct rq_word_box *word, size_t size, const PopplerRectangle *box)
{
	word->length += size;
	word->left = fmin(word->left, box->x1);
	word->right = fmax(word->right, box->x2);
	word->top = fmin(word->top, box->y1);
	word->bottom = fmax(word->bottom, box->y2);
}

/* A glyph goes on with the last word, or begins one. Poppler puts spaces into wide-set words. */
static void add_glyph(struct page *page, const char *text, size_t size, const PopplerRectangle *box,
		      const struct look *look, bool space)
{
	struct rq_word_box *last = page->word_count > 0 ? &page->words[page->word_count - 1] : NULL;
	float height = look->size > 0 ? look->size : (float)(box->y2 - box->y1);
	double unit = (double)height;

	if (last && !space && last->text + last->length == text &&
	    touches(last, box, unit, SPLIT)) {
		extend(last, size, box);
		return;
	}
	if (last && space && touches(last, box, unit, NARROW))
		space = box->x1 < last->right - NARROW * unit;
	page->words =
	    rq_grow(page->words, page->word_count, &page->word_capacity, sizeof *page->words);
	page->words[page->word_count++] = (struct rq_word_box) {
		.text = text,
		.length = size,
		.left = box->x1,
		.top = box->y1,
		.right = box->x2,
		.bottom = box->y2,
		.size = height,
		.bold = look->bold,
		.symbol = look->symbol && size <= 3,
		.space = space,
	};
}

static void count_meaning(struct pdf *pdf, int32_t character)
{
	if (character == 0xfffd || (character >= 0xe000 && character <= 0xf8ff) ||
	    (rq_text_is_unsafe(character) && character < 0xa0))
		pdf->noise++;
	else
		pdf->letters++;
}

/* Poppler's own order of glyphs is only used inside words. */
static void take_words(struct pdf *pdf, struct page *page)
{
	struct look look = { .at = page->attributes, .end = -1 };
	size_t length = strlen(page->text), at = 0, size;
	bool space = true;

	for (guint i = 0; i < page->count && at < length; i++, at += size) {
		int32_t character = rq_text_decode(page->text + at, length - at, &size);

		follow_look(&look, (gint)i);
		if (rq_text_is_space(character) || look.icon) {
			space = true;
			continue;
		}
		count_meaning(pdf, character);
		if ((look.size > 0 && look.size < SMALLEST) ||
		    (look.light && is_invisible(page, &page->boxes[i], &look.color))) {
			rq_hidden_add(&pdf->out->hidden, RQ_HIDDEN_WHITE, page->number,
				      page->text + at, size);
			space = true;
			continue;
		}
		add_glyph(page, page->text + at, size, &page->boxes[i], &look, space);
		space = false;
	}
}

/* --- pages ------------------------------------------------------------------------------- */

static int read_page(struct pdf *pdf, int index)
{
	struct page page = { .number = (unsigned)index + 1 };
	int result = 0;

	page.handle = poppler_document_get_page(pdf->document, index);
	if (!page.handle)
		return 0; /* the tree of pages lies about it */
	poppler_page_get_size(page.handle, &page.width, &page.height);
	pdf->height = fmax(pdf->height, page.height);
	page.text = poppler_page_get_text(page.handle);
	if (page.text && *page.text &&
	    poppler_page_get_text_layout(page.handle, &page.boxes, &page.count)) {
		page.attributes = poppler_page_get_text_attributes(page.handle);
		take_words(pdf, &page);
		result =
		    rq_layout_page(page.words, page.word_count, page.number, &pdf->lines, pdf->err);
	}
	free(page.words);
	if (page.picture)
		cairo_surface_destroy(page.picture);
	poppler_page_free_text_attributes(page.attributes);
	g_free(page.boxes);
	g_free(page.text);
	g_object_unref(page.handle);
	return result;
}

static int read_pages(struct pdf *pdf)
{
	int count = poppler_document_get_n_pages(pdf->document);

	if (count > RQ_MAX_PAGES)
		return rq_fail(pdf->err, RQ_TOO_MANY, "more than %d pages", RQ_MAX_PAGES);
	for (int i = 0; i < count; i++)
		if (read_page(pdf, i) == -1)
			return -1;
	if (pdf->noise + pdf->letters >= MIN_LETTERS && pdf->noise > pdf->letters / 2)
		return rq_fail(pdf->err, RQ_GARBLED_TEXT,
			       "its fonts do not say which letters they show");
	rq_margin_drop(&pdf->lines, pdf->height);
	if (rq_flow_add(pdf->out, pdf->lines.lines, pdf->lines.count, pdf->err) == -1)
		return -1;
	if (pdf->out->count == 0 && pdf->out->hidden.count == 0)
		return rq_fail(pdf->err, RQ_NO_TEXT,
			       "no text on %d page%s: it looks like a scan, which --ocr reads",
			       count, count == 1 ? "" : "s");
	return 0;
}

static int fail_open(const GError *error, struct rq_error *err)
{
	if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
		return rq_fail(err, RQ_ENCRYPTED, "an encrypted PDF: it needs a password");
	return rq_fail(err, RQ_DAMAGED, "a damaged PDF: nothing in it can be read");
}

int rq_pdf_read(const char *bytes, size_t length, struct rq_document *document,
		struct rq_error *err)
{
	struct pdf pdf = { .out = document, .err = err };
	GError *error = NULL;
	GBytes *data = g_bytes_new_static(bytes, length);
	size_t tail = length < TAIL ? length : TAIL;
	bool cut = !memmem(bytes + length - tail, tail, "%%EOF", 5);
	int result = -1;

	document->format = "pdf";
	pdf.document = poppler_document_new_from_bytes(data, NULL, &error);
	if (pdf.document) {
		result = read_pages(&pdf);
		g_object_unref(pdf.document);
	} else {
		(void)fail_open(error, err);
	}
	if (result == -1 && err->code == RQ_NO_TEXT && cut)
		err->code = RQ_DAMAGED;
	if (result == 0 && cut)
		(void)rq_document_warn(document, "damaged",
				       "the file breaks off: what is left of it was read");
	g_clear_error(&error);
	g_bytes_unref(data);
	rq_set_lines_free(&pdf.lines);
	return result;
}

/* --- pages as pictures ---------------------------------------------------------------------- */

/* Pixels in a point: as many as are allowed of a large page. */
static double resolution_of(double width, double height)
{
	double most = sqrt(RQ_MAX_SCAN_PIXELS / fmax(width * height, 1));

	return fmin(most, SCAN_RESOLUTION);
}

static unsigned char *to_gray(cairo_surface_t *surface, unsigned width, unsigned height)
{
	const unsigned char *data = cairo_image_surface_get_data(surface);
	size_t stride = (size_t)cairo_image_surface_get_stride(surface);
	unsigned char *gray = rq_alloc((size_t)width * height, 1);

	for (size_t y = 0; data && y < height; y++)
		for (size_t x = 0; x < width; x++) {
			uint32_t pixel;

			memcpy(&pixel, data + y * stride + x * sizeof pixel, sizeof pixel);
			gray[y * width + x] =
			    (unsigned char)(((pixel >> 16 & 0xff) * 3 + (pixel >> 8 & 0xff) * 6 +
					     (pixel & 0xff)) /
					    10);
		}
	return gray;
}

/* The page's picture, its gray values the caller's: free(). */
static void draw_page(PopplerPage *page, struct rq_pdf_picture *picture, unsigned char **gray)
{
	double width, height, by;
	cairo_surface_t *surface;
	cairo_t *cairo;

	poppler_page_get_size(page, &width, &height);
	by = resolution_of(width, height);
	picture->width = (unsigned)fmax(floor(width * by), 1);
	picture->height = (unsigned)fmax(floor(height * by), 1);
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)picture->width,
					     (int)picture->height);
	cairo = cairo_create(surface);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_scale(cairo, by, by);
	poppler_page_render(page, cairo);
	cairo_destroy(cairo);
	cairo_surface_flush(surface);
	*gray = to_gray(surface, picture->width, picture->height);
	picture->gray = *gray;
	cairo_surface_destroy(surface);
}

int rq_pdf_draw(const char *bytes, size_t length,
		int (*see)(void *context, const struct rq_pdf_picture *picture,
			   struct rq_error *err),
		void *context, struct rq_error *err)
{
	GError *error = NULL;
	GBytes *data = g_bytes_new_static(bytes, length);
	PopplerDocument *document = poppler_document_new_from_bytes(data, NULL, &error);
	int count = document ? poppler_document_get_n_pages(document) : 0;
	int result = document ? 0 : fail_open(error, err);

	if (count > RQ_MAX_SCAN_PAGES)
		result =
		    rq_fail(err, RQ_TOO_MANY, "a scan of more than %d pages", RQ_MAX_SCAN_PAGES);
	for (int i = 0; result == 0 && i < count; i++) {
		PopplerPage *page = poppler_document_get_page(document, i);
		struct rq_pdf_picture picture = { .page = (unsigned)i + 1 };
		unsigned char *gray;

		if (!page)
			continue;
		draw_page(page, &picture, &gray);
		result = see(context, &picture, err);
		free(gray);
		g_object_unref(page);
	}
	g_clear_object(&document);
	g_clear_error(&error);
	g_bytes_unref(data);
	return result;
}
