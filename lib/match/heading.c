#include "match/heading.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum { LABELED_LINES = 40, TITLE_BYTES = 100, TITLE_WORDS = 12, COMPANY_WORDS = 7 };

/* Part of the text. */
struct span {
	const char *at;
	size_t length;
};

/* Lists hold folded phrases between semicolons. */
static const char title_labels[] =
    ";title;job title;position;position title;role;job;vacancy;stelle;stellentitel;"
    "stellenbezeichnung;berufsbezeichnung;poste;intitulé du poste;intitulé;puesto;cargo;"
    "título del puesto;posizione;ruolo;functie;functietitel;vacature;título;titre;titolo;";
static const char company_labels[] =
    ";company;company name;employer;organisation;organization;hiring organization;unternehmen;"
    "firma;arbeitgeber;entreprise;société;employeur;empresa;empleador;azienda;società;bedrijf;"
    "werkgever;empregador;";
static const char empty_headings[] =
    ";job description;job posting;job advertisement;job ad;job offer;vacancy;position;overview;"
    "description;about us;about the job;about the role;the role;the position;we are hiring;"
    "we're hiring;summary;introduction;stellenanzeige;stellenausschreibung;stellenangebot;"
    "über uns;wir suchen;offre d'emploi;description du poste;à propos;oferta de empleo;"
    "descripción del puesto;vacature;offerta di lavoro;vaga;oferta de emprego;";
static const char hiring_words[] =
    ";seeking;hiring;recruiting;looking for;searching for;suchen;sucht;recherchons;recherche;"
    "recrute;recrutons;buscamos;busca;cerchiamo;cerca;zoeken;zoekt;procuramos;procura;";
static const char articles[] =
    ";a;an;the;our;another;ein;eine;einen;un;une;una;uno;um;uma;een;new;our next;our new;";
static const char title_ends[] =
    ";to;who;for;with;in;at;that;on;and;you;as;zur;für;mit;der;die;das;im;bei;pour;qui;avec;à;"
    "para;con;que;per;che;voor;met;die;om;em;com;join;based;";
static const char not_companies[] =
    ";we;i;you;us;they;our;the;this;your;it;who;who we are;you'll;role;job;position;remote;hybrid;"
    "location;full;part;permanent;contract;salary;team;me;wir;nous;wij;client;";
static const char company_forms[] =
    ";gmbh;ag;se;kg;ltd;limited;inc;llc;plc;bv;b.v;nv;sa;s.a;sas;sarl;spa;s.p.a;srl;s.r.l;oy;ab;as;"
    "hospital;university;school;bank;clinic;group;systems;college;council;trust;institute;"
    "corp;corporation;technologies;labs;partners;holding;holdings;industries;associates;ventures;"
    "logistics;airlines;foundation;klinikum;universität;hochschule;stiftung;lda;ltda;";

static bool is_listed(const char *list, const char *word, size_t length)
{
	char *folded = rq_text_fold(word, length);
	size_t size = strlen(folded);
	bool found = false;

	for (const char *at = list; size > 0 && !found && (at = strstr(at, folded)) != NULL; at++)
		found = at > list && at[-1] == ';' && at[size] == ';';
	free(folded);
	return found;
}

static bool is_trimmed(char c)
{
	return c == ' ' || c == '\t' || c == '*' || c == '_' || c == '#' || c == '>' || c == '=';
}

/* Without space and the marks of Markdown around it. */
static struct span trim(struct span span)
{
	while (span.length > 0 && is_trimmed(span.at[0])) {
		span.at++;
		span.length--;
	}
	while (span.length > 0 && is_trimmed(span.at[span.length - 1]))
		span.length--;
	return span;
}

static struct span line_at(const char *text)
{
	return (struct span) { text, strcspn(text, "\n") };
}

static const char *next_line(const char *text)
{
	text += strcspn(text, "\n");
	return *text ? text + 1 : NULL;
}

static char *copy(struct span span)
{
	span = trim(span);
	while (span.length > 0 && strchr(",;:-|", span.at[span.length - 1]))
		span = trim((struct span) { span.at, span.length - 1 });
	return span.length > 0 ? rq_strndup(span.at, span.length) : NULL;
}

static size_t count_words(struct span span)
{
	size_t words = 0;

	for (size_t i = 0; i < span.length; i++)
		if (span.at[i] != ' ' && (i == 0 || span.at[i - 1] == ' '))
			words++;
	return words;
}

/* The next word of a span, which shrinks to what is behind it. */
static struct span take_word(struct span *rest)
{
	struct span word;

	while (rest->length > 0 && strchr(" \t\n", rest->at[0])) {
		rest->at++;
		rest->length--;
	}
	word.at = rest->at;
	word.length = 0;
	while (word.length < rest->length && !strchr(" \t\n", word.at[word.length]))
		word.length++;
	rest->at += word.length;
	rest->length -= word.length;
	return word;
}

static char *value_of_label(const char *text, const char *labels)
{
	for (int i = 0; text && i < LABELED_LINES; i++, text = next_line(text)) {
		struct span line = trim(line_at(text)), label = line;
		const char *colon = memchr(line.at, ':', line.length);
		char *value;

		if (!colon)
			continue;
		label.length = (size_t)(colon - line.at);
		label = trim(label);
		if (!is_listed(labels, label.at, label.length))
			continue;
		value =
		    copy((struct span) { colon + 1, line.length - (size_t)(colon + 1 - line.at) });
		if (value && strlen(value) <= TITLE_BYTES)
			return value;
		free(value);
	}
	return NULL;
}

/* The place of a word or phrase between spaces, or NULL. */
static const char *find_word(struct span span, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 1; i + length < span.length; i++)
		if (span.at[i - 1] == ' ' && span.at[i + length] == ' ' &&
		    strncasecmp(span.at + i, word, length) == 0)
			return span.at + i;
	return NULL;
}

static struct span behind(struct span span, const char *at)
{
	return (struct span) { at, span.length - (size_t)(at - span.at) };
}

static struct span without_articles(struct span span)
{
	struct span rest = span, word = take_word(&rest);

	while (word.length > 0 && is_listed(articles, word.at, word.length)) {
		span = trim(rest);
		word = take_word(&rest);
	}
	return span;
}

static bool is_capital(struct span word)
{
	size_t size;
	int32_t first;

	if (word.length == 0)
		return false;
	first = rq_text_decode(word.at, word.length, &size);
	return rq_text_is_upper(first) || rq_text_is_digit(first);
}

/* A name of a few words, all but the smallest with capitals. */
static bool is_name(struct span span)
{
	size_t capitals = 0, words = 0;
	struct span rest = span, word = take_word(&rest);

	if (word.length == 0 || !is_capital(word) || is_listed(not_companies, word.at, word.length))
		return false;
	for (; word.length > 0; word = take_word(&rest), words++) {
		if (is_capital(word))
			capitals++;
		else if (word.length > 3)
			return false;
	}
	return words <= COMPANY_WORDS && capitals > 0;
}

static bool has_form(struct span span)
{
	struct span word;

	while ((word = take_word(&span)).length > 0) {
		while (word.length > 1 && strchr(".,", word.at[word.length - 1]))
			word.length--;
		if (is_listed(company_forms, word.at, word.length))
			return true;
	}
	return false;
}

/* "Acme is hiring a Baker", "Baker at Acme": the line of the title taken apart. */
static void split_title(struct span line, char **title, char **company)
{
	static const char *const hires[] = { "is hiring",     "is looking for", "is seeking",
					     "is recruiting", "sucht",          "recrute",
					     "busca",         "cerca",          "zoekt",
					     "procura" };
	static const char *const at[] = { "at", "@", "bei", "chez" };
	struct span name;
	const char *found;

	for (size_t i = 0; i < sizeof hires / sizeof hires[0]; i++) {
		found = find_word(line, hires[i]);
		name = (struct span) { line.at, found ? (size_t)(found - line.at) : 0 };
		if (!found)
			continue;
		if (!*company && is_name(trim(name)))
			*company = copy(name);
		*title = copy(without_articles(trim(behind(line, found + strlen(hires[i])))));
		return;
	}
	for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
		found = find_word(line, at[i]);
		if (!found || !is_name(trim(behind(line, found + strlen(at[i])))))
			continue;
		if (!*company)
			*company = copy(behind(line, found + strlen(at[i])));
		line.length = (size_t)(found - line.at);
		break;
	}
	*title = copy(without_articles(line));
}

static bool is_title(struct span line)
{
	return line.length > 0 && line.length <= TITLE_BYTES && count_words(line) <= TITLE_WORDS &&
	       !strchr(".!?;,", line.at[line.length - 1]);
}

/* "We are seeking a Machine Learning Engineer to join ...": up to the word that ends it. */
static char *title_in_sentence(const char *text)
{
	struct span rest = { text, strlen(text) < 600 ? strlen(text) : 600 }, word, start;
	struct span before = { text, 0 };

	for (word = take_word(&rest); word.length > 0; before = word, word = take_word(&rest)) {
		struct span pair = { before.at, (size_t)(word.at + word.length - before.at) };
		size_t words = 0;

		if (!is_listed(hiring_words, word.at, word.length) &&
		    !is_listed(hiring_words, pair.at, pair.length))
			continue;
		start = without_articles(trim(rest));
		for (rest = start; (word = take_word(&rest)).length > 0; words++) {
			if (is_listed(title_ends, word.at, word.length) || word.at[0] == '(')
				break;
			start.length = (size_t)(word.at + word.length - start.at);
			if (strchr(",.;:!", word.at[word.length - 1])) {
				start.length--;
				words++;
				break;
			}
		}
		start.length = words > 0 ? start.length : 0;
		return words <= 8 && is_name((struct span) { start.at, start.length }) ? copy(start)
										       : NULL;
	}
	return NULL;
}

/* The first line that says something, or NULL. */
static const char *first_line(const char *text)
{
	for (; text; text = next_line(text)) {
		struct span line = trim(line_at(text));

		while (line.length > 0 && line.at[line.length - 1] == ':')
			line.length--;
		if (line.length > 0 && !is_listed(empty_headings, line.at, line.length))
			return text;
	}
	return NULL;
}

static bool stands_again(const char *text, struct span name)
{
	char *wanted = rq_strndup(name.at, name.length);
	bool found = strstr(text, wanted) != NULL;

	free(wanted);
	return found;
}

/* "Acme, Inc." whole, and "Acme Ltd" of "Acme Ltd, Leeds"; of other lists nothing. */
static struct span before_place(struct span line)
{
	const char *comma = memchr(line.at, ',', line.length);
	struct span head = line, tail;

	if (!comma)
		return line;
	head.length = (size_t)(comma - line.at);
	tail = trim(behind(line, comma + 1));
	if (count_words(tail) == 1 && has_form(tail))
		return line;
	if (count_words(head) < 2 || !has_form(head))
		head.length = 0;
	return head;
}

/* The line under the title, when what it begins with is surely a name. */
static char *company_under(const char *line)
{
	static const char *const ends[] = { " · ", " | ", " – ", " — ", " • " };
	struct span name, raw;
	bool bold;

	do
		line = next_line(line);
	while (line && trim(line_at(line)).length == 0);
	if (!line)
		return NULL;
	raw = line_at(line);
	bold = raw.length > 4 && raw.at[0] == '*' && raw.at[1] == '*';
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		const char *end = memmem(raw.at, raw.length, ends[i], strlen(ends[i]));

		if (end)
			raw.length = (size_t)(end - raw.at);
	}
	name = before_place(trim(raw));
	if (!is_name(name) || memchr(name.at, ':', name.length))
		return NULL;
	if (bold || has_form(name) || stands_again(raw.at + raw.length, name))
		return copy(name);
	return NULL;
}

/* "About Acme" as a line of its own. */
static char *company_about(const char *text)
{
	for (; text; text = next_line(text)) {
		struct span line = trim(line_at(text)), rest = line;
		struct span word = take_word(&rest);

		rest = trim(rest);
		if (word.length == 5 && strncasecmp(word.at, "about", 5) == 0 && line.length < 60 &&
		    is_name(rest))
			return copy(rest);
	}
	return NULL;
}

void rq_heading_read(const char *text, char **title, char **company)
{
	const char *first = first_line(text);

	*title = value_of_label(text, title_labels);
	*company = value_of_label(text, company_labels);
	if (!first)
		return;
	if (!*title) {
		struct span line = trim(line_at(first));

		if (is_title(line))
			split_title(line, title, company);
		else
			*title = title_in_sentence(first);
	}
	if (!*company)
		*company = company_under(first);
	if (!*company)
		*company = company_about(text);
}
