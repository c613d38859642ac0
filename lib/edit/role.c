#include "edit/role.h"

#include <string.h>

#include "base/text.h"
#include "edit/deed.h"
#include "edit/phrase.h"
#include "match/token.h"

bool rq_word_is_article(const struct rq_word *word)
{
	static const char known[] =
	    " a an the my our his her its their your this these der die das dem den des ein eine "
	    "einem einen einer eines deren dessen le la les un une el los las una o os um uma il "
	    "lo gli het "
	    "een ihr ihre ihren ihrem ihrer ihres seines sein seine seinen ";

	return word->quantity >= 0 || rq_token_is_one_of(word->text, known);
}

bool rq_word_is_preposition(const struct rq_word *word)
{
	static const char known[] =
	    " in on at for from by with into onto over under between through during before after "
	    "about against among within across via per without following using utilising utilizing "
	    "mit bei beim pro innerhalb nach während mittels für im auf an am aus zu zum zur durch "
	    "über unter vor um gegen ohne avec pour dans par sur sous chez vers aux au con para "
	    "tras ante bajo hacia após perante sob dopo sotto sopra verso "
	    "mediante tramite presso durante depuis sin sem senza tijdens zonder "
	    "por en com em nel nell nello nella nei negli nelle num numa su sul sull sullo sulla "
	    "sui sugli sulle met "
	    "voor op aan door onder uit naar ";

	if ((word->lexeme->class & RQ_WORD_AND) || (word->phrase && rq_word_is_content(word)))
		return false; /* Dutch "en"; "in charge of" */
	return rq_token_is_one_of(word->text, known) ||
	       (strcmp(word->text, "to") == 0 &&
		(rq_word_is_article(&word[1]) || (word[1].upper && !word[1].initial)));
}

/* Whether the deed of the clause before a preposition is to help, or to answer for something. */
static bool passes_on(const struct rq_reading *reading, size_t preposition)
{
	static const char whom[] = " to with at bei mit chez avec con com met ";
	unsigned clause = reading->word[preposition].clause;

	if (preposition > 0 && reading->word[preposition - 1].lexeme->tier >= RQ_TIER_LEAD &&
	    !rq_token_is_one_of(reading->word[preposition].text, whom))
		return true;
	for (size_t i = preposition; i-- > 0 && reading->word[i].clause == clause;)
		if (reading->word[i].lexeme->tier == RQ_TIER_HELP ||
		    (reading->word[i].lexeme->class & RQ_WORD_HEDGE))
			return true;
	return false;
}

/* German verbs come last: "mit JUnit geschrieben und". */
static bool ends_its_clause(const struct rq_reading *reading, size_t at)
{
	return reading->capital_nouns && at > 0 && !reading->word[at - 1].upper &&
	       rq_word_is_content(&reading->word[at - 1]);
}

/* "compared with mileage and errors reported": begins anew. */
static bool is_done_to(const struct rq_reading *reading, size_t at)
{
	return at + 1 < reading->count &&
	       reading->word[at + 1].clause == reading->word[at].clause &&
	       rq_text_ends_in(reading->word[at + 1].text, "ed");
}

/* One of "up to", which binds a number and leads to nothing. */
static bool is_up_to(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return strcmp(word->text, "to") == 0
		   ? at > 0 && strcmp(word[-1].text, "up") == 0
		   : strcmp(word->text, "up") == 0 && at + 1 < reading->count &&
			 strcmp(word[1].text, "to") == 0;
}

/* One of "more than" before a number, likewise. */
static bool is_more_than(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];
	size_t than = strcmp(word->text, "than") == 0 ? at : at + 1;

	return than > 0 && than + 1 < reading->count && reading->word[than + 1].quantity >= 0 &&
	       strcmp(reading->word[than].text, "than") == 0 &&
	       strcmp(reading->word[than - 1].text, "more") == 0;
}

/* The "to" of "80 to 100 customers", "between 80 and 100". */
static bool is_in_range(const struct rq_reading *reading, size_t at)
{
	if (rq_token_is_one_of(reading->word[at].text, " between zwischen entre tussen "))
		return at + 1 < reading->count && reading->word[at + 1].quantity >= 0;
	return at > 0 && at + 1 < reading->count && strcmp(reading->word[at].text, "to") == 0 &&
	       reading->word[at - 1].quantity >= 0 && reading->word[at + 1].quantity >= 0;
}

/* "insieme alla", "junto a": with, in two words. */
static bool is_company(const struct rq_reading *reading, size_t small)
{
	return small > 0 && !rq_word_is_content(&reading->word[small]) &&
	       rq_token_is_one_of(reading->word[small - 1].text, " insieme junto juntos ");
}

/*
 * "Boards in Grafana and rules in Prometheus": a preposition that comes again behind the "and"
 * does not reach over it.
 */
static bool comes_again(const struct rq_reading *reading, size_t preposition, size_t at)
{
	bool past_and = false;

	for (size_t i = preposition + 1; i < at; i++)
		past_and = past_and || (reading->word[i].lexeme->class & RQ_WORD_AND);
	for (size_t i = at + 1; past_and && i < reading->count; i++)
		if (reading->word[i].clause == reading->word[at].clause &&
		    strcmp(reading->word[i].text, reading->word[preposition].text) == 0)
			return true;
	return false;
}

bool rq_word_is_half_of_preposition(const struct rq_reading *reading, size_t of)
{
	static const char before[] =
	    " antes después despues depois prima dopo dentro fuera fora cerca "
	    "perto lejos longe além encima debajo delante detrás debaixo "
	    "près loin lors autour afin invece oltre ";

	if (rq_reading_is_of_clause(reading, of + 1, of) && reading->word[of + 1].quantity >= 0 &&
	    of > 0 && strcmp(reading->word[of - 1].text, "cerca") == 0)
		return false; /* "cerca de 100 clientes": about a hundred */
	return of > 0 && rq_reading_is_of_clause(reading, of - 1, of) &&
	       rq_token_is_one_of(reading->word[of - 1].text, before);
}

enum rq_role rq_word_role(const struct rq_reading *reading, size_t at)
{
	static const char of[] =
	    " of von vom de d du des del della dei dell delle degli dello do da dos das di van ";
	unsigned clause = reading->word[at].clause;

	for (size_t i = at; i > 0 && reading->word[i - 1].clause == clause; i--) {
		const struct rq_word *first = &reading->word[i], *last = first - 1;

		if (is_up_to(reading, i - 1) || is_more_than(reading, i - 1) ||
		    is_in_range(reading, i - 1) || last->quantity >= 0)
			continue; /* "about" of "about 900 bulbs" is of the number */
		if (rq_word_is_preposition(last))
			return rq_word_is_gerund(first) || comes_again(reading, i - 1, at)
				   ? RQ_ROLE_DIRECT
			       : passes_on(reading, i - 1) ? RQ_ROLE_PASSED
							   : RQ_ROLE_OBLIQUE;
		if (rq_token_is_one_of(last->text, of))
			return rq_word_is_half_of_preposition(reading, i - 1) ? RQ_ROLE_OBLIQUE
									      : RQ_ROLE_OF;
		if (is_company(reading, i - 1))
			return RQ_ROLE_OBLIQUE;
		if (rq_word_is_in_phrase(last))
			continue; /* "innerhalb von": its first word tells */
		if ((last->lexeme->class & RQ_WORD_AND) &&
		    (ends_its_clause(reading, i - 1) || is_done_to(reading, at)))
			return RQ_ROLE_DIRECT;
		if ((last->lexeme->class & RQ_WORD_AND)
			? rq_word_looks_like_verb(first)
			: !rq_word_is_content(last) && !rq_word_is_article(last))
			return RQ_ROLE_DIRECT;
	}
	return RQ_ROLE_DIRECT;
}

bool rq_word_is_pronoun(const struct rq_word *word)
{
	return rq_token_is_one_of(word->text, " it them these those sie diese ze li ");
}

bool rq_word_is_head(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return rq_word_is_content(word) &&
	       (at + 1 == reading->count || word[1].clause != word->clause ||
		!rq_word_is_content(&word[1]) || (word[1].lexeme->class & RQ_WORD_REACH) ||
		((word->upper || !reading->capital_nouns) && !word->term &&
		 rq_word_comes_last(reading, at + 1)));
}
