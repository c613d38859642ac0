#include "resume/personal.h"

#include <string.h>

#include "resume/fold.h"

/* Folded, one ' ' between words. No "health", "children" and the like: there is work about them. */
static const char *const labels[] = {
	"born",
	"born on",
	"date of birth",
	"dob",
	"birth date",
	"birthday",
	"place of birth",
	"birthplace",
	"nationality",
	"citizenship",
	"marital status",
	"civil status",
	"religion",
	"gender",
	"sex",
	"age",

	"geboren",
	"geboren am",
	"geburtsdatum",
	"geburtstag",
	"geburtsort",
	"nationalitat",
	"staatsangehorigkeit",
	"staatsburgerschaft",
	"familienstand",
	"konfession",
	"geschlecht",
	"alter",

	"ne le",
	"nee le",
	"date de naissance",
	"lieu de naissance",
	"date et lieu de naissance",
	"nationalite",
	"situation familiale",
	"situation de famille",
	"etat civil",
	"sexe",

	"nacido",
	"nacida",
	"fecha de nacimiento",
	"lugar de nacimiento",
	"fecha y lugar de nacimiento",
	"nacionalidad",
	"estado civil",
	"edad",
	"sexo",

	"nascimento",
	"data de nascimento",
	"local de nascimento",
	"naturalidade",
	"nacionalidade",
	"idade",
	"religiao",

	"data di nascita",
	"luogo di nascita",
	"luogo e data di nascita",
	"data e luogo di nascita",
	"nazionalita",
	"cittadinanza",
	"stato civile",
	"eta",
	"sesso",

	"geboortedatum",
	"geboorteplaats",
	"nationaliteit",
	"burgerlijke staat",
	"geslacht",
	"leeftijd",
	"religie",
	"geloof",
};

/* Whether the words of a text are these, whatever stands between and around them. */
static bool says(const struct rq_folded *folded, const char *words)
{
	size_t i = 0;

	for (; i < folded->count; i++) {
		if (folded->at[i].word) {
			if (folded->at[i].character != (unsigned char)*words++)
				return false;
		} else if (*words == ' ' && i > 0 && folded->at[i - 1].word) {
			words++;
		}
	}
	return *words == '\0';
}

bool rq_personal_label(const char *label)
{
	struct rq_folded folded;
	bool found = false;

	rq_fold_init(&folded, label, strlen(label), false);
	for (size_t k = 0; k < sizeof labels / sizeof labels[0] && !found; k++)
		found = says(&folded, labels[k]);
	rq_fold_free(&folded);
	return found;
}
