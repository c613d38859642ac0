#include "edit/object.h"

#include <string.h>

#include "edit/deed.h"
#include "edit/role.h"
#include "match/token.h"

/* They say no more than that it was done. */
static bool says_that_it_was_done(const struct rq_word *word)
{
	static const char did[] =
	    " dato davo di daba dado dei dava donné donnais gab gegeben gaf tenuto tenevo "
	    "realicé realizaba realizado realización realizar hice hacía hecho efectué efectuaba "
	    "fiz fazia feito realizei realizava realização efetuei efetuava executei execução "
	    "fatto facevo eseguito eseguivo esecuzione effettuato effettuavo svolto curato curavo "
	    "fait faisais effectué effectuais assuré assurais réalisé réalisais réalisation "
	    "gedaan deed deden uitgevoerd uitvoering uitvoeren gemacht machte übernommen übernahm "
	    "durchgeführt durchführung erledigt erledigte ";

	return rq_token_is_one_of(word->text, did) || (word->lexeme->class & RQ_WORD_PLAIN) ||
	       word->lexeme->tier == RQ_TIER_HELP || word->lexeme->tier == RQ_TIER_LEAD ||
	       (word->lexeme->class & (RQ_WORD_HEDGE | RQ_WORD_LIMIT | RQ_WORD_REACH));
}

/* In Portuguese "as" is one, too; English is not asked here. */
static bool is_article(const struct rq_word *word)
{
	return rq_word_is_article(word) || strcmp(word->text, "as") == 0;
}

static bool is_of_clause(const struct rq_reading *reading, size_t at, size_t first)
{
	return at < reading->count && reading->word[at].clause == reading->word[first].clause;
}

static bool is_and(const struct rq_reading *reading, size_t at)
{
	return reading->word[at].lexeme->class & RQ_WORD_AND;
}

/* Where the words begin that stand in front of a word without a small one between them. */
static size_t first_of_group(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = reading->word;

	while (at > 0 && word[at - 1].clause == word[at].clause &&
	       (is_article(&word[at - 1]) || rq_word_is_content(&word[at - 1])))
		at--;
	return at;
}

/* "Empaqueté" of "Empaqueté las entregas": what governs a word of its group, or NULL. */
static const struct rq_word *governor(const struct rq_reading *reading, size_t at)
{
	size_t first = first_of_group(reading, at);

	while (first < at && (rq_word_makes_own(&reading->word[first]) ||
			      !rq_word_is_content(&reading->word[first])))
		first++;
	return first < at ? &reading->word[first] : NULL;
}

/* "Archivo" of "Archivo de entregas": the noun of a deed that leads to a word, or NULL. */
static const struct rq_word *governor_past_of(const struct rq_reading *reading, size_t at)
{
	static const char of[] =
	    " von der des de du des do da dos das di del della dei delle degli "
	    "van ";
	static const char deeds[] = "ung ción sión ção são zione sione tion sion ment age mento "
				    "miento ivo ing ole en ";
	size_t first = first_of_group(reading, at);
	const struct rq_word *head;

	if (first < 2 || !is_of_clause(reading, first - 1, at) ||
	    !rq_token_is_one_of(reading->word[first - 1].text, of))
		return NULL;
	head = &reading->word[first - 2];
	if (first - 2 > 0 && !rq_word_leads(reading, first - 2) &&
	    !is_article(&reading->word[first - 3]))
		return NULL;
	return rq_token_ends_in_one_of(head->text, deeds) ? head : NULL;
}

/* "gearchiveerd" of "Rapporten gearchiveerd": the participle that ends its part; or NULL. */
static const struct rq_word *participle(const struct rq_reading *reading, size_t at)
{
	for (size_t i = at + 1; reading->verb_last && is_of_clause(reading, i, at); i++)
		if (rq_word_comes_last(reading, i))
			return &reading->word[i];
	return NULL;
}

/* The first of a list that a bare noun is in: "facturas" of "facturas y entregas". */
static size_t first_of_list(const struct rq_reading *reading, size_t at)
{
	size_t first = at;

	if (is_of_clause(reading, at + 1, at) && !is_and(reading, at + 1) &&
	    !(reading->verb_last && rq_word_comes_last(reading, at + 1)))
		return at; /* "y entrega de paquetes" */
	while (first > 1 && is_of_clause(reading, first - 2, at)) {
		size_t before = first;

		while (before > 1 && is_article(&reading->word[before - 1]))
			before--;
		if (before < 2 || !is_and(reading, before - 1) ||
		    !rq_word_is_content(&reading->word[before - 2]))
			break;
		first = before - 2;
	}
	return first;
}

/* "Telefonische Beratung": in German and Dutch what stands in front may be an adjective. */
static bool may_be_adjective(const struct rq_reading *reading, const struct rq_word *word)
{
	return reading->verb_last && !rq_token_ends_in_one_of(word->text, "te ten de den ") &&
	       rq_token_ends_in_one_of(word->text, "e er es en em isch lijk ig ");
}

static bool is_governed(const struct rq_reading *reading, const struct rq_word *governor, size_t at)
{
	return governor && governor != &reading->word[at] && !says_that_it_was_done(governor);
}

bool rq_word_is_object(const struct rq_reading *reading, size_t at)
{
	size_t first = first_of_list(reading, at);
	const struct rq_word *word;

	if (rq_word_is_participle(reading, at) ||
	    (reading->capital_nouns && !reading->word[at].upper))
		return false;

	if (is_governed(reading, participle(reading, at), at))
		return true;
	word = governor(reading, first);
	return (word && !may_be_adjective(reading, word) && is_governed(reading, word, first)) ||
	       is_governed(reading, governor_past_of(reading, first), first);
}

bool rq_word_is_inflected(const struct rq_word *a, const struct rq_word *b)
{
	static const char endings[] = " s es e n en er r i a ";
	size_t same = 0;

	while (a->text[same] && a->text[same] == b->text[same])
		same++;
	if (!a->text[same] && !b->text[same])
		return true;
	return same >= 3 && (!a->text[same] || rq_token_is_one_of(a->text + same, endings)) &&
	       (!b->text[same] || rq_token_is_one_of(b->text + same, endings));
}
