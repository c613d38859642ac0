#include "resume/word.h"

#include <endian.h>
#include <string.h>

#define WORD(word, kinds) { word, { kinds, 0, 0, 0 } },
#define MONTH_WORD(word, kinds, month) { word, { kinds, month, 0, 0 } },
#define HEADING_WORD(word, kinds, section, rank) { word, { kinds, 0, RQ_SECTION_##section, rank } },

enum {
	LONGEST_WORD = 40,
	SHORTEST_STEM = 3,
	SHORTEST_SLIP = 8, /* letters: in a shorter word a slip makes another one */
	SHORTEST_ENDING = 5,
	MONTH = RQ_WORD_MONTH,
	SEASON = RQ_WORD_SEASON,
	ABOUT = RQ_WORD_ABOUT,
	SINCE = RQ_WORD_SINCE,
	FROM = RQ_WORD_FROM,
	UNTIL = RQ_WORD_UNTIL,
	TO = RQ_WORD_TO,
	PRESENT = RQ_WORD_PRESENT,
	FILL = RQ_WORD_FILL,
	FILLER = RQ_WORD_FILLER,
	DOCUMENT = RQ_WORD_DOCUMENT,
	PARTICLE = RQ_WORD_PARTICLE,
	LABEL = RQ_WORD_LABEL,
	TITLE = RQ_WORD_TITLE,
	GRADE = RQ_WORD_GRADE,
	LEGAL = RQ_WORD_LEGAL,
	ORG = RQ_WORD_ORG,
	SCHOOL = RQ_WORD_SCHOOL,
	DEGREE = RQ_WORD_DEGREE,
	PLACE = RQ_WORD_PLACE,
	CITY = RQ_WORD_CITY,
	STATE = RQ_WORD_STATE,
	FLUENCY = RQ_WORD_FLUENCY,
	LEVEL = RQ_WORD_LEVEL,
	TONGUE = RQ_WORD_TONGUE,
	SCORE = RQ_WORD_SCORE,
	COURSE = RQ_WORD_COURSE,
	GLUE = RQ_WORD_GLUE,
	HONORIFIC = RQ_WORD_HONORIFIC,
	NAMED = RQ_WORD_NAMED,
	PARTNER = RQ_WORD_PARTNER,
};

static const struct {
	char word[LONGEST_WORD];
	struct rq_word says;
} words[] = {
#include "resume/words.h"
};

#define ENDING(text, ...)                                                                          \
	{                                                                                          \
		text, sizeof(text) - 1,                                                            \
		{                                                                                  \
			__VA_ARGS__                                                                \
		}                                                                                  \
	}

/* Endings of compounds, of German and Dutch above all, and of scripts without spaces. */
static const struct {
	const char *ending;
	size_t length;
	struct rq_word word;
} endings[] = {
	ENDING("entwickler", .kinds = TITLE),
	ENDING("entwicklerin", .kinds = TITLE),
	ENDING("leiter", .kinds = TITLE),
	ENDING("leiterin", .kinds = TITLE),
	ENDING("ingenieur", .kinds = TITLE),
	ENDING("ingenieurin", .kinds = TITLE),
	ENDING("berater", .kinds = TITLE),
	ENDING("beraterin", .kinds = TITLE),
	ENDING("manager", .kinds = TITLE),
	ENDING("managerin", .kinds = TITLE),
	ENDING("techniker", .kinds = TITLE),
	ENDING("technikerin", .kinds = TITLE),
	ENDING("mechaniker", .kinds = TITLE),
	ENDING("meister", .kinds = TITLE),
	ENDING("arbeiter", .kinds = TITLE),
	ENDING("arbeiterin", .kinds = TITLE),
	ENDING("pfleger", .kinds = TITLE),
	ENDING("pflegerin", .kinds = TITLE),
	ENDING("lehrer", .kinds = TITLE),
	ENDING("lehrerin", .kinds = TITLE),
	ENDING("praktikant", .kinds = TITLE),
	ENDING("praktikantin", .kinds = TITLE),
	ENDING("praktikum", .kinds = TITLE),
	ENDING("analyst", .kinds = TITLE),
	ENDING("kaufmann", .kinds = TITLE),
	ENDING("kauffrau", .kinds = TITLE),
	ENDING("assistent", .kinds = TITLE),
	ENDING("assistentin", .kinds = TITLE),
	ENDING("ontwikkelaar", .kinds = TITLE),
	ENDING("medewerker", .kinds = TITLE),
	ENDING("mechatroniker", .kinds = TITLE),
	ENDING("schlosser", .kinds = TITLE),
	ENDING("fahrer", .kinds = TITLE),
	ENDING("verkaufer", .kinds = TITLE),
	ENDING("kaufleute", .kinds = TITLE),
	ENDING("betreuer", .kinds = TITLE),
	ENDING("berichterstatter", .kinds = TITLE),
	ENDING("trainer", .kinds = TITLE),
	ENDING("trainerin", .kinds = TITLE),
	ENDING("fachkraft", .kinds = TITLE),
	ENDING("monteur", .kinds = TITLE),
	ENDING("elektroniker", .kinds = TITLE),
	ENDING("elektriker", .kinds = TITLE),
	ENDING("helfer", .kinds = TITLE),
	ENDING("angestellte", .kinds = TITLE),
	ENDING("angestellter", .kinds = TITLE),
	ENDING("chauffeur", .kinds = TITLE),
	ENDING("bediende", .kinds = TITLE),
	ENDING("verpleegkundige", .kinds = TITLE),
	ENDING("begeleider", .kinds = TITLE),
	ENDING("adviseur", .kinds = TITLE),
	ENDING("meester", .kinds = TITLE),
	ENDING("beheerder", .kinds = TITLE),
	ENDING("bouwer", .kinds = TITLE),
	ENDING("assistente", .kinds = TITLE),
	ENDING("工程师", .kinds = TITLE),
	ENDING("经理", .kinds = TITLE),
	ENDING("总监", .kinds = TITLE),
	ENDING("エンジニア", .kinds = TITLE),
	ENDING("プログラマー", .kinds = TITLE),
	ENDING("マネージャー", .kinds = TITLE),
	ENDING("연구원", .kinds = TITLE),
	ENDING("개발자", .kinds = TITLE),
	ENDING("엔지니어", .kinds = TITLE),
	ENDING("販売員", .kinds = TITLE),
	ENDING("事務員", .kinds = TITLE),
	ENDING("看護師", .kinds = TITLE),
	ENDING("教師", .kinds = TITLE),
	ENDING("部長", .kinds = TITLE),
	ENDING("課長", .kinds = TITLE),
	ENDING("店長", .kinds = TITLE),
	ENDING("学部", .kinds = COURSE),
	ENDING("学科", .kinds = COURSE),
	ENDING("研究科", .kinds = COURSE),
	ENDING("公司", .kinds = ORG),
	ENDING("会社", .kinds = ORG),
	ENDING("集团", .kinds = ORG),
	ENDING("전자", .kinds = ORG),
	ENDING("주식회사", .kinds = ORG),
	ENDING("市", .kinds = CITY),
	ENDING("区", .kinds = CITY),
	ENDING("県", .kinds = PLACE),
	ENDING("大学", .kinds = SCHOOL),
	ENDING("学院", .kinds = SCHOOL),
	ENDING("대학교", .kinds = SCHOOL),
	ENDING("universitat", .kinds = SCHOOL),
	ENDING("universiteit", .kinds = SCHOOL),
	ENDING("hochschule", .kinds = SCHOOL),
	ENDING("schule", .kinds = SCHOOL),
	ENDING("gymnasium", .kinds = SCHOOL),
	ENDING("akademie", .kinds = SCHOOL),
	ENDING("hogeschool", .kinds = SCHOOL),
	ENDING("school", .kinds = SCHOOL),
	ENDING("lyceum", .kinds = SCHOOL),
	ENDING("anstalt", .kinds = SCHOOL),
	ENDING("diploma", .kinds = DEGREE),
	ENDING("college", .kinds = SCHOOL),
	ENDING("klinik", .kinds = ORG),
	ENDING("klinikum", .kinds = ORG),
	ENDING("krankenhaus", .kinds = ORG),
	ENDING("verein", .kinds = ORG),
	ENDING("zentrum", .kinds = ORG),
	ENDING("praxis", .kinds = ORG),
	ENDING("handel", .kinds = ORG),
	ENDING("werkstatt", .kinds = ORG),
	ENDING("bedrijf", .kinds = ORG),
	ENDING("groep", .kinds = ORG),
	ENDING("ziekenhuis", .kinds = ORG),
	ENDING("centrum", .kinds = ORG),
	ENDING("werke", .kinds = ORG),
	ENDING("gesellschaft", .kinds = ORG),
	ENDING("erfahrung", .section = RQ_SECTION_WORK, .rank = 2),
	ENDING("werdegang", .section = RQ_SECTION_WORK, .rank = 2),
	ENDING("ervaring", .section = RQ_SECTION_WORK, .rank = 2),
	ENDING("sprachen", .section = RQ_SECTION_LANGUAGES, .rank = 4),
	ENDING("kenntnisse", .section = RQ_SECTION_SKILLS, .rank = 3),
	ENDING("kompetenz", .section = RQ_SECTION_SKILLS, .rank = 3),
	ENDING("kompetenzen", .section = RQ_SECTION_SKILLS, .rank = 3),
	ENDING("kennis", .section = RQ_SECTION_SKILLS, .rank = 3),
	ENDING("vaardigheden", .section = RQ_SECTION_SKILLS, .rank = 3),
	ENDING("ausbildung", .section = RQ_SECTION_EDUCATION, .rank = 3),
	ENDING("studium", .section = RQ_SECTION_EDUCATION, .rank = 3),
	ENDING("projekte", .section = RQ_SECTION_PROJECTS, .rank = 3),
};

/* Where a company's kind stands in front of its name. */
static const char *const companies[] = { "株式会社", "有限会社", "合同会社", "주식회사" };

/* The first eight bytes, zeros behind the end, as a number whose order is theirs. */
static uint64_t prefix_of(const char *word, size_t length)
{
	uint64_t bytes = 0;

	memcpy(&bytes, word, length < sizeof bytes ? length : sizeof bytes);
	return be64toh(bytes);
}

struct rq_word rq_word_find(const char *word, size_t length)
{
	size_t low = 0, high = sizeof words / sizeof words[0];
	uint64_t prefix;

	if (length == 0 || length >= LONGEST_WORD)
		return (struct rq_word) { 0 };
	prefix = prefix_of(word, length);
	while (low < high) {
		size_t middle = (low + high) / 2;
		uint64_t other = prefix_of(words[middle].word, sizeof other);
		int order = prefix < other ? -1 : prefix > other;

		if (order == 0 && length > 8)
			order = memcmp(word + 8, words[middle].word + 8, length - 8);
		if (order == 0 && words[middle].word[length] == '\0')
			return words[middle].says;
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return (struct rq_word) { 0 };
}

struct rq_word rq_word_find_compound(const char *word, size_t length)
{
	struct rq_word found = rq_word_find(word, length);

	if (found.kinds || found.section || length < SHORTEST_STEM + SHORTEST_ENDING)
		return found;
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t ending = endings[i].length;

		if (length >= ending + SHORTEST_STEM &&
		    word[length - 1] == endings[i].ending[ending - 1] &&
		    memcmp(word + length - ending, endings[i].ending, ending) == 0)
			return endings[i].word;
	}
	for (size_t i = 0; i < sizeof companies / sizeof companies[0]; i++)
		if (length > strlen(companies[i]) &&
		    memcmp(word, companies[i], strlen(companies[i])) == 0)
			return (struct rq_word) { .kinds = ORG };
	return found;
}

/* Whether a word becomes the other, which is right, by one slip of the hand. */
static bool is_slip(const char *word, size_t length, const char *right, size_t size)
{
	size_t i = 0;

	while (i < length && i < size && word[i] == right[i])
		i++;
	if (i + 1 >= length) /* an ending is none: "experienced" */
		return false;
	if (length == size) { /* wrong, or exchanged */
		if (memcmp(word + i + 1, right + i + 1, length - i - 1) == 0)
			return true;
		return i + 1 < length && word[i] == right[i + 1] && word[i + 1] == right[i] &&
		       memcmp(word + i + 2, right + i + 2, length - i - 2) == 0;
	}
	if (length + 1 == size) /* missing, but not the end, as of a plural */
		return i + 1 < size && memcmp(word + i, right + i + 1, length - i) == 0;
	return length == size + 1 && i > 0 && word[i] == word[i - 1] &&
	       memcmp(word + i + 1, right + i, size - i) == 0;
}

struct rq_word rq_word_find_misspelt(const char *word, size_t length)
{
	size_t low = 0, high = sizeof words / sizeof words[0];

	if (length < SHORTEST_SLIP || length >= LONGEST_WORD || (unsigned char)word[0] >= 0x80)
		return (struct rq_word) { 0 };
	while (low < high) { /* slips spare the first two letters */
		size_t middle = (low + high) / 2;

		if (memcmp(words[middle].word, word, 2) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < sizeof words / sizeof words[0] && memcmp(words[low].word, word, 2) == 0; low++)
		if (words[low].says.section && strlen(words[low].word) >= SHORTEST_SLIP &&
		    is_slip(word, length, words[low].word, strlen(words[low].word)))
			return words[low].says;
	return (struct rq_word) { 0 };
}

bool rq_word_is_one_of(const char *word, size_t length, const char *list)
{
	const char *at = list, *end = list + strlen(list);

	if (length == 0 || memchr(word, ' ', length))
		return false;
	while ((at = memmem(at, (size_t)(end - at), word, length)) && at + length < end) {
		if (at > list && at[-1] == ' ' && at[length] == ' ')
			return true;
		at++;
	}
	return false;
}
