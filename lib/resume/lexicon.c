#include "resume/lexicon.h"

#include <string.h>

/* words.tsv, linked in as it is. */
extern const char words_start[] __asm__("_binary_words_tsv_start");
extern const char words_end[] __asm__("_binary_words_tsv_end");

enum { LONGEST_WORD = 40, SHORTEST_STEM = 3 };

static const struct {
	const char *name;
	uint32_t kind;
} kinds[] = {
	{ "month", RQ_WORD_MONTH },
	{ "season", RQ_WORD_SEASON },
	{ "about", RQ_WORD_ABOUT },
	{ "since", RQ_WORD_SINCE },
	{ "from", RQ_WORD_FROM },
	{ "until", RQ_WORD_UNTIL },
	{ "to", RQ_WORD_TO },
	{ "present", RQ_WORD_PRESENT },
	{ "fill", RQ_WORD_FILL },
	{ "filler", RQ_WORD_FILLER },
	{ "document", RQ_WORD_DOCUMENT },
	{ "particle", RQ_WORD_PARTICLE },
	{ "label", RQ_WORD_LABEL },
	{ "title", RQ_WORD_TITLE },
	{ "grade", RQ_WORD_GRADE },
	{ "legal", RQ_WORD_LEGAL },
	{ "org", RQ_WORD_ORG },
	{ "school", RQ_WORD_SCHOOL },
	{ "degree", RQ_WORD_DEGREE },
	{ "place", RQ_WORD_PLACE },
	{ "city", RQ_WORD_CITY },
	{ "state", RQ_WORD_STATE },
	{ "fluency", RQ_WORD_FLUENCY },
	{ "level", RQ_WORD_LEVEL },
	{ "tongue", RQ_WORD_TONGUE },
	{ "score", RQ_WORD_SCORE },
	{ "course", RQ_WORD_COURSE },
	{ "glue", RQ_WORD_GLUE },
};

static const struct {
	const char *name;
	uint8_t section;
} sections[] = {
	{ "contact", RQ_SECTION_CONTACT },
	{ "summary", RQ_SECTION_SUMMARY },
	{ "work", RQ_SECTION_WORK },
	{ "volunteer", RQ_SECTION_VOLUNTEER },
	{ "education", RQ_SECTION_EDUCATION },
	{ "awards", RQ_SECTION_AWARDS },
	{ "certificates", RQ_SECTION_CERTIFICATES },
	{ "publications", RQ_SECTION_PUBLICATIONS },
	{ "skills", RQ_SECTION_SKILLS },
	{ "languages", RQ_SECTION_LANGUAGES },
	{ "interests", RQ_SECTION_INTERESTS },
	{ "references", RQ_SECTION_REFERENCES },
	{ "projects", RQ_SECTION_PROJECTS },
};

/* Endings of compounds, of German and Dutch above all. */
static const struct {
	const char *ending;
	struct rq_word word;
} endings[] = {
	{ "entwickler", { .kinds = RQ_WORD_TITLE } },
	{ "entwicklerin", { .kinds = RQ_WORD_TITLE } },
	{ "leiter", { .kinds = RQ_WORD_TITLE } },
	{ "leiterin", { .kinds = RQ_WORD_TITLE } },
	{ "ingenieur", { .kinds = RQ_WORD_TITLE } },
	{ "ingenieurin", { .kinds = RQ_WORD_TITLE } },
	{ "berater", { .kinds = RQ_WORD_TITLE } },
	{ "beraterin", { .kinds = RQ_WORD_TITLE } },
	{ "manager", { .kinds = RQ_WORD_TITLE } },
	{ "managerin", { .kinds = RQ_WORD_TITLE } },
	{ "techniker", { .kinds = RQ_WORD_TITLE } },
	{ "technikerin", { .kinds = RQ_WORD_TITLE } },
	{ "mechaniker", { .kinds = RQ_WORD_TITLE } },
	{ "meister", { .kinds = RQ_WORD_TITLE } },
	{ "arbeiter", { .kinds = RQ_WORD_TITLE } },
	{ "arbeiterin", { .kinds = RQ_WORD_TITLE } },
	{ "pfleger", { .kinds = RQ_WORD_TITLE } },
	{ "pflegerin", { .kinds = RQ_WORD_TITLE } },
	{ "lehrer", { .kinds = RQ_WORD_TITLE } },
	{ "lehrerin", { .kinds = RQ_WORD_TITLE } },
	{ "praktikant", { .kinds = RQ_WORD_TITLE } },
	{ "praktikantin", { .kinds = RQ_WORD_TITLE } },
	{ "analyst", { .kinds = RQ_WORD_TITLE } },
	{ "kaufmann", { .kinds = RQ_WORD_TITLE } },
	{ "kauffrau", { .kinds = RQ_WORD_TITLE } },
	{ "assistent", { .kinds = RQ_WORD_TITLE } },
	{ "assistentin", { .kinds = RQ_WORD_TITLE } },
	{ "ontwikkelaar", { .kinds = RQ_WORD_TITLE } },
	{ "medewerker", { .kinds = RQ_WORD_TITLE } },
	{ "universitat", { .kinds = RQ_WORD_SCHOOL } },
	{ "universiteit", { .kinds = RQ_WORD_SCHOOL } },
	{ "hochschule", { .kinds = RQ_WORD_SCHOOL } },
	{ "schule", { .kinds = RQ_WORD_SCHOOL } },
	{ "gymnasium", { .kinds = RQ_WORD_SCHOOL } },
	{ "akademie", { .kinds = RQ_WORD_SCHOOL } },
	{ "klinik", { .kinds = RQ_WORD_ORG } },
	{ "klinikum", { .kinds = RQ_WORD_ORG } },
	{ "krankenhaus", { .kinds = RQ_WORD_ORG } },
	{ "werke", { .kinds = RQ_WORD_ORG } },
	{ "gesellschaft", { .kinds = RQ_WORD_ORG } },
	{ "erfahrung", { .section = RQ_SECTION_WORK, .rank = 2 } },
	{ "werdegang", { .section = RQ_SECTION_WORK, .rank = 2 } },
	{ "ervaring", { .section = RQ_SECTION_WORK, .rank = 2 } },
	{ "sprachen", { .section = RQ_SECTION_LANGUAGES, .rank = 4 } },
	{ "kenntnisse", { .section = RQ_SECTION_SKILLS, .rank = 3 } },
	{ "vaardigheden", { .section = RQ_SECTION_SKILLS, .rank = 3 } },
	{ "ausbildung", { .section = RQ_SECTION_EDUCATION, .rank = 3 } },
	{ "studium", { .section = RQ_SECTION_EDUCATION, .rank = 3 } },
	{ "projekte", { .section = RQ_SECTION_PROJECTS, .rank = 3 } },
};

static int compare(const char *word, size_t length, const char *known, size_t known_length)
{
	size_t common = length < known_length ? length : known_length;
	int order = memcmp(word, known, common);

	if (order != 0)
		return order;
	return length == known_length ? 0 : length < known_length ? -1 : 1;
}

static void read_kind(struct rq_word *word, const char *tag, size_t length)
{
	const char *equals = memchr(tag, '=', length);
	size_t name = equals ? (size_t)(equals - tag) : length;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strncmp(kinds[i].name, tag, name) == 0 && !kinds[i].name[name]) {
			word->kinds |= kinds[i].kind;
			for (size_t k = name + 1; kinds[i].kind == RQ_WORD_MONTH && k < length; k++)
				word->month = (uint8_t)(word->month * 10 + tag[k] - '0');
			return;
		}
	for (size_t i = 0; equals && i < sizeof sections / sizeof sections[0]; i++)
		if (strncmp(sections[i].name, tag, name) == 0 && !sections[i].name[name]) {
			word->section = sections[i].section;
			word->rank = (uint8_t)(equals[1] - '0');
		}
}

static struct rq_word read_kinds(const char *tags, const char *end)
{
	struct rq_word word = { 0 };

	while (tags < end) {
		const char *space = memchr(tags, ' ', (size_t)(end - tags));
		const char *stop = space ? space : end;

		read_kind(&word, tags, (size_t)(stop - tags));
		tags = stop + 1;
	}
	return word;
}

struct rq_word rq_lexicon_find(const char *word, size_t length)
{
	const char *low = words_start, *high = words_end;

	if (length == 0 || length > LONGEST_WORD)
		return (struct rq_word) { 0 };
	while (low < high) {
		const char *line = low + (high - low) / 2;
		const char *tab, *end;
		int order;

		while (line > low && line[-1] != '\n')
			line--;
		tab = memchr(line, '\t', (size_t)(high - line));
		end = memchr(line, '\n', (size_t)(high - line));
		if (!tab || !end)
			break;
		order = compare(word, length, line, (size_t)(tab - line));
		if (order == 0)
			return read_kinds(tab + 1, end);
		if (order < 0)
			high = line;
		else
			low = end + 1;
	}
	return (struct rq_word) { 0 };
}

struct rq_word rq_lexicon_find_compound(const char *word, size_t length)
{
	struct rq_word found = rq_lexicon_find(word, length);

	if (found.kinds || found.section)
		return found;
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t ending = strlen(endings[i].ending);

		if (length >= ending + SHORTEST_STEM &&
		    memcmp(word + length - ending, endings[i].ending, ending) == 0)
			return endings[i].word;
	}
	return found;
}
