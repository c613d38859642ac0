#include "document/sighted.h"

#ifdef RQ_WITH_OCR

#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

#include "base/memory.h"
#include "base/text.h"

enum { MARK_REACH = 4 }; /* a bullet's distance from its text, in sizes of the type */

static const float SURE = 45; /* percent: below it a line is noise */

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

static void add_word(struct rq_sighted *all, const TessResultIterator *found, bool first)
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
		.top = all->top + top * all->unit,
		.right = right * all->unit,
		.bottom = all->top + bottom * all->unit,
		.size = (float)size,
		.symbol = first && is_mark(text, strlen(text)),
		.space = true,
	};
}

/* The word that a bullet stands in front of: the nearest one right of it on its line. */
static const struct rq_word_box *marked_word(const struct rq_sighted *all,
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
void rq_sighted_finish(struct rq_sighted *all)
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

void rq_sighted_add(struct rq_sighted *all, TessBaseAPI *reader)
{
	TessResultIterator *found = TessBaseAPIGetIterator(reader);
	bool sure = false, more = found != NULL;

	while (more) {
		bool first = TessPageIteratorIsAtBeginningOf(
		    TessResultIteratorGetPageIteratorConst(found), RIL_TEXTLINE);

		if (first) {
			sure = TessResultIteratorConfidence(found, RIL_TEXTLINE) >= SURE;
			all->unsure += !sure;
		}
		if (sure)
			add_word(all, found, first);
		more = TessResultIteratorNext(found, RIL_WORD);
	}
	if (found)
		TessResultIteratorDelete(found);
}

/* The word at the place of another. */
static struct rq_word_box *word_at(struct rq_sighted *all, size_t from,
				   const struct rq_word_box *place)
{
	double across = (place->left + place->right) / 2, down = (place->top + place->bottom) / 2;

	for (size_t i = from; i < all->count; i++) {
		struct rq_word_box *word = &all->words[i];

		if (word->left <= across && word->right >= across && word->top <= down &&
		    word->bottom >= down)
			return word;
	}
	return NULL;
}

static void keep_address(struct rq_sighted *all, size_t from, const struct rq_word_box *address)
{
	struct rq_word_box *word = strchr(address->text, '@') ? word_at(all, from, address) : NULL;

	if (!word || strchr(word->text, '@'))
		return;
	free_text(word);
	word->text = rq_strdup(address->text);
	word->length = address->length;
}

void rq_sighted_replace(struct rq_sighted *all, size_t from, TessBaseAPI *reader)
{
	size_t count = all->count - from;
	struct rq_word_box *before = rq_alloc(count + 1, sizeof *before);

	for (size_t i = 0; i < count; i++)
		before[i] = all->words[from + i];
	all->count = from;
	rq_sighted_add(all, reader);
	for (size_t i = 0; i < count; i++) {
		keep_address(all, from, &before[i]);
		free_text(&before[i]);
	}
	free(before);
}

void rq_sighted_free(struct rq_sighted *all)
{
	for (size_t i = 0; i < all->count; i++)
		free_text(&all->words[i]);
	free(all->words);
}

#endif
