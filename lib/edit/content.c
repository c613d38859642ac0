#include <string.h>

#include "edit/beside.h"
#include "edit/binding.h"
#include "edit/deed.h"
#include "edit/govern.h"
#include "edit/initials.h"
#include "edit/rate.h"
#include "edit/role.h"
#include "edit/rules.h"
#include "edit/same.h"
#include "match/token.h"

/* Whether a cited text has the word, as free or as bound as it is now. */
static bool says(const struct rq_support *support, const struct rq_word *word)
{
	const struct rq_reading *reading = support->reading;

	for (size_t i = 0; i < reading->count; i++)
		if (rq_word_same(word, &reading->word[i]) &&
		    ((reading->word[i].lexeme->class & RQ_WORD_LIMIT) ||
		     rq_govern_allows(reading->word[i].govern, word->govern)))
			return true;
	return false;
}

static bool is_word_supported(const struct rq_case *c, const struct rq_word *word)
{
	for (size_t i = 0; i < c->count; i++)
		if (says(&c->support[i], word))
			return true;
	return false;
}

/*
 * "Listed" of "fixed problems listed in an audit", where it is what an audit did: behind its noun,
 * in a clause that a verb leads, a participle is nobody's deed in particular.
 */
static bool is_told_of_thing(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];
	size_t first = at;

	while (first > 0 && rq_reading_is_of_clause(&c->after, first - 1, at))
		first--;
	if (first + 1 >= at || !rq_token_ends_in_one_of(word->text, "ed ") || word->govern != 0 ||
	    !rq_word_looks_like_verb(&c->after.word[first]) || !rq_word_is_content(&word[-1]) ||
	    rq_word_looks_like_verb(&word[-1]) || rq_word_behind(&c->after, at))
		return false;
	for (size_t i = 0; c->has_before && i < c->support[0].reading->count; i++) {
		const struct rq_word *cited = &c->support[0].reading->word[i];

		if (rq_word_same(word, cited) && cited->govern == RQ_OF_OTHERS)
			return true;
	}
	return false;
}

/*
 * Who it is that the rest is said of: the words before the first small one, or before
 * "who" ("account manager in medical supplies who won 14 customers").
 */
static bool is_who(const struct rq_case *c, size_t first, size_t at, size_t end)
{
	size_t small = first;

	while (small <= at && rq_word_is_content(&c->after.word[small]))
		small++;
	for (size_t i = at + 1; i < end && small <= at; i++)
		if (c->after.word[i].lexeme->class & RQ_WORD_RELATIVE)
			return rq_word_stands_likewise(&c->after, at, c->support[0].reading);
	return small > at;
}

/* Whether that entry has a title with a word of those from first to last. */
static bool is_title_of(const struct rq_case *c, size_t first, size_t last, size_t entry)
{
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = first; j <= last && c->support[i].title; j++)
			if (c->support[i].entry == entry &&
			    rq_reading_has(c->support[i].reading, &c->after.word[j]))
				return true;
	return false;
}

/* Whether that line says the word, or the title or a name of its entry does. */
static bool is_told_by(const struct rq_case *c, const struct rq_word *word, size_t line)
{
	for (size_t i = 0; i < c->count; i++)
		if ((i == line ||
		     (c->support[i].frame && c->support[i].entry == c->support[line].entry)) &&
		    says(&c->support[i], word))
			return true;
	return false;
}

static bool is_unit_told_by(const struct rq_case *c, size_t first, size_t end, size_t line)
{
	for (size_t i = first; i < end; i++) {
		const struct rq_word *word = &c->after.word[i];

		if (rq_word_is_content(word) && !is_told_by(c, word, line) &&
		    !(c->has_before && is_who(c, first, i, end) &&
		      is_title_of(c, first, end - 1, c->support[line].entry) &&
		      says(&c->support[0], word)))
			return false;
	}
	return true;
}

/* "Teacher" of "Teacher of Mathematics, Wexcombe School", letter by letter: no "developed". */
static bool is_of_title(const struct rq_case *c, const struct rq_word *word, size_t line)
{
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = 0; j < c->support[i].reading->count; j++)
			if (c->support[i].title && c->support[i].entry == c->support[line].entry &&
			    strcmp(c->support[i].reading->word[j].text, word->text) == 0)
				return true;
	return false;
}

/* "Won" of "Won 14 customers": a verb that no list knows begins a line. */
static bool begins_a_line(const struct rq_case *c, const struct rq_word *word)
{
	for (size_t i = c->has_before ? 1 : 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		if (!c->support[i].frame && reading->count > 0 &&
		    rq_word_same(word, &reading->word[0]))
			return true;
	}
	return false;
}

/* "Built" of "Built the shop", "who built the shop": a verb that says what was done. */
static bool is_deed_of_unit(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];

	if (!rq_word_is_content(word))
		return false;
	if (at > 0 && word[-1].sentence == word->sentence &&
	    (word[-1].lexeme->class & RQ_WORD_RELATIVE))
		return true;
	if (c->after.capital_nouns && word->upper && !word->initial)
		return false;
	return rq_word_leads(&c->after, at) &&
	       (rq_word_looks_like_verb(word) || begins_a_line(c, word));
}

/* Not "month" of "VAT returns, month-end closing and payroll": lines begin with nouns, too. */
static bool is_deed_to_share(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];

	return is_deed_of_unit(c, at) &&
	       (rq_word_looks_like_verb(word) || word->initial ||
		(word[-1].lexeme->class & (RQ_WORD_RELATIVE | RQ_WORD_AND)));
}

/* "Verkauf" of "Verkauf von Schuhen": what a noun is done to. */
static bool is_deed_of_something(const struct rq_reading *after, size_t at)
{
	static const char of[] = " of von der des du de del della dei do da dos das di van ";
	const struct rq_word *word = &after->word[at], *next = word + 1;

	return rq_word_is_content(word) && at + 2 < after->count && next->clause == word->clause &&
	       rq_token_is_one_of(next->text, of);
}

/* What a unit would share with others stands in it, too: a verb, "Beratung von". */
static bool has_own_deed(const struct rq_case *c, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (is_deed_of_unit(c, i) || is_deed_of_something(&c->after, i))
			return true;
	return false;
}

/* "und in der Wundversorgung" goes on with what stands before the noun. */
static bool begins_with_small(const struct rq_reading *after, size_t first, size_t end)
{
	while (first < end && (after->word[first].lexeme->class & RQ_WORD_AND))
		first++;
	return first < end && (after->word[first].lexeme->class & RQ_WORD_STOP) &&
	       !rq_word_is_article(&after->word[first]);
}

/* The deed that a unit shares with what stands before it ("built shops and mills"), or NULL. */
static const struct rq_word *shared_deed(const struct rq_case *c, size_t first, size_t end)
{
	const struct rq_reading *after = &c->after;
	bool small = begins_with_small(after, first, end);

	if (has_own_deed(c, first, end))
		return NULL;
	for (size_t i = first; i-- > 0;) {
		const struct rq_word *word = &after->word[i], *next = word + 1;

		if (word->sentence != next->sentence ||
		    memchr(after->source + word->end, ';', next->start - word->end))
			return NULL;
		if (is_deed_to_share(c, i) || (!small && is_deed_of_something(after, i)))
			return word;
	}
	return NULL;
}

/*
 * A summary may mention what stands in several lines, but not say one thing with
 * the words of two: the tool of one employer under the name of another, the deed of
 * one line done to the thing of the next.
 */
static bool check_units(const struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t first = 0, end; first < c->after.count; first = end) {
		const struct rq_word *deed;
		bool told = false;

		end = rq_reading_unit(&c->after, first);
		deed = shared_deed(c, first, end);
		for (size_t i = 0; i < c->count && !told; i++)
			told = is_unit_told_by(c, first, end, i) &&
			       (!deed || says(&c->support[i], deed) || is_of_title(c, deed, i));
		if (!told)
			return rq_refuse(verdict, "no line alone says \"%s\"",
					 rq_quote_words(&c->after, first, end - 1, quote));
	}
	return true;
}

bool rq_word_is_rate_of_before(const struct rq_case *c, size_t at)
{
	for (size_t i = 0; c->has_before && i < c->support[0].reading->count; i++)
		if (rq_rate_is_same(&c->after, at, c->support[0].reading, i))
			return true;
	return false;
}

bool rq_rule_content(struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t i = 0; i < c->after.count; i++)
		if (rq_word_is_content(&c->after.word[i]) && !rq_word_names_means(c, i) &&
		    !rq_binding_is_more_than(&c->after, i) &&
		    !is_word_supported(c, &c->after.word[i]) && !is_told_of_thing(c, i) &&
		    !rq_word_is_rate_of_before(c, i) && !rq_word_is_light(c, i) &&
		    !rq_word_is_compounded(c, &c->after.word[i]) && !rq_word_is_parted(c, i) &&
		    !rq_word_is_spelled_out(c, i))
			return rq_refuse(verdict, "\"%s\" is not said so in the cited lines",
					 rq_quote_words(&c->after, i, i, quote));
	return c->place != RQ_PLACE_SUMMARY || check_units(c, verdict);
}
