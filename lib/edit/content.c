#include <stdint.h>
#include <stdio.h>
#include <string.h>

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

static bool has_root(const struct rq_reading *reading, const char *part, const char *language,
		     unsigned govern)
{
	uint64_t root = rq_root_hash(part, language);

	for (size_t i = 0; i < reading->count; i++)
		if (reading->word[i].root == root && may_govern(reading->word[i].govern, govern))
			return true;
	return false;
}

/*
 * German and Dutch write "Verlegung von Kabeln" as "Kabelverlegung": both parts of the word
 * stand in one line that is cited.
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
			const struct rq_reading *reading = &c->support[i].reading;

			(void)snprintf(part, sizeof part, "%.*s", (int)cut, word->text);
			if (has_root(reading, part, language, word->govern) &&
			    has_root(reading, word->text + cut, language, word->govern))
				return true;
		}
	return false;
}

/* The words before the first small one: who it is that the rest is said of. */
static bool is_who(const struct rq_case *c, size_t first, size_t at)
{
	for (size_t i = first; i <= at; i++)
		if (!rq_word_is_content(&c->after.word[i]))
			return false;
	return true;
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
		    !(c->has_before && is_who(c, first, i) &&
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
