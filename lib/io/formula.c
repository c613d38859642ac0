#include "io/formula.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* What begins a formula, in Excel and its kin; their full-width forms count there too. */
static bool begins_formula(int32_t character)
{
	switch (character) {
	case '=':
	case '+':
	case '-':
	case '@':
	case 0xff1d:
	case 0xff0b:
	case 0xff0d:
	case 0xff20:
		return true;
	default:
		return false;
	}
}

/* A text on its way: where to look next, and whether a cell may begin there. */
struct walk {
	const char *at, *end;
	bool starts;
};

static struct walk walk_of(const char *text)
{
	return (struct walk) { text, text + strlen(text), true };
}

static int32_t decode(const struct walk *walk, size_t skipped, size_t *size)
{
	return rq_text_decode(walk->at + skipped, (size_t)(walk->end - walk->at) - skipped, size);
}

/* How many apostrophes a formula has before it here; -1: no cell begins with a formula here. */
static long formula_here(const struct walk *walk)
{
	size_t apostrophes = strspn(walk->at, "'"), size;

	if (!walk->starts || walk->at + apostrophes == walk->end ||
	    !begins_formula(decode(walk, apostrophes, &size)))
		return -1;
	return (long)apostrophes;
}

/* Copies the next character. */
static char *copy(struct walk *walk, char *to)
{
	size_t size;
	int32_t character = decode(walk, 0, &size);

	memmove(to, walk->at, size);
	walk->at += size;
	if (!rq_text_is_space(character) && character != '"')
		walk->starts = character == ';';
	return to + size;
}

char *rq_formula_disarm(const char *text)
{
	char *made = rq_alloc(2 * strlen(text) + 1, 1), *to = made;

	for (struct walk walk = walk_of(text); walk.at < walk.end;) {
		if (formula_here(&walk) >= 0)
			*to++ = '\'';
		to = copy(&walk, to);
	}
	*to = '\0';
	return made;
}

void rq_formula_restore(char *text)
{
	char *to = text;

	for (struct walk walk = walk_of(text); walk.at < walk.end;) {
		if (formula_here(&walk) > 0) {
			walk.at++;
			walk.starts = false;
		} else {
			to = copy(&walk, to);
		}
	}
	*to = '\0';
}
