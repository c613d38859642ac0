#include "edit/initials.h"

#include <string.h>

#include "edit/deed.h"

enum { FEWEST_LETTERS = 3, MOST_LETTERS = 6 };

/* How many letters a short form has, without the s of its plural; 0: it is none. */
static size_t letters_of(const struct rq_word *word)
{
	size_t length = strlen(word->text);

	if (!word->symbol || word->quantity >= 0)
		return 0;
	if (length > FEWEST_LETTERS && word->text[length - 1] == 's' &&
	    word->end - word->start == length)
		length--;
	return length >= FEWEST_LETTERS && length <= MOST_LETTERS ? length : 0;
}

/* Whether the words from first to last begin with the letters, one each; "of" may be left out. */
static bool are_initials(const struct rq_reading *reading, size_t first, size_t last,
			 const char *letters, size_t count)
{
	size_t done = 0;

	for (size_t at = first; at <= last; at++) {
		const struct rq_word *word = &reading->word[at];

		if (word->clause != reading->word[first].clause || word->quantity >= 0 ||
		    word->symbol || (word->initial && rq_word_looks_like_verb(word)))
			return false;
		if (done < count && word->text[0] == letters[done])
			done++;
		else if (!(word->lexeme->class & RQ_WORD_STOP))
			return false;
	}
	return done == count;
}

static bool is_in_brackets(const struct rq_reading *after, size_t at)
{
	const struct rq_word *word = &after->word[at];

	return at > 0 && word->start == word[-1].end + 2 && after->source[word->start - 1] == '(';
}

/* "(NDAs)" right behind words that begin with its letters; those are judged for themselves. */
static bool is_made_of_words_before(const struct rq_reading *after, size_t at)
{
	const struct rq_word *word = &after->word[at];
	size_t count = word->term ? 0 : letters_of(word);

	if (count == 0 || !is_in_brackets(after, at))
		return false;
	for (size_t first = at; first-- > 0 && after->word[first].clause == word[-1].clause;)
		if (rq_word_is_content(&after->word[first]) &&
		    are_initials(after, first, at - 1, word->text, count))
			return true;
	return false;
}

/* "(NDA)" right behind a term that it may stand for (match/sense.h). */
static bool may_mean_term_before(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];
	const struct rq_term *meaning;

	if (!word->term || !is_in_brackets(&c->after, at))
		return false;
	for (size_t i = 0;
	     (meaning = rq_vocabulary_meaning(c->reader.vocabulary, word->term, i)) != NULL; i++)
		if (meaning == word[-1].term)
			return true;
	return false;
}

static bool is_cited_short(const struct rq_case *c, const struct rq_word *form)
{
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = 0; j < c->support[i].reading->count; j++)
			if (c->support[i].reading->word[j].symbol &&
			    strcmp(c->support[i].reading->word[j].text, form->text) == 0)
				return true;
	return false;
}

bool rq_word_is_spelled_out(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];
	size_t behind = word->term_last + 1, count;

	if (is_made_of_words_before(&c->after, at) || may_mean_term_before(c, at))
		return true;
	if (!word->term || behind >= c->after.count || !is_in_brackets(&c->after, behind))
		return false;
	count = letters_of(&c->after.word[behind]);
	return count > 0 &&
	       are_initials(&c->after, word->term_first, word->term_last,
			    c->after.word[behind].text, count) &&
	       is_cited_short(c, &c->after.word[behind]);
}
