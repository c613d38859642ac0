#include "document/typeface.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum {
	MIN_GLYPHS = 8, /* fewer may all be narrow ones */
	MAX_NAME = 128, /* of a font, as the format allows (ISO 32000-1, Annex C) */
};

static const double BASELINE = 0.73; /* of a glyph's box, from its top */
static const double USUAL = 0.5;     /* of the type's size: a glyph's width in running text */
static const double NARROWEST = 0.3; /* likewise: no type is narrower */

/* The name is in small letters. */
static bool has_mark(const char *name, const char *const *marks)
{
	for (; *marks; marks++)
		if (strstr(name, *marks))
			return true;
	return false;
}

bool rq_typeface_is_nameless(const char *name)
{
	return !name || strcmp(name, "Default") == 0; /* what poppler says instead of a name */
}

struct rq_typeface rq_typeface_of(const char *name)
{
	static const char *const bold[] = { "bold", "black", "heavy", "cmbx", "sfbx", "-bd", NULL };
	static const char *const italic[] = { "italic", "oblique", "slanted", "cmti",
					      "sfti",   "-it",     NULL };
	static const char *const symbol[] = { "wingding", "webding",    "dingbat", "cmsy",
					      "msam",     "opensymbol", NULL };
	static const char *const icon[] = { "awesome",  "marvosym",   "icon",
					    "phosphor", "academicon", "ionic",
					    "entypo",   "simpleico",  NULL };

	char small[MAX_NAME];
	size_t length = 0;

	if (rq_typeface_is_nameless(name))
		return (struct rq_typeface) { .nameless = true };
	for (; name[length] && length < MAX_NAME - 1; length++)
		small[length] = (char)tolower((unsigned char)name[length]);
	small[length] = '\0';
	return (struct rq_typeface) { .bold = has_mark(small, bold),
				      .italic = has_mark(small, italic),
				      .symbol = has_mark(small, symbol),
				      .icon = has_mark(small, icon) };
}

static size_t find(const struct rq_guesses *guesses, double size)
{
	size_t at = 0;

	while (at < guesses->count && fabs(guesses->list[at].size - size) > 0.01)
		at++;
	return at;
}

void rq_guesses_add(struct rq_guesses *guesses, double size, double width)
{
	size_t at = find(guesses, size);

	if (at == RQ_MAX_GUESSES)
		return;
	if (at == guesses->count)
		guesses->list[guesses->count++].size = size;
	guesses->list[at].width += width;
	guesses->list[at].glyphs++;
}

double rq_guesses_share(const struct rq_guesses *guesses, double size)
{
	size_t at = find(guesses, size);
	double share;

	if (at == guesses->count || guesses->list[at].glyphs < MIN_GLYPHS || size <= 0)
		return 1;
	share = guesses->list[at].width / (double)guesses->list[at].glyphs / size;
	return share < NARROWEST ? fmax(share, 0.01) / USUAL : 1;
}

struct rq_area rq_typeface_box(const struct rq_area *box, double share)
{
	double spare = (1 - share) * (box->bottom - box->top);

	return (struct rq_area) { box->left, box->top + BASELINE * spare, box->right,
				  box->bottom - (1 - BASELINE) * spare };
}
