#include <string.h>

#include "edit/deed.h"
#include "edit/role.h"
#include "edit/rules.h"

/* A word that another line brings in ("fish" among the stations) brings its neighbours along. */
static bool is_imported(const struct rq_case *c, const struct rq_word *word)
{
	return c->has_before && rq_word_is_content(word) &&
	       !rq_reading_has(&c->support[0].reading, word) && !rq_word_is_compounded(c, word);
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

static bool is_anchored(const struct rq_case *c, size_t at)
{
	const struct rq_word *mine[2 * NEAR_WORDS], *theirs[2 * WIDE_WORDS];
	size_t count = neighbours(&c->after, at, NEAR_WORDS, mine);

	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = &c->support[i].reading;

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

/*
 * "Wrote the module" of "tests were written for the module": what stood beside the deed
 * becomes its object. German nouns have capitals; what has none is an adverb.
 */
static bool is_role_kept(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];
	bool subject = at + 1 < c->after.count && rq_word_makes_passive(&word[1]);
	bool found = false;

	if (!rq_word_is_head(&c->after, at) || word->term || is_manner(word) ||
	    (c->reader.language && strncmp(c->reader.language, "de", 2) == 0 && !word->upper) ||
	    (rq_word_leads(&c->after, at) && !subject) ||
	    rq_word_role(&c->after, at) != RQ_ROLE_DIRECT)
		return true;
	for (size_t i = 0; i < c->count && !found; i++) {
		const struct rq_reading *reading = &c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			if (!rq_word_same(word, &reading->word[j]))
				continue;
			found = true;
			if (rq_word_role(reading, j) != RQ_ROLE_OBLIQUE ||
			    (rq_word_looks_like_verb(&reading->word[j]) &&
			     rq_word_is_deed(reading, j)))
				return true;
		}
	}
	return !found;
}

/* Whether one of the cited texts says all of the words from first to end. */
static bool is_told_alone(const struct rq_case *c, size_t first, size_t end)
{
	for (size_t i = 0; i < c->count; i++) {
		size_t at = first;

		while (at < end && (!rq_word_is_content(&c->after.word[at]) ||
				    rq_reading_has(&c->support[i].reading, &c->after.word[at])))
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
			brought = brought || is_imported(c, &c->after.word[i]);
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

		if (!is_role_kept(c, i))
			return rq_refuse(verdict, "\"%s\" is said of something else",
					 rq_quote_words(&c->after, i, i, quote));
		if (word->quantity >= 0 || (word->term && i > 0 && word[-1].term == word->term) ||
		    !(word->term || (name && rq_word_is_content(word)) || is_imported(c, word)) ||
		    is_anchored(c, i) || rq_word_is_compounded(c, word))
			continue;
		return rq_refuse(verdict, "\"%s\" is said of something else in the cited lines",
				 rq_quote_words(&c->after, i, i, quote));
	}
	return !rq_case_is_prose(c) || check_mixture(c, verdict);
}
