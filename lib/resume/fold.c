#include "resume/fold.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* Letters that Unicode does not take apart, but people do. */
static const struct {
	int32_t letter;
	char plain[3];
} ligatures[] = {
	{ 0xe6, "ae" }, { 0xf8, "o" },   { 0x111, "d" }, { 0x131, "i" },
	{ 0x142, "l" }, { 0x153, "oe" }, { 0xfe, "th" }, { 0xf0, "d" },
};

static const struct {
	int32_t letter;
	char plain[3];
} umlauts[] = { { 0xe4, "ae" }, { 0xf6, "oe" }, { 0xfc, "ue" }, { 0xe5, "aa" }, { 0xf8, "oe" } };

static bool is_dense(int32_t character)
{
	return (character >= 0xe00 && character < 0xf00) ||   /* Thai, Lao */
	       (character >= 0x1000 && character < 0x10a0) || /* Burmese */
	       (character >= 0x1780 && character < 0x1800) || /* Khmer */
	       (character >= 0x3040 && character < 0xa000) || /* kana, Han */
	       (character >= 0xac00 && character < 0xd7b0) || /* Hangul: particles are joined */
	       (character >= 0x20000 && character < 0x32000);
}

static bool is_invisible(int32_t character)
{
	return rq_text_is_mark(character) || character == 0xad ||
	       (character >= 0x80 && rq_text_is_unsafe(character));
}

static void append(struct rq_folded *folded, struct rq_folded_char place)
{
	if (folded->count == folded->capacity)
		folded->at =
		    rq_grow(folded->at, folded->count, &folded->capacity, sizeof *folded->at);
	folded->at[folded->count++] = place;
}

static void add(struct rq_folded *folded, int32_t character, struct rq_folded_char place)
{
	int value = rq_text_digit_value(character);

	place.character = value >= 0 ? '0' + value : character;
	place.word = value >= 0 || rq_text_is_letter(character);
	place.dense = is_dense(character);
	append(folded, place);
}

/* What needs no look at Unicode's tables, and is nearly all of most texts. */
static void add_ascii(struct rq_folded *folded, char character, size_t at)
{
	bool upper = character >= 'A' && character <= 'Z';
	bool lower = character >= 'a' && character <= 'z';

	append(folded, (struct rq_folded_char) {
			   .character = upper ? character + ('a' - 'A') : character,
			   .start = (uint32_t)at,
			   .end = (uint32_t)(at + 1),
			   .word = upper || lower || (character >= '0' && character <= '9'),
			   .capital = upper,
		       });
}

static void add_text(struct rq_folded *folded, const char *text, struct rq_folded_char place)
{
	for (; *text; text++)
		add(folded, (unsigned char)*text, place);
}

static const char *find_umlaut(int32_t letter)
{
	for (size_t i = 0; i < sizeof umlauts / sizeof umlauts[0]; i++)
		if (umlauts[i].letter == letter)
			return umlauts[i].plain;
	return NULL;
}

static const char *find_ligature(int32_t letter)
{
	for (size_t i = 0; i < sizeof ligatures / sizeof ligatures[0]; i++)
		if (ligatures[i].letter == letter)
			return ligatures[i].plain;
	return NULL;
}

/* One character of the text, which may fold to several: "ﬁ", "ß". */
static void add_folded(struct rq_folded *folded, const char *bytes, size_t size,
		       struct rq_folded_char place, bool spelled_out)
{
	char *compared = rq_text_fold(bytes, size);
	size_t length = strlen(compared), step;

	for (size_t at = 0; at < length; at += step) {
		int32_t character = rq_text_decode(compared + at, length - at, &step);
		const char *plain = spelled_out ? find_umlaut(character) : NULL;

		if (!plain)
			plain = find_ligature(character);
		if (plain)
			add_text(folded, plain, place);
		else if (!is_invisible(character))
			add(folded, rq_text_plain(character), place);
	}
	free(compared);
}

/* The character that text begins with, from outside ASCII; how many bytes it took. */
static size_t add_other(struct rq_folded *folded, const char *text, size_t length, size_t at,
			bool spelled_out)
{
	size_t step;
	int32_t character = rq_text_decode(text, length, &step);
	struct rq_folded_char place = {
		.start = (uint32_t)at,
		.end = (uint32_t)(at + step),
		.capital = rq_text_is_letter(character) && !rq_text_is_lower(character),
	};

	if (!is_invisible(character))
		add_folded(folded, text, step, place, spelled_out);
	else if (folded->count > 0) /* it goes with what it stands behind */
		folded->at[folded->count - 1].end = place.end;
	return step;
}

void rq_fold_init(struct rq_folded *folded, const char *text, size_t length, bool spelled_out)
{
	size_t step;

	*folded = (struct rq_folded) {
		.at = rq_resize(NULL, length + 1, sizeof *folded->at),
		.capacity = length + 1,
	};
	for (size_t at = 0; at < length; at += step) {
		if ((unsigned char)text[at] < 0x80) {
			add_ascii(folded, text[at], at);
			step = 1;
		} else {
			step = add_other(folded, text + at, length - at, at, spelled_out);
		}
	}
}

void rq_fold_free(struct rq_folded *folded)
{
	free(folded->at);
	*folded = (struct rq_folded) { 0 };
}
