#include "edit/reading.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "edit/beside.h"
#include "edit/govern.h"
#include "edit/number.h"
#include "edit/numeral.h"
#include "edit/phrase.h"
#include "edit/root.h"
#include "edit/subject.h"
#include "match/token.h"

/* --- cutting -------------------------------------------------------------- */

struct cutter {
	struct rq_reading *reading;
	const struct rq_reader *reader;
	const struct rq_mentions *mentions;
	size_t length;
	bool decimal_comma;
	char **text; /* one a word, until they move into reading->texts */
	size_t text_capacity;
};

static int32_t peek(const struct cutter *cutter, size_t at, size_t *size)
{
	*size = 0;
	return at < cutter->length
		   ? rq_text_decode(cutter->reading->source + at, cutter->length - at, size)
		   : 0;
}

static const struct rq_mention *mention_at(const struct cutter *cutter, size_t at)
{
	const struct rq_mention *mention = cutter->mentions->mention;
	size_t low = 0, high = cutter->mentions->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (at < mention[middle].start)
			high = middle;
		else if (at >= mention[middle].end)
			low = middle + 1;
		else
			return &mention[middle];
	}
	return NULL;
}

/* An acronym or a mixture; by the letters as they were written. */
static bool is_symbol(const char *text, size_t length)
{
	size_t upper = 0, digits = 0, letters = 0, size;

	for (size_t at = 0; at < length; at += size) {
		int32_t character = rq_text_decode(text + at, length - at, &size);

		upper += rq_text_is_upper(character);
		digits += rq_text_is_digit(character);
		letters += rq_text_is_letter(character);
	}
	return letters > 0 && (digits > 0 || upper > 1);
}

/* text is swallowed. */
static struct rq_word *add_word(struct cutter *cutter, size_t start, size_t end, char *text)
{
	struct rq_reading *reading = cutter->reading;
	struct rq_word *word;
	size_t size;

	reading->word =
	    rq_grow(reading->word, reading->count, &reading->capacity, sizeof *reading->word);
	cutter->text =
	    rq_grow(cutter->text, reading->count, &cutter->text_capacity, sizeof *cutter->text);
	cutter->text[reading->count] = text;
	word = &reading->word[reading->count++];
	*word = (struct rq_word) {
		.start = start,
		.end = end,
		.quantity = -1,
		.upper = rq_text_is_upper(peek(cutter, start, &size)),
		.symbol = is_symbol(reading->source + start, end - start),
	};
	return word;
}

/* Where the run of letters (and digits, once a letter began it) ends. */
static size_t end_of_run(const struct cutter *cutter, size_t at, bool digits)
{
	size_t size;

	for (;; at += size) {
		int32_t character = peek(cutter, at, &size);

		if (size == 0 ||
		    !(rq_text_is_letter(character) || (digits && rq_text_is_digit(character))))
			return at;
	}
}

/* "didn't" stays whole, because it denies; other apostrophes part words. */
static size_t with_negation(const struct cutter *cutter, size_t end)
{
	const char *rest = cutter->reading->source + end;

	if (end == 0 || (rest[-1] != 'n' && rest[-1] != 'N'))
		return end;
	if (rest[0] == '\'' && (rest[1] == 't' || rest[1] == 'T'))
		return end + 2;
	if (strncmp(rest, "’t", 4) == 0)
		return end + 4;
	return end;
}

static size_t cut_number(struct cutter *cutter, size_t at)
{
	char value[RQ_NUMERAL_SIZE];
	size_t end =
	    at + rq_numeral_scan(cutter->reading->source + at, cutter->decimal_comma, value);
	struct rq_word *word = add_word(cutter, at, end, rq_strdup(value));

	word->quantity = 0; /* rq_number_find() sets which */
	return end;
}

static size_t cut_word(struct cutter *cutter, size_t at)
{
	size_t end = with_negation(cutter, end_of_run(cutter, at, true));

	(void)add_word(cutter, at, end, rq_text_fold(cutter->reading->source + at, end - at));
	return end;
}

static void cut(struct cutter *cutter)
{
	size_t at = 0, size;

	while (at < cutter->length) {
		int32_t character = peek(cutter, at, &size);

		if (rq_text_is_letter(character) ||
		    (rq_text_is_digit(character) && mention_at(cutter, at)))
			at = cut_word(cutter, at);
		else if (rq_text_is_digit(character))
			at = cut_number(cutter, at);
		else
			at += size;
	}
}

/* --- what is known of each word ------------------------------------------- */

static void keep_texts(struct cutter *cutter)
{
	struct rq_reading *reading = cutter->reading;
	size_t bytes = 0, at = 0;

	assert(reading->count == 0 || (reading->word && cutter->text));
	for (size_t i = 0; i < reading->count; i++)
		bytes += strlen(cutter->text[i]) + 1;
	reading->texts = rq_alloc(bytes, 1);
	for (size_t i = 0; i < reading->count; i++) {
		size_t size = strlen(cutter->text[i]) + 1;

		memcpy(reading->texts + at, cutter->text[i], size);
		reading->word[i].text = reading->texts + at;
		at += size;
		free(cutter->text[i]);
	}
	free(cutter->text);
}

/* "Phlebotomy (basic)" tells no programming language: BASIC is written in capitals. */
static bool is_hedge(const struct rq_word *word, const struct rq_mention *mention)
{
	return (word->lexeme->class & (RQ_WORD_HEDGE | RQ_WORD_NEGATION)) && !word->symbol &&
	       mention && mention->start == word->start && mention->end == word->end;
}

/* "s", "l", "d'": what an apostrophe leaves over. */
static bool is_fragment(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];
	const char *source = reading->source;
	bool before = word->start > 0 &&
		      (source[word->start - 1] == '\'' ||
		       (word->start > 2 && strncmp(source + word->start - 3, "’", 3) == 0));
	bool after = source[word->end] == '\'' || strncmp(source + word->end, "’", 3) == 0;

	return word->end - word->start <= 2 && (before || after);
}

static void set_hashes(const struct cutter *cutter, struct rq_word *word)
{
	const struct rq_wording *wording = cutter->reader->wording;

	word->stem = rq_wording_stem(wording, word->text);
	word->root = rq_wording_root(wording, word->text);
	word->doer = rq_root_doer(word->text, cutter->reader->language);
	word->senses = rq_thesaurus_find(rq_wording_thesaurus(wording), word->text, word->root);
}

/* "Urlaubsvertretung", "Küchenhilfe": in German a hedge may be the end of a longer word. */
static const struct rq_lexeme *hedge_at_end(const struct cutter *cutter, const struct rq_word *word)
{
	static const char *const ends[] = { "vertretung", "unterstützung", "mitarbeit",
					    "begleitung", "teilnahme",     "hilfe" };
	size_t length = strlen(word->text);

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t end = strlen(ends[i]);

		if (length > end + 2 && strcmp(word->text + length - end, ends[i]) == 0)
			return rq_wording_find(cutter->reader->wording, ends[i]);
	}
	return word->lexeme;
}

static void look_up(struct cutter *cutter, const struct rq_lexeme *unknown)
{
	const struct rq_thesaurus *thesaurus = rq_wording_thesaurus(cutter->reader->wording);
	struct rq_reading *reading = cutter->reading;

	for (size_t i = 0; i < reading->count; i++) {
		struct rq_word *word = &reading->word[i];
		const struct rq_mention *mention = mention_at(cutter, word->start);

		word->lexeme = rq_wording_find(cutter->reader->wording, word->text);
		if (word->lexeme == unknown && reading->capital_nouns)
			word->lexeme = hedge_at_end(cutter, word);
		word->senses = rq_thesaurus_none(thesaurus);
		if (word->quantity == 0)
			word->lexeme = unknown;
		else
			set_hashes(cutter, word);
		if (is_fragment(reading, i))
			word->lexeme = rq_wording_find(cutter->reader->wording, "the");
		if (!mention || word->quantity == 0 || is_hedge(word, mention))
			continue;
		word->term = mention->term;
		word->spelling = mention->spelling;
		word->foreign = mention->foreign;
		if (!(word->lexeme->class & RQ_WORD_STOP) ||
		    (word->start == mention->start && word->end == mention->end))
			word->lexeme = unknown; /* but "of" in "point of sale" is small */
		word->term_end = mention->end;
		word->term_first = i;
		if (i > 0 && reading->word[i - 1].term &&
		    reading->word[i - 1].start >= mention->start)
			word->term_first = reading->word[i - 1].term_first;
		for (size_t j = word->term_first; j <= i; j++)
			reading->word[j].term_last = i;
	}
}

/* "Claims" of "staff expense claims": several things; one that is held has no plural. */
static bool is_before_things(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *last = NULL, *next;

	while ((next = rq_word_behind(reading, at++)) && !(next->lexeme->class & RQ_WORD_REACH))
		last = next;
	return last && !last->doer && rq_text_ends_in(last->text, "s") &&
	       !rq_token_ends_in_one_of(last->text, "ss nurses ants ");
}

/* "Staff nurse" is a rank; "35 staff", "practice staff" are people, "staff rotas" of people. */
static void tell_staff(struct rq_reading *reading, const struct rq_lexeme *unknown)
{
	for (size_t i = 0; i < reading->count; i++)
		if (strcmp(reading->word[i].text, "staff") == 0 &&
		    (!rq_word_behind(reading, i) || is_before_things(reading, i)))
			reading->word[i].lexeme = unknown;
}

void rq_reading_init(struct rq_reading *reading, const struct rq_reader *reader, const char *text,
		     bool prose)
{
	struct rq_mentions mentions;
	struct cutter cutter = {
		.reading = reading,
		.reader = reader,
		.mentions = &mentions,
		.length = strlen(text),
		.decimal_comma = reader->language && strncmp(reader->language, "en", 2) != 0,
	};

	*reading = (struct rq_reading) {
		.source = text,
		.capital_nouns = reader->language && strncmp(reader->language, "de", 2) == 0,
		.verb_last = reader->language && (strncmp(reader->language, "de", 2) == 0 ||
						  strncmp(reader->language, "nl", 2) == 0),
	};
	rq_mentions_init(&mentions, reader->vocabulary, text, prose);
	cut(&cutter);
	keep_texts(&cutter);
	look_up(&cutter, rq_wording_find(reader->wording, ""));
	rq_mentions_free(&mentions);
	rq_govern_divide(reading);
	tell_staff(reading, rq_wording_find(reader->wording, ""));
	rq_phrase_find(reading, reader);
	rq_number_find(reading, reader->wording);
	rq_govern_words(reading);
	rq_subject_find(reading, reader->language);
}

void rq_reading_free(struct rq_reading *reading)
{
	free(reading->word);
	free(reading->quantity);
	free(reading->texts);
	*reading = (struct rq_reading) { 0 };
}

/* --- questions to a reading ----------------------------------------------- */

bool rq_word_is_content(const struct rq_word *word)
{
	return word->quantity < 0 && !(word->lexeme->class & (RQ_WORD_STOP | RQ_WORD_PLAIN));
}

bool rq_reading_is_of_clause(const struct rq_reading *reading, size_t at, size_t first)
{
	return at < reading->count && reading->word[at].clause == reading->word[first].clause;
}

size_t rq_reading_unit(const struct rq_reading *reading, size_t first)
{
	size_t at = first + 1;

	while (at < reading->count && reading->word[at].clause == reading->word[first].clause &&
	       !(reading->word[at].lexeme->class & RQ_WORD_AND))
		at++;
	return at;
}

size_t rq_reading_sentence(const struct rq_reading *reading, size_t first)
{
	size_t end = first;

	while (end < reading->count && reading->word[end].sentence == reading->word[first].sentence)
		end++;
	return end;
}

bool rq_reading_has_sentence(const struct rq_reading *cited, const struct rq_reading *after,
			     size_t at)
{
	size_t start = at, length;

	while (start > 0 && after->word[start - 1].sentence == after->word[at].sentence)
		start--;
	length = rq_reading_sentence(after, at) - start;
	for (size_t first = 0, end; first < cited->count; first = end) {
		size_t same = 0;

		end = rq_reading_sentence(cited, first);
		while (end - first == length && same < length &&
		       strcmp(cited->word[first + same].text, after->word[start + same].text) == 0)
			same++;
		if (same == length)
			return true;
	}
	return false;
}
