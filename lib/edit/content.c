#include <stdint.h>

#include "edit/rules.h"

/* --- content -------------------------------------------------------------- */

/*
 * Whether a word that is governed so where it is cited may stand as it does now:
 * a negation neither comes nor goes, a hedge does not go, and what others did
 * stays theirs.
 */
static bool may_govern(unsigned cited, unsigned now)
{
	const unsigned negated = RQ_NEGATED_NEAR | RQ_NEGATED_FAR;
	const unsigned hedged = RQ_HEDGED_NEAR | RQ_HEDGED_FAR;

	if ((cited & negated) != (now & negated) || ((cited & RQ_OF_OTHERS) & ~now))
		return false;
	return (cited & hedged) == (now & hedged) || !(cited & RQ_HEDGED_FAR) ||
	       (now & RQ_HEDGED_NEAR);
}

/* entry: only what that entry says; NO_ENTRY: what any cited line says. */
static const size_t NO_ENTRY = (size_t)-1;

static bool is_word_supported(const struct rq_case *c, const struct rq_word *word, size_t entry)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = &c->support[i].reading;

		if (entry != NO_ENTRY && c->support[i].entry != entry)
			continue;
		for (size_t j = 0; j < reading->count; j++)
			if (rq_word_same(word, &reading->word[j]) &&
			    may_govern(reading->word[j].govern, word->govern))
				return true;
	}
	return false;
}

/* The words from first that are not joined by "and" or a comma: what is said of one thing. */
static size_t end_of_unit(const struct rq_reading *after, size_t first)
{
	size_t at = first + 1;

	while (at < after->count && after->word[at].clause == after->word[first].clause &&
	       !(after->word[at].lexeme->class & RQ_WORD_AND))
		at++;
	return at;
}

static bool is_unit_supported(const struct rq_case *c, size_t first, size_t end, size_t entry)
{
	for (size_t i = first; i < end; i++)
		if (rq_word_is_content(&c->after.word[i]) &&
		    !is_word_supported(c, &c->after.word[i], entry))
			return false;
	return true;
}

/*
 * A summary may mention what stands in several entries, but not say one thing
 * with the words of two: the tool of one employer under the name of another.
 */
static bool check_units(const struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t first = 0, end; first < c->after.count; first = end) {
		bool supported = false;

		end = end_of_unit(&c->after, first);
		for (size_t i = 0; i < c->count && !supported; i++)
			supported = is_unit_supported(c, first, end, c->support[i].entry);
		if (!supported)
			return rq_refuse(verdict, "no entry alone says \"%s\"",
					 rq_quote_words(&c->after, first, end - 1, quote));
	}
	return true;
}

bool rq_rule_content(struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t i = 0; i < c->after.count; i++)
		if (rq_word_is_content(&c->after.word[i]) &&
		    !is_word_supported(c, &c->after.word[i], NO_ENTRY))
			return rq_refuse(verdict, "\"%s\" is not said so in the cited lines",
					 rq_quote_words(&c->after, i, i, quote));
	return c->place != RQ_PLACE_SUMMARY || check_units(c, verdict);
}

/* --- anchor --------------------------------------------------------------- */

enum { NEAR_WORDS = 2, WIDE_WORDS = 5 };

/* The words that say something around a word (or the term it belongs to) in its sentence. */
static size_t neighbours(const struct rq_reading *reading, size_t at, size_t each,
			 const struct rq_word *words[])
{
	const struct rq_word *word = &reading->word[at];
	size_t first = word->term ? word->term_first : at, last = word->term ? word->term_last : at;
	size_t count = 0, taken = 0;

	for (size_t i = first; i-- > 0 && taken < each;) {
		if (reading->word[i].sentence != word->sentence)
			break;
		if (rq_word_is_content(&reading->word[i])) {
			words[count++] = &reading->word[i];
			taken++;
		}
	}
	taken = 0;
	for (size_t i = last + 1; i < reading->count && taken < each; i++) {
		if (reading->word[i].sentence != word->sentence)
			break;
		if (rq_word_is_content(&reading->word[i])) {
			words[count++] = &reading->word[i];
			taken++;
		}
	}
	return count;
}

static bool meets(const struct rq_word *const *a, size_t count_a, const struct rq_word *const *b,
		  size_t count_b)
{
	for (size_t i = 0; i < count_a; i++)
		for (size_t j = 0; j < count_b; j++)
			if (rq_word_same(a[i], b[j]))
				return true;
	return false;
}

/*
 * "by Oracle", "from Oracle", "to Oracle": the small word that tells what was
 * done to whom, past an article; 0 for none. These are the first binders.
 */
static uint8_t direction(const struct rq_reading *reading, size_t at)
{
	enum { LAST_DIRECTION = 5 };
	size_t first = reading->word[at].term ? reading->word[at].term_first : at;
	const struct rq_word *word = &reading->word[first];

	for (size_t back = 1; back <= 2 && back <= first; back++) {
		const struct rq_word *small = &reading->word[first - back];

		if (small->clause != word->clause || !(small->lexeme->class & RQ_WORD_STOP))
			break;
		if (small->lexeme->binder)
			return small->lexeme->binder <= LAST_DIRECTION ? small->lexeme->binder : 0;
	}
	return 0;
}

static bool is_anchored(const struct rq_case *c, size_t at)
{
	const struct rq_word *mine[2 * NEAR_WORDS], *theirs[2 * WIDE_WORDS];
	size_t count = neighbours(&c->after, at, NEAR_WORDS, mine);

	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = &c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++)
			if (rq_word_same(&c->after.word[at], &reading->word[j]) &&
			    direction(&c->after, at) == direction(reading, j) &&
			    (count == 0 || meets(mine, count, theirs,
						 neighbours(reading, j, WIDE_WORDS, theirs))))
				return true;
	}
	return false;
}

static bool is_prose_of_an_entry(const struct rq_case *c)
{
	return c->place == RQ_PLACE_TEXT || c->place == RQ_PLACE_HIGHLIGHT;
}

bool rq_rule_anchor(struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t i = 0; is_prose_of_an_entry(c) && i < c->after.count; i++) {
		const struct rq_word *word = &c->after.word[i];
		bool name = word->symbol || (word->upper && !word->initial);

		if (word->quantity >= 0 || !(word->term || (name && rq_word_is_content(word))) ||
		    is_anchored(c, i))
			continue;
		return rq_refuse(verdict, "\"%s\" is said of something else in the cited lines",
				 rq_quote_words(&c->after, i, i, quote));
	}
	return true;
}

/* --- loss ----------------------------------------------------------------- */

enum { KEPT_PERCENT = 60 };

static bool stands_in(const struct rq_reading *reading, const struct rq_word *word)
{
	for (size_t i = 0; i < reading->count; i++)
		if (rq_word_same(word, &reading->word[i]))
			return true;
	return false;
}

bool rq_rule_loss(struct rq_case *c, struct rq_verdict *verdict)
{
	const struct rq_reading *before = c->has_before ? &c->support[0].reading : NULL;
	size_t all = 0, kept = 0;
	char quote[64];

	for (size_t i = 0; before && is_prose_of_an_entry(c) && i < before->count; i++) {
		const struct rq_word *word = &before->word[i];
		bool stays = stands_in(&c->after, word);

		if (!stays && (word->lexeme->class & (RQ_WORD_HEDGE | RQ_WORD_NEGATION)))
			return rq_refuse(verdict, "\"%s\" is gone",
					 rq_quote_words(before, i, i, quote));
		if (!rq_word_is_content(word))
			continue;
		all++;
		kept += stays;
	}
	if (kept * 100 < all * KEPT_PERCENT)
		return rq_refuse(verdict, "only %zu of %zu words are kept", kept, all);
	return true;
}
