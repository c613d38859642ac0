#include "export/written.h"

#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/language.h"

/* Unicode's blocks of the scripts that tell something. */
static const struct {
	int32_t first, last;
	enum rq_script script;
} blocks[] = {
	{ 0x370, 0x3ff, RQ_SCRIPT_GREEK },      { 0x1f00, 0x1fff, RQ_SCRIPT_GREEK },
	{ 0x400, 0x52f, RQ_SCRIPT_CYRILLIC },   { 0x590, 0x5ff, RQ_SCRIPT_HEBREW },
	{ 0xfb1d, 0xfb4f, RQ_SCRIPT_HEBREW },   { 0x600, 0x8ff, RQ_SCRIPT_ARABIC },
	{ 0xfb50, 0xfdff, RQ_SCRIPT_ARABIC },   { 0xfe70, 0xfeff, RQ_SCRIPT_ARABIC },
	{ 0x10800, 0x10fff, RQ_SCRIPT_ARABIC }, { 0x1e800, 0x1efff, RQ_SCRIPT_ARABIC },
	{ 0x900, 0x97f, RQ_SCRIPT_DEVANAGARI }, { 0x1100, 0x11ff, RQ_SCRIPT_HANGUL },
	{ 0xac00, 0xd7af, RQ_SCRIPT_HANGUL },   { 0x3040, 0x30ff, RQ_SCRIPT_KANA },
	{ 0x3400, 0x9fff, RQ_SCRIPT_HAN },      { 0x20000, 0x3ffff, RQ_SCRIPT_HAN },
};

static enum rq_script script_of(int32_t character)
{
	for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
		if (character >= blocks[i].first && character <= blocks[i].last)
			return blocks[i].script;
	return RQ_SCRIPT_OTHER;
}

void rq_written_add(struct rq_written *written, const char *text, size_t most)
{
	size_t length = strlen(text), size, seen = 0;

	for (size_t at = 0; at < length && seen < most; at += size) {
		int32_t character = rq_text_decode(text + at, length - at, &size);

		if (!rq_text_is_letter(character))
			continue;
		written->count[script_of(character)]++;
		seen++;
	}
}

bool rq_written_leftwards(const struct rq_written *written)
{
	size_t all = 0, leftwards = written->count[RQ_SCRIPT_HEBREW];

	leftwards += written->count[RQ_SCRIPT_ARABIC];
	for (int i = 0; i < RQ_SCRIPTS; i++)
		all += written->count[i];
	return leftwards > all - leftwards;
}

/* --- languages that share a script -------------------------------------------------------- */

/* How many of the characters of a text are among some. */
static size_t count_of(const char *text, const char *some)
{
	size_t length = strlen(text), size, count = 0;

	for (size_t at = 0; at < length; at += size) {
		char character[5] = "";

		(void)rq_text_decode(text + at, length - at, &size);
		if (size > 1 && size < sizeof character) {
			memcpy(character, text + at, size);
			count += strstr(some, character) != NULL;
		}
	}
	return count;
}

/* Bulgarian has none of the letters, Serbian, Belarusian and Kazakh have some of their own. */
static const char *cyrillic(const char *text)
{
	size_t russian = count_of(text, "ыэЫЭ"), ukrainian = count_of(text, "іїєґІЇЄҐ");
	size_t neither = count_of(text, "ўјљњћђџѓќѕәғқңөұүһЎЈЉЊЋЂЏЃЌЅӘҒҚҢӨҰҮҺ");

	if (neither > (russian + ukrainian) / 4)
		return "";
	if (russian > 3 * ukrainian)
		return "ru";
	return ukrainian > 3 * russian ? "uk" : "";
}

/* Persian and Urdu write some letters otherwise, of which every text has many. */
static const char *arabic(const char *text, size_t letters)
{
	return count_of(text, "پچژگکیےٹڈڑں") > letters / 50 ? "" : "ar";
}

/* Marathi and Nepali have another "and". */
static const char *devanagari(const char *text)
{
	return strstr(text, "और") || strstr(text, "एवं") || strstr(text, "में") ? "hi" : "";
}

static const char *chinese(const char *text)
{
	size_t simplified = count_of(text, "学国与经历专业电开发设计证语会实务处团队区县应质项测");
	size_t traditional = count_of(text, "學國與經歷專業電開發設計證語會實務處團隊區縣應質項測");

	return traditional > simplified ? "zh-Hant" : "zh";
}

/* Chinese has no kana; a Japanese list of schools and employers has hardly more than this. */
enum { LETTERS_A_KANA = 20 };

/* A script that tells by itself, in which most is written; its language, or "". */
static const char *script_language(const struct rq_written *written, const char *text)
{
	const size_t *count = written->count;
	size_t asian = count[RQ_SCRIPT_KANA] + count[RQ_SCRIPT_HANGUL] + count[RQ_SCRIPT_HAN];
	enum rq_script most = RQ_SCRIPT_GREEK;

	for (int i = RQ_SCRIPT_GREEK; i <= RQ_SCRIPT_DEVANAGARI; i++)
		if (count[i] > count[most])
			most = (enum rq_script)i;
	if (asian > count[most]) {
		if (count[RQ_SCRIPT_HANGUL] > asian / 4)
			return "ko";
		return count[RQ_SCRIPT_KANA] > asian / LETTERS_A_KANA ? "ja" : chinese(text);
	}
	if (most == RQ_SCRIPT_CYRILLIC)
		return cyrillic(text);
	if (most == RQ_SCRIPT_ARABIC)
		return arabic(text, count[most]);
	if (most == RQ_SCRIPT_DEVANAGARI)
		return devanagari(text);
	return most == RQ_SCRIPT_GREEK ? "el" : "he";
}

/*
 * Latin letters are names of tools in any language; a character of China, Japan or Korea
 * says as much as two of them.
 */
const char *rq_written_language(const char *text, const char *said)
{
	struct rq_written written = { 0 };
	size_t own = 0;

	rq_written_add(&written, text, RQ_MAX_TEXT_BYTES);
	for (int i = RQ_SCRIPT_GREEK; i < RQ_SCRIPTS; i++)
		own += written.count[i] * (i >= RQ_SCRIPT_KANA ? 2 : 1);
	if (own > written.count[RQ_SCRIPT_OTHER] ||
	    (!said && own > written.count[RQ_SCRIPT_OTHER] / 2))
		return script_language(&written, text);
	if (!said)
		said = rq_language_tell(text);
	return said ? said : "";
}
