#include "document/sight.h"

#include <math.h>

#include "document/legible.h"
#include "document/picture.h"

enum {
	MAX_SIDE = 2000, /* pixels of the picture, one for a point unless the page is larger */
	FEW = 2,         /* joints of a word: all of its letters may be narrow ones */
	MAX_PIECES = 64, /* of a word, each about as broad as a letter is high */
};

static const double FLAT = 0.02;  /* of the type's size: narrower words have no width */
static const double THIN = 0.08;  /* likewise: letters that narrow, all of a word, are a blot */
static const double ABOVE = 0.3;  /* of a word's box, above its small letters */
static const double BELOW = 0.25; /* of a word's box, below them */

static struct rq_picture *draw(const struct rq_sight_page *page)
{
	double scale = fmin(1, MAX_SIDE / fmax(1, fmax(page->width, page->height)));
	struct rq_picture *picture = rq_picture_new(page->width, page->height, scale);

	page->draw(page->context, rq_picture_cairo(picture));
	return picture;
}

/*
 * Whether there is ink where the word stands, in half of its pieces: its small
 * letters have some, and lines above and below, or a border, do not reach there.
 */
static bool has_ink(const struct rq_picture *picture, const struct rq_word_box *word)
{
	double height = word->bottom - word->top, width = word->right - word->left;
	bool letters = rq_word_has_letter(word);
	double top = word->top + (letters ? ABOVE * height : 0);
	double bottom = word->bottom - (letters ? BELOW * height : 0);
	int pieces = (int)fmin(fmax(width / fmax((double)word->size, 1), 1), MAX_PIECES), inked = 0;

	for (int i = 0; i < pieces; i++)
		inked += rq_picture_has_ink(picture, word->left + i * width / pieces, top,
					    word->left + (i + 1) * width / pieces, bottom);
	return inked * 2 >= pieces;
}

unsigned rq_sight_mark(const struct rq_paint *paint, const struct rq_area *box, double size)
{
	struct rq_doubt doubt = rq_paint_doubt(paint, box, size);

	return (unsigned)(RQ_HIDDEN_KINDS - doubt.kind) * 2 + doubt.certain;
}

/* Whether its letters stand on each other. */
static bool is_flat(const struct rq_word_box *word)
{
	double width = word->right - word->left, unit = (double)word->size;

	return width < FLAT * unit ||
	       (word->joints >= FEW &&
		width < THIN * fmin(unit, word->bottom - word->top) * (double)word->joints);
}

/* Whether nobody sees the word, and why. The picture is drawn when it is needed. */
static bool is_unseen(const struct rq_sight_page *page, const struct rq_word_box *word,
		      struct rq_picture **picture, enum rq_hidden_kind *kind)
{
	struct rq_doubt doubt = { RQ_HIDDEN_KINDS - word->mark / 2, word->mark % 2 };

	*kind = RQ_HIDDEN_TINY;
	if ((word->size > 0 && !rq_legible_size((double)word->size)) || is_flat(word))
		return true;
	*kind = doubt.kind;
	if (doubt.kind == RQ_HIDDEN_KINDS || doubt.certain)
		return doubt.certain;
	if (!*picture)
		*picture = draw(page);
	return !has_ink(*picture, word);
}

size_t rq_sight_hide(const struct rq_sight_page *page, struct rq_word_box *words, size_t count)
{
	struct rq_picture *picture = NULL;
	const char *end = NULL; /* of the last one that is hidden */
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		const struct rq_word_box *word = &words[i];
		enum rq_hidden_kind kind;

		if (!is_unseen(page, word, &picture, &kind)) {
			words[kept++] = *word;
			continue;
		}
		if (word->space || (end && word->text != end))
			rq_hidden_add(page->hidden, kind, page->number, " ", 1);
		rq_hidden_add(page->hidden, kind, page->number, word->text, word->length);
		end = word->text + word->length;
	}
	rq_picture_free(picture);
	return kept;
}
