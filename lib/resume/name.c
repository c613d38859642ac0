#include "resume/name.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "resume/epithet.h"
#include "resume/scan.h"
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
	size_t headed;  /* words of headings, or that mean nothing in them */
	uint32_t kinds; /* any word's */
	bool section;   /* one could be a heading's */
	bool lower;     /* one begins with a small letter, as no name does */
	bool other;     /* has a character that no name has */
	bool caseless;  /* a script without capitals */
	size_t letters;
	size_t commas;
};

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

/* "d'Arras", "dell'Orto": the capital stands behind the apostrophe. */
static bool is_elided(const struct rq_sheet_line *line, uint32_t start, uint32_t end)
{
	const char *sign = memchr(line->key + start, '\'', end - start);
	bool caseless = false;

	return sign && sign + 1 < line->key + end &&
	       begins_upper(line, (uint32_t)(sign - line->key) + 1, &caseless);
}

static struct form look_at(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	struct form form = { 0 };

	for (uint32_t i = slice.start; i < slice.end;) {
		uint32_t start = i;
		struct rq_word word;

		if (!rq_scan_is_letter(line->key[i])) {
			uint32_t end = rq_epithet_nickname(line, slice, i);

			if (end > 0) {
				i = end;
				continue;
			}
			form.commas += line->key[i] == ',';
			form.other |= !strchr(" .-',", line->key[i]);
			i++;
			continue;
		}
		while (i < slice.end && (rq_scan_is_letter(line->key[i]) || line->key[i] == '\''))
			i++;
		word = rq_word_find_compound(line->key + start, i - start);
		if (form.words == 0 && (word.kinds & RQ_WORD_HONORIFIC) && i + 1 < slice.end)
			continue;
		if (form.words == 0 && rq_epithet_goes_on(line, slice, start, i))
			continue;
		form.words += !(word.kinds & RQ_WORD_PARTICLE);
		form.letters += i - start;
		form.long_words += i - start >= 2;
		if (begins_upper(line, start, &form.caseless) || is_elided(line, start, i))
			form.capitalised++;
		else if (!(word.kinds & RQ_WORD_PARTICLE))
			form.lower |= start == slice.start || line->key[start - 1] == ' ';
		if (i - start > 2 && !(word.kinds & RQ_WORD_PARTICLE)) {
			form.kinds |= word.kinds;
			form.headed +=
			    word.rank > 0 || (word.kinds & (RQ_WORD_FILLER | RQ_WORD_FILL));
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

bool rq_name_has_form(const struct rq_sheet *sheet, struct rq_slice slice)
{
	struct form form = look_at(sheet, slice);

	return has_name_shape(&form) && form.words >= 2 && form.capitalised >= form.words &&
	       form.headed == 0;
}

/* "luiz henrique", "Jane doe" in large type above all else: names without capitals. */
static bool is_humble(const struct rq_sheet *sheet, uint32_t line, const struct form *form)
{
	struct form raised = *form;

	raised.lower = false;
	raised.capitalised = raised.words;
	return form->lower && form->kinds == 0 &&
	       (form->words == 2 || (form->words > 2 && form->capitalised == 0)) &&
	       sheet->lines[line].size > sheet->body_size * 1.15f && has_name_shape(&raised);
}

/*
 * Writes a word of a key as addresses do, where letters have no marks: "mueller" for "Müller".
 * Returns its length, 0 where that is no other than the key.
 */
static size_t write_as_address(const struct rq_sheet_line *line, uint32_t start, uint32_t end,
			       char out[LONGEST_NAME * 2])
{
	size_t used = 0, marks = 0;

	for (uint32_t i = start; i < end && used + 2 < (size_t)LONGEST_NAME * 2; i++) {
		size_t size;
		const char *text = line->text + line->at[i];
		int32_t c = rq_text_decode(text, strlen(text), &size);

		out[used++] = line->key[i];
		if (c != 0xe4 && c != 0xf6 && c != 0xfc && c != 0xc4 && c != 0xd6 && c != 0xdc)
			continue;
		out[used++] = 'e';
		marks++;
	}
	return marks > 0 ? used : 0;
}

static bool is_spelt(const struct rq_sheet_line *line, uint32_t start, uint32_t end,
		     const char *address, size_t local)
{
	char other[LONGEST_NAME * 2];
	size_t length = write_as_address(line, start, end, other);

	return memmem(address, local, line->key + start, end - start) ||
	       (length > 0 && memmem(address, local, other, length));
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

		while (i < slice.end && rq_scan_is_letter(key[i]))
			i++;
		length = i - start;
		if (length >= 3 && length <= local &&
		    is_spelt(&sheet->lines[slice.line], start, i, address, local))
			matches++;
		i += i == start;
	}
	return matches;
}

/* Parts "Müller, Anna" at its one comma: the given name before the family's; false: there is none.
 */
static bool turn(const struct rq_sheet *sheet, struct rq_slice slice, struct rq_slice name[2])
{
	const char *key = sheet->lines[slice.line].key;
	const char *comma = memchr(key + slice.start, ',', slice.end - slice.start);
	struct rq_slice family = slice, given = slice;
	struct form forms[2];

	if (!comma)
		return false;
	family.end = (uint32_t)(comma - key);
	given.start = family.end + 1;
	name[0] = rq_sheet_trim(sheet, given);
	name[1] = rq_sheet_trim(sheet, family);
	for (size_t i = 0; i < 2; i++)
		forms[i] = look_at(sheet, name[i]);
	return has_name_shape(&forms[0]) && has_name_shape(&forms[1]);
}

/*
 * Whether a comma is that of a name whose family stands first: where a label says that it is a
 * name, where the e-mail address spells both sides of it, and of a heading above all else with
 * one word in front of the comma: "Jane Doe, Ashby" has two.
 */
static bool is_turned(const struct rq_sheet *sheet, const struct rq_piece *piece, size_t place,
		      struct rq_slice slice, struct rq_slice email)
{
	struct rq_slice name[2];

	if (!turn(sheet, slice, name))
		return false;
	if (piece->labelled)
		return true;
	if (rq_name_in_address(sheet, slice, email) >= 2) /* but "Jane Doe, Ashby" */
		return rq_name_in_address(sheet, name[0], email) > 0 &&
		       rq_name_in_address(sheet, name[1], email) > 0;
	return place == 0 && sheet->lines[slice.line].kind == RQ_LINE_HEADING &&
	       look_at(sheet, slice).kinds == 0 && look_at(sheet, name[1]).words == 1;
}

static int score(const struct rq_sheet *sheet, const struct rq_piece *piece, size_t place,
		 struct rq_slice email, float largest)
{
	const struct rq_sheet_line *line = &sheet->lines[piece->slice.line];
	struct rq_slice name = rq_epithet_strip(sheet, piece, email);
	struct form form = look_at(sheet, name);
	int points = place < 10 ? 10 - (int)place : 0;

	form.commas -= is_turned(sheet, piece, place, name, email);
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

/* Whether two lines are set in the same large type, or are headings of the same depth. */
static bool are_alike(const struct rq_sheet *sheet, const struct rq_sheet_line *one,
		      const struct rq_sheet_line *other)
{
	if (sheet->body_size <= 0)
		return one->kind == RQ_LINE_HEADING && other->kind == RQ_LINE_HEADING &&
		       one->level > 0 && one->level == other->level;
	return one->size > sheet->body_size * 1.15f &&
	       fabsf(one->size - other->size) <= one->size * SAME_SIZE && one->bold == other->bold;
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
 * "JOHN" above "DOE", "ANA LÚCIA" above "COSTA": two lines in the same large type, or both
 * in the e-mail address. Of more than two words they are a name only where none is known as
 * another thing's.
 */
static bool goes_on(const struct rq_sheet *sheet, struct rq_slice first, struct rq_slice second,
		    struct rq_slice email)
{
	const struct rq_sheet_line *above = &sheet->lines[first.line];
	const struct rq_sheet_line *below = &sheet->lines[second.line];
	struct form one = look_at(sheet, first), other = look_at(sheet, second);

	bool spelt = rq_name_in_address(sheet, first, email) > 0 &&
		     rq_name_in_address(sheet, second, email) > 0;
	bool large = sheet->body_size > 0 && below->size > sheet->body_size * 1.15f;

	other.letters += other.letters == 2; /* "Oh", "Li": short, but not alone */
	if (second.line != first.line + 1 || !has_name_shape(&one) || !has_name_shape(&other) ||
	    !(are_alike(sheet, above, below) || (spelt && large)))
		return false;
	if (one.words == 1 && other.words == 1)
		return true;
	if (!is_whole(sheet, first) || !is_whole(sheet, second) ||
	    one.words + other.words > MOST_WORDS)
		return false;
	if (spelt)
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
	static const char *const words[] = { "vorname",  "fornavn", "fornamn", "prenom",
					     "voornaam", "nombre",  "nome",    "firstname",
					     "first",    "given" };
	const char *key = rq_sheet_key(sheet, label);

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strncmp(key, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/* "Surname": beside it "Name" is the given one. */
static bool is_surname(const struct rq_sheet *sheet, struct rq_slice label)
{
	const char *key = rq_sheet_key(sheet, label);

	return label.end - label.start >= 7 && strncmp(key, "surname", 7) == 0;
}

bool rq_name_may_end(const struct rq_sheet *sheet, struct rq_slice name, size_t line,
		     struct rq_slice email)
{
	struct rq_slice whole = rq_sheet_trim(sheet, rq_sheet_whole(sheet, line));
	struct form one = look_at(sheet, name), other = look_at(sheet, whole);

	return one.words == 1 && other.words == 1 && line != name.line && sheet->body_size > 0 &&
	       are_alike(sheet, &sheet->lines[name.line], &sheet->lines[line]) &&
	       has_name_shape(&other) && !is_same(sheet, name, whole) &&
	       rq_name_in_address(sheet, whole, email) > 0;
}

static size_t choose(const struct rq_sheet *sheet, const struct rq_piece *pieces, size_t count,
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
	name[0] = rq_epithet_strip(sheet, &pieces[best], email);
	if (best + 1 < considered && are_halves(&pieces[best], &pieces[best + 1])) {
		bool family = is_given(sheet, pieces[best + 1].label) ||
			      is_surname(sheet, pieces[best].label);

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

size_t rq_name_choose(const struct rq_sheet *sheet, const struct rq_piece *pieces, size_t count,
		      struct rq_slice email, struct rq_slice name[2])
{
	size_t parts = choose(sheet, pieces, count, email, name);

	return parts == 1 && turn(sheet, name[0], name) ? 2 : parts;
}
