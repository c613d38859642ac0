#include "document/pdf.h"

#include <math.h>
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/content.h"
#include "document/direction.h"
#include "document/flow.h"
#include "document/glyph.h"
#include "document/layout.h"
#include "document/look.h"
#include "document/margin.h"
#include "document/paint.h"
#include "document/pdf_file.h"
#include "document/selection.h"
#include "document/sidebar.h"
#include "document/sight.h"
#include "document/typeface.h"
#include "document/upright.h"

enum {
	TAIL = 2048,      /* where a whole file has its end mark */
	MIN_LETTERS = 16, /* before a page can be called garbled */
};

struct pdf {
	const char *bytes;
	size_t length;
	PopplerDocument *document; /* to be read */
	PopplerDocument *seen;     /* to be drawn; NULL until a page is */
	struct rq_content *content;
	struct rq_set_lines lines;
	double height;         /* of the tallest page */
	size_t letters, noise; /* characters with and without a meaning */
	bool turned;           /* pages are upright, or stay as they are */
	bool drawn;            /* there are shapes or pictures on a page, or may be */
	size_t scanned;        /* pages that are pictures, with no text but in their margins */
	bool written;          /* others have text */
	struct rq_document *out;
	struct rq_error *err;
};

/* Of a page: those that take all but some of what runs leftward; and of that, a line each. */
enum { SELECTIONS = 3, MISSED = 8 };

static const double BELOW = 8; /* points, from a baseline */

struct page {
	PopplerPage *handle;
	unsigned number;
	double width, height;
	struct rq_selection selections[SELECTIONS + MISSED]; /* words point into their texts */
	struct rq_areas seen;                                /* of selections that were taken */
	struct rq_paint paint;
	struct rq_words words;
};

/* --- words ----------------------------------------------------------------------------- */

static struct rq_glyph glyph_of(const struct rq_area *box, const struct rq_look *look)
{
	return (struct rq_glyph) {
		.left = box->left,
		.top = box->top,
		.right = box->right,
		.bottom = box->bottom,
		.size = look->size > 0 ? look->size : (float)(box->bottom - box->top),
		.bold = look->face.bold,
		.italic = look->face.italic,
		.symbol = look->face.symbol,
	};
}

/* Poppler's own order of glyphs is only used inside words. */
static void take_words(struct pdf *pdf, struct page *page, const struct rq_selection *selection)
{
	struct rq_look look;
	size_t length, at = 0, size;
	bool space = true;

	if (!rq_direction_match(selection->text, selection->boxes, selection->count))
		pdf->noise += selection->count; /* nobody knows which glyph stands where */
	rq_look_begin(&look, selection);
	length = strlen(selection->text);
	for (guint i = 0; i < selection->count && at < length; i++, at += size) {
		int32_t character = rq_text_decode(selection->text + at, length - at, &size);
		struct rq_glyph glyph;
		struct rq_area box;

		rq_look_follow(&look, (gint)i);
		if (rq_text_is_space(character) || look.face.icon ||
		    rq_areas_hold(&page->seen, &selection->boxes[i])) {
			space = true;
			continue;
		}
		*(rq_glyph_has_meaning(character) ? &pdf->letters : &pdf->noise) += 1;
		box = rq_typeface_box(&selection->boxes[i], look.share);
		glyph = glyph_of(&box, &look);
		glyph.mark = rq_sight_mark(&page->paint, &box, (double)glyph.size);
		glyph.text = selection->text + at;
		glyph.length = size;
		glyph.space = space;
		glyph.leftward = rq_text_is_leftward(character);
		rq_words_add(&page->words, &glyph);
		space = false;
	}
}

/* --- pages ------------------------------------------------------------------------------- */

/* A page to be drawn. */
struct sheet {
	struct pdf *pdf;
	int index;
};

static void draw(void *context, cairo_t *cairo)
{
	const struct sheet *sheet = context;
	struct pdf *pdf = sheet->pdf;
	PopplerPage *page;

	if (!pdf->seen)
		pdf->seen = rq_pdf_file_open(pdf->bytes, pdf->length, pdf->content, NULL);
	page = pdf->seen ? poppler_document_get_page(pdf->seen, sheet->index) : NULL;
	if (!page)
		return;
	poppler_page_render(page, cairo);
	g_object_unref(page);
}

static void hide_words(struct pdf *pdf, struct page *page)
{
	struct sheet sheet = { pdf, (int)page->number - 1 };
	struct rq_sight_page seen = { .number = page->number,
				      .width = page->width,
				      .height = page->height,
				      .draw = draw,
				      .context = &sheet,
				      .hidden = &pdf->out->hidden };

	page->words.count = rq_sight_hide(&seen, page->words.list, page->words.count);
}

/* The next of what was painted, at a height at which nothing was selected; NULL: none. */
static const struct rq_shown *next_missed(const struct page *page, size_t *at)
{
	bool *covered = rq_areas_cover(&page->seen, RQ_MAX_PAGE_POINTS);
	const struct rq_shown *missed = NULL;

	for (; !missed && *at < page->paint.count; (*at)++) {
		const struct rq_shown *shown = &page->paint.shown[*at];

		if (shown->y >= 0 && shown->y < fmin(page->height, RQ_MAX_PAGE_POINTS) &&
		    !covered[(size_t)shown->y])
			missed = shown;
	}
	free(covered);
	return missed;
}

static void take_selection(struct pdf *pdf, struct page *page, struct rq_selection *selection)
{
	page->words.mixed = page->words.mixed || rq_direction_is_mixed(selection->text);
	take_words(pdf, page, selection);
	if (page->words.mixed)
		rq_areas_add(&page->seen, selection->boxes, selection->count);
}

/*
 * Poppler selects from the paragraph that is next to one corner to that next to
 * the other: all that runs from left to right, and a part of what runs the other
 * way, of which there is more between the other corners and down the middle. A
 * line at the end may be in none of them: where something was painted, it is, and
 * what stands above tells how wide its letters are.
 */
static void read_text(struct pdf *pdf, struct page *page)
{
	const double width = page->width, height = page->height;
	const struct rq_area corners[SELECTIONS] = { { 0, 0, width, height },
						     { width, 0, 0, height },
						     { width / 2, 0, width / 2, height } };
	const struct rq_shown *missed;
	size_t taken = 0, at = 0;

	for (; taken < SELECTIONS; taken++) {
		if (!rq_selection_take(page->handle, &corners[taken], &page->selections[taken]))
			continue;
		take_selection(pdf, page, &page->selections[taken]);
		if (!page->words.mixed)
			return;
	}
	while (page->words.mixed && taken < SELECTIONS + MISSED &&
	       (missed = next_missed(page, &at))) {
		const struct rq_area above = { missed->x, 0, missed->x, missed->y + BELOW };

		if (rq_selection_take(page->handle, &above, &page->selections[taken]))
			take_selection(pdf, page, &page->selections[taken]);
		taken++;
	}
}

/* Turns this page and those behind it upright, once. */
static void turn_pages(struct pdf *pdf, int index)
{
	int count = poppler_document_get_n_pages(pdf->document);
	PopplerDocument *turned;

	rq_upright_turn(pdf->content, (size_t)index, (size_t)count);
	pdf->turned = true;
	turned = rq_pdf_file_mend(pdf->content);
	if (turned) {
		g_object_unref(pdf->document);
		g_clear_object(&pdf->seen);
		pdf->document = turned;
		pdf->seen = g_object_ref(turned);
		return;
	}
	rq_content_free(pdf->content); /* what it says of those pages is not what poppler shows */
	pdf->content = NULL;
}

/* What hides on a page is told once, though it may be read twice. */
static void read_paint(struct pdf *pdf, struct page *page, int index)
{
	struct rq_hidden told = { 0 };

	rq_paint_read(pdf->content, (size_t)index, &pdf->out->hidden, &page->paint);
	if (pdf->turned || !pdf->content || rq_upright_quarters(&page->paint) == 0)
		return;
	g_object_unref(page->handle);
	rq_paint_free(&page->paint);
	turn_pages(pdf, index);
	page->handle = poppler_document_get_page(pdf->document, index);
	rq_paint_read(pdf->content, (size_t)index, &told, &page->paint);
	rq_hidden_free(&told);
}

/* What a printer or a scanner wrote in the margins of a picture does not make text of it. */
static void weigh_text(struct pdf *pdf, const struct page *page)
{
	if (page->paint.scan && rq_margin_holds(page->words.list, page->words.count, page->height))
		pdf->scanned++;
	else if (page->words.count > 0)
		pdf->written = true;
}

static int read_page(struct pdf *pdf, int index)
{
	struct page page = { .number = (unsigned)index + 1 };
	int result = 0;

	page.handle = poppler_document_get_page(pdf->document, index);
	if (!page.handle)
		return 0; /* the tree of pages lies about it */
	read_paint(pdf, &page, index);
	if (!page.handle) {
		rq_paint_free(&page.paint);
		return 0;
	}
	if (pdf->content && rq_content_swells(pdf->content)) {
		g_object_unref(page.handle);
		rq_paint_free(&page.paint);
		return rq_fail(pdf->err, RQ_TOO_LARGE, "page %u unpacks to more than %zu MiB",
			       page.number, RQ_MAX_CONTENT_BYTES >> 20);
	}
	poppler_page_get_size(page.handle, &page.width, &page.height);
	pdf->height = fmax(pdf->height, page.height);
	pdf->drawn = pdf->drawn || page.paint.surface.count > 0 || page.paint.unread;
	read_text(pdf, &page);
	if (page.words.count > 0)
		hide_words(pdf, &page);
	weigh_text(pdf, &page);
	if (page.words.count > 0)
		result = rq_layout_page(page.words.list, page.words.count, page.number, &pdf->lines,
					pdf->err);
	free(page.words.list);
	rq_paint_free(&page.paint);
	for (size_t i = 0; i < SELECTIONS + MISSED; i++)
		rq_selection_free(&page.selections[i]);
	rq_areas_free(&page.seen);
	g_object_unref(page.handle);
	return result;
}

/* Certificates that were scanned stand behind many a résumé. */
static void warn_unread(const struct pdf *pdf)
{
	char message[96];

	if (pdf->scanned == 0 || !pdf->written)
		return;
	(void)snprintf(message, sizeof message, "%zu page%s a picture without text: not read",
		       pdf->scanned, pdf->scanned == 1 ? " is" : "s are each");
	rq_json_set_integer(rq_document_warn(pdf->out, "unread-part", message), "count",
			    (json_int_t)pdf->scanned);
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
	if (pdf->scanned > 0 && !pdf->written && pdf->lines.count > 0)
		return rq_fail(pdf->err, RQ_NO_TEXT,
			       "no text but in the margins of %d page%s: it looks like a scan, "
			       "which --ocr reads",
			       count, rq_text_s((uint64_t)count));
	rq_margin_drop(&pdf->lines, pdf->height);
	rq_sidebar_gather(&pdf->lines);
	if (rq_flow_add(pdf->out, pdf->lines.lines, pdf->lines.count, pdf->err) == -1)
		return -1;
	if (pdf->out->count == 0 && pdf->content && rq_content_is_bomb(pdf->content))
		return rq_fail(pdf->err, RQ_TOO_LARGE,
			       "pages without text that unpack to more than %zu MiB",
			       RQ_MAX_CONTENT_BYTES >> 20);
	if (pdf->letters + pdf->noise == 0)
		return rq_fail(pdf->err, RQ_NO_TEXT, "no text on %d page%s%s", count,
			       rq_text_s((uint64_t)count),
			       pdf->drawn ? ": it looks like a scan, which --ocr reads" : "");
	warn_unread(pdf);
	return 0;
}

int rq_pdf_read(const char *bytes, size_t length, struct rq_document *document,
		struct rq_error *err)
{
	struct pdf pdf = { .bytes = bytes, .length = length, .out = document, .err = err };
	GError *error = NULL;
	size_t tail = length < TAIL ? length : TAIL;
	bool cut = !memmem(bytes + length - tail, tail, "%%EOF", 5);
	int result = -1;

	document->format = "pdf";
	pdf.content = rq_content_open(bytes, length);
	pdf.document = rq_pdf_file_open_bare(bytes, length, pdf.content, &error);
	if (rq_pdf_file_has_pages(pdf.document)) {
		rq_pdf_file_describe(pdf.document, document);
		result = read_pages(&pdf);
	} else {
		rq_pdf_file_fail(error, err);
	}
	if (result == -1 && err->code == RQ_NO_TEXT && cut)
		err->code = RQ_DAMAGED;
	if (result == 0 && cut)
		(void)rq_document_warn(document, "damaged",
				       "the file breaks off: what is left of it was read");
	g_clear_error(&error);
	g_clear_object(&pdf.document);
	g_clear_object(&pdf.seen);
	rq_content_free(pdf.content);
	rq_set_lines_free(&pdf.lines);
	return result;
}
