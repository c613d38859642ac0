#include "resume/label.h"

#include <string.h>

enum { LONGEST = 32 }; /* bytes of a label */

/* Keys: lower case, without marks. */
static const struct {
	const char *words;
	enum rq_label label;
} labels[] = {
	{ "arbeitgeber", RQ_LABEL_EMPLOYER },
	{ "azienda", RQ_LABEL_EMPLOYER },
	{ "bedrijf", RQ_LABEL_EMPLOYER },
	{ "company", RQ_LABEL_EMPLOYER },
	{ "company name", RQ_LABEL_EMPLOYER },
	{ "datore di lavoro", RQ_LABEL_EMPLOYER },
	{ "employer", RQ_LABEL_EMPLOYER },
	{ "employeur", RQ_LABEL_EMPLOYER },
	{ "empresa", RQ_LABEL_EMPLOYER },
	{ "entidad", RQ_LABEL_EMPLOYER },
	{ "entreprise", RQ_LABEL_EMPLOYER },
	{ "firma", RQ_LABEL_EMPLOYER },
	{ "name of employer", RQ_LABEL_EMPLOYER },
	{ "organisation", RQ_LABEL_EMPLOYER },
	{ "organization", RQ_LABEL_EMPLOYER },
	{ "organizacion", RQ_LABEL_EMPLOYER },
	{ "organizzazione", RQ_LABEL_EMPLOYER },
	{ "societe", RQ_LABEL_EMPLOYER },
	{ "unternehmen", RQ_LABEL_EMPLOYER },
	{ "werkgever", RQ_LABEL_EMPLOYER },
	{ "cargo", RQ_LABEL_TITLE },
	{ "designation", RQ_LABEL_TITLE },
	{ "fonction", RQ_LABEL_TITLE },
	{ "funcao", RQ_LABEL_TITLE },
	{ "functie", RQ_LABEL_TITLE },
	{ "funktion", RQ_LABEL_TITLE },
	{ "funzione", RQ_LABEL_TITLE },
	{ "job title", RQ_LABEL_TITLE },
	{ "occupation or position held", RQ_LABEL_TITLE },
	{ "position", RQ_LABEL_TITLE },
	{ "posizione", RQ_LABEL_TITLE },
	{ "poste", RQ_LABEL_TITLE },
	{ "poste occupe", RQ_LABEL_TITLE },
	{ "puesto", RQ_LABEL_TITLE },
	{ "qualifica", RQ_LABEL_TITLE },
	{ "role", RQ_LABEL_TITLE },
	{ "ruolo", RQ_LABEL_TITLE },
	{ "stelle", RQ_LABEL_TITLE },
	{ "title", RQ_LABEL_TITLE },
	{ "ciudad", RQ_LABEL_PLACE },
	{ "lieu", RQ_LABEL_PLACE },
	{ "local", RQ_LABEL_PLACE },
	{ "location", RQ_LABEL_PLACE },
	{ "lugar", RQ_LABEL_PLACE },
	{ "luogo", RQ_LABEL_PLACE },
	{ "ort", RQ_LABEL_PLACE },
	{ "place", RQ_LABEL_PLACE },
	{ "plaats", RQ_LABEL_PLACE },
	{ "sede", RQ_LABEL_PLACE },
	{ "data", RQ_LABEL_TIME },
	{ "date", RQ_LABEL_TIME },
	{ "dates", RQ_LABEL_TIME },
	{ "duration", RQ_LABEL_TIME },
	{ "duree", RQ_LABEL_TIME },
	{ "fecha", RQ_LABEL_TIME },
	{ "fechas", RQ_LABEL_TIME },
	{ "period", RQ_LABEL_TIME },
	{ "periode", RQ_LABEL_TIME },
	{ "periodo", RQ_LABEL_TIME },
	{ "zeitraum", RQ_LABEL_TIME },
};

enum rq_label rq_label_find(const struct rq_sheet *sheet, struct rq_slice slice, uint32_t *end)
{
	const char *key = rq_sheet_key(sheet, slice);
	const char *colon = memchr(key, ':', slice.end - slice.start);
	size_t length = colon ? (size_t)(colon - key) : 0;

	if (!colon || length > LONGEST)
		return RQ_LABEL_NONE;
	while (length > 0 && (key[length - 1] == ' ' || key[length - 1] == '\t'))
		length--;
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		if (strlen(labels[i].words) != length || memcmp(labels[i].words, key, length) != 0)
			continue;
		*end = slice.start + (uint32_t)(colon - key) + 1;
		return labels[i].label;
	}
	return RQ_LABEL_NONE;
}
