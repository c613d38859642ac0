#include "resume/form.h"

#include <string.h>

/*
 * Characters of an address before and behind "@" (RFC 5321); from a label to the year; of the
 * word that a link begins with; of what ends a label ("address2_furigana"); of a postal address.
 */
enum { MAX_LOCAL = 64, MAX_HOST = 255, MAX_BIRTH = 32, MAX_SCHEME = 16 };
enum { MAX_SUFFIX = 16, MAX_POSTAL = 160 };

static bool in_address(const struct rq_folded *folded, size_t i)
{
	int32_t c = rq_fold_at(folded, i);

	return rq_fold_is_word(folded, i) || c == '.' || c == '_' || c == '-' || c == '+' ||
	       c == '%';
}

size_t rq_form_email(const struct rq_folded *folded, size_t i)
{
	size_t local = i, host, end, dot = 0;

	while (local - i < MAX_LOCAL && in_address(folded, local))
		local++;
	if (local == i || rq_fold_at(folded, local) != '@')
		return 0;
	host = local + 1;
	for (end = host; end - host < MAX_HOST &&
			 (rq_fold_is_word(folded, end) || rq_fold_at(folded, end) == '-' ||
			  rq_fold_at(folded, end) == '.');
	     end++)
		if (rq_fold_at(folded, end) == '.' && end > host &&
		    rq_fold_is_word(folded, end + 1))
			dot = end;
	while (end > host && !rq_fold_is_word(folded, end - 1))
		end--;
	return dot > 0 ? end : 0;
}

static const char *const networks[] = {
	"linkedin.com/",      "github.com/",  "gitlab.com/",  "bitbucket.org/",
	"xing.com/",          "twitter.com/", "x.com/",       "facebook.com/",
	"instagram.com/",     "t.me/",        "medium.com/",  "researchgate.net/",
	"stackoverflow.com/", "orcid.org/",   "behance.net/", "dribbble.com/",
	"kaggle.com/",
};

/* Every one begins with a word and then a dot or a colon: asked of every word of a text. */
static bool begins_link(const struct rq_folded *folded, size_t i)
{
	size_t end = i;
	int32_t next;

	while (end - i < MAX_SCHEME && rq_fold_is_word(folded, end))
		end++;
	next = rq_fold_at(folded, end);
	if (next == ':' && end > i)
		return rq_fold_stands(folded, end, "://") || rq_fold_stands(folded, i, "mailto:");
	if (next != '.')
		return false;
	if (rq_fold_stands(folded, i, "www."))
		return true;
	for (size_t k = 0; k < sizeof networks / sizeof networks[0]; k++)
		if (rq_fold_stands(folded, i, networks[k]))
			return true;
	return false;
}

size_t rq_form_link(const struct rq_folded *folded, size_t i)
{
	size_t end = i;

	if (!begins_link(folded, i))
		return 0;
	while (end < folded->count && rq_fold_at(folded, end) > ' ' &&
	       rq_fold_at(folded, end) != 0xa0 &&
	       (rq_fold_at(folded, end) >= 0x80 ||
		!strchr("\"<>|\\()[]{}", (char)rq_fold_at(folded, end))))
		end++;
	while (end > i && rq_fold_at(folded, end - 1) < 0x80 &&
	       strchr(".,;:!?'", (char)rq_fold_at(folded, end - 1)))
		end--;
	return end;
}

size_t rq_form_picture(const struct rq_folded *folded, size_t i)
{
	size_t end = i;

	if (!rq_fold_stands(folded, i, "data:image/"))
		return 0;
	while (end < folded->count && rq_fold_at(folded, end) > ' ' &&
	       rq_fold_at(folded, end) != '"' && rq_fold_at(folded, end) != ')')
		end++;
	return end;
}

static const char *const births[] = {
	"born",
	"date of birth",
	"dob",
	"d.o.b",
	"birth date",
	"birthday",
	"geboren",
	"geburtsdatum",
	"geb.",
	"geburtstag",
	"ne le",
	"nee le",
	"ne a",
	"nee a",
	"ne en",
	"nee en",
	"date de naissance",
	"fecha de nacimiento",
	"naci el",
	"nacido",
	"nacida",
	"nasci a",
	"nasci em",
	"nascido",
	"nascida",
	"data de nascimento",
	"nato il",
	"nata il",
	"nato a",
	"nata a",
	"data di nascita",
	"geboortedatum",
	"geboren op",
};

/* Month and day behind a year, "-06-15" or "年6月15日": where they end. */
static size_t skip_month_and_day(const struct rq_folded *folded, size_t end)
{
	for (int part = 0; part < 2; part++) {
		int32_t sign = rq_fold_at(folded, end);
		size_t digits = 1;

		if (sign != '-' && sign != '.' && sign != '/' && sign != 0x5e74 && sign != 0x6708)
			break;
		while (digits <= 2 && rq_fold_is_digit(folded, end + digits))
			digits++;
		if (digits == 1 || rq_fold_is_digit(folded, end + digits))
			break;
		end += digits;
	}
	return rq_fold_at(folded, end) == 0x65e5 ? end + 1 : end;
}

/* What stands between such a label and the next year, with that year and what follows of a date. */
size_t rq_form_birth(const struct rq_folded *folded, size_t i, size_t *first)
{
	int32_t letter = rq_fold_at(folded, i);
	size_t label = 0, digits = 0;

	for (size_t k = 0; k < sizeof births / sizeof births[0]; k++)
		if (births[k][0] == letter && strlen(births[k]) > label &&
		    rq_fold_stands(folded, i, births[k]) &&
		    rq_fold_is_edge(folded, i + strlen(births[k])))
			label = strlen(births[k]);
	if (label == 0)
		return 0;
	for (*first = i + label; *first < folded->count && !rq_fold_is_word(folded, *first);
	     ++*first)
		if (rq_fold_at(folded, *first) == '\n' || rq_fold_at(folded, *first) == '[')
			return 0;
	for (size_t end = *first; end < *first + MAX_BIRTH; end++) {
		if (rq_fold_at(folded, end) == '\n' || rq_fold_at(folded, end) == '[')
			return 0;
		digits = rq_fold_is_digit(folded, end) ? digits + 1 : 0;
		if (digits == 4 && !rq_fold_is_digit(folded, end + 1) &&
		    (rq_fold_stands(folded, end - 3, "19") ||
		     rq_fold_stands(folded, end - 3, "20")))
			return skip_month_and_day(folded, end + 1);
	}
	return 0;
}

static const char *const postal_labels[] = {
	"address",   "adresse",     "anschrift",   "direccion", "domicilio",
	"endereco",  "morada",      "indirizzo",   "residenza", "adres",
	"woonadres", "post_code",   "postcode",    "post code", "zip code",
	"zip",       "postal code", "postal_code", "plz",
};

/* 住所, 現住所, 地址, 住址, 주소 */
static const int32_t dense_labels[][2] = {
	{ 0x4f4f, 0x6240 },
	{ 0x5730, 0x5740 },
	{ 0x4f4f, 0x5740 },
	{ 0xc8fc, 0xc18c },
};

/* Behind the colon, or the edge of a cell, of a label of an address that begins at i; or 0. */
static size_t skip_postal_label(const struct rq_folded *folded, size_t i)
{
	size_t end = i, suffix = 0;
	int32_t letter = rq_fold_at(folded, i);

	for (size_t k = 0; k < sizeof postal_labels / sizeof postal_labels[0]; k++)
		if (postal_labels[k][0] == letter && rq_fold_stands(folded, i, postal_labels[k]) &&
		    strlen(postal_labels[k]) > end - i)
			end = i + strlen(postal_labels[k]);
	for (size_t k = 0; k < sizeof dense_labels / sizeof dense_labels[0]; k++)
		if (dense_labels[k][0] == letter && rq_fold_at(folded, i + 1) == dense_labels[k][1])
			end = i + 2;
	if (end == i || (!rq_fold_is_edge(folded, end) && !rq_fold_is_digit(folded, end)))
		return 0;
	while (suffix < MAX_SUFFIX &&
	       (rq_fold_is_word(folded, end) || rq_fold_at(folded, end) == '_')) {
		suffix++;
		end++;
	}
	while (rq_fold_at(folded, end) == ' ')
		end++;
	if (rq_fold_at(folded, end) != ':' && rq_fold_at(folded, end) != '|')
		return 0;
	for (end++; rq_fold_at(folded, end) == ' '; end++)
		;
	return end;
}

/* To the end of the line, or to the next label; without a number it tells no house. */
size_t rq_form_postal(const struct rq_folded *folded, size_t i, size_t *first)
{
	size_t start = skip_postal_label(folded, i), end, digits = 0;

	if (start == 0)
		return 0;
	for (end = start; end - start < MAX_POSTAL && end < folded->count; end++) {
		int32_t c = rq_fold_at(folded, end);

		if (c == '\n' || c == '[' || c == '|')
			break;
		if (c == ':') {
			while (end > start && (rq_fold_is_word(folded, end - 1) ||
					       rq_fold_at(folded, end - 1) == '_'))
				end--;
			break;
		}
	}
	while (end > start && !rq_fold_is_word(folded, end - 1))
		end--;
	for (size_t k = start; k < end; k++)
		digits += rq_fold_is_digit(folded, k);
	*first = start;
	return digits > 0 ? end : 0;
}

void rq_form_openings(struct rq_openings *openings)
{
	for (size_t k = 0; k < sizeof births / sizeof births[0]; k++)
		rq_opening_add(openings, RQ_OPENS_BIRTH, births[k]);
	for (size_t k = 0; k < sizeof postal_labels / sizeof postal_labels[0]; k++)
		rq_opening_add(openings, RQ_OPENS_POSTAL, postal_labels[k]);
	rq_opening_add(openings, RQ_OPENS_POSTAL, "??"); /* the dense ones */
}

/* "[NAME-1]" */
size_t rq_form_placeholder(const struct rq_folded *folded, size_t i)
{
	size_t letters = i + 1, digits;

	if (rq_fold_at(folded, i) != '[')
		return 0;
	while (rq_fold_at(folded, letters) >= 'a' && rq_fold_at(folded, letters) <= 'z')
		letters++;
	digits = letters + 1;
	while (rq_fold_is_digit(folded, digits))
		digits++;
	if (letters == i + 1 || rq_fold_is_word(folded, letters) || digits == letters + 1 ||
	    rq_fold_at(folded, digits) != ']')
		return 0;
	return digits + 1;
}
