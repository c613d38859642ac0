#include "resume/sighting.h"

#include <string.h>

#include "resume/aside.h"
#include "resume/family.h"
#include "resume/form.h"
#include "resume/street.h"
#include "resume/told.h"

/* Characters between words of a name or digits of a number; words of a name at most. */
enum { MAX_GAP = 3, MAX_RUN = 16 };
/* Digits of a number, and of one in international form (ITU-T E.164). */
enum { MAX_DIGITS = 20, MIN_ABROAD = 9, MAX_ABROAD = 15 };

/*
 * Behind whatever stands between two words of one line; 0 when that is too much.
 * What is seen never reaches into a placeholder, which begins with "[".
 */
static size_t skip_gap(const struct rq_folded *folded, size_t i)
{
	size_t end = i;

	while (end < folded->count && !folded->at[end].word && end - i < MAX_GAP &&
	       rq_fold_at(folded, end) != '\n' && rq_fold_at(folded, end) != '[')
		end++;
	return end > i && rq_fold_is_word(folded, end) ? end : 0;
}

/* Where letters that begin at i end; 0 when others stand there. */
static size_t match_letters(const struct rq_folded *folded, size_t i,
			    const struct rq_letters *letters)
{
	for (size_t k = 0; k < letters->count; k++) {
		if (letters->at[k] == ' ') {
			i = skip_gap(folded, i);
			if (i == 0)
				return 0;
		} else if (rq_fold_at(folded, i++) != letters->at[k]) {
			return 0;
		}
	}
	return rq_fold_is_edge(folded, i) ? i : 0;
}

/* --- the name --------------------------------------------------------------- */

struct name_run {
	size_t end;
	int parts;    /* words that tell who it is */
	int others;   /* particles and initials between them */
	bool capital; /* all of them begin with one */
	bool dotted;  /* all initials have a dot */
};

/* The longest word of the name that stands at i; an initial of one counts as short. */
static size_t match_name_word(const struct rq_persona *persona, const struct rq_folded *folded,
			      size_t i, bool *part, bool *initial)
{
	size_t longest = 0;

	for (size_t k = 0; k < persona->word_count; k++) {
		const struct rq_name_word *word = &persona->words[k];
		size_t end = match_letters(folded, i, &word->letters);

		if (end > longest) {
			longest = end;
			*part = word->part;
			*initial = word->letters.count == 1;
		}
	}
	if (longest > 0 || !folded->at[i].capital || folded->at[i].dense ||
	    !rq_fold_is_edge(folded, i + 1))
		return longest;
	for (size_t k = 0; k < persona->word_count; k++)
		if (persona->words[k].part &&
		    persona->words[k].letters.at[0] == rq_fold_at(folded, i)) {
			*part = false;
			*initial = true;
			return i + 1;
		}
	return 0;
}

static void take_name_word(const struct rq_folded *folded, size_t i, size_t end, bool part,
			   bool initial, struct name_run *run)
{
	run->parts += part;
	run->others += !part;
	run->capital = run->capital && (folded->at[i].capital || (!part && !initial));
	run->dotted = run->dotted && initial && rq_fold_at(folded, end) == '.';
	run->end = end + (initial && rq_fold_at(folded, end) == '.');
}

/* A particle or an initial ends a run only behind a part: "Jane M." but not "Jane, a". */
static size_t match_name(const struct rq_persona *persona, const struct rq_folded *folded, size_t i)
{
	struct name_run run = { .capital = true, .dotted = true };
	size_t next = i, words = 0, settled = 0;

	while ((next > 0 || words == 0) && words < MAX_RUN) {
		bool part = false, initial = false;
		size_t end = match_name_word(persona, folded, next, &part, &initial);

		if (end == 0 || (initial && !folded->at[next].capital))
			break;
		take_name_word(folded, next, end, part, initial, &run);
		words++;
		if (run.parts >= 2 || (run.parts == 1 && run.capital) || (run.dotted && words >= 2))
			settled = part || initial ? run.end : settled;
		next = folded->at[end - 1].dense && rq_fold_is_word(folded, end)
			   ? end
			   : skip_gap(folded, end);
	}
	return settled;
}

/* Whether the folded word from i to end is written in full by letters one after the other. */
static bool spells(const struct rq_folded *folded, size_t i, size_t end,
		   const struct rq_letters *one, size_t one_count, const struct rq_letters *other,
		   size_t other_count)
{
	if (end - i < one_count + other_count)
		return false;
	for (size_t k = 0; k < one_count; k++)
		if (rq_fold_at(folded, i + k) != one->at[k])
			return false;
	for (size_t k = 0; k < other_count; k++)
		if (rq_fold_at(folded, i + one_count + k) != other->at[k])
			return false;
	return true;
}

/* Joined parts, as in user names: "janedoe85", "doejanedev", "jdoe", "doej7". */
static size_t match_joined(const struct rq_persona *persona, const struct rq_folded *folded,
			   size_t i)
{
	size_t end = i, letters;

	while (rq_fold_is_word(folded, end) && !folded->at[end].dense)
		end++;
	for (letters = end; letters > i && rq_fold_is_digit(folded, letters - 1); letters--)
		;
	for (size_t a = 0; a < persona->word_count; a++)
		for (size_t b = 0; b < persona->word_count; b++) {
			const struct rq_letters *one = &persona->words[a].letters;
			const struct rq_letters *other = &persona->words[b].letters;
			bool initial = end - i >= 4;

			if (a == b || !persona->words[a].part || !persona->words[b].part)
				continue;
			if (spells(folded, i, end, one, one->count, other, other->count))
				return end;
			if (initial && letters - i == 1 + other->count && other->count >= 3 &&
			    spells(folded, i, end, one, 1, other, other->count))
				return end;
			if (initial && letters - i == one->count + 1 && one->count >= 3 &&
			    spells(folded, i, end, one, one->count, other, 1))
				return end;
		}
	return 0;
}

/* --- what else the persona knows ---------------------------------------------- */

static bool ends_with(const char *digits, size_t count, const char *tail)
{
	size_t length = strlen(tail);

	return count >= length && memcmp(digits + count - length, tail, length) == 0;
}

/*
 * Digits as they were collected, without leading zeros, are a known number when one
 * ends with the other, up to a country code; or, where a zero stands in brackets
 * behind that code, when their last eight digits are the same.
 */
static bool is_phone(const char *digits, size_t count, const char *phone, bool outward)
{
	size_t length = strlen(phone), core = length > 9 ? 8 : length > 7 ? length - 1 : 6;

	if (count < core || !ends_with(digits, count, phone + length - core))
		return false;
	if (count <= length)
		return memcmp(phone + length - count, digits, count) == 0 || outward;
	return count - length <= 3 && (ends_with(digits, count, phone) || outward);
}

/* What may stand between the digits of a number. */
static bool is_filler(const struct rq_folded *folded, size_t i)
{
	int32_t c = rq_fold_at(folded, i);

	return c >= 0x80 ? !folded->at[i].word : c > 0 && strchr(" ()-./\t", (char)c);
}

static bool is_known_phone(const struct rq_persona *persona, const char *digits, size_t count,
			   bool outward)
{
	for (size_t k = 0; k < persona->phone_count; k++)
		if (is_phone(digits, count, persona->phones[k], outward))
			return true;
	return false;
}

/* The end of a number that is known, or of any that begins with "+" and is as long as one. */
static size_t match_phone(const struct rq_persona *persona, const struct rq_folded *folded,
			  size_t i)
{
	bool abroad = rq_fold_at(folded, i) == '+';
	bool outward = abroad || rq_fold_at(folded, i) == '0' || rq_fold_at(folded, i) == '(';
	size_t count = 0, gap = 0, end = 0;
	char digits[MAX_DIGITS];

	if ((!rq_fold_is_digit(folded, i) && !outward) || (i > 0 && rq_fold_is_word(folded, i - 1)))
		return 0;
	for (i += abroad; gap <= MAX_GAP && count < MAX_DIGITS; i++) {
		gap = rq_fold_is_digit(folded, i) ? 0 : gap + 1;
		if (gap > 0 && !is_filler(folded, i))
			break;
		if (gap > 0 || (count == 0 && rq_fold_at(folded, i) == '0'))
			continue;
		digits[count++] = (char)rq_fold_at(folded, i);
		if (rq_fold_is_word(folded, i + 1))
			continue;
		end = i + 1;
		if (is_known_phone(persona, digits, count, outward))
			return end;
	}
	return abroad && count >= MIN_ABROAD && count <= MAX_ABROAD ? end : 0;
}

static size_t match_clue(const struct rq_persona *persona, const struct rq_folded *folded, size_t i,
			 enum rq_trait *trait)
{
	size_t longest = 0;

	for (size_t k = 0; k < persona->clue_count; k++) {
		const struct rq_clue *clue = &persona->clues[k];
		size_t end = clue->handle && (i == 0 || rq_fold_at(folded, i - 1) != '@')
				 ? 0
				 : match_letters(folded, i, &clue->letters);

		if (end > longest) {
			longest = end;
			*trait = clue->trait;
		}
	}
	return longest;
}

/* --- all of it --------------------------------------------------------------------- */

static void prefer(struct rq_sighting *best, enum rq_trait trait, size_t first, size_t last)
{
	if (last > best->last)
		*best = (struct rq_sighting) { trait, first, last };
}

/* What a label at i tells, or a word that is one itself. */
static void look_behind_label(const struct rq_folded *folded, size_t i, unsigned opens,
			      struct rq_sighting *best)
{
	enum rq_trait trait = RQ_TRAIT_NAME;
	size_t last, first = i;

	if (opens & RQ_OPENS_BIRTH) {
		last = rq_form_birth(folded, i, &first);
		prefer(best, RQ_TRAIT_BIRTH, first, last);
	}
	if (opens & RQ_OPENS_AGE) {
		last = rq_aside_age_behind_label(folded, i, &first);
		prefer(best, RQ_TRAIT_BIRTH, first, last);
	}
	if (opens & RQ_OPENS_REFEREE) {
		last = rq_aside_referee(folded, i, &first);
		prefer(best, RQ_TRAIT_NAME, first, last);
	}
	if (opens & RQ_OPENS_POSTAL) {
		last = rq_form_postal(folded, i, &first);
		prefer(best, RQ_TRAIT_ADDRESS, first, last);
	}
	if (opens & RQ_OPENS_TOLD) {
		last = rq_told_behind_label(folded, i, &first, &trait);
		prefer(best, trait, first, last);
	}
	if (opens & RQ_OPENS_STREET)
		prefer(best, RQ_TRAIT_ADDRESS, i, rq_street_named_end(folded, i));
}

/* Whether a sign stands behind the word at i with which an address or a link goes on. */
static bool goes_on(const struct rq_folded *folded, size_t i)
{
	while (rq_fold_is_word(folded, i))
		i++;
	switch (rq_fold_at(folded, i)) {
	case '@':
	case '.':
	case ':':
	case '_':
	case '-':
	case '+':
	case '%':
		return true;
	default:
		return false;
	}
}

static void look_at_word(const struct rq_persona *persona, const struct rq_folded *folded, size_t i,
			 struct rq_sighting *best)
{
	unsigned opens = rq_openings_at(&persona->openings, folded, i);
	int32_t letter = rq_fold_at(folded, i);
	enum rq_trait trait = RQ_TRAIT_NAME;
	size_t last;

	if (goes_on(folded, i)) {
		prefer(best, RQ_TRAIT_EMAIL, i, rq_form_email(folded, i));
		prefer(best, RQ_TRAIT_PHOTO, i, rq_form_picture(folded, i));
		prefer(best, RQ_TRAIT_LINK, i, rq_form_link(folded, i));
	}
	if (rq_persona_begins(persona, RQ_BEGINS_NAME, letter)) {
		prefer(best, RQ_TRAIT_NAME, i, match_name(persona, folded, i));
		prefer(best, RQ_TRAIT_NAME, i, match_joined(persona, folded, i));
	}
	if (rq_persona_begins(persona, RQ_BEGINS_CLUE, letter)) {
		last = match_clue(persona, folded, i, &trait);
		prefer(best, trait, i, last);
	}
	look_behind_label(folded, i, opens, best);
	if (rq_fold_is_digit(folded, i)) {
		prefer(best, RQ_TRAIT_BIRTH, i, rq_aside_age(folded, i));
		prefer(best, RQ_TRAIT_PHONE, i, rq_told_phone(folded, i));
	}
	prefer(best, RQ_TRAIT_ADDRESS, i, rq_street_end(folded, i));
	if (opens & RQ_OPENS_FAMILY)
		prefer(best, RQ_TRAIT_FAMILY, i, rq_family_end(folded, i));
}

void rq_sighting_prepare(struct rq_persona *persona)
{
	rq_openings_init(&persona->openings);
	rq_form_openings(&persona->openings);
	rq_aside_openings(&persona->openings);
	rq_told_openings(&persona->openings);
	rq_street_openings(&persona->openings);
	rq_family_openings(&persona->openings);
}

bool rq_sighting_find(const struct rq_persona *persona, const struct rq_folded *folded, size_t from,
		      struct rq_sighting *sighting)
{
	for (size_t i = from; i < folded->count; i++) {
		if (!rq_fold_is_edge(folded, i)) /* nothing begins inside a word */
			continue;
		*sighting = (struct rq_sighting) { 0 };
		prefer(sighting, RQ_TRAIT_TEXT, i, rq_form_placeholder(folded, i));
		prefer(sighting, RQ_TRAIT_PHONE, i, match_phone(persona, folded, i));
		if (rq_fold_is_word(folded, i))
			look_at_word(persona, folded, i, sighting);
		if (sighting->last > 0)
			return true;
	}
	return false;
}
