#include <string.h>

#include "base/text.h"
#include "edit/beside.h"
#include "edit/deed.h"
#include "edit/rate.h"
#include "edit/role.h"
#include "edit/rules.h"
#include "match/token.h"

/* How many words around a number may say what it is of. */
enum { AFTER_WORDS = 4, BEFORE_WORDS = 2, WIDER_BEFORE_WORDS = 4, OF_REACH = 8 };

enum { BINDER_FROM = 1 }; /* of wording.tsv */

/*
 * A word that goes on with the sentence and is not counted: "helped two colleagues
 * rewrite the page", "nach DIN 0100-600 geprüft und protokolliert".
 */
static bool goes_on(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at], *next = word + 1;
	bool last = at + 1 == reading->count || next->clause != word->clause;

	if (word->lexeme->class & RQ_WORD_NEGATION)
		return true;
	if (!last && strcmp(next->text, "the") == 0)
		return true;
	return word->lexeme->tier != RQ_TIER_NONE && (last || !rq_word_is_content(next));
}

/* A small word that hyphens hold: both of "how-to articles". */
static bool is_joint(const struct rq_reading *reading, size_t at)
{
	return (reading->word[at].lexeme->class & RQ_WORD_STOP) &&
	       (reading->word[at].joined ||
		(at + 1 < reading->count && reading->word[at + 1].joined));
}

/* "25 knowledge base articles": what says nothing by itself, but not "using". */
static bool is_plain_part(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at], *next = rq_word_behind(reading, at);

	return (word->lexeme->class & RQ_WORD_PLAIN) && next && rq_word_is_content(next) &&
	       !rq_token_is_one_of(word->text, " using including plus provided providing ");
}

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

		if (is_joint(reading, i) ||
		    (count == 0 && (rq_word_is_how_often(word) || is_plain_part(reading, i))))
			continue; /* "25 how-to articles", "three weekly articles" */
		if (word->clause != reading->word[quantity->last].clause ||
		    !rq_word_is_content(word) || goes_on(reading, i))
			break;
		if (count > 0 && (word->lexeme->class & RQ_WORD_REACH))
			break; /* "250 invoices every week" */
		if (count > 0 && reading->capital_nouns && words[count - 1]->upper && !word->upper)
			break; /* "80 Kunden betreut" */
		if (!word->term || word->term_first == i)
			words[count++] = word;
		if (i == quantity->last + 1 && word->joined)
			break; /* "a 72-room hotel" has 72 rooms */
	}
	return count;
}

/* "hotel" of "72-room hotel"; NULL where nothing is measured so. */
static const struct rq_word *measured(const struct rq_reading *reading,
				      const struct rq_quantity *quantity)
{
	const struct rq_word *head = NULL, *next;
	size_t at = quantity->last + 1;

	if (at >= reading->count || !reading->word[at].joined)
		return NULL;
	while ((next = rq_word_behind(reading, at++)))
		head = next;
	return head;
}

/* German verbs come last, so "und in zwei Jahren" is of what follows. */
static bool begins_anew(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *next = &reading->word[at] + 1;

	return reading->capital_nouns && (reading->word[at].lexeme->class & RQ_WORD_AND) &&
	       at + 1 < reading->count && rq_word_is_preposition(next);
}

/* What a number is said of: the words that say something before it in its clause. */
static size_t introduced(const struct rq_reading *reading, const struct rq_quantity *quantity,
			 const struct rq_word *words[], size_t limit)
{
	size_t count = 0;

	for (size_t i = quantity->first; i-- > 0 && count < limit;) {
		const struct rq_word *word = &reading->word[i];

		if (word->clause != reading->word[quantity->first].clause ||
		    begins_anew(reading, i))
			break;
		if ((rq_word_is_content(word) || (word->lexeme->class & RQ_WORD_LIMIT)) &&
		    !word->lexeme->binder && (!word->term || word->term_first == i))
			words[count++] = word;
	}
	return count;
}

/* What is said of a number right behind what it counts: "that 40 depots used"; or NULL. */
static const struct rq_word *followed_by(const struct rq_reading *reading,
					 const struct rq_quantity *quantity)
{
	const struct rq_word *things[AFTER_WORDS];
	size_t count = counted(reading, quantity, things);

	return count > 0 ? rq_word_behind(reading, (size_t)(things[count - 1] - reading->word))
			 : NULL;
}

/* What is measured may stand on either side: a budget of $ 5, a $ 5 budget. */
static bool measures_the_same(const struct rq_reading *reading, const struct rq_quantity *quantity,
			      const struct rq_reading *other, const struct rq_quantity *theirs)
{
	const struct rq_word *mine[AFTER_WORDS + BEFORE_WORDS], *old[AFTER_WORDS + BEFORE_WORDS];
	size_t count = counted(reading, quantity, mine), old_count = counted(other, theirs, old);
	bool has_thing = old_count > 0;
	const struct rq_word *thing = has_thing ? old[old_count - 1] : NULL;

	old_count += introduced(other, theirs, old + old_count, BEFORE_WORDS);
	for (size_t i = 0; i < count; i++)
		if (!rq_word_is_among(mine[i], old, old_count))
			return false;
	count += introduced(reading, quantity, mine + count, BEFORE_WORDS);
	return !has_thing || rq_word_is_told_among(mine, count, thing);
}

/* "for the base", "für Kunden" */
static bool is_for(const struct rq_reading *reading, size_t at)
{
	while (at > 0 && (rq_word_is_article(&reading->word[at - 1]) ||
			  (reading->word[at - 1].lexeme->class & RQ_WORD_PLAIN) ||
			  (reading->word[at].term && at > reading->word[at].term_first)))
		at--;
	return at > 0 &&
	       rq_token_is_one_of(reading->word[at - 1].text, " for für pour para per voor ");
}

/* Whether what one measures stands by the other, before or behind: a hotel with 72 rooms. */
static bool measure_one_thing(const struct rq_reading *reading, const struct rq_quantity *quantity,
			      const struct rq_reading *other, const struct rq_quantity *theirs)
{
	const struct rq_word *mine = measured(reading, quantity), *old = measured(other, theirs);
	const struct rq_word *near[1];

	if (mine && old)
		return rq_word_same(mine, old);
	if (mine)
		return rq_word_is_among(mine, near, introduced(other, theirs, near, 1));
	return !old || rq_word_is_told_among(near, introduced(reading, quantity, near, 1), old);
}

/* "the group" of "3 companies of the group": in front it says the same, 3 group companies. */
static bool belongs_to(const struct rq_word *word, const struct rq_reading *reading,
		       const struct rq_quantity *quantity)
{
	for (size_t i = quantity->last + 1; i < reading->count; i++) {
		if (reading->word[i].clause != reading->word[quantity->last].clause ||
		    i > quantity->last + OF_REACH)
			return false;
		if (rq_word_same(word, &reading->word[i]))
			return rq_word_role(reading, i) == RQ_ROLE_OF || is_for(reading, i);
	}
	return false;
}

/* "rota" of "a rota of 14 colleagues": what has the number as its measure, or NULL. */
static const struct rq_word *of_what(const struct rq_reading *reading,
				     const struct rq_quantity *quantity)
{
	static const char of[] = " of von de di van ";
	size_t at = quantity->first;

	while (at > 0 && !rq_token_is_one_of(reading->word[at - 1].text, of)) {
		at--;
		if (reading->word[at].clause != reading->word[quantity->first].clause ||
		    (reading->word[at].quantity >= 0 && !reading->word[at].lexeme->binder) ||
		    (rq_word_is_content(&reading->word[at]) && !reading->word[at].lexeme->binder))
			return NULL;
	}
	while (at > 2 && rq_word_is_how_often(&reading->word[at - 2]))
		at--; /* "conciliação diária de 4 contas" */
	if (at < 2 || reading->word[at - 2].clause != reading->word[quantity->first].clause ||
	    !rq_word_is_content(&reading->word[at - 2]) || reading->word[at - 2].quantity >= 0)
		return NULL;
	return &reading->word[at - 2];
}

/* "pupils in classes of up to 30" of "classes of up to 30 pupils": all three are there. */
static bool is_restated(const struct rq_reading *reading, const struct rq_quantity *quantity,
			const struct rq_word *thing, const struct rq_word *what)
{
	const struct rq_word *mine = of_what(reading, quantity);

	if (!mine || !what || !rq_word_same(mine, what))
		return false;
	for (size_t i = 0; i < quantity->first; i++)
		if (reading->word[i].clause == reading->word[quantity->first].clause &&
		    rq_word_same(&reading->word[i], thing))
			return true;
	return false;
}

/* "saisies" of "300 factures saisies": the deed, told behind what is counted. */
static bool is_told_behind(const struct rq_reading *reading, const struct rq_word *last,
			   const struct rq_reading *other, const struct rq_quantity *theirs)
{
	const struct rq_word *deed[WIDER_BEFORE_WORDS];

	return rq_word_is_participle(reading, (size_t)(last - reading->word)) &&
	       rq_word_is_among(last, deed, introduced(other, theirs, deed, WIDER_BEFORE_WORDS));
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

	if (quantity->unit[0])
		return measures_the_same(reading, quantity, other, theirs);
	if (count > 1 && is_told_behind(reading, mine[count - 1], other, theirs))
		count--;
	for (size_t i = 0; i < count; i++)
		if (!rq_word_is_among(mine[i], old, old_count) &&
		    !(i + 1 < count && belongs_to(mine[i], other, theirs)))
			return false;
	if (count == 0)
		return old_count == 0 ||
		       is_restated(reading, quantity, old[old_count - 1], of_what(other, theirs));
	thing = mine[count - 1];
	if (rq_word_same(thing, old[old_count - 1]))
		return true;
	for (size_t i = 0; i < old_count; i++)
		if (strcmp(old[i]->text, thing->text) == 0)
			return true;
	return false;
}

/* A group of 22 children is 22 children. */
static bool is_collection(const struct rq_word *word)
{
	static const char known[] =
	    " group groups total gruppe gruppen groupe groupes grupo grupos "
	    "gruppo gruppi groep groepen ";

	return rq_token_is_one_of(word->text, known);
}

/* "Wartung von 6 Maschinen" measures nothing: six are maintained. */
static bool is_deed_noun(const struct rq_reading *reading, const struct rq_word *word)
{
	return reading->capital_nouns && rq_word_leads(reading, (size_t)(word - reading->word)) &&
	       (rq_text_ends_in(word->text, "ung") || rq_text_ends_in(word->text, "tion"));
}

static bool keeps_of_what(const struct rq_reading *reading, const struct rq_quantity *quantity,
			  const struct rq_reading *other, const struct rq_quantity *theirs)
{
	const struct rq_word *mine[AFTER_WORDS], *what = of_what(other, theirs);

	if (!what || theirs->binder == BINDER_FROM || is_collection(what) ||
	    is_deed_noun(other, what) ||
	    rq_word_is_told_among(mine, counted(reading, quantity, mine), what))
		return true;
	for (size_t i = quantity->first > OF_REACH ? quantity->first - OF_REACH : 0;
	     i < reading->count && i <= quantity->last + OF_REACH; i++)
		if (reading->word[i].clause == reading->word[quantity->first].clause &&
		    rq_word_same(&reading->word[i], what))
			return true;
	return false;
}

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

/* "logged" of "answered 35 calls and logged them": the verb, in words; how many. */
static size_t goes_on_with(const struct rq_reading *reading, const struct rq_quantity *quantity,
			   const struct rq_word *words[1])
{
	for (size_t i = quantity->last + 2; i < reading->count; i++) {
		if (reading->word[i].clause != reading->word[quantity->last].clause)
			break;
		if (rq_word_is_pronoun(&reading->word[i]) && rq_word_leads(reading, i - 1)) {
			words[0] = &reading->word[i - 1];
			return 1;
		}
	}
	return 0;
}

/* "5 Kinder in der Gruppe betreut": the verb of a number's clause where it comes last; or NULL. */
static const struct rq_word *deed_behind(const struct rq_reading *reading,
					 const struct rq_quantity *quantity)
{
	const struct rq_word *word = reading->word;

	for (size_t i = quantity->last + 1;
	     i < reading->count && word[i].clause == word[quantity->first].clause; i++)
		if (rq_word_comes_last(reading, i))
			return &word[i];
	return NULL;
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
	const struct rq_word *mine[BEFORE_WORDS], *old[WIDER_BEFORE_WORDS + 1], *of[AFTER_WORDS];
	size_t count = introduced(&c->after, quantity, mine, BEFORE_WORDS);
	size_t old_count = introduced(other, theirs, old, WIDER_BEFORE_WORDS), told = 0;
	const struct rq_word *behind = followed_by(&c->after, quantity);
	const struct rq_word *deed = deed_behind(&c->after, quantity);

	if (!strict)
		old_count += goes_on_with(other, theirs, old + old_count);
	if (!strict && ((behind && rq_word_is_among(behind, old, old_count)) ||
			(deed && rq_word_is_among(deed, old, old_count))))
		return true;

	if (quantity->unit[0] && !strict && counted(&c->after, quantity, of) > 0 &&
	    rq_word_is_among(of[0], old, old_count))
		return true; /* accuracy of 93%: 93% accuracy */
	for (size_t i = 0; i < count; i++) {
		if (rq_word_is_among(mine[i], old, old_count) != strict)
			return !strict;
		told += !is_who(c, mine[i]);
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
		    i > quantity->last + AFTER_WORDS)
			return false;
		if (rq_token_is_one_of(reading->word[i].text, words))
			return true;
	}
	return false;
}

static bool is_same(const struct rq_case *c, const struct rq_quantity *quantity,
		    const struct rq_reading *other, const struct rq_quantity *theirs, bool strict)
{
	return quantity->value[0] != '?' && strcmp(quantity->value, theirs->value) == 0 &&
	       strcmp(quantity->unit, theirs->unit) == 0 && quantity->plus == theirs->plus &&
	       quantity->binder == theirs->binder &&
	       counts_the_same(&c->after, quantity, other, theirs) &&
	       measure_one_thing(&c->after, quantity, other, theirs) &&
	       keeps_of_what(&c->after, quantity, other, theirs) &&
	       (!is_of_experience(&c->after, quantity) || is_of_experience(other, theirs)) &&
	       is_introduced_the_same(c, quantity, other, theirs, strict);
}

static bool is_supported(const struct rq_case *c, const struct rq_quantity *quantity)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;
		bool strict = c->has_before && i > 0 && c->place != RQ_PLACE_SUMMARY;

		for (size_t j = 0; j < reading->quantity_count; j++)
			if (is_same(c, quantity, reading, &reading->quantity[j], strict))
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
