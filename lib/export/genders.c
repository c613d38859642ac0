#include "export/genders.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { LONGEST = 32 /* bytes of such a remark */ };

static bool is_one_of(const char *word, size_t length, const char *words)
{
	for (const char *at = words; *at; at += strcspn(at, " ") + 1)
		if (strcspn(at, " ") == length && strncasecmp(at, word, length) == 0)
			return true;
	return false;
}

/* Of the letters of a remark, whether they stand for men and for women in some language. */
static bool tells_both(const char *letters)
{
	static const char pairs[][2] = { "mw", "mf", "hf", "hm", "mv", "mk" };

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		if (strchr(letters, pairs[i][0]) && strchr(letters, pairs[i][1]))
			return true;
	return false;
}

/*
 * Whether words are nothing but such: letters of which some stand for both, "m/w/d", or in
 * brackets, where they cannot be a part of the title, "all genders".
 */
static bool is_remark(const char *text, size_t length, bool bracketed)
{
	static const char known[] = "div divers diverse inter gn mwd wmd mfd fmd mwx all alle tous "
				    "genders gender genres geschlechter ";
	char letters[LONGEST + 1] = "";
	size_t words = 0, single = 0, size;

	if (length > LONGEST)
		return false;
	for (size_t i = 0; i < length; i += size) {
		for (size = 0; i + size < length && isalpha((unsigned char)text[i + size]);)
			size++;
		if (size == 1)
			letters[single++] = (char)tolower((unsigned char)text[i]);
		if (size > 1 ? !is_one_of(text + i, size, known)
			     : size == 0 && !strchr(bracketed ? " /|*,:.-" : "/|", text[i]))
			return false;
		words += size > 1;
		size += size == 0;
	}
	return tells_both(letters) || (bracketed && words > 0);
}

/* The end of a remark that begins there; 0: none does. */
static size_t end_of_remark(const char *title, size_t at)
{
	bool bracketed = title[at] == '(' || title[at] == '[';
	size_t length = bracketed ? strcspn(title + at + 1, ")]") : strcspn(title + at, " ,;()[]");

	if (!bracketed)
		return length > 2 && (at == 0 || title[at - 1] == ' ') &&
			       is_remark(title + at, length, false)
			   ? at + length
			   : 0;
	return title[at + 1 + length] && is_remark(title + at + 1, length, true) ? at + length + 2
										 : 0;
}

char *rq_genders_dropped(const char *title)
{
	char *name = rq_alloc(strlen(title) + 1, 1);
	size_t used = 0;

	for (size_t at = 0, end; title[at]; at = end) {
		end = end_of_remark(title, at);
		if (end == 0) {
			name[used++] = title[at];
			end = at + 1;
		}
	}
	name[used] = '\0';
	if (strspn(name, " ") < used)
		return name;
	free(name);
	return rq_strdup(title);
}
