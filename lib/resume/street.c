#include "resume/street.h"

#include <stdbool.h>
#include <string.h>

/* Words of a street's name; digits of a house, and of a post code. */
enum { MAX_WORDS = 5, MAX_HOUSE = 4, MIN_CODE = 4, MAX_CODE = 6 };

/* Behind the name, in English: "Oak Lane". Folded. No "drive" or "court": products and cases are.
 */
static const char *const behind[] = {
	"street", "road", "lane", "avenue", "boulevard", "crescent", "terrace", "gardens",
};

/* In front of it: "rue Crébillon 8", "8 rue Crébillon". No "via" and "place", which have other
 * uses. */
static const char *const in_front[] = {
	"rue",    "avenue", "boulevard", "chemin", "impasse", "calle", "avenida", "paseo", "plaza",
	"carrer", "rua",    "travessa",  "praca",  "alameda", "viale", "piazza",  "corso",
};

/* The end of it: "Gartenstraße". */
static const char *const ends[] = { "strasse", "straat", "gasse", "gracht", "allee" };

static bool is_word(const struct rq_folded *folded, size_t i, size_t end, const char *text)
{
	return strlen(text) == end - i && rq_fold_stands(folded, i, text);
}

static bool is_one_of(const struct rq_folded *folded, size_t i, size_t end,
		      const char *const *words, size_t count)
{
	for (size_t k = 0; k < count; k++)
		if (words[k][0] == rq_fold_at(folded, i) && is_word(folded, i, end, words[k]))
			return true;
	return false;
}

/* Whether the name of a street follows. */
static bool leads_name(const struct rq_folded *folded, size_t i, size_t end)
{
	return is_one_of(folded, i, end, in_front, sizeof in_front / sizeof in_front[0]);
}

static size_t word_end(const struct rq_folded *folded, size_t i)
{
	while (rq_fold_is_word(folded, i))
		i++;
	return i;
}

/* Behind one ' ', or a comma as well; 0 when no word follows. */
static size_t next_word(const struct rq_folded *folded, size_t i)
{
	size_t next = i;

	if (rq_fold_at(folded, next) == ',' || rq_fold_at(folded, next) == '.')
		next++;
	if (rq_fold_at(folded, next) == ' ')
		next++;
	return next > i && rq_fold_is_word(folded, next) ? next : 0;
}

/* "9", "14b": the end of a house's number, or 0. */
static size_t house_end(const struct rq_folded *folded, size_t i)
{
	size_t end = i;

	while (rq_fold_is_digit(folded, end) && end - i <= MAX_HOUSE)
		end++;
	if (end == i || end - i > MAX_HOUSE)
		return 0;
	end += rq_fold_is_word(folded, end);
	return rq_fold_is_edge(folded, end) ? end : 0;
}

/* "44000", "4050-180", "4811 AB" behind an address is told with it. */
static size_t with_code(const struct rq_folded *folded, size_t end)
{
	size_t start = next_word(folded, end), code, letters;

	if (start == 0)
		return end;
	for (code = start; rq_fold_is_digit(folded, code); code++)
		;
	if (code - start < MIN_CODE || code - start > MAX_CODE || !rq_fold_is_edge(folded, code))
		return end;
	if (rq_fold_at(folded, code) == '-' && rq_fold_is_digit(folded, code + 1))
		return word_end(folded, code + 1);
	letters = code + 1;
	if (rq_fold_at(folded, code) == ' ' && word_end(folded, letters) == letters + 2 &&
	    folded->at[letters].capital && folded->at[letters + 1].capital)
		return letters + 2;
	return code;
}

/* "rue de la République, 8": the words of a name, one with a capital, up to the house. */
static size_t named_end(const struct rq_folded *folded, size_t end)
{
	bool capital = false;

	for (size_t words = 0; words <= MAX_WORDS; words++) {
		size_t next = next_word(folded, end), house;

		if (next == 0)
			return 0;
		house = house_end(folded, next);
		if (house > 0)
			return capital ? with_code(folded, house) : 0;
		if (rq_fold_at(folded, end) == ',')
			return 0;
		capital = capital || folded->at[next].capital;
		end = word_end(folded, next);
	}
	return 0;
}

/* A house in front of its street: "14 Oak Lane", "8 rue Crébillon". */
static size_t numbered_end(const struct rq_folded *folded, size_t house)
{
	size_t end = house;

	for (size_t words = 0; words < MAX_WORDS; words++) {
		size_t start = next_word(folded, end);

		if (start == 0)
			return 0;
		end = word_end(folded, start);
		if (words == 0 && leads_name(folded, start, end)) {
			while (rq_fold_at(folded, end) != 0 && rq_fold_at(folded, end) != '\n' &&
			       !strchr(",;.-|[", (char)(rq_fold_at(folded, end) & 0x7f)) &&
			       end - start < 40)
				end++;
			while (end > start && !rq_fold_is_word(folded, end - 1))
				end--;
			return with_code(folded, end);
		}
		if (!folded->at[start].capital)
			return 0;
		if (words > 0 &&
		    is_one_of(folded, start, end, behind, sizeof behind / sizeof behind[0]))
			return with_code(folded, end);
	}
	return 0;
}

/* "NW1 6XE": letters, a digit, a space, a digit and two letters that are none of six (BS 7666). */
static size_t british_end(const struct rq_folded *folded, size_t i)
{
	size_t end, inward, letters = i;

	if (!folded->at[i].capital) /* as nearly always */
		return 0;
	end = word_end(folded, i);
	inward = end + 1;
	while (letters < end && folded->at[letters].capital && !rq_fold_is_digit(folded, letters))
		letters++;
	if (letters == i || letters - i > 2 || end - letters < 1 || end - letters > 2 ||
	    !rq_fold_is_digit(folded, letters) || rq_fold_at(folded, end) != ' ' ||
	    word_end(folded, inward) != inward + 3 || !rq_fold_is_digit(folded, inward))
		return 0;
	for (size_t k = inward + 1; k < inward + 3; k++) {
		int32_t letter = rq_fold_at(folded, k);

		if (!folded->at[k].capital || letter < 'a' || letter > 'z' ||
		    strchr("cikmov", (char)letter))
			return 0;
	}
	return inward + 3;
}

/* "Gartenstraße 17" */
static size_t joined_end(const struct rq_folded *folded, size_t i, size_t end)
{
	size_t next = next_word(folded, end), house = next > 0 ? house_end(folded, next) : 0;

	for (size_t k = 0; house > 0 && k < sizeof ends / sizeof ends[0]; k++) {
		size_t length = strlen(ends[k]);

		if (end - i >= length && is_word(folded, end - length, end, ends[k]))
			return with_code(folded, house);
	}
	return 0;
}

void rq_street_openings(struct rq_openings *openings)
{
	for (size_t k = 0; k < sizeof in_front / sizeof in_front[0]; k++)
		rq_opening_add(openings, RQ_OPENS_STREET, in_front[k]);
}

size_t rq_street_named_end(const struct rq_folded *folded, size_t i)
{
	size_t end = word_end(folded, i);

	return leads_name(folded, i, end) ? named_end(folded, end) : 0;
}

size_t rq_street_end(const struct rq_folded *folded, size_t i)
{
	size_t house;

	if (rq_fold_is_digit(folded, i)) {
		house = house_end(folded, i);
		return house > 0 ? numbered_end(folded, house) : 0;
	}
	house = british_end(folded, i);
	return house > 0 ? house : joined_end(folded, i, word_end(folded, i));
}
