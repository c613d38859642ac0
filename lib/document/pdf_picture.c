#include "document/pdf_picture.h"

#include <stdlib.h>

#include "base/limits.h"
#include "document/content.h"
#include "document/lessen.h"
#include "document/pdf_file.h"
#include "document/picture.h"
#include "document/scanned.h"

/* Who sees the pages, and where they come from. */
struct show {
	PopplerDocument *document;
	struct rq_content *content; /* may be NULL */
	int (*see)(void *context, const struct rq_pdf_picture *picture, struct rq_error *err);
	void *context;
};

/* The page's gray values, which seen describes; free(). The colors are gone by then. */
static unsigned char *draw_page(PopplerPage *page, struct rq_pdf_picture *seen)
{
	struct rq_picture *picture;
	double width, height;

	poppler_page_get_size(page, &width, &height);
	picture = rq_picture_new(width, height, rq_picture_resolution(width, height));
	poppler_page_render(page, rq_picture_cairo(picture));
	return rq_picture_take_gray(picture, &seen->width, &seen->height);
}

/* Draws a page of a document, which stands for that page of the file. */
static int show_drawn(const struct show *show, PopplerDocument *document, int index, unsigned page,
		      struct rq_error *err)
{
	PopplerPage *drawn = poppler_document_get_page(document, index);
	struct rq_pdf_picture seen = { .page = page };
	unsigned char *gray;
	int result;

	if (!drawn)
		return 0;
	gray = draw_page(drawn, &seen);
	g_object_unref(drawn);
	seen.gray = gray;
	result = show->see(show->context, &seen, err);
	free(gray);
	return result;
}

static int show_alone(const struct show *show, const struct rq_scanned *scanned, unsigned page,
		      struct rq_error *err)
{
	PopplerDocument *document =
	    rq_pdf_file_open(scanned->image.file.bytes, scanned->image.file.length, NULL, NULL);
	int result;

	if (!document)
		return rq_fail(err, RQ_DAMAGED, "a page that cannot be drawn by itself");
	result = show_drawn(show, document, 0, page, err);
	g_object_unref(document);
	return result;
}

static int show_image(const struct show *show, const struct rq_scanned *scanned, unsigned page,
		      struct rq_error *err)
{
	struct rq_pdf_picture seen = { .page = page,
				       .image = &scanned->image,
				       .quarters = scanned->quarters };

	return show->see(show->context, &seen, err);
}

/* Draws it as it is but for its pictures, which may have been made smaller. */
static int show_lessened(struct show *show, int index, unsigned page, struct rq_error *err)
{
	PopplerDocument *lessened;

	if (show->content && rq_lessen_page(show->content, (size_t)index) > RQ_MAX_DRAWN_BYTES)
		return rq_fail(err, RQ_TOO_LARGE,
			       "page %u has a picture that unpacks to more than %zu MiB: as "
			       "baseline JPEG it would be read",
			       page, RQ_MAX_DRAWN_BYTES >> 20);
	if (show->content && rq_content_is_lessened(show->content)) {
		lessened = rq_pdf_file_mend(show->content);
		if (!lessened)
			return rq_fail(err, RQ_DAMAGED, "a damaged PDF: page %u cannot be drawn",
				       page);
		g_object_unref(show->document);
		show->document = lessened;
	}
	return show_drawn(show, show->document, index, page, err);
}

static int show_page(struct show *show, int index, struct rq_error *err)
{
	unsigned page = (unsigned)index + 1;
	struct rq_error damaged = { 0 };
	struct rq_scanned scanned;
	int result;

	if (!show->content || !rq_scanned_find(show->content, (size_t)index, &scanned))
		return show_lessened(show, index, page, err);
	result = (scanned.pdf ? show_alone : show_image)(show, &scanned, page, &damaged);
	rq_image_free(&scanned.image);
	if (result == -1 && damaged.code == RQ_DAMAGED)
		return show_lessened(show, index, page, err);
	if (result == -1)
		*err = damaged;
	return result;
}

int rq_pdf_draw(const char *bytes, size_t length,
		int (*see)(void *context, const struct rq_pdf_picture *picture,
			   struct rq_error *err),
		void *context, struct rq_error *err)
{
	GError *error = NULL;
	struct show show = { .content = rq_content_open(bytes, length),
			     .see = see,
			     .context = context };
	int count, result = 0;

	show.document = rq_pdf_file_open(bytes, length, show.content, &error);
	count = show.document ? poppler_document_get_n_pages(show.document) : 0;
	if (!show.document)
		result = rq_pdf_file_fail(error, err);
	else if (count > RQ_MAX_SCAN_PAGES)
		result =
		    rq_fail(err, RQ_TOO_MANY, "a scan of more than %d pages", RQ_MAX_SCAN_PAGES);
	for (int i = 0; result == 0 && i < count; i++)
		result = show_page(&show, i, err);
	g_clear_object(&show.document);
	rq_content_free(show.content);
	g_clear_error(&error);
	return result;
}
