#include "match/degree.h"

#include <stdlib.h>
#include <string.h>

#include "match/token.h"

/* When a word counts as a level. */
enum use {
	PLAIN,    /* always */
	IN_TITLE, /* only in the field of a degree */
	SHORT,    /* there, and before "in", or beside another one */
	MASTER,   /* not the master of ceremonies */
	GENERIC,  /* only when no word says more */
};

struct entry {
	const char *words; /* folded parts, a space between them */
	enum rq_degree degree;
	enum use use;
};

/* In the order of strcmp(). */
static const struct entry entries[] = {
	{ "4 year degree", RQ_DEGREE_BACHELOR, PLAIN },
	{ "a levels", RQ_DEGREE_SCHOOL, IN_TITLE },
	{ "a.a", RQ_DEGREE_ASSOCIATE, IN_TITLE },
	{ "a.a.s", RQ_DEGREE_ASSOCIATE, IN_TITLE },
	{ "a.s", RQ_DEGREE_ASSOCIATE, IN_TITLE },
	{ "aa", RQ_DEGREE_ASSOCIATE, IN_TITLE },
	{ "aas", RQ_DEGREE_ASSOCIATE, IN_TITLE },
	{ "abgeschlossene ausbildung", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "abgeschlossenen ausbildung", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "abgeschlossener ausbildung", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "abitur", RQ_DEGREE_SCHOOL, PLAIN },
	{ "advanced degree", RQ_DEGREE_MASTER, PLAIN },
	{ "apprentice", RQ_DEGREE_VOCATIONAL, IN_TITLE },
	{ "apprenticeship", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "associate", RQ_DEGREE_ASSOCIATE, IN_TITLE },
	{ "associate degree", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "associate of", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "associates", RQ_DEGREE_ASSOCIATE, IN_TITLE },
	{ "associates degree", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "associates in", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "ausbildung", RQ_DEGREE_VOCATIONAL, IN_TITLE },
	{ "b.a", RQ_DEGREE_BACHELOR, PLAIN },
	{ "b.arch", RQ_DEGREE_BACHELOR, PLAIN },
	{ "b.com", RQ_DEGREE_BACHELOR, PLAIN },
	{ "b.e", RQ_DEGREE_BACHELOR, PLAIN },
	{ "b.ed", RQ_DEGREE_BACHELOR, PLAIN },
	{ "b.eng", RQ_DEGREE_BACHELOR, PLAIN },
	{ "b.s", RQ_DEGREE_BACHELOR, PLAIN },
	{ "b.sc", RQ_DEGREE_BACHELOR, PLAIN },
	{ "b.tech", RQ_DEGREE_BACHELOR, PLAIN },
	{ "ba", RQ_DEGREE_BACHELOR, SHORT },
	{ "ba degree", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bac", RQ_DEGREE_SCHOOL, IN_TITLE },
	{ "bac 2", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "bac 3", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bac 4", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bac 5", RQ_DEGREE_MASTER, PLAIN },
	{ "bac pro", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "bac+2", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "bac+3", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bac+4", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bac+5", RQ_DEGREE_MASTER, PLAIN },
	{ "baccalaureate", RQ_DEGREE_BACHELOR, PLAIN },
	{ "baccalauréat", RQ_DEGREE_SCHOOL, PLAIN },
	{ "baccalauréat général", RQ_DEGREE_SCHOOL, IN_TITLE },
	{ "baccalauréat professionnel", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "bacharel", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bacharelado", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bachelor", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bachelorabschluss", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bachelordiploma", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bacheloropleiding", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bachelors", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bachelorstudium", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bachillerato", RQ_DEGREE_SCHOOL, PLAIN },
	{ "barch", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bba", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bcom", RQ_DEGREE_BACHELOR, PLAIN },
	{ "be", RQ_DEGREE_BACHELOR, IN_TITLE },
	{ "beng", RQ_DEGREE_BACHELOR, PLAIN },
	{ "berufsausbildung", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "bfa", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bs", RQ_DEGREE_BACHELOR, SHORT },
	{ "bs degree", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bsc", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bsn", RQ_DEGREE_BACHELOR, PLAIN },
	{ "btec", RQ_DEGREE_VOCATIONAL, IN_TITLE },
	{ "btech", RQ_DEGREE_BACHELOR, PLAIN },
	{ "bts", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "cap", RQ_DEGREE_VOCATIONAL, IN_TITLE },
	{ "certificate", RQ_DEGREE_VOCATIONAL, IN_TITLE },
	{ "ciclo formativo", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "college degree", RQ_DEGREE_BACHELOR, PLAIN },
	{ "college education", RQ_DEGREE_BACHELOR, PLAIN },
	{ "curso superior", RQ_DEGREE_BACHELOR, PLAIN },
	{ "curso técnico", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "d.phil", RQ_DEGREE_DOCTOR, PLAIN },
	{ "degree", RQ_DEGREE_BACHELOR, GENERIC },
	{ "deug", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "dipl", RQ_DEGREE_MASTER, PLAIN },
	{ "diplom", RQ_DEGREE_MASTER, PLAIN },
	{ "diploma", RQ_DEGREE_VOCATIONAL, IN_TITLE },
	{ "diploma superiore", RQ_DEGREE_SCHOOL, PLAIN },
	{ "diplomatura", RQ_DEGREE_BACHELOR, PLAIN },
	{ "diplomingenieur", RQ_DEGREE_MASTER, PLAIN },
	{ "diplomstudium", RQ_DEGREE_MASTER, PLAIN },
	{ "diplôme d ingénieur", RQ_DEGREE_MASTER, PLAIN },
	{ "diplôme ingénieur", RQ_DEGREE_MASTER, PLAIN },
	{ "diplôme universitaire", RQ_DEGREE_BACHELOR, PLAIN },
	{ "doctor", RQ_DEGREE_DOCTOR, IN_TITLE },
	{ "doctor of", RQ_DEGREE_DOCTOR, PLAIN },
	{ "doctorado", RQ_DEGREE_DOCTOR, PLAIN },
	{ "doctoral", RQ_DEGREE_DOCTOR, PLAIN },
	{ "doctoral degree", RQ_DEGREE_DOCTOR, PLAIN },
	{ "doctorante", RQ_DEGREE_DOCTOR, IN_TITLE },
	{ "doctorat", RQ_DEGREE_DOCTOR, PLAIN },
	{ "doctorate", RQ_DEGREE_DOCTOR, PLAIN },
	{ "doktor", RQ_DEGREE_DOCTOR, IN_TITLE },
	{ "doktorat", RQ_DEGREE_DOCTOR, PLAIN },
	{ "doktorgrad", RQ_DEGREE_DOCTOR, PLAIN },
	{ "doktortitel", RQ_DEGREE_DOCTOR, PLAIN },
	{ "dottorato", RQ_DEGREE_DOCTOR, PLAIN },
	{ "doutorado", RQ_DEGREE_DOCTOR, PLAIN },
	{ "doutoramento", RQ_DEGREE_DOCTOR, PLAIN },
	{ "dphil", RQ_DEGREE_DOCTOR, PLAIN },
	{ "dr", RQ_DEGREE_DOCTOR, IN_TITLE },
	{ "drs", RQ_DEGREE_DOCTOR, IN_TITLE },
	{ "dut", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "ed.d", RQ_DEGREE_DOCTOR, PLAIN },
	{ "edd", RQ_DEGREE_DOCTOR, PLAIN },
	{ "emba", RQ_DEGREE_MASTER, PLAIN },
	{ "ensino médio", RQ_DEGREE_SCHOOL, PLAIN },
	{ "ensino superior", RQ_DEGREE_BACHELOR, PLAIN },
	{ "ensino técnico", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "fachabitur", RQ_DEGREE_SCHOOL, PLAIN },
	{ "fachhochschulabschluss", RQ_DEGREE_BACHELOR, PLAIN },
	{ "fachhochschulstudium", RQ_DEGREE_BACHELOR, PLAIN },
	{ "formación profesional", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "foundation degree", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "four year degree", RQ_DEGREE_BACHELOR, PLAIN },
	{ "fp", RQ_DEGREE_VOCATIONAL, IN_TITLE },
	{ "gcse", RQ_DEGREE_SCHOOL, IN_TITLE },
	{ "gcses", RQ_DEGREE_SCHOOL, IN_TITLE },
	{ "ged", RQ_DEGREE_SCHOOL, PLAIN },
	{ "gepromoveerd", RQ_DEGREE_DOCTOR, PLAIN },
	{ "grado", RQ_DEGREE_BACHELOR, IN_TITLE },
	{ "grado en", RQ_DEGREE_BACHELOR, PLAIN },
	{ "grado medio", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "grado superior", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "grado universitario", RQ_DEGREE_BACHELOR, PLAIN },
	{ "graduada en", RQ_DEGREE_BACHELOR, PLAIN },
	{ "graduado en", RQ_DEGREE_BACHELOR, PLAIN },
	{ "graduate degree", RQ_DEGREE_MASTER, PLAIN },
	{ "graduação", RQ_DEGREE_BACHELOR, PLAIN },
	{ "hauptschulabschluss", RQ_DEGREE_SCHOOL, PLAIN },
	{ "havo", RQ_DEGREE_SCHOOL, IN_TITLE },
	{ "hbo", RQ_DEGREE_BACHELOR, PLAIN },
	{ "hbo diploma", RQ_DEGREE_BACHELOR, PLAIN },
	{ "high school", RQ_DEGREE_SCHOOL, IN_TITLE },
	{ "high school degree", RQ_DEGREE_SCHOOL, PLAIN },
	{ "high school diploma", RQ_DEGREE_SCHOOL, PLAIN },
	{ "high school education", RQ_DEGREE_SCHOOL, PLAIN },
	{ "high school graduate", RQ_DEGREE_SCHOOL, PLAIN },
	{ "higher national diploma", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "hnc", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "hnd", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "hochschulabschluss", RQ_DEGREE_BACHELOR, PLAIN },
	{ "hochschulstudium", RQ_DEGREE_BACHELOR, PLAIN },
	{ "hons", RQ_DEGREE_BACHELOR, IN_TITLE },
	{ "ingegnere", RQ_DEGREE_MASTER, IN_TITLE },
	{ "ingeniero", RQ_DEGREE_MASTER, IN_TITLE },
	{ "ingénieur", RQ_DEGREE_MASTER, IN_TITLE },
	{ "ingénieur diplômé", RQ_DEGREE_MASTER, PLAIN },
	{ "j.d", RQ_DEGREE_DOCTOR, IN_TITLE },
	{ "jd", RQ_DEGREE_DOCTOR, IN_TITLE },
	{ "juris doctor", RQ_DEGREE_DOCTOR, PLAIN },
	{ "kaufmännische ausbildung", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "laurea", RQ_DEGREE_BACHELOR, PLAIN },
	{ "laurea magistrale", RQ_DEGREE_MASTER, PLAIN },
	{ "laurea specialistica", RQ_DEGREE_MASTER, PLAIN },
	{ "laurea triennale", RQ_DEGREE_BACHELOR, PLAIN },
	{ "laureata", RQ_DEGREE_BACHELOR, PLAIN },
	{ "laureato", RQ_DEGREE_BACHELOR, PLAIN },
	{ "lehrabschluss", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "lehre", RQ_DEGREE_VOCATIONAL, IN_TITLE },
	{ "licence", RQ_DEGREE_BACHELOR, IN_TITLE },
	{ "licence en", RQ_DEGREE_BACHELOR, PLAIN },
	{ "licence professionnelle", RQ_DEGREE_BACHELOR, PLAIN },
	{ "licenciada", RQ_DEGREE_BACHELOR, PLAIN },
	{ "licenciado", RQ_DEGREE_BACHELOR, PLAIN },
	{ "licenciado en", RQ_DEGREE_BACHELOR, PLAIN },
	{ "licenciatura", RQ_DEGREE_BACHELOR, PLAIN },
	{ "ll.b", RQ_DEGREE_BACHELOR, PLAIN },
	{ "ll.m", RQ_DEGREE_MASTER, PLAIN },
	{ "llb", RQ_DEGREE_BACHELOR, PLAIN },
	{ "llm", RQ_DEGREE_MASTER, IN_TITLE },
	{ "m.a", RQ_DEGREE_MASTER, PLAIN },
	{ "m.arch", RQ_DEGREE_MASTER, PLAIN },
	{ "m.b.a", RQ_DEGREE_MASTER, PLAIN },
	{ "m.d", RQ_DEGREE_DOCTOR, IN_TITLE },
	{ "m.ed", RQ_DEGREE_MASTER, PLAIN },
	{ "m.eng", RQ_DEGREE_MASTER, PLAIN },
	{ "m.phil", RQ_DEGREE_MASTER, PLAIN },
	{ "m.s", RQ_DEGREE_MASTER, PLAIN },
	{ "m.sc", RQ_DEGREE_MASTER, PLAIN },
	{ "m.tech", RQ_DEGREE_MASTER, PLAIN },
	{ "ma", RQ_DEGREE_MASTER, SHORT },
	{ "ma degree", RQ_DEGREE_MASTER, PLAIN },
	{ "maestría", RQ_DEGREE_MASTER, PLAIN },
	{ "magister", RQ_DEGREE_MASTER, PLAIN },
	{ "magíster", RQ_DEGREE_MASTER, PLAIN },
	{ "master", RQ_DEGREE_MASTER, MASTER },
	{ "master 2", RQ_DEGREE_MASTER, PLAIN },
	{ "master degree", RQ_DEGREE_MASTER, PLAIN },
	{ "masterabschluss", RQ_DEGREE_MASTER, PLAIN },
	{ "masterdiploma", RQ_DEGREE_MASTER, PLAIN },
	{ "masteropleiding", RQ_DEGREE_MASTER, PLAIN },
	{ "masters", RQ_DEGREE_MASTER, PLAIN },
	{ "masterstudium", RQ_DEGREE_MASTER, PLAIN },
	{ "mastère", RQ_DEGREE_MASTER, PLAIN },
	{ "matura", RQ_DEGREE_SCHOOL, PLAIN },
	{ "maturità", RQ_DEGREE_SCHOOL, PLAIN },
	{ "maîtrise", RQ_DEGREE_MASTER, IN_TITLE },
	{ "mba", RQ_DEGREE_MASTER, PLAIN },
	{ "mbo", RQ_DEGREE_VOCATIONAL, IN_TITLE },
	{ "mbo diploma", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "mbo niveau", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "mbo opleiding", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "mbo werk", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "md", RQ_DEGREE_DOCTOR, IN_TITLE },
	{ "meisterbrief", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "meng", RQ_DEGREE_MASTER, PLAIN },
	{ "mestrado", RQ_DEGREE_MASTER, PLAIN },
	{ "mestre em", RQ_DEGREE_MASTER, PLAIN },
	{ "mfa", RQ_DEGREE_MASTER, PLAIN },
	{ "mittelschule", RQ_DEGREE_SCHOOL, PLAIN },
	{ "mittlere reife", RQ_DEGREE_SCHOOL, PLAIN },
	{ "mpa", RQ_DEGREE_MASTER, PLAIN },
	{ "mph", RQ_DEGREE_MASTER, IN_TITLE },
	{ "mphil", RQ_DEGREE_MASTER, PLAIN },
	{ "mres", RQ_DEGREE_MASTER, IN_TITLE },
	{ "ms", RQ_DEGREE_MASTER, SHORT },
	{ "ms degree", RQ_DEGREE_MASTER, PLAIN },
	{ "msc", RQ_DEGREE_MASTER, PLAIN },
	{ "msn", RQ_DEGREE_MASTER, PLAIN },
	{ "mtech", RQ_DEGREE_MASTER, PLAIN },
	{ "máster", RQ_DEGREE_MASTER, PLAIN },
	{ "nvq", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "ph.d", RQ_DEGREE_DOCTOR, PLAIN },
	{ "phd", RQ_DEGREE_DOCTOR, PLAIN },
	{ "postdoc", RQ_DEGREE_DOCTOR, IN_TITLE },
	{ "postgraduate", RQ_DEGREE_MASTER, IN_TITLE },
	{ "postgraduate degree", RQ_DEGREE_MASTER, PLAIN },
	{ "promotion", RQ_DEGREE_DOCTOR, IN_TITLE },
	{ "promoviert", RQ_DEGREE_DOCTOR, PLAIN },
	{ "promovierte", RQ_DEGREE_DOCTOR, PLAIN },
	{ "promovierter", RQ_DEGREE_DOCTOR, PLAIN },
	{ "qualifica professionale", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "realschulabschluss", RQ_DEGREE_SCHOOL, PLAIN },
	{ "schulabschluss", RQ_DEGREE_SCHOOL, PLAIN },
	{ "scuola superiore", RQ_DEGREE_SCHOOL, IN_TITLE },
	{ "secondary education", RQ_DEGREE_SCHOOL, IN_TITLE },
	{ "secondary school", RQ_DEGREE_SCHOOL, IN_TITLE },
	{ "secondary school certificate", RQ_DEGREE_SCHOOL, PLAIN },
	{ "secondary school diploma", RQ_DEGREE_SCHOOL, PLAIN },
	{ "staatlich geprüfter techniker", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "staatsexamen", RQ_DEGREE_MASTER, PLAIN },
	{ "studienabschluss", RQ_DEGREE_BACHELOR, PLAIN },
	{ "studium", RQ_DEGREE_BACHELOR, PLAIN },
	{ "superior completo", RQ_DEGREE_BACHELOR, PLAIN },
	{ "technische ausbildung", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "titolo universitario", RQ_DEGREE_BACHELOR, PLAIN },
	{ "titulación superior", RQ_DEGREE_BACHELOR, PLAIN },
	{ "titulación universitaria", RQ_DEGREE_BACHELOR, PLAIN },
	{ "trade certificate", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "trade school", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "técnico profissional", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "técnico superior", RQ_DEGREE_ASSOCIATE, PLAIN },
	{ "título universitario", RQ_DEGREE_BACHELOR, PLAIN },
	{ "undergraduate", RQ_DEGREE_BACHELOR, IN_TITLE },
	{ "undergraduate degree", RQ_DEGREE_BACHELOR, PLAIN },
	{ "universitaire opleiding", RQ_DEGREE_MASTER, PLAIN },
	{ "university degree", RQ_DEGREE_BACHELOR, PLAIN },
	{ "university education", RQ_DEGREE_BACHELOR, PLAIN },
	{ "universitätsabschluss", RQ_DEGREE_BACHELOR, PLAIN },
	{ "universitätsstudium", RQ_DEGREE_BACHELOR, PLAIN },
	{ "vmbo", RQ_DEGREE_SCHOOL, IN_TITLE },
	{ "vocational degree", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "vocational education", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "vocational qualification", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "vocational training", RQ_DEGREE_VOCATIONAL, PLAIN },
	{ "vwo", RQ_DEGREE_SCHOOL, IN_TITLE },
	{ "wo", RQ_DEGREE_MASTER, IN_TITLE },
	{ "wo bachelor", RQ_DEGREE_BACHELOR, PLAIN },
	{ "wo diploma", RQ_DEGREE_MASTER, PLAIN },
	{ "wo master", RQ_DEGREE_MASTER, PLAIN },
	{ "wo niveau", RQ_DEGREE_MASTER, PLAIN },
	{ "wo opleiding", RQ_DEGREE_MASTER, PLAIN },
	{ "wo werk", RQ_DEGREE_MASTER, PLAIN }
};

static const char *const names[] = {
	NULL, "school", "vocational", "associate", "bachelor", "master", "doctor",
};

const char *rq_degree_name(enum rq_degree degree)
{
	return names[degree];
}

enum rq_degree rq_degree_find(const char *name)
{
	for (size_t i = 1; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return (enum rq_degree)i;
	return RQ_DEGREE_NONE;
}

/* How many tokens an entry takes at a place; 0 when it does not stand there. */
static size_t length_at(const struct rq_tokens *parts, size_t at, const char *words)
{
	size_t count = 0;

	for (; at + count < parts->count; count++) {
		const char *word = parts->token[at + count].text;
		size_t length = strlen(word);

		if (strncmp(words, word, length) != 0)
			return 0;
		words += length;
		if (*words == '\0')
			return count + 1;
		if (*words++ != ' ')
			return 0;
	}
	return 0;
}

/* The first entry that does not sort before a word. */
static size_t lower_bound(const char *word)
{
	size_t low = 0, high = sizeof entries / sizeof entries[0];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(entries[middle].words, word) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct entry *longest_at(const struct rq_tokens *parts, size_t at, size_t *used)
{
	const char *word = parts->token[at].text;
	size_t length = strlen(word);
	const struct entry *best = NULL;

	*used = 1;
	for (size_t i = lower_bound(word);
	     i < sizeof entries / sizeof entries[0] && strncmp(entries[i].words, word, length) == 0;
	     i++) {
		size_t count = length_at(parts, at, entries[i].words);

		if (count > 0 && (!best || count > *used)) {
			best = &entries[i];
			*used = count;
		}
	}
	return best;
}

/* The text of a neighbor, or "". */
static const char *word_at(const struct rq_tokens *parts, size_t at)
{
	return at < parts->count ? parts->token[at].text : "";
}

static bool is_master(const char *text, const struct rq_tokens *parts, size_t at)
{
	static const char before[] = " bachelor bachelors or oder ou o of un en ";
	static const char behind[] = " degree thesis level abschluss studium en di niveau o ou ";
	const char *end = text + parts->token[at].end;

	if (at > 0 && strcmp(parts->token[at - 1].text, "scrum") == 0)
		return false;
	return end[0] == '\'' || strncmp(end, "\xe2\x80\x99", 3) == 0 ||
	       rq_token_is_one_of(word_at(parts, at + 1), behind) ||
	       (at > 0 && rq_token_is_one_of(parts->token[at - 1].text, before));
}

static bool is_generic(const struct rq_tokens *parts, size_t at)
{
	static const char before[] = " high higher 360 90 180 some certain no large great without ";

	return strcmp(word_at(parts, at + 1), "of") != 0 &&
	       (at == 0 || !rq_token_is_one_of(parts->token[at - 1].text, before));
}

static bool is_short(const struct rq_tokens *parts, size_t at)
{
	const char *next = word_at(parts, at + 1);

	return strcmp(next, "in") == 0 || strcmp(next, "degree") == 0 ||
	       parts->token[at].joint == '/' ||
	       (at + 1 < parts->count && parts->token[at + 1].joint == '/');
}

static bool counts(const struct entry *entry, const char *text, bool title,
		   const struct rq_tokens *parts, size_t at)
{
	switch (entry->use) {
	case IN_TITLE:
		return title;
	case SHORT:
		return title || is_short(parts, at);
	case MASTER:
		return title || is_master(text, parts, at);
	case GENERIC:
		return is_generic(parts, at);
	case PLAIN:
	default:
		return true;
	}
}

void rq_degree_read(const char *text, bool title, enum rq_degree *lowest, enum rq_degree *highest)
{
	enum rq_degree generic = RQ_DEGREE_NONE;
	struct rq_tokens parts;
	size_t used;

	*lowest = *highest = RQ_DEGREE_NONE;
	rq_tokens_init_parts(&parts, text);
	for (size_t at = 0; at < parts.count; at += used) {
		const struct entry *entry = longest_at(&parts, at, &used);

		if (!entry || !counts(entry, text, title, &parts, at))
			continue;
		if (entry->use == GENERIC) {
			generic = entry->degree;
			continue;
		}
		if (*lowest == RQ_DEGREE_NONE || entry->degree < *lowest)
			*lowest = entry->degree;
		if (entry->degree > *highest)
			*highest = entry->degree;
	}
	if (*highest == RQ_DEGREE_NONE)
		*lowest = *highest = generic;
	rq_tokens_free(&parts);
}
