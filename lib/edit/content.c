#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "edit/beside.h"
#include "edit/root.h"
#include "edit/rules.h"

/*
 * Whether a word that is governed so where it is cited may stand as it does now:
 * a negation neither comes nor goes, a hedge does not go, and what others did
 * stays theirs.
 */
static bool may_govern(unsigned cited, unsigned now)
{
	const unsigned negated = RQ_NEGATED_NEAR | RQ_NEGATED_FAR;
	const unsigned hedged = RQ_HEDGED_NEAR | RQ_HEDGED_FAR;

	if ((cited & negated) != (now & negated) || ((cited & RQ_OF_OTHERS) & ~now))
		return false;
	return (cited & hedged) == (now & hedged) || !(cited & RQ_HEDGED_FAR) ||
	       (now & RQ_HEDGED_NEAR);
}

/* entry: only what that entry says; NO_ENTRY: what any cited line says. */
static const size_t NO_ENTRY = (size_t)-1;

static bool is_word_supported(const struct rq_case *c, const struct rq_word *word, size_t entry)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = &c->support[i].reading;

		if (entry != NO_ENTRY && c->support[i].entry != entry)
			continue;
		for (size_t j = 0; j < reading->count; j++)
			if (rq_word_same(word, &reading->word[j]) &&
			    ((reading->word[j].lexeme->class & RQ_WORD_LIMIT) ||
			     may_govern(reading->word[j].govern, word->govern)))
				return true;
	}
	return false;
}

enum { COMPOUND_PART = 4 };

/* Whether words from first to end have both roots. */
static bool have_roots(const struct rq_reading *reading, size_t first, size_t end,
		       const uint64_t root[2], unsigned govern)
{
	bool found[2] = { false, false };

	for (size_t i = first; i < end; i++)
		for (size_t j = 0; j < 2; j++)
			found[j] = found[j] || (reading->word[i].root == root[j] &&
						may_govern(reading->word[i].govern, govern));
	return found[0] && found[1];
}

/* Whether a line says both of one thing: what "and" parts is two. */
static bool says_both(const struct rq_reading *reading, const uint64_t root[2], unsigned govern)
{
	for (size_t first = 0, end; first < reading->count; first = end) {
		end = rq_reading_unit(reading, first);
		if (have_roots(reading, first, end, root, govern))
			return true;
	}
	return false;
}

/*
 * German and Dutch write "Verlegung von Kabeln" as "Kabelverlegung": both parts of the word
 * are said of one thing in one line that is cited.
 */
bool rq_word_is_compounded(const struct rq_case *c, const struct rq_word *word)
{
	const char *language = c->reader.language ? c->reader.language : "en";
	size_t length = strlen(word->text);
	char part[RQ_COMPOUND_BYTES];

	if ((strncmp(language, "de", 2) != 0 && strncmp(language, "nl", 2) != 0) ||
	    length >= sizeof part || word->term || word->symbol)
		return false;
	for (size_t i = 0; i < c->count; i++)
		for (size_t cut = COMPOUND_PART; cut + COMPOUND_PART <= length; cut++) {
			uint64_t root[2];

			(void)snprintf(part, sizeof part, "%.*s", (int)cut, word->text);
			root[0] = rq_root_hash(part, language);
			root[1] = rq_root_hash(word->text + cut, language);
			if (says_both(&c->support[i].reading, root, word->govern))
				return true;
		}
	return false;
}

/* "Kabel" and "Verlegung" stand in "Kabelverlegung" of the new text. */
bool rq_word_is_in_compound(const struct rq_case *c, const struct rq_word *part)
{
	char start[RQ_COMPOUND_BYTES];

	for (size_t i = 0; i < c->after.count; i++) {
		const struct rq_word *word = &c->after.word[i];
		size_t length = strlen(word->text);

		if (!rq_word_is_compounded(c, word))
			continue;
		for (size_t cut = COMPOUND_PART; cut + COMPOUND_PART <= length; cut++) {
			(void)snprintf(start, sizeof start, "%.*s", (int)cut, word->text);
			if (rq_root_hash(start, c->reader.language) == part->root ||
			    rq_root_hash(word->text + cut, c->reader.language) == part->root)
				return true;
		}
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
			return rq_word_stands_likewise(&c->after, at, &c->support[0].reading);
	return small > at;
}

/* Whether that entry has a title with a word of those from first to last. */
static bool is_title_of(const struct rq_case *c, size_t first, size_t last, size_t entry)
{
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = first; j <= last && c->support[i].title; j++)
			if (c->support[i].entry == entry &&
			    rq_reading_has(&c->support[i].reading, &c->after.word[j]))
				return true;
	return false;
}

static bool is_unit_supported(const struct rq_case *c, size_t first, size_t end, size_t entry)
{
	for (size_t i = first; i < end; i++) {
		const struct rq_word *word = &c->after.word[i];

		if (rq_word_is_content(word) && !is_word_supported(c, word, entry) &&
		    !(c->has_before && is_who(c, first, i, end) &&
		      is_title_of(c, first, end - 1, entry) &&
		      is_word_supported(c, word, c->support[0].entry)))
			return false;
	}
	return true;
}

/*
 * A summary may mention what stands in several entries, but not say one thing
 * with the words of two: the tool of one employer under the name of another.
 */
static bool check_units(const struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t first = 0, end; first < c->after.count; first = end) {
		bool supported = false;

		end = rq_reading_unit(&c->after, first);
		for (size_t i = 0; i < c->count && !supported; i++)
			supported = is_unit_supported(c, first, end, c->support[i].entry);
		if (!supported)
			return rq_refuse(verdict, "no entry alone says \"%s\"",
					 rq_quote_words(&c->after, first, end - 1, quote));
	}
	return true;
}

bool rq_rule_content(struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t i = 0; i < c->after.count; i++)
		if (rq_word_is_content(&c->after.word[i]) &&
		    !is_word_supported(c, &c->after.word[i], NO_ENTRY) &&
		    !rq_word_is_compounded(c, &c->after.word[i]))
			return rq_refuse(verdict, "\"%s\" is not said so in the cited lines",
					 rq_quote_words(&c->after, i, i, quote));
	return c->place != RQ_PLACE_SUMMARY || check_units(c, verdict);
}
