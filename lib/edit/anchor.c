#include <string.h>

#include "edit/beside.h"
#include "edit/deed.h"
#include "edit/fate.h"
#include "edit/govern.h"
#include "edit/object.h"
#include "edit/rate.h"
#include "edit/role.h"
#include "edit/rules.h"
#include "match/token.h"

/* A word that another line brings in ("fish" among the stations) brings its neighbours along. */
static bool is_imported(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];

	return c->has_before && rq_word_is_content(word) &&
	       !rq_reading_has(c->support[0].reading, word) && !rq_word_is_compounded(c, word) &&
	       !rq_word_is_parted(c, at) && !rq_word_names_means(c, at) &&
	       !rq_word_is_rate_of_before(c, at) && !rq_word_is_light(c, at);
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
			    direction(&c->after, at) == direction(reading, j) &&
			    (count == 0 ||
			     rq_words_meet(mine, count, theirs,
					   neighbours(reading, j, WIDE_WORDS, theirs))))
				return true;
	}
	return false;
}

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

	return last && rq_word_is_content(last) && rq_word_looks_like_verb(&reading->word[at]);
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
	bool article = false;

	while (at > 0 && word[at - 1].clause == word[at].clause &&
	       (rq_word_is_article(&word[at - 1]) || rq_word_is_content(&word[at - 1])))
		article = rq_word_is_article(&word[--at]);
	return article && at > 1 && (word[at - 1].lexeme->class & RQ_WORD_AND) &&
		       word[at - 2].clause == word[at].clause
		   ? &word[at - 2]
		   : NULL;
}

/* Whether a word is in the new text what it is not for certain in the old one: an object. */
static bool may_be_object(const struct rq_case *c, size_t at)
{
	const struct rq_word *joined = joined_before(&c->after, at);

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

/*
 * "Wrote the module" of "tests were written for the module": what stood beside the deed
 * becomes its object. German nouns have capitals; what has none is an adverb.
 */
static bool is_role_kept(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];
	bool leads = rq_word_leads(&c->after, at) && !is_subject(&c->after, at);
	bool found = false;

	if (!rq_word_is_head(&c->after, at) || is_manner(word) || rq_word_is_how_often(word) ||
	    is_kind_of(&c->after, at) || is_means(c, at) || is_participle_behind(&c->after, at) ||
	    (c->reader.language && strncmp(c->reader.language, "de", 2) == 0 && !word->upper) ||
	    (word->govern & RQ_NEGATED_NEAR) || is_in_brackets(&c->after, at) ||
	    !may_be_object(c, at) || (at > 0 && rq_word_is_rate_of_before(c, at - 1)))
		return true;
	for (size_t i = 0; i < c->count && !found; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			if (!rq_word_same(word, &reading->word[j]))
				continue;
			if (leads && !is_cited_beside(word, reading, j))
				return true;
			found = true;
			if (rq_word_role(reading, j) != RQ_ROLE_OBLIQUE || is_subject(reading, j) ||
			    (rq_word_looks_like_verb(&reading->word[j]) &&
			     rq_word_is_deed(reading, j)))
				return true;
		}
	}
	return !found;
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
	    rq_word_may_be_adjective(&c->after, word) || !rq_word_is_content(word) ||
	    !(english ? is_leading_deed_noun(&c->after, at) : rq_word_leads(&c->after, at)))
		return false;
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			const struct rq_word *governor;

			if (!rq_word_same(word, &reading->word[j]))
				continue;
			governor = rq_word_governor(reading, j);
			if (!governor || keeps_governor(&c->after, governor))
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
			if (found == 0 || rq_words_meet(mine, count, theirs, found))
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

bool rq_rule_anchor(struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t i = 0; rq_case_is_prose(c) && i < c->after.count; i++) {
		const struct rq_word *word = &c->after.word[i];
		bool name = word->symbol || (word->upper && !word->initial);

		if (!is_role_kept(c, i) || !is_modifier_kept(c, i) || is_bereft(c, i) ||
		    rq_word_is_done_otherwise(c, i) || rq_word_takes_place(c, i))
			return rq_refuse(verdict, "\"%s\" is said of something else",
					 rq_quote_words(&c->after, i, i, quote));
		if (word->quantity >= 0 || (word->term && i > 0 && word[-1].term == word->term) ||
		    !(word->term || (name && rq_word_is_content(word)) || is_imported(c, i)) ||
		    is_anchored(c, i) || rq_word_is_compounded(c, word) || rq_word_is_parted(c, i))
			continue;
		return rq_refuse(verdict, "\"%s\" is said of something else in the cited lines",
				 rq_quote_words(&c->after, i, i, quote));
	}
	return !rq_case_is_prose(c) || check_mixture(c, verdict);
}
