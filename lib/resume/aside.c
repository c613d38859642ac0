#include "resume/aside.h"

#include <stdbool.h>
#include <string.h>

/* Words of a name, and characters between two of them; what stands between a label and its text. */
enum { MIN_NAMES = 2, MAX_NAMES = 5, MAX_BETWEEN = 2, MAX_GAP = 3 };

/* Behind the number of an age, folded. A span of work is told in years alone. */
static const char *const units[] = {
	" years old", " year old",     "-year-old", " yrs old",       " y/o",
	" jahre alt", " anos de edad", " jaar oud", " anos de idade", " anni di eta",
};

/* In front of it; those with a colon may stand anywhere else for something else. */
static const char *const ages[] = {
	"age:",   "age :", "agee de", "age de", "edad:",     "edad de",      "idade:",   "idade de",
	"alter:", "eta:",  "eta di",  "alters", "leeftijd:", "im alter von", "de edad:",
};

static const char *const referees[] = {
	"reference",  "references",    "referee",        "referees",         "referenz",
	"referenzen", "referenzgeber", "referenzperson", "referenzpersonen", "referent",
	"referenten", "referencia",    "referencias",    "referenza",        "referenze",
	"referentie", "referenties",
};

/* Two digits that may be somebody's age. */
static bool is_age(const struct rq_folded *folded, size_t i)
{
	int32_t ten = rq_fold_at(folded, i), one = rq_fold_at(folded, i + 1);

	return rq_fold_is_digit(folded, i) && rq_fold_is_digit(folded, i + 1) &&
	       rq_fold_is_edge(folded, i + 2) && (ten > '1' || (ten == '1' && one >= '6'));
}

size_t rq_aside_age(const struct rq_folded *folded, size_t i)
{
	if (!is_age(folded, i))
		return 0;
	for (size_t k = 0; k < sizeof units / sizeof units[0]; k++)
		if (rq_fold_stands(folded, i + 2, units[k]) &&
		    rq_fold_is_edge(folded, i + 2 + strlen(units[k])))
			return i + 2 + strlen(units[k]);
	return 0;
}

/* Behind the spaces from i on. */
static size_t skip_spaces(const struct rq_folded *folded, size_t i)
{
	for (size_t first = i; i - first < MAX_GAP && rq_fold_at(folded, i) == ' ';)
		i++;
	return i;
}

size_t rq_aside_age_behind_label(const struct rq_folded *folded, size_t i, size_t *first)
{
	int32_t letter = rq_fold_at(folded, i);

	for (size_t k = 0; k < sizeof ages / sizeof ages[0]; k++) {
		if (ages[k][0] != letter || !rq_fold_stands(folded, i, ages[k]))
			continue;
		*first = skip_spaces(folded, i + strlen(ages[k]));
		if (is_age(folded, *first))
			return *first + 2;
	}
	return 0;
}

/* Behind the longest label at i and its colon; or 0. */
static size_t skip_label(const struct rq_folded *folded, size_t i)
{
	size_t end = 0;

	if (rq_fold_at(folded, i) != 'r')
		return 0;
	for (size_t k = 0; k < sizeof referees / sizeof referees[0]; k++)
		if (strlen(referees[k]) > end && rq_fold_stands(folded, i, referees[k]) &&
		    rq_fold_is_edge(folded, i + strlen(referees[k])))
			end = strlen(referees[k]);
	if (end == 0)
		return 0;
	end = skip_spaces(folded, i + end);
	return rq_fold_at(folded, end) == ':' ? skip_spaces(folded, end + 1) : 0;
}

/* "Mary", "O'Neil", "Smith-Jones": a capital and small letters, not "ISO". */
static size_t skip_name(const struct rq_folded *folded, size_t i)
{
	size_t end = i;

	if (!rq_fold_is_word(folded, i) || !folded->at[i].capital)
		return i;
	for (; rq_fold_is_word(folded, end) ||
	       (end > i && rq_fold_is_word(folded, end + 1) && rq_fold_at(folded, end) < 0x80 &&
		strchr("'-", (char)rq_fold_at(folded, end)));
	     end++)
		if (rq_fold_is_digit(folded, end))
			return i;
	if (end - i > 1 && folded->at[i + 1].capital && folded->at[i + 1].word &&
	    !folded->at[i].dense)
		return i;
	return end;
}

/* Behind "de" and a space; i, where none stands. */
static size_t skip_particle(const struct rq_folded *folded, size_t i)
{
	static const char *const particles[] = { "de ",    "da ",  "do ",  "di ",  "del ",
						 "della ", "van ", "von ", "der ", "den ",
						 "la ",    "le ",  "zu ",  "ter " };

	for (size_t k = 0; k < sizeof particles / sizeof particles[0]; k++)
		if (rq_fold_stands(folded, i, particles[k]))
			return i + strlen(particles[k]);
	return i;
}

/* Behind "de" or "van der", where a capital follows; i, where none does. */
static size_t skip_particles(const struct rq_folded *folded, size_t i)
{
	size_t next = i, behind;

	while ((behind = skip_particle(folded, next)) != next)
		next = behind;
	return next < folded->count && folded->at[next].capital ? next : i;
}

void rq_aside_openings(struct rq_openings *openings)
{
	for (size_t k = 0; k < sizeof ages / sizeof ages[0]; k++)
		rq_opening_add(openings, RQ_OPENS_AGE, ages[k]);
	for (size_t k = 0; k < sizeof referees / sizeof referees[0]; k++)
		rq_opening_add(openings, RQ_OPENS_REFEREE, referees[k]);
}

size_t rq_aside_referee(const struct rq_folded *folded, size_t i, size_t *first)
{
	size_t start = skip_label(folded, i), end = 0, names = 0;

	if (start == 0)
		return 0;
	*first = start;
	while (names < MAX_NAMES) {
		size_t next, gap;

		start = names > 0 ? skip_particles(folded, start) : start;
		next = gap = skip_name(folded, start);
		if (next == start)
			break;
		end = next;
		names++;
		if (rq_fold_at(folded, gap) == '.')
			gap++;
		while (gap - next < MAX_BETWEEN && rq_fold_at(folded, gap) == ' ')
			gap++;
		if (gap == next)
			break;
		start = gap;
	}
	return names >= MIN_NAMES ? end : 0;
}
