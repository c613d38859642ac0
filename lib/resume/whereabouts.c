#include "resume/whereabouts.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

char *rq_whereabouts_words(const json_t *location)
{
	static const char *const members[] = { "address", "city", "region", "countryCode" };
	size_t room = 2, used = 0;
	char *folded;

	for (size_t k = 0; k < sizeof members / sizeof members[0]; k++) {
		const char *text = rq_json_string(location, members[k]);

		room += text ? strlen(text) * 2 + 1 : 0;
	}
	folded = rq_alloc(room, 1);
	folded[used++] = '|';
	for (size_t k = 0; k < sizeof members / sizeof members[0]; k++) {
		const char *text = rq_json_string(location, members[k]);
		size_t length = text ? strlen(text) : 0, size;

		for (size_t i = 0; i < length; i += size) {
			int32_t c = rq_text_plain(rq_text_decode(text + i, length - i, &size));

			if (rq_text_is_letter(c))
				used += rq_text_encode(c, folded + used);
			else if (folded[used - 1] != '|')
				folded[used++] = '|';
		}
		if (folded[used - 1] != '|')
			folded[used++] = '|';
	}
	folded[used] = '\0';
	return folded;
}

bool rq_whereabouts_name(const char *words, const char *names)
{
	const char *name = names + 1;

	while (*name) {
		size_t length = strcspn(name, "|");
		char wanted[40] = "|";

		if (length + 3 <= sizeof wanted) {
			memcpy(wanted + 1, name, length);
			memcpy(wanted + 1 + length, "|", 2);
			for (char *space = wanted; (space = strchr(space, ' '));)
				*space = '|';
			if (strstr(words, wanted))
				return true;
		}
		name += length + 1;
	}
	return false;
}
