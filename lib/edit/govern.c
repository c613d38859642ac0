#include "edit/govern.h"

#include <string.h>

#include "base/text.h"
#include "edit/beside.h"
#include "edit/deed.h"
#include "edit/phrase.h"
#include "edit/role.h"
#include "match/token.h"

/* RUN_ON_BYTES: shorter words beside a full stop without a space are names (rq.Store). */
enum { PHRASE_WORDS = 4, RUN_ON_BYTES = 4 };

enum gap { GAP_NONE, GAP_CLAUSE, GAP_SENTENCE };

/* "Skills: Go" */
static bool heads_list(const char *source, const struct rq_word *word)
{
	size_t at = word->end;

	while (source[at] == ' ')
		at++;
	return source[at] == ':';
}

/*
 * A full stop right behind one or two letters, or a known abbreviation, ends no sentence; but
 * behind a skill ("Go. Python", "C#. Java") it does, and before a verb ("at Acme Ltd. Led two") or
 * what heads a list ("SAP FI. Tools: Jira").
 */
static bool is_abbreviation(const char *source, const struct rq_word *word,
			    const struct rq_word *next)
{
	static const char *const known[] = { "inc",  "ltd",  "etc",  "approx", "incl",
					     "dept", "prof", "dipl", "ing",    "bzw",
					     "ggf",  "mio",  "mrd",  "stellv", "stv" };

	if (word->term ||
	    (next->upper && (rq_word_looks_like_verb(next) || heads_list(source, next))))
		return false;
	if (word->end - word->start <= 2 && word->quantity < 0)
		return !rq_text_is_digit((unsigned char)word->text[1]); /* "C1" is a level */
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(word->text, known[i]) == 0)
			return true;
	return false;
}

/* "Realize my potential.Willing to travel": the space was forgotten. */
static bool is_run_on(const struct rq_word *last, const struct rq_word *next)
{
	return next->start == last->end + 1 && next->upper && !next->symbol && !next->term &&
	       !last->upper && !last->term && last->quantity < 0 &&
	       last->end - last->start >= RUN_ON_BYTES && next->end - next->start >= RUN_ON_BYTES;
}

static enum gap classify_gap(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *last = &reading->word[at - 1], *next = &reading->word[at];
	const char *gap = reading->source + last->end;
	size_t length = next->start - last->end;

	if (last->term && last->term == next->term && last->term_first == next->term_first)
		return GAP_NONE;
	if (gap[0] == '.' && is_run_on(last, next))
		return GAP_SENTENCE;
	for (size_t i = 0; i < length; i++) {
		if (strchr("!?", gap[i]) || (gap[i] == '.' && i + 1 < length &&
					     (gap[i + 1] == ' ' || gap[i + 1] == '\n' ||
					      gap[i + 1] == ')' || gap[i + 1] == '"') &&
					     !is_abbreviation(reading->source, last, next)))
			return GAP_SENTENCE;
	}
	for (size_t i = 0; i < length; i++) {
		if (strchr(",;:()[]{}|", gap[i]) || strncmp(gap + i, "•", 3) == 0 ||
		    strncmp(gap + i, "·", 2) == 0 || strncmp(gap + i, "—", 3) == 0 ||
		    strncmp(gap + i, " – ", 5) == 0 || strncmp(gap + i, " - ", 3) == 0)
			return GAP_CLAUSE;
	}
	return GAP_NONE;
}

/* "während ihres Urlaubs": a preposition, which begins no clause. */
static bool is_before_noun(const struct rq_reading *reading, size_t at)
{
	static const char genitives[] =
	    " des der eines einer ihres ihrer seines seiner meines meiner ";

	return strcmp(reading->word[at].text, "während") == 0 && at + 2 < reading->count &&
	       rq_token_is_one_of(reading->word[at + 1].text, genitives) &&
	       reading->word[at + 2].upper;
}

void rq_govern_divide(struct rq_reading *reading)
{
	unsigned sentence = 0, clause = 0;

	for (size_t i = 0; i < reading->count; i++) {
		struct rq_word *word = &reading->word[i];
		enum gap gap = i == 0 ? GAP_SENTENCE : classify_gap(reading, i);

		if (gap == GAP_SENTENCE)
			sentence++;
		if (gap != GAP_NONE ||
		    ((word->lexeme->class & RQ_WORD_BREAK) && !is_before_noun(reading, i)))
			clause++;
		word->initial = gap == GAP_SENTENCE;
		word->sentence = sentence;
		word->clause = clause;
		word->joined = i > 0 && word->start == reading->word[i - 1].end + 1 &&
			       reading->source[word->start - 1] == '-';
	}
}

/*
 * "Planned lessons", "were planned and held" are deeds; "the planned lessons" and "was planned" are
 * none yet.
 */
static bool is_plan_made(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];
	bool passive = at > 0 && rq_token_is_one_of(word[-1].text, " was were been ") &&
		       rq_reading_is_of_clause(reading, at + 2, at) &&
		       strcmp(word[1].text, "and") == 0 && rq_text_ends_in(word[2].text, "ed");

	return strcmp(word->text, "planned") == 0 && (passive || rq_word_leads(reading, at));
}

/*
 * "Nurses" of "showed student nurses": several, so not the candidate; but not "as student nurses".
 */
static bool is_before_people(const struct rq_reading *reading, size_t at)
{
	static const char being[] = " as with like ";
	const struct rq_word *next = &reading->word[at] + 1, *last = next - 2;

	return rq_reading_is_of_clause(reading, at + 1, at) && rq_text_ends_in(next->text, "s") &&
	       (next->lexeme->class & RQ_WORD_PEER || next->doer ||
		rq_token_ends_in_one_of(next->text, "nurses ants ents ians ")) &&
	       !rq_token_is_one_of(last->text, being);
}

/* "5 student nurses", "trainees": who learns there is somebody else. */
static bool is_about_others(const struct rq_reading *reading, size_t at)
{
	static const char one[] = " student trainee intern apprentice assistant junior ";
	static const char many[] = " students trainees interns apprentices assistants ";
	const struct rq_word *word = &reading->word[at];

	if (rq_token_is_one_of(word->text, many))
		return at > 0 && word[-1].clause == word->clause;
	if (!rq_token_is_one_of(word->text, one) || at == 0 || word[-1].clause != word->clause)
		return false;
	return is_before_people(reading, at) || word[-1].quantity >= 0;
}

/* "Bugs reported by users": they reported, and what is told of the bugs is not held back. */
static bool is_told_by_others(const struct rq_reading *reading, size_t at)
{
	return rq_token_is_one_of(reading->word[at].text, " reported notified observed ") &&
	       rq_reading_is_of_clause(reading, at + 1, at) &&
	       strcmp(reading->word[at + 1].text, "by") == 0;
}

/* "Answered support tickets": a department; not in "gave support building the app". */
static bool is_of_support(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *next = rq_word_behind(reading, at);

	if (strcmp(reading->word[at].text, "support") != 0 || rq_word_leads(reading, at))
		return false;
	if (rq_word_is_article(&reading->word[at - 1]))
		return at > 1 &&
		       rq_word_names_agent(reading, at - 2); /* "signalées par le support" */
	return next && !rq_word_is_gerund(next) && !rq_word_looks_like_verb(next) &&
	       !(next->lexeme->class & RQ_WORD_REACH);
}

/* "Mock exams": what pupils sit, and nothing that is told of them is held back. */
static bool is_of_exam(const struct rq_reading *reading, size_t at)
{
	return strcmp(reading->word[at].text, "mock") == 0 &&
	       rq_reading_is_of_clause(reading, at + 1, at) &&
	       rq_token_is_one_of(reading->word[at + 1].text,
				  " exam exams test tests paper papers interview interviews ");
}

/* "Não conformidades": a name of something, of which nothing is denied. */
static bool is_of_name(const struct rq_reading *reading, size_t at)
{
	return rq_reading_is_of_clause(reading, at + 1, at) &&
	       strncmp(reading->word[at + 1].text, "conformi", strlen("conformi")) == 0;
}

/* "Weekly reports for the board", "test reports": papers; "reports to the board" is said of who. */
static bool is_paper(const struct rq_reading *reading, size_t at)
{
	return strcmp(reading->word[at].text, "reports") == 0 && !rq_word_leads(reading, at) &&
	       !(rq_reading_is_of_clause(reading, at + 1, at) &&
		 rq_token_is_one_of(reading->word[at + 1].text, " to that using having "));
}

/* What this word does to those behind it: near and far flags. */
static unsigned governs(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	/* In Portuguese "no" is "in the", but not where a line of English begins with it. */
	if (((word->lexeme->class & RQ_WORD_NEGATION) && !is_of_name(reading, at)) ||
	    (word->initial && strcmp(word->text, "no") == 0) ||
	    rq_text_ends_in(word->text, "n't") || rq_text_ends_in(word->text, "n’t"))
		return RQ_NEGATED_NEAR | RQ_NEGATED_FAR;
	if ((word->lexeme->class & RQ_WORD_HEDGE) && !is_plan_made(reading, at) &&
	    !is_about_others(reading, at) && !is_told_by_others(reading, at) &&
	    !is_of_support(reading, at) && !is_paper(reading, at) && !is_of_exam(reading, at))
		return RQ_HEDGED_NEAR | RQ_HEDGED_FAR;
	return 0;
}

static bool is_first_person(const struct rq_word *word)
{
	static const char *const known[] = { "i",   "me",  "we", "us",  "ich",  "mich", "mir",
					     "wir", "uns", "je", "moi", "nous", "yo",   "mí",
					     "eu",  "mim", "io", "noi", "ik",   "mij",  "wij" };

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(word->text, known[i]) == 0)
			return true;
	return false;
}

/* "by hand", but not "by hand therapists" */
static bool is_by_hand(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *hand = &reading->word[at];

	return strcmp(hand->text, "hand") == 0 &&
	       (at + 1 == reading->count || hand[1].clause != hand->clause ||
		!rq_word_is_content(&hand[1]));
}

/* "led by", "who led": somebody else did it; but not "I, who led", "done by hand". */
static bool is_of_others(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	if (word->lexeme->tier == RQ_TIER_NONE)
		return false;
	if (at + 1 < reading->count && strcmp(word[1].text, "by") == 0 && !word[1].initial)
		return at + 2 >= reading->count ||
		       !(is_first_person(&word[2]) || is_by_hand(reading, at + 2));
	for (size_t back = 1; back <= 2 && back <= at; back++)
		if ((word[-(long)back].lexeme->class & RQ_WORD_RELATIVE) &&
		    word[-(long)back].sentence == word->sentence)
			return back == at || !is_first_person(&word[-(long)back - 1]);
	return false;
}

/* ", which cut costs" and "(K8s)" are said of what stands before them. */
static bool is_apposition(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return !word->initial &&
	       ((word->lexeme->class & RQ_WORD_RELATIVE) ||
		memchr(reading->source + word[-1].end, '(', word->start - word[-1].end) != NULL);
}

/* "with the rollout of multi-factor authentication (MFA) to staff": the clause goes on. */
static bool goes_on_behind_bracket(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];
	const char *gap = reading->source + word[-1].end;

	return word->start == word[-1].end + 2 && gap[0] == ')' && gap[1] == ' ';
}

static void govern_words(struct rq_reading *reading)
{
	unsigned near = 0, far = 0;

	for (size_t i = 0; i < reading->count; i++) {
		struct rq_word *word = &reading->word[i];
		unsigned own = governs(reading, i);

		if (word->initial)
			far = 0;
		if (i == 0 || (word->clause != word[-1].clause && !is_apposition(reading, i) &&
			       !goes_on_behind_bracket(reading, i)))
			near = 0;
		word->govern |= near | far;
		if (is_of_others(reading, i))
			word->govern |= RQ_OF_OTHERS;
		if (own && i + 1 < reading->count && word[1].joined) {
			word[1].govern |= own; /* "co-founded", "non-production": no further */
			continue;
		}
		near |= own & (RQ_NEGATED_NEAR | RQ_HEDGED_NEAR);
		far |= own & (RQ_NEGATED_FAR | RQ_HEDGED_FAR);
	}
}

/*
 * "Kubernetes (basic)", "Computer science student": in a few words a hedge holds back what stands
 * before it, too.
 */
static void govern_phrase(struct rq_reading *reading)
{
	for (size_t first = 0, end; first < reading->count; first = end) {
		unsigned far = 0;

		end = rq_reading_sentence(reading, first);
		for (size_t i = first; i < end; i++)
			far |= governs(reading, i) & (RQ_NEGATED_FAR | RQ_HEDGED_FAR);
		for (size_t i = first; end - first <= PHRASE_WORDS && i < end; i++)
			if (!governs(reading, i))
				reading->word[i].govern |= far;
	}
}

/*
 * "Research assistant", "computer science student": what one learns or assists in is held back by
 * the title's last word, however long the sentence is that it stands in.
 */
static void govern_title(struct rq_reading *reading)
{
	static const char titles[] =
	    " student trainee intern apprentice assistant praktikant praktikantin werkstudent "
	    "werkstudentin assistent assistentin stagiair ";

	for (size_t i = 1; i < reading->count; i++)
		if (governs(reading, i) && rq_token_is_one_of(reading->word[i].text, titles))
			for (size_t j = i; j-- > 0 && rq_reading_is_of_clause(reading, j, i) &&
					   rq_word_is_content(&reading->word[j]);)
				reading->word[j].govern |= RQ_HEDGED_FAR;
}

bool rq_word_governs_clause(const struct rq_word *word)
{
	static const char adverbs[] =
	    " occasionally sometimes rarely partly partially gelegentlich manchmal teilweise teils "
	    "selten parfois quelquefois occasionnellement rarement partiellement ocasionalmente "
	    "raramente parcialmente talvolta occasionalmente parzialmente soms incidenteel zelden "
	    "gedeeltelijk ";

	return rq_token_is_one_of(word->text, adverbs);
}

/* "Covered for the manager at times", "checked them under supervision" */
static bool ends_clause_held_back(const struct rq_reading *reading, size_t at)
{
	size_t next = at + 1;

	while (next < reading->count && rq_word_is_in_phrase(&reading->word[next]))
		next++;
	return reading->word[at].phrase && (reading->word[at].lexeme->class & RQ_WORD_HEDGE) &&
	       !rq_reading_is_of_clause(reading, next, at);
}

static void govern_clause(struct rq_reading *reading)
{
	for (size_t i = 0; i < reading->count; i++) {
		if (!rq_word_governs_clause(&reading->word[i]) &&
		    !ends_clause_held_back(reading, i))
			continue;
		for (size_t j = 0; j < i; j++)
			if (reading->word[j].clause == reading->word[i].clause)
				reading->word[j].govern |= RQ_HEDGED_NEAR | RQ_HEDGED_FAR;
	}
}

/* Verbs that come last: "bei der Inventur mitgearbeitet" helped with all of it. */
static void govern_before(struct rq_reading *reading)
{
	for (size_t i = 1; reading->verb_last && i < reading->count; i++) {
		const struct rq_word *word = &reading->word[i];
		bool last = i + 1 == reading->count || word[1].clause != word->clause ||
			    (word[1].lexeme->class & RQ_WORD_AND);

		if (!last || word->upper ||
		    !(word->lexeme->tier == RQ_TIER_HELP ||
		      ((word->lexeme->class & RQ_WORD_HEDGE) && rq_word_is_participle(reading, i))))
			continue;
		for (size_t j = i; j-- > 0 && reading->word[j].clause == word->clause;)
			reading->word[j].govern |= RQ_HEDGED_NEAR | RQ_HEDGED_FAR;
	}
}

void rq_govern_words(struct rq_reading *reading)
{
	govern_words(reading);
	govern_phrase(reading);
	govern_title(reading);
	govern_clause(reading);
	govern_before(reading);
}

bool rq_govern_allows(unsigned cited, unsigned now)
{
	const unsigned negated = RQ_NEGATED_NEAR | RQ_NEGATED_FAR;
	const unsigned hedged = RQ_HEDGED_NEAR | RQ_HEDGED_FAR;

	if ((cited & negated) != (now & negated) || ((cited & RQ_OF_OTHERS) & ~now))
		return false;
	return (cited & hedged) == (now & hedged) || !(cited & RQ_HEDGED_FAR) ||
	       (now & RQ_HEDGED_NEAR);
}
