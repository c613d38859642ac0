#include "edit/part.h"

#include <string.h>

#include "edit/beside.h"
#include "edit/deed.h"
#include "edit/object.h"
#include "edit/phrase.h"
#include "edit/rate.h"
#include "edit/role.h"
#include "edit/same.h"
#include "match/token.h"

/* "manually": done so, never what it was done to. Not every word in "ly" is one: family. */
static bool is_manner(const struct rq_word *word)
{
	size_t length = strlen(word->text);

	return length > 6 && strcmp(word->text + length - 4, "ally") == 0;
}

/* "pupils aged 11", "services used": behind its noun a participle is no object. */
static bool is_participle_behind(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *last = rq_word_before(reading, at);

	return last && rq_word_is_content(last) && !rq_word_leads(reading, at - 1) &&
	       rq_word_looks_like_verb(&reading->word[at]);
}

/*
 * A tool among others, or one that says what kind of thing it is ("a Go and Redis service",
 * "consultas SQL"), is no object.
 */
static bool is_kind_of(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at], *next = word + 1;
	size_t first = word->term ? word->term_first : 0; /* of a name: nothing in front */

	if (!word->term && !(word->upper && !word->initial && !reading->capital_nouns))
		return false;
	if (at + 1 < reading->count && next->sentence == word->sentence &&
	    (next->clause != word->clause || (next->lexeme->class & RQ_WORD_AND)))
		return true;
	return first > 0 && word[0].clause == reading->word[first - 1].clause &&
	       rq_word_is_content(&reading->word[first - 1]) && !rq_word_leads(reading, first - 1);
}

/* Excel of "Used Excel to write reports" */
static bool is_means(const struct rq_case *c, size_t at)
{
	for (size_t i = at; i > 0; i--) {
		if (strcmp(c->after.word[i].text, "to") == 0)
			return false;
		if (c->after.word[i - 1].initial)
			return rq_word_names_means(c, i - 1);
	}
	return false;
}

/* "after the lines were tested" */
static bool is_subject(const struct rq_reading *reading, size_t at)
{
	return at + 1 < reading->count && rq_word_makes_passive(&reading->word[at + 1]);
}

/*
 * What stands in front of the "and" before a word and its article, which may begin another
 * object: "in Excel und den Bericht". NULL: there is none.
 */
static const struct rq_word *joined_before(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = reading->word;
	static const char of_the[] = " do da dos das del du della dei delle ";
	bool article = false;

	while (at > 0 && word[at - 1].clause == word[at].clause &&
	       (rq_word_is_article(&word[at - 1]) || rq_word_is_content(&word[at - 1]) ||
		rq_token_is_one_of(word[at - 1].text, of_the))) {
		at--;
		article =
		    rq_word_is_article(&word[at]) || rq_token_is_one_of(word[at].text, of_the);
	}
	return article && at > 1 && (word[at - 1].lexeme->class & RQ_WORD_AND) &&
		       word[at - 2].clause == word[at].clause
		   ? &word[at - 2]
		   : NULL;
}

/* "Des Berichts" of "Korrektur des Berichts": what is done to it begins the clause. */
static bool is_of_leading_noun(const struct rq_reading *reading, size_t at)
{
	size_t first = at;

	while (first > 0 && rq_reading_is_of_clause(reading, first - 1, at) &&
	       rq_word_is_article(&reading->word[first - 1]))
		first--;
	if (first == at && first > 0)
		first--; /* "van verslagen" */
	return first > 0 && rq_word_role(reading, at) == RQ_ROLE_OF &&
	       rq_word_is_content(&reading->word[first - 1]) && rq_word_leads(reading, first - 1);
}

/* Whether the line that changes has an object of which nothing is told any more. */
static bool is_object_gone(const struct rq_case *c)
{
	const struct rq_reading *before = c->support[0].reading;

	for (size_t i = 0; c->has_before && i < before->count; i++)
		if (rq_word_is_head(before, i) && rq_word_role(before, i) == RQ_ROLE_DIRECT &&
		    !rq_word_is_participle(before, i) &&
		    !rq_word_looks_like_verb(&before->word[i]) &&
		    !rq_reading_keeps(&c->after, &before->word[i]) &&
		    !rq_word_is_in_compound(c, &before->word[i]))
			return true;
	return false;
}

/* "Uso" of "formación de personal y uso de la carretilla": a deed of its own, and none of staff. */
static bool begins_anew(const struct rq_reading *reading, size_t at)
{
	static const char of[] = " de d du des del della dei delle do da dos das di von der van ";

	return at > 0 && rq_reading_is_of_clause(reading, at - 1, at) &&
	       (reading->word[at - 1].lexeme->class & RQ_WORD_AND) &&
	       rq_reading_is_of_clause(reading, at + 1, at) &&
	       rq_token_is_one_of(reading->word[at + 1].text, of);
}

/* "No uso", "à l'utilisation": behind small words that elsewhere are something else. */
static bool is_behind_small(const struct rq_reading *reading, size_t at)
{
	while (at > 0 && (rq_word_is_article(&reading->word[at - 1]) ||
			  strcmp(reading->word[at - 1].text, "l") == 0))
		at--;
	return at > 0 && rq_token_is_one_of(reading->word[at - 1].text, " à no na nos nas ");
}

/* Whether a word is in the new text what it is not for certain in the old one: an object. */
static bool may_be_object(const struct rq_case *c, size_t at)
{
	const struct rq_word *joined = joined_before(&c->after, at);

	if (begins_anew(&c->after, at) || (is_of_leading_noun(&c->after, at) && is_object_gone(c)))
		return true;
	if (rq_word_role(&c->after, at) <= (c->after.word[at].term ? RQ_ROLE_OF : RQ_ROLE_DIRECT))
		return true;
	for (size_t i = 0; joined && i < c->count; i++)
		for (size_t j = 0; j < c->support[i].reading->count; j++) {
			const struct rq_reading *reading = c->support[i].reading;
			const struct rq_word *theirs = joined_before(reading, j);

			if (rq_word_same(&c->after.word[at], &reading->word[j]) && theirs &&
			    rq_word_same(joined, theirs))
				return false;
		}
	return joined != NULL;
}

/*
 * "Operationen" of "Behandlung nach Operationen": what begins the new text is cited as a noun
 * right behind a preposition. Another form of it would be a verb, and may begin it.
 */
static bool is_cited_beside(const struct rq_word *leading, const struct rq_reading *reading,
			    size_t at)
{
	const struct rq_word *cited = &reading->word[at];
	size_t first = at;

	while (first > 0 && reading->word[first - 1].clause == cited->clause &&
	       (rq_word_is_article(&reading->word[first - 1]) ||
		rq_word_is_content(&reading->word[first - 1])))
		first--;
	return rq_word_is_inflected(leading, cited) && !rq_word_comes_last(reading, at) &&
	       first > 0 && reading->word[first - 1].clause == cited->clause &&
	       rq_word_is_preposition(&reading->word[first - 1]);
}

/* "API (50 million requests)": what brackets say is no object of the deed before them. */
static bool is_in_brackets(const struct rq_reading *reading, size_t at)
{
	size_t first = at;

	while (first > 0 && reading->word[first - 1].clause == reading->word[at].clause)
		first--;
	return first > 0 &&
	       memchr(reading->source + reading->word[first - 1].end, '(',
		      reading->word[first].start - reading->word[first - 1].end) != NULL;
}

/* "Toutes les deux semaines": how often, and no object of anything. */
static bool is_how_often(const struct rq_reading *reading, size_t at)
{
	static const char times[] =
	    " weeks months days years hours wochen monate tage jahre semaines "
	    "mois jours ans heures semanas meses días años dias anos horas "
	    "settimane mesi giorni anni ore weken maanden dagen jaar uur ";
	size_t first = at;

	if (at == 0 || reading->word[at - 1].quantity < 0 ||
	    !rq_token_is_one_of(reading->word[at].text, times))
		return false;
	while (first > 0 && rq_reading_is_of_clause(reading, first - 1, at) &&
	       (rq_word_is_article(&reading->word[first - 1]) ||
		rq_word_is_in_phrase(&reading->word[first - 1])))
		first--;
	return first > 0 && (reading->word[first - 1].lexeme->class & RQ_WORD_REACH);
}

/*
 * "Wrote the module" of "tests were written for the module": what stood beside the deed
 * becomes its object. German nouns have capitals; what has none is an adverb.
 */
bool rq_word_keeps_part(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];
	bool leads = rq_word_leads(&c->after, at) && !is_subject(&c->after, at);
	bool found = false;

	if (!rq_word_is_head(&c->after, at) || is_manner(word) || rq_word_is_how_often(word) ||
	    is_how_often(&c->after, at) || is_kind_of(&c->after, at) || is_means(c, at) ||
	    is_participle_behind(&c->after, at) ||
	    (c->reader.language && strncmp(c->reader.language, "de", 2) == 0 && !word->upper) ||
	    (word->govern & RQ_NEGATED_NEAR) || is_in_brackets(&c->after, at) ||
	    !may_be_object(c, at) || (at > 0 && rq_word_is_rate_of_before(c, at - 1)))
		return true;
	for (size_t i = 0; i < c->count && !found; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			if (!rq_word_same(word, &reading->word[j]))
				continue;
			if (leads && !is_cited_beside(word, reading, j) &&
			    !(begins_anew(&c->after, at) && is_behind_small(reading, j)))
				return true;
			found = true;
			if ((rq_word_role(reading, j) != RQ_ROLE_OBLIQUE &&
			     !(begins_anew(&c->after, at) && is_behind_small(reading, j))) ||
			    is_subject(reading, j) ||
			    (rq_word_looks_like_verb(&reading->word[j]) &&
			     rq_word_is_deed(reading, j)))
				return true;
		}
	}
	return !found;
}
