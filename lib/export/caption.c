#include "export/caption.h"

#include <stddef.h>
#include <string.h>

static const struct language {
	const char *code;
	const char *words[RQ_CAPTIONS];
} languages[] = {
#define WORDS(code, ...) { code, { __VA_ARGS__ } },
#include "export/captions.h"
#undef WORDS
	/* of a language that is none of ours the titles are English, and dates put the year first
	 */
	{ "", { [RQ_CAPTION_MONTH] = "Y/m", [RQ_CAPTION_DAY] = "Y/m/D" } },
};

enum { LANGUAGES = sizeof languages / sizeof languages[0] };

static const struct language *find(const char *code)
{
	size_t i = 0;

	while (i + 1 < LANGUAGES && (!code || strcmp(languages[i].code, code) != 0))
		i++;
	return &languages[i];
}

const char *rq_caption(enum rq_caption caption, const char *language)
{
	const char *word = find(language)->words[caption];

	return word ? word : languages[0].words[caption];
}

const char *rq_caption_language(const char *language)
{
	return find(language)->code;
}
