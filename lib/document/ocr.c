#include "document/ocr.h"

#include <dlfcn.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/raster.h"
#include "document/sighted.h"
#include "document/tongue.h"

#ifdef RQ_WITH_OCR

#include <tesseract/capi.h>

enum { POINTS = 72 }; /* an inch */

static const double PAGE_INCHES = 8.4; /* shorter side of a sheet, A4 or letter */
static const float UPRIGHT = 4;        /* Tesseract's measure of how sure a page's turn is */

struct rq_ocr {
	struct rq_tongues *tongues;
	size_t unsure;
};

/*
 * OpenMP's threads wait by spinning, and there are as many processes as
 * processors: one thread each is faster, and a fork loses no other. Looked up,
 * for Tesseract may be built without it.
 */
static void use_one_thread(void)
{
	void (*set_levels)(int) = NULL;
	void *symbol = dlsym(RTLD_DEFAULT, "omp_set_max_active_levels");

	memcpy(&set_levels, &symbol, sizeof set_levels);
	if (set_levels)
		set_levels(0);
}

int rq_ocr_open(const char *languages, struct rq_ocr **ocr, struct rq_error *err)
{
	struct rq_tongues *tongues;

	use_one_thread();
	rq_raster_hush();
	if (rq_tongues_open(languages, &tongues, err) == -1)
		return -1;
	*ocr = rq_alloc(1, sizeof **ocr);
	(*ocr)->tongues = tongues;
	return 0;
}

void rq_ocr_free(struct rq_ocr *ocr)
{
	if (!ocr)
		return;
	rq_tongues_free(ocr->tongues);
	free(ocr);
}

size_t rq_ocr_unsure(const struct rq_ocr *ocr)
{
	return ocr->unsure;
}

/* --- pages -------------------------------------------------------------------------------- */

/* How far the page must be turned clockwise to stand upright, in quarters. */
static int quarters(const struct rq_ocr *ocr, struct Pix *picture)
{
	TessBaseAPI *turner = rq_tongues_turner(ocr->tongues);
	int degrees = 0, known;
	float sure = 0, script_sure;
	const char *script;

	if (!turner)
		return 0;
	TessBaseAPISetImage2(turner, picture);
	known = TessBaseAPIDetectOrientationScript(turner, &degrees, &sure, &script, &script_sure);
	TessBaseAPIDelete(turner);
	return known && sure >= UPRIGHT ? (360 - degrees) / 90 % 4 : 0;
}

static bool recognize(TessBaseAPI *reader, struct Pix *picture, double unit)
{
	if (!reader)
		return false;
	TessBaseAPISetImage2(reader, picture);
	TessBaseAPISetSourceResolution(reader, (int)(POINTS / unit));
	return TessBaseAPIRecognize(reader, NULL) == 0;
}

/* Adds the words of a picture, read in the language that they are of. */
static void read_words(struct rq_ocr *ocr, struct Pix *picture, struct rq_sighted *all)
{
	TessBaseAPI *reader = rq_tongues_awake(ocr->tongues), *other;
	size_t from = all->count, unsure = all->unsure;
	char *text;

	if (!recognize(reader, picture, all->unit))
		return;
	rq_sighted_add(all, reader);
	text = TessBaseAPIGetUTF8Text(reader);
	TessBaseAPIClear(reader);
	other = text ? rq_tongues_of_text(ocr->tongues, text) : NULL;
	TessDeleteText(text);
	if (!recognize(other, picture, all->unit))
		return;
	all->unsure = unsure;
	rq_sighted_replace(all, from, other);
	TessBaseAPIClear(other);
}

/* The same of a band of a page that is so many pixels broad. Takes the picture. */
static void read_band(struct rq_ocr *ocr, struct Pix *picture, int breadth, struct rq_sighted *all)
{
	all->unit = POINTS * PAGE_INCHES / (breadth * rq_raster_scale(&picture, breadth));
	rq_raster_turn(&picture, quarters(ocr, picture));
	read_words(ocr, picture, all);
	all->top += rq_raster_height(picture) * all->unit;
	rq_raster_free(picture);
}

/* Takes the picture. */
static int read_picture(struct rq_ocr *ocr, struct Pix *picture, unsigned page,
			struct rq_set_lines *lines, struct rq_error *err)
{
	struct rq_sighted all = { 0 };
	int breadth = rq_raster_breadth(picture), result;

	if (page == 1)
		rq_tongues_first(ocr->tongues);
	rq_raster_whiten(&picture);
	while (picture) {
		struct Pix *band = rq_raster_band(&picture);

		if (band)
			read_band(ocr, band, breadth, &all);
	}
	rq_sighted_finish(&all);
	ocr->unsure += all.unsure;
	result = rq_layout_page(all.words, all.count, page, lines, err);
	rq_sighted_free(&all);
	(void)malloc_trim(0); /* the next page may be drawn */
	return result;
}

int rq_ocr_read_file(struct rq_ocr *ocr, const char *bytes, size_t length,
		     struct rq_set_lines *lines, struct rq_error *err)
{
	size_t offset = 0;
	unsigned page = 1;

	do {
		struct Pix *picture;

		if (page > RQ_MAX_SCAN_PAGES)
			return rq_fail(err, RQ_TOO_MANY, "a scan of more than %d pages",
				       RQ_MAX_SCAN_PAGES);
		if (rq_raster_read(bytes, length, &offset, &picture, err) == -1 ||
		    read_picture(ocr, picture, page++, lines, err) == -1)
			return -1;
	} while (offset != 0);
	return 0;
}

/* The image, whatever its file is packed as, white where it is not seen. */
static int read_image(const struct rq_image *image, struct Pix **picture, struct rq_error *err)
{
	struct Pix *mask;
	size_t offset = 0;

	if (rq_raster_read(image->file.bytes, image->file.length, &offset, picture, err) == -1)
		return -1;
	if (!image->mask.bytes)
		return 0;
	offset = 0;
	if (rq_raster_read(image->mask.bytes, image->mask.length, &offset, &mask, err) == -1) {
		rq_raster_free(*picture);
		return -1;
	}
	rq_raster_mask(picture, mask, image->cut);
	return 0;
}

int rq_ocr_read_page(struct rq_ocr *ocr, const struct rq_pdf_picture *page,
		     struct rq_set_lines *lines, struct rq_error *err)
{
	struct Pix *picture;
	int result;

	if (page->image
		? read_image(page->image, &picture, err) == -1
		: rq_raster_of_gray(page->gray, page->width, page->height, &picture, err) == -1)
		return -1;
	if (page->quarters > 0)
		rq_raster_turn(&picture, page->quarters);
	result = read_picture(ocr, picture, page->page, lines, err);
	if (!page->image)
		rq_tongues_rest(ocr->tongues); /* the next one will be drawn, too */
	return result;
}

#else

int rq_ocr_open(const char *languages, struct rq_ocr **ocr, struct rq_error *err)
{
	(void)languages;
	(void)ocr;
	return rq_fail(err, RQ_USAGE,
		       "built without OCR: install libtesseract-dev and libleptonica-dev, and "
		       "build again");
}

void rq_ocr_free(struct rq_ocr *ocr)
{
	(void)ocr;
}

int rq_ocr_read_file(struct rq_ocr *ocr, const char *bytes, size_t length,
		     struct rq_set_lines *lines, struct rq_error *err)
{
	(void)ocr;
	(void)bytes;
	(void)length;
	(void)lines;
	return rq_fail(err, RQ_UNSUPPORTED, "built without OCR");
}

int rq_ocr_read_page(struct rq_ocr *ocr, const struct rq_pdf_picture *page,
		     struct rq_set_lines *lines, struct rq_error *err)
{
	(void)page;
	return rq_ocr_read_file(ocr, NULL, 0, lines, err);
}

size_t rq_ocr_unsure(const struct rq_ocr *ocr)
{
	(void)ocr;
	return 0;
}

#endif
