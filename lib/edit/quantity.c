#include <string.h>

#include "edit/afterthought.h"
#include "edit/beside.h"
#include "edit/counted.h"
#include "edit/rules.h"
#include "edit/same.h"
#include "match/token.h"

/* How many words before a number may say what it is said of. */
enum { BEFORE_WORDS = 2, WIDER_BEFORE_WORDS = 4 };

/* A summary may begin with who the candidate is: a title, or what stood there. */
static bool is_who(const struct rq_case *c, const struct rq_word *word)
{
	for (size_t i = 0; c->place == RQ_PLACE_SUMMARY && i < c->count; i++)
		for (size_t j = 0; j < c->support[i].reading->count; j++)
			if ((c->support[i].title || (c->has_before && i == 0)) &&
			    rq_word_same(word, &c->support[i].reading->word[j]))
				return true;
	return false;
}

/*
 * In the text that the edit replaces one of the words before a number is enough;
 * a number of another line (strict) brings all of them along: who led a team and
 * worked in a team of 40 has led no team of 40.
 */
static bool is_introduced_the_same(const struct rq_case *c, const struct rq_quantity *quantity,
				   const struct rq_reading *other, const struct rq_quantity *theirs,
				   bool strict)
{
	const struct rq_word *mine[BEFORE_WORDS], *old[WIDER_BEFORE_WORDS + 1],
	    *of[RQ_COUNTED_WORDS];
	size_t count = rq_counted_introduced(&c->after, quantity, mine, BEFORE_WORDS);
	size_t old_count = rq_counted_introduced(other, theirs, old, WIDER_BEFORE_WORDS), told = 0;
	const struct rq_word *behind = rq_counted_behind(&c->after, quantity);
	const struct rq_word *deed = rq_counted_deed(&c->after, quantity);
	const struct rq_word *told_behind = rq_counted_behind(other, theirs);

	if (!strict)
		old_count += rq_counted_goes_on(other, theirs, old + old_count);
	if (!strict && ((behind && rq_word_is_among(behind, old, old_count)) ||
			(deed && rq_word_is_among(deed, old, old_count)) ||
			(told_behind && count > 0 && rq_word_same(mine[0], told_behind))))
		return true;

	if (quantity->unit[0] && !strict && rq_counted_words(&c->after, quantity, of) > 0 &&
	    rq_word_is_among(of[0], old, old_count))
		return true; /* accuracy of 93%: 93% accuracy */
	for (size_t i = 0; i < count; i++) {
		if (rq_word_is_among(mine[i], old, old_count) != strict)
			return !strict;
		if (!strict && rq_word_is_light(c, (size_t)(mine[i] - c->after.word)))
			return true; /* "delivered two workshops" of who held them */
		told += !is_who(c, mine[i]) && !(mine[i]->lexeme->class & RQ_WORD_PLAIN);
	}
	return strict || told == 0 || old_count == 0;
}

/* Twelve years of samples are no twelve years of experience. */
static bool is_of_experience(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	static const char words[] = " experience erfahrung expérience experiencia experiência "
				    "esperienza ervaring ";

	for (size_t i = quantity->last + 1; i < reading->count; i++) {
		if (reading->word[i].clause != reading->word[quantity->last].clause ||
		    i > quantity->last + RQ_COUNTED_WORDS)
			return false;
		if (rq_token_is_one_of(reading->word[i].text, words))
			return true;
	}
	return false;
}

/* "4" of "GPT-4": letters and a number that a hyphen holds together. */
static bool is_joined_to_name(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	const struct rq_word *word = &reading->word[quantity->first];

	return quantity->first > 0 && quantity->first == quantity->last && word->joined &&
	       word[-1].symbol && word[-1].quantity < 0;
}

/* "8" of "Java 8", "2016" of "SharePoint 2016": a part of a name, whatever stands behind it. */
static bool is_of_name(const struct rq_reading *reading, const struct rq_quantity *quantity,
		       const struct rq_reading *other, const struct rq_quantity *theirs)
{
	const struct rq_word *name = &reading->word[quantity->first] - 1,
			     *old = &other->word[theirs->first] - 1;

	return quantity->first > 0 && theirs->first > 0 &&
	       ((name->term && old->term) ||
		(is_joined_to_name(reading, quantity) && is_joined_to_name(other, theirs))) &&
	       rq_word_same_text(name, old) && !quantity->unit[0] && !theirs->unit[0] &&
	       !quantity->plus && !theirs->plus &&
	       rq_reading_is_of_clause(reading, quantity->first, quantity->first - 1) &&
	       rq_reading_is_of_clause(other, theirs->first, theirs->first - 1) &&
	       strcmp(quantity->value, theirs->value) == 0;
}

/* "Used by 40 depots": who did it, and no measure of it. "From 80 to 100" is 80 to 100. */
static uint8_t binder_of(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	bool agent = quantity->binder == RQ_BINDER_BY && quantity->first > 1 &&
		     (reading->word[quantity->first - 2].govern & RQ_OF_OTHERS);

	return agent || (quantity->opens && quantity->binder == RQ_BINDER_FROM) ? 0
										: quantity->binder;
}

/* "40" of "3 of the 40 staff": what the other number is a part of. */
static bool is_total(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	static const char of[] =
	    " of out the von der den de los las les des du dei delle degli dos das di van ";
	size_t at = quantity->first;

	while (at > 0 && rq_reading_is_of_clause(reading, at - 1, quantity->first) &&
	       rq_token_is_one_of(reading->word[at - 1].text, of))
		at--;
	return at > 0 && at < quantity->first &&
	       rq_reading_is_of_clause(reading, at - 1, quantity->first) &&
	       reading->word[at - 1].quantity >= 0 && !reading->word[at - 1].lexeme->binder;
}

/* "20+" and "over 20", "more than 20". */
static bool is_open_above(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	const struct rq_word *than = &reading->word[quantity->first] - 1;

	return quantity->plus || quantity->binder == RQ_BINDER_OVER ||
	       (quantity->binder == RQ_BINDER_THAN && quantity->first > 1 &&
		rq_token_is_one_of(than[-1].text, " more mehr meer "));
}

/*
 * "Requests from two colleagues", "requests of two colleagues": of a number with nothing behind it
 * "from" bounds none. With a unit it may be the least of something.
 */
static bool is_whose(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	static const char whose[] = " of from de von ";

	return quantity->first > 0 && !quantity->unit[0] && !quantity->opens &&
	       (quantity->binder == 0 || quantity->binder == RQ_BINDER_FROM) &&
	       rq_token_is_one_of(reading->word[quantity->first - 1].text, whose);
}

/* "Over one summer", "for one summer": how long, and not more than that. */
static bool is_how_long(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	static const char times[] =
	    " summer winter spring autumn season seasons term terms semester "
	    "semesters holiday holidays ";
	const struct rq_word *words[RQ_COUNTED_WORDS];
	size_t count = rq_counted_words(reading, quantity, words);

	return count > 0 && !quantity->unit[0] && !quantity->plus &&
	       (quantity->binder == 0 || quantity->binder == RQ_BINDER_OVER) &&
	       rq_token_is_one_of(words[count - 1]->text, times);
}

static bool is_bound_the_same(const struct rq_reading *reading, const struct rq_quantity *quantity,
			      const struct rq_reading *other, const struct rq_quantity *theirs)
{
	if ((is_open_above(reading, quantity) && is_open_above(other, theirs)) ||
	    (is_whose(reading, quantity) && is_whose(other, theirs)) ||
	    (is_how_long(reading, quantity) && is_how_long(other, theirs)))
		return true;
	return quantity->plus == theirs->plus &&
	       binder_of(reading, quantity) == binder_of(other, theirs);
}

static bool is_same(const struct rq_case *c, const struct rq_quantity *quantity,
		    const struct rq_reading *other, const struct rq_quantity *theirs, bool strict)
{
	return quantity->value[0] != '?' && strcmp(quantity->value, theirs->value) == 0 &&
	       strcmp(quantity->unit, theirs->unit) == 0 &&
	       is_bound_the_same(&c->after, quantity, other, theirs) &&
	       quantity->opens == theirs->opens &&
	       is_total(&c->after, quantity) == is_total(other, theirs) &&
	       (rq_counted_same(&c->after, quantity, other, theirs) ||
		(!strict && rq_afterthought_is_same(&c->after, quantity, other, theirs))) &&
	       (!is_of_experience(&c->after, quantity) || is_of_experience(other, theirs)) &&
	       is_introduced_the_same(c, quantity, other, theirs, strict);
}

/* "One hour" of "an hour", "eine Maschine": told with an article. */
static bool is_told_with_article(const struct rq_case *c, const struct rq_quantity *quantity)
{
	static const char articles[] =
	    " a an ein eine einen einem einer un une una uno um uma een ";
	const struct rq_word *words[RQ_COUNTED_WORDS];
	size_t count = rq_counted_words(&c->after, quantity, words);
	const struct rq_reading *before = c->has_before ? c->support[0].reading : NULL;

	if (!rq_numeral_is_one(quantity->value) || quantity->unit[0] || quantity->plus ||
	    (quantity->binder && quantity->binder != RQ_BINDER_ABOUT) || count != 1 || !before)
		return false;
	for (size_t i = 1; i < before->count; i++)
		if (strcmp(words[0]->text, before->word[i].text) == 0 &&
		    rq_token_is_one_of(before->word[i - 1].text, articles) &&
		    (i > 1 ? before->word[i - 2].lexeme->binder : 0) == quantity->binder)
			return true;
	return false;
}

static bool is_supported(const struct rq_case *c, const struct rq_quantity *quantity)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;
		bool strict = c->has_before && i > 0 && c->place != RQ_PLACE_SUMMARY;

		for (size_t j = 0; j < reading->quantity_count; j++)
			if (is_same(c, quantity, reading, &reading->quantity[j], strict) ||
			    is_of_name(&c->after, quantity, reading, &reading->quantity[j]))
				return true;
	}
	return is_told_with_article(c, quantity);
}

static bool check(const struct rq_case *c, bool dates, struct rq_verdict *verdict)
{
	for (size_t i = 0; i < c->after.quantity_count; i++) {
		const struct rq_quantity *quantity = &c->after.quantity[i];
		const struct rq_word *words[RQ_COUNTED_WORDS];
		char quote[64];

		if (quantity->date != dates || is_supported(c, quantity))
			continue;
		return rq_refuse(
		    verdict, "\"%s\" is not in the cited lines",
		    rq_quote_words(&c->after, quantity->first,
				   quantity->last + rq_counted_words(&c->after, quantity, words),
				   quote));
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
		for (size_t j = 0; j < c->support[i].reading->count; j++)
			if (same_month(&c->after, at, c->support[i].reading, j))
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
