#include "resume/spoken.h"

#include <string.h>

#include "resume/header.h"
#include "resume/word.h"

/* The next word of a slice from *i on; false: there is none. */
static bool next_word(const char *key, struct rq_slice slice, uint32_t *i, uint32_t *start)
{
	while (*i < slice.end && !rq_sheet_is_word(key[*i]))
		++*i;
	*start = *i;
	while (*i < slice.end && rq_sheet_is_word(key[*i]))
		++*i;
	return *i > *start;
}

static uint32_t kinds_of_first(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t i = slice.start, start;

	return next_word(key, slice, &i, &start) ? rq_word_find(key + start, i - start).kinds : 0;
}

bool rq_spoken_begins(const struct rq_sheet *sheet, struct rq_slice slice)
{
	return kinds_of_first(sheet, slice) & RQ_WORD_TONGUE;
}

bool rq_spoken_begins_fluency(const struct rq_sheet *sheet, struct rq_slice slice)
{
	return kinds_of_first(sheet, slice) & (RQ_WORD_FLUENCY | RQ_WORD_LEVEL);
}

/* "langue maternelle", "lingua madre", "mother tongue": beside these, no word of its own. */
static bool is_noun(const char *key, size_t length)
{
	return rq_word_is_one_of(key, length, " langue lengua lingua madre taal tongue language ");
}

bool rq_spoken_is_fluency(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	bool tells = false;

	for (uint32_t i = slice.start, start; next_word(key, slice, &i, &start);) {
		bool number = strspn(key + start, "0123456789") >= i - start;

		if (number || is_noun(key + start, i - start))
			continue;
		if (!(rq_word_find(key + start, i - start).kinds &
		      (RQ_WORD_FLUENCY | RQ_WORD_LEVEL)))
			return false;
		tells = true;
	}
	return tells;
}

bool rq_spoken_is_aspect(const struct rq_sheet *sheet, struct rq_slice slice)
{
	static const char aspects[] =
	    " ascolto capacita comprehension comprensao comprension comprensione "
	    "conversacao conversacion ecoute ecouter ecrire ecriture escrita "
	    "escritura expresion expression fala habla horen horverstehen "
	    "interazione lectura lecture leesvaardigheid leitura lesen "
	    "leseverstehen lettura lezen lire listening luisteren "
	    "luistervaardigheid parlato parler produzione reading schreiben "
	    "schrijven scrittura speaking sprechen spreken understanding "
	    "verstehen writing ";
	const char *key = sheet->lines[slice.line].key;
	uint32_t i = slice.start, start;

	return next_word(key, slice, &i, &start) &&
	       rq_word_is_one_of(key + start, i - start, aspects);
}

struct rq_slice rq_spoken_trim_fluency(const struct rq_sheet *sheet, struct rq_slice fluency)
{
	const char *key = sheet->lines[fluency.line].key;

	fluency = rq_sheet_trim(sheet, fluency);
	if (fluency.start < fluency.end && key[fluency.end - 1] == '.')
		fluency.end--;
	return rq_header_trim(sheet, fluency);
}

/* Where the language ends and its fluency begins: "German (native)", "German: C1". */
static uint32_t end_of_language(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t sign = slice.end;

	for (uint32_t i = slice.start + 1; i < slice.end && sign == slice.end; i++)
		if (key[i] == '(' || key[i] == ':' || key[i] == '\t' ||
		    (key[i] == '-' &&
		     (key[i - 1] == ' ' || (i + 1 < slice.end && key[i + 1] == ' '))))
			sign = i;
	if (rq_spoken_is_fluency(sheet, (struct rq_slice) { slice.line, slice.start, sign }))
		return sign;
	for (uint32_t i = slice.start; i < sign; i++) {
		struct rq_slice rest = { slice.line, i + 1, sign };

		if (key[i] == ' ')
			return rq_spoken_is_fluency(sheet, rest) ? i : sign;
	}
	return sign;
}

/*
 * "Fluent in English", "Muttersprache Deutsch": the language is the last word, and what stands
 * in front tells how well. False: it is not written so.
 */
static bool split_reversed(const struct rq_sheet *sheet, struct rq_slice slice,
			   struct rq_spoken *spoken)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t kinds = 0, last = 0, begin = slice.start, end = slice.start;

	for (uint32_t i = slice.start, start; next_word(key, slice, &i, &start);) {
		kinds |= last;
		last = rq_word_find(key + start, i - start).kinds;
		if (!(last & (RQ_WORD_TONGUE | RQ_WORD_FILL | RQ_WORD_FILLER | RQ_WORD_GLUE)) &&
		    i - start > 1)
			end = i;
		begin = start;
	}
	if (!(last & RQ_WORD_TONGUE) || !(kinds & RQ_WORD_FLUENCY) || (kinds & RQ_WORD_TONGUE))
		return false;
	spoken->language = (struct rq_slice) { slice.line, begin, slice.end };
	spoken->fluency = (struct rq_slice) { slice.line, slice.start, end };
	spoken->joint = (struct rq_slice) { slice.line, end, begin };
	return true;
}

void rq_spoken_split(const struct rq_sheet *sheet, struct rq_slice slice, struct rq_spoken *spoken)
{
	struct rq_slice before = slice, behind = slice;

	*spoken = (struct rq_spoken) { 0 };
	if (split_reversed(sheet, slice, spoken))
		return;
	before.end = behind.start = end_of_language(sheet, slice);
	before = rq_sheet_trim(sheet, before);
	behind = rq_spoken_trim_fluency(sheet, behind);
	if (rq_spoken_is_fluency(sheet, before) && rq_spoken_begins(sheet, behind))
		*spoken = (struct rq_spoken) { .language = behind, .fluency = before };
	else
		*spoken = (struct rq_spoken) { .language = before, .fluency = behind };
}

bool rq_spoken_has_sign(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;

	for (uint32_t i = slice.start; i < slice.end && !strchr(",;|", key[i]); i++)
		if (key[i] == ':' || key[i] == '\t' || key[i] == '(' ||
		    (key[i] == '-' && i > slice.start && key[i - 1] == ' '))
			return true;
	return false;
}
