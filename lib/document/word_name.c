#include "document/word_name.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct entry {
	const char *name;
	enum rq_word_name is;
};

static int compare(const void *key, const void *entry)
{
	return strcmp(key, ((const struct entry *)entry)->name);
}

static bool is_wordprocessing(const char *space)
{
	static const char *const spaces[] = {
		"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
		"http://purl.oclc.org/ooxml/wordprocessingml/main",
		"http://schemas.microsoft.com/office/word/2003/wordml",
	};

	for (size_t i = 0; space && i < sizeof spaces / sizeof spaces[0]; i++)
		if (strcmp(space, spaces[i]) == 0)
			return true;
	return false;
}

static enum rq_word_name look_up(const char *name, const char *space)
{
	/* In the order of strcmp(), as the list is. */
	static const struct entry entries[] = {
#define RQ_WORD_NAME_ENTRY(text, constant) { text, RQ_W_##constant },
		RQ_WORD_NAMES(RQ_WORD_NAME_ENTRY)
#undef RQ_WORD_NAME_ENTRY
	};
	const struct entry *found;

	if (!is_wordprocessing(space))
		return RQ_W_FOREIGN;
	found =
	    bsearch(name, entries, sizeof entries / sizeof entries[0], sizeof entries[0], compare);
	return found ? found->is : RQ_W_OTHER;
}

enum rq_word_name rq_word_name(struct rq_word_names *names, const char *name, const char *space)
{
	size_t at = ((uintptr_t)name >> 2 ^ (uintptr_t)name >> 10) % RQ_WORD_KNOWN;

	if (names->known[at].name != name || names->known[at].space != space) {
		names->known[at].name = name;
		names->known[at].space = space;
		names->known[at].is = look_up(name, space);
	}
	return names->known[at].is;
}
