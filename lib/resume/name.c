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

/* What the words of a slice are, taken together. */
struct form {
	size_t words; /* without particles and titles in front */
	size_t long_words;
	size_t capitalised;
	uint32_t kinds; /* any word's */
	bool section;   /* one could be a heading's */
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
			form.other |= start == slice.start || line->key[start - 1] == ' ';
		if (i - start > 2 && !(word.kinds & RQ_WORD_PARTICLE)) {
			form.kinds |= word.kinds;
			form.section |= word.section != 0 && word.rank >= 2;
		}
	}
	return form;
}

static bool has_name_shape(const struct form *form)
{
	if (form->other || form->commas > 0 || form->words == 0 || form->words > MOST_WORDS ||
	    form->long_words == 0 || form->section || (form->kinds & RQ_WORD_DOCUMENT))
		return false;
	if (form->words == 1 && !form->caseless && form->letters < 3)
		return false;
	return form->capitalised > 0;
}

/* "MRCGP", "CPA": two capitals, or more. */
static bool begins_acronym(const struct rq_sheet_line *line, uint32_t at)
{
	const char *text = line->text + line->at[at];

	return text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
}

/* "Jane Doe, MBA", "Ana Costa, Ph.D.": the name ends in front of what was earned. */
static struct rq_slice without_letters_behind(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	const char *comma = memchr(line->key + slice.start, ',', slice.end - slice.start);
	uint32_t end = comma ? (uint32_t)(comma - line->key) : slice.end;

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

/* "Jane Doe (Web Developer)", "Jane Doe (*1.2.1990)": the name ends in front of the brackets. */
static struct rq_slice without_brackets(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = rq_sheet_key(sheet, slice);
	size_t length = slice.end - slice.start;
	const char *open = memchr(key, '(', length);

	if (open && open > key && open[-1] == ' ' &&
	    (!memchr(open, ')', (size_t)(key + length - open)) || key[length - 1] == ')'))
		slice.end = slice.start + (uint32_t)(open - key);
	return rq_sheet_trim(sheet, slice);
}

/* What of a piece may be the name; behind a label, all of it but what is in brackets. */
static struct rq_slice name_of(const struct rq_sheet *sheet, const struct rq_piece *piece)
{
	struct rq_slice slice = without_brackets(sheet, piece->slice);

	return piece->labelled ? slice
			       : without_document(sheet, without_letters_behind(sheet, slice));
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

static int score(const struct rq_sheet *sheet, const struct rq_piece *piece, size_t place,
		 struct rq_slice email, float largest)
{
	const struct rq_sheet_line *line = &sheet->lines[piece->slice.line];
	struct form form = look_at(sheet, name_of(sheet, piece));
	int points = place < 10 ? 10 - (int)place : 0;

	form.commas -= piece->labelled && form.commas > 0; /* "Doe, Jane" */
	if (piece->slice.end - piece->slice.start > LONGEST_NAME || !has_name_shape(&form))
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

/* "JOHN" above "DOE": a second line of one word in the same large type. */
static bool goes_on(const struct rq_sheet *sheet, struct rq_slice first, struct rq_slice second)
{
	const struct rq_sheet_line *above = &sheet->lines[first.line];
	const struct rq_sheet_line *below = &sheet->lines[second.line];
	struct form one = look_at(sheet, first), other = look_at(sheet, second);

	other.letters += other.letters == 2; /* "Oh", "Li": short, but not alone */
	return second.line == first.line + 1 && above->size > sheet->body_size * 1.15f &&
	       fabsf(above->size - below->size) < 0.3f && one.words == 1 && other.words == 1 &&
	       has_name_shape(&other) && above->bold == below->bold;
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
	name[0] = name_of(sheet, &pieces[best]);
	if (best + 1 < considered && are_halves(&pieces[best], &pieces[best + 1])) {
		bool family = is_given(sheet, pieces[best + 1].label);

		name[family] = pieces[best].slice;
		name[!family] = pieces[best + 1].slice;
		return 2;
	}
	if (best + 1 >= considered || !goes_on(sheet, pieces[best].slice, pieces[best + 1].slice))
		return 1;
	name[1] = pieces[best + 1].slice;
	return 2;
}
