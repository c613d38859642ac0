#include "document/sight.h"

#include <math.h>

#include "document/picture.h"

enum { MAX_SIDE = 2000 }; /* pixels of the picture, one for a point unless the page is larger */

static const float SMALLEST = 4;  /* points: nobody reads less */
static const double FLAT = 0.02;  /* of the type's size: narrower words have no width */
static const double ABOVE = 0.3;  /* of a word's box, above its small letters */
static const double BELOW = 0.25; /* of a word's box, below them */

static struct rq_picture *draw(const struct rq_sight *sight)
{
	double scale = fmin(1, MAX_SIDE / fmax(1, fmax(sight->width, sight->height)));
	struct rq_picture *picture = rq_picture_new(sight->width, sight->height, scale);

	sight->draw(sight->context, rq_picture_cairo(picture));
	return picture;
}

/*
 * Whether there is ink where the word stands: its small letters have some, and
 * lines above and below do not reach there.
 */
static bool has_ink(const struct rq_picture *picture, const struct rq_word_box *word)
{
	double height = word->bottom - word->top;
	bool letters = rq_word_has_letter(word);

	return rq_picture_has_ink(picture, word->left, word->top + (letters ? ABOVE * height : 0),
				  word->right, word->bottom - (letters ? BELOW * height : 0));
}

/* Whether nobody sees the word, and why. The picture is drawn when it is needed. */
static bool is_unseen(const struct rq_sight *sight, const struct rq_word_box *word,
		      struct rq_picture **picture, enum rq_hidden_kind *kind)
{
	const struct rq_shown *shown;
	double unit = (double)word->size;

	*kind = RQ_HIDDEN_TINY;
	if ((word->size > 0 && word->size < SMALLEST) || word->right - word->left < FLAT * unit)
		return true;
	if (!sight->paint->doubtful)
		return false;
	shown = rq_paint_find(sight->paint, word->left, word->bottom, unit);
	if ((!shown || shown->doubt == RQ_HIDDEN_KINDS) && !sight->paint->unread)
		return false;
	*kind = shown && shown->doubt != RQ_HIDDEN_KINDS ? shown->doubt : RQ_HIDDEN_INVISIBLE;
	if (shown && shown->certain)
		return true;
	if (!*picture)
		*picture = draw(sight);
	return !has_ink(*picture, word);
}

size_t rq_sight_hide(const struct rq_sight *sight, struct rq_word_box *words, size_t count)
{
	struct rq_picture *picture = NULL;
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		const struct rq_word_box *word = &words[i];
		enum rq_hidden_kind kind;

		if (!is_unseen(sight, word, &picture, &kind)) {
			words[kept++] = *word;
			continue;
		}
		if (word->space)
			rq_hidden_add(sight->hidden, kind, sight->page, " ", 1);
		rq_hidden_add(sight->hidden, kind, sight->page, word->text, word->length);
	}
	rq_picture_free(picture);
	return kept;
}
