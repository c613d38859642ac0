#include "match/cue.h"

#include <assert.h>
#include <string.h>

enum { EXPECTED_PHRASES = 500 };

struct words {
	enum rq_cue cue;
	const char *phrases; /* a semicolon between them */
};

static const struct words of_headings[] = {
	{ RQ_CUE_OFFER,
	  "about;about us;about our company;who we are;our company;the company;company description;"
	  "our story;our mission;our values;we offer;what we offer;what you get;what you'll get;"
	  "what's in it;we provide;benefits;perks;compensation;salary;pay range;why us;why join;"
	  "why work;why you'll love;how to apply;apply;application process;hiring process;"
	  "interview process;next steps;contact;questions;equal opportunity;diversity;eeo;privacy;"
	  "our offer;our culture;"
	  "über uns;wer wir sind;wir bieten;was wir bieten;was wir dir bieten;was wir ihnen bieten;"
	  "das bieten wir;das erwartet dich bei uns;unser angebot;deine vorteile;ihre vorteile;"
	  "vorteile;bewerbung;so bewirbst du dich;kontakt;ansprechpartner;das unternehmen;"
	  "à propos;à propos de nous;qui sommes nous;nous offrons;ce que nous offrons;on vous "
	  "propose;"
	  "nous vous proposons;avantages;rémunération;pourquoi nous rejoindre;candidature;postuler;"
	  "l'entreprise;notre entreprise;"
	  "sobre nosotros;quiénes somos;ofrecemos;qué ofrecemos;te ofrecemos;se ofrece;beneficios;"
	  "la empresa;cómo aplicar;"
	  "sobre nós;sobre a empresa;quem somos;oferecemos;o que oferecemos;benefícios;"
	  "como se candidatar;"
	  "chi siamo;offriamo;cosa offriamo;l'azienda;benefit;come candidarsi;"
	  "over ons;wie zijn wij;wij bieden;wat bieden wij;wat wij bieden;ons aanbod;"
	  "arbeidsvoorwaarden;wat krijg je;solliciteren;sollicitatie" },
	{ RQ_CUE_NICE,
	  "nice to have;nice to haves;good to have;great to have;preferred;desirable;desired;bonus;"
	  "bonus points;plus;pluses;optional;advantageous;would be great;would be a plus;"
	  "ideally;extra credit;additional skills;not required;wish list;"
	  "wünschenswert;von vorteil;idealerweise;pluspunkte;gerne gesehen;das wäre schön;"
	  "nice to have kenntnisse;"
	  "atouts;atout;les plus;serait un plus;seraient un plus;souhaité;souhaitées;souhaitable;"
	  "appréciés;idéalement;"
	  "deseable;deseables;valorable;se valorará;se valora;valoramos;"
	  "desejável;desejáveis;diferenciais;diferencial;valorizamos;"
	  "preferibile;preferibili;gradito;gradite;titolo preferenziale;costituisce un plus;"
	  "pré;een pré;pre;pluspunten;wenselijk;gewenst;bij voorkeur" },
	{ RQ_CUE_MUST,
	  "requirements;requirement;required;required skills;must have;must haves;must bring;"
	  "what you bring;what you'll bring;what you will bring;you bring;what you need;"
	  "what you'll need;what you have;you have;you'll have;you will have;"
	  "you are;who you are;about you;your profile;profile;your skills;skills;skill set;"
	  "qualifications;qualification;what we're looking for;what we are looking for;"
	  "we're looking for;we are looking for;who we're looking for;looking for;essential;"
	  "essentials;essential criteria;minimum qualifications;experience;competencies;"
	  "prerequisites;ideal candidate;candidate profile;your background;what we expect;"
	  "what we require;we require;person specification;knowledge;selection criteria;"
	  "we ask for;what we ask;we expect;what we need;what we want;you should have;"
	  "you should bring;"
	  "anforderungen;anforderungsprofil;voraussetzungen;qualifikationen;qualifikation;ihr "
	  "profil;"
	  "dein profil;profil;das bringst du mit;das bringen sie mit;was du mitbringst;"
	  "was sie mitbringen;du bringst mit;sie bringen mit;was wir erwarten;wir erwarten;"
	  "das erwarten wir;solltest du mitbringen;sollten sie mitbringen;wir wünschen uns;"
	  "was wir uns wünschen;kenntnisse;fähigkeiten;über dich;dein hintergrund;"
	  "profil recherché;votre profil;ton profil;vous êtes;vous avez;compétences;"
	  "compétences requises;prérequis;exigences;qualifications requises;profil souhaité;"
	  "nous attendons;nous demandons;nous recherchons;"
	  "requisitos;perfil;perfil requerido;imprescindible;qué buscamos;buscamos;"
	  "qué necesitas;conocimientos;requerimientos;"
	  "o que procuramos;o que buscamos;obrigatório;qualificações;conhecimentos;"
	  "requisiti;profilo;competenze;competenze richieste;cosa cerchiamo;chi cerchiamo;"
	  "functie eisen;functieeisen;wat vragen wij;wij vragen;wat wij vragen;jouw "
	  "profiel;profiel;"
	  "wat breng je mee;wat breng jij mee;vereisten;wie ben jij;wie zoeken wij;eisen;"
	  "over jou" },
	{ RQ_CUE_DUTY,
	  "the role;about the role;about the job;about the position;about the team;about the ward;"
	  "about the project;about the product;about this;the job;the position;the team;"
	  "responsibilities;your responsibilities;duties;what you will do;what you'll do;what you "
	  "do;"
	  "you will;you'll;your work;your role;your tasks;tasks;your mission;job description;"
	  "day to day;key accountabilities;our stack;tech stack;technology stack;"
	  "aufgaben;ihre aufgaben;deine aufgaben;das machst du;was dich erwartet;was sie erwartet;"
	  "tätigkeiten;dein job;die stelle;stellenbeschreibung;verantwortung;"
	  "missions;vos missions;mission;responsabilités;le poste;votre rôle;description du poste;"
	  "funciones;responsabilidades;tareas;el puesto;descripción;qué harás;"
	  "responsabilidades e atribuições;atividades;atribuições;a vaga;o que vais fazer;"
	  "mansioni;attività;responsabilità;il ruolo;cosa farai;"
	  "taken;jouw taken;wat ga je doen;verantwoordelijkheden;de functie;functieomschrijving;"
	  "werkzaamheden" },
};

static const struct words of_sentences[] = {
	{ RQ_CUE_NICE_BEFORE,
	  "nice to have;good to have;ideally;preferably;bonus;bonus points;bonus points for;"
	  "optionally;we also like;we'd love;it would be great;"
	  "idealerweise;gerne auch;gern auch;optimalerweise;im idealfall;wünschenswert sind;"
	  "wünschenswert wären;von vorteil sind;"
	  "idéalement;de préférence;dans l'idéal;"
	  "idealmente;preferiblemente;preferentemente;se valorará;se valora;valorable;deseable;"
	  "preferencialmente;de preferência;valorizamos;valoriza se;"
	  "preferibilmente;"
	  "bij voorkeur;idealiter;het liefst" },
	{ RQ_CUE_NICE_BEHIND,
	  "a plus;a big plus;a bonus;a strong plus;an advantage;an asset;preferred;desirable;"
	  "desired;advantageous;beneficial;nice to have;optional;would be nice;would be great;"
	  "not required;not essential;not a must;appreciated;welcome;"
	  "von vorteil;wünschenswert;ein plus;ein pluspunkt;nicht zwingend;kein muss;"
	  "willkommen;gern gesehen;gerne gesehen;"
	  "un plus;un atout;souhaité;souhaitée;souhaités;souhaitées;souhaitable;apprécié;appréciée;"
	  "appréciés;appréciées;"
	  "deseables;valorables;un valor añadido;"
	  "desejável;desejáveis;um diferencial;uma mais valia;"
	  "gradito;gradita;gradite;graditi;preferibile;preferibili;titolo preferenziale;"
	  "un vantaggio;"
	  "een pré;een pre;een plus;een pluspunt;wenselijk;gewenst;mooi meegenomen" },
	{ RQ_CUE_MUST_BEFORE,
	  "must have;must know;must bring;must be;you have;you bring;you need;you'll need;you know;"
	  "we require;we need;we expect;requires;required skills;need to have;needs to "
	  "have;essential is;"
	  "you must;candidates must;should have;"
	  "du hast;sie haben;du bringst;sie bringen;sie verfügen;du verfügst;wir erwarten;"
	  "voraussetzung ist;voraussetzung sind;du beherrschst;sie beherrschen;du kennst;"
	  "vous avez;vous maîtrisez;vous possédez;vous justifiez;vous connaissez;nous demandons;"
	  "se requiere;se requieren;imprescindible;es necesario;debes tener;"
	  "é necessário;exige se;tens de ter;obrigatório;"
	  "è richiesta;è richiesto;sono richiesti;sono richieste;si richiede;si richiedono;"
	  "je hebt;u heeft;je beschikt;u beschikt;je kent;vereist is;wij vragen" },
	{ RQ_CUE_MUST_BEHIND,
	  "required;is a must;are a must;a must;essential;mandatory;is necessary;are necessary;"
	  "is needed;are needed;indispensable;"
	  "erforderlich;vorausgesetzt;zwingend;notwendig;unabdingbar;ein muss;setzen wir voraus;"
	  "requis;requise;requises;exigé;exigée;exigés;exigées;obligatoire;obligatoires;"
	  "imprescindibles;requerido;requerida;requeridos;necesario;necesaria;"
	  "obrigatória;obrigatórios;necessário;necessária;"
	  "richiesto;richiesta;richiesti;richieste;indispensabile;indispensabili;"
	  "vereist;noodzakelijk;verplicht;een must" },
	{ RQ_CUE_WANTED,
	  "experience with;experience in;experience of;experience using;knowledge of;"
	  "proficiency in;proficiency with;proficient in;proficient with;skilled in;command of;"
	  "fluency in;understanding of;familiarity with;familiar with;"
	  "erfahrung mit;erfahrung in;erfahrungen mit;erfahrungen in;kenntnisse in;kenntnisse von;"
	  "umgang mit;vertraut mit;"
	  "expérience en;expérience avec;expérience de;expérience sur;connaissance de;"
	  "connaissance du;connaissance des;connaissances en;maîtrise de;maîtrise du;"
	  "experiencia con;experiencia en;conocimiento de;conocimientos de;conocimientos en;"
	  "dominio de;manejo de;"
	  "experiência com;experiência em;conhecimento de;conhecimentos de;conhecimento em;"
	  "esperienza con;esperienza in;esperienza di;conoscenza di;conoscenza del;"
	  "ervaring met;ervaring in;kennis van;bekend met" },
	{ RQ_CUE_ASIDE,
	  "we offer;we provide;we will teach;we'll teach;you get;you'll get;you will get;"
	  "you'll learn;you will learn;equal opportunity;our customers;our clients;training budget;"
	  "founded in;send your;send us;apply at;apply now;apply via;is not required;no experience;"
	  "benefits include;salary;"
	  "wir bieten;bieten wir;bewirb dich;bewerben sie sich;gegründet;unsere kunden;"
	  "nous offrons;nous vous proposons;nos clients;envoyez;fondée en;"
	  "ofrecemos;te ofrecemos;nuestros clientes;fundada en;envía tu;"
	  "oferecemos;os nossos clientes;nossos clientes;envia o teu;"
	  "offriamo;i nostri clienti;invia il tuo;"
	  "wij bieden;onze klanten;stuur je;solliciteer" },
	{ RQ_CUE_STRONG,
	  "strong;expert;expertise;deep;excellent;extensive;solid;profound;proven;advanced;in "
	  "depth;"
	  "outstanding;mastery;fluent;very good;thorough;"
	  "sehr gute;sehr guten;sehr guter;fundierte;fundierten;ausgezeichnete;tiefgehende;tiefe;"
	  "umfassende;umfassenden;hervorragende;exzellente;versierter;"
	  "excellente;excellentes;excellents;maîtrise;solide;solides;approfondie;approfondies;"
	  "parfaite;"
	  "sólidos;sólida;sólido;sólidas;amplia;amplios;avanzado;avanzados;avanzada;dominio;"
	  "excelente;"
	  "domínio;avançado;avançados;profundo;forte;"
	  "ottima;ottime;ottimo;solida;approfondita;eccellente;padronanza;"
	  "uitstekende;sterke;grondige;ruime;diepgaande" },
	{ RQ_CUE_WEAK,
	  "familiarity;familiar;basic;basics;some;exposure;understanding;working "
	  "knowledge;awareness;"
	  "interest in;first experience;enough;"
	  "grundkenntnisse;erste erfahrung;erste erfahrungen;grundlegende;grundlegendes;interesse;"
	  "notions;bases;première expérience;sensibilité;"
	  "básico;básicos;básica;nociones;familiaridad;"
	  "noções;familiaridade;"
	  "base;conoscenza di base;nozioni;familiarità;"
	  "basiskennis;enige;bekend met;affiniteit" },
	{ RQ_CUE_EXAMPLE, "such as;e.g;for example;for instance;like;one of;any of;at least one "
			  "of;either;one or more of;"
			  "z.b;zum beispiel;wie;wie z.b;beispielsweise;etwa;mindestens eine;"
			  "par exemple;tel que;telle que;tels que;telles que;comme;"
			  "por ejemplo;tales como;tal como;como;por exemplo;ex;"
			  "ad esempio;ad es;come;"
			  "zoals;bijvoorbeeld;bijv" },
	{ RQ_CUE_EXPERIENCE,
	  "experience;experienced;background;practice;professional;worked;working;career;"
	  "practising;"
	  "erfahrung;berufserfahrung;praxis;praxiserfahrung;berufspraxis;arbeitserfahrung;"
	  "projekterfahrung;erfahrungen;"
	  "expérience;expériences;"
	  "experiencia;experiência;"
	  "esperienza;"
	  "ervaring;werkervaring" },
	{ RQ_CUE_OR,
	  "or;and or;oder;bzw;beziehungsweise;ou;o;u;of;alternatively;alternativ;sowie oder" },
	{ RQ_CUE_AND, "and;und;sowie;et;y;e;en;as well as;plus;with" },
};

static void add_words(struct rq_phrases *phrases, const struct words *words, size_t count)
{
	char phrase[64];

	for (size_t i = 0; i < count; i++)
		for (const char *at = words[i].phrases; *at;) {
			size_t length = strcspn(at, ";");
			struct rq_tokens parts;

			assert(length < sizeof phrase);
			memcpy(phrase, at, length);
			phrase[length] = '\0';
			rq_tokens_init_parts(&parts, phrase);
			(void)rq_phrases_add(phrases, &parts, words[i].cue);
			rq_tokens_free(&parts);
			at += length + (at[length] == ';');
		}
}

void rq_cues_init(struct rq_cues *cues)
{
	rq_phrases_init(&cues->headings, EXPECTED_PHRASES);
	rq_phrases_init(&cues->sentences, EXPECTED_PHRASES);
	add_words(&cues->headings, of_headings, sizeof of_headings / sizeof of_headings[0]);
	add_words(&cues->sentences, of_sentences, sizeof of_sentences / sizeof of_sentences[0]);
}

void rq_cues_free(struct rq_cues *cues)
{
	rq_phrases_free(&cues->headings);
	rq_phrases_free(&cues->sentences);
}

enum rq_cue rq_cues_of_heading(const struct rq_cues *cues, const struct rq_tokens *parts,
			       size_t *covered)
{
	enum rq_cue first = RQ_CUE_NONE;
	size_t count;

	*covered = 0;
	for (size_t at = 0; at < parts->count; at += count) {
		enum rq_cue cue;

		count = 1;
		cue = (enum rq_cue)rq_phrases_at(&cues->headings, parts, at, &count);
		if (cue == RQ_CUE_NONE)
			continue;
		*covered += count;
		if (first == RQ_CUE_NONE || cue < first)
			first = cue;
	}
	return first;
}

enum rq_cue rq_cues_at(const struct rq_cues *cues, const struct rq_tokens *parts, size_t at,
		       size_t *count)
{
	*count = 1;
	return (enum rq_cue)rq_phrases_at(&cues->sentences, parts, at, count);
}
