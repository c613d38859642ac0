#include "edit/spelling.h"

#include <string.h>

#include "match/mention.h"

/* What stands in text before mention i, behind the one before it. */
static const char *gap_before(const char *text, const struct rq_mentions *mentions, size_t i,
			      size_t *length)
{
	size_t from = i == 0 ? 0 : mentions->mention[i - 1].end;
	size_t until = i == mentions->count ? strlen(text) : mentions->mention[i].start;

	*length = until - from;
	return text + from;
}

bool rq_spelling_fits(const char *language, bool foreign, const char *spelling, const char *cited)
{
	bool english = !language || strncmp(language, "en", 2) == 0;

	return !foreign || !english || strcmp(spelling, cited) == 0;
}

static bool is_respelled(const char *language, const struct rq_mention *a,
			 const struct rq_mention *b)
{
	return a->term == b->term &&
	       rq_spelling_fits(language, b->foreign, b->spelling, a->spelling);
}

bool rq_spelling_is_same(const struct rq_vocabulary *vocabulary, const char *language,
			 const char *a, const char *b, bool prose)
{
	struct rq_mentions in_a, in_b;
	size_t frame;
	bool same;

	rq_mentions_init(&in_a, vocabulary, a, prose);
	(void)gap_before(a, &in_a, 0, &frame);
	if (strncmp(a, b, frame) != 0) { /* so do most texts that were rewritten */
		rq_mentions_free(&in_a);
		return false;
	}
	rq_mentions_init(&in_b, vocabulary, b, prose);
	same = in_a.count == in_b.count;
	for (size_t i = 0; same && i <= in_a.count; i++) {
		size_t length_a, length_b;
		const char *gap_a = gap_before(a, &in_a, i, &length_a);
		const char *gap_b = gap_before(b, &in_b, i, &length_b);

		same =
		    length_a == length_b && memcmp(gap_a, gap_b, length_a) == 0 &&
		    (i == in_a.count || is_respelled(language, &in_a.mention[i], &in_b.mention[i]));
	}
	rq_mentions_free(&in_a);
	rq_mentions_free(&in_b);
	return same;
}
