#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "edit/deed.h"
#include "edit/govern.h"
#include "edit/rules.h"
#include "match/token.h"

enum { COMPOUND_PART = 4 };

enum { NOWHERE = -1 };

/* "Gespräche mit Angehörigen": with whom one talks is what the talk is called by. */
static bool is_talk(const struct rq_word *head)
{
	static const char *const talks[] = { "gespräch",  "besprechung", "kontakt", "verhandlung",
					     "absprache", "gesprek",     "contact", "overleg" };

	for (size_t i = 0; i < sizeof talks / sizeof talks[0]; i++)
		if (strncmp(head->text, talks[i], strlen(talks[i])) == 0)
			return true;
	return false;
}

/*
 * Whether what stands between two halves lets them be one word: "Daten für die Verarbeitung" are
 * no "Datenverarbeitung", and "Daten der Bank" are Bankdaten, no "Datenbank".
 */
static bool may_join(const struct rq_reading *reading, long first_half, long second_half)
{
	static const char apart[] = " für mit bei beim durch über ohne gegen aus voor met "
				    "bij door over zonder tegen uit ";
	static const char of[] = " von vom der des van ";
	long from = first_half < second_half ? first_half : second_half;
	long to = first_half < second_half ? second_half : first_half;

	for (long i = from + 1; i < to; i++)
		if ((rq_token_is_one_of(reading->word[i].text, apart) &&
		     !(is_talk(&reading->word[second_half]) &&
		       rq_token_is_one_of(reading->word[i].text, " mit met "))) ||
		    (first_half < second_half && rq_token_is_one_of(reading->word[i].text, of)))
			return false;
	return true;
}

/* Where a word from first to end has a root, as free or as bound as the compound is. */
static long find_root(const struct rq_reading *reading, size_t first, size_t end, uint64_t root,
		      const struct rq_word *compound)
{
	const unsigned hedged = RQ_HEDGED_NEAR | RQ_HEDGED_FAR;
	bool holds_back = compound->lexeme->class & RQ_WORD_HEDGE; /* Urlaubsvertretung */

	for (size_t i = first; i < end; i++)
		if (reading->word[i].root == root &&
		    rq_govern_allows(reading->word[i].govern & ~(holds_back ? hedged : 0),
				     compound->govern))
			return (long)i;
	return NOWHERE;
}

static bool have_roots(const struct rq_reading *reading, size_t first, size_t end,
		       const uint64_t root[2], const struct rq_word *compound)
{
	long one = find_root(reading, first, end, root[0], compound);
	long other = one == NOWHERE ? NOWHERE : find_root(reading, first, end, root[1], compound);

	return other != NOWHERE && may_join(reading, one, other);
}

/* Whether a line says both of one thing: what "and" parts is two. */
static bool says_both(const struct rq_reading *reading, const uint64_t root[2],
		      const struct rq_word *compound)
{
	for (size_t first = 0, end; first < reading->count; first = end) {
		end = rq_reading_unit(reading, first);
		if (have_roots(reading, first, end, root, compound))
			return true;
	}
	return false;
}

/*
 * The roots that a first half may have: "Termin" of "Terminvergabe" has lost the ending by which
 * that of "Termine" is known, "Rechnungs" of "Rechnungsprüfung" has one more. Returns how many.
 */
enum { HALF_ROOTS = 3 };
static size_t roots_of_first(const struct rq_wording *wording, const char *text, size_t bytes,
			     uint64_t root[HALF_ROOTS])
{
	static const char joints[] = "ungs ions heits keits schafts täts lings tums ";
	char part[RQ_COMPOUND_BYTES + 1];
	size_t count = 0;

	(void)snprintf(part, sizeof part, "%.*s", (int)bytes, text);
	root[count++] = rq_wording_root(wording, part);
	if (rq_token_ends_in_one_of(part, joints)) {
		part[bytes - 1] = '\0';
		root[count++] = rq_wording_root(wording, part);
	}
	(void)snprintf(part, sizeof part, "%.*se", (int)bytes, text);
	root[count++] = rq_wording_root(wording, part);
	return count;
}

/* "Gesprächen" of "Angehörigengesprächen" is "Gespräche", too, of which the umlaut is dropped. */
static uint64_t root_without_n(const struct rq_wording *wording, const char *text)
{
	char part[RQ_COMPOUND_BYTES + 1];
	size_t length = strlen(text);

	if (!rq_token_ends_in_one_of(text, "en ") || length > RQ_COMPOUND_BYTES)
		return 0;
	(void)snprintf(part, sizeof part, "%.*s", (int)(length - 1), text);
	return rq_wording_root(wording, part);
}

/*
 * German and Dutch write "Verlegung von Kabeln" as "Kabelverlegung": both parts of the word
 * are said of one thing in one line that is cited.
 */
bool rq_word_is_compounded(const struct rq_case *c, const struct rq_word *word)
{
	const char *language = c->reader.language ? c->reader.language : "en";
	size_t length = strlen(word->text);

	if ((strncmp(language, "de", 2) != 0 && strncmp(language, "nl", 2) != 0) ||
	    length >= RQ_COMPOUND_BYTES || word->symbol ||
	    (word->term && word->term_first != word->term_last))
		return false;
	for (size_t i = 0; i < c->count; i++)
		for (size_t cut = COMPOUND_PART; cut + COMPOUND_PART <= length; cut++) {
			uint64_t first[HALF_ROOTS], root[2];
			size_t count = roots_of_first(c->reader.wording, word->text, cut, first);

			uint64_t second[2] = {
				rq_wording_root(c->reader.wording, word->text + cut),
				root_without_n(c->reader.wording, word->text + cut),
			};

			for (size_t j = 0; j < count * 2; j++) {
				root[0] = first[j / 2];
				root[1] = second[j % 2];
				if (root[1] && says_both(c->support[i].reading, root, word))
					return true;
			}
		}
	return false;
}

/* "Kabel" and "Verlegung" stand in "Kabelverlegung" of the new text. */
bool rq_word_is_in_compound(const struct rq_case *c, const struct rq_word *part)
{
	for (size_t i = 0; i < c->after.count; i++) {
		const struct rq_word *word = &c->after.word[i];
		size_t length = strlen(word->text);

		if (!rq_word_is_compounded(c, word))
			continue;
		for (size_t cut = COMPOUND_PART; cut + COMPOUND_PART <= length; cut++) {
			uint64_t first[HALF_ROOTS];
			size_t count = roots_of_first(c->reader.wording, word->text, cut, first);

			for (size_t j = 0; j < count; j++)
				if (first[j] == part->root)
					return true;
			if (rq_wording_root(c->reader.wording, word->text + cut) == part->root)
				return true;
		}
	}
	return false;
}

/* Whether a word from first to end, but for one, has a root. */
static bool has_root(const struct rq_reading *reading, size_t first, size_t end, size_t but,
		     uint64_t root)
{
	for (size_t i = first; i < end; i++)
		if (i != but && reading->word[i].root == root)
			return true;
	return false;
}

/* Whether a compound is made of a word and another one from first to end, in any order. */
static bool is_made_of(const struct rq_case *c, const struct rq_word *compound, size_t at,
		       size_t first, size_t end)
{
	size_t length = strlen(compound->text);
	uint64_t mine = c->after.word[at].root;

	for (size_t cut = COMPOUND_PART;
	     cut + COMPOUND_PART <= length && length < RQ_COMPOUND_BYTES; cut++) {
		uint64_t half[HALF_ROOTS];
		uint64_t second = rq_wording_root(c->reader.wording, compound->text + cut);
		size_t count = roots_of_first(c->reader.wording, compound->text, cut, half);

		for (size_t i = 0; i < count; i++)
			if ((half[i] == mine && has_root(&c->after, first, end, at, second)) ||
			    (second == mine && has_root(&c->after, first, end, at, half[i])))
				return true;
	}
	return false;
}

static bool is_parted_from(const struct rq_case *c, size_t at, const struct rq_word *compound)
{
	const struct rq_word *word = &c->after.word[at];
	size_t first = at;

	while (first > 0 && word->clause == c->after.word[first - 1].clause &&
	       !(c->after.word[first].lexeme->class & RQ_WORD_AND))
		first--;
	return rq_govern_allows(compound->govern, word->govern) &&
	       is_made_of(c, compound, at, first, rq_reading_unit(&c->after, first));
}

/* "Kabel verlegt" of "Kabelverlegung": both halves are said of one thing. */
bool rq_word_is_parted(const struct rq_case *c, size_t at)
{
	const char *language = c->reader.language ? c->reader.language : "en";

	if (strncmp(language, "de", 2) != 0 && strncmp(language, "nl", 2) != 0)
		return false;
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = 0; j < c->support[i].reading->count; j++)
			if (rq_word_leads(c->support[i].reading, j) &&
			    is_parted_from(c, at, &c->support[i].reading->word[j]))
				return true;
	return false;
}

bool rq_word_is_told_in_parts(const struct rq_case *c, const struct rq_word *compound)
{
	bool parts = c->after.capital_nouns || c->after.verb_last;

	for (size_t i = 0; parts && i < c->after.count; i++)
		if (is_parted_from(c, i, compound))
			return true;
	return false;
}
