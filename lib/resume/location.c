#include "resume/location.h"

#include <string.h>

#include "resume/date.h"
#include "resume/remark.h"
#include "resume/scan.h"
#include "resume/word.h"

enum {
	LONGEST_PLACE = 60,   /* bytes of the key */
	LONGEST_ADDRESS = 80, /* where commas part it: house, street, town, country */
	FEWEST_COMMAS = 3,
	FEWEST_JOINED = 4,  /* letters of the first of two words that a firm writes as one */
	MOST_BEHIND = 2,    /* unknown words behind a known one, of a name */
	MOST_UNKNOWN = 3,   /* words beside a known one, of a place without a comma */
	MOST_DIGITS = 10,   /* of an address: telephone numbers have more, … */
	MOST_OF_HOUSE = 14, /* … but begin with no house: "22 Harbour View, #05-12, 048621" */
};

bool rq_location_is_pair(const struct rq_sheet_line *line, uint32_t start, uint32_t end)
{
	const char *text = line->text + line->at[start];

	return end - start == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' &&
	       text[1] <= 'Z';
}

bool rq_location_is_state(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];

	return rq_location_is_pair(line, slice.start, slice.end) &&
	       (rq_word_find(line->key + slice.start, 2).kinds & RQ_WORD_STATE);
}

static bool has_small(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] >= 'a' && text[i] <= 'z')
			return true;
	return false;
}

/* "KPMG Perú", "KU Leuven": a name that begins with an abbreviation that no list knows. */
static bool begins_abbreviated(const struct rq_sheet_line *line, struct rq_slice slice)
{
	const char *text = line->text + line->at[slice.start];
	uint32_t end = slice.start;
	size_t length;

	while (end < slice.end && rq_sheet_is_word(line->key[end]))
		end++;
	length = line->at[end] - line->at[slice.start];
	for (size_t i = 0; i < length; i++)
		if (text[i] < 'A' || text[i] > 'Z')
			return false;
	return length > 1 && end + 1 < slice.end && line->key[end] == ' ' &&
	       rq_word_find(line->key + slice.start, end - slice.start).kinds == 0 &&
	       has_small(text + length, line->at[slice.end] - line->at[end]);
}

/* "FathomWorks Germany": no town has a capital letter inside, behind more than a "Mc" or "Mac". */
static bool begins_joined(const struct rq_sheet_line *line, struct rq_slice slice)
{
	const char *text = line->text + line->at[slice.start];
	size_t length = line->at[slice.end] - line->at[slice.start], small = 1;

	if (length == 0 || *text < 'A' || *text > 'Z')
		return false;
	while (small < length && text[small] >= 'a' && text[small] <= 'z')
		small++;
	return small >= FEWEST_JOINED && small < length && text[small] >= 'A' && text[small] <= 'Z';
}

/* "Born 1990 in New York": when and where somebody was born is no place to live. */
static bool tells_birth(const char *key, size_t length)
{
	static const char words[] = " born geboren nacida nacido nascida nascido nata nato ne nee ";
	size_t end = 0;

	while (end < length && rq_sheet_is_word(key[end]))
		end++;
	return end < length && key[end] == ' ' && rq_word_is_one_of(key, end, words);
}

bool rq_location_tells_birth(const struct rq_sheet *sheet, struct rq_slice slice)
{
	return tells_birth(rq_sheet_key(sheet, slice), slice.end - slice.start);
}

bool rq_location_is_place(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	uint32_t kinds = 0;
	size_t words = 0, unknown = 0, behind = 0;
	bool comma = false, state = false;

	if (slice.end - slice.start > LONGEST_PLACE ||
	    tells_birth(line->key + slice.start, slice.end - slice.start))
		return false;
	for (uint32_t i = slice.start; i < slice.end;) {
		uint32_t start = i;
		struct rq_word word;

		comma |= line->key[i] == ',';
		if (line->key[i] == ':') /* "Geburtsort: Berlin" is not where to write to */
			return false;
		while (i < slice.end && rq_sheet_is_word(line->key[i]))
			i++;
		if (i == start) {
			i++;
			continue;
		}
		word = rq_word_find_compound(line->key + start, i - start);
		state |= comma && rq_location_is_pair(line, start, i);
		if (i - start > 2 || !(word.kinds & RQ_WORD_DEGREE))
			kinds |= word.kinds;
		words++;
		unknown += word.kinds == 0;
		behind = word.kinds == 0 && kinds ? behind + 1 : 0;
	}
	/* "DHL Supply Chain Brasil", "Massachusetts Daily Collegian": a name with a place in it */
	if (words == 0 || words > 6 || (unknown >= MOST_UNKNOWN && !comma) ||
	    (behind >= MOST_BEHIND && !comma) ||
	    (kinds & (RQ_WORD_TITLE | RQ_WORD_SCHOOL | RQ_WORD_ORG | RQ_WORD_LEGAL |
		      RQ_WORD_DEGREE | RQ_WORD_TONGUE)))
		return false;
	if (!comma && (begins_abbreviated(line, slice) || begins_joined(line, slice)))
		return false;
	return (kinds & (RQ_WORD_PLACE | RQ_WORD_CITY)) || state;
}

bool rq_location_is_region(const struct rq_sheet_line *line, uint32_t at)
{
	uint32_t end = at + 2;

	if (end > line->length || !rq_location_is_pair(line, at, end))
		return false;
	while (end < line->length && line->key[end] == ' ')
		end++;
	return end == line->length || strchr("|\t;,(", line->key[end]);
}

/* "34 anos": a number of years is no number of a house. */
static bool tells_age(const char *key, size_t length)
{
	static const char *const units[] = {
		" years", " jahre", " anos", " ans", " anni", " jaar"
	};

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		const char *unit = memmem(key, length, units[i], strlen(units[i]));

		if (unit && unit > key && unit[-1] >= '0' && unit[-1] <= '9')
			return true;
	}
	return false;
}

bool rq_location_may_be_town(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	const char *text = line->text + line->at[slice.start];
	size_t words = 0;

	if (slice.start >= slice.end || (*text >= 'a' && *text <= 'z'))
		return false;
	for (uint32_t i = slice.start, end; i < slice.end; i = end + 1) {
		for (end = i; end < slice.end && rq_sheet_is_word(line->key[end]);)
			end++;
		words += end > i && (i == slice.start || line->key[i - 1] == ' ');
		if (rq_remark_tells_employment(line->key + i, end - i) ||
		    (rq_word_find(line->key + i, end - i).kinds & RQ_WORD_PRESENT))
			return false;
	}
	for (uint32_t i = slice.start; i < slice.end; i++)
		if (line->key[i] >= '0' && line->key[i] <= '9')
			return false;
	return words >= 1 && words <= 3;
}

/* A letter of the alphabet or a digit: where none stands in front, a number begins. */
static bool is_ascii_word(char c)
{
	return rq_sheet_is_word(c) && (unsigned char)c < 0x80;
}

/* "Registered Nurse (Adult), Band 6": what somebody is, with a number. */
static bool tells_title(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;

	for (uint32_t start = slice.start, end; start < slice.end; start = end + 1) {
		end = rq_sheet_end_of_word(key, start, slice.end);
		if (end > start && (rq_word_find(key + start, end - start).kinds & RQ_WORD_TITLE))
			return true;
	}
	return false;
}

bool rq_location_is_address(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = rq_sheet_key(sheet, slice);
	size_t length = slice.end - slice.start, letters = 0, digits = 0, numbers = 0, commas = 0;
	bool apart = false, aside = false;
	struct rq_date_range range;

	for (size_t i = 0; i < length; i++) {
		bool digit = key[i] >= '0' && key[i] <= '9';

		aside = key[i] == '(' || (aside && key[i] != ')');
		digits += digit;
		letters += rq_sheet_is_word(key[i]) && !digit;
		numbers += digit && !aside && (i == 0 || !is_ascii_word(key[i - 1])) &&
			   !(i == 0 && memmem(key, length, ". ", 2) == key + 1);
		apart |= key[i] == ' ' || rq_scan_is_dense(key[i]);
		commas += key[i] == ',';
		if (digit && i > 1 && key[i - 1] == '.' && key[i - 2] >= '0' && key[i - 2] <= '9')
			return false; /* of a version, of a chapter */
		if (key[i] == '@' || key[i] == '%' || key[i] == '+' || key[i] == ':')
			return false;
	}
	/* A number of its own, and words: no name of an account */
	return length <= (commas < FEWEST_COMMAS ? LONGEST_PLACE : LONGEST_ADDRESS) &&
	       !tells_age(key, length) && !tells_birth(key, length) && letters >= 4 &&
	       numbers >= 1 &&
	       digits <= (key[0] >= '1' && key[0] <= '9' ? MOST_OF_HOUSE : MOST_DIGITS) && apart &&
	       key[length - 1] != '.' && !rq_date_find(key, length, 0, &range) &&
	       !tells_title(sheet, slice);
}
