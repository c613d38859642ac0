#include "document/turn.h"

#include <limits.h>

#include "base/text.h"

/* What stands for white space in a document's lines, too: icons of private fonts. */
static bool is_apart(int32_t character)
{
	return rq_text_is_space(character) || (character >= 0xe000 && character <= 0xf8ff);
}

static bool is_of_word(int32_t character)
{
	return rq_text_is_letter(character) || rq_text_digit_value(character) >= 0;
}

/* Counts on in a line that has grown. */
static size_t count_words(struct rq_turning *turning, const char *line, size_t length)
{
	size_t size;

	if (length < turning->read) { /* white space at its end was taken back */
		turning->read = length;
		turning->inside = false;
	}
	for (; turning->read < length; turning->read += size) {
		int32_t character =
		    rq_text_decode(line + turning->read, length - turning->read, &size);

		if (is_apart(character)) {
			turning->inside = false;
		} else if (!turning->inside && is_of_word(character)) {
			turning->words++;
			turning->inside = true;
		}
	}
	return turning->words;
}

size_t rq_turn_words(const char *text, size_t length)
{
	struct rq_turning turning = { .begun = false };

	return count_words(&turning, text, length);
}

/* Whether a word may begin behind a text: it ends in white space, or in a sign. */
static bool ends_word(const char *text, size_t length)
{
	unsigned char last = length > 0 ? (unsigned char)text[length - 1] : ' ';

	return last < 0x80 && !(last >= '0' && last <= '9') &&
	       !((last | ' ') >= 'a' && (last | ' ') <= 'z');
}

static void add(struct rq_turns *turns, size_t words)
{
	size_t count = 0;

	while (count < RQ_TURNS && turns->words[count] > 0)
		count++;
	if (words == 0 || words > UCHAR_MAX || count == RQ_TURNS ||
	    (count > 0 && turns->words[count - 1] >= words))
		return;
	turns->words[count] = (unsigned char)words;
}

/* Where the first word of a text begins; its length when there is none. */
static size_t first_word(const char *text, size_t length)
{
	size_t at = 0, size;

	for (; at < length; at += size)
		if (is_of_word(rq_text_decode(text + at, length - at, &size)))
			break;
	return at;
}

void rq_turn_follow(struct rq_turning *turning, const char *line, size_t line_length, unsigned face,
		    const char *text, size_t length)
{
	size_t word = first_word(text, length);

	if (word == length)
		return;
	if (turning->begun && face != turning->face && turning->turns.words[RQ_TURNS - 1] == 0 &&
	    (word > 0 ? ends_word(text, word) : ends_word(line, line_length)))
		add(&turning->turns, count_words(turning, line, line_length));
	turning->face = face;
	turning->begun = true;
}

struct rq_turns rq_turns_behind(const struct rq_turns *turns, size_t words)
{
	struct rq_turns rest = { { 0 } };

	for (size_t i = 0; i < RQ_TURNS && turns->words[i] > 0; i++)
		if (turns->words[i] > words)
			add(&rest, turns->words[i] - words);
	return rest;
}

void rq_turns_append(struct rq_turns *turns, const struct rq_turns *more, size_t words)
{
	for (size_t i = 0; i < RQ_TURNS && more->words[i] > 0; i++)
		add(turns, words + more->words[i]);
}
