#include "resume/section.h"

#include <string.h>

#include "resume/remark.h"

/* What a heading says by its words alone. */

enum { LONGEST_SPACED = 20 /* of a heading whose letters are spaced */ };

/* "EXPERI ENCE": a heading whose letters the layout has driven apart. */
static enum rq_section classify_spaced(const char *key, size_t length)
{
	char joined[LONGEST_SPACED];
	size_t used = 0;

	for (size_t i = 0; i < length; i++) {
		if (key[i] == ' ')
			continue;
		if (!rq_sheet_is_word(key[i]) || used == sizeof joined)
			return RQ_SECTION_NONE;
		joined[used++] = key[i];
	}
	if (used < 5 || used == length)
		return RQ_SECTION_NONE;
	return (enum rq_section)rq_word_find(joined, used).section;
}

/*
 * The word that begins at i, and its end: "it-kenntnisse", "bio-data" when that is one, else "it".
 */
static struct rq_word word_at(const char *key, size_t length, size_t i, size_t *end)
{
	size_t first = i, whole;
	struct rq_word word;

	while (first < length && rq_sheet_is_word(key[first]))
		first++;
	for (whole = first;
	     whole + 1 < length && key[whole] == '-' && rq_sheet_is_word(key[whole + 1]);)
		for (whole++; whole < length && rq_sheet_is_word(key[whole]);)
			whole++;
	*end = whole;
	word = rq_word_find(key + i, whole - i);
	if (whole == first || word.section || (word.kinds & RQ_WORD_DOCUMENT))
		return rq_word_find_compound(key + i, whole - i);
	*end = first;
	return rq_word_find_compound(key + i, first - i);
}

/* "Systems", "Tickets": a word that heads a section where it is the whole of its heading. */
static enum rq_section classify_alone(const char *key, size_t length)
{
	struct rq_word word = rq_word_find(key, length);

	return word.rank == 0 ? (enum rq_section)word.section : RQ_SECTION_NONE;
}

enum rq_section rq_section_classify(const struct rq_sheet *sheet, struct rq_slice slice)
{
	enum rq_section section = RQ_SECTION_NONE;
	struct rq_slice trimmed = rq_sheet_trim(sheet, slice);
	const char *key = rq_sheet_key(sheet, trimmed);
	size_t length = trimmed.end - trimmed.start, words = 0;
	unsigned rank = 0;

	if (length == 0 || length > RQ_HEADING_LENGTH)
		return RQ_SECTION_NONE;
	section = classify_alone(key, length);
	if (section != RQ_SECTION_NONE)
		return section;
	for (size_t i = 0; i < length;) {
		size_t start = i;
		struct rq_word word;

		if (!rq_sheet_is_word(key[i])) {
			/* "r/programming" is a name, not a heading */
			if (strchr("@$%=<>", key[i]) || (key[i] == '/' && i == 1))
				return RQ_SECTION_NONE;
			i++;
			continue;
		}
		if (key[i] == 's' && i > 0 && key[i - 1] == '\'' &&
		    (i + 1 == length || !rq_sheet_is_word(key[i + 1]))) {
			i++; /* "Hobby's" */
			continue;
		}
		if (section != RQ_SECTION_NONE && key[i] >= '0' && key[i] <= '9') {
			trimmed.start += (uint32_t)i;
			return rq_remark_tells_duration(sheet, trimmed) ? section : RQ_SECTION_NONE;
		}
		word = word_at(key, length, start, &i);
		if (!word.section && !word.kinds)
			word = rq_word_find_misspelt(key + start, i - start);
		if (++words > RQ_HEADING_WORDS ||
		    (word.rank == 0 && !(word.kinds & (RQ_WORD_FILLER | RQ_WORD_FILL)) &&
		     !(words == 1 && i - start <= 1)))
			return classify_spaced(key, length);
		if (word.rank > rank) {
			rank = word.rank;
			section = (enum rq_section)word.section;
		}
	}
	return section;
}
