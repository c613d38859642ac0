#include "resume/name.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "resume/header.h"
#include "resume/word.h"

enum {
	MOST_WORDS = 5,
	LONGEST_NAME = 60, /* bytes of the key */
	CONSIDERED = 40,   /* pieces: what stands further down is no name */
	THRESHOLD = 4,
};

#define SAME_SIZE 0.05f /* by which two lines of one name may differ in size */

/* What the words of a slice are, taken together. */
struct form {
	size_t words; /* without particles and titles in front */
	size_t long_words;
	size_t capitalised;
	uint32_t kinds; /* any word's */
	bool section;   /* one could be a heading's */
	bool lower;     /* one begins with a small letter, as no name does */
	bool other;     /* has a character that no name has */
	bool caseless;  /* a script without capitals */
	size_t letters;
	size_t commas;
};

static bool is_word_byte(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z');
}

static bool begins_upper(const struct rq_sheet_line *line, uint32_t at, bool *caseless)
{
	const char *text = line->text + line->at[at];
	size_t size;
	int32_t c = rq_text_decode(text, strlen(text), &size);

	if (rq_text_is_upper(c))
		return true;
	if (c >= 0x590 && rq_text_is_letter(c) && (c < 0x1e00 || c > 0x2000))
		*caseless = true;
	return *caseless;
}

static struct form look_at(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	struct form form = { 0 };

	for (uint32_t i = slice.start; i < slice.end;) {
		uint32_t start = i;
		struct rq_word word;

		if (!is_word_byte(line->key[i])) {
			form.commas += line->key[i] == ',';
			form.other |= !strchr(" .-',", line->key[i]);
			i++;
			continue;
		}
		while (i < slice.end && (is_word_byte(line->key[i]) || line->key[i] == '\''))
			i++;
		word = rq_word_find_compound(line->key + start, i - start);
		if (form.words == 0 && (word.kinds & RQ_WORD_HONORIFIC) && i + 1 < slice.end)
			continue;
		form.words += !(word.kinds & RQ_WORD_PARTICLE);
		form.letters += i - start;
		form.long_words += i - start >= 2;
		if (begins_upper(line, start, &form.caseless))
			form.capitalised++;
		else if (!(word.kinds & RQ_WORD_PARTICLE))
			form.lower |= start == slice.start || line->key[start - 1] == ' ';
		if (i - start > 2 && !(word.kinds & RQ_WORD_PARTICLE)) {
			form.kinds |= word.kinds;
			form.section |= word.section != 0 && word.rank >= 2;
		}
	}
	return form;
}

static bool has_name_shape(const struct form *form)
{
	if (form->other || form->lower || form->commas > 0 || form->words == 0 ||
	    form->words > MOST_WORDS || form->long_words == 0 || form->section ||
	    (form->kinds & RQ_WORD_DOCUMENT))
		return false;
	if (form->words == 1 && !form->caseless && form->letters < 3)
		return false;
	return form->capitalised > 0;
}

/* "luiz henrique" in large type above all else: who writes no capitals has a name all the same. */
static bool is_humble(const struct rq_sheet *sheet, uint32_t line, const struct form *form)
{
	struct form raised = *form;

	raised.lower = false;
	raised.capitalised = raised.words;
	return form->lower && form->capitalised == 0 && form->words > 1 && form->kinds == 0 &&
	       sheet->lines[line].size > sheet->body_size * 1.15f && has_name_shape(&raised);
}

/* "MRCGP", "CPA": two capitals, or more. */
static bool begins_acronym(const struct rq_sheet_line *line, uint32_t at)
{
	const char *text = line->text + line->at[at];

	return text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
}

/* "19 ans", "27 years": two digits and a word. */
static bool is_age(const char *key, uint32_t start, uint32_t end)
{
	while (start < end && key[start] == ' ')
		start++;
	if (start + 3 >= end || key[start] < '0' || key[start] > '9' || key[start + 1] < '0' ||
	    key[start + 1] > '9' || key[start + 2] != ' ')
		return false;
	for (start += 3; start < end && is_word_byte(key[start]); start++)
		;
	return start == end;
}

/* "Jane Doe, MBA", "Ana Costa, Ph.D.": the name ends in front of what was earned. */
static struct rq_slice without_letters_behind(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	const char *comma = memchr(line->key + slice.start, ',', slice.end - slice.start);
	uint32_t end = comma ? (uint32_t)(comma - line->key) : slice.end;

	if (comma && is_age(line->key, end + 1, slice.end)) {
		slice.end = end;
		return slice;
	}
	for (uint32_t i = end; i < slice.end; i++) {
		uint32_t start = i;

		while (i < slice.end && (is_word_byte(line->key[i]) || line->key[i] == '.'))
			i++;
		/* Degrees, or short and in capitals: MRCGP, CPA, Ph.D.; or what the person is */
		if (i > start &&
		    !(rq_header_kinds(sheet, (struct rq_slice) { slice.line, end, slice.end }) &
		      RQ_WORD_TITLE) &&
		    !(rq_word_find(line->key + start, i - start).kinds & RQ_WORD_DEGREE) &&
		    (i - start > 6 ||
		     (!begins_acronym(line, start) && !memchr(line->key + start, '.', i - start))))
			return slice;
	}
	slice.end = end;
	return slice;
}

/* "Jane Doe Résumé", "Lebenslauf Jane Doe": without what the document is. */
static struct rq_slice without_document(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t start = slice.end, end = slice.start;

	while (start > slice.start && key[start - 1] != ' ')
		start--;
	while (end < slice.end && key[end] != ' ')
		end++;
	if (start > slice.start &&
	    (rq_word_find(key + start, slice.end - start).kinds & RQ_WORD_DOCUMENT))
		slice.end = start;
	else if (end < slice.end &&
		 (rq_word_find(key + slice.start, end - slice.start).kinds & RQ_WORD_DOCUMENT))
		slice.start = end;
	return rq_sheet_trim(sheet, slice);
}

/* "Jane Doe (she/her)", "Jane Doe :computer:": without what stands beside a name. */
static struct rq_slice without_aside(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t start = slice.start;

	while (start < slice.end && key[start] != '(' &&
	       (key[start] != ':' || key[start - (start > 0)] != ' '))
		start++;
	if (start == slice.start || start == slice.end)
		return slice;
	for (uint32_t i = start + 1; i + 1 < slice.end; i++)
		if (key[i] == ')' || (key[start] == ':' && !is_word_byte(key[i]) && key[i] != '_'))
			return slice;
	slice.end = start;
	return rq_sheet_trim(sheet, slice);
}

int rq_name_in_address(const struct rq_sheet *sheet, struct rq_slice slice, struct rq_slice email)
{
	const char *key = sheet->lines[slice.line].key, *address = rq_sheet_key(sheet, email);
	const char *sign = memchr(address, '@', email.end - email.start);
	size_t local = sign ? (size_t)(sign - address) : 0;
	int matches = 0;

	for (uint32_t i = slice.start; i < slice.end;) {
		uint32_t start = i;
		size_t length;

		while (i < slice.end && is_word_byte(key[i]))
			i++;
		length = i - start;
		if (length >= 3 && length <= local && memmem(address, local, key + start, length))
			matches++;
		i += i == start;
	}
	return matches;
}

/* "Jane Doe Software engineer": the name ends behind the words that its e-mail address spells. */
static struct rq_slice without_trade(const struct rq_sheet *sheet, struct rq_slice slice,
				     struct rq_slice email)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice word = { slice.line, slice.start, slice.start }, rest = slice;
	int spelt = 0;

	for (;; spelt++) {
		word.start = rest.start;
		while (word.start < slice.end && !is_word_byte(key[word.start]))
			word.start++;
		for (word.end = word.start; word.end < slice.end && is_word_byte(key[word.end]);)
			word.end++;
		if (word.end == word.start || rq_name_in_address(sheet, word, email) == 0)
			break;
		rest.start = word.end;
	}
	if (spelt >= 2 && (rq_header_kinds(sheet, rest) & RQ_WORD_TITLE))
		slice.end = rest.start;
	return slice;
}

/* What of a piece may be the name; behind a label, all of it but what is in brackets. */
static struct rq_slice name_of(const struct rq_sheet *sheet, const struct rq_piece *piece,
			       struct rq_slice email)
{
	struct rq_slice slice = piece->slice;

	slice = without_aside(sheet, slice);
	if (piece->labelled)
		return slice;
	if (slice.end < piece->slice.end && (rq_header_kinds(sheet, slice) & RQ_WORD_TITLE))
		return piece->slice; /* "Developer (Java)" */
	slice = without_letters_behind(sheet, slice);
	return without_trade(sheet, without_document(sheet, slice), email);
}

static int score(const struct rq_sheet *sheet, const struct rq_piece *piece, size_t place,
		 struct rq_slice email, float largest)
{
	const struct rq_sheet_line *line = &sheet->lines[piece->slice.line];
	struct rq_slice name = name_of(sheet, piece, email);
	struct form form = look_at(sheet, name);
	int points = place < 10 ? 10 - (int)place : 0;

	form.commas -= piece->labelled && form.commas > 0; /* "Doe, Jane" */
	if (name.end - name.start > LONGEST_NAME ||
	    (!has_name_shape(&form) && !(place == 0 && is_humble(sheet, name.line, &form))))
		return -1;
	points += piece->labelled ? 20 : 0;
	points += rq_name_in_address(sheet, piece->slice, email) * 8;
	if (largest > sheet->body_size * 1.15f && fabsf(line->size - largest) < 0.3f)
		points += 10;
	points += line->kind == RQ_LINE_HEADING ? 2 : 0;
	points -= form.kinds & (RQ_WORD_TITLE | RQ_WORD_GRADE | RQ_WORD_DEGREE) ? 9 : 0;
	points -= form.kinds & (RQ_WORD_PLACE | RQ_WORD_CITY) ? 6 : 0;
	points -= form.kinds & (RQ_WORD_ORG | RQ_WORD_SCHOOL | RQ_WORD_LEGAL | RQ_WORD_LABEL |
				RQ_WORD_TONGUE)
		      ? 6
		      : 0;
	if (form.words == 1 && !form.caseless)
		points -= 6;
	return points;
}

static float largest_size(const struct rq_sheet *sheet, const struct rq_piece *pieces, size_t count)
{
	float largest = 0;

	for (size_t i = 0; i < count; i++)
		largest = fmaxf(largest, sheet->lines[pieces[i].slice.line].size);
	return largest;
}

static bool is_whole(const struct rq_sheet *sheet, struct rq_slice slice)
{
	struct rq_slice whole = rq_sheet_trim(sheet, rq_sheet_whole(sheet, slice.line));

	return slice.start <= whole.start && slice.end >= whole.end;
}

static bool is_same(const struct rq_sheet *sheet, struct rq_slice one, struct rq_slice other)
{
	return one.end - one.start == other.end - other.start &&
	       memcmp(rq_sheet_key(sheet, one), rq_sheet_key(sheet, other), one.end - one.start) ==
		   0;
}

/*
 * "JOHN" above "DOE", "ANA LÚCIA" above "COSTA": two lines in the same large type. Of more than
 * two words they are a name only where none is known as another thing's.
 */
static bool goes_on(const struct rq_sheet *sheet, struct rq_slice first, struct rq_slice second,
		    struct rq_slice email)
{
	const struct rq_sheet_line *above = &sheet->lines[first.line];
	const struct rq_sheet_line *below = &sheet->lines[second.line];
	struct form one = look_at(sheet, first), other = look_at(sheet, second);

	other.letters += other.letters == 2; /* "Oh", "Li": short, but not alone */
	if (second.line != first.line + 1 || above->size <= sheet->body_size * 1.15f ||
	    fabsf(above->size - below->size) > above->size * SAME_SIZE ||
	    above->bold != below->bold || !has_name_shape(&one) || !has_name_shape(&other))
		return false;
	if (one.words == 1 && other.words == 1)
		return true;
	if (!is_whole(sheet, first) || !is_whole(sheet, second) ||
	    one.words + other.words > MOST_WORDS)
		return false;
	if (rq_name_in_address(sheet, first, email) > 0 &&
	    rq_name_in_address(sheet, second, email) > 0)
		return !is_same(sheet, first, second);
	return one.kinds == 0 && other.kinds == 0 && (one.words == 1 || other.words == 1);
}

/* "Vorname: Jane" above "Nachname: Doe": each says of itself that it is a name. */
static bool are_halves(const struct rq_piece *first, const struct rq_piece *second)
{
	return first->labelled && second->labelled && second->slice.line == first->slice.line + 1;
}

/* Whether a label is that of given names. */
static bool is_given(const struct rq_sheet *sheet, struct rq_slice label)
{
	static const char *const words[] = { "vorname", "prenom",    "voornaam", "nombre",
					     "nome",    "firstname", "first",    "given" };
	const char *key = rq_sheet_key(sheet, label);

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strncmp(key, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

size_t rq_name_choose(const struct rq_sheet *sheet, const struct rq_piece *pieces, size_t count,
		      struct rq_slice email, struct rq_slice name[2])
{
	size_t considered = count < CONSIDERED ? count : CONSIDERED, best = 0;
	float largest = largest_size(sheet, pieces, considered);
	int most = THRESHOLD - 1;

	for (size_t i = 0; i < considered; i++) {
		int points = score(sheet, &pieces[i], i, email, largest);

		if (points > most) {
			most = points;
			best = i;
		}
	}
	if (most < THRESHOLD)
		return 0;
	name[0] = name_of(sheet, &pieces[best], email);
	if (best + 1 < considered && are_halves(&pieces[best], &pieces[best + 1])) {
		bool family = is_given(sheet, pieces[best + 1].label);

		name[family] = pieces[best].slice;
		name[!family] = pieces[best + 1].slice;
		return 2;
	}
	if (best > 0 && goes_on(sheet, pieces[best - 1].slice, name[0], email)) {
		name[1] = name[0];
		name[0] = pieces[best - 1].slice;
		return 2;
	}
	if (best + 1 >= considered || !goes_on(sheet, name[0], pieces[best + 1].slice, email))
		return 1;
	name[1] = pieces[best + 1].slice;
	return 2;
}
