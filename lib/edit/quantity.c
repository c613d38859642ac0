#include <string.h>

#include "edit/rules.h"

/* How many words around a number may say what it is of. */
enum { AFTER_WORDS = 4, BEFORE_WORDS = 2, WIDER_BEFORE_WORDS = 4 };

/*
 * What a number counts: the words right behind it, up to the first small word
 * ("5 senior engineers" of "5 senior engineers in two teams").
 */
static size_t counted(const struct rq_reading *reading, const struct rq_quantity *quantity,
		      const struct rq_word *words[AFTER_WORDS])
{
	size_t count = 0;

	for (size_t i = quantity->last + 1; i < reading->count && count < AFTER_WORDS; i++) {
		const struct rq_word *word = &reading->word[i];

		if (word->clause != reading->word[quantity->last].clause ||
		    !rq_word_is_content(word))
			break;
		if (!word->term || word->term_first == i)
			words[count++] = word;
	}
	return count;
}

/* What a number is said of: the words that say something before it in its clause. */
static size_t introduced(const struct rq_reading *reading, const struct rq_quantity *quantity,
			 const struct rq_word *words[], size_t limit)
{
	size_t count = 0;

	for (size_t i = quantity->first; i-- > 0 && count < limit;) {
		const struct rq_word *word = &reading->word[i];

		if (word->clause != reading->word[quantity->first].clause)
			break;
		if (rq_word_is_content(word) && (!word->term || word->term_first == i))
			words[count++] = word;
	}
	return count;
}

static bool is_among(const struct rq_word *word, const struct rq_word *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rq_word_same(word, words[i]))
			return true;
	return false;
}

/*
 * Modifiers may go ("five senior engineers", five engineers), nothing may come,
 * and the last word is the thing that is counted, not a modifier of it: 40
 * customers are not 40 customer agents.
 */
static bool counts_the_same(const struct rq_reading *reading, const struct rq_quantity *quantity,
			    const struct rq_reading *other, const struct rq_quantity *theirs)
{
	const struct rq_word *mine[AFTER_WORDS], *old[AFTER_WORDS];
	size_t count = counted(reading, quantity, mine), old_count = counted(other, theirs, old);
	const struct rq_word *thing;

	for (size_t i = 0; i < count; i++)
		if (!is_among(mine[i], old, old_count))
			return false;
	if (count == 0)
		return old_count == 0;
	thing = mine[count - 1];
	if (rq_word_same(thing, old[old_count - 1]))
		return true;
	for (size_t i = 0; i < old_count; i++)
		if (strcmp(old[i]->text, thing->text) == 0)
			return true;
	return false;
}

/*
 * In the text that the edit replaces one of the words before a number is enough;
 * a number of another line (strict) brings all of them along: who led a team and
 * worked in a team of 40 has led no team of 40.
 */
static bool is_introduced_the_same(const struct rq_reading *reading,
				   const struct rq_quantity *quantity,
				   const struct rq_reading *other, const struct rq_quantity *theirs,
				   bool strict)
{
	const struct rq_word *mine[BEFORE_WORDS], *old[WIDER_BEFORE_WORDS];
	size_t count = introduced(reading, quantity, mine, BEFORE_WORDS);
	size_t old_count = introduced(other, theirs, old, WIDER_BEFORE_WORDS);

	for (size_t i = 0; i < count; i++)
		if (is_among(mine[i], old, old_count) != strict)
			return !strict;
	return strict || count == 0 || old_count == 0;
}

static bool is_same(const struct rq_reading *reading, const struct rq_quantity *quantity,
		    const struct rq_reading *other, const struct rq_quantity *theirs, bool strict)
{
	return quantity->value[0] != '?' && strcmp(quantity->value, theirs->value) == 0 &&
	       strcmp(quantity->unit, theirs->unit) == 0 && quantity->plus == theirs->plus &&
	       quantity->binder == theirs->binder &&
	       counts_the_same(reading, quantity, other, theirs) &&
	       is_introduced_the_same(reading, quantity, other, theirs, strict);
}

static bool is_supported(const struct rq_case *c, const struct rq_quantity *quantity)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = &c->support[i].reading;
		bool strict = c->has_before && i > 0 && c->place != RQ_PLACE_SUMMARY;

		for (size_t j = 0; j < reading->quantity_count; j++)
			if (is_same(&c->after, quantity, reading, &reading->quantity[j], strict))
				return true;
	}
	return false;
}

static bool check(const struct rq_case *c, bool dates, struct rq_verdict *verdict)
{
	for (size_t i = 0; i < c->after.quantity_count; i++) {
		const struct rq_quantity *quantity = &c->after.quantity[i];
		const struct rq_word *words[AFTER_WORDS];
		char quote[64];

		if (quantity->date != dates || is_supported(c, quantity))
			continue;
		return rq_refuse(
		    verdict, "\"%s\" is not in the cited lines",
		    rq_quote_words(&c->after, quantity->first,
				   quantity->last + counted(&c->after, quantity, words), quote));
	}
	return true;
}

bool rq_rule_number(struct rq_case *c, struct rq_verdict *verdict)
{
	return check(c, false, verdict);
}

/* --- dates ---------------------------------------------------------------- */

static const struct rq_quantity *number_behind(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *next = &reading->word[at] + 1;

	return at + 1 < reading->count && next->quantity >= 0 ? &reading->quantity[next->quantity]
							      : NULL;
}

static bool is_month(const struct rq_word *word)
{
	return word->lexeme->month != 0 && word->upper && word->quantity < 0;
}

static bool same_month(const struct rq_reading *a, size_t at_a, const struct rq_reading *b,
		       size_t at_b)
{
	const struct rq_quantity *year_a = number_behind(a, at_a), *year_b = number_behind(b, at_b);

	if (!is_month(&b->word[at_b]) ||
	    a->word[at_a].lexeme->month != b->word[at_b].lexeme->month || !year_a != !year_b)
		return false;
	return !year_a || strcmp(year_a->value, year_b->value) == 0;
}

static bool is_month_supported(const struct rq_case *c, size_t at)
{
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = 0; j < c->support[i].reading.count; j++)
			if (same_month(&c->after, at, &c->support[i].reading, j))
				return true;
	return false;
}

bool rq_rule_date(struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t i = 0; i < c->after.count; i++)
		if (is_month(&c->after.word[i]) && !is_month_supported(c, i))
			return rq_refuse(verdict, "\"%s\" is not in the cited lines",
					 rq_quote_words(&c->after, i, i, quote));
	return check(c, true, verdict);
}
