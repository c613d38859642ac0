#include "document/ocr.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/raster.h"

#ifdef RQ_WITH_OCR

#include <tesseract/capi.h>

enum {
	MARK_REACH = 4,      /* a bullet's distance from its text, in sizes of the type */
	MAX_LANGUAGES = 120, /* bytes of their names */
	POINTS = 72,         /* an inch */
};

static const double PAGE_INCHES = 8.4; /* shorter side of a sheet, A4 or letter */
static const float SURE = 45;          /* percent: below it a line is noise */
static const float UPRIGHT = 4;        /* Tesseract's measure of how sure a page's turn is */

/*
 * OpenMP's threads wait by spinning, and there are as many processes as
 * processors: one thread each is faster. Weak, as Tesseract may be built
 * without it.
 */
extern void omp_set_max_active_levels(int levels) __attribute__((weak));

struct rq_ocr {
	TessBaseAPI *reader;
	TessBaseAPI *turner; /* tells how a page is turned; NULL when that is not installed */
	size_t unsure;
};

/* The words of one page while they are gathered. */
struct gathering {
	struct rq_word_box *words;
	size_t count, capacity;
	double unit; /* points in a pixel */
};

/* --- languages ------------------------------------------------------------------------- */

static TessBaseAPI *load(const char *languages, TessOcrEngineMode mode)
{
	TessBaseAPI *api = TessBaseAPICreate();

	if (api) /* what it prints is for its makers */
		(void)TessBaseAPISetVariable(api, "debug_file", "/dev/null");
	if (api && TessBaseAPIInit2(api, NULL, languages, mode) != 0) {
		TessBaseAPIDelete(api);
		return NULL;
	}
	return api;
}

/* "eng,deu" to "eng+deu"; they become names of files: false when they cannot be. */
static bool write_languages(const char *given, char *languages)
{
	size_t length = strlen(given);

	if (length == 0 || length >= MAX_LANGUAGES ||
	    strspn(given, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+,") !=
		length)
		return false;
	for (size_t i = 0; i <= length; i++)
		languages[i] = given[i];
	for (char *comma = languages; (comma = strchr(comma, ','));)
		*comma = '+';
	return true;
}

int rq_ocr_open(const char *languages, struct rq_ocr **ocr, struct rq_error *err)
{
	char names[MAX_LANGUAGES], shown[MAX_LANGUAGES];
	TessBaseAPI *reader;

	rq_raster_hush();
	if (!write_languages(languages, names))
		return rq_fail(err, RQ_USAGE, "no languages for OCR: \"%s\"",
			       rq_text_escape(languages, shown, sizeof shown));
	reader = load(names, OEM_LSTM_ONLY);
	if (!reader)
		return rq_fail(err, RQ_USAGE,
			       "OCR of \"%s\" is not installed: its packages are called "
			       "tesseract-ocr-LANGUAGE",
			       names);
	*ocr = rq_alloc(1, sizeof **ocr);
	(*ocr)->reader = reader;
	(*ocr)->turner = load("osd", OEM_TESSERACT_ONLY);
	TessBaseAPISetPageSegMode(reader, PSM_AUTO);
	return 0;
}

void rq_ocr_free(struct rq_ocr *ocr)
{
	if (!ocr)
		return;
	TessBaseAPIDelete(ocr->reader);
	if (ocr->turner)
		TessBaseAPIDelete(ocr->turner);
	free(ocr);
}

size_t rq_ocr_unsure(const struct rq_ocr *ocr)
{
	return ocr->unsure;
}

/* How far the page must be turned clockwise to stand upright, in quarters. */
static int quarters(const struct rq_ocr *ocr, struct Pix *picture)
{
	int degrees = 0, known;
	float sure = 0, script_sure;
	const char *script;

	if (!ocr->turner)
		return 0;
	TessBaseAPISetImage2(ocr->turner, picture);
	known =
	    TessBaseAPIDetectOrientationScript(ocr->turner, &degrees, &sure, &script, &script_sure);
	TessBaseAPIClear(ocr->turner);
	return known && sure >= UPRIGHT ? (360 - degrees) / 90 % 4 : 0;
}

/* --- words -------------------------------------------------------------------------------- */

static bool is_round(const char *text, size_t length)
{
	return length == 1 && (text[0] == 'e' || text[0] == 'o');
}

static bool is_capital(const struct rq_word_box *word)
{
	size_t size;

	return rq_text_is_upper(rq_text_decode(word->text, word->length, &size));
}

/* What bullets are taken for: a sign or two alone in front of a line, or a round letter. */
static bool is_mark(const char *text, size_t length)
{
	size_t count = 0, size;

	if (is_round(text, length))
		return true;
	for (size_t at = 0; at < length; at += size, count++) {
		int32_t character = rq_text_decode(text + at, length - at, &size);

		if (rq_text_is_letter(character) || rq_text_is_digit(character))
			return false;
	}
	return count <= 2;
}

/* What the word is read as; the caller's, free(). NULL: nothing. */
static char *text_of(const TessResultIterator *found)
{
	char *text = TessResultIteratorGetUTF8Text(found, RIL_WORD), *copy = NULL;

	if (text && *text)
		copy = rq_strdup(text);
	TessDeleteText(text);
	return copy;
}

static void free_text(struct rq_word_box *word)
{
	char *text;

	memcpy(&text, &word->text, sizeof text); /* ours, though the layout may not change it */
	free(text);
}

static void add_word(struct gathering *all, const TessResultIterator *found, bool first)
{
	const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(found);
	int left, top, right, bottom, size = 0, ignored;
	char *text;

	if (!TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom))
		return;
	text = text_of(found);
	if (!text)
		return;
	(void)TessResultIteratorWordFontAttributes(found, &ignored, &ignored, &ignored, &ignored,
						   &ignored, &ignored, &size, &ignored);
	all->words = rq_grow(all->words, all->count, &all->capacity, sizeof all->words[0]);
	all->words[all->count++] = (struct rq_word_box) {
		.text = text,
		.length = strlen(text),
		.left = left * all->unit,
		.top = top * all->unit,
		.right = right * all->unit,
		.bottom = bottom * all->unit,
		.size = (float)size,
		.symbol = first && is_mark(text, strlen(text)),
		.space = true,
	};
}

/* The word that a bullet stands in front of: the nearest one right of it on its line. */
static const struct rq_word_box *marked_word(const struct gathering *all,
					     const struct rq_word_box *mark)
{
	const struct rq_word_box *nearest = NULL;
	double middle = (mark->top + mark->bottom) / 2;

	for (size_t i = 0; i < all->count; i++) {
		const struct rq_word_box *word = &all->words[i];

		if (!word->symbol && word->left >= mark->right && word->top < middle &&
		    word->bottom > middle &&
		    word->left - mark->right < MARK_REACH * (double)word->size &&
		    (!nearest || word->left < nearest->left))
			nearest = word;
	}
	return nearest;
}

/* Bullets may be found as a column of their own: each goes to its word, others are noise. */
static void attach_marks(struct gathering *all)
{
	size_t kept = 0;

	for (size_t i = 0; i < all->count; i++) {
		struct rq_word_box *mark = &all->words[i];
		const struct rq_word_box *word;

		if (!mark->symbol)
			continue;
		word = marked_word(all, mark);
		if (is_round(mark->text, mark->length) && !(word && is_capital(word))) {
			mark->symbol = false; /* a word of its own, as Italian and Spanish have */
			continue;
		}
		if (!word) {
			mark->length = 0;
			continue;
		}
		mark->top = word->top;
		mark->bottom = word->bottom;
		mark->right = word->left - (double)word->size / 4;
		mark->left = mark->right - (double)word->size / 4;
	}
	for (size_t i = 0; i < all->count; i++) {
		if (all->words[i].length > 0)
			all->words[kept++] = all->words[i];
		else
			free_text(&all->words[i]);
	}
	all->count = kept;
}

static void gather(struct rq_ocr *ocr, struct gathering *all)
{
	TessResultIterator *found = TessBaseAPIGetIterator(ocr->reader);
	bool sure = false, more = found != NULL;

	while (more) {
		bool first = TessPageIteratorIsAtBeginningOf(
		    TessResultIteratorGetPageIteratorConst(found), RIL_TEXTLINE);

		if (first) {
			sure = TessResultIteratorConfidence(found, RIL_TEXTLINE) >= SURE;
			ocr->unsure += !sure;
		}
		if (sure)
			add_word(all, found, first);
		more = TessResultIteratorNext(found, RIL_WORD);
	}
	if (found)
		TessResultIteratorDelete(found);
}

/* --- pages -------------------------------------------------------------------------------- */

/* Takes the picture. */
static int read_picture(struct rq_ocr *ocr, struct Pix *picture, unsigned page,
			struct rq_set_lines *lines, struct rq_error *err)
{
	struct gathering all = { 0 };
	int result;

	if (omp_set_max_active_levels)
		omp_set_max_active_levels(0);
	rq_raster_enlarge(&picture);
	rq_raster_turn(&picture, quarters(ocr, picture));
	all.unit = POINTS * PAGE_INCHES / rq_raster_breadth(picture);
	TessBaseAPISetImage2(ocr->reader, picture);
	TessBaseAPISetSourceResolution(ocr->reader, (int)(POINTS / all.unit));
	if (TessBaseAPIRecognize(ocr->reader, NULL) == 0)
		gather(ocr, &all);
	attach_marks(&all);
	result = rq_layout_page(all.words, all.count, page, lines, err);
	for (size_t i = 0; i < all.count; i++)
		free_text(&all.words[i]);
	free(all.words);
	TessBaseAPIClear(ocr->reader);
	rq_raster_free(picture);
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

int rq_ocr_read_page(struct rq_ocr *ocr, const unsigned char *gray, unsigned width, unsigned height,
		     unsigned page, struct rq_set_lines *lines, struct rq_error *err)
{
	struct Pix *picture;

	if (rq_raster_of_gray(gray, width, height, &picture, err) == -1)
		return -1;
	return read_picture(ocr, picture, page, lines, err);
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

int rq_ocr_read_page(struct rq_ocr *ocr, const unsigned char *gray, unsigned width, unsigned height,
		     unsigned page, struct rq_set_lines *lines, struct rq_error *err)
{
	(void)gray;
	(void)width;
	(void)height;
	(void)page;
	return rq_ocr_read_file(ocr, NULL, 0, lines, err);
}

size_t rq_ocr_unsure(const struct rq_ocr *ocr)
{
	(void)ocr;
	return 0;
}

#endif
