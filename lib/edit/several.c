#include "edit/several.h"

#include <stdio.h>
#include <string.h>

#include "edit/deed.h"
#include "edit/object.h"
#include "edit/rate.h"
#include "edit/role.h"
#include "edit/same.h"
#include "match/token.h"

enum { FORM_BYTES = 64 };

/* How nouns of a language make a plural: "y>ies", "o>i"; from nothing: ">s". */
static const struct {
	const char *language, *plurals;
} known[] = {
	{ "en", ">s >es y>ies f>ves fe>ves an>en " },
	{ "de", ">e >en >n >er >s >se >nen " },
	{ "fr", ">s >x al>aux ail>aux " },
	{ "es", ">s >es z>ces ión>iones án>anes or>ores én>enes ón>ones ín>ines " },
	{ "pt", ">s >es m>ns ão>ões ão>ães ão>ãos al>ais el>eis ol>ois il>is ês>eses " },
	{ "it", "o>i a>e e>i io>i ia>ie ca>che ga>ghe co>chi go>ghi ista>isti " },
	{ "nl", ">s >en >n >eren >ken >len >men >nen >pen >ren >sen >ten f>ven s>zen aak>aken "
		"aal>alen aam>amen aan>anen aar>aren aat>aten eek>eken een>enen eet>eten oon>onen "
		"oot>oten uur>uren oor>oren " },
};

static const char *plurals_of(const char *language)
{
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strncmp(language ? language : "en", known[i].language, 2) == 0)
			return known[i].plurals;
	return "";
}

/* "Verträge" as "Vertrage" */
static void drop_umlauts(char *text)
{
	static const char *const marked[] = { "ä", "ö", "ü" };

	for (size_t i = 0; i < sizeof marked / sizeof marked[0]; i++)
		for (char *at; (at = strstr(text, marked[i]));) {
			*at = "aou"[i];
			memmove(at + 1, at + strlen(marked[i]), strlen(at + strlen(marked[i])) + 1);
		}
}

/* Whether one ending in place of another makes a plural of the word. */
static bool is_made_by(const char *plural, const char *word, const char *rule, const char *end)
{
	const char *arrow = memchr(rule, '>', (size_t)(end - rule));
	size_t ending = (size_t)(arrow - rule), length = strlen(word);
	char made[FORM_BYTES];

	if (length < ending || memcmp(word + length - ending, rule, ending) != 0)
		return false;
	(void)snprintf(made, sizeof made, "%.*s%.*s", (int)(length - ending), word,
		       (int)(end - arrow) - 1, arrow + 1);
	return strcmp(plural, made) == 0;
}

static bool is_plural_of(const char *text, const char *cited, const char *language)
{
	const char *rule = plurals_of(language), *end;
	char plural[FORM_BYTES], word[FORM_BYTES];

	if (strcmp(text, cited) == 0)
		return false;
	(void)snprintf(plural, sizeof plural, "%s", text);
	(void)snprintf(word, sizeof word, "%s", cited);
	if (language && strncmp(language, "de", 2) == 0) {
		drop_umlauts(plural);
		drop_umlauts(word);
	}
	for (; (end = strchr(rule, ' ')); rule = end + 1)
		if (is_made_by(plural, word, rule, end))
			return true;
	return false;
}

/* "Documents" in place of "a report": where nouns add an s, whatever the word. */
static bool is_other_plural(const struct rq_word *word, const struct rq_word *cited)
{
	static const char one[] = "s ss us is ";

	return word->stem != cited->stem && word->root != cited->root &&
	       rq_token_ends_in_one_of(word->text, "s ") &&
	       !rq_token_ends_in_one_of(word->text, one + strlen("s ")) &&
	       !rq_token_ends_in_one_of(cited->text, one);
}

/* "8" of "a year 8 class": a part of what it is called. */
static bool is_number_of_name(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return word->quantity >= 0 && !rq_numeral_is_one(reading->quantity[word->quantity].value) &&
	       rq_reading_is_of_clause(reading, at - 1, at) && rq_word_is_content(&word[-1]);
}

/* Whether an article, or "one", stands before a word and the adjectives before it. */
static bool has_article(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = reading->word;
	size_t first = at;

	while (first > 0 && rq_reading_is_of_clause(reading, first - 1, at) &&
	       (rq_word_is_content(&word[first - 1]) ||
		(first > 1 && is_number_of_name(reading, first - 1))))
		first--;
	if (first == 0 || !rq_reading_is_of_clause(reading, first - 1, at))
		return false;
	first--;
	return word[first].quantity < 0
		   ? rq_word_is_article(&word[first])
		   : rq_numeral_is_one(reading->quantity[word[first].quantity].value);
}

/* "The weekly report", "a report for each site": there were more of them. */
static bool is_repeated(const struct rq_reading *reading, size_t at)
{
	for (size_t i = 0; i < reading->count; i++)
		if (reading->word[i].sentence == reading->word[at].sentence &&
		    ((reading->word[i].lexeme->class & RQ_WORD_REACH) ||
		     rq_word_is_how_often(&reading->word[i])))
			return true;
	return false;
}

/* "The export of logs" is of each of them: "log exports". */
static bool is_of_several(const struct rq_reading *reading, size_t at)
{
	size_t i = at + 1;

	if (!rq_reading_is_of_clause(reading, i + 1, at) ||
	    !rq_token_is_one_of(reading->word[i].text, " of von de des dei delle degli dos das "))
		return false;
	while (rq_word_is_article(&reading->word[i + 1]) &&
	       rq_reading_is_of_clause(reading, i + 2, at))
		i++;
	while (!rq_word_is_head(reading, i + 1) && rq_reading_is_of_clause(reading, i + 2, at))
		i++;
	return rq_token_ends_in_one_of(reading->word[i + 1].text,
				       reading->verb_last ? "en " : "s ");
}

/* A noun, as far as its letters tell, of which there was one. */
static bool is_single(const struct rq_reading *reading, size_t at)
{
	bool head = rq_word_is_head(reading, at) ||
		    (rq_reading_is_of_clause(reading, at + 1, at) &&
		     rq_word_looks_like_verb(&reading->word[at + 1])); /* "a library used by" */

	return (reading->word[at].upper || !reading->capital_nouns) && head &&
	       !rq_word_is_finite(reading, at) && has_article(reading, at) &&
	       !is_repeated(reading, at) && !is_of_several(reading, at);
}

/* "Experience with databases" is no count of them. */
static bool is_of_experience(const struct rq_reading *after, size_t at)
{
	for (size_t i = at; i-- > 0 && after->word[i].sentence == after->word[at].sentence;)
		if (after->word[i].lexeme->class & RQ_WORD_PLAIN)
			return true;
	return false;
}

/* German nouns have a capital; "eines Berichts" has an article of its own. */
static bool may_be_plural(const struct rq_case *c, size_t at)
{
	const struct rq_reading *after = &c->after;
	const struct rq_word *word = &after->word[at];

	return rq_word_is_content(word) && (word->upper || !after->capital_nouns) &&
	       !(after->verb_last && has_article(after, at)) &&
	       !(c->place == RQ_PLACE_SUMMARY && is_of_experience(after, at));
}

/* "Trained" of "Trained one new rep": what a word is told with, as far as that can be seen. */
static const struct rq_word *told_with(const struct rq_reading *reading, size_t at)
{
	for (size_t i = at; i-- > 0 && reading->word[i].sentence == reading->word[at].sentence;)
		if (rq_word_is_deed(reading, i))
			return &reading->word[i];
	return rq_word_governor(reading, at);
}

/* "Three years" in both: a number is judged for itself. */
static bool has_same_number(const struct rq_reading *after, size_t at,
			    const struct rq_reading *reading, size_t found)
{
	const struct rq_word *mine = &after->word[at] - 1, *theirs = &reading->word[found] - 1;

	return at > 0 && found > 0 && mine->quantity >= 0 && theirs->quantity >= 0 &&
	       strcmp(after->quantity[mine->quantity].value,
		      reading->quantity[theirs->quantity].value) == 0;
}

/* "Reps" of "won more than the other reps" are not those of "trained reps". */
static bool is_told_likewise(const struct rq_reading *after, size_t at,
			     const struct rq_reading *reading, size_t found)
{
	const struct rq_word *mine = told_with(after, at), *theirs = told_with(reading, found);

	return !mine || !theirs || rq_word_same(mine, theirs) ||
	       has_same_number(after, at, reading, found);
}

bool rq_word_is_multiplied(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];
	const char *language = c->reader.language;
	bool adds_s = !c->after.verb_last && !(language && strncmp(language, "it", 2) == 0);
	bool any = false, one = false; /* one: the line that changes has a single one */

	if (!may_be_plural(c, at) || (word->term && at != word->term_last))
		return false;
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			const struct rq_word *cited = &reading->word[j];
			bool plural, single;

			if (!rq_word_same(word, cited) ||
			    (cited->term && cited->term == word->term && j != cited->term_last))
				continue;
			plural = is_plural_of(word->text, cited->text, language);
			single = (plural || (adds_s && is_other_plural(word, cited))) &&
				 is_single(reading, j);
			if (!single && !(one && !is_told_likewise(&c->after, at, reading, j)))
				return false;
			any = any || single;
			one = one || (single && plural && i == 0 && c->has_before);
		}
	}
	return any;
}
