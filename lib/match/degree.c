#include "match/degree.h"

#include <stdio.h>
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

struct group {
	enum rq_degree degree;
	enum use use;
	const char *words; /* phrases of folded parts, each between semicolons */
};

static const struct group groups[] = {
	{ RQ_DEGREE_SCHOOL, PLAIN,
	  ";abitur;baccalauréat;bachillerato;diploma superiore;ensino médio;"
	  "fachabitur;ged;hauptschulabschluss;high school degree;high school diploma;"
	  "high school education;high school graduate;matura;maturità;mittelschule;"
	  "mittlere reife;realschulabschluss;schulabschluss;"
	  "secondary school certificate;secondary school diploma;" },
	{ RQ_DEGREE_SCHOOL, IN_TITLE,
	  ";a levels;bac;baccalauréat général;gcse;gcses;havo;high school;"
	  "scuola superiore;secondary education;secondary school;vmbo;vwo;" },
	{ RQ_DEGREE_VOCATIONAL, PLAIN,
	  ";abgeschlossene ausbildung;abgeschlossenen ausbildung;"
	  "abgeschlossener ausbildung;apprenticeship;bac pro;"
	  "baccalauréat professionnel;berufsausbildung;ciclo formativo;curso técnico;"
	  "ensino técnico;formación profesional;grado medio;kaufmännische ausbildung;"
	  "lehrabschluss;mbo diploma;mbo niveau;mbo opleiding;mbo werk;nvq;"
	  "qualifica professionale;technische ausbildung;trade certificate;"
	  "trade school;técnico profissional;vocational degree;vocational education;"
	  "vocational qualification;vocational training;" },
	{ RQ_DEGREE_VOCATIONAL, IN_TITLE,
	  ";apprentice;ausbildung;btec;cap;certificate;diploma;fp;lehre;mbo;" },
	{ RQ_DEGREE_ASSOCIATE, PLAIN,
	  ";associate degree;associate of;associates degree;associates in;bac 2;bac+2;"
	  "bts;deug;dut;foundation degree;grado superior;higher national diploma;hnc;"
	  "hnd;meisterbrief;staatlich geprüfter techniker;técnico superior;" },
	{ RQ_DEGREE_ASSOCIATE, IN_TITLE, ";a.a;a.a.s;a.s;aa;aas;associate;associates;" },
	{ RQ_DEGREE_BACHELOR, PLAIN,
	  ";4 year degree;b.a;b.arch;b.com;b.e;b.ed;b.eng;b.s;b.sc;b.tech;ba degree;"
	  "bac 3;bac 4;bac+3;bac+4;baccalaureate;bacharel;bacharelado;bachelor;"
	  "bachelorabschluss;bachelordiploma;bacheloropleiding;bachelors;"
	  "bachelorstudium;barch;bba;bcom;beng;bfa;bs degree;bsc;bsn;btech;"
	  "college degree;college education;curso superior;diplomatura;"
	  "diplôme universitaire;ensino superior;fachhochschulabschluss;"
	  "fachhochschulstudium;four year degree;grado en;grado universitario;"
	  "graduada en;graduado en;graduação;hbo;hbo diploma;hochschulabschluss;"
	  "hochschulstudium;laurea;laurea triennale;laureata;laureato;licence en;"
	  "licence professionnelle;licenciada;licenciado;licenciado en;licenciatura;"
	  "ll.b;llb;studienabschluss;studium;superior completo;titolo universitario;"
	  "titulación superior;titulación universitaria;título universitario;"
	  "undergraduate degree;university degree;university education;"
	  "universitätsabschluss;universitätsstudium;wo bachelor;" },
	{ RQ_DEGREE_BACHELOR, IN_TITLE, ";be;grado;hons;licence;undergraduate;" },
	{ RQ_DEGREE_BACHELOR, SHORT, ";ba;bs;" },
	{ RQ_DEGREE_BACHELOR, GENERIC, ";degree;" },
	{ RQ_DEGREE_MASTER, PLAIN,
	  ";advanced degree;bac 5;bac+5;dipl;diplom;diplomingenieur;diplomstudium;"
	  "diplôme d ingénieur;diplôme ingénieur;emba;graduate degree;"
	  "ingénieur diplômé;laurea magistrale;laurea specialistica;ll.m;m.a;m.arch;"
	  "m.b.a;m.ed;m.eng;m.phil;m.s;m.sc;m.tech;ma degree;maestría;magister;"
	  "magíster;master 2;master degree;masterabschluss;masterdiploma;"
	  "masteropleiding;masters;masterstudium;mastère;mba;meng;mestrado;mestre em;"
	  "mfa;mpa;mphil;ms degree;msc;msn;mtech;máster;postgraduate degree;"
	  "staatsexamen;universitaire opleiding;wo diploma;wo master;wo niveau;"
	  "wo opleiding;wo werk;" },
	{ RQ_DEGREE_MASTER, IN_TITLE,
	  ";ingegnere;ingeniero;ingénieur;llm;maîtrise;mph;mres;postgraduate;wo;" },
	{ RQ_DEGREE_MASTER, SHORT, ";ma;ms;" },
	{ RQ_DEGREE_MASTER, MASTER, ";master;" },
	{ RQ_DEGREE_DOCTOR, PLAIN,
	  ";d.phil;doctor of;doctorado;doctoral;doctoral degree;doctorat;doctorate;"
	  "doktorat;doktorgrad;doktortitel;dottorato;doutorado;doutoramento;dphil;"
	  "ed.d;edd;gepromoveerd;juris doctor;ph.d;phd;promoviert;promovierte;"
	  "promovierter;" },
	{ RQ_DEGREE_DOCTOR, IN_TITLE,
	  ";doctor;doctorante;doktor;dr;drs;j.d;jd;m.d;md;postdoc;promotion;" },
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

/* How many tokens a phrase takes at a place; 0 when it does not stand there. */
static size_t length_at(const struct rq_tokens *parts, size_t at, const char *phrase)
{
	size_t count = 0;

	for (; at + count < parts->count; count++) {
		const char *word = parts->token[at + count].text;
		size_t length = strlen(word);

		if (strncmp(phrase, word, length) != 0)
			return 0;
		phrase += length;
		if (*phrase == ';')
			return count + 1;
		if (*phrase++ != ' ')
			return 0;
	}
	return 0;
}

/* The group of the longest phrase at a place, or NULL. */
static const struct group *longest_at(const struct rq_tokens *parts, size_t at, size_t *used)
{
	const char *word = parts->token[at].text;
	const struct group *best = NULL;
	char start[32]; /* of a phrase; no word of theirs is longer */

	*used = 1;
	if (snprintf(start, sizeof start, ";%s", word) >= (int)sizeof start)
		return NULL;
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
		for (const char *phrase = groups[i].words;
		     (phrase = strstr(phrase, start)) != NULL;) {
			size_t count = length_at(parts, at, ++phrase);

			if (count > 0 && (!best || count > *used)) {
				best = &groups[i];
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

static bool counts(const struct group *group, const char *text, bool title,
		   const struct rq_tokens *parts, size_t at)
{
	switch (group->use) {
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
		const struct group *group = longest_at(&parts, at, &used);

		if (!group || !counts(group, text, title, &parts, at))
			continue;
		if (group->use == GENERIC) {
			generic = group->degree;
			continue;
		}
		if (*lowest == RQ_DEGREE_NONE || group->degree < *lowest)
			*lowest = group->degree;
		if (group->degree > *highest)
			*highest = group->degree;
	}
	if (*highest == RQ_DEGREE_NONE)
		*lowest = *highest = generic;
	rq_tokens_free(&parts);
}
