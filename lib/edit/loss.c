#include <string.h>

#include "edit/agent.h"
#include "edit/beside.h"
#include "edit/deed.h"
#include "edit/object.h"
#include "edit/rate.h"
#include "edit/role.h"
#include "edit/rules.h"
#include "edit/same.h"
#include "edit/several.h"
#include "edit/share.h"
#include "match/token.h"

enum { KEPT_PERCENT = 60, COMPANY_REACH = 3 };

static const char with[] = " with alongside mit avec con com met ";
static const char with_or_and[] = " with alongside and mit und avec et con y e com met en ";

static bool is_english(const struct rq_case *c)
{
	return !c->reader.language || strncmp(c->reader.language, "en", 2) == 0;
}

static bool has_number(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	for (size_t i = 0; i < reading->quantity_count; i++)
		if (strcmp(reading->quantity[i].value, quantity->value) == 0)
			return true;
	return false;
}

/* "with two colleagues": the word stands behind one of those that join. */
static bool is_accompanied(const struct rq_reading *reading, const struct rq_word *company,
			   const char *joining)
{
	for (size_t i = 1; i < reading->count; i++) {
		size_t at = i;

		if (!rq_word_same(&reading->word[i], company))
			continue;
		while (at > 0 && reading->word[at - 1].clause == reading->word[i].clause &&
		       i - at < COMPANY_REACH) {
			if (rq_token_is_one_of(reading->word[--at].text, joining))
				return true;
			if (rq_token_is_one_of(reading->word[at].text, " of de von di van "))
				break;
		}
	}
	return false;
}

/*
 * Whether what makes a claim smaller is still there: small features stay small; what was
 * done together with somebody is still done with them.
 */
static bool is_still_limited(const struct rq_case *c, size_t at)
{
	const struct rq_reading *before = c->support[0].reading;
	size_t next = at + 1;

	if (rq_reading_keeps(&c->after, &before->word[at]))
		return true;
	if (!(before->word[at].lexeme->class & (RQ_WORD_PLAIN | RQ_WORD_STOP)))
		return false;
	while (next < before->count && !rq_word_is_content(&before->word[next]))
		next++;
	return next < before->count && is_accompanied(&c->after, &before->word[next], with_or_and);
}

/* "With the foreman": nothing but an article stands between. */
static bool is_right_behind_with(const struct rq_reading *reading, size_t at)
{
	while (at > 0 && reading->word[at - 1].quantity < 0 &&
	       rq_word_is_article(&reading->word[at - 1]))
		at--;
	return at > 0 && rq_token_is_one_of(reading->word[at - 1].text, with) &&
	       reading->word[at - 1].quantity < 0;
}

/* "with one colleague", "with two volunteers": what several did is no deed of one. */
static bool is_left_alone(const struct rq_case *c, size_t at)
{
	const struct rq_reading *before = c->support[0].reading;
	const struct rq_word *word = &before->word[at];
	const char *any = is_english(c) ? " a an " : " an "; /* Portuguese "a" is "the" */

	if ((word->lexeme->class & RQ_WORD_PEER) ||
	    ((rq_word_names_people(word, c->reader.language) ||
	      (word->lexeme->class & RQ_WORD_SENIOR)) &&
	     is_right_behind_with(before, at) && rq_word_is_article(&word[-1]) &&
	     !rq_token_is_one_of(word[-1].text, any)))
		return is_accompanied(before, word, with) && !rq_reading_keeps(&c->after, word);
	/* One may be "a". */
	return at > 0 && word->quantity >= 0 && rq_token_is_one_of(word[-1].text, with) &&
	       !rq_numeral_is_one(before->quantity[word->quantity].value) &&
	       !has_number(&c->after, &before->quantity[word->quantity]);
}

/*
 * "Entretien des machines par un prestataire": who did it, in a line that begins with a noun, is
 * gone. English says so with a passive (edit/agent.h).
 */
static bool is_agent_gone(const struct rq_case *c, size_t at)
{
	const struct rq_reading *before = c->support[0].reading;
	size_t who = at + 1;

	if (is_english(c) || at == 0 || before->word[0].clause != before->word[at].clause ||
	    !rq_token_is_one_of(before->word[at].text,
				" par por pela pelo durch door da dal dalla ") ||
	    !rq_word_names_agent(before, at) || rq_word_is_finite(before, 0) ||
	    rq_word_is_participle(before, 0))
		return false;
	if (!rq_token_is_one_of(before->word[at].text, " pela pelo dal dalla ") &&
	    !rq_word_is_article(&before->word[who]) &&
	    !rq_token_is_one_of(before->word[who].text, " de l "))
		return false;
	while (who < before->count && !rq_word_is_content(&before->word[who]))
		who++;
	return who < before->count && !rq_reading_keeps(&c->after, &before->word[who]);
}

/* "Two of them", "de los que 12": nothing that says something stands before it in its clause. */
static bool begins_clause(const struct rq_reading *reading, size_t at)
{
	size_t first = at;

	while (first > 0 && reading->word[first - 1].clause == reading->word[at].clause &&
	       !rq_word_is_content(&reading->word[first - 1]))
		first--;
	return first > 0 && reading->word[first - 1].clause != reading->word[at].clause;
}

/* "(SEN)" of "five of them with special educational needs (SEN)": another name of the same. */
static bool is_in_brackets_behind(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return word->start == word[-1].end + 2 && reading->source[word->start - 1] == '(';
}

/*
 * Whether a number that begins a clause ("two of them as first author") is gone while
 * what it was of is still there.
 */
static bool is_unnumbered(const struct rq_case *c, size_t at)
{
	const struct rq_reading *before = c->support[0].reading;
	const struct rq_quantity *quantity = &before->quantity[before->word[at].quantity];

	if (at != quantity->first || !begins_clause(before, at))
		return false;
	if (has_number(&c->after, quantity))
		return false;
	for (size_t i = quantity->last + 1;
	     i < before->count && (before->word[i].clause == before->word[at].clause ||
				   is_in_brackets_behind(before, i));
	     i++)
		if (rq_word_is_content(&before->word[i]) &&
		    rq_reading_keeps(&c->after, &before->word[i]))
			return true;
	return false;
}

/* "Vertretung" of "Wochenendvertretung" */
static bool ends_a_compound(const struct rq_case *c, const struct rq_word *hedge)
{
	for (size_t i = 0; i < c->after.count; i++)
		if (c->after.capital_nouns && c->after.word[i].lexeme == hedge->lexeme &&
		    rq_word_is_compounded(c, &c->after.word[i]))
			return true;
	return false;
}

/* "Took part" of "took part in an audit", where the new text contributed to it. */
static bool is_held_back_otherwise(const struct rq_case *c)
{
	for (size_t i = 0; i < c->after.count; i++)
		if ((c->after.word[i].lexeme->class & RQ_WORD_HEDGE) && rq_word_is_light(c, i))
			return true;
	return false;
}

/* "repeat calls fell by 15%": of all calls it would be more. */
static bool is_widened(const struct rq_case *c, size_t at)
{
	const struct rq_reading *before = c->support[0].reading;
	const struct rq_word *word = &before->word[at], *next = rq_word_behind(before, at);
	const struct rq_quantity *quantity = NULL;

	if (!next || rq_word_looks_like_verb(word) || !rq_word_is_content(word) ||
	    rq_word_looks_like_verb(next) || rq_reading_keeps(&c->after, word) ||
	    !rq_reading_keeps(&c->after, next))
		return false;
	for (size_t i = at; i < before->count && before->word[i].clause == word->clause; i++)
		if (before->word[i].quantity >= 0 && !quantity)
			quantity = &before->quantity[before->word[i].quantity];
	if (!quantity || !(strcmp(quantity->unit, "%") == 0 || strcmp(quantity->unit, "x") == 0))
		return false;
	return has_number(&c->after, quantity);
}

/* Whether a share in the clause of a word ("by 12%") is told in the new text, too. */
static bool has_share(const struct rq_case *c, size_t at)
{
	const struct rq_reading *before = c->support[0].reading;

	for (size_t i = 0; i < before->quantity_count; i++) {
		const struct rq_quantity *quantity = &before->quantity[i];

		if (before->word[quantity->first].sentence == before->word[at].sentence &&
		    rq_token_is_one_of(quantity->unit, " % x "))
			return has_number(&c->after, quantity);
	}
	return false;
}

/* "The costs of packaging fell by 15%": of all costs it would be more. */
static bool is_widened_behind(const struct rq_case *c, size_t at)
{
	static const char of[] = " of for von der des für de d du des del della dei dell delle do "
				 "da dos das di van voor pour para per ";
	const struct rq_reading *before = c->support[0].reading;
	const struct rq_word *word = &before->word[at];
	size_t first = at;

	if (!rq_word_is_head(before, at) || rq_word_looks_like_verb(word) ||
	    rq_reading_keeps(&c->after, word) || rq_word_is_in_compound(c, word))
		return false;
	while (first > 0 && rq_reading_is_of_clause(before, first - 1, at) &&
	       (rq_word_is_article(&before->word[first - 1]) ||
		rq_word_is_content(&before->word[first - 1])) &&
	       !rq_token_is_one_of(before->word[first - 1].text, of))
		first--;
	return first > 1 && rq_reading_is_of_clause(before, first - 2, at) &&
	       (first == at || !rq_word_is_gerund(word)) && /* "the API serving" */
	       rq_token_is_one_of(before->word[first - 1].text, of) &&
	       rq_word_is_content(&before->word[first - 2]) &&
	       (!rq_word_leads(before, first - 2) || rq_word_ends_in_deed(before, at)) &&
	       rq_reading_keeps(&c->after, &before->word[first - 2]) && has_share(c, at);
}

/* "no lost-time incident": of all incidents it would be more. */
static bool is_denied_more(const struct rq_case *c, size_t at)
{
	const struct rq_reading *before = c->support[0].reading;
	const struct rq_word *word = &before->word[at], *next = rq_word_behind(before, at);

	return next && rq_word_is_content(word) &&
	       (word->govern & next->govern & RQ_NEGATED_NEAR) &&
	       !rq_reading_keeps(&c->after, word) && rq_reading_keeps(&c->after, next);
}

/*
 * Whether what stands behind "with" is in the new text behind "of", or somebody behind "for" or
 * "to": who filed the archive with the accounts department did not file the archive of it.
 */
static bool is_company_otherwise(const struct rq_case *c, size_t at)
{
	static const char together[] = " with mit avec con com met ";
	static const char favour[] = " for to für pour para per voor ";
	static const char of[] =
	    " of von vom d du des del della dei dell delle degli dello do da dos "
	    "das di van der ";
	const struct rq_reading *before = c->support[0].reading;
	const struct rq_word *word = &before->word[at];

	return rq_word_is_content(word) &&
	       (!word->term || (at > 0 && rq_word_is_article(&word[-1]))) &&
	       is_accompanied(before, word, together) &&
	       ((is_right_behind_with(before, at) && is_accompanied(&c->after, word, of)) ||
		(rq_word_names_people(word, c->reader.language) &&
		 is_accompanied(&c->after, word, favour))) &&
	       !is_accompanied(&c->after, word, with_or_and);
}

/* "12 children" of "12 children a month": unless another line has the number for itself. */
static bool is_rate_lost(const struct rq_case *c, const struct rq_quantity *quantity)
{
	bool lost = false;

	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->quantity_count; j++) {
			const struct rq_word *rate = rq_rate_of(reading, &reading->quantity[j]);

			if (strcmp(reading->quantity[j].value, quantity->value) != 0)
				continue;
			if (!rate || rq_rate_is_told(&c->after, rate))
				return false;
			lost = true;
		}
	}
	return lost;
}

bool rq_rule_loss(struct rq_case *c, struct rq_verdict *verdict)
{
	const struct rq_reading *before = c->has_before ? c->support[0].reading : NULL;
	size_t all = 0, kept = 0;
	char quote[64];

	for (size_t i = 0; c->has_before && rq_case_is_prose(c) && i < before->count; i++) {
		const struct rq_word *word = &before->word[i];
		bool stays = rq_reading_keeps(&c->after, word);

		if (!stays && (word->lexeme->class & (RQ_WORD_HEDGE | RQ_WORD_NEGATION)) &&
		    !ends_a_compound(c, word) && !(i == 0 && is_held_back_otherwise(c)))
			return rq_refuse(verdict, "\"%s\" is gone",
					 rq_quote_words(before, i, i, quote));
		if (((word->lexeme->class & RQ_WORD_LIMIT) && !is_still_limited(c, i)) ||
		    (word->quantity >= 0 && is_unnumbered(c, i)) || is_widened(c, i) ||
		    is_widened_behind(c, i) || is_left_alone(c, i) || is_denied_more(c, i) ||
		    is_agent_gone(c, i) || is_company_otherwise(c, i))
			return rq_refuse(verdict, "\"%s\" is gone",
					 rq_quote_words(before, i, i, quote));
		if (!rq_word_is_content(word) || rq_word_says_work(word))
			continue;
		all++;
		kept +=
		    stays || rq_word_is_in_compound(c, word) || rq_word_is_told_in_parts(c, word);
	}
	for (size_t i = 0; c->has_before && rq_case_is_prose(c) && i < before->quantity_count; i++)
		if (rq_share_is_lost(c, &before->quantity[i]))
			return rq_refuse(verdict, "that it was a part of \"%s\" is gone",
					 rq_quote_words(before, before->quantity[i].first,
							before->quantity[i].last, quote));
	for (size_t i = 0; i < c->after.count; i++)
		if (rq_word_is_multiplied(c, i))
			return rq_refuse(verdict, "of \"%s\" there was one",
					 rq_quote_words(&c->after, i, i, quote));
	for (size_t i = 0; i < c->after.quantity_count; i++)
		if (is_rate_lost(c, &c->after.quantity[i]))
			return rq_refuse(verdict, "what \"%s\" is told per is gone",
					 rq_quote_words(&c->after, c->after.quantity[i].first,
							c->after.quantity[i].last, quote));
	if (kept * 100 < all * KEPT_PERCENT)
		return rq_refuse(verdict, "only %zu of %zu words are kept", kept, all);
	return true;
}
