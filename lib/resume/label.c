#include "resume/label.h"

#include <string.h>

enum {
	LONGEST = 80, /* bytes of a label */
	FORMAL =
	    18, /* so long are words of forms alone, which go on: "name and type of school …" */
};

/* Keys: lower case, without marks. */
static const struct {
	const char *words;
	enum rq_label label;
} labels[] = {
	{ "arbeitgeber", RQ_LABEL_EMPLOYER },
	{ "azienda", RQ_LABEL_EMPLOYER },
	{ "bedrijf", RQ_LABEL_EMPLOYER },
	{ "bedrijfsnaam", RQ_LABEL_EMPLOYER },
	{ "betrieb", RQ_LABEL_EMPLOYER },
	{ "compania", RQ_LABEL_EMPLOYER },
	{ "company", RQ_LABEL_EMPLOYER },
	{ "company name", RQ_LABEL_EMPLOYER },
	{ "datore di lavoro", RQ_LABEL_EMPLOYER },
	{ "empleador", RQ_LABEL_EMPLOYER },
	{ "employer", RQ_LABEL_EMPLOYER },
	{ "employer name", RQ_LABEL_EMPLOYER },
	{ "employeur", RQ_LABEL_EMPLOYER },
	{ "empregador", RQ_LABEL_EMPLOYER },
	{ "empresa", RQ_LABEL_EMPLOYER },
	{ "entidad", RQ_LABEL_EMPLOYER },
	{ "entidade", RQ_LABEL_EMPLOYER },
	{ "entreprise", RQ_LABEL_EMPLOYER },
	{ "firma", RQ_LABEL_EMPLOYER },
	{ "firmenname", RQ_LABEL_EMPLOYER },
	{ "naam bedrijf", RQ_LABEL_EMPLOYER },
	{ "naam werkgever", RQ_LABEL_EMPLOYER },
	{ "name and address of employer", RQ_LABEL_EMPLOYER },
	{ "name of company", RQ_LABEL_EMPLOYER },
	{ "name of employer", RQ_LABEL_EMPLOYER },
	{ "name und adresse des arbeitgebers", RQ_LABEL_EMPLOYER },
	{ "nom de l'employeur", RQ_LABEL_EMPLOYER },
	{ "nom de l'entreprise", RQ_LABEL_EMPLOYER },
	{ "nom et adresse de l'employeur", RQ_LABEL_EMPLOYER },
	{ "nombre de la empresa", RQ_LABEL_EMPLOYER },
	{ "nombre empresa", RQ_LABEL_EMPLOYER },
	{ "nombre y direccion del empleador", RQ_LABEL_EMPLOYER },
	{ "nome azienda", RQ_LABEL_EMPLOYER },
	{ "nome da empresa", RQ_LABEL_EMPLOYER },
	{ "nome dell'azienda", RQ_LABEL_EMPLOYER },
	{ "nome e endereco do empregador", RQ_LABEL_EMPLOYER },
	{ "nome e indirizzo del datore di lavoro", RQ_LABEL_EMPLOYER },
	{ "organisatie", RQ_LABEL_EMPLOYER },
	{ "organisation", RQ_LABEL_EMPLOYER },
	{ "organisation name", RQ_LABEL_EMPLOYER },
	{ "organizacao", RQ_LABEL_EMPLOYER },
	{ "organizacion", RQ_LABEL_EMPLOYER },
	{ "organization", RQ_LABEL_EMPLOYER },
	{ "organization name", RQ_LABEL_EMPLOYER },
	{ "organizzazione", RQ_LABEL_EMPLOYER },
	{ "societe", RQ_LABEL_EMPLOYER },
	{ "unternehmen", RQ_LABEL_EMPLOYER },
	{ "unternehmensname", RQ_LABEL_EMPLOYER },
	{ "werkgever", RQ_LABEL_EMPLOYER },
	{ "beruf", RQ_LABEL_TITLE },
	{ "berufsbezeichnung", RQ_LABEL_TITLE },
	{ "cargo", RQ_LABEL_TITLE },
	{ "cargo desempenado", RQ_LABEL_TITLE },
	{ "designation", RQ_LABEL_TITLE },
	{ "emploi occupe", RQ_LABEL_TITLE },
	{ "fonction", RQ_LABEL_TITLE },
	{ "funcao", RQ_LABEL_TITLE },
	{ "funcion", RQ_LABEL_TITLE },
	{ "functie", RQ_LABEL_TITLE },
	{ "functietitel", RQ_LABEL_TITLE },
	{ "funktion", RQ_LABEL_TITLE },
	{ "funzione", RQ_LABEL_TITLE },
	{ "intitule du poste", RQ_LABEL_TITLE },
	{ "job role", RQ_LABEL_TITLE },
	{ "job title", RQ_LABEL_TITLE },
	{ "lavoro o posizione ricoperti", RQ_LABEL_TITLE },
	{ "mansione", RQ_LABEL_TITLE },
	{ "occupation", RQ_LABEL_TITLE },
	{ "occupation or position held", RQ_LABEL_TITLE },
	{ "ocupacion", RQ_LABEL_TITLE },
	{ "posicao", RQ_LABEL_TITLE },
	{ "posicion", RQ_LABEL_TITLE },
	{ "position", RQ_LABEL_TITLE },
	{ "position held", RQ_LABEL_TITLE },
	{ "position title", RQ_LABEL_TITLE },
	{ "posizione", RQ_LABEL_TITLE },
	{ "poste", RQ_LABEL_TITLE },
	{ "poste occupe", RQ_LABEL_TITLE },
	{ "puesto", RQ_LABEL_TITLE },
	{ "puesto de trabajo", RQ_LABEL_TITLE },
	{ "qualifica", RQ_LABEL_TITLE },
	{ "role", RQ_LABEL_TITLE },
	{ "ruolo", RQ_LABEL_TITLE },
	{ "stelle", RQ_LABEL_TITLE },
	{ "stellenbezeichnung", RQ_LABEL_TITLE },
	{ "tatigkeit als", RQ_LABEL_TITLE },
	{ "tipo di impiego", RQ_LABEL_TITLE },
	{ "title", RQ_LABEL_TITLE },
	{ "titre du poste", RQ_LABEL_TITLE },
	{ "arbeitsort", RQ_LABEL_PLACE },
	{ "cidade", RQ_LABEL_PLACE },
	{ "citta", RQ_LABEL_PLACE },
	{ "city", RQ_LABEL_PLACE },
	{ "ciudad", RQ_LABEL_PLACE },
	{ "einsatzort", RQ_LABEL_PLACE },
	{ "lieu", RQ_LABEL_PLACE },
	{ "lieu de travail", RQ_LABEL_PLACE },
	{ "local", RQ_LABEL_PLACE },
	{ "local de trabalho", RQ_LABEL_PLACE },
	{ "localidad", RQ_LABEL_PLACE },
	{ "localidade", RQ_LABEL_PLACE },
	{ "localita", RQ_LABEL_PLACE },
	{ "locatie", RQ_LABEL_PLACE },
	{ "location", RQ_LABEL_PLACE },
	{ "lugar", RQ_LABEL_PLACE },
	{ "lugar de trabajo", RQ_LABEL_PLACE },
	{ "luogo", RQ_LABEL_PLACE },
	{ "luogo di lavoro", RQ_LABEL_PLACE },
	{ "ort", RQ_LABEL_PLACE },
	{ "plaats", RQ_LABEL_PLACE },
	{ "place", RQ_LABEL_PLACE },
	{ "sede", RQ_LABEL_PLACE },
	{ "stad", RQ_LABEL_PLACE },
	{ "standort", RQ_LABEL_PLACE },
	{ "standplaats", RQ_LABEL_PLACE },
	{ "ubicacion", RQ_LABEL_PLACE },
	{ "ville", RQ_LABEL_PLACE },
	{ "woonplaats", RQ_LABEL_PLACE },
	{ "work location", RQ_LABEL_PLACE },
	{ "data", RQ_LABEL_TIME },
	{ "datas", RQ_LABEL_TIME },
	{ "date", RQ_LABEL_TIME },
	{ "date (da - a)", RQ_LABEL_TIME },
	{ "date (from - to)", RQ_LABEL_TIME },
	{ "dates", RQ_LABEL_TIME },
	{ "dates (from - to)", RQ_LABEL_TIME },
	{ "dauer", RQ_LABEL_TIME },
	{ "duracao", RQ_LABEL_TIME },
	{ "duracion", RQ_LABEL_TIME },
	{ "durata", RQ_LABEL_TIME },
	{ "duration", RQ_LABEL_TIME },
	{ "duree", RQ_LABEL_TIME },
	{ "duur", RQ_LABEL_TIME },
	{ "fecha", RQ_LABEL_TIME },
	{ "fechas", RQ_LABEL_TIME },
	{ "period", RQ_LABEL_TIME },
	{ "periode", RQ_LABEL_TIME },
	{ "periodo", RQ_LABEL_TIME },
	{ "time period", RQ_LABEL_TIME },
	{ "von - bis", RQ_LABEL_TIME },
	{ "zeit", RQ_LABEL_TIME },
	{ "zeitraum", RQ_LABEL_TIME },
	{ "from - to", RQ_LABEL_TIME },
	{ "from / to", RQ_LABEL_TIME },
	{ "from/to", RQ_LABEL_TIME },
	{ "da - a", RQ_LABEL_TIME },
	{ "de - a", RQ_LABEL_TIME },
	{ "van - tot", RQ_LABEL_TIME },
	{ "from", RQ_LABEL_FROM },
	{ "start", RQ_LABEL_FROM },
	{ "start date", RQ_LABEL_FROM },
	{ "aanvang", RQ_LABEL_FROM },
	{ "beginn", RQ_LABEL_FROM },
	{ "debut", RQ_LABEL_FROM },
	{ "inicio", RQ_LABEL_FROM },
	{ "inizio", RQ_LABEL_FROM },
	{ "von", RQ_LABEL_FROM },
	{ "du", RQ_LABEL_FROM },
	{ "desde", RQ_LABEL_FROM },
	{ "dal", RQ_LABEL_FROM },
	{ "van", RQ_LABEL_FROM },
	{ "to", RQ_LABEL_TO },
	{ "end", RQ_LABEL_TO },
	{ "end date", RQ_LABEL_TO },
	{ "einde", RQ_LABEL_TO },
	{ "ende", RQ_LABEL_TO },
	{ "fim", RQ_LABEL_TO },
	{ "fin", RQ_LABEL_TO },
	{ "fine", RQ_LABEL_TO },
	{ "termino", RQ_LABEL_TO },
	{ "bis", RQ_LABEL_TO },
	{ "au", RQ_LABEL_TO },
	{ "hasta", RQ_LABEL_TO },
	{ "ate", RQ_LABEL_TO },
	{ "al", RQ_LABEL_TO },
	{ "tot", RQ_LABEL_TO },
	{ "institution", RQ_LABEL_SCHOOL },
	{ "institute", RQ_LABEL_SCHOOL },
	{ "instituicao", RQ_LABEL_SCHOOL },
	{ "institucion", RQ_LABEL_SCHOOL },
	{ "istituto", RQ_LABEL_SCHOOL },
	{ "schule", RQ_LABEL_SCHOOL },
	{ "hochschule", RQ_LABEL_SCHOOL },
	{ "universitat", RQ_LABEL_SCHOOL },
	{ "university", RQ_LABEL_SCHOOL },
	{ "college", RQ_LABEL_SCHOOL },
	{ "school", RQ_LABEL_SCHOOL },
	{ "escuela", RQ_LABEL_SCHOOL },
	{ "escola", RQ_LABEL_SCHOOL },
	{ "universidad", RQ_LABEL_SCHOOL },
	{ "universidade", RQ_LABEL_SCHOOL },
	{ "universita", RQ_LABEL_SCHOOL },
	{ "universite", RQ_LABEL_SCHOOL },
	{ "ecole", RQ_LABEL_SCHOOL },
	{ "etablissement", RQ_LABEL_SCHOOL },
	{ "onderwijsinstelling", RQ_LABEL_SCHOOL },
	{ "opleidingsinstituut", RQ_LABEL_SCHOOL },
	{ "centro de estudios", RQ_LABEL_SCHOOL },
	{ "board/university", RQ_LABEL_SCHOOL },
	{ "bildungseinrichtung", RQ_LABEL_SCHOOL },
	{ "name and type of organisation", RQ_LABEL_SCHOOL },
	{ "name und art der bildungs", RQ_LABEL_SCHOOL },
	{ "nom et type de l'etablissement", RQ_LABEL_SCHOOL },
	{ "nombre y tipo del centro", RQ_LABEL_SCHOOL },
	{ "nome e tipo da organizacao", RQ_LABEL_SCHOOL },
	{ "nome e tipo d'organizzazione", RQ_LABEL_SCHOOL },
	{ "nome e tipo di istituto", RQ_LABEL_SCHOOL },
	{ "naam en soort onderwijs", RQ_LABEL_SCHOOL },
	{ "organisation providing education", RQ_LABEL_SCHOOL },
	{ "degree", RQ_LABEL_DEGREE },
	{ "abschluss", RQ_LABEL_DEGREE },
	{ "diplome", RQ_LABEL_DEGREE },
	{ "titulo", RQ_LABEL_DEGREE },
	{ "titulacion", RQ_LABEL_DEGREE },
	{ "titolo di studio", RQ_LABEL_DEGREE },
	{ "course", RQ_LABEL_DEGREE },
	{ "curso", RQ_LABEL_DEGREE },
	{ "corso", RQ_LABEL_DEGREE },
	{ "studiengang", RQ_LABEL_DEGREE },
	{ "studienfach", RQ_LABEL_DEGREE },
	{ "opleiding", RQ_LABEL_DEGREE },
	{ "qualification", RQ_LABEL_DEGREE },
	{ "schulabschluss", RQ_LABEL_DEGREE },
	{ "titulo obtenido", RQ_LABEL_DEGREE },
	{ "qualifica conseguita", RQ_LABEL_DEGREE },
	{ "title of qualification", RQ_LABEL_DEGREE },
	{ "bezeichnung der erworbenen", RQ_LABEL_DEGREE },
	{ "intitule du certificat", RQ_LABEL_DEGREE },
	{ "cualificacion obtenida", RQ_LABEL_DEGREE },
	{ "titulo de la cualificacion", RQ_LABEL_DEGREE },
	{ "designacao da qualificacao", RQ_LABEL_DEGREE },
	{ "titolo della qualifica", RQ_LABEL_DEGREE },
	{ "kwalificatie", RQ_LABEL_DEGREE },
	{ "diploma", RQ_LABEL_DEGREE },
	{ "funcao ou cargo ocupado", RQ_LABEL_TITLE },
	{ "profesion o cargo desempenado", RQ_LABEL_TITLE },
	{ "fonction ou poste occupe", RQ_LABEL_TITLE },
	{ "beruf oder funktion", RQ_LABEL_TITLE },
	{ "functie of beroep", RQ_LABEL_TITLE },
	{ "nome e morada do empregador", RQ_LABEL_EMPLOYER },
	{ "nombre y direccion de la empresa", RQ_LABEL_EMPLOYER },
	{ "naam en adres van werkgever", RQ_LABEL_EMPLOYER },
	{ "naam en adres van de werkgever", RQ_LABEL_EMPLOYER },
	{ "main activities and responsibilities", RQ_LABEL_TASKS },
	{ "wichtigste tatigkeiten", RQ_LABEL_TASKS },
	{ "principales activites", RQ_LABEL_TASKS },
	{ "funciones y responsabilidades", RQ_LABEL_TASKS },
	{ "principais atividades", RQ_LABEL_TASKS },
	{ "principais actividades", RQ_LABEL_TASKS },
	{ "principali attivita", RQ_LABEL_TASKS },
	{ "principali mansioni", RQ_LABEL_TASKS },
	{ "voornaamste activiteiten", RQ_LABEL_TASKS },
	{ "branche", RQ_LABEL_SECTOR },
	{ "sector", RQ_LABEL_SECTOR },
	{ "soort bedrijf of sector", RQ_LABEL_SECTOR },
	{ "tatigkeitsbereich oder branche", RQ_LABEL_SECTOR },
	{ "tipo de empresa o sector", RQ_LABEL_SECTOR },
	{ "tipo de empresa ou sector", RQ_LABEL_SECTOR },
	{ "tipo di azienda o settore", RQ_LABEL_SECTOR },
	{ "type of business or sector", RQ_LABEL_SECTOR },
	{ "type ou secteur d'activite", RQ_LABEL_SECTOR },
	{ "zeitspanne", RQ_LABEL_TIME },
	{ "promocion", RQ_LABEL_TIME },
	{ "faculdade", RQ_LABEL_SCHOOL },
	{ "facultad", RQ_LABEL_SCHOOL },
	{ "scuola", RQ_LABEL_SCHOOL },
	{ "formacao", RQ_LABEL_DEGREE },
	{ "atividade desenvolvida", RQ_LABEL_TASKS },
	{ "atividades desenvolvidas", RQ_LABEL_TASKS },
	{ "principali materie", RQ_LABEL_TASKS },
	{ "anno", RQ_LABEL_TIME },
	{ "annee", RQ_LABEL_TIME },
	{ "ano", RQ_LABEL_TIME },
	{ "jaar", RQ_LABEL_TIME },
	{ "jahr", RQ_LABEL_TIME },
	{ "year", RQ_LABEL_TIME },
};

enum rq_label rq_label_of_words(const char *key, size_t length)
{
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		size_t size = strlen(labels[i].words);

		if (length >= size && memcmp(labels[i].words, key, size) == 0 &&
		    (length == size || (size >= FORMAL && !rq_sheet_is_word(key[size]))))
			return labels[i].label;
	}
	return RQ_LABEL_NONE;
}

/* What the first cell of a row says by itself. */
static enum rq_label label_of_cell(const struct rq_sheet_line *line)
{
	size_t length = line->start < line->length ? strcspn(line->key + line->start, "\t") : 0;

	if (line->kind != RQ_LINE_ROW || line->start + length >= line->length)
		return RQ_LABEL_NONE;
	while (length > 0 && line->key[line->start + length - 1] == ' ')
		length--;
	return rq_label_of_words(line->key + line->start, length);
}

/*
 * "Designation", a word that may be what it says: in a form it stands above or below another
 * piece's. Schools and degrees are told in tables that way, too.
 */
static bool is_of_form(const struct rq_sheet *sheet, size_t line)
{
	enum rq_label label = label_of_cell(&sheet->lines[line]), above, below;

	above = line > 0 ? label_of_cell(&sheet->lines[line - 1]) : RQ_LABEL_NONE;
	below = line + 1 < sheet->count ? label_of_cell(&sheet->lines[line + 1]) : RQ_LABEL_NONE;
	return (label == RQ_LABEL_EMPLOYER || label == RQ_LABEL_TITLE || label == RQ_LABEL_PLACE) &&
	       ((above != RQ_LABEL_NONE && above != label) ||
		(below != RQ_LABEL_NONE && below != label));
}

/*
 * Where a row's first cell ends, when that is a label by itself: of several words, of the time, or
 * one of a form. Where only white space tells that it is a row, two words may be what they say,
 * too, "Job title". Like a colon it may follow the slice.
 */
static const char *find_cell(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	const char *key = rq_sheet_key(sheet, slice);
	size_t length = strcspn(key, "\t"), cell = length;

	if (slice.start != line->start || key[cell] != '\t')
		return NULL;
	while (length > 0 && key[length - 1] == ' ')
		length--;
	if (rq_label_of_words(key, length) == RQ_LABEL_TIME || is_of_form(sheet, slice.line))
		return key + cell;
	if (line->kind != RQ_LINE_ROW && !line->bullet)
		return length >= FORMAL ? key + cell : NULL;
	return memchr(key, ' ', length) ? key + cell : NULL;
}

/* "Company<tab>:<tab>Acme": where the value begins behind the colon or tab of its label. */
static uint32_t skip_joint(const struct rq_sheet_line *line, uint32_t i)
{
	while (i < line->length && (line->key[i] == '\t' || line->key[i] == ' '))
		i++;
	if (i + 1 < line->length && line->key[i] == ':' && strchr("\t ", line->key[i + 1]))
		for (i++; i < line->length && (line->key[i] == '\t' || line->key[i] == ' ');)
			i++;
	return i;
}

enum rq_label rq_label_find(const struct rq_sheet *sheet, struct rq_slice slice, uint32_t *end)
{
	const char *key = rq_sheet_key(sheet, slice), *cell = find_cell(sheet, slice);
	size_t length = slice.end - slice.start, number = strspn(key, "0123456789");
	const char *colon = memchr(key, ':', length), *words = key;
	enum rq_label label = RQ_LABEL_NONE;

	if (cell && (!colon || cell < colon))
		colon = cell;
	if (!colon) /* "Zeitraum: 03/2018": the slice ends before the date, and is trimmed */
		colon = key + length + strspn(key + length, " ");
	if (number > 0 && number + 2 < length && strncmp(key + number, ". ", 2) == 0)
		words += number + 2; /* "1. Company:" */
	length = colon > words ? (size_t)(colon - words) : 0;
	while (length > 0 && (words[length - 1] == ' ' || words[length - 1] == '\t'))
		length--;
	if ((*colon == ':' || colon == cell) && length <= LONGEST)
		label = rq_label_of_words(words, length);
	if (label != RQ_LABEL_NONE)
		*end = skip_joint(&sheet->lines[slice.line],
				  slice.start + (uint32_t)(colon - key) + 1);
	return label;
}

static enum rq_label label_of(const struct rq_sheet *sheet, size_t line)
{
	uint32_t end;

	return rq_label_find(sheet, rq_sheet_whole(sheet, line), &end);
}

bool rq_label_is_range(const struct rq_sheet *sheet, size_t line)
{
	return line + 1 < sheet->count && label_of(sheet, line) == RQ_LABEL_FROM &&
	       label_of(sheet, line + 1) == RQ_LABEL_TO;
}
