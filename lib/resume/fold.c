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

static void add(struct rq_folded *folded, int32_t character, struct rq_folded_char place)
{
	int value = rq_text_digit_value(character);

	place.character = value >= 0 ? '0' + value : character;
	place.word = value >= 0 || rq_text_is_letter(character);
	place.dense = is_dense(character);
	folded->at = rq_grow(folded->at, folded->count, &folded->capacity, sizeof *folded->at);
	folded->at[folded->count++] = place;
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

void rq_fold_init(struct rq_folded *folded, const char *text, size_t length, bool spelled_out)
{
	size_t step;

	*folded = (struct rq_folded) { 0 };
	for (size_t at = 0; at < length; at += step) {
		int32_t character = rq_text_decode(text + at, length - at, &step);
		struct rq_folded_char place = {
			.start = (uint32_t)at,
			.end = (uint32_t)(at + step),
			.capital = rq_text_is_letter(character) && !rq_text_is_lower(character),
		};

		if (is_invisible(character)) {
			if (folded->count > 0) /* it goes with what it stands behind */
				folded->at[folded->count - 1].end = place.end;
		} else if (character < 0x80) {
			add(folded, rq_text_plain(character), place);
		} else {
			add_folded(folded, text + at, step, place, spelled_out);
		}
	}
}

void rq_fold_free(struct rq_folded *folded)
{
	free(folded->at);
	*folded = (struct rq_folded) { 0 };
}

int32_t rq_fold_at(const struct rq_folded *folded, size_t i)
{
	return i < folded->count ? folded->at[i].character : 0;
}

bool rq_fold_is_word(const struct rq_folded *folded, size_t i)
{
	return i < folded->count && folded->at[i].word;
}

bool rq_fold_is_digit(const struct rq_folded *folded, size_t i)
{
	return rq_fold_at(folded, i) >= '0' && rq_fold_at(folded, i) <= '9';
}

bool rq_fold_is_edge(const struct rq_folded *folded, size_t i)
{
	if (i == 0 || i >= folded->count)
		return true;
	return !folded->at[i - 1].word || !folded->at[i].word || folded->at[i - 1].dense ||
	       folded->at[i].dense;
}
