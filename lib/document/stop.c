#include "document/stop.h"

#include <math.h>

enum { FEWEST = 6 /* lines that make a column */ };

static const double SAME = 0.6;  /* points: edges that are one */
static const double WHITE = 0.5; /* of the type's size: more than is usual between words */
static const double RAGGED = 3;  /* points: lines that begin so far apart do not begin alike */

void rq_stops_add(struct rq_stops *stops, const struct rq_word_box *words, size_t count)
{
	if (!rq_word_has_letter(&words[0]))
		return; /* an item's sign, or its number */
	for (size_t i = 1; i < count && stops->count < RQ_MAX_STOPS; i++)
		if (words[i].left - words[i - 1].right > WHITE * (double)words[i].size)
			stops->list[stops->count++] =
			    (struct rq_stop) { words[i - 1].right, words[i].left, words[0].left };
}

/* How many places are where one is; 0 when their lines begin alike, as those of a list do. */
static size_t count_same(const struct rq_stops *stops, const struct rq_stop *stop)
{
	size_t same = 0, ragged = 0;

	for (size_t i = 0; i < stops->count; i++) {
		const struct rq_stop *other = &stops->list[i];

		if (fabs(other->right - stop->right) > SAME ||
		    fabs(other->left - stop->left) > SAME)
			continue;
		same++;
		ragged += fabs(other->line - stop->line) > RAGGED;
	}
	return 2 * ragged >= same ? same : 0;
}

bool rq_stops_find(const struct rq_stops *stops, struct rq_stop *stop)
{
	size_t most = FEWEST - 1;

	for (size_t i = 0; i < stops->count; i++) {
		size_t same = count_same(stops, &stops->list[i]);

		if (same <= most)
			continue;
		most = same;
		*stop = stops->list[i];
	}
	return most >= FEWEST;
}

bool rq_stop_is_between(const struct rq_stop *stop, const struct rq_word_box *before,
			const struct rq_word_box *word)
{
	return fabs(before->right - stop->right) <= SAME && fabs(word->left - stop->left) <= SAME;
}
