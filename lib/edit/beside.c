#include "edit/beside.h"

#include <string.h>

#include "base/text.h"
#include "edit/chunk.h"
#include "edit/deed.h"
#include "edit/phrase.h"
#include "edit/rate.h"
#include "match/token.h"

const struct rq_word *rq_word_behind(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at], *next;

	while (at + 1 < reading->count && rq_word_is_in_phrase(&reading->word[at + 1]))
		at++;
	next = &reading->word[at] + 1;
	return at + 1 < reading->count && next->clause == word->clause && rq_word_is_content(next)
		   ? next
		   : NULL;
}

const struct rq_word *rq_word_before(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at], *last = word - 1;

	return at > 0 && last->clause == word->clause ? last : NULL;
}

bool rq_word_is_possessive(const struct rq_reading *reading, size_t at)
{
	const char *behind = reading->source + reading->word[at].end;

	return *behind == '\'' || strncmp(behind, "’", strlen("’")) == 0;
}

bool rq_word_same_text(const struct rq_word *a, const struct rq_word *b)
{
	return a && b && ((a->term && a->term == b->term) || strcmp(a->text, b->text) == 0);
}

/* Of words of reach the endings do not count: aller, alle. */
static bool is_same_here(const struct rq_word *a, const struct rq_word *b)
{
	return rq_word_same_text(a, b) ||
	       ((a->lexeme->class & b->lexeme->class & RQ_WORD_REACH) && a->stem == b->stem);
}

/* German articles go by case: die Leitung, der Leitung. */
static bool is_same_front(const struct rq_word *a, const struct rq_word *b)
{
	static const char articles[] = " der die das dem den des ";

	return rq_word_same_text(a, b) || (a && b && rq_token_is_one_of(a->text, articles) &&
					   rq_token_is_one_of(b->text, articles));
}

/* "All work orders": a plain word follows, the same in both. */
static bool is_before_same_plain(const struct rq_reading *after, size_t at,
				 const struct rq_reading *reading, size_t found)
{
	return rq_reading_is_of_clause(after, at + 1, at) &&
	       rq_reading_is_of_clause(reading, found + 1, found) &&
	       (after->word[at + 1].lexeme->class & RQ_WORD_PLAIN) &&
	       rq_word_same_text(&after->word[at + 1], &reading->word[found + 1]);
}

/* "Every two weeks": a number follows, the same in both. */
static bool is_before_same_number(const struct rq_reading *after, size_t at,
				  const struct rq_reading *reading, size_t found)
{
	const struct rq_word *one = &after->word[at] + 1, *other = &reading->word[found] + 1;

	return rq_reading_is_of_clause(after, at + 1, at) &&
	       rq_reading_is_of_clause(reading, found + 1, found) && one->quantity >= 0 &&
	       other->quantity >= 0 &&
	       strcmp(after->quantity[one->quantity].value,
		      reading->quantity[other->quantity].value) == 0;
}

bool rq_word_stands_likewise(const struct rq_reading *after, size_t at,
			     const struct rq_reading *reading)
{
	const struct rq_word *next = rq_word_behind(after, at), *last = rq_word_before(after, at);

	for (size_t i = 0; i < reading->count; i++) {
		const struct rq_word *behind = rq_word_behind(reading, i);
		const struct rq_word *front = rq_word_before(reading, i);
		bool alone = !next && !last && !behind && !front;

		if (is_same_here(&after->word[at], &reading->word[i]) &&
		    (is_before_same_plain(after, at, reading, i) ||
		     is_before_same_number(after, at, reading, i) ||
		     rq_word_same_text(next, behind) || is_same_front(last, front) || alone))
			return true;
	}
	return false;
}

/* The next word that counts on one side, of the same sentence; the reading's count: none. */
static size_t neighbour(const struct rq_reading *reading, size_t at, bool behind)
{
	for (size_t i = at; behind ? i + 1 < reading->count : i > 0;) {
		i = behind ? i + 1 : i - 1;
		if (reading->word[i].sentence != reading->word[at].sentence)
			break;
		if (rq_word_counts(&reading->word[i]))
			return i;
	}
	return reading->count;
}

static bool is_same_neighbour(const struct rq_reading *after, size_t at,
			      const struct rq_reading *cited, size_t found, bool behind)
{
	size_t mine = neighbour(after, at, behind), theirs = neighbour(cited, found, behind);

	return mine < after->count && theirs < cited->count &&
	       rq_word_is_verbatim(after, mine, cited, theirs);
}

bool rq_word_bounds_otherwise(const struct rq_reading *after, size_t at,
			      const struct rq_reading *cited)
{
	const struct rq_word *word = &after->word[at];
	bool found = false;

	if (rq_word_counts(word) || !(word->lexeme->class & (RQ_WORD_REACH | RQ_WORD_LIMIT)) ||
	    word->phrase || rq_word_leads_to_rate(word) || /* "a week": edit/rate.h */
	    (rq_text_ends_in(word->text, "ly") && !rq_word_is_how_often(word)))
		return false;
	for (size_t i = 0; i < cited->count; i++) {
		if (!rq_word_is_verbatim(after, at, cited, i))
			continue;
		if (is_same_neighbour(after, at, cited, i, true) ||
		    is_same_neighbour(after, at, cited, i, false) ||
		    (i > 0 && rq_word_looks_like_verb(&cited->word[i - 1])))
			return false;
		found = true;
	}
	return found;
}
