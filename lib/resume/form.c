#include "resume/form.h"

#include <string.h>

/*
 * Characters of an address before and behind "@" (RFC 5321); from a label to the year; of the
 * word that a link begins with.
 */
enum { MAX_LOCAL = 64, MAX_HOST = 255, MAX_BIRTH = 32, MAX_SCHEME = 16 };

static bool stands(const struct rq_folded *folded, size_t i, const char *text)
{
	for (; *text; text++, i++)
		if (rq_fold_at(folded, i) != (unsigned char)*text)
			return false;
	return true;
}

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
		return stands(folded, end, "://") || stands(folded, i, "mailto:");
	if (next != '.')
		return false;
	if (stands(folded, i, "www."))
		return true;
	for (size_t k = 0; k < sizeof networks / sizeof networks[0]; k++)
		if (stands(folded, i, networks[k]))
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

	if (!stands(folded, i, "data:image/"))
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
	"date de naissance",
	"fecha de nacimiento",
	"nacido",
	"nacida",
	"nascido",
	"nascida",
	"data de nascimento",
	"nato il",
	"nata il",
	"data di nascita",
	"geboortedatum",
	"geboren op",
};

/* What stands between such a label and the next year, with that year. */
size_t rq_form_birth(const struct rq_folded *folded, size_t i, size_t *first)
{
	int32_t letter = rq_fold_at(folded, i);
	size_t label = 0, digits = 0;

	if (letter >= 0x80 || !strchr("bdfgn", (char)letter)) /* what they all begin with */
		return 0;
	for (size_t k = 0; k < sizeof births / sizeof births[0]; k++)
		if (births[k][0] == letter && strlen(births[k]) > label &&
		    stands(folded, i, births[k]) && rq_fold_is_edge(folded, i + strlen(births[k])))
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
		    (stands(folded, end - 3, "19") || stands(folded, end - 3, "20")))
			return end + 1;
	}
	return 0;
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
