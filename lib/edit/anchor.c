#include <string.h>

#include "edit/beside.h"
#include "edit/binding.h"
#include "edit/deed.h"
#include "edit/fate.h"
#include "edit/govern.h"
#include "edit/initials.h"
#include "edit/object.h"
#include "edit/pairing.h"
#include "edit/part.h"
#include "edit/rate.h"
#include "edit/role.h"
#include "edit/rules.h"
#include "edit/same.h"
#include "match/token.h"

/* A word that another line brings in ("fish" among the stations) brings its neighbours along. */
static bool is_imported(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];

	return c->has_before && rq_word_is_content(word) &&
	       !rq_reading_has(c->support[0].reading, word) && !rq_word_is_compounded(c, word) &&
	       !rq_word_is_parted(c, at) && !rq_word_names_means(c, at) &&
	       !rq_word_is_rate_of_before(c, at) && !rq_word_is_light(c, at) &&
	       !rq_word_is_spelled_out(c, at) && !rq_binding_is_more_than(&c->after, at);
}

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

enum { INTO = 6 }; /* none of wording.tsv */

/* "Into French" is to French, and "into the system" in it. */
static bool is_same_direction(uint8_t a, uint8_t b)
{
	return a == b || (a == INTO && (b == RQ_BINDER_TO || b == 0)) ||
	       (b == INTO && (a == RQ_BINDER_TO || a == 0));
}

/* "October" of "between March and October" */
static bool ends_between(const struct rq_reading *reading, size_t at, size_t small)
{
	return reading->word[at].lexeme->month && small + 1 == at && small > 1 &&
	       (reading->word[small].lexeme->class & RQ_WORD_AND) &&
	       reading->word[small - 2].lexeme->binder == RQ_BINDER_BETWEEN;
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
		if (strcmp(small->text, "into") == 0)
			return INTO;
		if (strcmp(small->text, "over") == 0 && back == 2)
			return 0; /* "over the Christmas peak" */
		if (small->lexeme->binder == RQ_BINDER_BETWEEN)
			return RQ_BINDER_FROM;
		if (ends_between(reading, first, first - back))
			return RQ_BINDER_TO;
		/* "von Kabeln" is as often "of" as "from". */
		if (small->lexeme->binder && strcmp(small->text, "von") != 0)
			return small->lexeme->binder <= LAST_DIRECTION ? small->lexeme->binder : 0;
	}
	return 0;
}

/*
 * "Wochenendvertretung der Leitung", "Bestände in SAP gepflegt" (of "Bestandspflege in SAP"), of
 * one cited line: the halves stand where the whole did.
 */
static bool is_beside_compound(const struct rq_case *c, const struct rq_word *const *words,
			       size_t count)
{
	for (size_t i = 0; c->count == 1 && i < count; i++)
		if (rq_word_is_compounded(c, words[i]) ||
		    rq_word_is_parted(c, (size_t)(words[i] - c->after.word)))
			return true;
	return false;
}

static bool is_anchored(const struct rq_case *c, size_t at)
{
	const struct rq_word *mine[2 * NEAR_WORDS], *theirs[2 * WIDE_WORDS];
	size_t count = neighbours(&c->after, at, NEAR_WORDS, mine);

	if (is_beside_compound(c, mine, count) && rq_case_cites(c, &c->after.word[at]))
		return true;
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++)
			if (rq_word_same(&c->after.word[at], &reading->word[j]) &&
			    is_same_direction(direction(&c->after, at), direction(reading, j)) &&
			    (count == 0 ||
			     rq_words_meet(mine, count, theirs,
					   neighbours(reading, j, WIDE_WORDS, theirs))))
				return true;
	}
	return false;
}

/* "installation" of "Boiler installation": in English the head of the first words comes last. */
static bool is_leading_deed_noun(const struct rq_reading *reading, size_t at)
{
	size_t first = at;

	while (first > 0 && reading->word[first - 1].clause == reading->word[at].clause &&
	       rq_word_is_content(&reading->word[first - 1]))
		first--;
	return rq_word_leads(reading, first) && rq_word_is_head(reading, at) &&
	       !rq_word_looks_like_verb(&reading->word[first]) &&
	       rq_token_ends_in_one_of(reading->word[at].text, "tion sion ment ance ");
}

/* Whether a deed is told, and not right behind "of": in "Entrega de archivos" none is archived. */
static bool keeps_governor(const struct rq_reading *after, const struct rq_word *governor)
{
	for (size_t i = 0; i < after->count; i++)
		if (rq_word_same(&after->word[i], governor) &&
		    (rq_word_role(after, i) != RQ_ROLE_OF ||
		     rq_word_is_content(&after->word[i - 1])))
			return true;
	return false;
}

/* "Realicé las visitas", "Durchführung von Wartungen": what is merely done is the deed. */
static bool follows_plain_deed(const struct rq_reading *reading, size_t at)
{
	static const char of[] =
	    " von vom de d du des del della dei dell delle di da do dos das van ";
	size_t i = at;

	while (i > 0 && rq_reading_is_of_clause(reading, i - 1, at) &&
	       (rq_word_is_article(&reading->word[i - 1]) ||
		rq_token_is_one_of(reading->word[i - 1].text, of)))
		i--;
	return i > 0 && rq_reading_is_of_clause(reading, i - 1, at) &&
	       rq_word_says_done(&reading->word[i - 1]) && rq_word_is_deed(reading, i - 1);
}

/* Past "rund 40" and "die", too. */
static bool begins(const struct rq_reading *reading, size_t at)
{
	while (at > 0 && rq_reading_is_of_clause(reading, at - 1, at) &&
	       rq_word_is_article(&reading->word[at - 1]))
		at--;
	return rq_word_leads(reading, at) &&
	       !(at > 0 && (reading->word[at - 1].lexeme->class & RQ_WORD_BREAK));
}

/* "Telefonische" of "Telefonische Beratung"; in "Wartungen an Anlagen" it is no adjective. */
static bool is_adjective(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *next = rq_word_behind(reading, at);

	return rq_word_may_be_adjective(reading, &reading->word[at]) && next &&
	       (next->upper || !reading->capital_nouns);
}

/* "Trekken van kabels" of "kabels trekken" */
static bool is_turned_round(const struct rq_reading *after, size_t at,
			    const struct rq_reading *reading, size_t found)
{
	return reading->verb_last && found > 0 && rq_reading_is_of_clause(after, at + 2, at) &&
	       rq_token_is_one_of(after->word[at + 1].text, " van von ") &&
	       rq_reading_is_of_clause(reading, found - 1, found) &&
	       rq_word_same(&after->word[at + 2], &reading->word[found - 1]);
}

/*
 * "Carga de camiones" of "Vigilé la carga de camiones": what begins a new text is what something
 * else was done to, and of that nothing is told.
 */
static bool is_bereft(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];
	bool any = false;
	bool english = !c->reader.language || strncmp(c->reader.language, "en", 2) == 0;

	if ((word->term && !english) ||
	    (word->lexeme->class & (RQ_WORD_REACH | RQ_WORD_LIMIT | RQ_WORD_HEDGE)) ||
	    is_adjective(&c->after, at) || !rq_word_is_content(word) ||
	    !(english ? is_leading_deed_noun(&c->after, at)
		      : begins(&c->after, at) || follows_plain_deed(&c->after, at)))
		return false;
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			const struct rq_word *governor;

			if (!rq_word_same(word, &reading->word[j]))
				continue;
			governor = rq_word_governor(reading, j);
			if (!governor || is_turned_round(&c->after, at, reading, j) ||
			    keeps_governor(&c->after, governor) ||
			    rq_word_is_told_in_parts(c, governor))
				return false;
			any = true;
		}
	}
	return any;
}

enum { GROUP_WORDS = 5 };

/* The words right behind that are of the same thing: "booking system" of "new booking system". */
static size_t group_behind(const struct rq_reading *reading, size_t at,
			   const struct rq_word *words[GROUP_WORDS])
{
	const struct rq_word *next;
	size_t count = 0;

	while (count < GROUP_WORDS && (next = rq_word_behind(reading, at++)) &&
	       !(next->lexeme->class & RQ_WORD_REACH))
		words[count++] = next;
	return count;
}

/* "HSE compliance" of "compliance with HSE rules": what stands in front stood behind. */
static bool is_told_behind(const struct rq_reading *reading, size_t at,
			   const struct rq_word *const *mine, size_t count)
{
	static const char small[] = " of for with in on about from against ";
	size_t first = at;

	while (first > 0 && rq_reading_is_of_clause(reading, first - 1, at) &&
	       (rq_word_is_article(&reading->word[first - 1]) ||
		rq_word_is_content(&reading->word[first - 1])))
		first--;
	return (rq_word_is_head(reading, at) || reading->word[at].symbol) && first > 1 &&
	       rq_reading_is_of_clause(reading, first - 2, at) &&
	       rq_token_is_one_of(reading->word[first - 1].text, small) &&
	       rq_words_meet(mine, count, (const struct rq_word *[]) { &reading->word[first - 2] },
			     1);
}

/* "two new colleagues", "the new system": what is said of one thing is not said of another. */
static bool is_modifier_kept(const struct rq_case *c, size_t at)
{
	const struct rq_word *mine[GROUP_WORDS], *theirs[GROUP_WORDS];
	const struct rq_word *word = &c->after.word[at];
	size_t count = group_behind(&c->after, at, mine);
	bool moved = false;

	if (count == 0 || word->term || word->quantity >= 0 || !rq_word_is_content(word) ||
	    rq_word_leads(&c->after, at) || rq_word_looks_like_verb(word) ||
	    (rq_word_is_gerund(word) && at > 0 && rq_word_is_preposition(&word[-1])) ||
	    rq_word_governs_clause(word))
		return true;
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			size_t found;

			if (!rq_word_same(word, &reading->word[j]))
				continue;
			found = group_behind(reading, j, theirs);
			if (found == 0 || rq_words_meet(mine, count, theirs, found) ||
			    is_told_behind(reading, j, mine, count))
				return true;
			moved = true;
		}
	}
	return !moved;
}

/* Whether one of the cited texts says all of the words from first to end. */
static bool is_told_alone(const struct rq_case *c, size_t first, size_t end)
{
	for (size_t i = 0; i < c->count; i++) {
		size_t at = first;

		while (at < end && (!rq_word_is_content(&c->after.word[at]) ||
				    rq_reading_has(c->support[i].reading, &c->after.word[at])))
			at++;
		if (at == end)
			return true;
	}
	return false;
}

/* What another line brings in ("in the Cerner system") does not mix with what stood there. */
static bool check_mixture(const struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t first = 0, end; first < c->after.count; first = end) {
		bool brought = false;

		end = rq_reading_unit(&c->after, first);
		for (size_t i = first; i < end; i++)
			brought = brought || is_imported(c, i);
		if (brought && !is_told_alone(c, first, end))
			return rq_refuse(verdict, "no line alone says \"%s\"",
					 rq_quote_words(&c->after, first, end - 1, quote));
	}
	return true;
}

/* Whether the sentence of a word stands in the old text, whole and word for word. */
static bool is_in_old_sentence(const struct rq_case *c, size_t at)
{
	return c->has_before && rq_reading_has_sentence(c->support[0].reading, &c->after, at);
}

bool rq_rule_anchor(struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t i = 0; rq_case_is_prose(c) && i < c->after.count; i++) {
		const struct rq_word *word = &c->after.word[i];
		bool name = word->symbol || (word->upper && !word->initial);

		if (is_in_old_sentence(c, i))
			continue;
		if (!rq_word_keeps_part(c, i) || !is_modifier_kept(c, i) || is_bereft(c, i) ||
		    rq_word_is_done_otherwise(c, i) || rq_word_is_paired_otherwise(c, i) ||
		    rq_word_takes_place(c, i))
			return rq_refuse(verdict, "\"%s\" is said of something else",
					 rq_quote_words(&c->after, i, i, quote));
		if (word->quantity >= 0 || (word->term && i > 0 && word[-1].term == word->term) ||
		    !(word->term || (name && rq_word_is_content(word)) || is_imported(c, i)) ||
		    is_anchored(c, i) || rq_word_is_compounded(c, word) ||
		    rq_word_is_parted(c, i) || rq_word_is_spelled_out(c, i))
			continue;
		return rq_refuse(verdict, "\"%s\" is said of something else in the cited lines",
				 rq_quote_words(&c->after, i, i, quote));
	}
	return !rq_case_is_prose(c) || check_mixture(c, verdict);
}
