#include <string.h>

#include "edit/rules.h"

/* --- term ----------------------------------------------------------------- */

/*
 * A name, an acronym, a mixed token; of small words only those in capitals (IT,
 * US). Months are the date rule's.
 */
static bool is_name(const struct rq_word *word)
{
	if (word->quantity >= 0 || word->term || word->lexeme->month)
		return false;
	return word->symbol || (word->upper && !word->initial && rq_word_is_content(word));
}

/*
 * A word inside a longer term stands for that term only: React Native is not
 * React. So all of the term's words must stand around it in the new text, too.
 */
static bool whole_term_stands(const struct rq_reading *after, size_t at,
			      const struct rq_reading *reading, size_t found)
{
	size_t first = reading->word[found].term_first, last = reading->word[found].term_last;

	if (at < found - first || at + (last - found) >= after->count)
		return false;
	for (size_t i = first; i <= last; i++)
		if (!rq_word_same(&after->word[at - (found - first) + (i - first)],
				  &reading->word[i]))
			return false;
	return true;
}

static bool is_name_supported(const struct rq_case *c, size_t at)
{
	const struct rq_word *name = &c->after.word[at];

	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = &c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			const struct rq_word *word = &reading->word[j];

			if ((word->upper || word->symbol) && strcmp(word->text, name->text) == 0 &&
			    (!word->term || whole_term_stands(&c->after, at, reading, j)))
				return true;
		}
	}
	return false;
}

static bool is_term_supported(const struct rq_case *c, const struct rq_term *term)
{
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = 0; j < c->support[i].reading.count; j++)
			if (c->support[i].reading.word[j].term == term)
				return true;
	return false;
}

bool rq_rule_term(struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t i = 0; i < c->after.count; i++) {
		const struct rq_word *word = &c->after.word[i];

		if (word->term ? is_term_supported(c, word->term)
			       : !is_name(word) || is_name_supported(c, i))
			continue;
		return rq_refuse(verdict, "\"%s\" is not in the cited lines",
				 rq_quote_words(&c->after, word->term ? word->term_first : i,
						word->term ? word->term_last : i, quote));
	}
	return true;
}

/* --- neighbours ----------------------------------------------------------- */

/* The word right behind, if it says something; "director of nursing" has none. */
static const struct rq_word *right_behind(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at], *next = word + 1;

	return at + 1 < reading->count && next->clause == word->clause && rq_word_is_content(next)
		   ? next
		   : NULL;
}

static const struct rq_word *right_before(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at], *last = word - 1;

	return at > 0 && last->clause == word->clause ? last : NULL;
}

/* Letter by letter, or the same term in another spelling. */
static bool same_text(const struct rq_word *a, const struct rq_word *b)
{
	return a && b && ((a->term && a->term == b->term) || strcmp(a->text, b->text) == 0);
}

/* The same word with the same neighbour on one side, or alone: what stood so may stay. */
static bool stands_likewise(const struct rq_reading *after, size_t at,
			    const struct rq_reading *reading)
{
	const struct rq_word *next = right_behind(after, at), *last = right_before(after, at);

	for (size_t i = 0; i < reading->count; i++) {
		const struct rq_word *behind = right_behind(reading, i);
		const struct rq_word *front = right_before(reading, i);
		bool alone = !next && !last && !behind && !front;

		if (same_text(&after->word[at], &reading->word[i]) &&
		    (same_text(next, behind) || same_text(last, front) || alone))
			return true;
	}
	return false;
}

/* --- scope ---------------------------------------------------------------- */

static enum rq_tier highest_tier(const struct rq_case *c)
{
	enum rq_tier highest = RQ_TIER_NONE;

	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = &c->support[i].reading;

		if (c->has_before && i > 0 && c->place != RQ_PLACE_SUMMARY)
			break; /* a text claims no more than it did, whatever others do */
		for (size_t j = 0; j < reading->count; j++)
			if (rq_word_tier(reading, j) > highest)
				highest = rq_word_tier(reading, j);
	}
	return highest;
}

/* What the new text claims: a word that could be a noun counts, unless it stood there so. */
static enum rq_tier claimed_tier(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];
	enum rq_tier tier = rq_word_tier(&c->after, at);

	if (tier != RQ_TIER_NONE || !(word->lexeme->class & RQ_WORD_NOUN))
		return tier;
	for (size_t i = 0; i < c->count; i++)
		if (stands_likewise(&c->after, at, &c->support[i].reading))
			return RQ_TIER_NONE;
	return (enum rq_tier)word->lexeme->tier;
}

enum { OBJECT_WORDS = 2, OBJECT_REACH = 8 };

/* What a verb is about: the next words that say something in its sentence. */
static size_t objects(const struct rq_reading *reading, size_t at, size_t limit,
		      const struct rq_word *words[])
{
	size_t count = 0;

	for (size_t i = at + 1; i < reading->count && count < limit; i++) {
		if (reading->word[i].sentence != reading->word[at].sentence)
			break;
		if (rq_word_is_content(&reading->word[i]))
			words[count++] = &reading->word[i];
	}
	return count;
}

static bool shares(const struct rq_word *const *a, size_t count_a, const struct rq_word *const *b,
		   size_t count_b)
{
	for (size_t i = 0; i < count_a; i++)
		for (size_t j = 0; j < count_b; j++)
			if (rq_word_same(a[i], b[j]))
				return true;
	return false;
}

/* A word that stands nowhere is for the rules behind. */
static bool is_cited(const struct rq_case *c, const struct rq_word *word)
{
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = 0; j < c->support[i].reading.count; j++)
			if (rq_word_same(&c->support[i].reading.word[j], word))
				return true;
	return false;
}

/*
 * Whether a verb is cited as said of the same thing; one that leads a clause,
 * and so is the candidate's deed, where it leads one. "Nurses managed the ward"
 * does not support "Managed the ward".
 */
static bool is_said_of_it(const struct rq_case *c, size_t at)
{
	const struct rq_word *mine[OBJECT_WORDS], *theirs[OBJECT_REACH];
	size_t count = 0, near = objects(&c->after, at, OBJECT_REACH, theirs);
	bool leads = rq_word_leads(&c->after, at);

	for (size_t i = 0; i < near && count < OBJECT_WORDS; i++)
		if (is_cited(c, theirs[i]))
			mine[count++] = theirs[i];
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = &c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			size_t found = objects(reading, j, OBJECT_REACH, theirs);

			if (rq_word_same(&reading->word[j], &c->after.word[at]) &&
			    (!leads || rq_word_leads(reading, j)) &&
			    (count == 0 || shares(mine, count, theirs, found)))
				return true;
		}
	}
	return false;
}

static bool looks_like_verb(const struct rq_word *word)
{
	size_t length = strlen(word->text);

	return word->lexeme->tier != RQ_TIER_NONE || word->lexeme->group != 0 ||
	       (length > 4 && strcmp(word->text + length - 2, "ed") == 0);
}

bool rq_rule_scope(struct rq_case *c, struct rq_verdict *verdict)
{
	enum rq_tier allowed = highest_tier(c);
	char quote[64];

	for (size_t i = 0; i < c->after.count; i++) {
		const struct rq_word *word = &c->after.word[i];
		enum rq_tier tier = claimed_tier(c, i);
		bool deed = looks_like_verb(word) && rq_word_leads(&c->after, i);

		if (tier > RQ_TIER_HELP && tier > allowed)
			return rq_refuse(verdict, "\"%s\" claims more than the line did",
					 rq_quote_words(&c->after, i, i, quote));
		if ((deed || tier >= RQ_TIER_LEAD) && is_cited(c, word) && !is_said_of_it(c, i))
			return rq_refuse(verdict,
					 "\"%s\" is not said so of this in the cited lines",
					 rq_quote_words(&c->after, i, i, quote));
	}
	return true;
}

/* --- reach ---------------------------------------------------------------- */

bool rq_rule_reach(struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t i = 0; i < c->after.count; i++) {
		const struct rq_word *word = &c->after.word[i];
		bool cited = false;

		if (!(word->lexeme->class & RQ_WORD_REACH) || word->quantity >= 0)
			continue;
		for (size_t j = 0; j < c->count && !cited; j++)
			cited = stands_likewise(&c->after, i, &c->support[j].reading);
		if (!cited)
			return rq_refuse(verdict, "\"%s\" is not in the cited lines",
					 rq_quote_words(&c->after, i, i, quote));
	}
	return true;
}

/* --- seniority ------------------------------------------------------------ */

static bool is_article(const struct rq_word *word)
{
	static const char *const known[] = { "a",   "an",  "the", "der",  "die",   "das",   "dem",
					     "den", "des", "ein", "eine", "einem", "einen", "le",
					     "la",  "un",  "une", "el",   "una",   "o",     "um",
					     "uma", "il",  "lo",  "de",   "het",   "een" };

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(word->text, known[i]) == 0)
			return true;
	return word->quantity >= 0;
}

/*
 * What leads to a rank, past its modifiers and an article: "with" of "with the
 * ward manager", "Advised" of "Advised the ward manager"; NULL: nothing in its clause.
 */
static const struct rq_word *leads_to(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];
	size_t i = at;

	while (i > 0 && reading->word[i - 1].clause == word->clause &&
	       rq_word_is_content(&reading->word[i - 1]))
		i--;
	while (i > 0 && reading->word[i - 1].clause == word->clause &&
	       is_article(&reading->word[i - 1]))
		i--;
	return i > 0 && reading->word[i - 1].clause == word->clause ? &reading->word[i - 1] : NULL;
}

/* "the founder's": whose something is, not who. */
static bool is_possessive(const struct rq_reading *reading, size_t at)
{
	const char *behind = reading->source + reading->word[at].end;

	return *behind == '\'' || strncmp(behind, "’", strlen("’")) == 0;
}

/*
 * The same rank of the same thing: who worked with senior engineers is no senior
 * engineer. In a text that stood there before (likewise), the word in front is
 * the same, too: "the CTO" is somebody, "as CTO" is me.
 */
static bool holds_rank(const struct rq_reading *after, size_t at, const struct rq_reading *reading,
		       bool likewise)
{
	const struct rq_word *next = right_behind(after, at), *last = right_before(after, at);
	const struct rq_word *lead = leads_to(after, at);

	for (size_t i = 0; i < reading->count; i++) {
		const struct rq_word *theirs = right_behind(reading, i);
		const struct rq_word *front = right_before(reading, i);
		const struct rq_word *led = leads_to(reading, i);

		if (same_text(&after->word[at], &reading->word[i]) &&
		    is_possessive(after, at) == is_possessive(reading, i) &&
		    ((!next && !theirs) || same_text(next, theirs)) &&
		    (!likewise || (!lead && !led) || (lead && led && rq_word_same(lead, led))) &&
		    (!likewise || (!last && !front) || same_text(last, front) ||
		     (last && front && last->quantity >= 0 && front->quantity >= 0)))
			return true;
	}
	return false;
}

/* German writes a rank and what it is of as one word: Stationsleiter, Projektmanagerin. */
static bool is_rank(const struct rq_word *word)
{
	static const char *const ends[] = { "leiter", "leiterin", "manager",   "managerin",
					    "chef",   "direktor", "direktorin" };
	size_t length = strlen(word->text);

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t end = strlen(ends[i]);

		if (length >= end && strcmp(word->text + length - end, ends[i]) == 0)
			return true;
	}
	return word->lexeme->class & RQ_WORD_SENIOR;
}

bool rq_rule_seniority(struct rq_case *c, struct rq_verdict *verdict)
{
	bool any_title = c->place == RQ_PLACE_SUMMARY || c->place == RQ_PLACE_LABEL;
	char quote[64];

	for (size_t i = 0; i < c->after.count; i++) {
		bool held = false;

		if (!is_rank(&c->after.word[i]))
			continue;
		for (size_t j = 0; j < c->count && !held; j++)
			held =
			    ((c->has_before && j == 0) || (any_title && c->support[j].title)) &&
			    holds_rank(&c->after, i, &c->support[j].reading, !c->support[j].title);
		if (!held)
			return rq_refuse(verdict, "the rank \"%s\" is not the candidate's here",
					 rq_quote_words(&c->after, i, i, quote));
	}
	return true;
}

/* --- job-name ----------------------------------------------------------------------------------
 */

/* Where the company's name, without its legal form, stands in a reading; or count. */
static size_t find_name(const struct rq_reading *reading, const struct rq_reading *name,
			size_t length)
{
	for (size_t i = 0; i + length <= reading->count; i++) {
		size_t j = 0;

		while (j < length && same_text(&reading->word[i + j], &name->word[j]))
			j++;
		if (j == length)
			return i;
	}
	return reading->count;
}

/*
 * Even when the candidate worked there: an engine that names the employer who
 * reads the result writes to please, not to tell. What stood there may stay.
 */
bool rq_rule_job_name(struct rq_case *c, struct rq_verdict *verdict)
{
	const struct rq_reading *before = &c->support[0].reading;
	struct rq_reading name;
	size_t length;
	bool keeps = true;

	if (!c->guard->job->company)
		return true;
	rq_reading_init(&name, &c->reader, c->guard->job->company, false);
	length = name.count;
	while (length > 1 && (name.word[length - 1].lexeme->class & RQ_WORD_LEGAL))
		length--;
	if (length > 0 && find_name(&c->after, &name, length) < c->after.count &&
	    !(c->has_before && find_name(before, &name, length) < before->count))
		keeps = rq_refuse(verdict, "the name of the job's company is written in");
	rq_reading_free(&name);
	return keeps;
}
